"""What of a database is taken: closed at first, a list of its tables, conditions and masking once it is opened."""

from pathlib import PurePath

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.databases.loading.source_choice import SourceChoice
from app.operations.source_tables import SourceTable
from ui.icons.names import Icon
from ui.jobs import Job
from ui.screens.ticket_pane.mask_preview import MaskPreviewView
from ui.screens.ticket_pane.part import beside, in_lines
from ui.screens.ticket_pane.tables_model import NAME, ROWS, TAKEN, SourceTablesModel, Take, summary, take_words
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.failure_bar import FailureBar
from ui.widgets.fitting_table import FittingTable
from ui.widgets.labels import ElidedLabel, text_label
from ui.widgets.progress import ProgressBlock

_WIDTHS = {ROWS: 84, TAKEN: 116}
_HIDDEN_BELOW = {ROWS: 300}
_ROWS = 8


class ChoicePart(QWidget):
    """A disclosure with what is wanted beside it.

    Signals:
        opened: it was opened, and has no list yet.
        edited: something else is wanted now, see `choice`.
        condition_entered: a table and the condition for its rows, to be tried.
        policy_asked, preview_asked, stop_asked: what was pressed.
    """

    opened = Signal()
    edited = Signal()
    condition_entered = Signal(str, str)
    policy_asked = Signal()
    preview_asked = Signal()
    stop_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._model = SourceTablesModel(self)
        self._toggle = link(theme, self.tr("What to take"), Icon.CHEVRON_RIGHT)
        self._said = ElidedLabel(theme, "", TextRole.SMALL, "muted")
        self.progress = ProgressBlock(theme)
        self.failure = FailureBar(theme)
        self.search = QLineEdit()
        self.list = FittingTable(theme, self._model, _WIDTHS, _HIDDEN_BELOW)
        self._take = QComboBox()
        self._condition = QLineEdit()
        self._wrong = text_label(theme, "", TextRole.SMALL, "danger")
        self._policy = ElidedLabel(theme, "", TextRole.SMALL, "secondary")
        self._unmask = link(theme, self.tr("Do not mask"))
        self._preview = link(theme, self.tr("Preview"), Icon.EYE)
        self._notes = text_label(theme, "", TextRole.SMALL, "muted")
        self.preview = MaskPreviewView(theme)
        self._body = QWidget()
        self._lists = QWidget()
        self._lay_out()
        self._connect()
        self.clear()

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._body.isVisibleTo(self)

    @property
    def has_tables(self) -> bool:
        """Whether the tables of the source are known."""
        return self._model.count > 0

    def choice(self) -> SourceChoice:
        """What is wanted by now."""
        return self._model.choice()

    def show_summary(self, choice: SourceChoice) -> None:
        """Say what is wanted, as long as no list is shown."""
        self._said.setText(summary(choice))

    def show_tables(self, tables: tuple[SourceTable, ...], choice: SourceChoice) -> None:
        """The tables have been read."""
        self.progress.hide()
        self.failure.clear()
        self._model.show_tables(tables, choice)
        self._lists.setVisible(self.is_open)
        if tables:
            self.list.selectRow(0)
        self._show_policy(choice.policy)
        self.show_summary(self.choice())

    def show_job(self, job: Job) -> None:
        """The tables are being read."""
        self.failure.clear()
        self._lists.hide()
        self.progress.reset()
        self.progress.show()
        job.progressed.connect(self.progress.show_progress)

    def hide_job(self) -> None:
        """They are not read any more."""
        self.progress.hide()

    def show_wrong(self, title: str, reason: str) -> None:
        """Say below the field what is wrong with the condition of a table; "" where nothing is."""
        if title == self._model.title(self._row()):
            self._wrong.setText(reason)
            self._wrong.setVisible(bool(reason))

    def use_policy(self, path: str) -> None:
        """Mask by this policy."""
        self._model.set_policy(path)

    def show_notes(self, text: str) -> None:
        """What there is to say of the masking."""
        self._notes.setText(text)
        self._notes.setVisible(bool(text))

    def allow_preview(self, reason: str) -> None:
        """Whether values may be shown in clear; a `reason` why not."""
        self._preview.setEnabled(not reason)
        self._preview.setToolTip(reason)
        if reason:
            self.preview.clear()

    def clear(self) -> None:
        """Close it, and drop everything."""
        self._set_open(is_open=False)
        self._model.clear()
        self.search.clear()
        self._condition.clear()
        self.preview.clear()
        self.failure.clear()
        self.progress.hide()
        self.show_notes("")
        self._show_policy("")
        self._said.setText("")

    @Slot()
    def toggle(self) -> None:
        """Open or close it."""
        self._set_open(is_open=not self.is_open)
        if self.is_open and not self.has_tables:
            self.opened.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102, N802
        self.preview.clear()
        super().hideEvent(event)

    def _set_open(self, *, is_open: bool) -> None:
        self._body.setVisible(is_open)
        self._lists.setVisible(is_open and self.has_tables)
        icon = Icon.CHEVRON_DOWN if is_open else Icon.CHEVRON_RIGHT
        self._toggle.setIcon(self._theme.icons.icon(icon))
        said = self.tr("Shows the tables of the database, conditions and masking")
        self._toggle.setToolTip(self.tr("Closes the list; what was chosen stays") if is_open else said)

    def _row(self) -> int:
        index = self.list.currentIndex()
        return index.row() if index.isValid() else -1

    def _picked(self) -> list[int]:
        return sorted({index.row() for index in self.list.selectionModel().selectedRows()})

    @Slot()
    def _on_current(self) -> None:
        row = self._row()
        is_table = row >= 0
        take = self._model.take(row) if is_table else Take.WHOLE
        for widget in (self._take, self._condition):
            widget.setEnabled(is_table)
        self._take.setCurrentIndex(list(Take).index(take))
        self._condition.setText(self._model.condition(row) if is_table else "")
        self._settle_condition(take)
        self._wrong.hide()

    def _settle_condition(self, take: Take) -> None:
        is_whole = take is Take.WHOLE and self._row() >= 0
        self._condition.setEnabled(is_whole)
        self._condition.setToolTip("" if is_whole else self.tr("No rows of this table are taken"))

    @Slot(int)
    def _on_take(self, at: int) -> None:
        rows = self._picked()
        if rows:
            self._model.set_take(rows, list(Take)[at])

    @Slot()
    def _on_condition(self) -> None:
        row, text = self._row(), self._condition.text().strip()
        if row >= 0 and text != self._model.condition(row):
            self._model.set_condition(row, text)
            self.show_wrong(self._model.title(row), "")
            if text:
                self.condition_entered.emit(self._model.title(row), text)

    @Slot()
    def _on_edited(self) -> None:
        row = self._row()
        if row >= 0:
            self._take.setCurrentIndex(list(Take).index(self._model.take(row)))
            self._settle_condition(self._model.take(row))
        choice = self.choice()
        self._show_policy(choice.policy)
        self.show_summary(choice)
        self.edited.emit()

    def _show_policy(self, path: str) -> None:
        name = PurePath(path).name
        self._policy.setText(self.tr("Masked by {policy}").format(policy=name) if path else self.tr("Not masked"))
        self._policy.setToolTip(path)
        for widget in (self._unmask, self._preview):
            widget.setVisible(bool(path))
        if not path:
            self.preview.clear()
            self.show_notes("")

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._model.sift(text)
        if self._model.rowCount():
            self.list.selectRow(0)
        self._on_current()

    def _every(self, take: Take) -> None:
        self._model.set_take(list(range(self._model.rowCount())), take)

    def _connect(self) -> None:
        self._toggle.clicked.connect(self.toggle)
        self.progress.cancel_asked.connect(self.stop_asked)
        self.search.textChanged.connect(self._on_search)
        self.list.selectionModel().currentRowChanged.connect(self._on_current)
        self._model.modelReset.connect(self._on_current)
        self._model.edited.connect(self._on_edited)
        self._take.activated.connect(self._on_take)
        self._condition.editingFinished.connect(self._on_condition)
        self._unmask.clicked.connect(lambda: self._model.set_policy(""))
        self._preview.clicked.connect(self.preview_asked)

    def _lay_out(self) -> None:
        theme = self._theme
        gap = theme.measures.spacing.s
        self.search.setPlaceholderText(self.tr("Find table"))
        self.search.setAccessibleName(self.tr("Find table"))
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName(self.tr("Tables of the source"))
        self.list.setSelectionMode(FittingTable.SelectionMode.ExtendedSelection)
        self.list.stretch(NAME)
        self.list.setFixedHeight(theme.measures.rows.grid * _ROWS)
        self._take.addItems([take_words(take) for take in Take])
        self._take.setAccessibleName(self.tr("How much of the selected tables"))
        self._condition.setPlaceholderText(self.tr("Only rows where…"))
        self._condition.setAccessibleName(self.tr("Condition for the rows, in the SQL of the source"))
        policy = link(theme, self.tr("Choose a policy file…"))
        policy.clicked.connect(self.policy_asked)
        every, none = link(theme, self.tr("Take all")), link(theme, self.tr("Leave out all"))
        every.clicked.connect(lambda: self._every(Take.WHOLE))
        none.clicked.connect(lambda: self._every(Take.NOTHING))
        for label in (self._wrong, self._notes):
            label.setWordWrap(True)
            label.hide()
        inside = _column(self._lists, gap)
        for widget in (
            self.search,
            self.list,
            in_lines(every, none),
            beside(self._take, self._condition),
            self._wrong,
            self._policy,
            in_lines(policy, self._preview, self._unmask),
            self._notes,
            self.preview,
        ):
            inside.addWidget(widget)
        body = _column(self._body, gap)
        for widget in (self.progress, self.failure, self._lists):
            body.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(gap)
        head.addWidget(self._toggle)
        head.addWidget(self._said, 1, Qt.AlignmentFlag.AlignVCenter)
        whole = _column(self, gap)
        whole.addLayout(head)
        whole.addWidget(self._body)


def _column(widget: QWidget, gap: int) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    return layout
