"""The frame around the screens: rail, palette, locking, what outlives a screen."""
