"""Tables from MySQL and MariaDB, through PyMySQL, out of one InnoDB snapshot that others may go on writing beside."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from app.errors import BaileeError, SnapshotImpossible, TableRefused
from app.ports import TableSnapshot
from app.sources.servers.cells import Pick, batches, convert
from app.sources.servers.condition import Dialect, check_condition
from app.sources.servers.connecting import ServerAccess, ServerSource, driver
from app.sources.servers.mysql.catalogue import SNAPSHOT_ENGINE, loose_tables, read_survey
from app.sources.servers.mysql.connection import MALFORMED, NOT_UNDERSTOOD, READ_SECONDS, connected
from app.sources.servers.mysql.failures import catalogue_failure, filter_failure, table_failure
from app.sources.servers.mysql.values import kind_of
from app.tables import Rows, Survey, Table

if TYPE_CHECKING:
    from pymysql.connections import Connection
    from pymysql.cursors import SSCursor


def _dialect() -> Dialect:
    quoted = r"""'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`"""
    return Dialect.of(quoted=quoted, comment=r"--|/\*|#")


# No mode that lets a quote or a backslash mean something else than `_dialect` says, or that pads what is read. Times
# in UTC, because two moments have the same local time when summer ends. Patience while what came is being sealed.
_SESSION = (
    "SET SESSION sql_mode = ''",
    "SET SESSION time_zone = '+00:00'",
    f"SET SESSION net_write_timeout = {READ_SECONDS}",
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
)
_NO_TIME_LIMIT = "SET SESSION {} = 0"
_SNAPSHOT = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"
_ENGINE = "SELECT ENGINE FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = %s"
_MARK, _BACK = "SAVEPOINT bailee", "ROLLBACK TO SAVEPOINT bailee"


class MySqlSource(ServerSource):
    """A database of a MySQL or MariaDB server. Fulfils the port `TableSource`."""

    kind = "mysql"

    def __init__(self, access: ServerAccess) -> None:
        """Nothing is connected yet. Raises DriverMissing."""
        super().__init__(access)
        self._driver = driver("pymysql", engine="MySQL and MariaDB", extra="mysql")

    @contextmanager
    def open(self) -> Iterator[TableSnapshot]:
        """Connect and open the snapshot; leaving closes both, and stops what the server still does for us.

        Raises LoginFailed, ServerUnreachable, PlainConnectionRefused, SnapshotImpossible, UrlRefused.
        """
        snapshot = MySqlSnapshot(self._driver, self._access, connected(self._driver, self._access))
        try:
            snapshot.begin()
            yield snapshot
        finally:
            snapshot.close()


@dataclass(frozen=True, slots=True)
class _Query:
    """One SELECT of a table, and whose fault it is when it fails."""

    table: Table
    where: str
    chosen: str

    @property
    def statement(self) -> str:
        """What is sent. The condition has lines of its own, between parentheses that it cannot close."""
        condition = f" WHERE (\n{self.where}\n)" if self.where else ""
        return f"SELECT {self.chosen} FROM {_quoted(self.table.name)}{condition}"  # noqa: S608 - quoted, checked

    @property
    def trial(self) -> str:
        """Has the whole statement understood and no row read."""
        return f"{self.statement} LIMIT 0"


class MySqlSnapshot:
    """One moment of the database. One thread at a time, one reading at a time: asking for anything ends the last."""

    def __init__(self, pymysql: ModuleType, access: ServerAccess, connection: "Connection") -> None:
        self._driver = pymysql
        self._access = access
        self._connection = connection
        self._version = str(connection.get_server_info())
        self._unfinished: SSCursor | None = None
        self._is_encrypted = False
        self._loose: frozenset[str] = frozenset()

    def begin(self) -> None:
        """Open the snapshot. Raises SnapshotImpossible, PlainConnectionRefused, ServerGone."""
        status = self._ask("SHOW SESSION STATUS LIKE 'Ssl_cipher'")
        self._is_encrypted = bool(status and status[0][1])
        self._access.check_encryption(is_encrypted=self._is_encrypted)
        limit = "max_statement_time" if "mariadb" in self._version.lower() else "max_execution_time"
        for statement in (*_SESSION, _NO_TIME_LIMIT.format(limit), _SNAPSHOT):
            self._ask(statement)
        loose, is_impossible = loose_tables(self._ask)
        self._loose = frozenset(loose)
        if is_impossible:
            reason = f"only InnoDB has snapshots, and keeps none of its tables: {', '.join(loose)}"
            raise SnapshotImpossible(source=self._access.location, reason=reason)

    def survey(self) -> Survey:
        """Every table and view of the database."""
        return read_survey(self._ask, version=self._version, is_encrypted=self._is_encrypted)

    def count(self, table: Table, where: str = "") -> int:
        """How many rows there are. Raises FilterRefused, TableRefused, ServerGone."""
        ((found,),) = self._read(_Query(table, where, "COUNT(*)"))
        return int(found)

    def rows(self, table: Table, where: str = "") -> Iterator[Rows]:
        """Every row, in batches. Raises FilterRefused, TableRefused, ServerGone."""
        kinds = [kind_of(column.declared) for column in table.columns]
        pairs = list(zip(table.columns, kinds, strict=True))
        chosen = ", ".join(kind.expression.format(_quoted(column.name)) for column, kind in pairs)
        picks = [
            Pick(position, column.name, kind.convert)
            for position, (column, kind) in enumerate(pairs)
            if kind.convert is not None
        ]
        wide = [position for position, kind in enumerate(kinds) if kind.is_wide]
        first_row = 0
        for batch in batches(self._read(_Query(table, where, chosen)), wide):
            yield convert(batch, picks, table=table.title, first_row=first_row)
            first_row += len(batch)

    def close(self) -> None:
        """End the connection, and with it the snapshot."""
        cursor, self._unfinished = self._unfinished, None
        if cursor is not None:
            self._stop_server()
            _let_go(cursor)
        if self._connection.open:
            self._connection.close()

    def _read(self, query: _Query) -> Iterator[Sequence[Any]]:
        """Rows as they come. Meanwhile the table may not be altered; afterwards it may, before we are done with all."""
        table, source = query.table.title, self._access.location
        self._end_reading()
        if query.where:
            check_condition(query.where, _dialect(), table=table)
        has_read = False
        try:
            self._execute(_MARK)
            self._execute(query.trial)
            self._check_held(query.table)
            has_read = True
            yield from self._stream(query.statement)
        except self._driver.MySQLError as error:
            if query.where:
                raise filter_failure(error, source, table, has_read=has_read) from None
            raise table_failure(error, source, table) from None
        finally:
            self._end_reading()
            if self._connection.open:
                with suppress(self._driver.MySQLError):
                    self._execute(_BACK)

    def _check_held(self, table: Table) -> None:
        """Raise TableRefused for a table that was moved out of InnoDB, and so out of the snapshot, meanwhile."""
        ((engine,),) = self._execute(_ENGINE, (table.name,)) or ((b"",),)
        if table.name not in self._loose and (engine or b"").lower() != SNAPSHOT_ENGINE.encode():
            raise TableRefused(table=table.title, reason="it was altered after the snapshot began")

    def _stream(self, statement: str) -> Iterator[Sequence[Any]]:
        cursor = self._connection.cursor(self._driver.cursors.SSCursor)
        try:
            cursor.execute(statement)
            self._unfinished = cursor
            while (row := cursor.fetchone()) is not None:
                yield row
                if self._unfinished is not cursor:
                    break
        except (self._driver.MySQLError, *NOT_UNDERSTOOD) as error:
            self._unfinished = None
            _let_go(cursor)
            raise self._own(error) from None
        if row is not None:
            message = "this reading was ended by a later one"
            raise RuntimeError(message)
        self._unfinished = None
        cursor.close()

    def _own(self, error: Exception) -> Exception:
        """An error of the driver's own for one that it lets slip through."""
        known: Exception = error
        if not isinstance(error, self._driver.MySQLError):
            known = self._driver.InternalError(MALFORMED, type(error).__name__)
        return known

    def _end_reading(self) -> None:
        """Let the server stop sending: over this connection it could only be heard to the end."""
        cursor, self._unfinished = self._unfinished, None
        if cursor is None:
            return
        self._stop_server()
        try:
            cursor.close()  # hears what was sent already, up to the word that the statement was stopped
        except self._driver.MySQLError:
            _let_go(cursor)
        if self._connection.open:
            with suppress(self._driver.MySQLError):
                self._execute("DO 0")  # meets the stop, should it have come too late for the reading

    def _stop_server(self) -> None:
        """Through another connection; without one, what is left has to be heard."""
        with suppress(BaileeError, self._driver.MySQLError):
            other = connected(self._driver, self._access)
            try:
                with other.cursor() as cursor:
                    cursor.execute(f"KILL QUERY {int(self._connection.thread_id())}")
            finally:
                other.close()

    def _execute(self, statement: str, parameters: tuple[str, ...] | None = None) -> Sequence[Sequence[Any]]:
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(statement, parameters)
                rows: Sequence[Sequence[Any]] = cursor.fetchall()
        except NOT_UNDERSTOOD as error:
            raise self._own(error) from None
        return rows

    def _ask(self, statement: str) -> Sequence[Sequence[Any]]:
        """All rows of a small result, text decoded. Raises ServerGone."""
        self._end_reading()
        try:
            rows = self._execute(statement)
        except self._driver.MySQLError as error:
            raise catalogue_failure(error, self._access.location) from None
        return [tuple(_decoded(value) for value in row) for row in rows]


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _let_go(cursor: "SSCursor") -> None:
    """Close what will bring no more. Left to itself it would go on listening, on a connection that may be no more."""
    if cursor._result is not None:  # noqa: SLF001 - the driver has no other word for it
        cursor._result.unbuffered_active = False  # noqa: SLF001
    cursor.close()


def _decoded(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
