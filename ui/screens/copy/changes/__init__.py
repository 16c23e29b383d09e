"""What was changed in a copy since its checkout."""
