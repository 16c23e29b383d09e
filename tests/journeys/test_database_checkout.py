"""A database of a real server is checked out while others write to it; what arrived is one moment, cell by cell."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.databases.loading.choosing import TableChoice, parse_filters, parse_tables
from app.errors import Cancelled, ServerGone
from app.masking.policy import load_policy
from app.model import CopyRecord
from app.operations.check_out import CheckOutPlan, check_out, plan_check_out
from app.operations.find_database import DatabaseWish, find_database
from app.operations.show_changes import show_changes
from app.operations.write_sql import undo_sql, write_sql
from app.progress import Monitor, Progress, Step
from app.tables import Cell
from app.unlocked.opened_database import opened_database
from app.unlocked.vault import Unlocked
from tests.app.sources.servers.firebird_playground import firebird_playground
from tests.app.sources.servers.maria_playground import maria_playground
from tests.app.sources.servers.postgres_playground import postgres_playground
from tests.app.world import World, enter
from tests.contracts.playground import Playground
from tests.contracts.transfers import START, running_transfers
from tests.servers.firebird import firebird_server
from tests.servers.mariadb import mariadb_server
from tests.servers.postgres import postgres_server

__all__ = ["firebird_server", "mariadb_server", "postgres_server"]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

BLOB_BYTES = 10_000_000
POLICY = b"""
version = 1
[tables."person".columns]
id = "keep"
name = "name"
mail = "e-mail"
"""

Maker = Callable[..., AbstractContextManager[Playground]]
ENGINES: dict[str, tuple[str, Maker, int, str]] = {
    "postgresql": (
        "postgres_server",
        postgres_playground,
        1_000_000,
        "INSERT INTO many SELECT n, 'row ' || n FROM generate_series(1, 1000000) AS n",
    ),
    "mariadb": (
        "mariadb_server",
        maria_playground,
        1_000_000,
        "INSERT INTO many SELECT seq, concat('row ', seq) FROM seq_1_to_1000000",
    ),
    "firebird": (
        "firebird_server",
        firebird_playground,
        50_000,
        "EXECUTE BLOCK AS DECLARE n INTEGER = 1; BEGIN WHILE (n <= 50000) DO BEGIN "
        "INSERT INTO many VALUES (:n, 'row ' || :n); n = n + 1; END END",
    ),
}


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> Iterator[tuple[Playground, int, str]]:
    server, maker, count, fill = ENGINES[request.param]
    with maker(request.getfixturevalue(server)) as playground:
        yield playground, count, fill


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Unlocked]:
    world = World(tmp_path)
    with world.created() as vault:
        enter(vault)
        yield vault


def taken(vault: Unlocked, playground: Playground, wish: DatabaseWish | None = None) -> CopyRecord:
    asked: list[str] = []

    def password(location: str) -> Secret:
        asked.append(location)
        return Secret(playground.password.encode())

    source = find_database(vault, playground.url, wish or DatabaseWish(), password)
    assert source is not None
    assert asked == [source.location]
    return check_out(vault, plan_check_out(vault, "T-1", source), World(vault.home.path).monitor)


def rows(vault: Unlocked, record: CopyRecord, sql: str) -> list[tuple[Cell, ...]]:
    with opened_database(vault, record, name_of(vault, record), writable=False) as opened:
        return list(opened.connection.execute(sql))


def name_of(vault: Unlocked, record: CopyRecord) -> bytes:
    with vault.opened(record, writable=False) as copy:
        (node,) = [node for node in copy.listdir() if node.name.endswith(b".sqlite")]
    return node.name


def stored(vault: Unlocked, record: CopyRecord, source_name: str) -> str:
    """What a table of the server is called in the sealed database, in quotes."""
    found = rows(vault, record, "SELECT name, source_name FROM _bailee_table")
    (name,) = [str(name) for name, original in found if original == source_name]
    return '"' + name.replace('"', '""') + '"'


def test_a_database_in_use_arrives_as_one_moment(vault: Unlocked, engine: tuple[Playground, int, str]) -> None:
    playground, count, fill = engine
    types, quote = playground.types, playground.quote
    playground.run(f"CREATE TABLE many (id {types.integer} NOT NULL PRIMARY KEY, word {types.text})")
    playground.run(fill)
    playground.run(f"CREATE TABLE blobs (id {types.integer} NOT NULL PRIMARY KEY, content {types.blob})")
    playground.insert("blobs", [(1, bytes(range(256)) * (BLOB_BYTES // 256)), (2, b""), (3, None)])
    nasty = quote("select \"1'; DROP")
    playground.run(f"CREATE TABLE {nasty} ({quote('order')} {types.integer} NOT NULL, {quote('ä b')} {types.text})")
    playground.insert(nasty, [(1, "Müller 'x' \\ \N{GRINNING FACE}"), (2, None)])
    for number, case in enumerate(playground.values):
        playground.run(f"CREATE TABLE value_{number} (id {types.integer} NOT NULL PRIMARY KEY, v {case.declared})")
        playground.run(f"INSERT INTO value_{number} VALUES (1, {case.literal})")
    with running_transfers(playground) as transfers:
        transfers.wait_for_some()
        record = taken(vault, playground)
        transfers.wait_for_some()
    assert not record.is_incomplete
    names = {
        str(original).lower(): str(name)
        for name, original in rows(vault, record, "SELECT name, source_name FROM _bailee_table")
    }
    total = rows(
        vault,
        record,
        f"SELECT (SELECT sum(amount) FROM {names['left']!r}) + (SELECT sum(amount) FROM {names['right']!r})".replace(
            "'", '"'
        ),
    )
    assert total == [(START,)]
    assert rows(vault, record, f'SELECT count(*), min(id), max(id) FROM "{names["many"]}"') == [(count, 1, count)]
    blobs = rows(vault, record, f'SELECT content FROM "{names["blobs"]}" ORDER BY 1')
    assert [cell for (cell,) in blobs] == [None, b"", bytes(range(256)) * (BLOB_BYTES // 256)]
    table = stored(vault, record, "select \"1'; DROP")
    assert rows(vault, record, f"SELECT * FROM {table} ORDER BY 1") == [
        (1, "Müller 'x' \\ \N{GRINNING FACE}"),
        (2, None),
    ]
    for number, case in enumerate(playground.values):
        ((cell,),) = rows(vault, record, f'SELECT v FROM "{names[f"value_{number}"]}"')
        assert (type(cell), cell) == (type(case.cell), case.cell), case


def test_only_what_was_asked_for_is_taken_and_masked(vault: Unlocked, engine: tuple[Playground, int, str]) -> None:
    playground = engine[0]
    types = playground.types
    playground.run(
        f"CREATE TABLE person (id {types.integer} NOT NULL PRIMARY KEY, name {types.text}, mail {types.text}, "
        f"remark {types.text})"
    )
    playground.insert(
        "person", [(n, f"Secretname{n}", f"secret{n}@quartz.example", f"Hidden remark {n}") for n in range(20)]
    )
    playground.run(f"CREATE TABLE other (id {types.integer} NOT NULL PRIMARY KEY)")
    wish = DatabaseWish(TableChoice(parse_tables(["person"]), parse_filters(["person=id < 10"])), load_policy(POLICY))
    record = taken(vault, playground, wish)
    found = rows(vault, record, f"SELECT * FROM {stored_any_case(vault, record, 'person')} ORDER BY 1")
    assert [row[0] for row in found] == list(range(10))
    assert not any(word in str(row) for row in found for word in ("Secretname", "secret", "quartz", "Hidden", "remark"))
    assert len({row[2] for row in found}) == 10
    assert len(rows(vault, record, "SELECT name FROM _bailee_table")) == 1


def stored_any_case(vault: Unlocked, record: CopyRecord, name: str) -> str:
    found = rows(vault, record, "SELECT name, source_name FROM _bailee_table")
    (stored_name,) = [str(each) for each, original in found if str(original).lower() == name]
    return f'"{stored_name}"'


def test_what_sql_changes_is_shown_and_taken_back(vault: Unlocked, engine: tuple[Playground, int, str]) -> None:
    playground = engine[0]
    types = playground.types
    playground.run(f"CREATE TABLE item (id {types.integer} NOT NULL PRIMARY KEY, word {types.text})")
    playground.insert("item", [(n, f"word {n}") for n in range(100)])
    record = taken(vault, playground)
    path, table = name_of(vault, record), stored_any_case(vault, record, "item")
    monitor = World(vault.home.path).monitor
    write_sql(
        vault, "T-1", path, f"UPDATE {table} SET word = 'new' WHERE id < 3; DELETE FROM {table} WHERE id = 50", monitor
    )
    (change,) = show_changes(vault, "T-1", monitor)[1].databases[path].tables
    assert change.rows is not None
    assert (change.rows.added, change.rows.edited, change.rows.deleted) == (0, 3, 1)
    undo_sql(vault, "T-1", path, monitor)
    assert rows(vault, record, f"SELECT count(*) FROM {table} WHERE word LIKE 'word %'") == [(100,)]
    assert show_changes(vault, "T-1", monitor)[1].databases == {}


def plan_of_many(vault: Unlocked, engine: tuple[Playground, int, str]) -> CheckOutPlan:
    """To take a table of many rows."""
    playground, _, fill = engine
    types = playground.types
    playground.run(f"CREATE TABLE many (id {types.integer} NOT NULL PRIMARY KEY, word {types.text})")
    playground.run(fill)
    source = find_database(vault, playground.url, DatabaseWish(), lambda _: Secret(playground.password.encode()))
    assert source is not None
    return plan_check_out(vault, "T-1", source)


def test_a_checkout_that_is_stopped_leaves_nothing(vault: Unlocked, engine: tuple[Playground, int, str]) -> None:
    plan = plan_of_many(vault, engine)

    def stop(progress: Progress) -> None:
        if progress.step is Step.SEALING and progress.done:
            monitor.cancel()

    monitor = Monitor(stop)
    with pytest.raises(Cancelled):
        check_out(vault, plan, monitor)
    assert left(vault) == []
    assert not vault.registry.copies.all()


def test_a_server_that_goes_away_leaves_nothing(vault: Unlocked, engine: tuple[Playground, int, str]) -> None:
    plan = plan_of_many(vault, engine)
    broken: list[bool] = []

    def break_off(progress: Progress) -> None:
        if progress.step is Step.SEALING and progress.done and not broken:
            broken.append(True)
            engine[0].break_connections()

    with pytest.raises(ServerGone):
        check_out(vault, plan, Monitor(break_off))
    assert broken
    assert left(vault) == []


def test_a_table_that_may_not_be_read_makes_the_copy_incomplete(
    vault: Unlocked, engine: tuple[Playground, int, str]
) -> None:
    playground = engine[0]
    types = playground.types
    for name in ("open_one", "closed_one"):
        playground.run(f"CREATE TABLE {playground.quote(name)} (id {types.integer} NOT NULL PRIMARY KEY)")
        playground.insert(playground.quote(name), [(1,)])
    playground.forbid("closed_one")
    record = taken(vault, playground)
    assert record.is_incomplete
    with vault.opened(record, writable=False) as copy:
        (problem,) = copy.problems()
    assert b"closed_one" in problem.path.lower()
    assert rows(vault, record, f"SELECT * FROM {stored_any_case(vault, record, 'open_one')}") == [(1,)]


def left(vault: Unlocked) -> list[str]:
    """What lies where copies are, but for the tag that keeps backups away."""
    return [path.name for path in vault.home.copies.iterdir() if path.name != "CACHEDIR.TAG"]
