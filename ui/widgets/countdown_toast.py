"""A toast that shows how long something can still be taken back."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QHideEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ui import formats
from ui.surroundings import TIME_LEFT, NoticeAct
from ui.theme.theme import Theme
from ui.widgets.announcing import announce
from ui.widgets.buttons import ghost, primary
from ui.widgets.rings import CountdownRing
from ui.widgets.toast import Toast

_TICK_MS = 250
_LAST_CALL_SECONDS = 10
_WORKING_MS = 3_000


class CountdownToast(Toast):
    """Stays until its owner closes it. The deadline is the owner's: what is shown stands still when the owner says so.

    Signals:
        attended: the pointer or the keyboard came to it (True), or both have left it.
        reshaped: it needs more room, or less.
    """

    attended = Signal(bool)
    reshaped = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        detail: str,
        until: datetime,
        acts: tuple[NoticeAct, ...],
        parent: QWidget,
        now: Callable[[], datetime],
    ) -> None:
        self._ring = CountdownRing(theme)
        super().__init__(theme, text, detail, acts, parent)
        self._text = text
        self._until = until
        self._now = now
        self._held: float | None = None
        self._whole = max(1.0, self.left())
        self._is_hovered = self._is_attended = False
        self._is_last_call_told = self._whole <= _LAST_CALL_SECONDS
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.tick)
        self._working = QTimer(self)
        self._working.setSingleShot(True)
        self._working.setInterval(_WORKING_MS)
        self._working.timeout.connect(self._on_worked)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._look_around)
        self.tick()

    def left(self) -> float:
        """Seconds until the end."""
        return self._held if self._held is not None else max(0.0, (self._until - self._now()).total_seconds())

    def hold(self, seconds: float) -> None:
        """Stand still, with so many seconds left."""
        is_new, self._held = self._held is None, seconds
        self.tick()
        if is_new:
            self.reshaped.emit()
            announce(self, self.tr("Paused. {text}").format(text=self.spoken()))

    def run_to(self, until: datetime) -> None:
        """Run, to this end (UTC)."""
        self._held, self._until = None, until
        self._whole = max(self._whole, self.left())
        self._is_last_call_told = self._is_last_call_told and self.left() <= _LAST_CALL_SECONDS
        if not self._ticking.isActive() and self.isVisible():
            self._ticking.start()
        self.tick()
        self.reshaped.emit()

    def spoken(self) -> str:
        """What it says to screen readers now."""
        left = formats.in_words(-int(-self.left() // 1))
        return self._text.replace(TIME_LEFT, left) if TIME_LEFT in self._text else f"{self._text}. {left}"

    def tick(self) -> None:
        """Show what is left, and say so once shortly before the end and at the end."""
        left = self.left()
        self._ring.show_left(left, self._whole)
        time = formats.duration(-int(-left // 1))
        if self._held is not None:
            time = self.tr("{time} (paused)").format(time=time)
        shown = self._text.replace(TIME_LEFT, time)
        if shown != self.words.text():
            self.say(shown)
        if self._held is not None:
            return
        if 0 < left <= _LAST_CALL_SECONDS and not self._is_last_call_told:
            self._is_last_call_told = True
            announce(self, self.spoken())
        if left <= 0 and self._ticking.isActive():
            self._ticking.stop()
            announce(self, self.tr("The time to take it back is over."), is_urgent=True)

    def mark(self) -> QWidget:  # noqa: D102
        return self._ring

    def start(self) -> None:  # noqa: D102
        self._ticking.start()

    def is_passing(self) -> bool:  # noqa: D102
        return False

    def run(self, act: NoticeAct) -> None:
        """Do it. It stays: only its owner knows whether that worked; until then nothing is pressed twice."""
        if not self._working.isActive():
            self._set_enabled(is_enabled=False)
            self._working.start()
            act.run()

    def make_button(self, act: NoticeAct, at: int) -> QPushButton:  # noqa: D102
        return primary(self.theme, act.text) if at == 0 else ghost(self.theme, act.text)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: D102, N802
        super().enterEvent(event)
        self._is_hovered = True
        self._look_around()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().leaveEvent(event)
        self._is_hovered = False
        self._look_around()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102, N802
        super().hideEvent(event)
        self._is_hovered = False
        self._look_around()

    @Slot()
    def _look_around(self) -> None:
        is_attended = self.isVisible() and (self._is_hovered or self.has_keyboard())
        if is_attended != self._is_attended:
            self._is_attended = is_attended
            self.attended.emit(is_attended)

    def _on_worked(self) -> None:
        self._set_enabled(is_enabled=True)

    def _set_enabled(self, *, is_enabled: bool) -> None:
        for button in self.buttons:
            button.setEnabled(is_enabled)
