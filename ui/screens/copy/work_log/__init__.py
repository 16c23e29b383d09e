"""What was done on the ticket of a copy."""
