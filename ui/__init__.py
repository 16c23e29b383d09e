"""The window: imports app; nothing in app imports it."""
