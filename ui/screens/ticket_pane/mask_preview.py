"""Some cells before and after masking, for a look at what a policy does. They are in clear, and kept nowhere."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.databases.loading.masking_preview import MaskedColumn
from app.tables import Cell
from ui.theme.rows import RowDelegate
from ui.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_LONGEST = 80
_ROWS = 6


def cell_text(cell: Cell) -> str:
    """A cell in one line, cut where it is long."""
    if cell is None:
        return "NULL"
    if isinstance(cell, bytes):
        return f"x'{cell[:16].hex()}'"
    text = "".join(sign if sign.isprintable() else " " for sign in str(cell)[:_LONGEST])
    return text + ("…" if len(str(cell)) > _LONGEST else "")


class MaskPreviewModel(QAbstractTableModel):
    """One line for each cell: its column, what it holds, what it would become."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[tuple[str, str, str]] = []

    def show_columns(self, columns: tuple[MaskedColumn, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = []
        for column in columns:
            name = f"{column.table}.{column.column}"
            pairs = zip(column.before, column.after, strict=True)
            self._lines += [(name, cell_text(before), cell_text(after)) for before, after in pairs]
            if not column.before:
                self._lines.append((name, "", column.kind.value))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else 3

    def headerData(  # noqa: D102, N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Column"), self.tr("Before"), self.tr("After"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._lines[index.row()][index.column()]
        return None


class MaskPreviewView(QTableView):
    """The list of them. Hidden while there is nothing to show."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._found = MaskPreviewModel(self)
        self.setModel(self._found)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setAccessibleName(self.tr("Values before and after masking"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.measures.rows.grid)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self._row = theme.measures.rows.grid
        self.hide()

    def show_columns(self, columns: tuple[MaskedColumn, ...]) -> None:
        """Show what a policy does."""
        self._found.show_columns(columns)
        self.setFixedHeight(self._row * (min(self._found.rowCount(), _ROWS) + 2))
        self.setVisible(bool(columns))

    def clear(self) -> None:
        """Drop the values."""
        self._found.show_columns(())
        self.hide()
