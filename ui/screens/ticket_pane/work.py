"""Work: a note in one line, the timer, and what was noted."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.model import Note, NoteKind, WorkTime
from app.operations.ticket_story import TicketStory
from ui import formats
from ui.icons.names import Icon
from ui.screens.ticket_pane.part import PanePart, drop_all
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import plain
from ui.widgets.labels import ElidedLabel, text_label

_SHOWN = 12
_DRAFT_PAUSE_MS = 1_500
_TIME_WIDTH = 40


class WorkPart(PanePart):
    """The work log of a ticket, newest first, and the field that adds to it.

    Signals:
        noted: a line to add.
        draft_changed: what stands in the field and was not added yet.
        timer_pressed: start or pause.
    """

    noted = Signal(str)
    draft_changed = Signal(str)
    timer_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._today = text_label(theme, "", TextRole.SMALL, "muted")
        self.heading.setText(self.tr("Work"))
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self._today)
        self.column.addLayout(top)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Note what you did, Enter to add"))
        self.field.setAccessibleName(self.tr("Work note"))
        self.field.returnPressed.connect(self._on_enter)
        self.field.textEdited.connect(self._on_edited)
        self.timer = plain(theme, "", Icon.PLAY)
        self.timer.clicked.connect(self.timer_pressed)
        entry = QHBoxLayout()
        entry.addWidget(self.field, 1)
        entry.addWidget(self.timer)
        self.column.addLayout(entry)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.measures.spacing.xs)
        self.column.addLayout(self._list)
        self._shown: tuple[object, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_DRAFT_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.show_timer(0, is_running=False)

    def show_story(self, story: TicketStory, now: datetime, *, is_other_ticket: bool) -> None:
        """Show what was noted; the field keeps what is typed, unless it is another ticket."""
        if is_other_ticket:
            self._pause.stop()
            self.field.setText(story.drafts.get("note", ""))
        today = story.seconds_today
        self._today.setText(self.tr("Today {time}").format(time=formats.duration(today)) if today else "")
        lines = _lines(story.notes, story.times)[:_SHOWN]
        if (story.ticket.id, *lines) == self._shown:
            return
        self._shown = (story.ticket.id, *lines)
        drop_all(self._list)
        for line in lines:
            self._list.addWidget(self._row(line, now))

    def show_timer(self, seconds: int, *, is_running: bool) -> None:
        """Show the time measured and not booked yet."""
        icon = Icon.PAUSE if is_running else Icon.PLAY
        self.timer.setIcon(self.theme.icons.icon(icon))
        self.timer.setText(formats.stopwatch(seconds))
        name = self.tr("Pause timer") if is_running else self.tr("Start timer")
        self.timer.setAccessibleName(name)
        self.timer.setToolTip(self.tr("{act} (Ctrl+T)").format(act=name))

    def clear(self) -> None:
        """Drop everything."""
        self._pause.stop()
        self.field.clear()
        self._today.clear()
        drop_all(self._list)
        self._shown = ()

    def typed(self) -> str:
        """What stands in the field and was not added yet."""
        return self.field.text()

    def take_draft(self, text: str) -> None:
        """Go on with a text that was typed elsewhere."""
        line = " ".join(text.split())
        if line != self.field.text():
            self.field.setText(line)
            self.draft_changed.emit(line)

    def flush_draft(self) -> None:
        """Hand out what is typed now, before the field is taken for another ticket."""
        if self._pause.isActive():
            self._pause.stop()
            self.draft_changed.emit(self.field.text())

    @Slot()
    def _on_enter(self) -> None:
        text = self.field.text().strip()
        if text:
            self._pause.stop()
            self.field.clear()
            self.noted.emit(text)

    @Slot()
    def _on_edited(self) -> None:
        self._pause.start()

    @Slot()
    def _on_pause(self) -> None:
        self.draft_changed.emit(self.field.text())

    def _row(self, line: Note | WorkTime, now: datetime) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.theme.measures.spacing.s)
        when = line.at if isinstance(line, Note) else line.began_at
        time = text_label(self.theme, formats.moment(when, now), TextRole.SMALL, "muted")
        time.setMinimumWidth(self.theme.measures.scaled(_TIME_WIDTH))
        layout.addWidget(time)
        if isinstance(line, Note):
            said = ElidedLabel(self.theme, " ".join(line.text.split()), TextRole.SMALL)
        else:
            text = self.tr("Worked {time}").format(time=formats.duration(line.seconds))
            said = ElidedLabel(self.theme, text, TextRole.SMALL)
        layout.addWidget(said, 1)
        return row


def _lines(notes: Sequence[Note], times: Sequence[WorkTime]) -> list[Note | WorkTime]:
    """Notes of people and times, newest first. What Bailee itself leaves for proof is in the log, not here."""
    own = [note for note in notes if note.kind is NoteKind.WORK]
    both: list[Note | WorkTime] = [*own, *times]
    return sorted(both, key=lambda line: line.at if isinstance(line, Note) else line.began_at, reverse=True)
