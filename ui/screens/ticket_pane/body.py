"""The body of the pane: the parts that a state shows, in their order."""

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model import CopyRecord
from app.operations.first_look import FirstLook
from app.operations.ticket_story import TicketStory
from ui.screens.ticket_pane.choice_part import ChoicePart
from ui.screens.ticket_pane.closing_view import loss_row
from ui.screens.ticket_pane.custody import CustodyPart
from ui.screens.ticket_pane.ending import CertificatePart, CountdownPart, HolderPart, ProgressPart
from ui.screens.ticket_pane.loss import LossList
from ui.screens.ticket_pane.part import PanePart, beside, drop_all
from ui.screens.ticket_pane.sources import ChecksPart, Cover, SourcesPart, checks, source_line
from ui.screens.ticket_pane.state import ChosenSource, PaneState, Part
from ui.screens.ticket_pane.work import WorkPart
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.labels import text_label


class UnexportedPart(PanePart):
    """What exists only in this copy.

    Signals:
        export_pressed: Export changes….
    """

    export_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.heading.setText(self.tr("Not exported yet"))
        self.column.addWidget(self.heading)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.measures.spacing.xs)
        self.column.addLayout(self._lines)
        self._more = text_label(theme, "", TextRole.SMALL, "muted")
        self.column.addWidget(self._more)
        export = link(theme, self.tr("Export changes…"))
        export.clicked.connect(self.export_pressed)
        self.column.addWidget(beside(export, None))
        self._shown: LossList | None = None

    def show_losses(self, losses: LossList) -> None:
        """Show these."""
        if losses == self._shown:
            return
        self._shown = losses
        drop_all(self._lines)
        for loss in losses.lines:
            self._lines.addWidget(loss_row(self.theme, loss))
        self._more.setText(self.tr("and %n more", "", losses.more) if losses.more else "")
        self._more.setVisible(bool(losses.more))

    def clear(self) -> None:
        """Drop everything."""
        self.show_losses(LossList())


class SourceLine(PanePart):
    """What the primary button would do, in small letters below it; of a database, which part of it is taken.

    Signals:
        source_shown: another source is shown, or more is known of it.
    """

    source_shown = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._said = text_label(theme, "", TextRole.SMALL, "muted")
        self._said.setWordWrap(True)
        self.column.addWidget(self._said)
        self.choice = ChoicePart(theme)
        self.choice.hide()
        self.column.addWidget(self.choice)
        self._shown = ("", "")

    def show_source(self, chosen: ChosenSource, look: FirstLook | None) -> None:
        """Show a source, and what is known of it."""
        self._said.setText(source_line(chosen, look, is_last=chosen.is_known))
        if (chosen.text, chosen.kind) != self._shown:
            self._shown = (chosen.text, chosen.kind)
            self.source_shown.emit()

    def clear(self) -> None:
        """Show none."""
        self._shown = ("", "")
        self._said.setText("")
        self.choice.hide()
        self.choice.clear()


class PaneBody(QWidget):
    """Shows the parts of a state and hides the others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.line = SourceLine(theme)
        self.progress = ProgressPart(theme)
        self.countdown = CountdownPart(theme)
        self.holder = HolderPart(theme)
        self.certificate = CertificatePart(theme)
        self.checks = ChecksPart(theme)
        self.sources = SourcesPart(theme)
        self.custody = CustodyPart(theme)
        self.unexported = UnexportedPart(theme)
        self.work = WorkPart(theme)
        self._parts: dict[Part, PanePart] = {
            Part.SOURCE_LINE: self.line,
            Part.PROGRESS: self.progress,
            Part.COUNTDOWN: self.countdown,
            Part.HOLDER: self.holder,
            Part.CERTIFICATE: self.certificate,
            Part.CHECKS: self.checks,
            Part.OTHER_SOURCES: self.sources,
            Part.CUSTODY: self.custody,
            Part.NOT_EXPORTED: self.unexported,
            Part.WORK: self.work,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.measures.spacing.l)
        for part in self._parts.values():
            column.addWidget(part)
        column.addStretch(1)
        self.clear()

    def show_state(
        self,
        story: TicketStory,
        state: PaneState,
        now: datetime,
        *,
        chosen: ChosenSource | None,
        look: FirstLook | None,
        losses: LossList,
        due_days: int,
        cover: Cover,
    ) -> None:
        """Show what belongs to a state; `cover` says how sources may be called."""
        for part, widget in self._parts.items():
            widget.setVisible(part in state.parts)
        if chosen is not None:
            self.line.show_source(chosen, look)
        if Part.CHECKS in state.parts:
            self.checks.show_checks(checks(look, now, due_days))
            self.sources.show_sources(story.sources, chosen, now, cover)
        self.progress.show_state(state)
        self.unexported.setVisible(Part.NOT_EXPORTED in state.parts and not losses.is_empty)
        self.unexported.show_losses(losses)
        if state.record is not None:
            self._show_record(story, state, state.record, now)

    def _show_record(self, story: TicketStory, state: PaneState, record: CopyRecord, now: datetime) -> None:
        if Part.CUSTODY in state.parts:
            self.custody.show_record(record, story.technician, now)
        if Part.CERTIFICATE in state.parts:
            self.certificate.show_record(record, story, now)
        if Part.HOLDER in state.parts:
            self.holder.show_record(record, now)
        if Part.COUNTDOWN in state.parts:
            self.countdown.show_closing(state.closing, now)

    def drop_facts(self) -> None:
        """Drop what is said of copies; what is shown of it is said anew with the next state."""
        self.custody.clear()
        self.certificate.clear()

    @Slot()
    def clear(self) -> None:
        """Show nothing, and drop what was shown."""
        for part in self._parts.values():
            part.hide()
        self.drop_facts()
        self.line.clear()
        self.sources.clear()
        self.unexported.clear()
        self.work.clear()
