"""The only package that creates, renames, overwrites, removes or locks files."""
