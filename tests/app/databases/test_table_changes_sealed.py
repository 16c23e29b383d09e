"""The comparison and the script on a database in a sealed copy: as it is, and as it was before the first run."""

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import apsw
import pytest

from app.copies.paths import WORKROOM
from app.databases.comparing.change_script import write_sql
from app.databases.comparing.change_summary import summary
from app.databases.comparing.row_changes import row_changes
from app.databases.comparing.table_changes import DatabaseChanges, RowCounts, database_changes
from app.databases.sealed.opening import SealedDatabases
from app.databases.sealed.saved_blocks import run_numbers
from app.errors import FileDamaged
from app.progress import Monitor, Progress
from tests.app.databases import random_databases as made
from tests.app.databases.sealed import built, sealed

NAME = b"customer.sqlite"


def _make(connection: apsw.Connection) -> None:
    connection.execute("PRAGMA page_size=16384; CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)")
    with connection:
        connection.executemany(
            "INSERT INTO t VALUES (?, ?)", ((number, f"row {number}" * 9) for number in range(20_000))
        )


@dataclass(frozen=True)
class Both:
    """The two states, and how they differ by the pages that runs touched."""

    before: apsw.Connection
    now: apsw.Connection
    changes: DatabaseChanges


@contextmanager
def _compared(databases: SealedDatabases, monitor: Monitor | None = None) -> Iterator[Both]:
    with (
        closing(databases.connect(NAME, writable=False)) as now,
        closing(databases.at_checkout(NAME)) as before,
    ):
        pages = databases.changed_pages(NAME, int(str(now.pragma("page_size"))))
        yield Both(before, now, database_changes(before, now, monitor or Monitor(), changed_pages=pages))


def _run(databases: SealedDatabases, *statements: str) -> None:
    now = databases.connect(NAME, writable=True)
    for statement in statements:
        databases.begin_run(NAME)
        now.execute(statement)
        databases.end_run(NAME)
    now.close()


def test_what_runs_changed_is_found_and_leads_from_then_to_now() -> None:
    with sealed({NAME: built(_make)}) as (_, databases):
        _run(
            databases,
            "UPDATE t SET name = 'new' WHERE id = 777",
            "DELETE FROM t WHERE id BETWEEN 10000 AND 10005; INSERT INTO t VALUES (900000, 'far')",
        )
        with _compared(databases) as found:
            (table,) = found.changes.tables
            assert table.rows == RowCounts(added=1, edited=1, deleted=6)
            assert table.laid is not None
            rows = list(row_changes(found.before, found.now, table.laid, Monitor(), spans=table.spans))
            assert [row.key for row in rows] == [(777,), *((key,) for key in range(10_000, 10_006)), (900_000,)]
            assert table.spans is not None
            assert sum(high - low for low, high in table.spans if high < 1 << 60) < 2000
            assert database_changes(found.before, found.now, Monitor()).tables[0].rows == table.rows
            pieces: list[str] = []
            assert write_sql(found.before, found.now, found.changes, pieces.append, Monitor()).left_out == ()
            target = apsw.Connection(":memory:")
            target.deserialize("main", built(_make))
            target.execute("".join(pieces))
            assert made.dump(target) == made.dump(found.now)


@pytest.mark.parametrize("seed", range(6))
def test_runs_of_every_kind_are_found_by_the_blocks_they_touched(seed: int) -> None:
    dice = random.Random(seed)
    shapes: list[made.Shape] = []
    data = built(lambda connection: shapes.extend(made.build(connection, dice)))
    with sealed({NAME: data}) as (_, databases):
        now = databases.connect(NAME, writable=True)
        now.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
        for _ in range(3):
            databases.begin_run(NAME)
            made.edit(now, dice, shapes, 10)
            made.alter(now, dice, shapes)
            databases.end_run(NAME)
        now.close()
        with _compared(databases) as found:
            whole = database_changes(found.before, found.now, Monitor())
            assert summary(found.changes) == summary(whole)
            assert whole.tables


def test_a_database_without_runs_is_not_even_read() -> None:
    with sealed({NAME: built(_make)}) as (_, databases):
        reports: list[Progress] = []
        with _compared(databases, Monitor(reports.append)) as found:
            assert (found.changes.tables, reports) == ((), [])


def test_damage_in_the_copy_is_named_as_such() -> None:
    with sealed({NAME: built(_make)}) as (copy, databases):
        _run(databases, "UPDATE t SET name = 'new'")
        (number,) = run_numbers(copy, copy.stat(NAME).id)
        with copy.open_file(b"%s/%d/%d.index" % (WORKROOM, copy.stat(NAME).id, number), writable=True) as file:
            file.pwrite(b"\0" * 8, 0)
        copy.commit()
        with pytest.raises(FileDamaged), _compared(databases):
            pass
