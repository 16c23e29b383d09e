"""The board: every copy on this machine, the most pressing first."""
