"""A PostgreSQL database as a source: logging in, opening the snapshot, and looking around in it."""

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.errors import BaileeError, PlainConnectionRefused, SnapshotImpossible, UrlRefused
from app.sources.servers.connecting import CONNECT_SECONDS, ServerAccess, ServerSource, driver
from app.sources.servers.postgresql import queries
from app.sources.servers.postgresql.catalogue import CatalogueReader
from app.sources.servers.postgresql.failures import login_failure, reason, whole_failure
from app.sources.servers.postgresql.snapshot import PostgresSnapshot
from app.sources.servers.postgresql.stream import stop
from app.tables import Consistency, Survey

if TYPE_CHECKING:
    import psycopg

OLDEST_VERSION = 100000
VERSION_WITH_GSS = 120000
PLAIN_MODES = frozenset({"disable", "allow", "prefer"})
TOO_OLD = "PostgreSQL before version 10 is not supported"
NO_SNAPSHOT = "the server does not keep to REPEATABLE READ, READ ONLY"
ENCRYPTED_MODES = frozenset({"require", "verify-ca", "verify-full"})


class PostgresSource(ServerSource):
    """The database behind `access`. Nothing is connected before `open`."""

    kind = "postgresql"

    def __init__(self, access: ServerAccess) -> None:
        super().__init__(access)
        driver("psycopg", engine="PostgreSQL", extra="postgresql")

    @contextmanager
    def open(self) -> Iterator[PostgresSnapshot]:
        """The snapshot; leaving it stops what the server is doing for it.

        Raises UrlRefused for a database that the server does not have, too.
        """
        connection = _connect(self._access)
        try:
            yield _Opening(connection, self._access).snapshot()
        finally:
            stop(connection)
            connection.close()


def _connect(access: ServerAccess) -> "psycopg.Connection[Any]":
    import psycopg  # noqa: PLC0415

    url = access.url
    options: dict[str, Any] = {name: value for name, value in url.options if name != "sslmode"}
    if mode := _ssl_mode(access):
        options["sslmode"] = mode
    try:
        return psycopg.connect(
            host=url.socket or url.host,
            port=url.port,
            user=url.user,
            password=access.reveal_password(),
            dbname=url.database,
            connect_timeout=CONNECT_SECONDS,
            application_name="Bailee",
            client_encoding="UTF8",
            autocommit=True,
            prepare_threshold=None,
            **options,
        )
    except psycopg.Error as error:
        failure = login_failure(access, error)
    raise failure


def _ssl_mode(access: ServerAccess) -> str:
    """What is asked of libpq; "" for its own way, which is to encrypt where the server can."""
    asked = access.url.option("sslmode")
    if asked and asked not in PLAIN_MODES | ENCRYPTED_MODES:
        raise UrlRefused(reason=f"sslmode is one of {', '.join(sorted(PLAIN_MODES | ENCRYPTED_MODES))}")
    if not access.demands_encryption:
        return asked
    if asked in PLAIN_MODES:
        raise PlainConnectionRefused(source=access.location)
    return asked or "require"


class _Opening:
    """From a fresh connection to a snapshot."""

    def __init__(self, connection: "psycopg.Connection[Any]", access: ServerAccess) -> None:
        self._connection = connection
        self._access = access
        self._version = connection.info.server_version

    def snapshot(self) -> PostgresSnapshot:
        """Check the connection, begin the transaction, read the catalogue."""
        is_encrypted = self._is_encrypted()
        if not is_encrypted and not self._stays_here() and not self._access.allow_plain:
            raise PlainConnectionRefused(source=self._access.location)
        if self._version < OLDEST_VERSION:
            raise self._impossible(TOO_OLD)
        values = ", ".join(["(%s, %s)"] * len(queries.SETTINGS))
        self._ask(queries.SET.format(values=values), [word for setting in queries.SETTINGS for word in setting])
        self._ask(queries.BEGIN)
        ((version, home, server_encoding, is_snapshot),) = self._ask(queries.IDENTITY)
        if not is_snapshot:
            raise self._impossible(NO_SNAPSHOT)
        codec = self._codec(server_encoding)
        catalogue = CatalogueReader(self._ask, version=self._version, home=home, codec=codec).read()
        survey = Survey(
            "PostgreSQL",
            version,
            Consistency.SNAPSHOT if catalogue.is_one_moment else Consistency.PARTIAL,
            is_encrypted,
            tuple(relation.table for relation in catalogue.relations),
            catalogue.views,
            (*catalogue.notes, *self._notes(server_encoding, codec, is_encrypted=is_encrypted)),
        )
        return PostgresSnapshot(self._connection, self._access, survey, catalogue.relations, codec)

    def _is_encrypted(self) -> bool:
        """By TLS, as libpq knows it, or by Kerberos, as the server tells."""
        if self._connection.pgconn.ssl_in_use:
            return True
        return self._version >= VERSION_WITH_GSS and any(encrypted for (encrypted,) in self._ask(queries.GSS))

    def _stays_here(self) -> bool:
        """Whether the other end is on this machine. Asked of the connection: a name may lead anywhere."""
        address = self._connection.pgconn.hostaddr
        return not address or ipaddress.ip_address(address.decode("ascii")).is_loopback

    def _codec(self, server_encoding: str) -> str:
        """How to decode text ourselves; "" where all text is sure to be Unicode.

        From any other encoding, the server would refuse a whole table for one character it cannot translate.
        """
        if server_encoding == "UTF8":
            return ""
        if server_encoding == "SQL_ASCII":  # it means that nobody has ever looked
            return "utf-8"
        import psycopg  # noqa: PLC0415

        self._ask(f"SET LOCAL client_encoding = '{server_encoding}'")
        try:
            codec = self._connection.info.encoding
        except psycopg.NotSupportedError:  # Python does not know it: the server translates after all
            codec = ""
        self._ask("SET LOCAL client_encoding = 'UTF8'")
        return codec

    def _notes(self, server_encoding: str, codec: str, *, is_encrypted: bool) -> Iterator[str]:
        if codec:
            yield f"text is in {server_encoding}; what is not valid in it is kept as bytes and listed"
        asked = self._access.url.option("sslmode")
        if is_encrypted and not self._stays_here() and not asked.startswith("verify"):
            yield "the server's certificate was not verified: the URL does not ask for sslmode=verify-full"
        if not is_encrypted and not self._stays_here():
            yield "the connection was not encrypted"

    def _ask(self, query: str, parameters: list[str] | None = None) -> list[tuple[Any, ...]]:
        import psycopg  # noqa: PLC0415

        try:
            cursor = self._connection.execute(query.encode(), parameters)
            return cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            sqlstate = error.sqlstate
        raise whole_failure(self._access, sqlstate) or self._impossible(reason(sqlstate or ""))

    def _impossible(self, why: str) -> BaileeError:
        return SnapshotImpossible(source=self._access.location, reason=why)
