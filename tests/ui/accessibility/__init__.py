"""What screen readers are told, and where the keyboard can go."""
