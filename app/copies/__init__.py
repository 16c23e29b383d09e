"""A sealed copy: its catalogue, its segments, and the one file API over both. The format is in docs/format.md."""
