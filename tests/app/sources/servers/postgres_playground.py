"""The playground of the contract on a real PostgreSQL, and the values that it must give."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg

from app.sources.servers.postgresql.source import PostgresSource
from app.tables import Storage
from tests.contracts.playground import Playground, Types, ValueCase
from tests.servers.postgres import READER, READER_PASSWORD, PostgresServer

INTEGER, ANY, TEXT, BLOB = Storage.INTEGER, Storage.ANY, Storage.TEXT, Storage.BLOB
LONG = "12345678901234567890123456789012345678.000000000012345678901234567890"

VALUES = (
    ValueCase("smallint", "-32768", -32768, INTEGER),
    ValueCase("integer", "2147483647", 2147483647, INTEGER),
    ValueCase("bigint", "-9223372036854775808", -(1 << 63), INTEGER),
    ValueCase("oid", "4294967295", 4294967295, INTEGER),
    ValueCase("boolean", "true", 1, INTEGER),
    ValueCase("boolean", "false", 0, INTEGER),
    ValueCase("real", "'0.5'", 0.5, ANY),
    ValueCase("double precision", "0.1", 0.1, ANY),
    ValueCase("double precision", "'1e308'", 1e308, ANY),
    ValueCase("double precision", "'infinity'", float("inf"), ANY),
    ValueCase("double precision", "'-infinity'", float("-inf"), ANY),
    ValueCase("double precision", "'NaN'", "NaN", ANY),
    ValueCase("real", "'NaN'", "NaN", ANY),
    ValueCase("numeric(12,2)", "1.10", "1.10", TEXT),
    ValueCase("numeric", LONG, LONG, TEXT),
    ValueCase("numeric", "'NaN'", "NaN", TEXT),
    ValueCase("numeric", "'-Infinity'", "-Infinity", TEXT),
    ValueCase("money", "'1234567.89'", "1234567.89", TEXT),
    ValueCase("text", "''", "", TEXT),
    ValueCase("text", "E'tab\\t new\\nline \\\\N back\\\\slash \\u007f'", "tab\t new\nline \\N back\\slash \x7f", TEXT),
    ValueCase("text", "'smile 😀 ünïcode \ufeff'", "smile 😀 ünïcode \ufeff", TEXT),
    ValueCase("character varying(10)", "'short'", "short", TEXT),
    ValueCase("character(5)", "'ab'", "ab   ", TEXT),
    ValueCase('"char"', "'x'", "x", TEXT),
    ValueCase("name", "'a name'", "a name", TEXT),
    ValueCase("bytea", "'\\x00ff5c27'", b"\x00\xff\\'", BLOB),
    ValueCase("bytea", "''", b"", BLOB),
    ValueCase("date", "'2024-02-29'", "2024-02-29", TEXT),
    ValueCase("date", "'infinity'", "infinity", TEXT),
    ValueCase("date", "'0044-03-15 BC'", "0044-03-15 BC", TEXT),
    ValueCase("date", "'123456-07-08'", "123456-07-08", TEXT),
    ValueCase("time without time zone", "'24:00:00'", "24:00:00", TEXT),
    ValueCase("time with time zone", "'12:34:56.789012+05:30'", "12:34:56.789012+05:30", TEXT),
    ValueCase("timestamp without time zone", "'-infinity'", "-infinity", TEXT),
    ValueCase("timestamp without time zone", "'294276-12-31 23:59:59.999999'", "294276-12-31 23:59:59.999999", TEXT),
    ValueCase("timestamp(3) without time zone", "'2024-01-02 03:04:05.678'", "2024-01-02 03:04:05.678", TEXT),
    ValueCase("timestamp with time zone", "'4713-01-01 00:00:00+00 BC'", "4713-01-01 00:00:00+00 BC", TEXT),
    ValueCase("timestamp with time zone", "'2024-06-01 12:00:00+02'", "2024-06-01 10:00:00+00", TEXT),
    ValueCase("interval", "'1 year 2 mons -3 days 04:05:06.789'", "P1Y2M-3DT4H5M6.789S", TEXT),
    ValueCase("uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", TEXT),
    ValueCase("json", '\'{"b": 1,  "a": 1.10, "a": 2}\'', '{"b": 1,  "a": 1.10, "a": 2}', TEXT),
    ValueCase("jsonb", '\'{"b": 1,  "a": 1.10}\'', '{"a": 1.10, "b": 1}', TEXT),
    ValueCase("integer[]", "'{{1,NULL},{3,4}}'", "{{1,NULL},{3,4}}", TEXT),
    ValueCase("text[]", "ARRAY['a,b', NULL, 'quo\"te']", '{"a,b",NULL,"quo\\"te"}', TEXT),
    ValueCase("double precision[]", "ARRAY[0.1, 1/3.0]", "{0.1,0.3333333333333333}", TEXT),
    ValueCase("bytea[]", "ARRAY['\\xff'::bytea]", '{"\\\\xff"}', TEXT),
    ValueCase("inet", "'192.168.0.1'", "192.168.0.1", TEXT),
    ValueCase("inet", "'10.1.0.0/16'", "10.1.0.0/16", TEXT),
    ValueCase("inet", "'2001:db8::1'", "2001:db8::1", TEXT),
    ValueCase("cidr", "'10.0.0.0/8'", "10.0.0.0/8", TEXT),
    ValueCase("macaddr", "'08:00:2b:01:02:03'", "08:00:2b:01:02:03", TEXT),
    ValueCase("bit varying(9)", "B'10101'", "10101", TEXT),
    ValueCase("int4range", "'[1,10)'", "[1,10)", TEXT),
    ValueCase("numrange", "'empty'", "empty", TEXT),
    ValueCase("tstzrange", "'[2024-01-01 00:00+00,)'", '["2024-01-01 00:00:00+00",)', TEXT),
    ValueCase("point", "'(1.5,-2)'", "(1.5,-2)", TEXT),
    ValueCase("xml", "'<a>ä</a>'", "<a>ä</a>", TEXT),
    ValueCase("tsvector", "'fat cat'", "'cat' 'fat'", TEXT),
    ValueCase("regclass", "'pg_class'", "pg_class", TEXT),
    ValueCase("mood", "'so ''so'", "so 'so", TEXT),
    ValueCase("posint", "7", 7, INTEGER),
    ValueCase("posint_again", "8", 8, INTEGER),
    ValueCase("truth", "true", 1, INTEGER),
    ValueCase("pair", "ROW(1, 'a b')", '(1,"a b")', TEXT),
    ValueCase("mood[]", "ARRAY['happy'::mood]", "{happy}", TEXT),
)
TYPES = (
    "CREATE TYPE mood AS ENUM ('happy', 'so ''so')",
    "CREATE DOMAIN posint AS integer CHECK (VALUE > 0)",
    "CREATE DOMAIN posint_again AS posint",
    "CREATE DOMAIN truth AS boolean",
    "CREATE TYPE pair AS (a integer, b text)",
)


@dataclass(frozen=True)
class PostgresPlayground(Playground):
    server: PostgresServer = field(kw_only=True)
    database: str = field(kw_only=True)

    def forbid(self, table: str) -> None:
        self.run(f"REVOKE ALL ON {self.quote(table)} FROM {READER}")

    def break_connections(self) -> None:
        self.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{READER}'")

    def running_statements(self) -> int:
        with self.owner() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND datname = %s AND state = 'active'",
                (READER, self.database),
            )
            return int(cursor.fetchone()[0])

    def slow_condition(self) -> str:
        return "pg_sleep(30) IS NOT NULL"


@contextmanager
def postgres_playground(server: PostgresServer, options: str = "") -> Iterator[PostgresPlayground]:
    """A new database, with the types that some values need."""
    name = f"customer_{secrets.token_hex(4)}"
    with server.fresh_database(name, options) as database:
        playground = PostgresPlayground(
            url=server.url(database),
            password=READER_PASSWORD,
            connect=lambda: server.administrator(database, autocommit=False),
            make=PostgresSource,
            types=Types("integer", "text", "bytea"),
            values=VALUES,
            conflicts=(psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure),
            doubles_percent=True,
            server=server,
            database=database,
        )
        playground.run(*TYPES)
        yield playground
