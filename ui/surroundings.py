"""What every screen is handed: the theme, the vault, the way to other places, and how to speak to the person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ui.acts import ActRegistry
from ui.places import Navigator
from ui.session import VaultSession
from ui.theme.theme import Theme

TIME_LEFT = "{left}"  # stands in the text of a countdown for the time that is left


@dataclass(frozen=True, slots=True)
class NoticeAct:
    """A button of a notice."""

    text: str
    run: Callable[[], object]


class Countdown(Protocol):
    """A countdown that is being shown."""

    def close(self) -> None:
        """Take it away. Safe to call twice."""


class Notices(Protocol):
    """Tells about acts just done. Nothing here waits for an answer, and errors that need one do not come here."""

    def tell(self, text: str, *acts: NoticeAct, detail: str = "") -> None:
        """Show a toast for a few seconds and say it to screen readers."""

    def announce(self, text: str, *, is_urgent: bool = False) -> None:
        """Say it to screen readers only."""

    def offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Show a toast with Undo, which Ctrl+Z runs too."""

    def count_down(self, text: str, detail: str, until: datetime, *acts: NoticeAct) -> Countdown:
        """Show a toast with a ring that runs out at `until` (UTC); TIME_LEFT in `text` becomes the time left.

        The first act is the main one and the way back, which Ctrl+Z runs too. It stays until it is closed, and is
        said to screen readers at its start, at 10 seconds and at its end.
        """


class Memory(Protocol):
    """Remembers how the window was left: sizes, filters, sorting. Never anything about customers."""

    def text(self, key: str, default: str = "") -> str:
        """What was put last."""

    def put(self, key: str, value: str) -> None:
        """Remember."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Handed to every screen; lives as long as the window."""

    theme: Theme
    session: VaultSession
    acts: ActRegistry
    navigator: Navigator
    notices: Notices
    memory: Memory
