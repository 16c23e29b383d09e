"""The files of a copy: folders, list and preview."""
