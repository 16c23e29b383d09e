"""Shows a table page by page, each found by the key of the row before it and never by counting rows."""

from dataclasses import dataclass
from typing import Final

import apsw

from app.databases.console.cells import PAGE_BYTES, Row, encoding_of, exact, from_exact, is_damaged, size_of, text_of
from app.databases.console.complaints import FAILURES, complaint
from app.databases.console.keys import as_sql, key_of, kind_of
from app.databases.console.statements import is_one_expression
from app.databases.schema.change_schema import KeyPart
from app.databases.stopping import stoppable
from app.databases.table_names import quoted
from app.errors import FilterRefused, StatementFailed, TableRefused, TableUnknown
from app.progress import Monitor
from app.tables import Cell

PAGE_ROWS: Final = 200
_HIDDEN: Final = 1

Key = tuple[Cell, ...]
"""Where a row lies in its table: the rowid, or the values of its primary key."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows that follow each other. `is_last` says that none follow these in the direction of reading."""

    rows: tuple[Row, ...]
    keys: tuple[Key, ...]
    is_last: bool


class TablePages:
    """The rows of one table of `main`, in the order of its key. The connection stays the caller's.

    A page takes as long as its rows, however many there are before it; only a condition that few rows meet can make
    SQLite read more.
    """

    def __init__(self, connection: apsw.Connection, path: bytes, table: str) -> None:
        """Raises TableUnknown; TableRefused for a view or another table without a key; NotADatabase, DatabaseBusy."""
        self._connection = connection
        self._path = path
        self._table = table
        try:
            if kind_of(connection, table) is None:
                raise TableUnknown(table=table)
            self._key = key_of(connection, table)
            self._encoding = encoding_of(connection)
            self.columns = self._visible_columns()
        except FAILURES as error:
            raise complaint(error, "", path, offset=-1) from None
        if not self._key:
            raise TableRefused(table=table, reason="its rows have no key to page by")

    def page(
        self,
        after: Key | None = None,
        *,
        size: int = PAGE_ROWS,
        is_descending: bool = False,
        where: str = "",
        monitor: Monitor | None = None,
    ) -> Page:
        """Up to `size` rows behind the row with the key `after`, or from the beginning; fewer if they are long.

        `where` is a condition in SQL. Raises FilterRefused, Cancelled, StatementFailed, NotADatabase, DatabaseBusy.
        """
        if where and not is_one_expression(where):
            raise FilterRefused(table=self._table, reason="not one condition")
        values: list[Cell] = []
        sql = self._sql(after, values, is_descending=is_descending, where=where)
        try:
            with stoppable(self._connection, monitor or Monitor()):
                return self._read(sql, values, size)
        except FAILURES as error:
            found = complaint(error, "", self._path, offset=-1, is_running=True)
            if where and isinstance(found, StatementFailed):
                raise FilterRefused(table=self._table, reason=found.reason) from None
            raise found from None

    def _visible_columns(self) -> tuple[str, ...]:
        text = text_of(self._connection)
        listed = "SELECT CAST(name AS BLOB), hidden FROM pragma_table_xinfo(?, 'main') ORDER BY cid"
        found = self._connection.execute(listed, (self._table,))
        return tuple(text(name) for name, hidden in found if hidden != _HIDDEN)

    def _sql(self, after: Key | None, values: list[Cell], *, is_descending: bool, where: str) -> tuple[str, str]:
        """What stands before and behind the list of columns. `values` are filled in with it."""
        conditions = []
        if after is not None:
            conditions.append(self._behind(after, values, is_descending=is_descending))
        if where:
            conditions.append(f"({where}\n)")
        order = ", ".join(f"{_ordered(part)} {_direction(part, is_descending=is_descending)}" for part in self._key)
        filtered = f"WHERE {' AND '.join(conditions)} " if conditions else ""
        return "SELECT ", f" FROM main.{quoted(self._table)} {filtered}ORDER BY {order} LIMIT ?"

    def _behind(self, after: Key, values: list[Cell], *, is_descending: bool) -> str:
        """The rows behind a key, in a form that lets SQLite go straight there: the first part alone bounds the search.

        Parts can run in different directions, so that comparing whole rows of values would not do.
        """
        if len(after) != len(self._key):
            msg = f"a key of {len(self._key)} parts, not {len(after)}"
            raise ValueError(msg)
        first = self._compared(self._key[0], after[0], values, "=", is_descending=is_descending)
        steps = []
        for number, part in enumerate(self._key):
            equal = [
                f"{_ordered(self._key[before])} = {self._bound(after[before], values)}" for before in range(number)
            ]
            beyond = self._compared(part, after[number], values, "", is_descending=is_descending)
            steps.append(" AND ".join([*equal, beyond]))
        return f"{first} AND ({' OR '.join(steps)})"

    def _compared(self, part: KeyPart, value: Cell, values: list[Cell], equal: str, *, is_descending: bool) -> str:
        sign = "<" if part.is_descending != is_descending else ">"
        return f"{_ordered(part)} {sign}{equal} {self._bound(value, values)}"

    def _bound(self, value: Cell, values: list[Cell]) -> str:
        """A place for a value. Text that is none has to come as bytes."""
        if isinstance(value, str) and is_damaged(value):
            escaping = "surrogateescape" if self._encoding == "utf-8" else "surrogatepass"
            values.append(value.encode(self._encoding, escaping))
            return "CAST(? AS TEXT)"
        values.append(value)
        return "?"

    def _read(self, sql: tuple[str, str], values: list[Cell], size: int) -> Page:
        wanted = [*(as_sql(part.name) for part in self._key), *map(quoted, self.columns)]
        bound = (*values, size + 1)
        parts = len(self._key)
        # Of broken UTF-16 SQLite would make other text, which is no key any more.
        is_exact = self._encoding != "utf-8"
        try:
            rows, is_last = self._taken(sql, wanted, bound, size, is_exact=is_exact)
        except UnicodeDecodeError:
            rows, is_last = self._taken(sql, wanted, bound, size, is_exact=True)
        return Page(tuple(row[parts:] for row in rows), tuple(row[:parts] for row in rows), is_last)

    def _taken(
        self, sql: tuple[str, str], wanted: list[str], bound: tuple[Cell, ...], size: int, *, is_exact: bool
    ) -> tuple[list[Row], bool]:
        """Up to `size` rows and `PAGE_BYTES` bytes, and whether there are no more."""
        rows: list[Row] = []
        size_bytes = 0
        columns = map(exact, wanted) if is_exact else wanted
        for row in self._connection.execute(f"{sql[0]}{', '.join(columns)}{sql[1]}", bound):
            if len(rows) == size or size_bytes >= PAGE_BYTES:
                return rows, False
            rows.append(from_exact(row, self._encoding) if is_exact else tuple(row))
            size_bytes += size_of(rows[-1])
        return rows, True


def _ordered(part: KeyPart) -> str:
    """A part of the key as SQL, with the collation it is ordered by; a rowid has none, nor needs one."""
    name = as_sql(part.name)
    return f"{name} COLLATE {quoted(part.collation)}" if part.collation else name


def _direction(part: KeyPart, *, is_descending: bool) -> str:
    return "DESC" if part.is_descending != is_descending else "ASC"
