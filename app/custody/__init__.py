"""The life of a copy: its states, the ledger that remembers, the wipe, and the certificate that proves it."""
