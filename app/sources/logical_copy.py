"""Copies an SQLite database row by row into an empty one, the way SQLite's own VACUUM does, and proves each table.

Every row keeps its number and every cell its type and bytes; free pages, and what deleted rows left in pages, stay
behind. No trigger fires, no view is asked, no module of a virtual table is run: their rows in the schema are copied,
and the tables that virtual tables keep their content in are tables like any other.
"""

import hashlib
import marshal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import apsw
from sqlcipher3 import dbapi2 as sqlcipher

from app.progress import Monitor, Step, Unit
from app.sources.logical_schema import (
    SEQUENCES,
    StoredObject,
    StoredTable,
    keep_text,
    make_index,
    make_table,
    stored_objects,
    stored_table,
)
from app.sources.sql_names import quoted
from app.sources.sqlite_opening import is_about_one_table
from app.sources.sqlite_rows import RawText, RowReader, Spelling, has_raw
from app.tables import Cell

_ROWS_BETWEEN_REPORTS: Final = 64
_INSTRUCTIONS: Final = 20_000  # of SQLite's machine between two looks at whether to stop: some milliseconds
_PLAIN_MARSHAL: Final = 2  # later formats also tell which objects are one and the same
# An index is sorted in memory when it is made after its rows. Above this size indexes are made first and filled row
# by row, which takes longer.
_MOST_SORTED_BYTES: Final = 256 << 20
_KEPT_NUMBERS: Final = ("user_version", "application_id")


@dataclass(frozen=True, slots=True)
class Digest:
    """How many rows, and a hash over them in their order."""

    rows: int
    sha256: str


@dataclass(slots=True)
class _Tally:
    """A digest that grows with each row."""

    rows: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def add(self, row: tuple[Cell, ...]) -> None:
        """One row more."""
        cells: tuple[Any, ...] = row
        if has_raw(row):
            cells = tuple(("text", bytes(cell)) if isinstance(cell, RawText) else cell for cell in row)
        self._hash.update(marshal.dumps(cells, _PLAIN_MARSHAL))
        self.rows += 1

    def digest(self) -> Digest:
        """As of now."""
        return Digest(self.rows, self._hash.hexdigest())


class _Feed:
    """The rows of a table on their way into the destination. Stops before a row that must be written as its bytes."""

    def __init__(self, reader: RowReader, table: StoredTable, tick: Callable[[], None]) -> None:
        self.tally = _Tally()
        self.raw_row: tuple[Cell, ...] | None = None
        self.has_raw_rows = False
        self._reader = reader
        self._tick = tick
        self._under_way: tuple[Cell, ...] | None = None
        self._reader.has_met_raw = False
        self.rows = reader.rows(table.columns, f"FROM main.{quoted(table.name)} NOT INDEXED")

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> tuple[Cell, ...]:
        self.settle()
        row = self._under_way = next(self.rows)
        if self._reader.has_met_raw and has_raw(row):
            self.raw_row, self.has_raw_rows = row, True
            raise StopIteration
        return row

    def settle(self) -> None:
        """The row given last has arrived."""
        if self._under_way is not None:
            self.tally.add(self._under_way)
            self._under_way = None
            if self.tally.rows % _ROWS_BETWEEN_REPORTS == 0:
                self._tick()

    def reject(self) -> None:
        """The row given last has not arrived."""
        self._under_way = None


class LogicalCopy:
    """One copying, from an open sqlcipher3 connection in a transaction into an empty database.

    `complaints` says in plain English what did not arrive as it was.
    """

    def __init__(self, source: Any, destination: apsw.Connection, monitor: Monitor, size_bytes: int) -> None:  # noqa: ANN401
        """`size_bytes` is how big the source is, for progress and for the way its indexes are made."""
        self.complaints: list[str] = []
        self._source = source
        self._destination = destination
        self._monitor = monitor
        self._size_bytes = size_bytes

    def run(self, *, is_wanted: Callable[[], bool]) -> bool:
        """Copy everything in one transaction of the destination, and end it if `is_wanted` says so then.

        It is rolled back otherwise. Raises Cancelled, errors of sqlcipher3 where the schema cannot be read, whatever
        the destination raises.
        """
        self._take_over("encoding", "page_size", "auto_vacuum")
        with self._unguarded():
            self._destination.execute("BEGIN IMMEDIATE")
            try:
                self._copy()
                if is_wanted():
                    self._destination.execute("COMMIT")
                    return True
            finally:
                if self._destination.in_transaction:
                    self._destination.execute("ROLLBACK")
        return False

    def _copy(self) -> None:
        objects = stored_objects(RowReader(self._source))
        tables = self._make_tables([found for found in objects if found.holds_rows])
        indexes = [found for found in objects if found.is_index]
        if self._size_bytes > _MOST_SORTED_BYTES:
            self._make_indexes(indexes)
            self._fill(tables)
        else:
            self._fill(tables)
            self._make_indexes(indexes)
        for found in objects:
            if found.is_text_alone:
                keep_text(found, self._destination)
        self._take_over(*_KEPT_NUMBERS)
        self._destination.execute("PRAGMA writable_schema = RESET").fetchall()
        self._destination.execute("SELECT count(*) FROM sqlite_schema").fetchall()

    def _make_tables(self, found_tables: list[StoredObject]) -> list[StoredTable]:
        """Make all tables, empty; the sequences last, because making other tables makes them and filling fills them."""
        tables = []
        for found in sorted(found_tables, key=lambda found: found.name == SEQUENCES):
            table = stored_table(found, self._source)
            if table is None:
                self.complaints.append(f"table {found.title} was left out: a name in it is not text")
                continue
            if found.name != SEQUENCES or not self._has_sequences():
                self._complain(make_table(found, table, self._destination))
            tables.append(table)
        return tables

    def _make_indexes(self, indexes: list[StoredObject]) -> None:
        for found in indexes:
            self._monitor.check()
            self._complain(make_index(found, self._destination))

    def _fill(self, tables: list[StoredTable]) -> None:
        reader = RowReader(self._source, converts=False)
        for table in tables:
            if table.name == SEQUENCES:
                self._destination.execute("DELETE FROM sqlite_sequence")
            feed = _Feed(reader, table, self._report)
            try:
                with closing(feed.rows):
                    self._pour(feed, table)
            except apsw.SQLError:
                self.complaints.append(f"table {table.name} cannot be filled")
            except UnicodeDecodeError:  # sqlcipher3's, over a message of SQLite; rows are decoded by ourselves
                self.complaints.append(f"table {table.name} cannot be read")
            except sqlcipher.Error as error:
                if not is_about_one_table(error):
                    raise
                feed.settle()
                self.complaints.append(f"table {table.name} cannot be read beyond {feed.tally.rows} rows")
            self._compare(feed, table, reader.spelling)
            self._report()

    def _pour(self, feed: _Feed, table: StoredTable) -> None:
        columns = ", ".join(table.columns)
        into = f"INSERT INTO main.{quoted(table.name)} ({columns}) VALUES "  # noqa: S608 - quoted
        plain = into + "(" + ", ".join("?" for _ in table.columns) + ")"
        by_bytes = into + "(" + ", ".join("iif(?, CAST(? AS TEXT), ?)" for _ in table.columns) + ")"
        rejected = 0
        while True:
            try:
                self._destination.executemany(plain, feed)
                if feed.raw_row is None:
                    break
                row, feed.raw_row = feed.raw_row, None
                self._destination.execute(by_bytes, tuple(_thrice(row)))
            except (apsw.ConstraintError, apsw.MismatchError):
                rejected += 1
                feed.reject()
        feed.settle()
        if rejected:
            self.complaints.append(f"{rejected} rows of table {table.name} break its own constraints and were left out")

    def _compare(self, feed: _Feed, table: StoredTable, spelling: Spelling) -> None:
        """Read back what was written."""
        tally = _Tally()
        rest = f"FROM main.{quoted(table.name)} NOT INDEXED"
        by_bytes = feed.has_raw_rows or not spelling.codec
        columns = spelling.select(table.columns) if by_bytes else table.columns
        for row in self._destination.execute(f"SELECT {', '.join(columns)} {rest}"):
            tally.add(spelling.cells(row) if by_bytes else row)
        if tally.digest() != feed.tally.digest():
            self.complaints.append(f"table {table.name}: what arrived is not what was read")

    def _has_sequences(self) -> bool:
        query = "SELECT count(*) FROM sqlite_schema WHERE name = ?"
        return bool(self._destination.execute(query, (SEQUENCES,)).get)

    def _take_over(self, *settings: str) -> None:
        for setting in settings:
            value = self._source.execute(f"PRAGMA {setting}").fetchone()[0]
            self._destination.execute(f"PRAGMA {setting} = '{value}'").fetchall()

    def _report(self) -> None:
        settings = (self._destination.pragma(name) for name in ("page_count", "page_size"))
        pages, page_bytes = (int(value) for value in settings)
        self._monitor.report(Step.SEALING, min(pages * page_bytes, self._size_bytes), self._size_bytes, Unit.BYTES)

    def _complain(self, complaint: str) -> None:
        if complaint:
            self.complaints.append(complaint)

    @contextmanager
    def _unguarded(self) -> Iterator[None]:
        """Inside this block the destination lets its schema be written, and looks up now and then whether to stop."""

        def look_up() -> bool:
            self._monitor.check()
            return False

        destination = self._destination
        was_defensive = destination.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, -1)
        destination.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
        destination.set_progress_handler(look_up, _INSTRUCTIONS)
        for setting in ("foreign_keys = OFF", "ignore_check_constraints = ON", "writable_schema = ON"):
            destination.execute(f"PRAGMA {setting}").fetchall()
        try:
            yield
        finally:
            destination.set_progress_handler(None)
            for setting in ("writable_schema = OFF", "ignore_check_constraints = OFF"):
                destination.execute(f"PRAGMA {setting}").fetchall()
            destination.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, was_defensive)


def _thrice(row: tuple[Cell, ...]) -> Iterator[Cell]:
    """For each cell whether it is raw text, its bytes if so, and itself if not."""
    for cell in row:
        if isinstance(cell, RawText):
            yield from (True, bytes(cell), None)
        else:
            yield from (False, None, cell)
