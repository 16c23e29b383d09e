"""Tables from Microsoft SQL Server, through pymssql, out of one snapshot that others may go on writing beside."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import TYPE_CHECKING, Any

from app.errors import BaileeError, PlainConnectionRefused, SnapshotImpossible, UrlRefused
from app.ports import TableSnapshot
from app.sources.servers.cells import Pick, batches, convert
from app.sources.servers.condition import Dialect, check_condition
from app.sources.servers.connecting import CONNECT_SECONDS, ServerAccess, ServerSource, driver
from app.sources.servers.sqlserver import queries
from app.sources.servers.sqlserver.catalogue import read_survey
from app.sources.servers.sqlserver.failures import catalogue_failure, filter_failure, login_failure, table_failure
from app.sources.servers.sqlserver.values import kind_of
from app.tables import Rows, Survey, Table

if TYPE_CHECKING:
    from pymssql import Connection, Cursor

_MODES = ("off", "request", "require")


class SqlServerSource(ServerSource):
    """A database of a Microsoft SQL Server. Fulfils the port `TableSource`."""

    kind = "sqlserver"

    def __init__(self, access: ServerAccess) -> None:
        """Nothing is connected yet. Raises DriverMissing."""
        super().__init__(access)
        self._driver = driver("pymssql", engine="SQL Server", extra="sqlserver")

    @contextmanager
    def open(self) -> Iterator[TableSnapshot]:
        """Connect and open the snapshot; leaving closes both.

        Raises LoginFailed, ServerUnreachable, PlainConnectionRefused, SnapshotImpossible, UrlRefused.
        """
        mode = encryption_mode(self._access)
        connection = _connected(self._driver, self._access, mode)
        try:
            snapshot = SqlServerSnapshot(self._driver, self._access, connection)
            snapshot.begin(mode)
            yield snapshot
        finally:
            with suppress(self._driver.Error):
                connection.close()


class SqlServerSnapshot:
    """One moment of the database. One thread at a time, one reading at a time: asking for anything ends the last."""

    def __init__(self, library: ModuleType, access: ServerAccess, connection: "Connection") -> None:
        self._driver = library
        self._access = access
        self._connection = connection
        self._unfinished: Cursor | None = None
        self._version = ""
        self._own_schema = ""
        self._is_encrypted = False

    def begin(self, mode: str) -> None:
        """Open the snapshot. `mode` is how encryption was asked for.

        Raises SnapshotImpossible, PlainConnectionRefused, ServerGone.
        """
        self._is_encrypted = mode == "require" or self._sees_encryption()
        self._access.check_encryption(is_encrypted=self._is_encrypted)
        ((self._version, self._own_schema, state),) = self._ask(queries.IDENTITY)
        if state != queries.SNAPSHOTS_ALLOWED:
            name = _quoted(self._access.url.database)
            reason = f"its administrator has to allow them: ALTER DATABASE {name} SET ALLOW_SNAPSHOT_ISOLATION ON"
            raise SnapshotImpossible(source=self._access.location, reason=reason)
        for statement in queries.BEGIN:
            self._tell(statement)

    def survey(self) -> Survey:
        """Every table and view of the database."""
        return read_survey(
            self._ask, version=self._version, own_schema=self._own_schema, is_encrypted=self._is_encrypted
        )

    def count(self, table: Table, where: str = "") -> int:
        """How many rows there are. Raises FilterRefused, TableRefused, ServerGone."""
        ((found,),) = self._read(table, where, "COUNT_BIG(*)")
        return int(found)

    def rows(self, table: Table, where: str = "") -> Iterator[Rows]:
        """Every row, in batches. Raises FilterRefused, TableRefused, ServerGone."""
        pairs = [(column, kind_of(column.declared)) for column in table.columns]
        chosen = ", ".join(kind.expression.format(_quoted(column.name)) for column, kind in pairs)
        picks = [
            Pick(position, column.name, kind.convert, kind.codec)
            for position, (column, kind) in enumerate(pairs)
            if kind.convert is not None
        ]
        wide = [position for position, (_, kind) in enumerate(pairs) if kind.is_wide]
        first_row = 0
        for batch in batches(self._read(table, where, chosen), wide):
            yield convert(batch, picks, table=table.title, first_row=first_row)
            first_row += len(batch)

    def select(self, table: Table, where: str, chosen: str, *, top: str = "") -> str:
        """The statement that reads `chosen` of `table`. Raises FilterRefused for what is not one expression."""
        if where:
            check_condition(where, dialect(), table=table.title)
        condition = f" WHERE (\n{where}\n)" if where else ""
        name = f"{_quoted(table.schema or self._own_schema)}.{_quoted(table.name)}"
        return f"SELECT {top}{chosen} FROM {name}{condition}"  # noqa: S608 - quoted, checked

    def _read(self, table: Table, where: str, chosen: str) -> Iterator[Sequence[Any]]:
        """Rows as they come."""
        source = self._access.location
        statement, trial = self.select(table, where, chosen), self.select(table, where, "1 AS one", top="TOP 0 ")
        self._end_reading()
        has_read = False
        try:
            if where:
                self._tell(trial)
            has_read = True
            yield from self._stream(statement)
        except self._driver.Error as error:
            if where:
                raise filter_failure(error, source, table.title, has_read=has_read) from None
            raise table_failure(error, source, table.title) from None
        finally:
            self._end_reading()

    def _stream(self, statement: str) -> Iterator[Sequence[Any]]:
        cursor = self._connection.cursor()
        self._unfinished = cursor
        cursor.execute(statement)
        while (row := cursor.fetchone()) is not None:
            yield row
            if self._unfinished is not cursor:
                message = "this reading was ended by a later one"
                raise RuntimeError(message)

    def _end_reading(self) -> None:
        """Closing a cursor has the server stop sending to it."""
        cursor, self._unfinished = self._unfinished, None
        if cursor is not None:
            with suppress(self._driver.Error):
                cursor.close()

    def _tell(self, statement: str) -> None:
        cursor = self._connection.cursor()
        try:
            cursor.execute(statement)
        finally:
            cursor.close()

    def _ask(self, statement: str) -> Sequence[Sequence[Any]]:
        """All rows of a small result. Raises ServerGone, SnapshotImpossible."""
        self._end_reading()
        try:
            cursor = self._connection.cursor()
            try:
                cursor.execute(statement)
                rows: Sequence[Sequence[Any]] = cursor.fetchall()
            finally:
                cursor.close()
        except self._driver.Error as error:
            raise catalogue_failure(error, self._access.location) from None
        return rows

    def _sees_encryption(self) -> bool:
        """Whether the server says so; few users may ask it."""
        try:
            return bool(self._ask(queries.ENCRYPTED)[0][0] == "TRUE")
        except (BaileeError, IndexError):
            return False


def encryption_mode(access: ServerAccess) -> str:
    """What the driver is told. Raises PlainConnectionRefused, UrlRefused."""
    mode = access.url.option("encryption").lower() or ("require" if access.demands_encryption else "request")
    if mode not in _MODES:
        raise UrlRefused(reason=f"its encryption must be one of {', '.join(_MODES)}")
    if access.demands_encryption and mode == "off":
        raise PlainConnectionRefused(source=access.location)
    return "require" if access.demands_encryption else mode


def dialect() -> Dialect:
    """How SQL Server quotes."""
    return Dialect.of(quoted=r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|\[(?:[^\]]|\]\])*\]""")


def _connected(library: ModuleType, access: ServerAccess, mode: str) -> "Connection":
    url = access.url
    if url.option("charset").lower() not in {"", "utf8", "utf-8"}:
        raise UrlRefused(reason="its charset is always UTF-8, whatever that of the tables")
    version = {"tds_version": url.option("tds_version")} if url.option("tds_version") else {}
    failure: BaileeError
    try:
        connection: Connection = library.connect(
            server=url.host,
            port=str(url.port),
            user=url.user,
            password=access.reveal_password(),
            database=url.database,
            login_timeout=CONNECT_SECONDS,
            charset="UTF-8",
            appname="Bailee",
            autocommit=True,
            encryption=mode,
            **version,
        )
    except library.Error as error:
        failure = login_failure(error, access.location)
    else:
        return connection
    raise failure


def _quoted(name: str) -> str:
    return "[" + name.replace("]", "]]") + "]"
