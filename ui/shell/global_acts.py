"""The acts that hold everywhere in the window, and their keys."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from ui.acts import Act, ActRegistry
from ui.icons.names import Icon
from ui.places import Place, Where
from ui.screen_sharing import SHARING_ACT
from ui.shell.rail_entries import MOST_COPIES, PLACE_ICONS, place_name

GO, COPY = "go.", "copy.mine."
PALETTE, HELP, JOBS, RAIL = "palette.show", "help", "jobs", "rail"
NEW_TICKET, SEARCH, REFRESH, PRIMARY = "ticket.new", "search", "refresh", "pane.primary"
BACK, FORWARD, UNDO, REDO = "back", "forward", "undo", "redo"
NEXT_ZONE, PREVIOUS_ZONE = "zone.next", "zone.previous"
SETTINGS, LOCK, QUIT = "settings", "lock", "quit"

Reason = Callable[[], str]


class Doer(Protocol):
    """What the acts are done to: the part of the window that they need."""

    def go(self, place: Place) -> None:
        """Go to a place."""

    def new_ticket(self) -> None:
        """Show the form for a new ticket."""

    def show_palette(self) -> None:
        """Open the palette."""

    def show_help(self) -> None:
        """Open the list of shortcuts."""

    def toggle_jobs(self) -> None:
        """Show or hide the list of jobs."""

    def toggle_rail(self) -> None:
        """Narrow or widen the rail."""

    def focus_search(self) -> None:
        """Put the keyboard into the search of the screen."""

    def refresh(self) -> None:
        """Read anew what the screen shows."""

    def run_primary(self) -> None:
        """Do what the filled button of the pane does."""

    def why_no_primary(self) -> str:
        """Why there is nothing of the kind; "" where there is."""

    def step_zone(self, by: int) -> None:
        """Put the keyboard into the next zone, or with -1 into the one before."""

    def step_back(self, by: int) -> None:
        """Go back by one place, or with -1 forward."""

    def why_not_step(self, by: int) -> str:
        """Why there is no such place; "" where there is."""

    def undo(self) -> None:
        """Take back the last act that offered it."""

    def redo(self) -> None:
        """Do again what was taken back last."""

    def open_held(self, at: int) -> None:
        """Open one of the copies in the rail."""

    def why_not_held(self, at: int) -> str:
        """Why there is none; "" where there is."""

    def toggle_sharing(self) -> None:
        """Hide what names customers, or show it again."""

    def lock(self) -> None:
        """Lock the vault."""

    def quit(self) -> None:
        """Close the window."""


class GlobalActs(QObject):
    """Enters them into the registry. Ctrl+Z and Ctrl+Shift+Z are left to text fields that have the keyboard."""

    def __init__(self, acts: ActRegistry, doer: Doer, parent: QObject) -> None:
        super().__init__(parent)
        self._acts = acts
        self._doer = doer
        self._add_places()
        self._add_rest()
        self._add_ways()
        self._add_copies()

    def _add_places(self) -> None:
        new = Act(NEW_TICKET, lambda: self.tr("New ticket"), Icon.ADD, ("Ctrl+N",))
        self._acts.add(new, self._doer.new_ticket)
        for at, (where, icon) in enumerate(PLACE_ICONS.items(), start=1):
            go = Act(f"{GO}{where.value}", partial(place_name, where), icon, (f"Ctrl+{at}",))
            self._acts.add(go, partial(self._doer.go, Place(where)))
        settings = Act(SETTINGS, partial(place_name, Where.SETTINGS), Icon.SETTINGS, ("Ctrl+,",))
        self._acts.add(settings, partial(self._doer.go, Place(Where.SETTINGS)))

    def _add_copies(self) -> None:
        for at in range(MOST_COPIES):
            number = at + 1
            act = Act(
                f"{COPY}{number}", partial(self._copy_text, number), Icon.LOCK, (f"Alt+{number}",), in_palette=False
            )
            self._acts.add(act, partial(self._doer.open_held, at), partial(self._doer.why_not_held, at))

    def _copy_text(self, number: int) -> str:
        return self.tr("Open copy {number} of the rail").format(number=number)

    def _sharing_text(self) -> str:
        return self.tr("Screen-share mode: hide names, or show them")

    def _add_ways(self) -> None:
        doer = self._doer
        ways: list[tuple[str, Reason, Icon, str, int]] = [
            (BACK, lambda: self.tr("Back"), Icon.ARROW_LEFT, "Alt+Left", 1),
            (FORWARD, lambda: self.tr("Forward"), Icon.ARROW_RIGHT, "Alt+Right", -1),
        ]
        for act_id, text, icon, keys, by in ways:
            self._acts.add(
                Act(act_id, text, icon, (keys,)), partial(doer.step_back, by), partial(doer.why_not_step, by)
            )
        zones: list[tuple[str, Reason, str, int]] = [
            (NEXT_ZONE, lambda: self.tr("Next part of the window"), "F6", 1),
            (PREVIOUS_ZONE, lambda: self.tr("Previous part of the window"), "Shift+F6", -1),
        ]
        for act_id, text, keys, by in zones:
            self._acts.add(Act(act_id, text, Icon.PANEL, (keys,), in_palette=False), partial(doer.step_zone, by))

    def _add_rest(self) -> None:
        doer = self._doer
        rest: list[tuple[Act, Callable[[], object]]] = [
            (Act(PALETTE, lambda: self.tr("Search or run"), Icon.COMMAND, ("Ctrl+K",)), doer.show_palette),
            (Act(SEARCH, lambda: self.tr("Search here"), Icon.SEARCH, ("Ctrl+F",)), doer.focus_search),
            (Act(REFRESH, lambda: self.tr("Refresh"), Icon.REFRESH, ("F5",)), doer.refresh),
            (Act(JOBS, lambda: self.tr("Jobs"), Icon.RUNNING, ("Ctrl+J",)), doer.toggle_jobs),
            (Act(RAIL, lambda: self.tr("Narrow or widen the rail"), Icon.PANEL, ("Ctrl+B",)), doer.toggle_rail),
            (Act(UNDO, lambda: self.tr("Undo"), Icon.UNDO, ("Ctrl+Z",)), doer.undo),
            (Act(REDO, lambda: self.tr("Redo"), Icon.REDO, ("Ctrl+Shift+Z",)), doer.redo),
            (Act(HELP, lambda: self.tr("Keyboard shortcuts"), Icon.KEYBOARD, ("F1",)), doer.show_help),
            (Act(SHARING_ACT, self._sharing_text, Icon.EYE_OFF, ("Ctrl+Shift+H",)), doer.toggle_sharing),
            (Act(LOCK, lambda: self.tr("Lock vault"), Icon.LOCK, ("Ctrl+L",)), doer.lock),
            (Act(QUIT, lambda: self.tr("Quit"), Icon.CROSS, ("Ctrl+Q",)), doer.quit),
        ]  # fmt: skip
        for act, run in rest:
            self._acts.add(act, run)
        primary = Act(
            PRIMARY,
            lambda: self.tr("Do what the filled button of the pane says"),
            Icon.CHECK,
            ("Ctrl+Return", "Ctrl+Enter"),
            in_palette=False,
        )
        self._acts.add(primary, doer.run_primary, doer.why_no_primary)
