"""The board as a table: headings and rows, each painted by the delegate from one object."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from app.model import CopyId, Day
from app.operations.board_story import BoardRow
from ui.screens.board.groups import Group, Grouping
from ui.screens.board.row_look import HeadingLook, RowLook, heading_look, row_look

Index = QModelIndex | QPersistentModelIndex

STATE, TICKET, COPY, HOLDER, HELD, DUE = range(6)
COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a heading, or a row with the copy it stands for."""

    look: HeadingLook | RowLook
    row: BoardRow | None = None


class BoardModel(QAbstractTableModel):
    """Lines in memory: what is held at one time is few. A refresh keeps what has not changed."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def show(self, groups: list[Group], by: Grouping, technician: str, day: Day, now: datetime) -> None:
        """Show these rows. Where the same copies stand in the same places, only what they say is replaced."""
        lines: list[Line] = []
        for group in groups:
            lines.append(Line(heading_look(group, by, technician)))
            lines.extend(Line(row_look(row, day, now), row) for row in group.rows)
        if [_place_of(line) for line in lines] == [_place_of(line) for line in self._lines]:
            self._lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, COLUMNS - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing, and know nothing."""
        self.beginResetModel()
        self._lines = []
        self.endResetModel()

    def line(self, number: int) -> Line:
        """One line."""
        return self._lines[number]

    def rows(self) -> list[BoardRow]:
        """The copies shown, in their order."""
        return [line.row for line in self._lines if line.row is not None]

    def number_of(self, copy: CopyId) -> int:
        """The line of a copy; -1 where it is not shown."""
        return next((at for at, line in enumerate(self._lines) if line.row and line.row.record.id == copy), -1)

    def headings(self) -> list[int]:
        """The numbers of the lines that are headings."""
        return [at for at, line in enumerate(self._lines) if line.row is None]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if not index.isValid() or self._lines[index.row()].row is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader says, and tooltips where a cell may be cut: the delegate takes the whole line."""
        if not index.isValid():
            return None
        look = self._lines[index.row()].look
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(look, HeadingLook):
                return look.spoken if index.column() == 0 else ""
            return look.spoken[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(look, RowLook):
            return look.spoken[index.column()]
        return None

    def headerData(  # noqa: D102, N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            is_spoken = role == Qt.ItemDataRole.AccessibleTextRole
            return _headings()[section] or (QCoreApplication.translate("Board", "State") if is_spoken else "")
        return None


def _headings() -> tuple[str, ...]:
    return (
        "",
        QCoreApplication.translate("Board", "Ticket"),
        QCoreApplication.translate("Board", "Copy"),
        QCoreApplication.translate("Board", "Held by"),
        QCoreApplication.translate("Board", "Held"),
        QCoreApplication.translate("Board", "Due"),
    )


def _place_of(line: Line) -> str:
    if line.row is not None:
        return line.row.record.id
    return line.look.text if isinstance(line.look, HeadingLook) else ""
