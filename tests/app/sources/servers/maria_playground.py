"""An empty database of a real MariaDB, for the contract of table sources and for tests of this engine alone."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pymysql

from app.ports import TableSource
from app.sources.servers.connecting import ServerAccess
from app.sources.servers.mysql.source import MySqlSource
from app.tables import CellTrouble, Storage
from tests.contracts.playground import Playground, Types, ValueCase
from tests.servers.mariadb import PASSWORD, USER, MariaServer

TEXT, INTEGER, BLOB, ANY = Storage.TEXT, Storage.INTEGER, Storage.BLOB, Storage.ANY

VALUES = (
    ValueCase("tinyint", "-128", -128, INTEGER, shown_as="tinyint(4)"),
    ValueCase("tinyint(1)", "1", 1, INTEGER),
    ValueCase("boolean", "TRUE", 1, INTEGER, shown_as="tinyint(1)"),
    ValueCase("smallint unsigned", "65535", 65535, INTEGER, shown_as="smallint(5) unsigned"),
    ValueCase("mediumint", "-8388608", -8388608, INTEGER, shown_as="mediumint(9)"),
    ValueCase("int(5) unsigned zerofill", "42", 42, INTEGER),
    ValueCase("bigint(20)", "-9223372036854775808", -(1 << 63), INTEGER),
    ValueCase("bigint(20) unsigned", "9223372036854775807", (1 << 63) - 1, ANY),
    ValueCase("bigint(20) unsigned", "18446744073709551615", "18446744073709551615", ANY),
    ValueCase("year(4)", "2155", 2155, INTEGER),
    ValueCase("year(4)", "'0000'", 0, INTEGER),
    ValueCase("bit(1)", "b'1'", 1, INTEGER),
    ValueCase("bit(10)", "b'1000000001'", 513, INTEGER),
    ValueCase("bit(64)", "b'" + "1" * 64 + "'", str((1 << 64) - 1), ANY),
    ValueCase("decimal(65,30)", "-" + "9" * 35 + "." + "9" * 29 + "1", "-" + "9" * 35 + "." + "9" * 29 + "1", TEXT),
    ValueCase("decimal(10,4)", "1.5", "1.5000", TEXT),
    ValueCase("float", "3.14159274", 3.1415927410125732, ANY),
    ValueCase("float", "1e38", 9.999999680285692e37, ANY),
    ValueCase("float(7,2)", "12345.67", 12345.669921875, ANY),
    ValueCase("double", "0.1", 0.1, ANY),
    ValueCase("double", "-0e0", -0.0, ANY),
    ValueCase("double", "1.7976931348623157e308", 1.7976931348623157e308, ANY),
    ValueCase("double", "5e-324", 5e-324, ANY),
    ValueCase("double(12,3)", "1.2345", 1.234, ANY),
    ValueCase("date", "'0000-00-00'", "0000-00-00", TEXT),
    ValueCase("date", "'2024-00-31'", "2024-00-31", TEXT),
    ValueCase("date", "'9999-12-31'", "9999-12-31", TEXT),
    ValueCase("datetime", "'0000-00-00 00:00:00'", "0000-00-00 00:00:00", TEXT),
    ValueCase("datetime(6)", "'1000-01-01 23:59:59.000001'", "1000-01-01 23:59:59.000001", TEXT),
    ValueCase("timestamp", "'2024-02-03 04:05:06'", "2024-02-03 04:05:06", TEXT),
    ValueCase("timestamp(3)", "0", "0000-00-00 00:00:00.000", TEXT),
    ValueCase("time", "'838:59:59'", "838:59:59", TEXT),
    ValueCase("time(6)", "'-25:00:00.000001'", "-25:00:00.000001", TEXT),
    ValueCase("char(10)", "'pad'", "pad", ANY),
    ValueCase("varchar(100)", "'Müller 😀'", "Müller 😀", ANY),
    ValueCase("varchar(10)", "''", "", ANY),
    ValueCase("varchar(10) CHARACTER SET latin1", "'Größe €'", "Größe €", ANY, shown_as="varchar(10)"),
    ValueCase("varchar(10) CHARACTER SET ucs2", "'漢字'", "漢字", ANY, shown_as="varchar(10)"),
    ValueCase("text", "'line\\nnext\\0end'", "line\nnext\0end", ANY),
    ValueCase("longtext", "REPEAT('ß', 100000)", "ß" * 100000, ANY),
    ValueCase("longtext", "X'61EDA080'", b"a\xed\xa0\x80", ANY, trouble=CellTrouble.UNDECODABLE),
    ValueCase("enum('a','b''c','ü')", "'b''c'", "b'c", ANY),
    ValueCase("set('x','y','z')", "'x,z'", "x,z", ANY),
    ValueCase("json", """'{"a": [1, 2.50, "ü"]}'""", '{"a": [1, 2.50, "ü"]}', ANY, shown_as="longtext"),
    ValueCase("binary(4)", "X'00FF'", b"\x00\xff\x00\x00", BLOB),
    ValueCase("varbinary(10)", "X'00FF'", b"\x00\xff", BLOB),
    ValueCase("blob", "X''", b"", BLOB),
    ValueCase("longblob", "X'FFFE00'", b"\xff\xfe\x00", BLOB),
    ValueCase(
        "point",
        "ST_GeomFromText('POINT(1 2)', 4326)",
        bytes.fromhex("e61000000101000000000000000000f03f0000000000000040"),
        BLOB,
    ),
    ValueCase("uuid", "'123e4567-e89b-12d3-a456-426655440000'", "123e4567-e89b-12d3-a456-426655440000", ANY),
    ValueCase("inet6", "'::1'", "::1", ANY),
)


@dataclass(frozen=True)
class MariaPlayground(Playground):
    server: MariaServer | None = None
    database: str = ""

    def run(self, *statements: str) -> None:
        """Zero dates and the like have to get in first."""
        with self.owner() as cursor:
            cursor.execute("SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'")
            for statement in statements:
                cursor.execute(statement)

    def insert(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        """The driver looks for its placeholders in names too."""
        super().insert(table.replace("%", "%%"), rows)

    def forbid(self, table: str) -> None:
        """Of all its tables, the reader may read the others alone."""
        with self.owner() as cursor:
            cursor.execute("SHOW TABLES")
            others = [name for (name,) in cursor.fetchall() if name != table]
            cursor.execute(f"REVOKE ALL PRIVILEGES ON {self.quote(self.database)}.* FROM '{USER}'@'127.0.0.1'")
            for name in others:
                where = f"{self.quote(self.database)}.{self.quote(name)}"
                cursor.execute(f"GRANT SELECT ON {where} TO '{USER}'@'127.0.0.1'")
            where = f"{self.quote(self.database)}.{self.quote(table)}"
            cursor.execute(f"GRANT INSERT ON {where} TO '{USER}'@'127.0.0.1'")

    def break_connections(self) -> None:
        with self.owner() as cursor:
            for number, _ in self._of_reader(cursor):
                cursor.execute(f"KILL CONNECTION {number}")

    def running_statements(self) -> int:
        with self.owner() as cursor:
            return sum(command == "Query" for _, command in self._of_reader(cursor))

    def _of_reader(self, cursor: Any) -> list[tuple[int, str]]:
        cursor.execute("SELECT ID, COMMAND FROM information_schema.PROCESSLIST WHERE USER = %s", (USER,))
        return list(cursor.fetchall())


@contextmanager
def maria_playground(server: MariaServer) -> Iterator[MariaPlayground]:
    """Owned by root, read by USER."""
    with server.fresh_database(f"d{uuid.uuid4().hex}") as database:

        def connect() -> Any:
            connection = server.administrator(database)
            connection.autocommit(False)
            return connection

        def make(access: ServerAccess) -> TableSource:
            return MySqlSource(access)

        yield MariaPlayground(
            url=server.url(database),
            password=PASSWORD,
            connect=connect,
            make=make,
            types=Types("bigint", "varchar(100)", "longblob"),
            values=VALUES,
            conflicts=(pymysql.err.OperationalError,),
            quotes="``",
            server=server,
            database=database,
        )
