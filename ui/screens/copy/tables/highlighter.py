"""Colours SQL in the editor."""

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui.screens.copy.tables.sql_marks import Ink, Inside, marks
from ui.theme.theme import Theme


class SqlHighlighter(QSyntaxHighlighter):
    """Follows the theme by itself."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        self._formats: dict[Ink, QTextCharFormat] = {}
        self.take_theme()

    def take_theme(self) -> None:
        """Take the colours anew."""
        colours = self._theme.colours
        inks = {
            Ink.KEYWORD: colours.code_keyword,
            Ink.STRING: colours.code_string,
            Ink.NUMBER: colours.code_number,
            Ink.COMMENT: colours.code_comment,
            Ink.FUNCTION: colours.code_function,
        }
        for ink, colour in inks.items():
            form = QTextCharFormat()
            form.setForeground(QColor(colour))
            form.setFontItalic(ink is Ink.COMMENT)
            self._formats[ink] = form
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: D102, N802
        before = self.previousBlockState()
        found, inside = marks(text, Inside(before) if before in set(Inside) else Inside.PLAIN)
        for mark in found:
            self.setFormat(mark.start, mark.length, self._formats[mark.ink])
        self.setCurrentBlockState(inside)
