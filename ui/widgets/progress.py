"""How far something is: nothing at first, then a ring, then a bar with amount, rate and rest; seconds running out."""

import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.progress import Progress, Step
from ui import formats, words
from ui.theme.fonts import TextRole
from ui.theme.painting import draw_countdown
from ui.theme.theme import Theme
from ui.widgets.buttons import plain
from ui.widgets.labels import text_label

_FINE = 1000
_IN_BYTES = (Step.SEALING, Step.SAVING, Step.READING, Step.CHECKING)


class Pace:
    """How fast the same step goes on, from its first report on. Times are seconds of a clock that only goes on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._step: Step | None = None
        self._began = 0.0
        self._from = 0

    def note(self, progress: Progress) -> None:
        """Take in a report."""
        if progress.step is not self._step:
            self._step, self._began, self._from = progress.step, self._clock(), progress.done

    def seconds(self) -> float:
        """How long the step goes on already."""
        return self._clock() - self._began

    def rate(self, progress: Progress) -> float:
        """Units a second; 0 while that is not known."""
        seconds = self.seconds()
        return (progress.done - self._from) / seconds if seconds > 0 else 0.0

    def rest(self, progress: Progress) -> float | None:
        """Seconds left; None while that is not known."""
        rate = self.rate(progress)
        return (progress.total - progress.done) / rate if progress.total and rate > 0 else None


def amount(progress: Progress) -> str:
    """How much is done of how much; "" where there is nothing to count."""
    if progress.step not in _IN_BYTES or progress.total == 1:
        return ""
    return formats.size_of(progress.done, progress.total)


class ProgressBlock(QWidget):
    """Stands in the place of the button that began the work.

    Signals:
        cancel_asked: the person wants it to stop.
    """

    cancel_asked = Signal()

    def __init__(self, theme: Theme, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._theme = theme
        self._pace = Pace(clock)
        self._caption = text_label(theme, "", TextRole.SMALL_STRONG)
        self._share = text_label(theme, "", TextRole.SMALL, "secondary")
        self._about = text_label(theme, "", TextRole.SMALL, "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _FINE)
        self._cancel = plain(theme, self.tr("Cancel"))
        self._cancel.clicked.connect(self._on_cancel)
        self._is_stopping = False
        self._lay_out()

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        self._pace.note(progress)
        share = progress.done / progress.total if progress.total else 0.0
        self._bar.setRange(0, _FINE if progress.total else 0)
        self._bar.setValue(round(share * _FINE))
        self._share.setText(formats.percent(share) if progress.total else "")
        if not self._is_stopping:
            self._caption.setText(words.step_words(progress.step))
            self._cancel.setEnabled(progress.cancellable)
            self._cancel.setToolTip("" if progress.cancellable else self.tr("This cannot be stopped any more"))
        self._bar.setAccessibleName(self._caption.text())
        self._about.setText(self._told(progress))

    def set_stopping(self) -> None:
        """Somebody asked it to stop."""
        self._is_stopping = True
        self._caption.setText(self.tr("Stopping…"))
        self._cancel.setEnabled(False)

    def reset(self) -> None:
        """Another piece of work begins."""
        self._is_stopping = False
        self._pace = Pace()
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        for label in (self._caption, self._share, self._about):
            label.setText("")

    def set_cancellable(self, is_cancellable: bool) -> None:  # noqa: FBT001
        """Whether there is a button to stop it at all."""
        self._cancel.setVisible(is_cancellable)

    def text(self) -> str:
        """What stands below the bar."""
        return self._about.text()

    def _told(self, progress: Progress) -> str:
        parts = [amount(progress)]
        is_known = self._pace.seconds() * 1000 >= self._theme.durations.rest_after
        if is_known and parts[0]:
            rest = self._pace.rest(progress)
            parts.append(formats.rate(self._pace.rate(progress)))
            parts.append(formats.rest(rest) if rest is not None else "")
        return " · ".join(part for part in parts if part)

    def _lay_out(self) -> None:
        spacing = self._theme.measures.spacing
        head = QHBoxLayout()
        head.addWidget(self._caption, 1)
        head.addWidget(self._share)
        left = QVBoxLayout()
        left.setSpacing(spacing.xs)
        left.addLayout(head)
        left.addWidget(self._bar)
        left.addWidget(self._about)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(spacing.m)
        layout.addLayout(left, 1)
        layout.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignVCenter)

    def _on_cancel(self) -> None:
        self.set_stopping()
        self.cancel_asked.emit()


class CountdownRing(QWidget):
    """Seconds in a ring that runs out; with reduced motion, digits alone. `left` and `whole` are seconds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._left = self._whole = 1.0
        side = theme.measures.scaled(32)
        self.setFixedSize(QSize(side, side))

    def show_left(self, left: float, whole: float) -> None:
        """Show how much is left."""
        self._left, self._whole = max(0.0, left), max(whole, 0.001)
        self.setAccessibleName(formats.countdown(self._left))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            text = formats.count(round(self._left)) if self._left < 100 else formats.countdown(self._left)
            draw_countdown(painter, self._theme, QRectF(self.rect()), min(1.0, self._left / self._whole), text)


class LateRing(QWidget):
    """A turning ring that shows itself only after a moment, for what is usually quick."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._at = 0
        side = theme.measures.icons.row
        self.setFixedSize(QSize(side, side))
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(theme.durations.ring_after)
        self._late.timeout.connect(self._on_late)
        self._turn = QTimer(self)
        self._turn.setInterval(60)
        self._turn.timeout.connect(self._on_turn)
        self._is_shown = False

    def start(self) -> None:
        """Something began."""
        self._late.start()

    def stop(self) -> None:
        """It has ended."""
        self._late.stop()
        self._turn.stop()
        self._is_shown = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        if not self._is_shown:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect())
            painter.translate(box.center())
            painter.rotate(self._at)
            painter.translate(-box.center())
            draw_countdown(painter, self._theme, box, 0.7, "")

    def _on_late(self) -> None:
        self._is_shown = True
        if not self._theme.is_motion_reduced:
            self._turn.start()
        self.update()

    def _on_turn(self) -> None:
        self._at = (self._at + 20) % 360
        self.update()
