"""Lets files and folders be dropped on a widget, saying first what will happen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

_EDGE = 2
_ROUND = 8


class DropHighlight(QWidget):
    """Covers the target with an edge and a caption while something is held over it."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._caption = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_over(self, target: QWidget, caption: str) -> None:
        """Cover `target` and say what would happen."""
        self._caption = caption
        self.setAccessibleName(caption)
        self.setGeometry(target.rect())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        palette = self.palette()
        ground = palette.color(QPalette.ColorRole.Highlight)
        ground.setAlphaF(0.85)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), _EDGE, Qt.PenStyle.DashLine))
            painter.setBrush(ground)
            painter.drawRoundedRect(box, _ROUND, _ROUND)
            painter.setFont(font)
            painter.setPen(palette.color(QPalette.ColorRole.HighlightedText))
            words = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box.adjusted(_ROUND, 0, -_ROUND, 0), words, self._caption)


class DropTarget(QObject):
    """Takes local files and folders. Nothing is read when they are dropped: `on_drop` is handed their paths.

    `caption` says what would happen with them, or "" where they cannot be taken.
    """

    def __init__(
        self,
        target: QWidget,
        caption: Callable[[list[Path]], str],
        on_drop: Callable[[list[Path]], None],
    ) -> None:
        super().__init__(target)
        self._target = target
        self._caption = caption
        self._on_drop = on_drop
        self._highlight = DropHighlight(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if watched is not self._target:
            return False
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            return self._dropped(event)
        if isinstance(event, QDragEnterEvent | QDragMoveEvent) and event.type() in {
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
        }:
            return self._hovered(event)
        if event.type() is QEvent.Type.DragLeave:
            self._highlight.hide()
        return False

    def _hovered(self, event: QDragEnterEvent | QDragMoveEvent) -> bool:
        paths = paths_in(event.mimeData())
        caption = self._caption(paths) if paths else ""
        if not caption:
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._highlight.show_over(self._target, caption)
        return True

    def _dropped(self, event: QDropEvent) -> bool:
        self._highlight.hide()
        paths = paths_in(event.mimeData())
        if not paths or not self._caption(paths):
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._on_drop(paths)
        return True


def paths_in(data: QMimeData) -> list[Path]:
    """The local paths that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
