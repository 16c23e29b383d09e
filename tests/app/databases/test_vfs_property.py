"""Through a sealed copy, SQLite does what it does on a plain file: the same answers, and the same bytes."""

import random
from dataclasses import dataclass
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.databases.sealed.opening import SealedDatabases
from tests.app.copies.making import quick_folder, read
from tests.app.databases.sealed import dump, is_sound, sealed

PATH = b"db"
PAGE_SIZES = (512, 1024, 4096, 65536)


@dataclass
class Twins:
    """The same database twice: plain, and in a copy."""

    plain_path: Path
    databases: SealedDatabases
    page_size: int
    vacuum: int

    def __post_init__(self) -> None:
        self.plain = apsw.Connection(str(self.plain_path))
        self.ours = self.databases.connect(PATH, writable=True, create=True)
        self.prepare()
        self.both(f"PRAGMA page_size = {self.page_size}")
        self.both(f"PRAGMA auto_vacuum = {self.vacuum}")
        self.both("CREATE TABLE t(k INTEGER PRIMARY KEY, a, b)")
        self.both("CREATE TABLE w(k TEXT PRIMARY KEY, v) WITHOUT ROWID")

    def prepare(self) -> None:
        """As hard as it gets: almost nothing is kept in memory, so pages are written in the middle of things."""
        for connection in (self.plain, self.ours):
            connection.execute("PRAGMA cache_size = 5")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA cell_size_check = ON")

    def both(self, sql: str, values: tuple[object, ...] = ()) -> None:
        """Do the same in both and compare what comes of it."""
        answers = [self.answer(connection, sql, values) for connection in (self.plain, self.ours)]
        assert answers[0] == answers[1], sql

    def answer(self, connection: apsw.Connection, sql: str, values: tuple[object, ...]) -> object:
        try:
            return connection.execute(sql, values).fetchall()
        except apsw.Error as error:
            return type(error), str(error)

    def reopen(self) -> None:
        for connection in (self.plain, self.ours):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.close()
        self.plain = apsw.Connection(str(self.plain_path))
        self.ours = self.databases.connect(PATH, writable=True)
        self.prepare()

    def compare(self) -> None:
        self.reopen()
        assert dump(self.plain) == dump(self.ours)
        assert is_sound(self.ours)
        self.plain.close()
        self.ours.close()


def put_rows(twins: Twins, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 5, 40))):
        key = chance.randrange(200)
        twins.both("INSERT OR REPLACE INTO t VALUES (?, ?, ?)", (key, chance.randbytes(a_size(chance)), key * 7))


def put_names(twins: Twins, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 20))):
        twins.both("INSERT INTO w VALUES (?, ?)", (f"key {chance.randrange(200)}", "x" * a_size(chance)))


def change_rows(twins: Twins, chance: random.Random) -> None:
    twins.both("UPDATE t SET b = b + 1, a = substr(a, 2) WHERE k % 3 = ?", (chance.randrange(3),))


def drop_rows(twins: Twins, chance: random.Random) -> None:
    first = chance.randrange(200)
    twins.both("DELETE FROM t WHERE k BETWEEN ? AND ?", (first, first + chance.randrange(100)))


def ask(twins: Twins, _: random.Random) -> None:
    twins.both("SELECT count(*), sum(length(a)), max(b) FROM t")
    twins.both("SELECT a FROM t ORDER BY b DESC, a LIMIT 5")


def say(twins: Twins, chance: random.Random) -> None:
    twins.both(chance.choice(SAYINGS))


def open_anew(twins: Twins, _: random.Random) -> None:
    twins.reopen()


SAYINGS = (
    *("BEGIN", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT s", "ROLLBACK TO s", "RELEASE s"),
    *("VACUUM", "PRAGMA incremental_vacuum(5)", "REINDEX"),
    *("CREATE INDEX i ON t(b, a)", "DROP INDEX i", "ALTER TABLE t ADD COLUMN c"),
)
STEPS = (put_rows, put_rows, put_rows, put_names, change_rows, drop_rows, ask, say, say, say, say, open_anew)


def a_size(chance: random.Random) -> int:
    return chance.choice((1, 30, 300, 5_000, 70_000))


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.sampled_from(PAGE_SIZES), st.sampled_from((0, 1, 2)))
def test_whatever_is_done_the_answers_are_those_of_plain_sqlite(seed: int, page_size: int, vacuum: int) -> None:
    chance = random.Random(seed)
    with quick_folder() as folder, sealed() as (copy, databases):
        twins = Twins(folder / "plain", databases, page_size, vacuum)
        for _ in range(30):
            chance.choice(STEPS)(twins, chance)
        twins.compare()
        assert read(copy, PATH) == (folder / "plain").read_bytes()
        assert [path for path, _ in copy.walk()] == [PATH]


@pytest.mark.parametrize("page_size", [512, 4096, 65536])
@pytest.mark.parametrize("vacuum", [0, 1])
def test_values_larger_than_everything_are_kept(page_size: int, vacuum: int) -> None:
    blob = random.Random(page_size).randbytes(10_000_000)
    with quick_folder() as folder, sealed() as (copy, databases):
        twins = Twins(folder / "plain", databases, page_size, vacuum)
        for key in range(3):
            twins.both("INSERT INTO t VALUES (?, ?, ?)", (key, blob[key:], key))
        twins.both("DELETE FROM t WHERE k = 1")
        twins.both("VACUUM")
        twins.both("SELECT k, length(a), hex(substr(a, 5000000, 20)) FROM t")
        twins.compare()
        assert read(copy, PATH) == (folder / "plain").read_bytes()
