"""The log: what happened to copies and keys, and the certificates of what was wiped."""
