"""The row of buttons above an editor."""

import time

from PySide6.QtCore import QTimer, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui import formats
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import ghost, primary, tool
from ui.widgets.chips import Chip
from ui.widgets.labels import text_label

_TICK_MS = 200


class ConsoleToolbar(QFrame):
    """Run, Stop, History, Explain, Undo last run, and the switch. Shows how long something runs and what has come.

    Signals:
        run_asked, stop_asked, history_asked, explain_asked, undo_asked: what they say.
    """

    run_asked = Signal()
    stop_asked = Signal()
    history_asked = Signal()
    explain_asked = Signal()
    undo_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._theme = theme
        self._began = 0.0
        self._rows = 0
        self.run = primary(theme, self.tr("Run"), Icon.PLAY)
        self.stop = ghost(theme, self.tr("Stop"), Icon.STOP)
        self.history = ghost(theme, self.tr("History"), Icon.HISTORY)
        self.explain = ghost(theme, self.tr("Explain"), Icon.EXPLAIN)
        self.undo = tool(theme, Icon.UNDO, self.tr("Undo last run"))
        self.read_only = Chip(theme, self.tr("Read only"))
        self.read_only.setIcon(theme.icons.icon(Icon.SHIELD_CHECK))
        self.read_only.setChecked(True)
        self.state = text_label(theme, "", TextRole.SMALL, "muted")
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(theme.durations.ring_after)
        self._waiting.timeout.connect(self._ticking.start)
        self._connect()
        self._lay_out()
        self.set_busy(is_busy=False)
        self.set_undo(self.tr("Nothing was changed in this database since its checkout."))

    def set_keys(self, *, run: str, stop: str, history: str) -> None:
        """Say in the tooltips by which keys else it goes."""
        self.run.setToolTip(self.tr("Run the statement at the cursor ({keys})").format(keys=run))
        self.stop.setToolTip(self.tr("Stop what runs ({keys})").format(keys=stop))
        self.history.setToolTip(self.tr("What was run before ({keys})").format(keys=history))
        self.explain.setToolTip(self.tr("How the database would go about the statement at the cursor"))

    def set_busy(self, *, is_busy: bool) -> None:
        """Whether something runs."""
        self.stop.setEnabled(is_busy)
        for button in (self.run, self.explain, self.history):
            button.setEnabled(not is_busy)
        self._waiting.stop()
        self._ticking.stop()
        if is_busy:
            self._began, self._rows = time.monotonic(), 0
            self._waiting.start()
        self.state.setText("")

    def set_stopping(self) -> None:
        """The wish to stop was heard."""
        self._waiting.stop()
        self._ticking.stop()
        self.stop.setEnabled(False)
        self.state.setText(self.tr("Stopping\N{HORIZONTAL ELLIPSIS}"))

    def set_rows(self, rows: int) -> None:
        """How many rows have come so far."""
        self._rows = rows

    def set_undo(self, reason: str) -> None:
        """Whether there is a run to take back, or why not."""
        self.undo.setEnabled(not reason)
        self.undo.setToolTip(reason or self.tr("Undo last run"))

    def _connect(self) -> None:
        pairs: tuple[tuple[QPushButton, SignalInstance], ...] = (
            (self.run, self.run_asked),
            (self.stop, self.stop_asked),
            (self.history, self.history_asked),
            (self.explain, self.explain_asked),
        )
        for button, signal in pairs:
            button.clicked.connect(signal)
        self.undo.clicked.connect(self.undo_asked)
        self.read_only.toggled.connect(self._on_read_only)
        self._on_read_only(self.read_only.isChecked())

    @Slot(bool)
    def _on_read_only(self, is_on: bool) -> None:  # noqa: FBT001
        self.read_only.setToolTip(
            self.tr("Statements that write ask first")
            if is_on
            else self.tr("Statements that write run at once, with a checkpoint; wide ones ask first")
        )

    def _lay_out(self) -> None:
        spacing = self._theme.measures.spacing
        layout = QHBoxLayout(self)
        layout.setContentsMargins(spacing.m, spacing.s, spacing.m, spacing.s)
        layout.setSpacing(spacing.xs)
        layout.addWidget(self.run)
        layout.addWidget(self.stop)
        layout.addWidget(self.history)
        layout.addWidget(self.explain)
        layout.addWidget(self.undo)
        layout.addSpacing(spacing.s)
        layout.addWidget(self.state)
        layout.addStretch(1)
        layout.addWidget(self.read_only)

    @Slot()
    def _tick(self) -> None:
        seconds = time.monotonic() - self._began
        running = self.tr("Running, {time}").format(time=formats.duration(seconds))
        if self._rows:
            rows = self.tr("%n row(s) so far", "", self._rows)
            running = self.tr("{running}, {rows}").format(running=running, rows=rows)
        self.state.setText(running)
