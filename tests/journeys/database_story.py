"""The story of a database that is recorded whole: taken live, worked on with SQL, masked, taken back and wiped."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from app.crypto.secret import Secret
from app.databases.comparing.comparing import ChangeForm
from app.databases.console.results import Result
from app.databases.loading.choosing import TableChoice
from app.masking.policy import load_policy
from app.operations.check_out import check_out, plan_check_out
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.find_database import DatabaseWish, find_database
from app.operations.read_sql import WayOut, read_sql
from app.operations.show_changes import show_changes
from app.operations.show_tables import show_tables
from app.operations.table_changes import export_table_changes
from app.operations.write_sql import examine_sql, undo_sql, write_sql
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.journeys.vaults import Place, enter

WHOLE, MASKED = "RT-1", "RT-2"
MARKERS = [b"Marmaduke", b"MARMADUKE", b"Zephyrine", b"Quillon", b"Featherstonehaugh"]
ROWS = 40_000
POLICY = b"""
version = 1
[tables."person".columns]
id = "keep"
name = "name"
remark = "free text"
"""


class Telling:
    """The steps."""

    def __init__(self, folder: Path) -> None:
        self._place = Place(folder)
        self._database = folder / "customers" / "book.db"

    def tell(self) -> None:
        self._place.lay_out()
        self._database.parent.mkdir(exist_ok=True)
        with closing(sqlite3.connect(self._database)) as customer:
            customer.execute("PRAGMA journal_mode = WAL")
            customer.execute("CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT, remark TEXT)")
            customer.executemany(
                "INSERT INTO person VALUES (?, ?, ?)",
                ((n, f"Marmaduke {n}", f"Zephyrine owes {n * 7919 % 10_007}") for n in range(ROWS)),
            )
            customer.commit()
            with self._place.created() as vault:
                enter(vault, (WHOLE, MASKED), name="Orrery Works")
                self._take(vault, WHOLE, DatabaseWish())
                self._take(vault, MASKED, DatabaseWish(TableChoice(), load_policy(POLICY)))
                self._work(vault)
        with self._place.unlocked(seconds=60) as vault:
            for ticket in (WHOLE, MASKED):
                close_ticket(vault, plan_close(vault, ticket, at_once=True), Monitor(), at_once=True)

    def _take(self, vault: Unlocked, ticket: str, wish: DatabaseWish) -> None:
        source = find_database(vault, str(self._database), wish, lambda _: Secret(b""))
        assert source is not None
        check_out(vault, plan_check_out(vault, ticket, source), Monitor())

    def _work(self, vault: Unlocked) -> None:
        path, monitor = b"book.db", Monitor()
        assert [table.name for table in show_tables(vault, WHOLE, path)[1]] == ["person"]
        self._read(vault, WHOLE, "SELECT * FROM person ORDER BY remark DESC, name", ROWS)
        self._read(vault, WHOLE, "SELECT DISTINCT upper(name) FROM person GROUP BY remark, name", ROWS)
        self._read(vault, MASKED, "SELECT * FROM person ORDER BY name", ROWS)
        script = "UPDATE person SET remark = 'Quillon pays' WHERE id < 5000; CREATE INDEX by_name ON person(name)"
        assert examine_sql(vault, WHOLE, path, script, monitor)[1].changes_database
        write_sql(vault, WHOLE, path, script, monitor)
        write_sql(vault, WHOLE, path, "INSERT INTO person VALUES (-1, 'Featherstonehaugh', 'x')", monitor)
        (change,) = show_changes(vault, WHOLE, monitor)[1].databases[path].tables
        assert change.rows is not None
        assert (change.rows.added, change.rows.edited) == (1, 5000)
        for form in (ChangeForm.SQL, ChangeForm.CSV):
            export_table_changes(vault, WHOLE, path, form, len, monitor)
        undo_sql(vault, WHOLE, path, monitor)
        self._read(vault, WHOLE, "SELECT * FROM person WHERE remark = 'Quillon pays'", 5000)

    def _read(self, vault: Unlocked, ticket: str, sql: str, count: int) -> None:
        pieces: list[int] = []

        def laid_out(results: Iterator[Result]) -> Iterator[bytes]:
            for result in results:
                while rows := result.fetch():
                    pieces.append(len(rows))
                    yield repr(rows).encode()

        way_out = WayOut(len)
        path = b"book.db" if ticket == WHOLE else b"book.db.sqlite"
        read_sql(vault, ticket, path, sql, laid_out, way_out, Monitor())
        assert sum(pieces) == count


def tell(folder: Path) -> None:
    """Tell the whole story in `folder`."""
    Telling(folder).tell()
