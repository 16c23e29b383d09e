"""The open vault's part of the window: rail, content, detail pane, and what lies over them for a moment."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.model import Ticket
from ui.acts import ActRegistry, Scope
from ui.places import Navigator, Place, Way, Where
from ui.preferences import Preferences
from ui.screens.board.screen import BoardScreen
from ui.screens.screen import Screen
from ui.screens.ticket_pane.pane import TicketPane
from ui.session import VaultSession
from ui.shell.content import Content
from ui.shell.frame_doer import FrameDoer
from ui.shell.global_acts import GlobalActs
from ui.shell.held_copies import HeldCopies
from ui.shell.palette import Palette, PaletteFacts
from ui.shell.palette_search import PaletteSearch
from ui.shell.pane_split import PaneSplit
from ui.shell.pane_wish import PaneWish
from ui.shell.rail import Rail
from ui.shell.screens_table import makers
from ui.shell.sharing_switch import SharingSwitch
from ui.shell.shortcut_list import ShortcutList
from ui.surroundings import Memory, Surroundings
from ui.theme.theme import Theme
from ui.widgets.jobs_popover import JobsPopover
from ui.widgets.toasts import ToastStack
from ui.wiping import Custodian

NEW = "new"
_WITH_PANE = frozenset({Where.BOARD, Where.TICKETS})
_MAY_HAVE_PANE = _WITH_PANE | {Where.COPY}
_MOST_RECENT = 8
_RAILS_ACROSS = 3
"""A window that is not this many rails wide has room for a narrow one only."""


@dataclass(frozen=True, slots=True)
class FrameLeft:
    """How a frame was left: the way from place to place, tickets beside lists, and the ticket a timer runs for."""

    way: Way
    chosen: dict[Where, str]
    recent: tuple[str, ...]
    timer: str


class Frame(QWidget):
    """Made once, when the vault was opened for the first time; hidden while it is locked.

    Signals:
        caption_changed: what stands in the title of the window.
        lock_asked: lock the vault.
        quit_asked: close the window.
    """

    caption_changed = Signal(str)
    lock_asked = Signal()
    quit_asked = Signal()

    def __init__(self, theme: Theme, session: VaultSession, preferences: Preferences, memory: Memory) -> None:
        super().__init__()
        self.session = session
        self.memory = memory
        self._theme = theme
        self._is_tight = False
        self._preferences = preferences
        self._chosen: dict[Where, str] = {}
        self._recent: deque[str] = deque(maxlen=_MOST_RECENT)
        self.acts = ActRegistry(theme, self)
        self.navigator = Navigator(self)
        self.toasts = ToastStack(theme, self)
        self.switch = SharingSwitch(preferences, self.toasts, self)
        self.sharing = self.switch.sharing
        self.around = Surroundings(theme, session, self.acts, self.navigator, self.toasts, memory, sharing=self.sharing)
        self.held = HeldCopies(session, self.sharing, self)
        self.split = PaneSplit(theme, self)
        GlobalActs(self.acts, FrameDoer(self), self)
        self._give_own_keys()
        self.custodian = Custodian(self.around)
        self.rail = Rail(theme, self.acts, self.held, session.runner, self)
        self.content = Content(self.around, makers(preferences), self.split)
        self.pane = TicketPane(self.around)
        self.popover = JobsPopover(theme, session.runner, self, self._show_ticket)
        self.palette_card = Palette(
            theme,
            self.acts,
            PaletteSearch(session, self),
            PaletteFacts(self._held_tickets, self._recent_numbers, self.sharing),
            self,
        )
        self.shortcuts = ShortcutList(theme, self.acts, self)
        self._wish = PaneWish(self.pane)
        self._lay_out()
        self._connect()
        self._give_actions()

    # ---- what the window asks for

    def enter(self) -> None:
        """The vault was opened: show the place one was at."""
        self.toasts.show_again()
        self.show_place(self.navigator.place)
        if self.content.screen_shown is not None:
            self.content.screen_shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> FrameLeft:
        """How it is left, for a frame that takes its place."""
        timer = self.pane.timer
        ticket = timer.ticket if timer.is_running else ""
        return FrameLeft(self.navigator.left(), dict(self._chosen), tuple(self._recent), ticket)

    def take_over(self, left: FrameLeft) -> None:
        """Go on where another frame was left."""
        self.navigator.take_over(left.way)
        self._chosen.update(left.chosen)
        self._recent.extend(left.recent)
        if left.timer:
            self.pane.timer.toggle(left.timer)

    def in_the_way(self) -> str:
        """Why it cannot be made anew now; "" where nothing would be cut short."""
        if any(job.listing is not None for job in self.session.runner.jobs):
            return self.tr("Changes as soon as the running jobs have ended.")
        return self.content.in_the_way() if self.session.is_unlocked else ""

    def forget(self) -> None:
        """The vault is being locked: drop what names customers."""
        self._wish.forget()
        self.palette_card.forget()
        self.shortcuts.drop()
        self.popover.forget()
        self.toasts.hide_all()
        self.toasts.forget_undos()
        self.content.forget()

    def new_ticket(self, source: str = "", customer: str = "") -> None:
        """Show the form for a new ticket, for a customer that is known, beside a list that has room for it."""
        if self.content.where not in _WITH_PANE:
            self.navigator.go(Place(Where.TICKETS))
        self._open_pane("")
        self.pane.new_ticket(source, customer)

    def run_primary_of(self, number: str) -> None:
        """Show a ticket and do what its filled button says, as soon as it is known."""
        self.navigator.go(Place(Where.TICKETS, number))
        self._wish.want(number, lambda: not self.pane.why_no_primary(), self.pane.press_primary)

    def offer_source(self, number: str, folder: str) -> None:
        """Have the pane of a ticket offer to check this folder out."""
        self._wish.want(number, self.pane.taking.can_drop, lambda: self.pane.taking.on_drop([Path(folder)]))

    def show_jobs(self) -> None:
        """Show the list of jobs above the strip, or hide it."""
        if self.popover.isVisible():
            self.popover.leave()
            return
        foot = self.rail.foot.mapTo(self, QPoint(0, 0))
        self.popover.open_above(QPoint(self.rail.width() + self._theme.measures.spacing.s, foot.y()))

    def _show_ticket(self, number: str) -> None:
        self.popover.hide()
        self.navigator.go(Place(Where.TICKETS, number))

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001
        """Narrow or widen the rail, and remember."""
        self.memory.put("rail/narrow", "1" if is_narrow else "")
        self._show_rail(is_narrow)

    def _show_rail(self, is_narrow: bool) -> None:  # noqa: FBT001
        self.rail.set_narrow(is_narrow)
        self.toasts.set_left_edge(self.rail.sizeHint().width())

    @Slot()
    def _fit_rail(self) -> None:
        """Where the window is narrow for its size of text the rail gives way to the list; it can be widened again."""
        is_tight = self.width() < _RAILS_ACROSS * self._theme.measures.rail_wide
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self._show_rail(is_tight or bool(self.memory.text("rail/narrow")))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._fit_rail()

    def zones(self) -> list[QWidget]:
        """What F6 goes through."""
        screen = self.content.screen_shown
        pane = [self.pane] if self.split.is_open else []
        return [*self.rail.zones(), *(screen.zones() if screen else []), *pane]

    @Slot(object)
    def show_place(self, place: Place) -> None:
        """Show a place, with the ticket that was in the pane beside it."""
        if place.part == NEW and place.where is Where.TICKETS:
            self.content.show_place(Place(Where.TICKETS))
            self.rail.mark(place)
            self.new_ticket()
            return
        self.rail.mark(place)
        self.content.show_place(place)
        if place.subject and place.where in _WITH_PANE | {Where.COPY}:
            self._note_recent(place.subject)
        if place.where in _WITH_PANE:
            self._on_ticket(place.subject or self._chosen.get(place.where, ""))
        else:
            self._close_pane()
        self.acts.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape and self.split.is_open:
            self._on_pane_closed()
            return
        super().keyPressEvent(event)

    # ---- the pane

    @Slot(str)
    def _on_ticket(self, number: str) -> None:
        where = self.content.where
        self._chosen[where] = number
        if not number:
            self._close_pane()
            return
        self._note_recent(number)
        self._open_pane(number)
        self.pane.show_ticket(number)

    @Slot(str)
    def _on_pane_opened(self, number: str) -> None:
        """The pane wants to be seen: beside a copy, too, which has no pane otherwise."""
        if self.content.where in _MAY_HAVE_PANE:
            self._open_pane(number)
        else:
            self.navigator.go(Place(Where.BOARD, number))

    def _open_pane(self, number: str) -> None:
        where = self.content.where
        if where in _WITH_PANE:
            self._chosen[where] = number or self._chosen.get(where, "")
        text = self.memory.text(f"pane/width/{where.value}")
        self.split.open_pane(int(text) if text.isdecimal() else 0)

    def _close_pane(self) -> None:
        had_focus = self.pane.isAncestorOf(focus) if (focus := self.focusWidget()) else False
        self.split.close_pane()
        if had_focus and self.content.screen_shown is not None:
            self.content.screen_shown.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_pane_closed(self) -> None:
        self._chosen[self.content.where] = ""
        self.pane.show_ticket("")
        self._close_pane()

    @Slot(int)
    def _on_dragged(self, width: int) -> None:
        self.memory.put(f"pane/width/{self.content.where.value}", str(width))

    # ---- wiring

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addWidget(self.split, 1)
        self.split.put(self.content, self.pane)
        self._show_rail(bool(self.memory.text("rail/narrow")))

    def _connect(self) -> None:
        self.navigator.moved.connect(self.show_place)
        self.navigator.moved.connect(self.palette_card.leave)
        self.content.made.connect(self._on_made)
        self.content.caption_changed.connect(self.switch.show_caption)
        self.switch.caption_changed.connect(self.caption_changed)
        self.sharing.changed.connect(self.palette_card.leave)
        self.content.ticket_chosen.connect(self._on_ticket)
        self.pane.closed.connect(self._on_pane_closed)
        self.pane.opened.connect(self._on_pane_opened)
        self.split.dragged.connect(self._on_dragged)
        self.rail.place_chosen.connect(self.navigator.go)
        self.rail.jobs_asked.connect(self.show_jobs)
        self.palette_card.place_chosen.connect(self.navigator.go)
        self.palette_card.primary_wanted.connect(self.run_primary_of)
        self.palette_card.act_chosen.connect(self._on_act_chosen)
        self.palette_card.new_ticket_wanted.connect(lambda customer: self.new_ticket(customer=customer))
        self.held.changed.connect(self.acts.refresh)
        self._theme.changed.connect(self._fit_rail)
        self.session.locking.connect(self.forget)
        self.session.locking.connect(self.pane.forget)

    def _give_own_keys(self) -> None:
        """Give every act the keys that the person gave it; those of screens not made yet follow with them."""
        own = dict(self._preferences.settings.keys)
        for act in self.acts:
            keys = own.get(act.id)
            if keys is not None and keys != self.acts.keys(act.id) and not self._clashes(act.id, keys):
                self.acts.set_keys(act.id, keys)

    def _clashes(self, act_id: str, keys: tuple[str, ...]) -> bool:
        act = self.acts.act(act_id)
        holders = {self.acts.holder_of(each, act.scope, takes_over=act.takes_over) for each in keys}
        return bool(holders - {"", act_id})

    def _give_actions(self) -> None:
        """A shortcut of the window lives where its action was given to a widget; this one is hidden by a lock."""
        there = set(self.actions())
        for act in self.acts:
            action = self.acts.action(act.id)
            if act.scope is Scope.WINDOW and action not in there:
                self.addAction(action)

    @Slot(object)
    def _on_made(self, screen: Screen) -> None:
        self._give_own_keys()
        self._give_actions()
        if isinstance(screen, BoardScreen):
            screen.source_dropped.connect(self.new_ticket)

    @Slot(str)
    def _on_act_chosen(self, act_id: str) -> None:
        """Run an act from the palette; one that destroys something only leads to where it is done."""
        if not self.acts.act(act_id).is_destructive:
            self.acts.run(act_id)
        elif number := self.pane.number or self.navigator.place.subject:
            self.pane.bring_up(number)
            self.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _held_tickets(self) -> Sequence[Ticket]:
        return list(dict.fromkeys(record.ticket for record in self.held.mine))

    def _recent_numbers(self) -> Sequence[str]:
        return list(self._recent)

    def _note_recent(self, number: str) -> None:
        if number in self._recent:
            self._recent.remove(number)
        self._recent.appendleft(number)
