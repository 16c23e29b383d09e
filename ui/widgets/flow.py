"""Lays widgets beside each other, and goes on in another line where there is no room: for large text, narrow panes."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """As wide as it is given, as high as its lines need. Widgets that are hidden take no room."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._taken: QLayoutItem | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802
        """Put a widget behind the others.

        Its item is made here: those that Qt makes are lost to Python now and then when some other widget is deleted,
        and a layout that then fails ends the process.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:  # noqa: D102, N802
        self._items.append(item)

    def count(self) -> int:  # noqa: D102
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: D102, N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: D102, N802
        self._taken = self._items.pop(index) if 0 <= index < len(self._items) else None
        return self._taken  # kept until the next one: Qt deletes it, and must be the only one to

    def expandingDirections(self) -> Qt.Orientation:  # noqa: D102, N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: D102, N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102, N802
        return self._place(QRect(0, 0, width, 0), is_real=False)

    def setGeometry(self, box: QRect) -> None:  # noqa: D102, N802
        super().setGeometry(box)
        self._place(box, is_real=True)

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        shown = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:  # noqa: D102, N802
        smallest = QSize()
        for item in self._shown():
            smallest = smallest.expandedTo(item.minimumSize())
        return smallest

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, box: QRect, *, is_real: bool) -> int:
        """Put each into its line; the height of all lines."""
        left, top, line = box.left(), box.top(), 0
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(box.width(), item.minimumSize().width()), 1 << 20))
            if left > box.left() and left + size.width() > box.left() + box.width():
                left, top, line = box.left(), top + line + self.spacing(), 0
            if is_real:
                item.setGeometry(self._mirrored(box, QRect(QPoint(left, top), size)))
            left += size.width() + self.spacing()
            line = max(line, size.height())
        return top + line - box.top()

    def _mirrored(self, box: QRect, place: QRect) -> QRect:
        parent = self.parentWidget()
        if parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(box.left() + box.right() - place.right())
        return place
