"""A console: toolbar, editor, bars, result. One of several in the tab, each with a session of its own."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from app.databases.console.estimates import Estimate
from app.databases.console.examining import Examination
from app.databases.console.history import HistoryEntry
from app.databases.console.kept_consoles import KeptConsole
from app.databases.console.ran import Ran, Transaction
from app.databases.console.statements import bare, statement_at
from app.databases.table_names import quoted
from app.errors import StatementFailed
from ui import words
from ui.screens.copy.tables import result_words
from ui.screens.copy.tables.clipboard import SensitiveClipboard
from ui.screens.copy.tables.completion import Names, as_name
from ui.screens.copy.tables.console_bars import ConsoleBars
from ui.screens.copy.tables.console_toolbar import ConsoleToolbar
from ui.screens.copy.tables.editor import SqlEditor
from ui.screens.copy.tables.history_popover import HistoryPopover
from ui.screens.copy.tables.result_pane import ResultPane
from ui.screens.copy.tables.result_saving import ResultSaving
from ui.screens.copy.tables.routing import Route, question
from ui.screens.copy.tables.row_order import Ordering
from ui.screens.copy.tables.sessions import Sessions
from ui.screens.copy.tables.sql_work import OpenedTable, SqlWork, ToAsk
from ui.surroundings import NoticeAct, Surroundings

_EDITOR_HEIGHT, _RESULT_HEIGHT = 220, 440
_EXPLAIN = len("EXPLAIN QUERY PLAN ")
_NOWHERE = -1_000_000_000
"""Where a statement begins that does not stand in the editor."""


class Console(QWidget):
    """One console.

    Signals:
        caption_changed: `name` or the mark of an open transaction is another one.
        changed: the database was changed through this console.
        edited: the text was changed.
    """

    caption_changed = Signal()
    changed = Signal()
    edited = Signal()

    def __init__(
        self,
        around: Surroundings,
        sessions: Sessions,
        clipboard: SensitiveClipboard,
        kept: KeptConsole,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._around = around
        self.name = kept.name
        self._script, self._offset = "", 0
        theme = around.theme
        self.work = SqlWork(around.session, sessions, kept.database, self)
        self.toolbar = ConsoleToolbar(theme)
        self.editor = SqlEditor(theme)
        self.bars = ConsoleBars(theme)
        self.results = ResultPane(around, clipboard)
        self.results.work_with(self.work)
        self.history = HistoryPopover(theme, self)
        self.saving = ResultSaving(around, self.work, self)
        self.editor.setPlainText(kept.sql)
        self.editor.put_cursor(kept.position)
        self._lay_out()
        self._connect()

    # for the tab

    @property
    def path(self) -> bytes:
        """The database it works on."""
        return self.work.path

    @property
    def transaction(self) -> Transaction:
        """Whether a transaction is open here."""
        return self.work.transaction

    def kept(self, *, is_current: bool) -> KeptConsole:
        """What is kept of it."""
        return KeptConsole(self.path, self.name, self.editor.toPlainText(), self.editor.position(), is_current)

    def complete_from(self, names: Names) -> None:
        """What can be completed from now on."""
        self.editor.complete_from(names)

    def show_table(self, name: str, *, is_view: bool, estimate: Estimate | None) -> None:
        """Show the first page of a table, or the first rows of a view."""
        if self.work.is_busy:
            self.work.then(partial(self.show_table, name, is_view=is_view, estimate=estimate))
            return
        if is_view:
            self._begin_own(f"SELECT * FROM {as_name(name)}")  # noqa: S608 - quoted where it has to be
        else:
            self._begin("", _NOWHERE)
            self.work.open_table(name, partial(self._take_table, estimate))

    def add_select(self, table: str) -> None:
        """Put a SELECT of a table into the editor."""
        self.editor.add_statement(f"SELECT *\n  FROM {as_name(table)}\n LIMIT 1000;")  # noqa: S608 - only shown
        self.editor.setFocus()

    def forget(self) -> None:
        """Drop everything."""
        self.work.forget()
        self.history.forget()
        self.saving.forget()
        self.bars.forget()
        self.results.forget()
        self.editor.forget()
        self._script = ""

    # what the person asks for

    @Slot()
    def run_statement(self) -> None:
        """Run what is selected, or else the statement at the cursor."""
        selected, begin = self.editor.selected()
        if selected.strip():
            self._run(selected, begin)
            return
        found = statement_at(self.editor.toPlainText(), self.editor.position())
        if found is not None:
            self._run(found.text, found.offset)

    @Slot()
    def run_all(self) -> None:
        """Run the whole text."""
        self._run(self.editor.toPlainText(), 0)

    @Slot()
    def explain(self) -> None:
        """Say how the statement at the cursor would be run."""
        found = statement_at(self.editor.toPlainText(), self.editor.position())
        if found is not None and not self.work.is_busy:
            self._begin(found.text, found.offset - _EXPLAIN)
            self.work.explain(found.text, self._take_plan)

    @Slot()
    def stop(self) -> None:
        """Stop what runs."""
        if self.work.is_busy:
            self.toolbar.set_stopping()
            self.work.stop()

    @Slot()
    def undo_last_run(self) -> None:
        """Take back the last run that changed the database."""
        if not self.work.is_busy:
            self.bars.clear()
            self.work.undo(self._take_undone)

    @Slot()
    def show_history(self) -> None:
        """Offer what was run before."""
        self.history.open_below(self.toolbar.history)
        self._seek_history("")

    # running

    def _begin(self, script: str, offset: int) -> None:
        self._script, self._offset = script, offset
        self.bars.clear()
        self.editor.clear_complaint()

    def _run(self, script: str, offset: int) -> None:
        if self.work.is_busy or not script.strip():
            return
        self._begin(script, offset)
        self.work.begin(script, is_read_only=self.toolbar.read_only.isChecked(), then=self._take_begun)

    def _begin_own(self, script: str) -> None:
        """Run what stands nowhere in the editor."""
        self._begin(script, _NOWHERE)
        self.work.begin(script, is_read_only=True, then=self._take_begun)

    def _take_begun(self, begun: Ran | ToAsk) -> None:
        if isinstance(begun, Ran):
            self._take_ran(begun)
        elif begun.route is Route.WRITE:
            self._write()
        else:
            self.bars.ask(question(begun.found, is_counted=False), self._write, self._leave_question)
            if not self.work.transaction.is_open:
                self.work.examine(self._script, self._take_examined)

    def _take_examined(self, found: Examination) -> None:
        """The same question, now with numbers."""
        if self.bars.question.isVisible():
            self.bars.ask_again(question(found, is_counted=True))

    def _write(self) -> None:
        """Run it behind a checkpoint. Counting what it changes, if that still goes on, is of no use any more."""
        if self.work.is_busy:
            self.work.then(self._write)
            return
        self.bars.clear()
        self.work.write(self._script, self._take_written)

    def _leave_question(self) -> None:
        self.stop()
        self.bars.clear()

    def _take_ran(self, ran: Ran) -> None:
        if ran.outcomes or ran.failure is None:
            self.results.show_outcomes(ran.outcomes)
        if ran.failure is not None:
            self._show_failure(ran.failure)

    def _take_written(self, ran: Ran) -> None:
        self._take_ran(ran)
        if ran.failure is not None:
            return
        if not ran.transaction.is_open:
            changed = sum(outcome.changed.in_all for outcome in ran.outcomes if outcome.changed)
            text = result_words.changed_words(changed)
            self.bars.tell(text, NoticeAct(self.tr("Undo last run"), self.undo_last_run))
        self.changed.emit()

    def _take_plan(self, ran: Ran) -> None:
        if ran.failure is not None:
            self._show_failure(ran.failure)
        else:
            rows = [row for outcome in ran.outcomes for row in outcome.rows]
            self.results.show_plan(result_words.plan_lines(rows))

    def _take_table(self, estimate: Estimate | None, opened: OpenedTable) -> None:
        self.results.show_table(opened, estimate)

    def _take_undone(self, _run: object) -> None:
        self.bars.tell(self.tr("The last run was undone. The database is as it was before."))
        self.results.clear()
        self.changed.emit()

    def _commit(self) -> None:
        if not self.work.is_busy:
            self.bars.clear()
            self.work.commit(self._take_committed)

    def _take_committed(self, _nothing: object) -> None:
        undo = NoticeAct(self.tr("Undo last run"), self.undo_last_run)
        self.bars.tell(self.tr("Committed. The changes stay in the copy."), undo)
        self.changed.emit()

    def _roll_back(self) -> None:
        if not self.work.is_busy:
            self.bars.clear()
            self.work.roll_back(lambda _nothing: self.bars.tell(self.tr("Rolled back. Nothing was changed.")))

    # what comes back

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.bars.question.hide()
        self._show_failure(error)

    def _show_failure(self, error: BaseException) -> None:
        self.bars.show_failure(words.failure(error))
        if isinstance(error, StatementFailed) and error.offset >= 0 and self._offset + error.offset >= 0:
            self.editor.show_complaint(self._offset + error.offset)

    @Slot()
    def _on_stopped(self) -> None:
        if not self.bars.question.isVisible():
            self.bars.tell(self.tr("Stopped. Nothing was changed by it."))

    @Slot(object)
    def _on_transaction(self, transaction: Transaction) -> None:
        self.bars.show_transaction(transaction, self._commit, self._roll_back)
        self.caption_changed.emit()

    @Slot(bool)
    def _on_busy(self, is_busy: bool) -> None:  # noqa: FBT001
        self.toolbar.set_busy(is_busy=is_busy)

    # history, sorting

    @Slot(str)
    def _seek_history(self, contains: str) -> None:
        self.work.read_history(contains, self._take_history)

    def _take_history(self, entries: list[HistoryEntry]) -> None:
        if self.history.isVisible():
            self.history.show_entries(entries)

    @Slot(str)
    def _take_from_history(self, sql: str) -> None:
        self.editor.add_statement(sql)
        self.editor.setFocus()

    @Slot(object)
    def _show_save_failure(self, error: BaseException) -> None:
        self.bars.show_failure(words.failure(error))

    @Slot(str, object)
    def _on_database_sort(self, sql: str, wanted: Ordering) -> None:
        if self.work.is_busy:
            return
        direction = "DESC" if wanted.is_descending else "ASC"
        alias = quoted("bailee sorted")
        script = f"SELECT * FROM ({bare(sql)}\n) AS {alias} ORDER BY {wanted.column + 1} {direction}"  # noqa: S608
        self._begin_own(script)

    # making it

    def _lay_out(self) -> None:
        upper = QFrame()
        upper.setObjectName("surface")
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.editor, 1)
        column.addWidget(self.bars)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(upper)
        self.split.addWidget(self.results)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 5)
        scaled = self._around.theme.measures.scaled
        self.split.setSizes([scaled(_EDITOR_HEIGHT), scaled(_RESULT_HEIGHT)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.toolbar)
        layout.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.toolbar.run_asked.connect(self.run_statement)
        self.toolbar.stop_asked.connect(self.stop)
        self.toolbar.history_asked.connect(self.show_history)
        self.toolbar.explain_asked.connect(self.explain)
        self.toolbar.undo_asked.connect(self.undo_last_run)
        self.editor.edited.connect(self.edited)
        self.work.busy_changed.connect(self._on_busy)
        self.work.rows_read.connect(self.toolbar.set_rows)
        self.work.failed.connect(self._on_failed)
        self.work.stopped.connect(self._on_stopped)
        self.work.transaction_changed.connect(self._on_transaction)
        self.history.sought.connect(self._seek_history)
        self.history.chosen.connect(self._take_from_history)
        self.results.save_asked.connect(self.saving.ask)
        self.saving.failed.connect(self._show_save_failure)
        self.results.database_sort_asked.connect(self._on_database_sort)
