"""The tables of a source as a list: which are taken whole, which without rows, which not, and under what condition."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.databases.loading.source_choice import SourceChoice
from app.operations.source_tables import SourceTable
from ui import formats

NAME, ROWS, TAKEN = range(3)
_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_CHECK = Qt.ItemDataRole.CheckStateRole


class Take(Enum):
    """How much of a table is taken."""

    WHOLE = auto()
    SHAPE = auto()
    NOTHING = auto()


_CHECKS = {
    Take.WHOLE: Qt.CheckState.Checked,
    Take.SHAPE: Qt.CheckState.PartiallyChecked,
    Take.NOTHING: Qt.CheckState.Unchecked,
}
_AFTER = {Take.WHOLE: Take.SHAPE, Take.SHAPE: Take.NOTHING, Take.NOTHING: Take.WHOLE}


def take_words(take: Take) -> str:
    """What is said of a table."""
    return {
        Take.WHOLE: QCoreApplication.translate("SourceTables", "Whole"),
        Take.SHAPE: QCoreApplication.translate("SourceTables", "Structure only"),
        Take.NOTHING: QCoreApplication.translate("SourceTables", "Left out"),
    }[take]


def summary(choice: SourceChoice) -> str:
    """What of a source is taken, in a few words."""
    if choice.is_everything:
        return QCoreApplication.translate("SourceTables", "everything")
    total = choice.total
    parts = [QCoreApplication.translate("SourceTables", "all tables")]
    if choice.taken is not None:
        text = QCoreApplication.translate("SourceTables", "{count} of %n table(s)", "", total)
        parts = [text.format(count=formats.count(len(choice.taken)))]
    if choice.policy:
        parts.append(QCoreApplication.translate("SourceTables", "masked"))
    if choice.shapes:
        parts.append(QCoreApplication.translate("SourceTables", "%n without rows", "tables", len(choice.shapes)))
    if choice.filters:
        parts.append(QCoreApplication.translate("SourceTables", "%n filtered", "tables", len(choice.filters)))
    return ", ".join(parts)


class SourceTablesModel(QAbstractTableModel):
    """The tables that the search leaves. A click on the tick goes from whole to structure only to left out.

    Signals:
        edited: something else is wanted now.
    """

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tables: tuple[SourceTable, ...] = ()
        self._takes: dict[str, Take] = {}
        self._filters: dict[str, str] = {}
        self._policy = ""
        self._needle = ""
        self._shown: list[int] = []

    @property
    def count(self) -> int:
        """How many tables there are, whatever the search leaves."""
        return len(self._tables)

    def show_tables(self, tables: Sequence[SourceTable], choice: SourceChoice) -> None:
        """Show these, with what is wanted of them."""
        self.beginResetModel()
        self._tables = tuple(tables)
        titles = {table.title for table in tables}
        taken = titles if choice.taken is None else set(choice.taken)
        self._takes = {title: Take.WHOLE if title in taken else Take.NOTHING for title in titles}
        self._takes |= dict.fromkeys(choice.shapes & titles, Take.SHAPE)
        self._filters = {title: text for title, text in choice.filters.items() if title in titles}
        self._policy = choice.policy
        self._sift()
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.show_tables((), SourceChoice())

    def choice(self) -> SourceChoice:
        """What is wanted by now."""
        taken = tuple(table.title for table in self._tables if self._takes[table.title] is not Take.NOTHING)
        return SourceChoice(
            taken=None if len(taken) == len(self._tables) else taken,
            shapes=frozenset(title for title in taken if self._takes[title] is Take.SHAPE),
            filters={title: text for title, text in self._filters.items() if self._takes[title] is Take.WHOLE},
            policy=self._policy,
            total=len(self._tables),
        )

    def sift(self, needle: str) -> None:
        """Leave the tables that have this in their title."""
        self.beginResetModel()
        self._needle = needle.strip().casefold()
        self._sift()
        self.endResetModel()

    def title(self, row: int) -> str:
        """The table of a row; "" for none."""
        return self._tables[self._shown[row]].title if 0 <= row < len(self._shown) else ""

    def take(self, row: int) -> Take:
        """How much of a table is taken."""
        return self._takes[self.title(row)]

    def condition(self, row: int) -> str:
        """The condition for the rows of a table."""
        return self._filters.get(self.title(row), "")

    def set_take(self, rows: Sequence[int], take: Take) -> None:
        """Take so much of these."""
        for row in rows:
            self._takes[self.title(row)] = take
        if rows:
            self.dataChanged.emit(self.index(min(rows), NAME), self.index(max(rows), TAKEN))
            self.edited.emit()

    def set_condition(self, row: int, text: str) -> None:
        """Take only the rows for which this holds; "" for all."""
        title = self.title(row)
        if not title or self._filters.get(title, "") == text:
            return
        self._filters[title] = text
        if not text:
            del self._filters[title]
        self.dataChanged.emit(self.index(row, NAME), self.index(row, TAKEN))
        self.edited.emit()

    def set_policy(self, path: str) -> None:
        """Mask by this policy; "" for none."""
        if path != self._policy:
            self._policy = path
            self.edited.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else 3

    def flags(self, index: _Index) -> Qt.ItemFlag:  # noqa: D102
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.column() == NAME else found

    def headerData(  # noqa: D102, N802
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != _DISPLAY:
            return None
        return (self.tr("Table"), self.tr("Rows"), self.tr("Taken"))[section]

    def data(self, index: _Index, role: int = _DISPLAY) -> object:  # noqa: D102
        table, column = self._tables[self._shown[index.row()]], index.column()
        take = self._takes[table.title]
        is_text = role in {_DISPLAY, Qt.ItemDataRole.ToolTipRole}
        if role == Qt.ItemDataRole.AccessibleTextRole and column == NAME:
            return self.tr("{table}, {taken}").format(table=table.title, taken=self._taken(table.title, take))
        if role == Qt.ItemDataRole.TextAlignmentRole and column == ROWS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == _CHECK and column == NAME:
            return _CHECKS[take]
        if is_text and column == NAME:
            return table.title
        if is_text and column == ROWS:
            rows = table.row_estimate
            return "" if rows is None else self.tr("about {count}").format(count=formats.count(rows))
        return self._taken(table.title, take) if is_text else None

    def setData(self, index: _Index, _value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: D102, N802
        if role != _CHECK or not index.isValid():
            return False
        self.set_take([index.row()], _AFTER[self.take(index.row())])
        return True

    def _taken(self, title: str, take: Take) -> str:
        if take is Take.WHOLE and title in self._filters:
            return self.tr("Some rows")
        return take_words(take)

    def _sift(self) -> None:
        self._shown = [at for at, table in enumerate(self._tables) if self._needle in table.title.casefold()]
