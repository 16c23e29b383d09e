"""What every screen is handed: the theme, the vault, the way to other places, and how to speak to the person."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ui.acts import ActRegistry
from ui.places import Navigator
from ui.screen_sharing import ScreenSharing
from ui.session import VaultSession
from ui.theme.theme import Theme
from ui.wipe_states import WipeStates

TIME_LEFT = "{left}"  # stands in the text of a countdown for the time that is left


@dataclass(frozen=True, slots=True)
class NoticeAct:
    """A button of a notice."""

    text: str
    run: Callable[[], object]


class Countdown(Protocol):
    """A countdown that is being shown. Once it is closed, nothing here does anything."""

    def close(self) -> None:
        """Take it away. Safe to call twice."""

    def hold(self, seconds: float) -> None:
        """Stand still, with so many seconds left."""

    def run_to(self, until: datetime) -> None:
        """Run, to this end (UTC)."""

    def explain(self, detail: str) -> None:
        """Say this below it from now on."""


class Notices(Protocol):
    """Tells about acts just done. Nothing here waits for an answer, and errors that need one do not come here."""

    def tell(self, text: str, *acts: NoticeAct, detail: str = "") -> None:
        """Show a toast for a few seconds and say it to screen readers."""

    def announce(self, text: str, *, is_urgent: bool = False) -> None:
        """Say it to screen readers only."""

    def offer_undo(
        self, text: str, undo: Callable[[], object], redo: Callable[[], object] | None = None, *, why_no_redo: str = ""
    ) -> None:
        """Show a toast with Undo, which Ctrl+Z runs too.

        After that Ctrl+Shift+Z runs `redo`, which does the act again as the person did it; without one it says why.
        """

    def offer_redo(self, text: str, redo: Callable[[], object]) -> None:
        """Tell of an act that was taken back by a way of its own; Ctrl+Shift+Z does it again."""

    def count_down(
        self,
        text: str,
        detail: str,
        until: datetime,
        *acts: NoticeAct,
        attended: Callable[[bool], object] | None = None,
    ) -> Countdown:
        """Show a toast with a ring that runs out at `until` (UTC); TIME_LEFT in `text` becomes the time left.

        The first act is the main one and the way back, which Ctrl+Z runs too. It stays until it is closed, and is
        said to screen readers at its start, at 10 seconds and at its end. `attended` is told when pointer or keyboard
        come to it, and when they have left it.
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
    wipes: WipeStates = field(default_factory=WipeStates)
    sharing: ScreenSharing = field(default_factory=ScreenSharing)
