"""What lists and tables show, read in the background a page at a time."""
