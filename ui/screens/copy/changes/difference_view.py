"""Shows how one change differs from the checkout."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStackedWidget,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
)

from ui import formats
from ui.screens.copy.changes.difference import NoDifference, RowTable, TextDifference, Why
from ui.screens.copy.changes.models import DiffModel, RowsDiffModel
from ui.theme.fonts import TextRole
from ui.theme.rows import RowDelegate
from ui.theme.theme import Theme
from ui.widgets.labels import ElidedLabel, text_label

_NUMBER_WIDTH, _SIGN_WIDTH = 56, 22


class DifferenceView(QFrame):
    """A title, what it comes to, and the lines or rows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("surface")
        self._title = ElidedLabel(theme, "", TextRole.STRONG)
        self._about = text_label(theme, "", TextRole.SMALL, "muted")
        self._word = text_label(theme, "", kind="muted")
        self._lines, self._rows = DiffModel(theme, self), RowsDiffModel(theme, self)
        self.text = self._grid(self._lines, self.tr("Changed lines"))
        self.rows = self._grid(self._rows, self.tr("Changed rows"))
        self._pages = QStackedWidget()
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()

    def show_title(self, title: str) -> None:
        """Say what is being looked at; what was shown goes."""
        self.clear()
        self._title.setText(title)

    def show_difference(self, found: TextDifference | NoDifference | RowTable) -> None:
        """Show it."""
        match found:
            case TextDifference():
                self._lines.show_lines(found.diff.lines)
                self._about.setText(self._amount(found))
                self._pages.setCurrentWidget(self.text)
            case RowTable():
                self._rows.show_table(found)
                text = self.tr("first %n changed row(s)", "", len(found.rows))
                whole = self.tr("%n changed row(s)", "", len(found.rows))
                about = text if found.has_more else whole
                if found.is_masked:
                    about = self.tr("{rows}; personal data is masked here").format(rows=about)
                self._about.setText(about)
                self._pages.setCurrentWidget(self.rows)
            case NoDifference():
                self.show_word(self._reason(found))

    def show_word(self, text: str) -> None:
        """Say something in the place of lines."""
        self._word.setText(text)
        self._pages.setCurrentWidget(self._word)

    def clear(self) -> None:
        """Drop everything."""
        self._title.setText("")
        self._about.setText("")
        self._lines.show_lines(())
        self._rows.show_table(None)
        self.show_word("")

    def _amount(self, found: TextDifference) -> str:
        added = self.tr("%n line(s) added", "", found.diff.added)
        removed = self.tr("%n line(s) removed", "", found.diff.removed)
        text = self.tr("{added}, {removed}").format(added=added, removed=removed)
        if found.is_cut:
            text = self.tr("{amount}; only the beginnings are compared").format(amount=text)
        elif not found.diff.is_exact:
            text = self.tr("{amount}; shown as blocks, the files differ in too much").format(amount=text)
        return text

    def _reason(self, found: NoDifference) -> str:
        sizes = self.tr("{before} at the checkout, {now} now.").format(
            before=formats.size(found.before) if found.before is not None else self.tr("not there"),
            now=formats.size(found.now) if found.now is not None else self.tr("not there"),
        )
        if found.why is Why.SAME_CONTENT:
            return self.tr("It was written anew with the same content.")
        return self.tr("This is no text, so lines cannot be compared. {sizes}").format(sizes=sizes)

    @Slot()
    def _dress(self) -> None:
        self._theme.dress(self.text, TextRole.CODE)
        measures = self._theme.measures
        for column, width in enumerate((_NUMBER_WIDTH, _NUMBER_WIDTH, _SIGN_WIDTH)):
            self.text.setColumnWidth(column, measures.scaled(width))
        for view in (self.text, self.rows):
            view.verticalHeader().setDefaultSectionSize(
                measures.scaled(20) if view is self.text else measures.rows.grid
            )

    def _grid(self, model: DiffModel | RowsDiffModel, name: str) -> QTableView:
        view = QTableView()
        view.setModel(model)
        view.setAccessibleName(name)
        view.setItemDelegate(_GroundDelegate(self._theme, view))
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if isinstance(model, DiffModel):
            view.setShowGrid(False)
            view.horizontalHeader().hide()
            view.horizontalHeader().setMinimumSectionSize(self._theme.measures.scaled(_SIGN_WIDTH))
            view.horizontalHeader().setStretchLastSection(True)
        return view

    def _lay_out(self) -> None:
        spacing = self._theme.measures.spacing
        self._word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._word.setWordWrap(True)
        self._word.setMargin(spacing.l)
        for page in (self._word, self.text, self.rows):
            self._pages.addWidget(page)
        head = QVBoxLayout()
        head.setContentsMargins(spacing.m, spacing.s, spacing.m, spacing.s)
        head.setSpacing(0)
        head.addWidget(self._title)
        head.addWidget(self._about)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)


class _GroundDelegate(RowDelegate):
    """Paints the ground that the model gives: a style sheet for items leaves it out."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if isinstance(ground, QColor) and not is_selected:
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)
