"""The folders of a copy as a tree whose branches are read when they are opened, a piece at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.copies.listing import Folder
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.copy.copy_access import CopyAccess
from ui.screens.copy.names import name_shown, path_shown
from ui.theme.theme import Theme

PIECE = 500
PATH = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class _Reading(Enum):
    NOT_BEGUN = auto()
    UNDER_WAY = auto()
    MORE = auto()
    DONE = auto()


@dataclass(eq=False, slots=True)
class _Branch:
    path: bytes
    above: "_Branch | None"
    row: int
    reading: _Reading
    inside: "list[_Branch]" = field(default_factory=list)


class FolderTreeModel(QAbstractItemModel):
    """One branch on top, the whole copy; below it the folders.

    Signals:
        filled: the folder at this path (bytes) has its first folders now, or all it has.
        failed: the error that a folder could not be read for.
    """

    filled = Signal(object)
    failed = Signal(object)

    def __init__(self, theme: Theme, access: CopyAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._access = access
        self._top: _Branch | None = None
        self._version = 0

    def begin(self) -> None:
        """Start from the top of the open copy."""
        self.beginResetModel()
        self._version += 1
        self._top = _Branch(b"", None, 0, _Reading.NOT_BEGUN)
        self.endResetModel()

    def clear(self) -> None:
        """Drop everything."""
        self.beginResetModel()
        self._version += 1
        self._top = None
        self.endResetModel()

    def index_of(self, path: bytes) -> QModelIndex:
        """Where a folder stands, if it was read."""
        branch = self._top
        for part in path.split(b"/") if path else []:
            wanted = part
            inside = branch.inside if branch is not None else []
            branch = next((one for one in inside if one.path.rpartition(b"/")[2] == wanted), None)
        return self.createIndex(branch.row, 0, branch) if branch is not None else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        if not parent.isValid():
            return 1 if self._top is not None else 0
        return len(self._branch(parent).inside) if parent.column() == 0 else 0

    def columnCount(self, _parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 1

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008, D102
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        branch = self._branch(parent).inside[row] if parent.isValid() else self._top
        return self.createIndex(row, column, branch)

    def parent(self, child: _Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # noqa: B008, D102
        above = self._branch(child).above if child.isValid() else None
        return self.createIndex(above.row, 0, above) if above is not None else QModelIndex()

    def hasChildren(self, parent: _Index = QModelIndex()) -> bool:  # noqa: B008, D102, N802
        if not parent.isValid():
            return self._top is not None
        branch = self._branch(parent)
        return bool(branch.inside) or branch.reading is not _Reading.DONE

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: D102, N802
        return parent.isValid() and self._branch(parent).reading in {_Reading.NOT_BEGUN, _Reading.MORE}

    def fetchMore(self, parent: _Index) -> None:  # noqa: D102, N802
        if self.canFetchMore(parent):
            self._read(self._branch(parent))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        branch = self._branch(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name_shown(branch.path) if branch.path else self.tr("Whole copy")
            case Qt.ItemDataRole.ToolTipRole:
                return path_shown(branch.path)
            case Qt.ItemDataRole.DecorationRole:
                return self._theme.icons.icon(Icon.FOLDER if branch.path else Icon.DISK, IconRole.ITEM)
        return branch.path if role == PATH else None

    def _branch(self, index: _Index) -> _Branch:
        found = index.internalPointer()
        if not isinstance(found, _Branch):
            raise TypeError
        return found

    def _read(self, branch: _Branch) -> None:
        after = branch.inside[-1].path.rpartition(b"/")[2] if branch.inside else b""
        branch.reading = _Reading.UNDER_WAY
        self._access.read(
            lambda reader, _monitor: reader.folders(branch.path, after, PIECE),
            partial(self._take, self._version, branch),
            partial(self._fail, self._version, branch),
        )

    def _take(self, version: int, branch: _Branch, found: Sequence[Folder]) -> None:
        if version != self._version:
            return
        first = len(branch.inside)
        branch.reading = _Reading.MORE if len(found) == PIECE else _Reading.DONE
        if found:
            self.beginInsertRows(self.createIndex(branch.row, 0, branch), first, first + len(found) - 1)
            for row, folder in enumerate(found, first):
                path = branch.path + b"/" + folder.name if branch.path else folder.name
                reading = _Reading.NOT_BEGUN if folder.has_folders else _Reading.DONE
                branch.inside.append(_Branch(path, branch, row, reading))
            self.endInsertRows()
        else:
            here = self.createIndex(branch.row, 0, branch)
            self.dataChanged.emit(here, here)
        self.filled.emit(branch.path)

    def _fail(self, version: int, branch: _Branch, error: BaseException) -> None:
        if version == self._version:
            branch.reading = _Reading.DONE
            self.failed.emit(error)
