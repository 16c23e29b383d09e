"""Where tickets live: the built-in desk, later the ticket systems of others."""
