"""What stands before the vault is open: the unlock card, and what is said of a vault that does not open."""
