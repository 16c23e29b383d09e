"""The detail pane of a ticket: its state, and the one act that comes next."""
