"""The working copy of a ticket: its files, its tables, what changed in it, and what was done."""
