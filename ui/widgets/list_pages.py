"""A list with a bar above it, and the pages that stand in its place where there is nothing to list."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget


class ListPages(QStackedWidget):
    """Shows the list, or one of the pages `instead` of it."""

    def __init__(self, bar: QWidget, view: QWidget, *instead: QWidget) -> None:
        super().__init__()
        self._view = view
        self._list = QWidget()
        _in_column(self._list, bar, view)
        for page in (self._list, *instead):
            self.addWidget(page)

    def put_below(self, place: QWidget, *above: QWidget) -> None:
        """Fill a place: what stands `above` at its own height, and this with the rest."""
        _in_column(place, *above, self)

    def show_list(self) -> None:
        """Show the list."""
        self.setCurrentWidget(self._list)

    def zone(self) -> QWidget:
        """What the keyboard goes to: the list, or what stands in its place."""
        return self._view if self.currentWidget() is self._list else self


def _in_column(place: QWidget, *parts: QWidget) -> None:
    """Put parts below each other without a gap; the last one takes what room is left."""
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, 1 if part is parts[-1] else 0)
