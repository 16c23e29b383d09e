"""Toasts: what was just done, with a way back, at the bottom left of the window for a few seconds."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.surroundings import NoticeAct
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.announcing import announce
from ui.widgets.buttons import ghost, link, primary
from ui.widgets.labels import IconView, text_label
from ui.widgets.progress import CountdownRing

_MOST = 3
_MOST_UNDOS = 50
_TICK_MS = 250
_LAST_CALL_SECONDS = 10


class Toast(QFrame):
    """One toast. It stays while the pointer is on it or the keyboard in it.

    Signals:
        over: its time has come, or it was put away.
    """

    over = Signal()

    def __init__(self, theme: Theme, text: str, detail: str, acts: tuple[NoticeAct, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("toast")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.words = text_label(theme, text, TextRole.STRONG if detail else TextRole.BASE)
        self.detail = text_label(theme, detail, TextRole.SMALL, "muted")
        self.detail.setVisible(bool(detail))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(theme.durations.toast)
        self._timer.timeout.connect(self._on_time)
        spacing = theme.measures.spacing
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(spacing.m, spacing.m, spacing.m, spacing.m)
        self._row.setSpacing(spacing.m)
        self._row.addWidget(self.mark())
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.words)
        lines.addWidget(self.detail)
        self._row.addLayout(lines)
        for at, act in enumerate(acts):
            self._row.addWidget(self._button(act, at))
        self._lift()

    def _lift(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        colour = QColor(self.theme.colours.shadow)
        colour.setAlpha(150 if self.theme.scheme.is_dark else 60)
        shadow.setColor(colour)
        shadow.setBlurRadius(self.theme.measures.spacing.xxl)
        shadow.setOffset(0, self.theme.measures.spacing.xs)
        self.setGraphicsEffect(shadow)

    def mark(self) -> QWidget:
        """What stands at its beginning."""
        return IconView(self.theme, Icon.CHECK_CIRCLE, IconRole.OK)

    def start(self) -> None:
        """It is shown now."""
        self._timer.start()

    def is_waiting(self) -> bool:
        """Whether it goes by itself."""
        return True

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: D102, N802
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().leaveEvent(event)
        self._timer.start()

    def make_button(self, act: NoticeAct, at: int) -> QPushButton:
        """The button of an act; `at` counts from 0."""
        del at
        return link(self.theme, act.text)

    def _button(self, act: NoticeAct, at: int) -> QPushButton:
        made = self.make_button(act, at)
        made.clicked.connect(lambda _checked=False: self._run(act))
        return made

    def _run(self, act: NoticeAct) -> None:
        act.run()
        self.over.emit()

    def _on_time(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._timer.start()
        else:
            self.over.emit()


class CountdownToast(Toast):
    """Shows how long something can still be taken back. It stays until its owner closes it."""

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
        self._whole = max(1.0, self.left())
        self._told_last_call = self._whole <= _LAST_CALL_SECONDS
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.tick)
        self.tick()

    def left(self) -> float:
        """Seconds until the end."""
        return max(0.0, (self._until - self._now()).total_seconds())

    def tick(self) -> None:
        """Show what is left, and say so once shortly before the end and at the end."""
        left = self.left()
        self._ring.show_left(left, self._whole)
        self.words.setText(self._text)
        if left <= _LAST_CALL_SECONDS and not self._told_last_call:
            self._told_last_call = True
            announce(self, self.tr("%n second(s) left: {text}", "", round(left)).format(text=self._text))
        if left <= 0 and self._ticking.isActive():
            self._ticking.stop()
            announce(self, self.tr("The time is over: {text}").format(text=self._text), is_urgent=True)

    def mark(self) -> QWidget:  # noqa: D102
        return self._ring

    def start(self) -> None:  # noqa: D102
        self._ticking.start()

    def is_waiting(self) -> bool:  # noqa: D102
        return False

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        QFrame.leaveEvent(self, event)

    def make_button(self, act: NoticeAct, at: int) -> QPushButton:  # noqa: D102
        return primary(self.theme, act.text) if at == 0 else ghost(self.theme, act.text)


class _ShownCountdown:
    """What the owner of a countdown holds; the toast itself may be gone with the window."""

    def __init__(self, close: Callable[[], None]) -> None:
        self._close: Callable[[], None] | None = close

    def close(self) -> None:
        """Take it away. Safe to call twice."""
        close, self._close = self._close, None
        if close is not None:
            close()


def _utc_now() -> datetime:
    return datetime.now(UTC)


class ToastStack(QObject):
    """Shows toasts over the bottom left of `place`, the newest lowest; at most three that go by themselves."""

    def __init__(self, theme: Theme, place: QWidget, now: Callable[[], datetime] = _utc_now) -> None:
        super().__init__(place)
        self._theme = theme
        self._place = place
        self._now = now
        self._left_edge = 0
        self._toasts: list[Toast] = []
        self._undos: list[Callable[[], object]] = []
        place.installEventFilter(self)

    @property
    def toasts(self) -> list[Toast]:
        """What is shown, oldest first."""
        return list(self._toasts)

    def tell(self, text: str, *acts: NoticeAct, detail: str = "") -> None:
        """Show a toast for a few seconds and say it to screen readers."""
        self._add(Toast(self._theme, text, detail, acts, self._place))
        announce(self._place, text)

    def announce(self, text: str, *, is_urgent: bool = False) -> None:
        """Say it to screen readers only."""
        announce(self._place, text, is_urgent=is_urgent)

    def offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Show a toast with Undo, and remember it for Ctrl+Z."""

        def run() -> None:
            if undo in self._undos:
                self._undos.remove(undo)
                undo()

        self._undos.append(undo)
        del self._undos[:-_MOST_UNDOS]
        self.tell(text, NoticeAct(self.tr("Undo"), run))

    def undo_last(self) -> bool:
        """Take back the newest act that can be; whether there was one."""
        if not self._undos:
            return False
        self._undos.pop()()
        return True

    def forget_undos(self) -> None:
        """Nothing before this moment can be taken back here, such as after a lock."""
        self._undos.clear()

    def count_down(self, text: str, detail: str, until: datetime, *acts: NoticeAct) -> _ShownCountdown:
        """Show a toast with a ring that runs out at `until` (UTC)."""
        toast = CountdownToast(self._theme, text, detail, until, acts, self._place, self._now)
        self._add(toast)
        seconds = self.tr("%n second(s)", "", round(toast.left()))
        announce(self._place, f"{text}. {seconds}", is_urgent=True)
        return _ShownCountdown(lambda: self._remove(toast))

    def hide_all(self) -> None:
        """Put away what names customers: the vault is being locked. Countdowns go on without being seen."""
        for toast in self.toasts:
            if toast.is_waiting():
                self._remove(toast)
            else:
                toast.hide()

    def show_again(self) -> None:
        """The vault is open again."""
        for toast in self._toasts:
            toast.show()
        self.place()

    def set_left_edge(self, left: int) -> None:
        """Where the content begins, beside the rail, in pixels of the place."""
        self._left_edge = left
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if watched is self._place and event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self.place()
        return False

    def place(self) -> None:
        """Put every toast where it belongs."""
        gap = self._theme.measures.spacing.m
        bottom = self._place.height() - self._theme.measures.spacing.xl
        for toast in reversed(self._toasts):
            toast.adjustSize()
            width = min(toast.sizeHint().width(), self._place.width() - self._left_edge - 2 * gap)
            toast.resize(width, toast.sizeHint().height())
            bottom -= toast.height()
            left = self._left_edge + self._theme.measures.spacing.xxl
            if self._place.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                left = self._place.width() - left - toast.width()
            toast.move(left, bottom)
            toast.raise_()
            bottom -= gap

    def _add(self, toast: Toast) -> None:
        toast.over.connect(lambda: self._remove(toast))
        self._toasts.append(toast)
        passing = [each for each in self._toasts if each.is_waiting()]
        for each in passing[:-_MOST]:
            self._remove(each)
        toast.show()
        toast.start()
        self.place()

    def _remove(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self.place()
