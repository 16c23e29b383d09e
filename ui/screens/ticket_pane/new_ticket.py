"""A new ticket: which customer, what about, and from where it is checked out at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.model import Customer
from ui.icons.names import Icon
from ui.screen_sharing import ScreenSharing
from ui.screens.ticket_pane.part import in_lines
from ui.screens.ticket_pane.state import ChosenSource
from ui.source_names import short_name, whereabouts
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import plain, primary
from ui.widgets.labels import text_label

_DRAFT_PAUSE_MS = 1_500
_FIRST_TICKET = "T-1"
_FIRST_CUSTOMER = "C-1"
FIELDS = ("customer", "number", "title", "customer-number")


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What was entered. `new_customer` is the name of a customer that does not exist yet, or ""."""

    number: str
    title: str
    customer_number: str
    new_customer: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the form is helped by: the customers, and the numbers that would come next."""

    customers: tuple[Customer, ...] = ()
    next_ticket: str = _FIRST_TICKET
    next_customer: str = _FIRST_CUSTOMER


def next_number(numbers: Iterable[str], first: str) -> str:
    """The number after the last one given: "ERP-4752" after "ERP-4751". `first` where there is none to go by."""
    last = ""
    for number in numbers:
        last = number
    found = re.fullmatch(r"(.*?)([0-9]{1,18})", last)
    if found is None:
        return first
    digits = found[2]
    return f"{found[1]}{int(digits) + 1:0{len(digits)}d}"


def customer_text(customer: Customer) -> str:
    """A customer as the completion offers it."""
    return f"{customer.name} ({customer.number})"


def found_customer(typed: str, customers: Sequence[Customer]) -> Customer | None:
    """The customer that is meant: by what the completion offers, by number, or by name."""
    wanted = typed.strip().casefold()
    for each in customers:
        if wanted in {customer_text(each).casefold(), each.number.casefold(), each.name.casefold()}:
            return each
    return None


class NewTicketForm(QWidget):
    """The form in the pane. What is typed is kept as drafts.

    Signals:
        create_asked: the NewTicket, and whether it is to be checked out at once.
        customer_found: the number of the customer that was typed or chosen; "" for none.
        draft_changed: a field, and what stands in it.
        left: the way back was taken.
    """

    create_asked = Signal(object, bool)
    customer_found = Signal(str)
    draft_changed = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, sharing: ScreenSharing) -> None:
        super().__init__()
        self._theme = theme
        self._sharing = sharing
        self._known = Known()
        self._source: ChosenSource | None = None
        self._is_dropped = False
        self._is_offering = False
        self._customer, self._new_number, self._number, self._title = (QLineEdit() for _ in range(4))
        self._completions = QStringListModel(self)
        self._why = text_label(theme, "", TextRole.SMALL, "muted")
        self._line = text_label(theme, "", TextRole.SMALL, "muted")
        self.both = primary(theme, self.tr("Create and check out"), Icon.CHECKOUT)
        self.alone = plain(theme, self.tr("Create"))
        self._new_rows: tuple[QWidget, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_DRAFT_PAUSE_MS)
        self._pause.timeout.connect(self.keep_drafts)
        self._lay_out()
        sharing.changed.connect(self._on_sharing)
        self._on_sharing()

    def begin(self, known: Known, drafts: dict[str, str], dropped: ChosenSource | None = None) -> None:
        """Start, with what was typed the last time and not entered."""
        self._known = known
        self._is_offering = False
        self._customer.setText(drafts.get("customer", ""))
        self._title.setText(drafts.get("title", ""))
        self._number.setText(drafts.get("number", "") or known.next_ticket)
        self._new_number.setText(drafts.get("customer-number", "") or known.next_customer)
        self._is_dropped = dropped is not None
        self.show_source(dropped)
        self._customer.setFocus()
        self._on_customer()

    def focus_title(self) -> None:
        """Begin with the title: whom it is for is known."""
        self._title.setFocus()

    def show_source(self, source: ChosenSource | None) -> None:
        """What Create and check out would take; a source that was dropped stays."""
        if self._is_dropped and self._source is not None:
            return
        self._source = source
        self._check()

    @property
    def source(self) -> ChosenSource | None:
        """What would be checked out."""
        return self._source

    @Slot()
    def run_primary(self) -> None:
        """What Ctrl+Enter does."""
        self._ask(is_both=self._source is not None)

    @Slot()
    def keep_drafts(self) -> None:
        """Hand out what is typed."""
        self._pause.stop()
        for field, edit in zip(FIELDS, self._edits(), strict=True):
            self.draft_changed.emit(field, edit.text())

    @property
    def has_unsaved_drafts(self) -> bool:
        """Whether something was typed since drafts were kept."""
        return self._pause.isActive()

    def clear(self) -> None:
        """Drop everything."""
        self._pause.stop()
        self._known, self._source, self._is_dropped = Known(), None, False
        self._completions.setStringList([])
        for edit in self._edits():
            edit.clear()

    def _edits(self) -> tuple[QLineEdit, ...]:
        return self._customer, self._number, self._title, self._new_number

    def _lay_out(self) -> None:
        completer = QCompleter(self._completions, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._customer.setCompleter(completer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.measures.spacing.s)
        for label, field in (
            (self.tr("Customer"), self._customer),
            (self.tr("Number of the new customer"), self._new_number),
            (self.tr("Title"), self._title),
            (self.tr("Ticket number"), self._number),
        ):
            said = text_label(self._theme, label, TextRole.SMALL, "muted")
            field.setAccessibleName(label)
            said.setBuddy(field)
            column.addWidget(said)
            column.addWidget(field)
            field.textEdited.connect(self._on_edited)
            field.returnPressed.connect(self.run_primary)
            if field is self._new_number:
                self._new_rows = (said, field)
        self._customer.setPlaceholderText(self.tr("Name or number; a new name makes a new customer"))
        self._customer.textChanged.connect(self._on_customer)
        for label_below in (self._line, self._why):
            label_below.setWordWrap(True)
        back = plain(self._theme, self.tr("Cancel"))
        back.clicked.connect(self.left)
        self.both.setToolTip(self.tr("Create and check out (Ctrl+Enter)"))
        self.alone.setToolTip(self.tr("Create (Ctrl+Shift+Enter)"))
        self.alone.setShortcut("Ctrl+Shift+Return")
        self.both.clicked.connect(lambda: self._ask(is_both=True))
        self.alone.clicked.connect(lambda: self._ask(is_both=False))
        column.addSpacing(self._theme.measures.spacing.xs)
        column.addWidget(self.both)
        column.addWidget(self._line)
        column.addWidget(in_lines(self.alone, back))
        column.addWidget(self._why)
        column.addStretch(1)

    @Slot()
    def _on_edited(self) -> None:
        self._pause.start()
        self._check()

    @Slot()
    def _on_sharing(self) -> None:
        """Show no name of a customer, typed or offered, while others look: the number is enough to enter one."""
        is_covered = self._sharing.is_on
        self._customer.setEchoMode(QLineEdit.EchoMode.Password if is_covered else QLineEdit.EchoMode.Normal)
        self._completions.setStringList([])
        self._is_offering = False
        self._on_customer()

    def _called(self, source: ChosenSource) -> str:
        """Where a source lies, as it may be shown."""
        known = found_customer(self._customer.text(), self._known.customers)
        return self._sharing.place(source.kind or "folder", source.location, known)

    @Slot()
    def _on_customer(self) -> None:
        known = found_customer(self._customer.text(), self._known.customers)
        is_new = known is None and bool(self._customer.text().strip())
        self._offer(is_wanted=known is None)
        for widget in self._new_rows:
            widget.setVisible(is_new)
        self.customer_found.emit(known.number if known else "")
        self._check()

    def _offer(self, *, is_wanted: bool) -> None:
        """Offer customers until one is found: a list that stays open would take the next click for itself."""
        if is_wanted is not self._is_offering:
            self._is_offering = is_wanted
            may_name = is_wanted and not self._sharing.is_on
            self._completions.setStringList([customer_text(each) for each in self._known.customers] if may_name else [])

    def missing(self) -> str:
        """What is still needed; "" when nothing is."""
        if not self._customer.text().strip():
            return self.tr("Needs a customer.")
        if not self._title.text().strip():
            return self.tr("Needs a title.")
        return "" if self._number.text().strip() else self.tr("Needs a number.")

    def _check(self) -> None:
        missing, source = self.missing(), self._source
        no_source = self.tr("No source is known for this customer yet: create the ticket, then choose one.")
        self.alone.setEnabled(not missing)
        self.both.setEnabled(not missing and source is not None)
        self.both.setText(
            self.tr("Create and check out {source}").format(source=short_name(source.kind, self._called(source)))
            if source is not None
            else self.tr("Create and check out")
        )
        self.both.setAccessibleName(self.tr("Create and check out"))
        self._line.setText(whereabouts(source.kind or "folder", self._called(source)) if source is not None else "")
        why: QLabel = self._why
        why.setText(missing or (no_source if source is None else ""))
        why.setVisible(bool(why.text()))

    def _ask(self, *, is_both: bool) -> None:
        if self.missing():
            return
        known = found_customer(self._customer.text(), self._known.customers)
        asked = NewTicket(
            number=self._number.text().strip(),
            title=self._title.text().strip(),
            customer_number=known.number if known else self._new_number.text().strip(),
            new_customer="" if known else self._customer.text().strip(),
        )
        self.create_asked.emit(asked, is_both and self._source is not None)
