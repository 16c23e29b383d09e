"""Pictures of the window: the real program over a vault of made-up customers, in every screen and state."""
