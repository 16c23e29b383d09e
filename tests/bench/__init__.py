"""Benchmarks: ratios against a peer in the same run. `python3 dev.py bench NAME`; never part of the tests."""
