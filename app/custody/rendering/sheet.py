"""Lays text out on pages of A4, all in millimetres from the top left; nothing is drawn yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.custody.rendering.fonts import Fonts, Style
from app.custody.rendering.letters import lines_of, shown

WIDTH = 210.0
HEIGHT = 297.0
LEFT = 20.0
INNER = WIDTH - 2 * LEFT
_TOP = 18.0
_BOTTOM = HEIGHT - 20.0
_GAP = 8.0
_LABEL = 28.0
_CELL_LINES = 2
_VALUE_LINES = 3
_BASELINE = 0.76  # of the height of a line

Colour = tuple[int, int, int]
INK = (30, 41, 59)
GREY = (100, 116, 139)
RULE = (226, 232, 240)
PAPER = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Setting:
    """How text is set: `leading` is the height of a line in millimetres."""

    style: Style
    points: float
    leading: float
    colour: Colour = INK


TITLE = Setting(Style.STRONG, 20, 9.5)
HEADING = Setting(Style.STRONG, 10, 5.2)
BODY = Setting(Style.PLAIN, 8.5, 4.2)
LABEL = Setting(Style.PLAIN, 8.5, 4.2, GREY)
CELL = Setting(Style.PLAIN, 7.5, 3.8)
COLUMN = Setting(Style.STRONG, 7, 3.8, GREY)
CODE = Setting(Style.CODE, 7.2, 4.2)


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `y` is its baseline."""

    x: float
    y: float
    setting: Setting
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A filled box; a rule is a flat one."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. Numbers stand to the right, hashes in a font of their own."""

    name: str
    width: float
    is_number: bool = False
    setting: Setting = CELL


class Pair(NamedTuple):
    """A label and what belongs to it."""

    label: str
    value: str
    setting: Setting = BODY


Mark = Words | Box


@dataclass(frozen=True, slots=True)
class Line:
    """Words with how wide they are in the fonts they were laid out for."""

    words: Words
    width: float


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Finished pages of A4."""

    pages: tuple[tuple[Line | Box, ...], ...]


class Sheet:
    """Pages that fill from top to bottom."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self.pages: list[list[Mark]] = [[]]
        self.y = _TOP

    def fit(self, text: str, setting: Setting, width: float, most: int) -> list[str]:
        """Text as lines that fit, every character of it to be seen."""
        visible = shown(text, lambda char: self._fonts.has(setting.style, char))
        return lines_of(visible, lambda part: self.width(part, setting), width, most)

    def width(self, text: str, setting: Setting) -> float:
        """How wide a line would be."""
        return self._fonts.width(setting.style, setting.points, text)

    def add(self, mark: Mark) -> None:
        """Put something on the page, wherever the next line would go."""
        self.pages[-1].append(mark)

    def make_room(self, height: float) -> bool:
        """Begin a page if what comes next would not fit on this one; whether it did."""
        if self.y + height <= _BOTTOM:
            return False
        self.pages.append([])
        self.y = _TOP
        return True

    def skip(self, height: float) -> None:
        """Leave some room."""
        self.y += height

    def put(self, lines: Sequence[str], setting: Setting, x: float = LEFT) -> None:
        """Set lines below each other, on one page."""
        for line in lines:
            self.add(Words(x, self.y + _BASELINE * setting.leading, setting, line))
            self.y += setting.leading

    def heading(self, text: str) -> None:
        """Begin a section, not at the very foot of a page."""
        self.make_room(26)
        if self.pages[-1]:
            self.skip(3.6)
        self.put([text], HEADING)
        self.rule()
        self.skip(1.6)

    def rule(self) -> None:
        """A thin line from margin to margin."""
        self.add(Box(LEFT, self.y, INNER, 0.25, RULE))

    def paragraph(self, text: str, setting: Setting = BODY, *, most: int = 12) -> None:
        """A paragraph over the whole width."""
        self._flow(self.fit(text, setting, INNER, most), setting, LEFT)

    def points(self, sentences: Sequence[str]) -> None:
        """One point for each sentence."""
        for sentence in sentences:
            lines = self.fit(sentence, BODY, INNER - 4, 4)
            self.make_room(len(lines) * BODY.leading)
            self.add(Words(LEFT + 0.6, self.y + _BASELINE * BODY.leading, LABEL, "\N{EN DASH}"))
            self.put(lines, BODY, LEFT + 4)
            self.skip(0.6)

    def pairs(self, rows: Sequence[Pair]) -> None:
        """Labels and what belongs to them, over the whole width."""
        self._pairs(self._fitted(rows, INNER), LEFT)

    def two_columns(self, left: Sequence[Pair], right: Sequence[Pair]) -> None:
        """Two lists of labels and values side by side, on one page."""
        width = (INNER - _GAP) / 2
        halves = (self._fitted(left, width), self._fitted(right, width))
        self.make_room(max(sum(len(lines) for _, lines in half) for half in halves) * BODY.leading)
        top, ends = self.y, []
        for at, half in enumerate(halves):
            self.y = top
            self._pairs(half, LEFT + at * (width + _GAP))
            ends.append(self.y)
        self.y = max(ends)

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]], *, most_lines: int = _CELL_LINES) -> None:
        """A table whose head stands again on every page that it goes on to. What is longer than a cell is cut."""
        self.make_room(COLUMN.leading + _CELL_LINES * CELL.leading + 3)
        self._head(columns)
        for row in rows:
            cells = [
                self.fit(text, column.setting, column.width - 2, most_lines)
                for column, text in zip(columns, row, strict=True)
            ]
            height = max(map(len, cells)) * CELL.leading + 1.0
            if self.make_room(height):
                self._head(columns)
            self._row(columns, cells)
            self.y += height
            self.add(Box(LEFT, self.y - 0.5, INNER, 0.15, RULE))
        self.skip(1.2)

    def _head(self, columns: Sequence[Column]) -> None:
        self._row([Column(column.name, column.width, column.is_number, COLUMN) for column in columns], None)
        self.y += COLUMN.leading
        self.rule()
        self.skip(0.7)

    def _row(self, columns: Sequence[Column], cells: Sequence[Sequence[str]] | None) -> None:
        x = LEFT
        for at, column in enumerate(columns):
            for line, text in enumerate(cells[at] if cells else [column.name]):
                indent = column.width - 2 - self.width(text, column.setting) if column.is_number else 0.0
                self.add(Words(x + indent, self.y + (line + _BASELINE) * CELL.leading, column.setting, text))
            x += column.width

    def _flow(self, lines: Sequence[str], setting: Setting, x: float) -> None:
        for line in lines:
            self.make_room(setting.leading)
            self.put([line], setting, x)

    def _fitted(self, rows: Sequence[Pair], width: float) -> "list[tuple[Pair, list[str]]]":
        return [(pair, self.fit(pair.value, pair.setting, width - _LABEL, _VALUE_LINES)) for pair in rows]

    def _pairs(self, rows: "Sequence[tuple[Pair, list[str]]]", x: float) -> None:
        for pair, lines in rows:
            self.make_room(len(lines) * pair.setting.leading)
            self.add(Words(x, self.y + _BASELINE * LABEL.leading, LABEL, pair.label))
            self.put(lines, pair.setting, x + _LABEL)
