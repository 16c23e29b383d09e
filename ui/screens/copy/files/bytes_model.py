"""The bytes of a file in rows of sixteen, read by the page while they are scrolled to."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.screens.copy.copy_access import CopyAccess

ROW = 16
PAGE_BYTES = 64 * 1024
_MOST_PAGES = 16
_MOST_ROWS = 2**31 - 1
_Index = QModelIndex | QPersistentModelIndex


def hex_text(data: bytes) -> str:
    """Sixteen bytes in two groups of eight."""
    return "  ".join(data[at : at + 8].hex(" ").upper() for at in range(0, len(data), 8))


def plain_letters(data: bytes) -> str:
    """What is a letter in ASCII, and dots for the rest."""
    return "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in data)


class BytesModel(QAbstractTableModel):
    """Offset, bytes, letters.

    Signals:
        failed: the error for which a page cannot be read.
    """

    failed = Signal(object)

    def __init__(self, access: CopyAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._path = b""
        self._size = 0
        self._version = 0
        self._pages: OrderedDict[int, bytes] = OrderedDict()
        self._asked: set[int] = set()

    def show_file(self, path: bytes, size: int) -> None:
        """Show the file at this path."""
        self.beginResetModel()
        self._version += 1
        self._path, self._size = path, size
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    def clear(self) -> None:
        """Drop everything."""
        self.show_file(b"", 0)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else min(-(-self._size // ROW), _MOST_ROWS)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else 3

    def headerData(  # noqa: D102, N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Offset"), self.tr("Bytes"), self.tr("Letters"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        offset = index.row() * ROW
        if index.column() == 0:
            return f"{offset:08X}"
        row = self._row(offset)
        if row is None:
            return None
        return hex_text(row) if index.column() == 1 else plain_letters(row)

    def _row(self, offset: int) -> bytes | None:
        page, at = divmod(offset, PAGE_BYTES)
        found = self._pages.get(page)
        if found is None:
            self._ask(page)
            return None
        return found[at : at + ROW]

    def _ask(self, page: int) -> None:
        if page in self._asked or not self._path:
            return
        self._asked.add(page)
        path = self._path
        self._access.read(
            lambda reader, _monitor: reader.read(path, page * PAGE_BYTES, PAGE_BYTES),
            partial(self._take, self._version, page),
            partial(self._fail, self._version),
        )

    def _take(self, version: int, page: int, found: tuple[int, bytes]) -> None:
        if version != self._version:
            return
        self._pages[page] = found[1]
        while len(self._pages) > _MOST_PAGES:
            gone, _ = self._pages.popitem(last=False)
            self._asked.discard(gone)
        first = page * PAGE_BYTES // ROW
        last = min(first + PAGE_BYTES // ROW, self.rowCount()) - 1
        self.dataChanged.emit(self.index(first, 1), self.index(last, 2))

    def _fail(self, version: int, error: BaseException) -> None:
        if version == self._version:
            self.failed.emit(error)
