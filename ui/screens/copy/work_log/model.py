"""The lines of a work log as a table."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ui import formats
from ui.icons.engine import IconRole
from ui.screens.copy.work_log.entries import EntryKind, LogLine
from ui.theme.theme import Theme

WHEN, WHAT, WHO = range(3)
_DISPLAY = Qt.ItemDataRole.DisplayRole
_Index = QModelIndex | QPersistentModelIndex


class LogModel(QAbstractTableModel):
    """When, what, who."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: Sequence[LogLine] = ()

    def show_lines(self, lines: Sequence[LogLine]) -> None:
        """Show these, unless they are shown already."""
        if list(lines) == list(self._lines):
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else 3

    def headerData(  # noqa: D102, N802
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return (self.tr("When"), self.tr("What"), self.tr("Who"))[section] if role == _DISPLAY else None

    def data(self, index: _Index, role: int = _DISPLAY) -> object:  # noqa: D102
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return formats.day_and_time(line.at) if index.column() == WHEN else line.text
            case Qt.ItemDataRole.DecorationRole if index.column() == WHAT:
                role_of_icon = IconRole.QUIET if line.kind is EntryKind.ACT else IconRole.ITEM
                return self._theme.icons.icon(line.icon, role_of_icon)
            case Qt.ItemDataRole.ForegroundRole if line.kind is EntryKind.ACT or index.column() != WHAT:
                return QColor(self._theme.colours.text_2)
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == WHAT:
                return self._sentence(line)
        return None

    def _text(self, line: LogLine, column: int) -> str:
        if column == WHEN:
            return formats.moment(line.at, datetime.now(UTC))
        if column == WHO:
            return line.by or self.tr("Bailee")
        return " ".join(line.text.split())

    def _sentence(self, line: LogLine) -> str:
        text = self.tr("{time}, {what}, by {who}")
        return text.format(
            time=self._text(line, WHEN), what=self._text(line, WHAT).rstrip("."), who=self._text(line, WHO)
        )
