"""Collects the texts of the window for the translators, and judges what they made of them."""
