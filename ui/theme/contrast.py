"""How well two colours can be told apart, and every pair of tokens that meets on the screen.

The ratio is WCAG 2.2's: (lighter + 0.05) / (darker + 0.05) of the relative luminances, from 1 to 21.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from ui.theme.tokens import Colours

TEXT = 4.5
MARK = 3.0
HIGH = 7.0

_GROUNDS = ("bg", "surface", "raised", "rail", "field", "hover", "row_hover", "selection")
_TINTS = ("danger_bg", "warn_bg", "ok_bg", "info_bg")
_INK = ("text", "text_2", "muted")
_STATES = ("danger", "warn", "ok", "info")
_CODE = ("code_keyword", "code_string", "code_number", "code_comment", "code_function")
_PANES = ("bg", "surface", "raised", "rail", "field")
_BARS = ("bar", "bar_soon", "bar_over")


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour, what it stands on, and the ratio it must reach; the names are those of the tokens."""

    ink: str
    ground: str
    ink_colour: str
    ground_colour: str
    least: float

    @property
    def ratio(self) -> float:
        """The ratio it reaches."""
        return ratio(self.ink_colour, self.ground_colour)

    @property
    def is_met(self) -> bool:
        """Whether that is enough."""
        return self.ratio >= self.least


def ratio(one: str, other: str) -> float:
    """The contrast of two colours "#RRGGBB", from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour "#RRGGBB", from 0 to 1."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def pairs(colours: Colours, *, is_high_contrast: bool) -> list[Pair]:
    """Every text and ground, and every mark or control's edge and ground, of one scheme."""
    text, mark = (HIGH, HIGH) if is_high_contrast else (TEXT, MARK)
    found = [_pair(colours, ink, ground, text) for ink, ground in _texts()]
    found += [_pair(colours, ink, ground, mark) for ink, ground in _marks()]
    for number, person in enumerate(colours.people):
        found.append(Pair("on_people", f"people[{number}]", colours.on_people, person, text))
        found += [
            Pair(f"people[{number}]", ground, person, str(getattr(colours, ground)), mark)
            for ground in ("bg", "surface")
        ]
    return found


def _texts() -> Iterator[tuple[str, str]]:
    yield from product(_INK, (*_GROUNDS, *_TINTS, "quiet_bg"))
    yield from product(("accent",), (*_GROUNDS, *_TINTS))
    yield from product(_STATES, _GROUNDS)
    yield from ((state, f"{state}_bg") for state in _STATES)
    yield from product(("on_accent",), ("fill", "fill_hover", "fill_pressed", "danger_fill"))
    yield from product(_CODE, ("field", "surface", "row_hover"))


def _marks() -> Iterator[tuple[str, str]]:
    yield from product(("strong_border",), (*_PANES, "row_hover"))
    # A toast stands on `raised`; there its filled button is known by its caption, as 1.4.11 allows.
    yield from product(("fill", "fill_hover", "danger_fill"), ("bg", "surface", "rail", "field"))
    yield from product(_BARS, ("track", "surface", "rail"))


def _pair(colours: Colours, ink: str, ground: str, least: float) -> Pair:
    return Pair(ink, ground, str(getattr(colours, ink)), str(getattr(colours, ground)), least)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
