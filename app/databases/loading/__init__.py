"""Loads the tables of a snapshot into a sealed database, and verifies them."""
