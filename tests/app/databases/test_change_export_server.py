"""The script for the customer's server, run by the engines' own clients on real servers."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import apsw
import pytest

from app.crypto.secret import Secret
from app.databases.comparing.change_script import Script
from app.databases.comparing.change_server_script import write_server_sql
from app.databases.comparing.table_changes import database_changes
from app.databases.loading.choosing import TableChoice
from app.databases.loading.loading import load_tables
from app.databases.schema.server_origin import read_origin
from app.ports import TableSource
from app.progress import Monitor
from app.sources.servers.connecting import ServerAccess
from app.sources.servers.firebird.source import FirebirdSource
from app.sources.servers.mysql.source import MySqlSource
from app.sources.servers.postgresql.source import PostgresSource
from app.sources.servers.url import DatabaseUrl
from tests.app.sources.servers.firebird_playground import VALUES as FIREBIRD_VALUES
from tests.app.sources.servers.maria_playground import VALUES as MYSQL_VALUES
from tests.app.sources.servers.postgres_playground import TYPES
from tests.app.sources.servers.postgres_playground import VALUES as POSTGRES_VALUES
from tests.contracts.playground import ValueCase
from tests.servers import firebird, mariadb, postgres
from tests.servers.firebird import FirebirdServer, firebird_server
from tests.servers.mariadb import MariaServer, mariadb_server
from tests.servers.postgres import PostgresServer, postgres_server
from tests.servers.process import ServerDiedError, run

__all__ = ["firebird_server", "mariadb_server", "postgres_server"]

EDITS = """
DELETE FROM child WHERE id = 1;
UPDATE parent SET name = 'it''s \\ "new" ' || char(10) || '€' WHERE id = 2;
UPDATE parent SET id = 30 WHERE id = 3;
INSERT INTO parent (id, name) VALUES (9, NULL);
INSERT INTO child (id, parent, name) VALUES (9, 9, 'z');
DELETE FROM parent WHERE id = 4;
"""


@dataclass(frozen=True)
class Engine:
    """A server with one empty database. `run` is the owner's way in, and what a technician would type."""

    run: Callable[[str], None]
    open: Callable[[], TableSource]
    values: Sequence[ValueCase]
    quote: str
    first: tuple[str, ...] = ()

    def name(self, text: str) -> str:
        return f"{self.quote}{text}{self.quote}"

    def load(self) -> apsw.Connection:
        """The database as it is sealed now."""
        destination = apsw.Connection(":memory:")
        with self.open().open() as snapshot:
            load_tables(destination, snapshot, TableChoice(), None, None, Monitor())
        return destination


def _access(url: str, password: str) -> ServerAccess:
    return ServerAccess(DatabaseUrl.parse(url), Secret(password.encode()))


def _postgres(server: PostgresServer) -> Iterator[Engine]:
    with server.fresh_database(f"c_{secrets.token_hex(4)}") as name:
        client = (
            "psql",
            "-qX",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            "127.0.0.1",
            "-p",
            str(server.port),
            "-U",
            postgres.USER,
        )
        extra = {"PGPASSWORD": postgres.PASSWORD, "PGSSLMODE": "disable"}
        yield Engine(
            run=lambda text: run((*client, name), folder=server.folder, given=text, extra=extra),
            open=lambda: PostgresSource(_access(server.url(name), postgres.READER_PASSWORD)),
            values=POSTGRES_VALUES,
            quote='"',
            first=TYPES,
        )


def _mariadb(server: MariaServer) -> Iterator[Engine]:
    with server.fresh_database(f"c_{secrets.token_hex(4)}") as name:
        # Zero dates and the like have to get in: this is about what a customer's database holds.
        lax = "--init-command=SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'"
        client = ("mariadb", f"--socket={server.socket}", "--user=root", "--default-character-set=utf8mb4", lax)
        yield Engine(
            run=lambda text: run((*client, name), folder=server.socket.parent, given=text),
            open=lambda: MySqlSource(_access(server.url(name), mariadb.PASSWORD)),
            values=MYSQL_VALUES,
            quote="`",
        )


def _firebird(server: FirebirdServer) -> Iterator[Engine]:
    with server.fresh_database(f"c{secrets.token_hex(4)}") as path:
        place = f"inet://127.0.0.1:{server.port}/{path}"
        client = ("isql-fb", "-bail", "-q", "-ch", "UTF8", "-user", firebird.USER, "-password", firebird.PASSWORD)
        yield Engine(
            run=lambda text: run((*client, place), folder=server.folder, given=f"{text}\nCOMMIT;\n"),
            open=lambda: FirebirdSource(_access(server.url(f"/{path.lstrip('/')}"), firebird.PASSWORD)),
            values=FIREBIRD_VALUES,
            quote='"',
        )


@pytest.fixture(params=["postgresql", "mariadb", "firebird"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    match request.param:
        case "postgresql":
            yield from _postgres(request.getfixturevalue("postgres_server"))
        case "mariadb":
            yield from _mariadb(request.getfixturevalue("mariadb_server"))
        case _:
            yield from _firebird(request.getfixturevalue("firebird_server"))


def script_of(before: apsw.Connection, now: apsw.Connection) -> tuple[str, Script]:
    origin = read_origin(before)
    assert origin is not None
    pieces: list[str] = []
    changes = database_changes(before, now, Monitor())
    script = write_server_sql(before, now, changes, origin, pieces.append, Monitor())
    return "".join(pieces), script


def copy_of(source: apsw.Connection) -> apsw.Connection:
    found = apsw.Connection(":memory:")
    found.deserialize("main", source.serialize("main") or b"")
    return found


def rows(connection: apsw.Connection, table: str) -> list[tuple[object, ...]]:
    name = '"' + table.replace('"', '""') + '"'
    return sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)


def two_tables(engine: Engine) -> None:
    parent, child, number, name = map(engine.name, ("parent", "child", "id", "name"))
    engine.run(
        f"CREATE TABLE {parent} ({number} INTEGER NOT NULL PRIMARY KEY, {name} VARCHAR(99));"
        f"CREATE TABLE {child} ({number} INTEGER NOT NULL PRIMARY KEY, {parent} INTEGER, {name} VARCHAR(9),"
        f" FOREIGN KEY ({parent}) REFERENCES {parent} ({number}));"
        "COMMIT;"
        + "".join(f"INSERT INTO {parent} VALUES ({n}, 'p{n}');" for n in (1, 2, 3, 4))
        + f"INSERT INTO {child} VALUES (1, 1, 'x'); INSERT INTO {child} VALUES (2, 2, NULL);"
    )


def test_the_server_gets_the_rows_of_the_copy(engine: Engine) -> None:
    two_tables(engine)
    before = engine.load()
    now = copy_of(before)
    now.execute(EDITS)
    text, script = script_of(before, now)
    assert script == Script(6, ())
    engine.run(text)
    after = engine.load()
    for table in ("parent", "child"):
        assert rows(after, table) == rows(now, table)


def test_what_changed_on_the_server_meanwhile_stays(engine: Engine) -> None:
    two_tables(engine)
    before = engine.load()
    now = copy_of(before)
    now.execute("UPDATE parent SET name = 'ours'; DELETE FROM child WHERE id = 2; DELETE FROM child WHERE id = 1")
    parent, child, number, name = map(engine.name, ("parent", "child", "id", "name"))
    engine.run(
        f"UPDATE {parent} SET {name} = 'THEIRS' WHERE {number} = 1;"
        f"UPDATE {parent} SET {name} = 'P2' WHERE {number} = 2;"
        f"UPDATE {child} SET {name} = 'y' WHERE {number} = 2;"
    )
    engine.run(script_of(before, now)[0])
    after = engine.load()
    assert rows(after, "parent") == [(1, "THEIRS"), (2, "P2"), (3, "ours"), (4, "ours")]
    assert rows(after, "child") == [(2, 2, "y")]


def test_a_key_that_was_taken_meanwhile_makes_the_script_fail_as_a_whole(engine: Engine) -> None:
    two_tables(engine)
    before = engine.load()
    now = copy_of(before)
    now.execute("INSERT INTO parent (id, name) VALUES (5, 'ours'); DELETE FROM child")
    engine.run(f"INSERT INTO {engine.name('parent')} VALUES (5, 'theirs');")
    with pytest.raises(ServerDiedError):
        engine.run(script_of(before, now)[0])
    after = engine.load()
    assert (5, "theirs") in rows(after, "parent")
    assert len(rows(after, "child")) == 2


def is_writable(case: ValueCase) -> bool:
    """Nothing exact is known of a cell with trouble, and no literal becomes a blob of a type of one's own."""
    return case.trouble is None and "SUB_TYPE -" not in case.declared


def test_values_of_every_type_can_be_written_and_are_recognised(engine: Engine) -> None:
    tables = {f"t{number}": case for number, case in enumerate(engine.values) if is_writable(case)}
    column = engine.name("v")
    for statement in engine.first:
        engine.run(statement + ";")
    made = [
        f"CREATE TABLE {engine.name(name)} ({engine.name('id')} INTEGER NOT NULL PRIMARY KEY, {column} {case.declared}"
        + (" NULL" if case.declared.startswith("timestamp") and engine.quote == "`" else "") + ");"
        for name, case in tables.items()
    ]  # fmt: skip
    filled = [
        f"INSERT INTO {engine.name(name)} VALUES (1, {case.literal}); INSERT INTO {engine.name(name)} VALUES (2, NULL);"
        f"INSERT INTO {engine.name(name)} VALUES (3, {case.literal});"
        for name, case in tables.items()
    ]
    engine.run("\n".join([*made, "COMMIT;", *filled]))
    before = engine.load()
    now = copy_of(before)
    for name in tables:
        cell = now.execute(f"SELECT v FROM {name} WHERE id = 1").get
        now.execute(f"UPDATE {name} SET v = ? WHERE id = 2", (cell,))
        now.execute(f"INSERT INTO {name} (id, v) VALUES (4, ?)", (cell,))
        now.execute(f"UPDATE {name} SET v = NULL WHERE id = 1; DELETE FROM {name} WHERE id = 3")
    text, script = script_of(before, now)
    assert script.left_out == ()
    engine.run(text)
    after = engine.load()
    different = {tables[name].declared: rows(after, name) for name in tables if rows(after, name) != rows(now, name)}
    assert different == {}
