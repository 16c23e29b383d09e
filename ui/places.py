"""Where one can be in the window, and the way back."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

_LONGEST_HISTORY = 100


class Where(StrEnum):
    """The screens. The first five stand in the rail."""

    BOARD = "board"
    TICKETS = "tickets"
    CUSTOMERS = "customers"
    BACKUPS = "backups"
    LOG = "log"
    COPY = "copy"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Place:
    """A screen and what it shows there: `subject` is a ticket's number, a customer's, a certificate's, or nothing."""

    where: Where
    subject: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """The places one was at, and at which of them one is."""

    places: tuple[Place, ...]
    at: int


class Navigator(QObject):
    """Goes from place to place and remembers the way.

    Signals:
        moved: the Place one is at now.
    """

    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = [Place(Where.BOARD)]
        self._at = 0

    @property
    def place(self) -> Place:
        """Where one is."""
        return self._places[self._at]

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one came back from somewhere."""
        return self._at < len(self._places) - 1

    def left(self) -> Way:
        """The way so far, for another navigator."""
        return Way(tuple(self._places), self._at)

    def take_over(self, way: Way) -> None:
        """Be where another one was; nobody is told."""
        self._places, self._at = list(way.places), way.at

    def go(self, place: Place) -> None:
        """Go there; to be there already only tells everybody again."""
        if place != self.place:
            del self._places[self._at + 1 :]
            self._places.append(place)
            del self._places[:-_LONGEST_HISTORY]
            self._at = len(self._places) - 1
        self.moved.emit(self.place)

    def back(self) -> None:
        """Go to the place before, if there is one."""
        self._step(-1)

    def forward(self) -> None:
        """Go where one came back from."""
        self._step(1)

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._places):
            self._at += by
            self.moved.emit(self.place)
