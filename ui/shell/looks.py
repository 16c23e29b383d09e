"""Puts the settings about looks on the theme."""

from app.settings import Settings
from ui.theme.measures import Density
from ui.theme.theme import Appearance, Motion, Theme


def apply_looks(theme: Theme, settings: Settings) -> None:
    """Light or dark, density, size of text, motion. What is in force already costs nothing."""
    theme.choose_motion(Motion(settings.motion))
    theme.choose_appearance(Appearance(settings.appearance))
    theme.choose_density(Density(settings.density))
    theme.choose_text_scale(settings.text_percent / 100)
