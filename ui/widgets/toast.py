"""One toast: what was just done, with a way back."""

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

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.surroundings import NoticeAct
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.labels import IconView, text_label

_WIDEST_LINE = 380
_NARROWEST_LINE = 120


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

    def explain(self, detail: str) -> None:
        """Show this below the words from now on."""
        self.detail.setText(detail)
        self.setAccessibleDescription(detail)
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
        row.activate()  # what stands in it may have changed since it was reckoned
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

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in it."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

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
        if self.underMouse() or self.has_keyboard():
            self._timer.start()
        else:
            self.over.emit()
