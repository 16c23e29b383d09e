"""The command palette: opens anything, and does what fits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from app.model import Customer, Ticket
from ui.acts import ActRegistry
from ui.icons.names import Icon
from ui.places import Place, Where
from ui.screen_sharing import ScreenSharing
from ui.shell.overlay import Overlay
from ui.shell.palette_entries import (
    ACTS_SHOWN,
    Kind,
    Offer,
    Prefix,
    Query,
    act_offers,
    grouped,
    matches,
    new_ticket_key,
    new_ticket_offer,
    new_ticket_offers,
    parsed,
)
from ui.shell.palette_list import PaletteList
from ui.shell.palette_search import Finds, PaletteSearch
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import IconView

WIDTH = 620
_OPEN_COPY = "open copy"


@dataclass(frozen=True, slots=True)
class PaletteFacts:
    """What the palette asks of the window when it is opened: tickets with a copy of mine, and those one was at."""

    held: Callable[[], Sequence[Ticket]]
    recent: Callable[[], Sequence[str]]
    sharing: ScreenSharing = field(default_factory=ScreenSharing)


class Palette(Overlay):
    """Search field and rows. It shows what is at hand at once; what is found in the register follows.

    Signals:
        place_chosen: the Place to go to.
        primary_wanted: the number of the ticket whose main act is to be run.
        act_chosen: the id of the act to run.
        new_ticket_wanted: the number of the customer that a new ticket is for.
    """

    place_chosen = Signal(object)
    primary_wanted = Signal(str)
    act_chosen = Signal(str)
    new_ticket_wanted = Signal(str)

    def __init__(
        self, theme: Theme, acts: ActRegistry, search: PaletteSearch, facts: PaletteFacts, parent: QWidget
    ) -> None:
        super().__init__(theme, parent, width=WIDTH)
        self._acts = acts
        self._search = search
        self._facts = facts
        self._finds = Finds()
        self._asked = self._found_for = ""
        self._further: Offer | None = None
        self.setAccessibleName(self.tr("Search or run"))
        self._field = QLineEdit()
        self._field.setObjectName("palette")
        self._field.setAccessibleName(self.tr("Search or run"))
        self._field.setPlaceholderText(self.tr("Search tickets, customers, copies, or run an act"))
        self._field.setMaxLength(200)
        theme.dress(self._field, TextRole.BASE)
        self._list = PaletteList(theme, self.tr("Found"), self)
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(theme.durations.search_pause)
        self._pause.timeout.connect(self._on_pause)
        self._field.textEdited.connect(self._on_edited)
        self._field.installEventFilter(self)
        self._list.taken.connect(self._take)
        search.found.connect(self._on_found)

    def open(self, text: str = "") -> None:
        """Open with what is at hand."""
        self._further = None
        self._finds = Finds()
        self._field.setText(text)
        self._show_rows()
        self.open_over(self._field)
        self._on_pause()

    def forget(self) -> None:
        """Drop what was typed and found."""
        self._pause.stop()
        self._search.stop()
        self._finds, self._further = Finds(), None
        self._field.clear()
        self._list.put([])
        self.drop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._takes(event)
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        spacing = self.theme.measures.spacing
        head = QHBoxLayout()
        head.setContentsMargins(spacing.l, spacing.m, spacing.l, spacing.m)
        head.setSpacing(spacing.m)
        head.addWidget(IconView(self.theme, Icon.SEARCH))
        head.addWidget(self._field, 1)
        line = QFrame()
        line.setObjectName("line")
        self.content.addLayout(head)
        self.content.addWidget(line)
        holder = QHBoxLayout()
        holder.setContentsMargins(spacing.s, spacing.s, spacing.s, spacing.s)
        holder.addWidget(self._list)
        self.content.addLayout(holder)

    def _takes(self, event: QKeyEvent) -> bool:
        """Keys that work in the list while the field has the keyboard."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        key = Qt.Key(event.key())
        if key in steps:
            self._list.step(steps[key])
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_enter(is_primary=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return True
        if key == Qt.Key.Key_Tab:
            self._show_further()
            return True
        if key == Qt.Key.Key_Escape and self._further is not None:
            self._further = None
            self._show_rows()
            return True
        return key == Qt.Key.Key_Backtab

    def _on_enter(self, *, is_primary: bool) -> None:
        chosen = self._list.chosen()
        if chosen is None:
            return
        if is_primary and chosen.kind in {Kind.TICKETS, Kind.COPIES}:
            self.leave()
            self.primary_wanted.emit(chosen.key)
        elif is_primary and chosen.kind is Kind.CUSTOMERS:
            self.leave()
            self.new_ticket_wanted.emit(chosen.key)
        else:
            self._take(chosen)

    @Slot(object)
    def _take(self, offer: Offer) -> None:
        if offer.reason:
            return
        self.leave()
        where = {Kind.TICKETS: Where.TICKETS, Kind.CUSTOMERS: Where.CUSTOMERS, Kind.COPIES: Where.COPY}
        if offer.kind in where:
            self.place_chosen.emit(Place(where[offer.kind], offer.key))
        elif offer.key == _OPEN_COPY:
            self.place_chosen.emit(Place(Where.COPY, offer.subject))
        elif offer.key == new_ticket_key(offer.subject):
            self.new_ticket_wanted.emit(offer.subject)
        else:
            self.act_chosen.emit(offer.key)

    @Slot()
    def _on_edited(self) -> None:
        self._further = None
        self._show_rows()
        self._pause.start()

    @Slot()
    def _on_pause(self) -> None:
        query = parsed(self._field.text())
        if not query.words:
            self._search.recent(self._facts.recent())
        elif query.wants(Kind.TICKETS) or query.wants(Kind.CUSTOMERS):
            self._search.find(query.words)
        self._asked = query.words

    @Slot(object)
    def _on_found(self, finds: object) -> None:
        if isinstance(finds, Finds) and self.is_open:
            self._finds, self._found_for = finds, self._asked
            if self._further is None:
                self._show_rows()

    def _show_rows(self) -> None:
        query = parsed(self._field.text())
        offers = [offer for offer in self._offers(query) if query.wants(offer.kind)]
        chosen = self._list.chosen()
        self._list.painting.hint = self.tr("Enter opens")
        self._list.put(grouped(offers), chosen.key if chosen else "")
        self._fit()

    def _offers(self, query: Query) -> list[Offer]:
        words = query.words
        held = [each for each in self._facts.held() if _fits(each, words)]
        held_numbers = {each.number for each in held}
        is_late = self._found_for != words  # what was found for other words is shown as far as it fits
        tickets = [
            each
            for each in self._finds.tickets
            if each.number not in held_numbers and (not is_late or _fits(each, words))
        ]
        customers = [
            each for each in self._finds.customers if not is_late or matches(f"{each.number} {each.name}", words)
        ]
        sharing = self._facts.sharing
        offers = [_ticket(sharing.ticket(each), Kind.TICKETS, Icon.TICKETS) for each in tickets]
        offers += [_customer(sharing.customer(each)) for each in customers]
        offers += [_ticket(each, Kind.COPIES, Icon.LOCK) for each in held]
        offers += new_ticket_offers([sharing.customer(each) for each in customers])
        acts = act_offers(
            [(act, self._acts.why_not(act.id), _shown(self._acts.keys(act.id))) for act in self._acts], words
        )
        return offers + acts[: ACTS_SHOWN if query.prefix is Prefix.NONE else None]

    def _show_further(self) -> None:
        """What else can be done with the ticket or the customer that is chosen."""
        chosen = self._list.chosen()
        if chosen is None or chosen.kind is Kind.DO or self._further is not None:
            return
        self._further = chosen
        if chosen.kind is Kind.CUSTOMERS:
            self._list.put(grouped([chosen, new_ticket_offer(chosen.key, chosen.text)]))
            self._fit()
            return
        is_held = chosen.key in {each.number for each in self._facts.held()}
        reason = "" if is_held else self.tr("You hold no copy of this ticket")
        show = self.tr("Show {number}").format(number=chosen.key)
        copy = self.tr("Open the copy of {number}").format(number=chosen.key)
        offers = [
            Offer(Kind.TICKETS, chosen.key, Icon.TICKETS, show, chosen.detail),
            Offer(Kind.DO, _OPEN_COPY, Icon.FOLDER_OPEN, copy, detail=reason, reason=reason, subject=chosen.key),
        ]
        self._list.put(grouped(offers))
        self._fit()

    def _fit(self) -> None:
        height = min(self._list.content_height(), self.most_height())
        self._list.setFixedHeight(max(height, 0))
        self.content.activate()
        self.refit()


def _ticket(ticket: Ticket, kind: Kind, icon: Icon) -> Offer:
    detail = f"{ticket.title} · {ticket.customer.name}"
    return Offer(kind, ticket.number, icon, ticket.number, detail)


def _customer(customer: Customer) -> Offer:
    return Offer(Kind.CUSTOMERS, customer.number, Icon.CUSTOMERS, customer.name, customer.number)


def _fits(ticket: Ticket, words: str) -> bool:
    return matches(f"{ticket.number} {ticket.title} {ticket.customer.name}", words)


def _shown(keys: Sequence[str]) -> str:
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
