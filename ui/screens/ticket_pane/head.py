"""The head of the pane: which ticket it is, whose, and how things stand."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from app.model import CopyRecord, CopyState, Priority, Ticket, TicketState
from app.operations.ticket_story import TicketStory
from ui import formats, words
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.ticket_pane.edit_form import priority_words
from ui.screens.ticket_pane.state import PaneState, Stage
from ui.theme.fonts import TextRole
from ui.theme.painting import Pill, Tone
from ui.theme.theme import Theme
from ui.widgets.buttons import tool
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import IconLabel, text_label
from ui.widgets.pills import PillLabel

_MOST_PILLS = 4


class PaneHead(QWidget):
    """Number, title, customer and pills.

    Signals:
        copy_link_pressed, close_pressed: the tools at the top.
    """

    copy_link_pressed = Signal()
    close_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._number = text_label(theme, "", TextRole.SMALL_STRONG, "muted")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = tool(theme, Icon.COPY, self.tr("Copy link to the ticket"))
        self._copy.clicked.connect(self.copy_link_pressed)
        self.more = tool(theme, Icon.MORE, self.tr("More"))
        self.menu = QMenu(self.more)
        self.more.clicked.connect(self._on_more)
        close = tool(theme, Icon.CROSS, self.tr("Close pane"))
        close.setToolTip(self.tr("Close pane (Esc)"))
        close.clicked.connect(self.close_pressed)
        self._title: QLabel = text_label(theme, "", TextRole.TITLE)
        self._title.setWordWrap(True)
        self._customer = IconLabel(theme, Icon.CUSTOMERS, IconRole.NORMAL, "")
        self._contact = IconLabel(theme, Icon.PHONE, IconRole.NORMAL, "")
        self._pills = [PillLabel(theme, Pill("", Tone.QUIET)) for _ in range(_MOST_PILLS)]
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for widget in (self._number, self._copy, None, self.more, close):
            if widget is None:
                tools.addStretch(1)
            else:
                tools.addWidget(widget)
        people = QHBoxLayout()
        people.setSpacing(theme.measures.spacing.m)
        people.addWidget(self._customer, 3)
        people.addWidget(self._contact, 2)
        pills = FlowLayout(gap=theme.measures.spacing.xs + 2)
        for pill in self._pills:
            pills.addWidget(pill)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.measures.spacing.s)
        column.addLayout(tools)
        column.addWidget(self._title)
        column.addLayout(people)
        column.addLayout(pills)
        self.clear()

    @Slot()
    def _on_more(self) -> None:
        """Show the menu without waiting for it: a button with a menu of its own would run a loop inside this one."""
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def show_number(self, number: str, title: str = "") -> None:
        """Show which ticket it is before anything else is known of it; or what is being made."""
        self._number.setText(number)
        self._title.setText(title)
        self._copy.setVisible(bool(number))
        for widget in (self._customer, self._contact, self.more, *self._pills):
            widget.hide()

    def show_story(self, story: TicketStory, state: PaneState, now: datetime) -> None:
        """Show a ticket as it is at `now`."""
        ticket = story.ticket
        self._number.setText(ticket.number)
        self._title.setText(ticket.title)
        self._customer.set_text(ticket.customer.name)
        self._contact.set_text(ticket.customer.contact.partition(",")[0])
        self._contact.setToolTip(ticket.customer.contact)
        self._contact.setVisible(bool(ticket.customer.contact))
        for widget in (self._customer, self._copy, self.more):
            widget.show()
        shown = pills_of(story, state, now)[:_MOST_PILLS]
        for label, pill in zip(self._pills, [*shown, *[None] * _MOST_PILLS], strict=False):
            label.setVisible(pill is not None)
            if pill is not None:
                label.set_pill(pill)

    def clear(self) -> None:
        """Drop everything."""
        self.show_number("")
        self._customer.set_text("")
        self._contact.set_text("")


def pills_of(story: TicketStory, state: PaneState, now: datetime) -> list[Pill]:
    """How things stand, in a few words each."""
    record, priority = state.record, _priority_pills(story.ticket)
    if record is None:
        return [_ticket_pill(story.ticket), *priority, _no_copy_pill(state)]
    found = []
    if state.stage is Stage.HELD and record.due_at is not None and record.due_at < now:
        found.append(Pill(formats.due(record.due_at, now), Tone.DANGER, Icon.OVERDUE))
    found.append(_copy_pill(record, state))
    if state.stage is Stage.HELD and record.is_changed:
        found.append(Pill(QCoreApplication.translate("TicketPane", "Changed"), Tone.WARN, Icon.EDIT))
    found += priority
    if record.is_incomplete and state.stage is not Stage.WIPED:
        found.append(Pill(QCoreApplication.translate("TicketPane", "Incomplete"), Tone.WARN, Icon.WARNING))
    return found


def _ticket_pill(ticket: Ticket) -> Pill:
    if ticket.state is TicketState.CLOSED:
        return Pill(QCoreApplication.translate("TicketPane", "Closed"), Tone.QUIET, Icon.CHECK)
    return Pill(QCoreApplication.translate("TicketPane", "Open"), Tone.INFO, Icon.INFO)


def _wiping_pill(state: PaneState) -> Pill:
    if state.is_stuck:
        return Pill(QCoreApplication.translate("TicketPane", "Wipe incomplete"), Tone.WARN, Icon.WARNING)
    return Pill(QCoreApplication.translate("TicketPane", "Wiping"), Tone.DANGER, Icon.WIPE)


def _priority_pills(ticket: Ticket) -> list[Pill]:
    if ticket.priority is Priority.NORMAL or ticket.state is TicketState.CLOSED:
        return []
    is_high = ticket.priority is Priority.HIGH
    return [Pill(priority_words(ticket.priority), Tone.QUIET, Icon.ARROW_UP if is_high else Icon.ARROW_DOWN)]


def _no_copy_pill(state: PaneState) -> Pill:
    if state.stage is Stage.CHECKING_OUT:
        return Pill(QCoreApplication.translate("TicketPane", "Checking out"), Tone.INFO, Icon.RUNNING)
    return Pill(QCoreApplication.translate("TicketPane", "No copy held"), Tone.QUIET, Icon.NO_COPY)


def _copy_pill(record: CopyRecord, state: PaneState) -> Pill:
    match state.stage:
        case Stage.CLOSING:
            return Pill(QCoreApplication.translate("TicketPane", "Closing"), Tone.ACCENT, Icon.UNDO)
        case Stage.WIPING:
            return _wiping_pill(state)
        case Stage.WIPED:
            return Pill(QCoreApplication.translate("TicketPane", "Wiped"), Tone.OK, Icon.SHRED)
        case Stage.WITH_SOMEBODY:
            held = QCoreApplication.translate("TicketPane", "Held by {person}")
            return Pill(held.format(person=record.technician), Tone.QUIET, Icon.USER)
    if record.state is CopyState.DAMAGED:
        return Pill(words.copy_state_words(record.state), Tone.DANGER, Icon.DAMAGED)
    return Pill(QCoreApplication.translate("TicketPane", "Encrypted"), Tone.OK, Icon.LOCK)
