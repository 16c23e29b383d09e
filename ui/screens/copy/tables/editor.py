"""The editor of a SQL console."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui.screens.copy.tables.completion import Names
from ui.screens.copy.tables.completion_popup import CompletionPopup
from ui.screens.copy.tables.gutter import Gutter
from ui.screens.copy.tables.highlighter import SqlHighlighter
from ui.screens.copy.tables.text_places import characters, units, word_at
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme

INDENT = 4


class SqlEditor(QPlainTextEdit):
    """Plain text with line numbers, colours, completion (Ctrl+Space), and a wavy line where the database complained.

    Tab puts blanks in; Ctrl+Tab and F6 leave. Positions are Qt's, in UTF-16 code units.

    Signals:
        edited: the text is another one now.
    """

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("console")
        self._theme = theme
        self._complaint: tuple[int, int] | None = None
        self._revision = self.document().revision()
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)  # or Qt refuses to leave at all; which keys do is said in `_on_tab`
        theme.dress(self, TextRole.CODE)
        self.setAccessibleName(self.tr("SQL"))
        self.setAccessibleDescription(self.tr("SQL editor. Tab puts blanks in; Ctrl+Tab or F6 leaves it."))
        self.gutter = Gutter(theme, self)
        self._highlighter = SqlHighlighter(theme, self.document())
        self._popup = CompletionPopup(theme, self)
        self.blockCountChanged.connect(self._place_gutter)
        self.updateRequest.connect(self._scroll_gutter)
        self.cursorPositionChanged.connect(self._mark)
        self.textChanged.connect(self._on_text_changed)
        theme.changed.connect(self._take_theme)
        self._place_gutter()
        self._mark()

    def complete_from(self, names: Names) -> None:
        """What can be completed from now on."""
        self._popup.names = names

    def complete(self) -> None:
        """Offer what fits at the cursor."""
        self._popup.offer()

    def has_offers(self) -> bool:
        """Whether offers are shown now."""
        return self._popup.is_shown()

    # text and places: Python counts characters, Qt counts UTF-16 code units

    def position(self) -> int:
        """Where the cursor is, in characters."""
        return characters(self.toPlainText(), self.textCursor().position())

    def selected(self) -> tuple[str, int]:
        """The selected text and where it begins, in characters."""
        cursor = self.textCursor()
        text = self.toPlainText()
        first, last = (characters(text, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return text[first:last], first

    def show_complaint(self, offset: int) -> None:
        """Draw a wavy line under the word at this character, and put the cursor there."""
        text = self.toPlainText()
        begin, end = word_at(text, offset)
        cursor = self.textCursor()
        cursor.setPosition(units(text, begin))
        self._complaint = (units(text, begin), units(text, end))
        self.setTextCursor(cursor)
        self._mark()

    def clear_complaint(self) -> None:
        """Take the wavy line away."""
        self._complaint = None
        self._mark()

    @property
    def complaint(self) -> tuple[int, int] | None:
        """What the wavy line is under, in Qt's positions; None where there is none."""
        return self._complaint

    def put_cursor(self, characters_before: int) -> None:
        """Put the cursor behind so many characters."""
        text = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(units(text, min(max(0, characters_before), len(text))))
        self.setTextCursor(cursor)

    def add_statement(self, sql: str) -> None:
        """Put a statement in lines of its own behind what stands there; Ctrl+Z takes it out again."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        before = self.toPlainText().rstrip()
        gap = "" if not before else "\n\n" if before.endswith(";") else ";\n\n"
        cursor.insertText(gap + sql)
        self.setTextCursor(cursor)

    def forget(self) -> None:
        """Drop the text, and what Ctrl+Z would bring back."""
        self._popup.hide()
        self._complaint = None
        self.clear()
        self.document().clearUndoRedoStacks()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if self._popup.take_key(event):
            return
        control = Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and event.modifiers() & control:
            self.complete()
        elif event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and not self.isReadOnly():
            self._on_tab(event)
        else:
            super().keyPressEvent(event)
            self._popup.follow(event.text())

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: ARG002, FBT001, D102, N802
        return False

    def _on_tab(self, event: QKeyEvent) -> None:
        """Ctrl+Tab leaves, as Tab does elsewhere."""
        is_back = event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().focusNextPrevChild(not is_back)
        elif self.textCursor().hasSelection() or is_back:
            self._indent(-INDENT if is_back else INDENT)
        else:
            column = self.textCursor().positionInBlock()
            self.textCursor().insertText(" " * (INDENT - column % INDENT))

    def _indent(self, by: int) -> None:
        """Move the lines of the selection to the right or to the left."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd())
        cursor.beginEditBlock()
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            edit = QTextCursor(block)
            if by > 0:
                edit.insertText(" " * by)
            else:
                blanks = len(block.text()) - len(block.text().lstrip(" "))
                for _ in range(min(-by, blanks)):
                    edit.deleteChar()
            block = block.next()
        cursor.endEditBlock()

    # painting

    def lines_in_sight(self) -> Iterator[tuple[int, QRectF]]:
        """Number, from 0, and place of every line that can be seen."""
        block = self.firstVisibleBlock()
        offset = self.contentOffset()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > self.viewport().height():
                return
            if block.isVisible():
                yield block.blockNumber(), box
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        super().paintEvent(event)
        self.gutter.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._place_gutter()

    @Slot()
    def _place_gutter(self) -> None:
        width = self.gutter.width_wanted()
        self.setViewportMargins(width, 0, 0, 0)
        inner = self.contentsRect()
        self.gutter.setGeometry(QRect(inner.left(), inner.top(), width, inner.height()))

    @Slot(QRect, int)
    def _scroll_gutter(self, _area: QRect, _by: int) -> None:
        self.gutter.update()

    @Slot()
    def _mark(self) -> None:
        """The ground of the line with the cursor, and the complaint."""
        line = QTextEdit.ExtraSelection()
        ground = QTextCharFormat()
        ground.setBackground(QColor(self._theme.colours.row_hover))
        ground.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003
        place = self.textCursor()
        place.clearSelection()
        _put(line, place, ground)
        found = [line]
        if self._complaint is not None:
            wave = QTextEdit.ExtraSelection()
            under = QTextCharFormat()
            under.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            under.setUnderlineColor(QColor(self._theme.colours.danger))
            where = QTextCursor(self.document())
            where.setPosition(self._complaint[0])
            where.setPosition(self._complaint[1], QTextCursor.MoveMode.KeepAnchor)
            _put(wave, where, under)
            found.append(wave)
        self.setExtraSelections(found)

    @Slot()
    def _on_text_changed(self) -> None:
        """Also called when nothing but colours has changed."""
        if self.document().revision() == self._revision:
            return
        self._revision = self.document().revision()
        if self._complaint is not None:
            self._complaint = None
            self._mark()
        self.edited.emit()

    @Slot()
    def _take_theme(self) -> None:
        self._highlighter.take_theme()
        self._place_gutter()
        self._mark()


def _put(selection: QTextEdit.ExtraSelection, cursor: QTextCursor, form: QTextCharFormat) -> None:
    """The binding's own type information does not know these two attributes."""
    setattr(selection, "cursor", cursor)  # noqa: B010
    setattr(selection, "format", form)  # noqa: B010
