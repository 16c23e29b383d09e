"""What Qt sees of a long list: so many rows, of which some are in memory, ready to be painted."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.row_cache import RowCache, Seen

Index = QModelIndex | QPersistentModelIndex

_KEPT_LOOKS: Final = 1_000


class Look(Protocol):
    """A row ready to be painted."""

    @property
    def spoken(self) -> tuple[str, ...]:
        """One sentence for each column, for screen readers."""


class RowsModel(QAbstractTableModel):
    """Rows that come and go; whoever reads them fills the cache and says so."""

    def __init__(
        self, look: Callable[[Any], Look], headings: Callable[[], Sequence[str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make_look = look
        self._headings = headings
        self._cache = RowCache()
        self._seen = Seen()
        self._looks: OrderedDict[int, Look] = OrderedDict()

    def row(self, number: int) -> Any | None:  # noqa: ANN401 - rows are whatever the source gives
        """A row, None while it was not read."""
        return self._cache.row(number)

    def look(self, number: int) -> Look | None:
        """A row ready to be painted, None while it was not read."""
        found = self._looks.get(number)
        if found is None:
            row = self._cache.row(number)
            if row is None:
                return None
            found = self._looks[number] = self._make_look(row)
            while len(self._looks) > _KEPT_LOOKS:
                self._looks.popitem(last=False)
        return found

    def paint_again(self) -> None:
        """What rows look like may have changed with the time, though they have not."""
        self._looks.clear()
        self._tell(0, self._cache.count)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else self._cache.count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else len(self._headings())

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader says, and tooltips: the delegate takes the whole row."""
        if not index.isValid() or role not in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        look = self.look(index.row())
        return look.spoken[index.column()] if look is not None else ""

    def headerData(  # noqa: D102, N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            is_spoken = role == Qt.ItemDataRole.AccessibleTextRole  # a column of icons has no heading to look at
            return self._headings()[section] or (QCoreApplication.translate("Board", "State") if is_spoken else "")
        return None

    # ---- for whoever reads the rows

    def _reset(self, count: int) -> None:
        self.beginResetModel()
        self._cache = RowCache(count)
        self._looks.clear()
        self._seen = Seen(0, 0)
        self.endResetModel()

    def _set_count(self, count: int) -> None:
        """Rows come and go at the end; which rows they are is told by the pages read next."""
        before = self._cache.count
        if count > before:
            self.beginInsertRows(QModelIndex(), before, count - 1)
            self._cache.count = count
            self.endInsertRows()
        elif count < before:
            self.beginRemoveRows(QModelIndex(), count, before - 1)
            self._cache.count = count
            self.endRemoveRows()

    def _tell(self, first: int, end: int) -> None:
        if end > first:
            self.dataChanged.emit(self.index(first, 0), self.index(end - 1, self.columnCount() - 1))
