"""Sizes, spaces and times of the interface. Lengths are logical pixels, times milliseconds unless the name says."""

from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from typing import TypeVar

GAP_OF_QT = 4  # what Qt itself leaves between a button's icon and its text

Sizes = TypeVar("Sizes")


class Density(StrEnum):
    """How close together rows stand; a setting."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


@dataclass(frozen=True, slots=True)
class Spacing:
    """The steps of the grid of 4."""

    xs: int = 4
    s: int = 8
    m: int = 12
    l: int = 16  # noqa: E741
    xl: int = 20
    xxl: int = 24


@dataclass(frozen=True, slots=True)
class Radii:
    """Rounded corners."""

    control: int = 6
    card: int = 8
    toast: int = 10
    palette: int = 12

    @staticmethod
    def pill(height: int) -> int:
        """The radius of a pill: Qt drops a radius of half the height or more."""
        return max(0, height // 2 - 1)


@dataclass(frozen=True, slots=True)
class Rows:
    """Heights of rows."""

    two_lines: int = 46
    grid: int = 27


@dataclass(frozen=True, slots=True)
class Heights:
    """Heights of controls. Nothing that can be clicked is lower than `target` (WCAG 2.2, 2.5.8)."""

    button: int = 30
    main_button: int = 36
    chip: int = 26
    pill: int = 20
    person: int = 22
    indicator: int = 14  # inside the edge of a check box
    rail_item: int = 34
    header: int = 34
    bar: int = 6
    target: int = 24


@dataclass(frozen=True, slots=True)
class IconSizes:
    """The sizes icons are drawn for."""

    pill: int = 13
    row: int = 16
    strip: int = 20
    empty: int = 44
    gap: int = 8  # between an icon and the text of a button

    @property
    def button_box(self) -> tuple[int, int]:
        """Width and height for `setIconSize` of a button with text; the icon stands at the beginning of it."""
        return self.row + self.gap - GAP_OF_QT, self.row


@dataclass(frozen=True, slots=True)
class Measures:
    """All lengths, for one density and one size of text."""

    spacing: Spacing = field(default_factory=Spacing)
    radii: Radii = field(default_factory=Radii)
    rows: Rows = field(default_factory=Rows)
    heights: Heights = field(default_factory=Heights)
    icons: IconSizes = field(default_factory=IconSizes)
    text_scale: float = 1.0
    focus: int = 2
    customer_line: int = 3
    rail_wide: int = 222
    rail_narrow: int = 56
    pane_least: int = 360
    pane_usual: int = 388
    pane_most: int = 520
    pane_overlays_below: int = 1200  # in a window that is narrower the pane lies over the list
    window_least_width: int = 1024
    window_least_height: int = 640

    def scaled(self, length: int) -> int:
        """A length of a place's own that holds text, such as a column, at today's size of text."""
        return round(length * self.text_scale)


@dataclass(frozen=True, slots=True)
class Durations:
    """How long things last."""

    fade: int = 120
    toast: int = 6_000
    tooltip: int = 700
    search_pause: int = 60
    hold: int = 1_000  # pressing HoldButton
    second_press_earliest: int = 600
    second_press_latest: int = 6_000
    ring_after: int = 300  # nothing is shown of what takes less
    bar_after: int = 2_000
    rest_after: int = 3_000  # before, too little is known to say how long it takes
    wipe_delay_seconds: int = 30

    def without_motion(self) -> "Durations":
        """The same for a system that asks for reduced motion: what only moves takes no time."""
        return replace(self, fade=0)


def measures(density: Density = Density.COMFORTABLE, text_scale: float = 1.0) -> Measures:
    """The lengths for a density and a size of text (1.0 is the system's); what holds text grows with it."""
    plain = Measures()
    if density is Density.COMPACT:
        plain = replace(plain, rows=Rows(two_lines=36, grid=24))
    if text_scale == 1.0:
        return plain
    return replace(
        plain,
        text_scale=text_scale,
        rows=_scaled(plain.rows, text_scale),
        heights=_scaled(plain.heights, text_scale),
        icons=_scaled(plain.icons, text_scale),
        rail_wide=round(plain.rail_wide * text_scale),
        rail_narrow=round(plain.rail_narrow * text_scale),
        pane_least=round(plain.pane_least * text_scale),
        pane_usual=round(plain.pane_usual * text_scale),
        pane_most=round(plain.pane_most * text_scale),
        pane_overlays_below=round(plain.pane_overlays_below * text_scale),
    )


def _scaled(sizes: Sizes, factor: float) -> Sizes:
    if not is_dataclass(sizes) or isinstance(sizes, type):
        raise TypeError(sizes)
    scaled = {each.name: round(getattr(sizes, each.name) * factor) for each in fields(sizes)}
    return replace(sizes, **scaled)
