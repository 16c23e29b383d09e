"""What was run before on the databases of the copy, to be taken into the editor again."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from app.databases.console.history import HistoryEntry, Outcome
from ui import formats
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.rows import RowDelegate
from ui.theme.theme import Theme
from ui.widgets.labels import text_label

_WIDTH, _HEIGHT = 560, 320
_LONGEST = 160
_SQL = Qt.ItemDataRole.UserRole + 1
_ICONS = {
    Outcome.DONE: (Icon.CHECK, IconRole.OK),
    Outcome.FAILED: (Icon.CROSS, IconRole.DANGER),
    Outcome.REFUSED: (Icon.SHIELD, IconRole.WARN),
    Outcome.STOPPED: (Icon.STOP, IconRole.QUIET),
}


class HistoryPopover(QFrame):
    """A list below a button. Closed by a choice, Esc, or a click elsewhere.

    Signals:
        chosen: the SQL of an entry.
        sought: entries with this text in them are wanted.
    """

    chosen = Signal(str)
    sought = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("History"))
        self._theme = theme
        self._model = QStandardItemModel(self)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search what was run"))
        self.search.setAccessibleName(self.tr("Search what was run"))
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Statements run before"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(RowDelegate(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self._empty = text_label(theme, self.tr("Nothing was run yet."), kind="muted")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(theme.durations.search_pause)
        self._pause.timeout.connect(lambda: self.sought.emit(self.search.text()))
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(lambda: self._choose(self.list.currentIndex()))
        spacing = theme.measures.spacing
        layout = QVBoxLayout(self)
        layout.setContentsMargins(spacing.s, spacing.s, spacing.s, spacing.s)
        layout.setSpacing(spacing.s)
        layout.addWidget(self.search)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)

    def open_below(self, button: QWidget) -> None:
        """Show it, empty until `show_entries`."""
        self.search.clear()
        self._model.clear()
        self._empty.hide()
        scaled = self._theme.measures.scaled
        self.resize(scaled(_WIDTH), scaled(_HEIGHT))
        self.move(button.mapToGlobal(button.rect().bottomLeft()))
        self.show()
        self.search.setFocus()

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show these, the newest first."""
        self._model.clear()
        now = datetime.now(UTC)
        for entry in entries:
            icon, role = _ICONS[entry.outcome]
            item = QStandardItem(self._theme.icons.icon(icon, role), self._line(entry, now))
            item.setData(entry.sql, _SQL)
            item.setToolTip(entry.sql[:2_000])
            self._model.appendRow(item)
        self._empty.setVisible(not entries)
        self.list.setCurrentIndex(self._model.index(0, 0))

    def forget(self) -> None:
        """Drop what is shown."""
        self._pause.stop()
        self.hide()
        self._model.clear()
        self.search.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.list.setFocus()
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = min(max(0, self.list.currentIndex().row() + step), max(0, self._model.rowCount() - 1))
            self.list.setCurrentIndex(self._model.index(row, 0))
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        sql = index.data(_SQL) if index.isValid() else None
        self.hide()
        if sql:
            self.chosen.emit(sql)

    def _line(self, entry: HistoryEntry, now: datetime) -> str:
        sql = " ".join(entry.sql.split())
        short = sql if len(sql) <= _LONGEST else sql[: _LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"
        return self.tr("{when}   {sql}").format(when=formats.moment(entry.at, now), sql=short)
