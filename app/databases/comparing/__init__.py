"""Compares two states of a database, and writes down what differs."""
