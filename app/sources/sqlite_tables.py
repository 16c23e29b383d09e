"""An SQLite or SQLCipher file as a source of tables, for choosing tables, filtering rows and masking."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from sqlcipher3 import dbapi2 as sqlcipher

from app.crypto.secret import Secret
from app.errors import FilterRefused, SnapshotImpossible, TableRefused
from app.progress import Monitor
from app.sources.naming import name_bytes, shown
from app.sources.servers.condition import Dialect, check_condition
from app.sources.sql_names import quoted
from app.sources.sqlcipher_opening import OpenSource, open_source
from app.sources.sqlite_file import DISTURBED
from app.sources.sqlite_opening import (
    PATIENCE_SECONDS,
    Patience,
    is_about_one_table,
    is_damage,
    result_code,
    source_failure,
)
from app.sources.sqlite_rows import RawText, RowReader
from app.sources.sqlite_survey import read_survey
from app.tables import Cell, CellProblem, CellTrouble, Consistency, Rows, Survey, Table

_SUFFIX: Final = b".sqlite"
_MOST_ROWS: Final = 1_000
_MOST_BYTES: Final = 1 << 20
_DIALECT: Final = Dialect.of(quoted=r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]""")


class SqliteTableSource:
    """A file, plain or with its key, read table by table. Fulfils the port `TableSource`.

    One read transaction is the snapshot. In WAL mode others go on writing meanwhile; in the rollback modes they wait.
    """

    def __init__(self, path: str, key: Secret | None = None, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """`path` is absolute and free of links; `key` as for SqlcipherFileSource. The caller closes it."""
        self.kind = "sqlite" if key is None else "sqlcipher"
        self.location = shown(path)
        name = name_bytes(os.path.basename(path))  # noqa: PTH119 - Path cannot keep every name
        self.file_name = name if name.endswith(_SUFFIX) else name + _SUFFIX
        self._path = path
        self._key = key
        self._patience_seconds = patience_seconds

    @contextmanager
    def open(self) -> Iterator["SqliteSnapshot"]:
        """Open the file and the snapshot.

        Raises SourceMissing, SourceUnreadable, NotADatabase, LoginFailed.
        """
        with open_source(self._path, self._key, Patience(Monitor(), self._patience_seconds)) as source:
            yield SqliteSnapshot(source, is_encrypted=self._key is not None)


class SqliteSnapshot:
    """A database file at one moment. Fulfils the port `TableSnapshot`; one reading at a time."""

    def __init__(self, source: OpenSource, *, is_encrypted: bool) -> None:
        self._source = source
        self._is_encrypted = is_encrypted

    def survey(self) -> Survey:
        """Every table and view; virtual tables as the tables they keep their content in.

        Raises NotADatabase when the schema cannot be read, SourceUnreadable.
        """
        goes_on = self._source.is_logged or self._source.way.needs_proof
        consistency = Consistency.SNAPSHOT if goes_on else Consistency.LOCKED
        return read_survey(
            self._source.connection,
            consistency=consistency,
            is_encrypted=self._is_encrypted,
            version=sqlcipher.sqlite_version,
        )

    def count(self, table: Table, where: str = "") -> int:
        """How many rows there are, exactly. Raises what `rows` raises."""
        with self._about(table, where):
            return int(self._source.connection.execute(f"SELECT count(*) {self._rest(table, where)}").fetchone()[0])

    def rows(self, table: Table, where: str = "") -> Iterator[Rows]:
        """Every row, in batches of 1000 rows or a mebibyte, or of one row that is longer.

        Raises FilterRefused, TableRefused (damaged, or computed by a function that only its own program has),
        SnapshotImpossible when a file that nobody had open was written to, SourceUnreadable.
        """
        with self._about(table, where):
            reader = RowReader(self._source.connection)
            names = [quoted(column.name) for column in table.columns]
            batch: list[tuple[Cell, ...]] = []
            size_bytes = first_row = 0
            for row in reader.rows(names, self._rest(table, where)):
                batch.append(row)
                size_bytes += sum(len(cell) for cell in row if isinstance(cell, str | bytes))
                if len(batch) == _MOST_ROWS or size_bytes >= _MOST_BYTES:
                    yield _finished(table, batch, first_row, has_met_raw=reader.has_met_raw)
                    first_row += len(batch)
                    batch, size_bytes = [], 0
            if batch:
                yield _finished(table, batch, first_row, has_met_raw=reader.has_met_raw)

    def _rest(self, table: Table, where: str) -> str:
        """What follows the columns in a statement; the condition has been looked at."""
        name = f"FROM main.{quoted(table.name)}"
        if not where:
            return name
        check_condition(where, _DIALECT, table=table.title)
        try:
            # A query in parentheses is an expression too, but nothing to be connected by AND.
            self._source.connection.execute(f"SELECT 1 {name} WHERE (1 AND {where}\n) LIMIT 0").fetchall()
        except sqlcipher.Error as error:
            if is_damage(error):
                raise
            # Its message quotes the condition and names of the schema, nothing else.
            raise FilterRefused(table=table.title, reason=str(error)) from error
        return f"{name} WHERE ({where}\n)"

    @contextmanager
    def _about(self, table: Table, where: str) -> Iterator[None]:
        """Inside this block the driver's errors become ours."""
        try:
            yield
        except sqlcipher.Error as error:
            code = result_code(error)
            if not is_about_one_table(error):
                raise source_failure(error, self._source.path) or error from error
            if where and not is_damage(error):
                raise FilterRefused(table=table.title, reason=f"SQLite result {code}") from error
            raise TableRefused(table=table.title, reason=f"SQLite result {code}") from error
        except UnicodeDecodeError:  # the driver's, over a message of SQLite; rows are decoded by ourselves
            raise TableRefused(table=table.title, reason="what SQLite says of it is not text") from None
        if self._source.is_disturbed:
            raise SnapshotImpossible(source=shown(self._source.path), reason=DISTURBED)


def _finished(table: Table, batch: Sequence[tuple[Cell, ...]], first_row: int, *, has_met_raw: bool) -> Rows:
    if not has_met_raw:
        return Rows(batch)
    problems = [
        CellProblem(table.title, number, column.name, CellTrouble.UNDECODABLE, "kept as bytes")
        for number, row in enumerate(batch, first_row)
        for column, cell in zip(table.columns, row, strict=True)
        if isinstance(cell, RawText)
    ]
    plain = [tuple(bytes(cell) if isinstance(cell, RawText) else cell for cell in row) for row in batch]
    return Rows(plain, problems)
