"""Masking: what a customer's policy says about each column, and the masks themselves, keyed and deterministic."""
