"""The tickets: all of them, searched and filtered."""
