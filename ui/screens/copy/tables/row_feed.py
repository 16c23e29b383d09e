"""Feeds the grid: the rows that came with a result or a table, and further ones while somebody scrolls."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.databases.console.estimates import Estimate
from app.databases.console.first_rows import Outcome
from app.databases.console.ran import MoreRows, TablePage
from ui.screens.copy.tables.completion import as_name
from ui.screens.copy.tables.grid_model import GridModel
from ui.screens.copy.tables.row_sources import ResultRows, TableRows
from ui.screens.copy.tables.sql_work import OpenedTable, SqlWork

_PATIENCE_MS = 20


class RowFeed(QObject):
    """What is shown in the grid, and where more of it comes from.

    Signals:
        came: there are more rows now, or it is known that there are none.
        broken: no more rows can be had; in words.
    """

    came = Signal()
    broken = Signal(str)

    def __init__(self, model: GridModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._work: SqlWork | None = None
        self.outcome: Outcome | None = None
        self.table: OpenedTable | None = None
        self.estimate: Estimate | None = None
        self.counted: int | None = None
        self._turn = 0
        self._wanted_page = -1
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._read_wanted_page)
        model.more_wanted.connect(self._on_more_wanted)
        model.page_wanted.connect(self._on_page_wanted)

    def work_with(self, work: SqlWork | None) -> None:
        """Where further rows come from."""
        self._work = work
        if work is not None:
            work.busy_changed.connect(self._on_busy)

    def show_outcome(self, outcome: Outcome) -> None:
        """Begin with the rows that came with a result, if it has any."""
        self.drop()
        self.outcome = outcome
        if outcome.columns:
            rows = ResultRows(outcome.rows, has_more=outcome.has_more and bool(outcome.number))
            self._model.show_rows(outcome.columns, outcome.personal, rows)

    def show_table(self, opened: OpenedTable, estimate: Estimate | None) -> None:
        """Begin with the first page of a table."""
        self.drop()
        self.table, self.estimate = opened, estimate
        rows = TableRows()
        rows.put(0, opened.first.page)
        self._model.show_rows(opened.columns, opened.personal, rows)

    def drop(self) -> None:
        """Show nothing; what still comes is not taken."""
        self._turn += 1
        self._wanted_page = -1
        self._asking.stop()
        self.outcome = self.table = self.estimate = self.counted = None
        self._model.show_rows((), (), None)

    @property
    def sql(self) -> str:
        """What gives the same rows again, if that can be run again; "" otherwise."""
        if self.table is not None:
            return f"SELECT * FROM {as_name(self.table.name)}"  # noqa: S608 - quoted where it has to be
        is_query = self.outcome is not None and self.outcome.number and self.outcome.columns
        return self.outcome.statement.text if self.outcome is not None and is_query else ""

    @property
    def has_more(self) -> bool:
        """Whether there are rows that are not here, also if they cannot be fetched any more."""
        source = self._model.source
        is_cut = isinstance(source, ResultRows) and source.is_cut
        is_lost = self.outcome is not None and self.outcome.has_more and not self.outcome.number
        return source is not None and (source.has_more or is_cut or is_lost)

    @Slot()
    def count(self) -> None:
        """Count the rows of the table."""
        if self._work is not None and self.table is not None and not self._work.is_busy:
            self._work.count(self.table.name, self._still(self._take_count))

    @Slot()
    def _on_more_wanted(self) -> None:
        """Fetch the next rows, unless something else runs: then the next scrolling asks again."""
        work, source = self._work, self._model.source
        if work is None or work.is_busy:
            self._model.fetching_ended()
        elif isinstance(source, TableRows) and self.table is not None:
            self._read(work, source, source.next_page)
        elif self.outcome is not None:
            work.fetch(self.outcome.number, self._still(self._take_more))

    @Slot(int)
    def _on_page_wanted(self, page: int) -> None:
        """Of all pages wanted while painting, the last one is read."""
        self._wanted_page = page
        if not self._asking.isActive():
            self._asking.start(0)

    @Slot()
    def _read_wanted_page(self) -> None:
        work, source, page = self._work, self._model.source, self._wanted_page
        if page < 0 or work is None or not isinstance(source, TableRows):
            return
        if work.is_busy:
            self._asking.start(_PATIENCE_MS)
            return
        self._wanted_page = -1
        self._read(work, source, page)

    def _read(self, work: SqlWork, source: TableRows, page: int) -> None:
        if self.table is not None:
            work.page(self.table.name, source.key_before(page), self._still(partial(self._take_page, page)))

    def _take_page(self, number: int, came: TablePage) -> None:
        source = self._model.source
        if not isinstance(source, TableRows) or self.table is None:
            return
        if came.columns != self.table.first.columns:
            self.broken.emit(self.tr("The table was changed meanwhile. Open it again."))
            return
        is_new = number == source.next_page
        source.put(number, came.page)
        if is_new:
            self._model.grow()
        else:
            first = source.first_row_of(number)
            self._model.page_came(first, first + max(0, source.size_of_page(number) - 1))
        self.came.emit()

    def _take_more(self, more: MoreRows | None) -> None:
        source = self._model.source
        if not isinstance(source, ResultRows):
            return
        if more is None:
            source.end()
            self.broken.emit(self.tr("Something else was run since. Run it again for more rows."))
            return
        source.add(more.rows, has_more=more.has_more)
        self._model.grow()
        self.came.emit()

    def _take_count(self, counted: int) -> None:
        self.counted = counted
        self.came.emit()

    @Slot(bool)
    def _on_busy(self, is_busy: bool) -> None:  # noqa: FBT001
        if not is_busy:
            self._model.fetching_ended()

    def _still(self, then: Callable[[Any], object]) -> Callable[[Any], object]:
        """What comes is taken only if the same is still shown."""
        turn = self._turn
        return lambda result: then(result) if turn == self._turn else None
