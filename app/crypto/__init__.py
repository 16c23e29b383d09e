"""Sealing, key derivation and signatures. The only package that imports `cryptography`."""
