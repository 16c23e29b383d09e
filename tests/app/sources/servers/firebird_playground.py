"""An empty database of a real Firebird, for the contract of table sources and for tests of this engine alone."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from app.ports import TableSource
from app.sources.servers.connecting import ServerAccess
from app.sources.servers.firebird.source import FirebirdSource
from app.tables import CellTrouble, Storage
from tests.contracts.playground import Playground, Types, ValueCase
from tests.servers.firebird import READER, READER_PASSWORD, FirebirdServer

TEXT, INTEGER, BLOB, ANY = Storage.TEXT, Storage.INTEGER, Storage.BLOB, Storage.ANY

VALUES = (
    ValueCase("SMALLINT", "-32768", -32768, INTEGER),
    ValueCase("INTEGER", "2147483647", 2147483647, INTEGER),
    ValueCase("BIGINT", "-9223372036854775808", -(1 << 63), INTEGER),
    ValueCase("BOOLEAN", "TRUE", 1, INTEGER),
    ValueCase("NUMERIC(18, 4)", "1.5", "1.5000", TEXT),
    ValueCase("NUMERIC(9, 9)", "-0.000000001", "-0.000000001", TEXT),
    ValueCase("DECIMAL(18, 18)", "9.123456789012345678", "9.123456789012345678", TEXT),
    ValueCase("NUMERIC(18, 8)", "0", "0.00000000", TEXT),
    ValueCase("FLOAT", "3.14159274", 3.1415927410125732, ANY),
    ValueCase("DOUBLE PRECISION", "1e308", 1e308, ANY),
    ValueCase("DOUBLE PRECISION", "0.1", 0.1, ANY),
    ValueCase("DATE", "'0001-01-01'", "0001-01-01", TEXT),
    ValueCase("DATE", "'9999-12-31'", "9999-12-31", TEXT),
    ValueCase("TIME", "'23:59:59.9999'", "23:59:59.9999", TEXT),
    ValueCase("TIMESTAMP", "'9999-12-31 23:59:59.9999'", "9999-12-31 23:59:59.9999", TEXT),
    ValueCase("CHAR(5) CHARACTER SET UTF8", "'ä😀'", "ä😀   ", ANY),
    ValueCase("CHAR(5) CHARACTER SET WIN1252", "'ä€'", "ä€   ", ANY),
    ValueCase("VARCHAR(8191) CHARACTER SET UTF8", "'Müller 😀 ''\"'", "Müller 😀 '\"", ANY),
    ValueCase("VARCHAR(10) CHARACTER SET UTF8", "''", "", ANY),
    ValueCase("VARCHAR(10) CHARACTER SET UTF8", "'ends   '", "ends   ", ANY),
    ValueCase("VARCHAR(20) CHARACTER SET WIN1252", "'Größe €'", "Größe €", ANY),
    ValueCase("VARCHAR(20) CHARACTER SET ISO8859_1", "'Größe'", "Größe", ANY),
    ValueCase("VARCHAR(20) CHARACTER SET DOS850", "'Größe'", "Größe", ANY),
    ValueCase("VARCHAR(20) CHARACTER SET WIN1251", "'Привет'", "Привет", ANY),
    ValueCase("VARCHAR(20) CHARACTER SET NONE", "CAST('Größe' AS VARCHAR(20) CHARACTER SET OCTETS)", "Größe", ANY),
    ValueCase(
        "VARCHAR(20) CHARACTER SET NONE",
        "CAST(X'47F6DF65' AS VARCHAR(20) CHARACTER SET OCTETS)",
        b"G\xf6\xdfe",
        ANY,
        trouble=CellTrouble.UNDECODABLE,
    ),
    ValueCase(
        "VARCHAR(20) CHARACTER SET WIN1252",
        "CAST(X'4181' AS VARCHAR(20) CHARACTER SET OCTETS)",
        b"A\x81",
        ANY,
        trouble=CellTrouble.UNDECODABLE,
    ),
    ValueCase("CHAR(4) CHARACTER SET OCTETS", "X'00FF'", b"\x00\xff\x00\x00", BLOB),
    ValueCase("VARCHAR(10) CHARACTER SET OCTETS", "X'00FF'", b"\x00\xff", BLOB),
    ValueCase("BLOB SUB_TYPE BINARY", "CAST(X'FFFE00' AS VARCHAR(3) CHARACTER SET OCTETS)", b"\xff\xfe\x00", BLOB),
    ValueCase("BLOB SUB_TYPE BINARY", "''", b"", BLOB),
    ValueCase("BLOB SUB_TYPE -7", "CAST(CAST(X'00' AS BLOB SUB_TYPE 0) AS BLOB SUB_TYPE -7)", b"\x00", BLOB),
    ValueCase("BLOB SUB_TYPE TEXT CHARACTER SET UTF8", "'Müller 😀'", "Müller 😀", ANY),
    ValueCase("BLOB SUB_TYPE TEXT CHARACTER SET UTF8", "''", "", ANY),
    ValueCase("BLOB SUB_TYPE TEXT CHARACTER SET WIN1252", "'Größe €'", "Größe €", ANY),
    ValueCase("BLOB SUB_TYPE TEXT CHARACTER SET NONE", "'plain'", "plain", ANY),
)


@dataclass(frozen=True)
class FirebirdPlayground(Playground):
    """The reader has a right to each table that is there after a `run`, but for those that are forbidden."""

    def run(self, *statements: str) -> None:
        super().run(*statements)
        with self.owner() as cursor:
            cursor.execute("SELECT RDB$RELATION_NAME FROM RDB$RELATIONS WHERE RDB$SYSTEM_FLAG = 0")
            names = [name.rstrip(" ") for (name,) in cursor.fetchall()]
        with self.owner() as cursor:
            for name in names:
                cursor.execute(f"GRANT SELECT ON {self.quote(name)} TO {READER}")

    def forbid(self, table: str) -> None:
        super().run(f"REVOKE SELECT ON {self.quote(table)} FROM {READER}")

    def break_connections(self) -> None:
        super().run(f"DELETE FROM MON$ATTACHMENTS WHERE MON$USER = '{READER}'")

    def running_statements(self) -> int:
        with self.owner() as cursor:
            cursor.execute(
                "SELECT COUNT(*) FROM MON$STATEMENTS s JOIN MON$ATTACHMENTS a USING (MON$ATTACHMENT_ID) "
                f"WHERE a.MON$USER = '{READER}' AND s.MON$STATE <> 0"
            )
            return int(cursor.fetchone()[0])


@contextmanager
def firebird_playground(
    server: FirebirdServer, charset: str = "UTF8", dialect: int = 3
) -> Iterator[FirebirdPlayground]:
    """Owned by SYSDBA, read by READER."""
    from firebird.driver import DatabaseError

    with server.fresh_database(f"d{uuid.uuid4().hex}", charset=charset, dialect=dialect) as path:

        def connect() -> Any:
            return server.connect(path)

        def make(access: ServerAccess) -> TableSource:
            return FirebirdSource(access)

        yield FirebirdPlayground(
            url=server.url(path, user=READER.lower()),
            password=READER_PASSWORD,
            connect=connect,
            make=make,
            types=Types("BIGINT", "VARCHAR(100)", "BLOB SUB_TYPE BINARY"),
            values=VALUES,
            conflicts=(DatabaseError,),
            placeholder="?",
        )
