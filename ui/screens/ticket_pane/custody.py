"""Custody: what is held, since when and until when."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout

from app.custody.states import ENDING
from app.model import CopyRecord, CopyState
from ui import formats
from ui.screens.ticket_pane.part import HeldBar, PanePart
from ui.source_names import whereabouts
from ui.theme.fonts import TextRole
from ui.theme.painting import SOON
from ui.theme.theme import Theme
from ui.widgets.labels import FactRow, text_label


class CustodyPart(PanePart):
    """The facts of one copy."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.heading.setText(self.tr("Custody"))
        self.column.addWidget(self.heading)
        self._held = text_label(theme, "", TextRole.MEDIUM)
        self._due = text_label(theme, "", TextRole.SMALL)
        self._bar = HeldBar(theme)
        top = QHBoxLayout()
        top.addWidget(self._held, 1)
        top.addWidget(self._due)
        self.column.addLayout(top)
        self.column.addWidget(self._bar)
        self._facts = {
            name: FactRow(theme, label, "")
            for name, label in (
                ("source", self.tr("Source")),
                ("taken", self.tr("Checked out")),
                ("size", self.tr("Size")),
                ("key", self.tr("Key")),
                ("extended", self.tr("Extended")),
                ("problems", self.tr("Did not arrive")),
                ("damage", self.tr("Damage")),
            )
        }
        for row in self._facts.values():
            self.column.addWidget(row)

    def show_record(self, record: CopyRecord, technician: str, now: datetime) -> None:
        """Show a copy as it is at `now`."""
        self._show_time(record, now)
        taken = self.tr("{time} by you") if record.technician == technician else self.tr("{time} by {person}")
        texts = {
            "source": whereabouts(record.source_kind, record.source),
            "taken": taken.format(time=formats.moment(record.created_at, now), person=record.technician),
            "size": self._size(record),
            "key": self._key(record),
            "extended": self.tr("%n time(s)", "", record.extensions) if record.extensions else "",
            "problems": self._problems(record),
            "damage": record.damage,
        }
        for name, text in texts.items():
            self._facts[name].set_value(text)
            self._facts[name].setVisible(bool(text))

    def clear(self) -> None:
        """Drop what was said of a copy."""
        for row in self._facts.values():
            row.set_value("")

    def _show_time(self, record: CopyRecord, now: datetime) -> None:
        began, due = record.held_at or record.created_at, record.due_at
        for widget in (self._held, self._due, self._bar):
            widget.setVisible(due is not None)
        if due is None:
            return
        until = record.closed_at or now
        share = (until - began).total_seconds() / max(1.0, (due - began).total_seconds())
        held = formats.held(began, due, until)
        self._held.setText(self.tr("Held {held}").format(held=held))
        text = self.tr("was due {time}") if due < now else self.tr("due {time}")
        self._due.setText(text.format(time=formats.moment(due, now)))
        self._due.setObjectName("danger" if due < now else "warn" if share >= SOON else "muted")
        self._due.style().polish(self._due)
        self.theme.dress(self._due, TextRole.SMALL)  # a new look takes the font with it
        spoken = self.tr("Held {held}, {due}").format(held=held, due=formats.due_sentence(due, now))
        self._bar.set_share(share, spoken)

    def _size(self, record: CopyRecord) -> str:
        if record.size is None:
            return ""
        files = self.tr("%n file(s)", "", record.size.files)
        return self.tr("{size}, {files}").format(size=formats.size(record.size.content_bytes), files=files)

    def _key(self, record: CopyRecord) -> str:
        if record.state in ENDING or record.state is CopyState.WIPED:
            if record.key_destroyed_at is None:
                return self.tr("destroyed")
            return self.tr("destroyed {time}").format(time=formats.time_to_the_second(record.key_destroyed_at))
        return self.tr("AES-256-GCM · {id}", "the cipher, and the beginning of the copy's id").format(
            id=record.id[:8].upper()
        )

    def _problems(self, record: CopyRecord) -> str:
        if record.size is None or not record.size.problems:
            return ""
        return self.tr("%n thing(s)", "", record.size.problems)
