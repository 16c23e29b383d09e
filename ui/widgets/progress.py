"""How far something is: nothing at first, then a ring, then a bar with amount, rate and rest; seconds running out."""

import time
from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.progress import Progress, Step, Unit
from ui import formats, words
from ui.theme.fonts import TextRole
from ui.theme.measures import Durations
from ui.theme.theme import Theme
from ui.widgets.buttons import plain
from ui.widgets.labels import ElidedLabel, text_label
from ui.widgets.rings import TurningRing
from ui.words_progress import amount_words, rate_words

_FINE = 1000


class Pace:
    """How fast the same step goes on in the same unit, from its first report on. Times are seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counted: tuple[Step, Unit] | None = None
        self._began = 0.0
        self._from = 0

    def note(self, progress: Progress) -> None:
        """Take in a report."""
        counted = (progress.step, progress.unit)
        if counted != self._counted:
            self._counted, self._began, self._from = counted, self._clock(), progress.done

    def seconds(self) -> float:
        """How long the step goes on already."""
        return self._clock() - self._began

    def rate(self, progress: Progress) -> float:
        """Units a second; 0 while that is not known."""
        seconds = self.seconds()
        return (progress.done - self._from) / seconds if seconds > 0 else 0.0

    def rest(self, progress: Progress) -> float | None:
        """Seconds left; None while that is not known, or never will be."""
        if progress.unit is Unit.STEPS:
            return None
        rate = self.rate(progress)
        return (progress.total - progress.done) / rate if progress.total and rate > 0 else None


class Look(Enum):
    """How much is shown of what goes on: the longer it takes, the more."""

    NOTHING = auto()
    RING = auto()
    BAR = auto()


def look_after(seconds: float, durations: Durations) -> Look:
    """What to show of something that goes on for so long already."""
    milliseconds = seconds * 1000
    if milliseconds < durations.ring_after:
        return Look.NOTHING
    return Look.RING if milliseconds < durations.bar_after else Look.BAR


class ProgressBlock(QWidget):
    """Stands in the place of the button that began the work, and is as high from its first moment on.

    Signals:
        cancel_asked: the person wants it to stop.
    """

    cancel_asked = Signal()

    def __init__(self, theme: Theme, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._theme = theme
        self._clock = clock
        self._began = clock()
        self._pace = Pace(clock)
        self._is_stopping = False
        self._ring = TurningRing(theme)
        self._caption = ElidedLabel(theme, "", TextRole.SMALL_STRONG)
        self._share = text_label(theme, "", TextRole.SMALL, "secondary")
        self._about = ElidedLabel(theme, "", TextRole.SMALL, "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._cancel = plain(theme, self.tr("Cancel"))
        self._cancel.clicked.connect(self._on_cancel)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.advance)
        self._lay_out()
        self.advance()

    @property
    def look(self) -> Look:
        """How much of it is shown by now."""
        return look_after(self._clock() - self._began, self._theme.durations)

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
        self._bar.setAccessibleName(self._caption.whole_text())
        self._about.setText(self._told(progress))
        self.advance()

    def set_stopping(self) -> None:
        """Somebody asked it to stop."""
        self._is_stopping = True
        self._caption.setText(self.tr("Stopping…"))
        self._cancel.setEnabled(False)
        self._cancel.setToolTip(self._caption.whole_text())
        self.advance()

    def reset(self, seconds: float = 0.0) -> None:
        """Another piece of work begins, or is looked at that goes on for so many `seconds` already."""
        self._is_stopping = False
        self._began = self._clock() - seconds
        self._pace = Pace(self._clock)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._cancel.setToolTip("")
        for label in (self._caption, self._share, self._about):
            label.setText("")
        self.advance()

    def set_cancellable(self, is_cancellable: bool) -> None:  # noqa: FBT001
        """Whether there is a button to stop it at all."""
        self._cancel.setVisible(is_cancellable)

    def text(self) -> str:
        """What stands below the bar."""
        return self._about.whole_text()

    def caption(self) -> str:
        """What stands above the bar."""
        return self._caption.whole_text()

    def advance(self) -> None:
        """Look at the clock, and show what is due by now. To be stopping is shown at once."""
        look = self.look
        is_told = look is Look.BAR or self._is_stopping
        self._ring.setVisible(look is Look.RING)
        self._bar.setVisible(look is Look.BAR)
        for part in (self._share, self._about):
            part.setVisible(look is Look.BAR)
        self._caption.setVisible(is_told or look is Look.RING)
        self._ring.turn(is_on=look is Look.RING)
        durations = self._theme.durations
        due = {Look.NOTHING: durations.ring_after, Look.RING: durations.bar_after}.get(look)
        if due is not None and not self._later.isActive():
            self._later.start(max(1, round(due - (self._clock() - self._began) * 1000)))

    def _told(self, progress: Progress) -> str:
        parts = [amount_words(progress)]
        if self._pace.seconds() * 1000 >= self._theme.durations.rest_after:
            rest = self._pace.rest(progress)
            parts.append(rate_words(progress.unit, self._pace.rate(progress)))
            parts.append(formats.rest(rest) if rest is not None else "")
        if not progress.cancellable:
            parts.append(self.tr("cannot be stopped any more"))
        return " · ".join(part for part in parts if part)

    def _lay_out(self) -> None:
        spacing = self._theme.measures.spacing
        for part in (self._bar, self._share, self._caption, self._about):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        head = QHBoxLayout()
        head.setSpacing(spacing.s)
        head.addStrut(self._theme.measures.icons.row)  # the ring comes and goes without a jump
        head.addWidget(self._ring)
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
