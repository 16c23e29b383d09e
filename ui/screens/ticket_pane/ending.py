"""A copy on its way out: the countdown, the wipe, and the certificate at the end."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.custody.evidence import Verdict
from app.model import CopyRecord, CopyState
from app.operations.ticket_story import TicketStory
from app.progress import Progress, Step, Unit
from ui import formats, words
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.ticket_pane.part import PanePart
from ui.screens.ticket_pane.state import JobKind, PaneAct, PaneState
from ui.source_names import whereabouts
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import FactRow, IconLabel, text_label
from ui.widgets.progress import ProgressBlock


class CountdownPart(PanePart):
    """How long a close can be taken back, and what will be destroyed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._left = text_label(theme, "", TextRole.HEADING)
        self._what = text_label(theme, "", TextRole.BASE, "secondary")
        self._what.setWordWrap(True)
        self.column.addWidget(self._left)
        self.column.addWidget(self._what)

    def show_closing(self, records: Sequence[CopyRecord], now: datetime) -> None:
        """Show the time left at `now`."""
        ends = min((record.wipe_at for record in records if record.wipe_at), default=now)
        left = formats.countdown((ends - now).total_seconds())
        self._left.setText(self.tr("Wiped in {time}").format(time=left))
        amount = sum(record.size.content_bytes for record in records if record.size)
        text = self.tr(
            "The copy is locked already. Its key and {size} are destroyed then. The customer's original is not touched."
        )
        self._what.setText(text.format(size=formats.size(amount)))


class ProgressPart(PanePart):
    """What a checkout or a wipe is at, in place of the button. Cancel stands with it where it is possible."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.block = ProgressBlock(theme)
        self._said = text_label(theme, "", TextRole.SMALL, "muted")
        self._said.setWordWrap(True)
        self.column.addWidget(self.block)
        self.column.addWidget(self._said)
        self._job_id = 0

    def show_state(self, state: PaneState) -> None:
        """Show how far it is."""
        job = state.job
        if job is not None and job.job_id != self._job_id:
            self._job_id = job.job_id
            self.block.reset()
        progress = job.progress if job is not None else None
        self.block.setVisible(job is not None)
        self.block.set_cancellable(PaneAct.CANCEL in state.secondary)
        if progress is not None:
            self.block.show_progress(progress)
        if job is not None and job.is_stopping:
            self.block.set_stopping()
        self._said.setText(self._sentence(state, progress))

    def _sentence(self, state: PaneState, progress: Progress | None) -> str:
        record = state.record
        if record is not None and record.key_destroyed_at is not None:
            return self._removing(record, progress)
        if record is not None and record.state is CopyState.CLOSING:
            return self.tr("The wipe begins. What is in use is wiped as soon as it is free.")
        if state.job is None:
            return self.tr("It goes on outside of this window.")
        if state.job.kind is JobKind.CHECK_OUT:
            if state.job.is_waiting:
                return self.tr("It waits for other work to end. You can go on working.")
            return self.tr("You can go on working.")
        return ""

    def _removing(self, record: CopyRecord, progress: Progress | None) -> str:
        at = formats.time_to_the_second(record.key_destroyed_at) if record.key_destroyed_at else ""
        if progress is not None and (progress.step, progress.unit) == (Step.CLEARING, Unit.FILES):
            text = self.tr("Key destroyed {time}. Removing %n file(s).", "", max(0, progress.total - progress.done))
            return text.format(time=at)
        if progress is not None:
            text = self.tr("Key destroyed {time}. {step}.")
            return text.format(time=at, step=words.step_words(progress.step))
        text = self.tr("Key destroyed {time}. Files are still to be removed; it is tried again by itself.")
        return text.format(time=at)


class CertificatePart(PanePart):
    """The proof, in short."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.heading.setText(self.tr("Certificate"))
        self.column.addWidget(self.heading)
        self._number = FactRow(theme, self.tr("Number"), "")
        self._verdict = FactRow(theme, self.tr("Verdict"), "")
        self._wiped = FactRow(theme, self.tr("Wiped"), "")
        self._source = FactRow(theme, self.tr("Source"), "")
        self._others = text_label(theme, "", TextRole.SMALL, "muted")
        for widget in (self._number, self._verdict, self._wiped, self._source, self._others):
            self.column.addWidget(widget)

    def show_record(self, record: CopyRecord, story: TicketStory, now: datetime) -> None:
        """Show what became of a copy."""
        self._number.set_value(record.certificate_number)
        verdict = story.verdicts.get(record.id)
        self._verdict.set_value(verdict_words(verdict) if verdict is not None else "")
        self._wiped.set_value(formats.moment(record.wiped_at, now) if record.wiped_at else "")
        self._source.set_value(whereabouts(record.source_kind, record.source))
        others = sum(1 for each in story.copies if each.certificate_number and each.id != record.id)
        self._others.setText(self.tr("%n earlier certificate(s) in the log.", "", others) if others else "")
        self._others.setVisible(bool(others))

    def clear(self) -> None:
        """Drop what was said of a copy."""
        for row in (self._number, self._verdict, self._wiped, self._source):
            row.set_value("")


def verdict_words(verdict: Verdict) -> str:
    """What a certificate says in sum."""
    texts = {
        Verdict.PASS: QCoreApplication.translate("TicketPane", "Passed"),
        Verdict.EXCEPTIONS: QCoreApplication.translate("TicketPane", "Passed, with exceptions"),
        Verdict.FAIL: QCoreApplication.translate("TicketPane", "Failed"),
    }
    return texts[verdict]


class HolderPart(PanePart):
    """Who has the copy."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.heading.setText(self.tr("Held by"))
        self.column.addWidget(self.heading)
        self._who = IconLabel(theme, Icon.USER, IconRole.NORMAL, "")
        self._since = FactRow(theme, self.tr("Since"), "")
        self._due = FactRow(theme, self.tr("Wipe due"), "")
        for widget in (self._who, self._since, self._due):
            self.column.addWidget(widget)

    def show_record(self, record: CopyRecord, now: datetime) -> None:
        """Show who holds it, since when and until when."""
        self._who.set_text(record.technician)
        self._since.set_value(formats.moment(record.held_at or record.created_at, now))
        self._due.set_value(formats.moment(record.due_at, now) if record.due_at else "")
