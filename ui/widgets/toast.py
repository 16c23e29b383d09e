"""One toast: what was just done, with a way back; or how long something can still be taken back."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import formats
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.surroundings import TIME_LEFT, NoticeAct
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.announcing import announce
from ui.widgets.buttons import ghost, link, primary
from ui.widgets.labels import IconView, text_label
from ui.widgets.rings import CountdownRing

_TICK_MS = 250
_LAST_CALL_SECONDS = 10
_WIDEST_LINE = 380
_NARROWEST_LINE = 120
_WORKING_MS = 3_000


class Toast(QFrame):
    """One toast. It stays while the pointer is on it or the keyboard in it; Esc there puts it away.

    Signals:
        over: its time has come, or it was put away.
    """

    over = Signal()

    def __init__(self, theme: Theme, text: str, detail: str, acts: tuple[NoticeAct, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("toast")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.words = text_label(theme, text, TextRole.STRONG if detail else TextRole.BASE)
        self.detail = text_label(theme, detail, TextRole.SMALL, "muted")
        if not detail:  # to show it before it has its place would make it a window
            self.detail.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(theme.durations.toast)
        self._timer.timeout.connect(self._on_time)
        self._most = theme.measures.scaled(_WIDEST_LINE)
        self.buttons = [self._button(act, at) for at, act in enumerate(acts)]
        self._lay_out()
        self._lift()
        self.say(text)
        self.setAccessibleDescription(detail)

    def say(self, text: str) -> None:
        """Show these words, in lines that are not too long."""
        self.words.setText(text)
        self.setAccessibleName(text)
        self._wrap()

    def fit(self, width: int) -> QSize:
        """Its size where it may be so wide."""
        row = self._row
        margins = row.contentsMargins()
        parts = [self._mark, *self.buttons]
        for part in (self, *parts, self.words, self.detail):
            part.ensurePolished()  # before, they do not know how large they are
        taken = sum(part.sizeHint().width() for part in parts) + row.spacing() * len(parts)
        room = width - taken - margins.left() - margins.right() - 2 * self.frameWidth()
        self._most = max(self.theme.measures.scaled(_NARROWEST_LINE), room)
        self._wrap()
        wide = min(width, row.totalSizeHint().width())
        return QSize(wide, row.totalHeightForWidth(wide) if row.hasHeightForWidth() else row.totalSizeHint().height())

    def mark(self) -> QWidget:
        """What stands at its beginning."""
        return IconView(self.theme, Icon.CHECK_CIRCLE, IconRole.OK)

    def start(self) -> None:
        """It is shown now."""
        self._timer.start()

    def is_passing(self) -> bool:
        """Whether it goes by itself."""
        return True

    def run(self, act: NoticeAct) -> None:
        """One of its buttons was pressed."""
        act.run()
        self.over.emit()

    def make_button(self, act: NoticeAct, at: int) -> QPushButton:
        """The button of an act; `at` counts from 0."""
        del at
        return link(self.theme, act.text)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: D102, N802
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().leaveEvent(event)
        if self.is_passing():
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape and self.is_passing():
            self.over.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        spacing = self.theme.measures.spacing
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.m, spacing.m, spacing.m, spacing.m)
        row.setSpacing(spacing.m)
        self._row = row
        self._mark = self.mark()
        row.addWidget(self._mark)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self.words)
        lines.addWidget(self.detail)
        lines.addStretch(1)
        row.addLayout(lines, 1)
        for button in self.buttons:
            row.addWidget(button)

    def _wrap(self) -> None:
        """Let a text that is too long for a line go on in the next one."""
        widest = min(self._most, self.theme.measures.scaled(_WIDEST_LINE))
        for label in (self.words, self.detail):
            needed = label.fontMetrics().horizontalAdvance(label.text()) + 2
            label.setWordWrap(needed > widest)
            label.setFixedWidth(min(needed, widest))

    def _lift(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        colour = QColor(self.theme.colours.shadow)
        colour.setAlpha(150 if self.theme.scheme.is_dark else 60)
        shadow.setColor(colour)
        shadow.setBlurRadius(self.theme.measures.spacing.xxl)
        shadow.setOffset(0, self.theme.measures.spacing.xs)
        self.setGraphicsEffect(shadow)

    def _button(self, act: NoticeAct, at: int) -> QPushButton:
        made = self.make_button(act, at)
        made.clicked.connect(lambda _checked=False: self.run(act))
        return made

    def _on_time(self) -> None:
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._timer.start()
        else:
            self.over.emit()


class CountdownToast(Toast):
    """Shows how long something can still be taken back. It stays until its owner closes it.

    The deadline is the owner's and does not wait for the pointer, so neither does what is shown of it.
    """

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
        self._is_last_call_told = self._whole <= _LAST_CALL_SECONDS
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.tick)
        self._working = QTimer(self)
        self._working.setSingleShot(True)
        self._working.setInterval(_WORKING_MS)
        self._working.timeout.connect(self._on_worked)
        self.tick()

    def left(self) -> float:
        """Seconds until the end."""
        return max(0.0, (self._until - self._now()).total_seconds())

    def spoken(self) -> str:
        """What it says to screen readers now."""
        left = formats.in_words(-int(-self.left() // 1))
        return self._text.replace(TIME_LEFT, left) if TIME_LEFT in self._text else f"{self._text}. {left}"

    def tick(self) -> None:
        """Show what is left, and say so once shortly before the end and at the end."""
        left = self.left()
        self._ring.show_left(left, self._whole)
        shown = self._text.replace(TIME_LEFT, formats.duration(-int(-left // 1)))
        if shown != self.words.text():
            self.say(shown)
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

    def _on_worked(self) -> None:
        self._set_enabled(is_enabled=True)

    def _set_enabled(self, *, is_enabled: bool) -> None:
        for button in self.buttons:
            button.setEnabled(is_enabled)
