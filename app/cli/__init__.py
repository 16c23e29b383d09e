"""The terminal: a second front end over the same operations as the window."""
