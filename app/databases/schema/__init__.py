"""The shape of a database, and what is known of the server it came from."""
