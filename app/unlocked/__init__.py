"""An unlocked vault, and the few acts that several operations share."""
