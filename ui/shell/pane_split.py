"""List and detail pane beside each other; in a narrow window the pane lies over the end of the list."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme

_HANDLE = 5


class PaneSplit(QWidget):
    """Holds the two. The pane is from 360 to 520 wide, and grows with the text.

    Signals:
        dragged: the width that the pane was given by the mouse, as it is with text of the usual size.
    """

    dragged = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._content: QWidget | None = None
        self._pane: QWidget | None = None
        self._width = 0
        self._is_open = False
        self._handle = _Handle(self, theme)
        self._handle.hide()
        theme.changed.connect(self._place)

    @property
    def is_open(self) -> bool:
        """Whether the pane is shown."""
        return self._is_open

    @property
    def is_over(self) -> bool:
        """Whether the pane lies over the content, in a window too narrow for both."""
        return self._is_open and self.window().width() < self._theme.measures.pane_overlays_below

    def put(self, content: QWidget, pane: QWidget) -> None:
        """Hold these two."""
        self._content, self._pane = content, pane
        content.setParent(self)
        pane.setParent(self)
        content.show()
        pane.hide()
        self._place()

    def open_pane(self, width: int) -> None:
        """Show the pane this wide with text of the usual size; 0 for as wide as usual."""
        self._width = width
        self._is_open = True
        self._show()

    def close_pane(self) -> None:
        """Hide the pane."""
        self._is_open = False
        self._show()

    def drag_to(self, width: int) -> None:
        """Give the pane another width, in pixels of today."""
        self._width = round(self._bounded(width) / self._theme.measures.text_scale)
        self._place()
        self.dragged.emit(self._width)

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: D102, N802
        self._place()

    def _show(self) -> None:
        if self._pane is None:
            return
        self._pane.setVisible(self._is_open)
        self._handle.setVisible(self._is_open)
        if self._is_open:
            self._pane.raise_()
            self._handle.raise_()
        self._place()

    def _place(self) -> None:
        if self._content is None or self._pane is None:
            return
        measures = self._theme.measures
        wanted = self._bounded(measures.scaled(self._width) if self._width else measures.pane_usual)
        whole, width = self.rect(), min(wanted, self.width())
        split = whole.width() - width
        is_beside = self._is_open and not self.is_over
        content = QRect(0, 0, split if is_beside else whole.width(), whole.height())
        self._content.setGeometry(self._mirrored(content))
        self._pane.setGeometry(self._mirrored(QRect(split, 0, width, whole.height())))
        self._handle.setGeometry(self._mirrored(QRect(split - _HANDLE // 2, 0, _HANDLE, whole.height())))

    def _mirrored(self, box: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QRect(self.width() - box.left() - box.width(), box.top(), box.width(), box.height())
        return box

    def _bounded(self, width: int) -> int:
        measures = self._theme.measures
        return max(measures.pane_least, min(measures.pane_most, width))


class _Handle(QWidget):
    """What the mouse takes hold of between the two."""

    def __init__(self, split: PaneSplit, theme: Theme) -> None:
        super().__init__(split)
        self._split = split
        self._theme = theme
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        x = self._split.mapFromGlobal(event.globalPosition().toPoint()).x()
        is_mirrored = self._split.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._split.drag_to(x if is_mirrored else self._split.width() - x)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            line = QRect(self.width() // 2, 0, 1, self.height())
            painter.fillRect(line, QColor(self._theme.colours.border))
