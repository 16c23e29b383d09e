"""What lies over the whole window for a moment: a card on a darkened ground. It is a part of the window, not a dialog.

So a lock takes it away without asking, and nothing of it is left open.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ui.theme.theme import Theme

_DIMMED = 0.35
_TOP_SHARE = 0.12


class Overlay(QWidget):
    """Covers its parent while it is open. Esc and a click beside the card close it, Tab stays inside.

    Signals:
        closed: it went away, however that was.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, width: int) -> None:
        super().__init__(parent)
        self.theme = theme
        self._width = width
        self._over = parent
        self._came_from: QWidget | None = None
        self.card = QFrame(self)
        self.card.setObjectName("palette")
        self.content = QVBoxLayout(self.card)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)
        self.hide()
        parent.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether it covers the window now."""
        return not self.isHidden()

    def open_over(self, focus: QWidget) -> None:
        """Cover the window and put the keyboard on `focus`."""
        if not self.is_open:
            self._came_from = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def leave(self) -> None:
        """Go away, and put the keyboard back where it was."""
        if not self.is_open:
            return
        came_from, self._came_from = self._came_from, None
        self.hide()
        if came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def drop(self) -> None:
        """Go away at once, leaving the keyboard alone: the vault is being locked."""
        self._came_from = None
        self.hide()

    def most_height(self) -> int:
        """How high the card may become."""
        return round(self._over.height() * (1 - 2 * _TOP_SHARE))

    def refit(self) -> None:
        """The card's content has another height now."""
        if self.is_open:
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self.refit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape:
            self.leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        if not self.card.geometry().contains(event.position().toPoint()):
            self.leave()

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: D102, FBT001, N802
        inside = [each for each in self._in_order() if each.isVisible() and each.isEnabled()]
        if not inside:
            return True
        at = inside.index(now) if (now := QApplication.focusWidget()) in inside else -1
        reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        inside[(at + (1 if is_next else -1)) % len(inside)].setFocus(reason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        ground = QColor(self.theme.colours.shadow)
        ground.setAlphaF(_DIMMED)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), ground)

    def _in_order(self) -> list[QWidget]:
        """What Tab goes through, in the order of Qt's own chain."""
        found = []
        each = self.nextInFocusChain()
        while each is not None and each is not self:
            if self.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                found.append(each)
            each = each.nextInFocusChain()
        return found

    def _place(self) -> None:
        over, gap = self._over, self.theme.measures.spacing.l
        self.setGeometry(over.rect())
        width = min(self.theme.measures.scaled(self._width), over.width() - 2 * gap)
        wanted = self.content.heightForWidth(width) if self.content.hasHeightForWidth() else 0
        height = min(max(wanted, self.card.sizeHint().height()), over.height() - 2 * gap)
        top = min(round(over.height() * _TOP_SHARE), max(gap, (over.height() - height) // 2))
        self.card.setGeometry((over.width() - width) // 2, top, width, height)
