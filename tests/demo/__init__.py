"""The guided tour: `python3 dev.py demo`."""
