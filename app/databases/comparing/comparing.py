"""A database of a copy as it is now, compared with what it was at the checkout."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from enum import Enum

import apsw

from app.databases.comparing.change_csv import write_csv
from app.databases.comparing.change_script import write_sql
from app.databases.comparing.change_server_script import write_server_sql
from app.databases.comparing.row_changes import RowChange, row_changes
from app.databases.comparing.table_changes import DatabaseChanges, TableChange, database_changes, one_moment
from app.databases.schema.server_origin import read_origin
from app.databases.sealed.opening import SealedDatabases
from app.errors import InputRefused
from app.progress import Monitor


class ChangeForm(Enum):
    """How changes are written down."""

    SQL = "sql"
    """A script for SQLite that makes the database of now from the one of the checkout."""
    SERVER_SQL = "server-sql"
    """A script for the server the tables came from, row by row, each guarded by what the row held."""
    CSV = "csv"
    """One line for each cell that differs."""


class Compared:
    """Two states of a database and how they differ."""

    def __init__(self, before: apsw.Connection, now: apsw.Connection, pages: frozenset[int], monitor: Monitor) -> None:
        self._before = before
        self._now = now
        self._monitor = monitor
        self.changes: DatabaseChanges = database_changes(before, now, monitor, changed_pages=pages)

    def rows(self, change: TableChange, most: int) -> Iterator[RowChange]:
        """The first changed rows of a table in `changes`, which has a layout. Raises Cancelled."""
        if change.laid is None:
            return
        with one_moment(self._before, self._now, self._monitor):
            yield from row_changes(self._before, self._now, change.laid, self._monitor, spans=change.spans, limit=most)

    def written(self, form: ChangeForm, write: Callable[[str], object]) -> tuple[str, ...]:
        """Write the changes in this form; what could not be written, in plain English.

        Raises Cancelled; InputRefused for a script for a server where the tables come from none.
        """
        if form is ChangeForm.CSV:
            write_csv(self._before, self._now, self.changes, write, self._monitor)
            return ()
        if form is ChangeForm.SQL:
            return write_sql(self._before, self._now, self.changes, write, self._monitor).left_out
        origin = read_origin(self._before)
        if origin is None:
            raise InputRefused(field="database", reason="its tables do not come from a server")
        return write_server_sql(self._before, self._now, self.changes, origin, write, self._monitor).left_out


@contextmanager
def compared(databases: SealedDatabases, path: bytes, monitor: Monitor) -> Iterator[Compared]:
    """Open both states and compare them. Raises NotADatabase, PathMissing, DatabaseBusy, Cancelled."""
    with (
        closing(databases.connect(path, writable=False)) as now,
        closing(databases.at_checkout(path)) as before,
    ):
        page_bytes = now.pragma("page_size")
        pages = databases.changed_pages(path, int(str(page_bytes)))
        yield Compared(before, now, pages, monitor)
