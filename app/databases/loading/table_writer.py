"""Writes the rows of one table, and reads them back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

import apsw

from app.databases.loading.cell_fitting import fit, holds_odd_number
from app.databases.loading.cell_problems import CellProblems
from app.databases.loading.row_hash import RowHash, encode
from app.databases.loading.target_table import TargetIndex, TargetTable
from app.masking.masks import Mask
from app.tables import Cell, Rows

_Row = tuple[Cell, ...]


class TableWriter:
    """Fills a table that it makes.

    Rows go in as they come. What SQLite would not take, or would take as something else, is looked at cell by cell:
    NULL in place of NaN and the like are noted, and a column whose values do not fit its type takes any from then on.
    With `looks_first` every cell is looked at before; without, what slipped through shows when the rows are read back.
    """

    def __init__(
        self,
        connection: apsw.Connection,
        target: TargetTable,
        masks: Mapping[int, Mask],
        problems: CellProblems,
        *,
        looks_first: bool,
    ) -> None:
        self.target = target
        self.hash = RowHash()
        self.notes: list[str] = []
        self._connection = connection
        self._masks = masks
        self._problems = problems
        self._looks_first = looks_first
        self._batches: list[int] = []
        self._insert = target.insert_sql()
        connection.execute(target.create_sql())

    def write(self, batch: Rows) -> None:
        """Add some rows. Raises ValueError for what is no cell."""
        self._problems.add(batch.problems)
        rows: list[_Row] = list(map(tuple, batch.rows))
        if not rows:
            return
        if self._masks:
            rows = self._masked(rows)
        if self._looks_first:
            rows = self._fitted(rows, 0)
        encoded = _encoded(rows)
        if encoded is None or holds_odd_number(rows, self.target):
            rows = self._fitted(rows, 0)
            encoded = None
        kept = self._inserted(rows)
        self.hash.add(kept, encoded if kept is rows else None)
        self._batches.append(len(kept))

    def read_back(self, on_batch: Callable[[int], None]) -> str:
        """The hash of what is in the table now. `on_batch` is told how many bytes were read so far."""
        found = RowHash()
        cursor = self._connection.execute(self.target.select_sql())
        for size in self._batches:  # as big as when they came, so that they take no more memory
            found.add(list(islice(cursor, size)))
            on_batch(found.size_bytes)
        return "" if next(cursor, None) else found.hexdigest()

    def add_indexes(self) -> None:
        """Make the indexes. One that is no longer unique is made a plain one."""
        for index in self.target.indexes:
            self._add_index(index)

    def _add_index(self, index: TargetIndex) -> None:
        try:
            self._connection.execute(self.target.index_sql(index, is_unique=index.is_unique))
        except apsw.ConstraintError:
            self._connection.execute(self.target.index_sql(index, is_unique=False))
            self.notes.append(f"index {index.name} is not unique here")

    def _masked(self, rows: Sequence[_Row]) -> list[_Row]:
        columns: list[Sequence[Cell]] = list(zip(*rows, strict=True))
        for at, mask in self._masks.items():
            columns[at] = list(map(mask, columns[at]))
        return list(zip(*columns, strict=True))

    def _inserted(self, rows: list[_Row]) -> list[_Row]:
        """Insert rows; the rows as they went in. The same list where nothing had to be changed."""
        before = self._connection.total_changes()
        try:
            self._connection.executemany(self._insert, rows)
        except (apsw.ConstraintError, OverflowError, UnicodeEncodeError):
            done = self._connection.total_changes() - before
            rows = rows[:done] + self._fitted(rows[done:], done)
            self._insert_fitted(rows[done:])
        return rows

    def _insert_fitted(self, rows: list[_Row]) -> None:
        """Insert rows that can be in the way of nothing but the primary key."""
        before = self._connection.total_changes()
        try:
            self._connection.executemany(self._insert, rows)
        except apsw.ConstraintError:
            done = self._connection.total_changes() - before
            self._rebuild(replace(self.target, primary_key=()))
            self.notes.append("the primary key is not unique here")
            self._connection.executemany(self._insert, rows[done:])

    def _fitted(self, rows: Sequence[_Row], begin: int) -> list[_Row]:
        """Rows that SQLite takes as they are, in a table that was made to take them."""
        fitting = fit(rows, self.target, self.hash.rows + begin)
        self._problems.add(fitting.problems)
        had_key = bool(self.target.primary_key)
        if fitting.any_type or fitting.nullable:
            self._rebuild(self.target.loosened(fitting.any_type, fitting.nullable))
            if had_key and not self.target.primary_key:
                self.notes.append("the primary key holds NULL here")
            self.notes += [
                f"column {self.target.columns[at].name} holds values of other types than declared"
                for at in sorted(fitting.any_type)
            ]
        return fitting.rows

    def _rebuild(self, target: TargetTable) -> None:
        for statement in target.rebuild_sql():
            self._connection.execute(statement)
        self.target = target


def _encoded(rows: list[_Row]) -> bytes | None:
    """The rows in the form of their hash; None where a cell is not of one of the plain types."""
    try:
        return encode(rows)
    except ValueError:
        return None
