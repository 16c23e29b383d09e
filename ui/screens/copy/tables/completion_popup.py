"""The list of offers below the cursor of an editor."""

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel, QTextCursor
from PySide6.QtWidgets import QListView, QPlainTextEdit, QWidget

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.copy.tables.completion import Names, Offer, OfferKind, Offers, offers_at
from ui.screens.copy.tables.text_places import characters, units
from ui.theme.rows import RowDelegate
from ui.theme.theme import Theme

_MOST_ROWS = 9
_WIDTH = 280
_LONGEST_SCRIPT = 200_000
_ICONS = {
    OfferKind.COLUMN: Icon.FORMAT,
    OfferKind.TABLE: Icon.TABLE,
    OfferKind.VIEW: Icon.EYE,
    OfferKind.FUNCTION: Icon.BRANCH,
    OfferKind.KEYWORD: Icon.COMMAND,
}


class CompletionPopup:
    """Shows offers and writes the chosen one. The keyboard stays with the editor."""

    def __init__(self, theme: Theme, editor: QPlainTextEdit) -> None:
        self.names = Names()
        self._theme = theme
        self._editor = editor
        self._offers = Offers(0)
        self._model = QStandardItemModel(editor)
        self.view = QListView(editor)
        self.view.setWindowFlags(Qt.WindowType.ToolTip)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFocusProxy(editor)
        self.view.setModel(self._model)
        self.view.setItemDelegate(RowDelegate(theme, self.view))
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(QCoreApplication.translate("CompletionPopup", "Completions"))
        self.view.clicked.connect(self.take)
        self.view.hide()

    def is_shown(self) -> bool:
        """Whether there is something to choose."""
        return self.view.isVisible()

    def offer(self) -> None:
        """Show what fits; nothing where nothing does. One that fits alone is not written by itself."""
        script = self._editor.toPlainText()
        if len(script) > _LONGEST_SCRIPT:
            return
        position = characters(script, self._editor.textCursor().position())
        self._offers = offers_at(script, position, self.names)
        if not self._offers.offers:
            self.view.hide()
            return
        self._model.clear()
        for each in self._offers.offers:
            self._model.appendRow(self._item(each))
        self.view.setCurrentIndex(self._model.index(0, 0))
        self._place()

    def follow(self, typed: str) -> None:
        """After a key was typed: narrow the offers, begin behind a dot, end where no name goes on."""
        if typed == "." or (self.is_shown() and typed and (typed.isalnum() or typed in "_$\b")):
            self.offer()
        elif typed:
            self.view.hide()

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether the key was for the list."""
        if not self.is_shown():
            return False
        row = self.view.currentIndex().row()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _MOST_ROWS, Qt.Key.Key_PageUp: -_MOST_ROWS}
        key = Qt.Key(event.key())
        if key in steps:
            wanted = min(max(0, row + steps[key]), self._model.rowCount() - 1)
            self.view.setCurrentIndex(self._model.index(wanted, 0))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab} and not event.modifiers():
            self.take()
        elif key == Qt.Key.Key_Escape:
            self.view.hide()
        else:
            if key in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}:
                self.view.hide()
            return False
        return True

    @Slot()
    def take(self) -> None:
        """Write the offer that is chosen in the place of what was typed of it."""
        row = self.view.currentIndex().row()
        self.view.hide()
        if not 0 <= row < len(self._offers.offers):
            return
        cursor = self._editor.textCursor()
        cursor.setPosition(units(self._editor.toPlainText(), self._offers.start))
        cursor.setPosition(self._editor.textCursor().position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(self._offers.offers[row].written)
        self._editor.setTextCursor(cursor)

    def hide(self) -> None:
        """Take it away."""
        self.view.hide()

    def _item(self, offer: Offer) -> QStandardItem:
        item = QStandardItem(self._theme.icons.icon(_ICONS[offer.kind], IconRole.ITEM), offer.shown)
        item.setToolTip(offer.kind.value)
        return item

    def _place(self) -> None:
        """Below the cursor, or above it where there is no room below."""
        rows = min(_MOST_ROWS, self._model.rowCount())
        height = rows * self._theme.measures.rows.grid + 2 * self.view.frameWidth()
        width = self._theme.measures.scaled(_WIDTH)
        box = self._editor.cursorRect()
        viewport: QWidget = self._editor.viewport()
        below = viewport.mapToGlobal(QPoint(box.left(), box.bottom() + 2))
        screen = self._editor.screen().availableGeometry()
        if below.y() + height > screen.bottom():
            below.setY(viewport.mapToGlobal(box.topLeft()).y() - height - 2)
        below.setX(min(below.x(), screen.right() - width))
        self.view.setGeometry(below.x(), below.y(), width, height)
        self.view.show()
