"""Tables from Firebird, through firebird-driver, out of one transaction that others may go on writing beside."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import TYPE_CHECKING, Any

from app.errors import SnapshotImpossible, TableRefused, UrlRefused
from app.ports import TableSnapshot
from app.sources.servers.cells import Pick, batches, convert
from app.sources.servers.condition import Dialect, check_condition
from app.sources.servers.connecting import ServerAccess, ServerSource, driver
from app.sources.servers.firebird.catalogue import Catalogue
from app.sources.servers.firebird.connection import EXTRA, connected
from app.sources.servers.firebird.failures import catalogue_failure, filter_failure, table_failure
from app.sources.servers.firebird.handles import close_cursor, close_reader, read_whole
from app.sources.servers.firebird.values import codec_named
from app.sources.sql_names import quoted
from app.tables import CellProblem, CellTrouble, Rows, Survey, Table

if TYPE_CHECKING:
    from firebird.driver import BlobReader, Connection, Cursor, TransactionManager

LONGEST_BLOB_BYTES = 512 * 1024 * 1024
"""A blob beyond this is not taken: each is in memory as a whole, and SQLite has a limit of its own."""

_IDENTITY = "SELECT RDB$GET_CONTEXT('SYSTEM', 'ENGINE_VERSION') FROM RDB$DATABASE"
_ENCRYPTED = "SELECT RDB$GET_CONTEXT('SYSTEM', 'WIRE_ENCRYPTED') FROM RDB$DATABASE"

_LITERAL = r"'(?:[^']|'')*'"
_OTHER_LITERAL = r"[qQ]'(?:\(.*?\)|\[.*?\]|\{.*?\}|<.*?>|([^(\[{<]).*?\1)'"
_NAME = r'"(?:[^"]|"")*"'


class FirebirdSource(ServerSource):
    """A database of a Firebird server. Fulfils the port `TableSource`."""

    kind = "firebird"

    def __init__(self, access: ServerAccess) -> None:
        """Nothing is connected yet. Raises DriverMissing; so may `open`, without Firebird's client library."""
        super().__init__(access)
        self._driver = driver("firebird.driver", engine="Firebird", extra=EXTRA)

    @contextmanager
    def open(self) -> Iterator[TableSnapshot]:
        """Connect and open the snapshot; leaving closes both.

        Raises LoginFailed, ServerUnreachable, PlainConnectionRefused, UrlRefused, DriverMissing.
        """
        codec = _codec_without_charset(self._access.url.option("charset"))
        connection = connected(self._driver, self._access)
        try:
            snapshot = FirebirdSnapshot(self._driver, self._access, connection, codec)
            snapshot.begin()
            yield snapshot
        finally:
            with suppress(self._driver.Error):
                connection.close()


class FirebirdSnapshot:
    """One moment of the database. One thread at a time."""

    def __init__(self, firebird: ModuleType, access: ServerAccess, connection: "Connection", codec: str) -> None:
        self._driver = firebird
        self._access = access
        self._connection = connection
        self._codec = codec
        self._transaction: TransactionManager | None = None
        self._known: Catalogue | None = None
        self._version = ""
        self._is_encrypted = False

    def begin(self) -> None:
        """Open the snapshot. Raises PlainConnectionRefused, SnapshotImpossible, ServerGone."""
        settings = self._driver.tpb(
            self._driver.Isolation.SNAPSHOT, lock_timeout=0, access_mode=self._driver.TraAccessMode.READ
        )
        self._transaction = self._connection.transaction_manager(settings)
        self._version = str(self._ask(_IDENTITY)[0][0])
        self._is_encrypted = self._sees_encryption()
        self._access.check_encryption(is_encrypted=self._is_encrypted)

    def survey(self) -> Survey:
        """Every table and view of the database."""
        return self._catalogue.survey(version=self._version, is_encrypted=self._is_encrypted)

    def count(self, table: Table, where: str = "") -> int:
        """How many rows there are. Raises FilterRefused, TableRefused, ServerGone."""
        ((found,),) = self._read(table, where, "COUNT(*)", _Blobs(()))
        return int(found)

    def rows(self, table: Table, where: str = "") -> Iterator[Rows]:
        """Every row, in batches. Raises FilterRefused, TableRefused, ServerGone."""
        kinds = self._catalogue.kinds.get(table.name, [])
        if len(kinds) != len(table.columns):
            raise TableRefused(table=table.title, reason="its columns are not the same")
        pairs = list(zip(table.columns, kinds, strict=True))
        chosen = ", ".join(kind.expression.format(quoted(column.name)) for column, kind in pairs)
        picks = [
            Pick(position, column.name, kind.convert, kind.codec)
            for position, (column, kind) in enumerate(pairs)
            if kind.convert is not None
        ]
        blobs = _Blobs(tuple(position for position, kind in enumerate(kinds) if kind.is_blob))
        wide = [position for position, kind in enumerate(kinds) if kind.is_blob or kind.expression != "{}"]
        first_row = 0
        for batch in batches(self._read(table, where, chosen, blobs), wide):
            found = convert(batch, picks, table=table.title, first_row=first_row)
            too_long = [
                CellProblem(table.title, row, table.columns[position].name, CellTrouble.TOO_LONG, f"{size} bytes")
                for row, position, size in blobs.take_too_long()
            ]
            yield Rows(found.rows, [*found.problems, *too_long])
            first_row += len(batch)

    @property
    def _catalogue(self) -> Catalogue:
        if self._known is None:
            major = int(self._version.partition(".")[0] or 0)
            self._known = Catalogue(self._ask, major_version=major, codec_without_charset=self._codec)
        return self._known

    def _sees_encryption(self) -> bool:
        """Whether the wire is encrypted; not, where the server is too old to say."""
        with self._cursor() as cursor:
            try:
                cursor.execute(_ENCRYPTED)
                return bool(cursor.fetchone()[0] == "TRUE")
            except self._driver.DatabaseError:
                return False

    def _read(self, table: Table, where: str, chosen: str, blobs: "_Blobs") -> Iterator[Sequence[Any]]:
        """Rows as they come, with their blobs."""
        source = self._access.location
        statement = f"SELECT {chosen} FROM {quoted(table.name)}"  # noqa: S608 - quoted
        if where:
            check_condition(where, _dialect(), table=table.title)
            statement += f" WHERE (\n{_in_utf8(where)}\n)"
        has_read = False
        with self._cursor() as cursor:
            try:
                cursor.execute(statement)
                has_read = True
                while (row := cursor.fetchone()) is not None:
                    yield blobs.read(row) if blobs.positions else row
            except self._driver.DatabaseError as error:
                if where:
                    raise filter_failure(error, source, table.title, has_read=has_read) from None
                raise table_failure(error, source, table.title) from None
            except UnicodeDecodeError:
                raise TableRefused(table=table.title, reason="text in an array cannot be decoded") from None

    def _ask(self, statement: str) -> Sequence[Sequence[Any]]:
        """All rows of a small result, text decoded and without blanks at its end. Raises ServerGone."""
        try:
            with self._cursor() as cursor:
                return [tuple(_decoded(value) for value in row) for row in cursor.execute(statement)]
        except self._driver.DatabaseError as error:
            raise catalogue_failure(error, self._access.location) from None
        except UnicodeDecodeError:
            reason = "names in its catalogue are not UTF-8, so that its tables cannot be asked for"
            raise SnapshotImpossible(source=self._access.location, reason=reason) from None

    @contextmanager
    def _cursor(self) -> "Iterator[Cursor]":
        assert self._transaction is not None  # noqa: S101 - the source calls `begin` first
        cursor = self._transaction.cursor()
        cursor.stream_blob_threshold = 0  # readers, because those can be told not to decode
        try:
            yield cursor
        finally:
            close_cursor(cursor, self._driver.Error)


class _Blobs:
    """Reads the blobs of rows as they come. A blob may be read only while its row is the last that came."""

    def __init__(self, positions: tuple[int, ...]) -> None:
        self.positions = positions
        self._row = 0
        self._too_long: list[tuple[int, int, int]] = []

    def read(self, row: Sequence[Any]) -> Sequence[Any]:
        """The row with bytes in place of readers; with None in place of what is too long."""
        values = list(row)
        for position in self.positions:
            values[position] = self._content(values[position], position)
        self._row += 1
        return values

    def take_too_long(self) -> list[tuple[int, int, int]]:
        """Row, position and size in bytes of each blob that was left out since the last call."""
        found, self._too_long = self._too_long, []
        return found

    def _content(self, value: "BlobReader | str | bytes | None", position: int) -> bytes | None:
        if value is None:
            return None
        if isinstance(value, (str, bytes)):  # only an empty one comes as itself
            return b""
        if value.length > LONGEST_BLOB_BYTES:
            self._too_long.append((self._row, position, value.length))
            close_reader(value)
            return None
        return read_whole(value)


def _decoded(value: object) -> object:
    if isinstance(value, str):
        return value.rstrip(" ")
    if value is None or isinstance(value, (int, float)):
        return value
    return read_whole(value).decode("utf-8", "replace")


def _dialect() -> Dialect:
    return Dialect.of(quoted=f"{_LITERAL}|{_OTHER_LITERAL}|{_NAME}")


def _in_utf8(condition: str) -> str:
    """Say of each literal that is not ASCII how it is encoded, for the connection has no encoding."""
    token = re.compile(rf"(?P<encoding>_\w+\s*)?(?P<literal>{_LITERAL})|[qQ]'|{_NAME}", re.DOTALL)

    def named(found: re.Match[str]) -> str:
        literal = found["literal"]
        is_plain = literal is None or found["encoding"] is not None or literal.isascii()
        return found[0] if is_plain else f"_UTF8 {literal}"

    return token.sub(named, condition)


def _codec_without_charset(charset: str) -> str:
    """What text without a character set is tried as: UTF-8, unless the URL knows better."""
    if not charset:
        return "utf-8"
    if not (codec := codec_named(charset.upper())):
        raise UrlRefused(reason="its charset is not one of Firebird's that can be decoded")
    return codec
