"""The viewer beside the grid: one value whole, as text or as bytes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.tables import Cell
from ui.icons.names import Icon
from ui.screens.copy.tables.cell_texts import kind_of, one_line, viewed
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import link, tool
from ui.widgets.labels import ElidedLabel, text_label

_WIDTH = 320


class _ValueText(QPlainTextEdit):
    """Qt itself would copy past the clock that clears the clipboard."""

    copied = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(self.textCursor().selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n"))
        else:
            super().keyPressEvent(event)


class ValueViewer(QFrame):
    """Shows a value until it is closed.

    Signals:
        closed: it was closed by the person.
        reveal_asked: the value is to be shown in clear.
        copied: a part of it is to be copied.
    """

    closed = Signal()
    reveal_asked = Signal()
    copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAccessibleName(self.tr("Value"))
        spacing = theme.measures.spacing
        self._name = ElidedLabel(theme, "", TextRole.STRONG)
        self._kind = text_label(theme, "", TextRole.SMALL, "muted")
        self._text = _ValueText()
        self._text.setReadOnly(True)
        self._text.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._text.copied.connect(self.copied)
        self._text.setAccessibleName(self.tr("Whole value"))
        theme.dress(self._text, TextRole.CODE)
        self._reveal: QPushButton = link(theme, self.tr("Reveal value"), Icon.EYE)
        self._reveal.clicked.connect(self.reveal_asked)
        close = tool(theme, Icon.CROSS, self.tr("Close value"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._name, 1)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(spacing.m, spacing.s, spacing.m, spacing.m)
        layout.setSpacing(spacing.s)
        layout.addLayout(head)
        layout.addWidget(self._kind)
        layout.addWidget(self._reveal, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._text, 1)
        self.setMinimumWidth(theme.measures.scaled(_WIDTH) // 2)

    def allow_reveal(self, reason: str) -> None:
        """Whether a masked value may be shown in clear; with a reason it may not."""
        self._reveal.setEnabled(not reason)
        self._reveal.setToolTip(reason)

    def show_value(self, column: str, cell: Cell, *, is_masked: bool, masked_text: str = "") -> None:
        """Show a value; one that is masked as it stands in the grid."""
        self._name.setText(one_line(column))
        self._kind.setText(self.tr("personal data, masked") if is_masked else kind_of(cell))
        self._reveal.setVisible(is_masked)
        is_code = isinstance(cell, bytes) and not is_masked
        wrap = QPlainTextEdit.LineWrapMode.NoWrap if is_code else QPlainTextEdit.LineWrapMode.WidgetWidth
        self._text.setLineWrapMode(wrap)
        self._text.setPlainText(masked_text if is_masked else viewed(cell))

    def forget(self) -> None:
        """Show nothing."""
        self._name.setText("")
        self._kind.setText("")
        self._text.clear()
        self._text.document().clearUndoRedoStacks()

    def text(self) -> str:
        """What is shown."""
        return self._text.toPlainText()

    def kind(self) -> str:
        """What is said about it."""
        label: QLabel = self._kind
        return label.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F3}:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
