"""The keyboard section: every act with its keys, which can be others; clashes are named and refused."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.acts import Act, ActRegistry
from ui.theme.fonts import TextRole
from ui.theme.rows import RowDelegate
from ui.theme.theme import Theme
from ui.widgets.buttons import plain
from ui.widgets.labels import text_label

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROWS_SHOWN = 10


class KeysModel(QAbstractTableModel):
    """Acts and their keys."""

    def __init__(self, acts: ActRegistry, parent: QObject) -> None:
        super().__init__(parent)
        self._registry = acts
        self._acts: list[Act] = list(acts)
        self._filter = ""
        acts.changed.connect(self.read)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: D102, N802
        return 0 if parent.isValid() else len(self._acts)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: D102, N802
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        act = self._acts[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return act.text() if index.column() == 0 else shown(self._registry.keys(act.id)) or self.tr("none")
        return None

    def headerData(  # noqa: D102, N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr("Act") if section == 0 else self.tr("Keys")
        return None

    def act_at(self, row: int) -> Act | None:
        """The act of a row."""
        return self._acts[row] if 0 <= row < len(self._acts) else None

    @Slot()
    def read(self) -> None:
        """Take the acts anew: screens bring theirs along."""
        acts = list(self._registry)
        if acts == self._acts:
            if acts:
                self.dataChanged.emit(self.index(0, 0), self.index(len(acts) - 1, 1))
            return
        self.beginResetModel()
        self._acts = acts
        self.endResetModel()


def shown(keys: tuple[str, ...]) -> str:
    """Keys as this system writes them."""
    return ", ".join(QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText) for each in keys)


class KeyboardTable(QWidget):
    """The table, and below it the keys of the act that is chosen.

    Signals:
        keys_wanted: the id of an act, and its keys, or None for those it comes with.
    """

    keys_wanted = Signal(str, object)

    def __init__(self, theme: Theme, acts: ActRegistry) -> None:
        super().__init__()
        self._acts = acts
        self._model = KeysModel(acts, self)
        self._table = QTableView()
        self._edit = QKeySequenceEdit()
        self._edit.setMaximumSequenceLength(1)
        self._edit.setClearButtonEnabled(True)
        self._edit.setAccessibleName(self.tr("New keys"))
        for inner in self._edit.findChildren(QLineEdit):
            inner.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Shift+Tab would come from it straight back to its owner
        self._set = plain(theme, self.tr("Set keys"))
        self._none = plain(theme, self.tr("No keys"))
        self._own = plain(theme, self.tr("As it was"))
        self._said = text_label(theme, self.tr("Choose an act to change its keys."), TextRole.SMALL, "muted")
        self._said.setWordWrap(True)
        self._lay_out(theme)
        self._table.selectionModel().currentRowChanged.connect(self._on_act)
        self._edit.keySequenceChanged.connect(self._judge)
        self._set.clicked.connect(lambda: self._want((self._typed(),)))
        self._none.clicked.connect(lambda: self._want(()))
        self._own.clicked.connect(lambda: self._want(None))
        self._judge()

    def says(self) -> str:
        """What the search looks at."""
        return " ".join([self.tr("Keyboard shortcuts keys"), *(act.text() for act in self._acts)])

    def _lay_out(self, theme: Theme) -> None:
        table, spacing = self._table, theme.measures.spacing
        table.setModel(self._model)
        table.setItemDelegate(RowDelegate(theme, table))
        table.setAccessibleName(self.tr("Acts and their keys"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(theme.measures.rows.grid)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().resizeSection(1, theme.measures.scaled(200))
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        table.setMinimumHeight(_ROWS_SHOWN * theme.measures.rows.grid + theme.measures.heights.header)
        row = QHBoxLayout()
        row.setSpacing(spacing.s)
        row.addWidget(self._edit, 1)
        for button in (self._set, self._none, self._own):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.s)
        column.addWidget(table)
        column.addLayout(row)
        column.addWidget(self._said)

    def _act(self) -> Act | None:
        return self._model.act_at(self._table.currentIndex().row())

    def _typed(self) -> str:
        return self._edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _on_act(self) -> None:
        act = self._act()
        keys = self._acts.keys(act.id) if act else ()
        self._edit.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        self._judge()

    @Slot()
    def _judge(self) -> None:
        act, typed = self._act(), self._typed()
        clash = self._clash(act, typed) if act else ""
        self._set.setEnabled(act is not None and bool(typed) and not clash)
        self._none.setEnabled(act is not None and bool(self._acts.keys(act.id)))
        self._own.setEnabled(act is not None and self._acts.keys(act.id) != act.keys)
        text = clash or (self.tr("Choose an act to change its keys.") if act is None else act.text())
        self._said.setText(text)
        self._set.setToolTip(clash)
        self._edit.setEnabled(act is not None)

    def _clash(self, act: Act, typed: str) -> str:
        holder = self._acts.holder_of(typed, act.scope, takes_over=act.takes_over) if typed else ""
        if holder in {"", act.id}:
            return ""
        text = self.tr("{keys} belongs to: {act}")
        return text.format(keys=shown((typed,)), act=self._acts.act(holder).text())

    def _want(self, keys: tuple[str, ...] | None) -> None:
        act = self._act()
        if act is None:
            return
        if keys is None and any(self._clash(act, each) for each in act.keys):
            self._said.setText(next(filter(None, (self._clash(act, each) for each in act.keys))))
            return
        self.keys_wanted.emit(act.id, keys)
        self._on_act()
