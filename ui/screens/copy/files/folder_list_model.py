"""The names in one folder of a copy, read by the page while they are scrolled to: half a million do not matter."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.copies.listing import Entry, Order
from app.model import NodeKind
from app.progress import Monitor
from app.unlocked.copy_reader import ArrangedFolder, CopyReader
from ui import formats
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.copy.copy_access import CopyAccess
from ui.screens.copy.names import entry_icon, kind_words, name_shown, state_words
from ui.theme.theme import Theme

NAME, SIZE, CHANGED, STATE = range(4)
ENTRY = Qt.ItemDataRole.UserRole
MISSING = Qt.ItemDataRole.UserRole + 1
PAGE = 200
_MOST_PAGES = 20
_ORDERS: Final = {NAME: Order.NAME, SIZE: Order.SIZE, CHANGED: Order.CHANGED}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_Read = tuple[ArrangedFolder, dict[int, list[Entry]]]
_Index = QModelIndex | QPersistentModelIndex


class FolderListModel(QAbstractTableModel):
    """Rows of one folder in one order.

    Signals:
        arranged: the folder at this path (bytes) is shown now.
        failed: the error for which it could not be.
    """

    arranged = Signal(object)
    failed = Signal(object)

    def __init__(self, theme: Theme, access: CopyAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._access = access
        self._folder: bytes | None = None
        self._wanted: bytes | None = None
        self._shown: ArrangedFolder | None = None
        self._pages: OrderedDict[int, Sequence[Entry]] = OrderedDict()
        self._asked: set[int] = set()
        self._column, self._is_descending = NAME, False
        self._version = 0
        self._count = 0
        self._damaged: set[bytes] = set()

    @property
    def folder(self) -> bytes | None:
        """The path of the folder shown; None for nothing."""
        return self._folder

    @property
    def going_to(self) -> bytes | None:
        """The path of the folder that is shown or about to be."""
        return self._wanted

    def show_folder(self, path: bytes) -> None:
        """Show this folder as soon as it is read; until then what was shown stays."""
        self._version += 1
        self._wanted = path
        order, is_descending = _ORDERS[self._column], self._is_descending
        pages = sorted({0, *self._pages}) if path == self._folder else [0]

        def read(reader: CopyReader, _monitor: Monitor) -> _Read:
            arranged = reader.arranged(path, order, is_descending=is_descending)
            return arranged, {page: arranged.entries(page * PAGE, PAGE) for page in pages}

        self._access.read(read, partial(self._take, self._version, path), partial(self._fail, self._version))

    def clear(self) -> None:
        """Drop everything."""
        self._version += 1
        self.beginResetModel()
        self._let_go()
        self._folder = self._wanted = None
        self._count = 0
        self._damaged.clear()
        self.endResetModel()

    def mark_damaged(self, path: bytes) -> None:
        """Say that a file cannot be read; the others are not affected."""
        self._damaged.add(path)
        if self._count:
            self.dataChanged.emit(self.index(0, NAME), self.index(self._count - 1, STATE))

    def entry(self, row: int) -> Entry | None:
        """The name in a row, if it was read."""
        page = self._pages.get(row // PAGE)
        return page[row % PAGE] if page is not None and row % PAGE < len(page) else None

    def path_of(self, entry: Entry) -> bytes:
        """Where a name of this folder lies."""
        return self._folder + b"/" + entry.name if self._folder else entry.name

    def row_of(self, name: bytes) -> int:
        """The row of a name among those that were read; -1 if it is not."""
        for number, page in self._pages.items():
            for at, entry in enumerate(page):
                if entry.name == name:
                    return number * PAGE + at
        return -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else 4

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:  # noqa: D102
        is_descending = order is Qt.SortOrder.DescendingOrder
        if column not in _ORDERS or (column, is_descending) == (self._column, self._is_descending):
            return
        self._column, self._is_descending = column, is_descending
        if self._wanted is not None:
            self.show_folder(self._wanted)

    def headerData(  # noqa: D102, N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == SIZE else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = {
            NAME: self.tr("Name"),
            SIZE: self.tr("Size"),
            CHANGED: self.tr("Changed"),
            STATE: self.tr("State"),
        }
        return names[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        entry = self.entry(index.row())
        if entry is None:
            self._ask(index.row() // PAGE)
            return role == MISSING or None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == SIZE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return self._of_name(entry, role) if index.column() == NAME else None

    def _of_name(self, entry: Entry, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DecorationRole:
                return self._theme.icons.icon(*self._icon(entry))
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(entry)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(entry)
        return entry if role == ENTRY else None

    def _text(self, entry: Entry, column: int) -> str:
        match column:
            case 0:
                return name_shown(entry.name)
            case 1:
                return formats.size(entry.size) if entry.kind is NodeKind.FILE else ""
            case 2:
                return formats.moment(self._moment(entry), datetime.now(UTC))
        return self.tr("damaged") if self.path_of(entry) in self._damaged else state_words(entry.state)

    def _icon(self, entry: Entry) -> tuple[Icon, IconRole]:
        if self.path_of(entry) in self._damaged:
            return Icon.DAMAGED, IconRole.DANGER
        return entry_icon(entry.name, entry.kind, entry.state)

    def _tip(self, entry: Entry) -> str:
        if entry.kind is NodeKind.LINK:
            text = self.tr("{name}, a link to {target}. It is kept as it was and never followed.")
            return text.format(name=name_shown(entry.name), target=name_shown(entry.target))
        return name_shown(entry.name)

    def _sentence(self, entry: Entry) -> str:
        parts = [name_shown(entry.name), kind_words(entry.kind), self._text(entry, SIZE), self._text(entry, STATE)]
        return ", ".join(part for part in parts if part)

    def _moment(self, entry: Entry) -> datetime:
        """What a clock can show: some file systems go on for centuries."""
        try:
            return _EPOCH + timedelta(microseconds=entry.mtime_ns // 1000)
        except OverflowError:
            return _EPOCH

    def _ask(self, page: int) -> None:
        shown = self._shown
        if shown is None or page in self._asked:
            return
        self._asked.add(page)
        self._access.read(
            lambda _reader, _monitor: shown.entries(page * PAGE, PAGE),
            partial(self._take_page, self._version, page),
            partial(self._fail, self._version),
        )

    def _take(self, version: int, path: bytes, found: _Read) -> None:
        arranged, pages = found
        if version != self._version:
            self._close(arranged)
            return
        read: OrderedDict[int, Sequence[Entry]] = OrderedDict((page, part) for page, part in pages.items() if part)
        if path == self._folder and len(arranged) == self._count and read == self._pages:
            # Nothing is another thing now: what is selected stays, and nothing moves.
            former, self._shown = self._shown, arranged
            self._asked = set(read)
            if former is not None:
                self._close(former)
        else:
            self.beginResetModel()
            self._let_go()
            self._shown, self._folder, self._count = arranged, path, len(arranged)
            self._pages, self._asked = read, set(read)
            self.endResetModel()
        self.arranged.emit(path)

    def _take_page(self, version: int, page: int, found: Sequence[Entry]) -> None:
        if version != self._version or not found:
            return
        self._pages[page] = found
        while len(self._pages) > _MOST_PAGES:
            gone, _ = self._pages.popitem(last=False)
            self._asked.discard(gone)
        first = page * PAGE
        self.dataChanged.emit(self.index(first, NAME), self.index(first + len(found) - 1, STATE))

    def _fail(self, version: int, error: BaseException) -> None:
        if version == self._version:
            self._asked.clear()
            self._wanted = self._folder
            self.failed.emit(error)

    def _let_go(self) -> None:
        shown, self._shown = self._shown, None
        self._pages.clear()
        self._asked.clear()
        if shown is not None:
            self._close(shown)

    def _close(self, shown: ArrangedFolder) -> None:
        """Not here: to let go of a copy may take a while."""
        if self._access.read(lambda _reader, _monitor: shown.close(), _ignore, _ignore) is None:
            shown.close()


def _ignore(_found: object) -> None:
    """Nobody waits for it."""
