"""The lower half of a console: how many rows, filter, masking, saving; the grid; the viewer beside it."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.databases.console.estimates import Estimate
from app.databases.console.first_rows import Outcome
from app.operations.note_reveal import Revealed
from ui.screens.copy.tables import result_words
from ui.screens.copy.tables.clipboard import SensitiveClipboard
from ui.screens.copy.tables.clippings import Clipping, clipped
from ui.screens.copy.tables.grid import ResultGrid
from ui.screens.copy.tables.grid_model import GridModel
from ui.screens.copy.tables.result_head import ResultHead
from ui.screens.copy.tables.row_arranging import RowArranging
from ui.screens.copy.tables.row_feed import RowFeed
from ui.screens.copy.tables.row_order import Ordering
from ui.screens.copy.tables.sql_work import OpenedTable, SqlWork
from ui.screens.copy.tables.value_viewer import ValueViewer
from ui.surroundings import Surroundings
from ui.theme.fonts import TextRole
from ui.widgets.labels import text_label


class ResultPane(QFrame):
    """Shows the results of one console, or a table page by page.

    Signals:
        save_asked: the SQL whose result is to be saved, and whether what is masked stays masked.
        database_sort_asked: SQL that gives the same rows, and the Ordering they are wanted in.
    """

    save_asked = Signal(str, bool)
    database_sort_asked = Signal(str, object)

    def __init__(self, around: Surroundings, clipboard: SensitiveClipboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self._around = around
        self._clipboard = clipboard
        self._work: SqlWork | None = None
        self._outcomes: tuple[Outcome, ...] = ()
        self.model = GridModel(around.theme, self)
        self.grid = ResultGrid(around.theme, self.model, self)
        self.feed = RowFeed(self.model, self)
        self.arranging = RowArranging(around.session, self.model, around.theme.durations.search_pause, self)
        self.viewer = ValueViewer(around.theme, self)
        self.head = ResultHead(around.theme)
        self._plan = text_label(around.theme, "", TextRole.CODE)
        self._plan.setMargin(around.theme.measures.spacing.m)
        self._plan.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self._connect()
        self._on_sharing()
        self.clear()

    # what is shown

    def work_with(self, work: SqlWork) -> None:
        """Where further rows come from."""
        self._work = work
        self.feed.work_with(work)

    def show_outcomes(self, outcomes: tuple[Outcome, ...]) -> None:
        """Show what a script came to: the last result with rows, and a choice where there are several."""
        self._outcomes = outcomes
        with_rows = [at for at, outcome in enumerate(outcomes) if outcome.columns]
        at = with_rows[-1] if with_rows else len(outcomes) - 1
        self.head.choice.blockSignals(True)  # noqa: FBT003
        self.head.choice.clear()
        self.head.choice.addItems([result_words.title_of(each, number + 1) for number, each in enumerate(outcomes)])
        self.head.choice.setCurrentIndex(at)
        self.head.choice.blockSignals(False)  # noqa: FBT003
        if at < 0:
            self.clear()
        else:
            self._on_chosen(at)

    def show_table(self, opened: OpenedTable, estimate: Estimate | None) -> None:
        """Show a table from its first page on."""
        self._outcomes = ()
        self._begin()
        self.feed.show_table(opened, estimate)
        self.head.time.setText("")
        self._after_rows()

    def show_plan(self, lines: list[str]) -> None:
        """Show how a statement would be run."""
        self._outcomes = ()
        self._begin()
        self.feed.drop()
        self._say(self.tr("How the database would go about it"))
        self._plan.setText("\n".join(lines))
        self._plan.show()

    def clear(self) -> None:
        """Show nothing yet."""
        self._outcomes = ()
        self._begin()
        self.feed.drop()
        self._say(self.tr("No result yet. Ctrl+Enter runs the statement at the cursor."))

    def forget(self) -> None:
        """Drop every value, and mask again."""
        self._work = None
        self.feed.work_with(None)
        self.head.choice.clear()
        for menu in self.grid.findChildren(QMenu):
            menu.close()
        self.head.masking.setChecked(True)
        self.model.set_masking(is_on=True)
        self.clear()

    def summary(self) -> str:
        """What stands above the grid."""
        return self.head.rows.text()

    # making it

    def _lay_out(self) -> None:
        line = QFrame()
        line.setObjectName("line")
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self.grid)
        self._split.addWidget(self.viewer)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(line)
        layout.addWidget(self._plan)
        layout.addWidget(self._split, 1)
        layout.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _connect(self) -> None:
        self._around.sharing.changed.connect(self._on_sharing)
        self.head.choice.currentIndexChanged.connect(self._on_chosen)
        self.head.count.clicked.connect(self.feed.count)
        self.head.filter.textChanged.connect(self.arranging.filter_by)
        self.head.masking.clicked.connect(self._on_mask)
        self.head.save.clicked.connect(self._on_save)
        self.feed.came.connect(self._settle_head)
        self.feed.broken.connect(self.head.rows.setText)
        self.arranging.arranged.connect(self._settle_head)
        self.grid.copy_asked.connect(self.copy_selection)
        self.grid.reveal_asked.connect(self._on_reveal)
        self.grid.sort_asked.connect(self._on_sort)
        self.grid.database_sort_asked.connect(self._on_database_sort)
        self.grid.view_asked.connect(self.toggle_value)
        self.grid.selectionModel().currentChanged.connect(self._on_current)
        self.viewer.copied.connect(self._put_on_clipboard)
        self.viewer.closed.connect(self._close_viewer)
        self.viewer.reveal_asked.connect(self._reveal_current)

    # showing rows

    def _begin(self) -> None:
        """Other rows are about to be shown, as they come."""
        self.arranging.reset()
        self.head.filter.blockSignals(True)  # noqa: FBT003
        self.head.filter.clear()
        self.head.filter.blockSignals(False)  # noqa: FBT003
        self.grid.show_sorting(-1, is_descending=False)
        self._plan.setText("")
        self._plan.hide()
        self.viewer.forget()
        self.viewer.hide()

    @Slot(int)
    def _on_chosen(self, at: int) -> None:
        if not 0 <= at < len(self._outcomes):
            return
        outcome = self._outcomes[at]
        self._begin()
        self.feed.show_outcome(outcome)
        self.head.time.setText(result_words.time_words(outcome.milliseconds))
        if outcome.columns:
            self._after_rows()
        else:
            self._say(result_words.outcome_words(outcome), keeps_time=True)

    def _say(self, text: str, *, keeps_time: bool = False) -> None:
        """Words in the place of rows."""
        if not keeps_time:
            self.head.time.setText("")
        self.head.rows.setText(text)
        self._settle_head()

    def _after_rows(self) -> None:
        self.grid.can_sort_in_database = bool(self.feed.sql)
        self.grid.fit_columns()
        self.grid.scrollToTop()
        self._settle_head()

    @Slot()
    def _settle_head(self) -> None:
        """Words and buttons, as they go with what is shown."""
        source, feed = self.model.source, self.feed
        for widget in (self.head.filter, self.head.masking, self.head.save, self._split):
            widget.setVisible(source is not None)
        self.head.choice.setVisible(len(self._outcomes) > 1)
        self.head.count.setVisible(
            source is not None and feed.table is not None and source.has_more and feed.counted is None
        )
        if source is None:
            return
        self._settle_save()
        shown = self.model.rowCount() if self.model.is_ordered else None
        if feed.table is not None and shown is None:
            words = result_words.table_words(
                source.count, has_more=source.has_more, estimate=feed.estimate, counted=feed.counted
            )
        else:
            words = result_words.rows_words(source.count, has_more=feed.has_more, shown=shown)
        self.head.rows.setText(words)

    def _settle_save(self) -> None:
        is_waiting = self._work is not None and self._work.transaction.is_open
        self.head.settle_save(is_masking=self.model.is_masking, has_sql=bool(self.feed.sql), is_waiting=is_waiting)

    # acts on what is shown

    @Slot(object)
    def copy_selection(self, form: Clipping = Clipping.TSV) -> None:
        """Put what is selected on the clipboard for a while, as it is shown."""
        columns, rows = self.grid.selected_cells()
        if not rows:
            return
        names = [self.model.columns[at].name for at in columns]
        tables = {self.model.columns[at].table for at in columns} - {""}
        seconds = self._put_on_clipboard(clipped(form, names, rows, tables.pop() if len(tables) == 1 else ""))
        self._around.notices.tell(
            self.tr("%n row(s) copied.", "", len(rows)),
            detail=self.tr("Cleared from the clipboard in %n second(s).", "", seconds),
        )

    @Slot(str)
    def _put_on_clipboard(self, text: str) -> int:
        """For how many seconds it stays there."""
        seconds = self._around.session.vault.settings.clipboard_seconds
        self._clipboard.put(text, seconds=seconds)
        return seconds

    @Slot(bool)
    def _on_mask(self, is_on: bool) -> None:  # noqa: FBT001
        """Masking again is done at once; showing waits until that is entered in the log."""
        if not self.model.can_reveal:
            return
        if is_on or not self.model.has_personal or self._work is None:
            self.model.set_masking(is_on=is_on)
            self._after_masking()
            return
        self.head.masking.setChecked(True)
        hidden = sum(kind is not None for kind in self.model.personal)
        self._work.note_reveal(Revealed(columns=hidden), lambda _noted: self._unmask())

    @Slot()
    def _on_sharing(self) -> None:
        """While others look at the screen everything is masked; afterwards it stays so until it is revealed anew."""
        is_on = self._around.sharing.is_on
        reason = self.tr("Stays masked in screen-share mode") if is_on else ""
        self.head.allow_revealing(reason)
        self.viewer.allow_reveal(reason)
        self.head.masking.setChecked(True)
        for menu in self.grid.findChildren(QMenu):
            menu.close()
        self.model.set_shared(is_on=is_on)
        self._after_masking()

    def _unmask(self) -> None:
        if not self.model.can_reveal:
            return
        self.head.masking.setChecked(False)
        self.model.set_masking(is_on=False)
        self._after_masking()

    @Slot(object, object)
    def _on_reveal(self, columns: list[int], cells: list[tuple[int, int]]) -> None:
        if self._work is not None and self.model.can_reveal:
            revealed = Revealed(columns=len(columns), cells=len(cells))
            self._work.note_reveal(revealed, lambda _noted: self._show_in_clear(columns, cells))

    def _show_in_clear(self, columns: list[int], cells: list[tuple[int, int]]) -> None:
        self.model.reveal(columns, cells)
        self._after_masking()

    def _after_masking(self) -> None:
        """A filter or an open value must not tell more, nor less, than the grid does."""
        if self.model.source is None:
            return
        if self.arranging.ordering.needle:
            self.arranging.apply()
        self._settle_save()
        if self.viewer.isVisible():
            self.show_value()

    @Slot(object)
    def _on_sort(self, wanted: Ordering) -> None:
        self.arranging.sort_by(wanted)
        self.grid.show_sorting(wanted.column, is_descending=wanted.is_descending)

    @Slot(object)
    def _on_database_sort(self, wanted: Ordering) -> None:
        if self.feed.sql:
            self.database_sort_asked.emit(self.feed.sql, wanted)

    @Slot()
    def _on_save(self) -> None:
        if self.feed.sql:
            self.save_asked.emit(self.feed.sql, self.model.is_masking)

    # the value beside the grid

    @Slot()
    def toggle_value(self) -> None:
        """Show the current value whole beside the grid, or close it (F3)."""
        if self.viewer.isVisible():
            self._close_viewer()
        elif self.grid.currentIndex().isValid():
            self.viewer.show()
            self.show_value()

    def show_value(self) -> None:
        """Show the current value in the viewer."""
        index = self.grid.currentIndex()
        if not index.isValid() or self.model.source is None:
            return
        number, column, cell = self.model.number_of(index.row()), index.column(), self.model.cell(index)
        is_masked = cell is not None and self.model.is_masked(number, column)
        text = self.model.text_of(number, column, cell) if is_masked else ""
        name = self.model.columns[column].name
        self.viewer.show_value(name, None if is_masked else cell, is_masked=is_masked, masked_text=text)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self.viewer.isVisible():
            self.show_value()

    @Slot()
    def _close_viewer(self) -> None:
        self.viewer.forget()
        self.viewer.hide()
        self.grid.setFocus()

    @Slot()
    def _reveal_current(self) -> None:
        index = self.grid.currentIndex()
        if index.isValid():
            self._on_reveal([], [(self.model.number_of(index.row()), index.column())])
