"""How the window looks: tokens, palette, fonts, the one style sheet, and the painted parts that rows are made of."""
