"""What the tables of the tab Changes show: the changes, the lines of a text, the rows of a table."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from app.databases.comparing.row_changes import RowChangeKind
from ui import formats
from ui.icons.engine import IconRole
from ui.screens.copy.changes.change_lines import ChangeLine
from ui.screens.copy.changes.difference import RowLine, RowTable
from ui.screens.copy.changes.line_diff import DiffLine, LineKind
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme

LINE = Qt.ItemDataRole.UserRole
NAME, WHERE, KIND, AMOUNT = range(4)
_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole


class ChangesModel(QAbstractTableModel):
    """The list of changes."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: Sequence[ChangeLine] = ()

    def show_lines(self, lines: Sequence[ChangeLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> ChangeLine | None:
        """The change in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else 4

    def headerData(  # noqa: D102, N802
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names = (self.tr("Name"), self.tr("Where"), self.tr("What"), self.tr("How much"))
        return names[section] if role == _DISPLAY else None

    def data(self, index: _Index, role: int = _DISPLAY) -> object:  # noqa: D102
        line = self._lines[index.row()]
        texts = (line.name, line.where, line.kind, line.amount)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return texts[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return line.sentence if index.column() == NAME else texts[index.column()]
            case Qt.ItemDataRole.DecorationRole if index.column() == NAME:
                return self._theme.icons.icon(line.icon, IconRole.WARN)
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == NAME:
                return line.sentence
        return line if role == LINE else None


class DiffModel(QAbstractTableModel):
    """Lines of two texts: number before, number now, sign and line."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: Sequence[DiffLine] = ()

    def show_lines(self, lines: Sequence[DiffLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else 4

    def data(self, index: _Index, role: int = _DISPLAY) -> object:  # noqa: D102
        line = self._lines[index.row()]
        colours = self._theme.colours
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(line) if index.column() == 3 else None
            case Qt.ItemDataRole.BackgroundRole:
                grounds = {LineKind.ADDED: colours.ok_bg, LineKind.REMOVED: colours.danger_bg}
                return QColor(grounds.get(line.kind, colours.surface))
            case Qt.ItemDataRole.ForegroundRole:
                is_quiet = index.column() < 2 or line.kind is LineKind.SKIPPED
                return QColor(colours.muted if is_quiet else colours.text)
            case Qt.ItemDataRole.TextAlignmentRole if index.column() < 2:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _text(self, line: DiffLine, column: int) -> str:
        if line.kind is LineKind.SKIPPED:
            return str(self.tr("%n line(s) the same", "", line.now)) if column == 3 else ""
        numbers = (line.before, line.now)
        if column < 2:
            return formats.count(numbers[column]) if numbers[column] else ""
        if column == 2:
            return str(line.kind.value)
        return "".join(c if c.isprintable() or c == "\t" else "·" for c in line.text).expandtabs(4)

    def _sentence(self, line: DiffLine) -> str:
        text = self._text(line, 3)
        match line.kind:
            case LineKind.ADDED:
                return self.tr("added: {line}").format(line=text)
            case LineKind.REMOVED:
                return self.tr("removed: {line}").format(line=text)
        return text


class RowsDiffModel(QAbstractTableModel):
    """Changed rows: what happened, then the cells. An edited row shows twice, as it was and as it is."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns: tuple[str, ...] = ()
        self._shown: list[tuple[RowLine, bool]] = []

    def show_table(self, table: RowTable | None) -> None:
        """Show the rows of a table, or nothing."""
        self.beginResetModel()
        self._columns = table.columns if table is not None else ()
        self._shown = []
        for row in table.rows if table is not None else ():
            if row.kind is RowChangeKind.EDITED:
                self._shown.append((row, True))
            self._shown.append((row, row.kind is RowChangeKind.DELETED))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() or not self._columns else len(self._columns) + 1

    def headerData(  # noqa: D102, N802
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != _DISPLAY:
            return None
        return self._columns[section - 1] if section else self.tr("Change")

    def data(self, index: _Index, role: int = _DISPLAY) -> object:  # noqa: D102
        row, is_before = self._shown[index.row()]
        column = index.column() - 1
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._cell(row, column, is_before=is_before)
            case Qt.ItemDataRole.BackgroundRole:
                if column >= 0 and column not in row.changed:
                    return None
                colours = self._theme.colours
                return QColor(colours.danger_bg if is_before else colours.ok_bg)
            case Qt.ItemDataRole.FontRole if self._cell(row, column, is_before=is_before) == "NULL":
                font = QFont(self._theme.font(TextRole.BASE))
                font.setItalic(True)
                return font
        return None

    def _cell(self, row: RowLine, column: int, *, is_before: bool) -> str:
        if column < 0:
            return self._kind(row, is_before=is_before)
        cells = row.before if is_before and row.kind is RowChangeKind.EDITED else row.cells
        return cells[column] if column < len(cells) else ""

    def _kind(self, row: RowLine, *, is_before: bool) -> str:
        if row.kind is RowChangeKind.ADDED:
            return self.tr("+ added")
        if row.kind is RowChangeKind.DELETED:
            return self.tr("- deleted")
        return self.tr("- was") if is_before else self.tr("+ is")
