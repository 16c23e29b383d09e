"""SQLite files to take, programs that write to them meanwhile, and how a folder looks from outside."""

import contextlib
import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from app.errors import BaileeError
from app.progress import Monitor, Progress
from app.sources.sqlite_file import SqliteFileSource

posix = pytest.mark.skipif(sys.platform == "win32", reason="names and rights that Windows does not have")

MODES = ["delete", "truncate", "persist", "wal"]
SMALL = ("CREATE TABLE t (a, b)", "INSERT INTO t VALUES (1, 'one'), (2, x'00ff'), (NULL, 2.5)")
ROWS = [(1, "one"), (2, b"\x00\xff"), (None, 2.5)]
"""What SMALL makes."""

SUM = 2 * 50 * 1000

_WRITER = """
import random, sys
if sys.argv[3]:
    from sqlcipher3 import dbapi2 as driver
else:
    import sqlite3 as driver
db = driver.connect(sys.argv[1], timeout=30, isolation_level=None)
if sys.argv[3]:
    db.set_key(sys.argv[3])
db.execute("PRAGMA synchronous = OFF")
db.execute("PRAGMA journal_mode = " + sys.argv[2]).fetchall()
chance = random.Random(1)
done = 0
while True:
    amount = chance.randrange(1, 50)
    try:
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE debit SET amount = amount - ? WHERE id = ?", (amount, chance.randrange(50)))
        db.execute("UPDATE credit SET amount = amount + ? WHERE id = ?", (amount, chance.randrange(50)))
        db.execute("UPDATE filler SET b = randomblob(3000) WHERE id = ?", (chance.randrange(500),))
        db.execute("COMMIT")
    except driver.OperationalError:
        if db.in_transaction:
            db.execute("ROLLBACK")
        continue
    done += 1
    if done % 5 == 0:
        print(done, flush=True)
"""

_HOLDER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    db.execute(statement).fetchall()
print("ready", flush=True)
sys.stdin.read()
"""


def make(path: Path, *statements: str, journal: str = "delete") -> None:
    """A database in the given mode, closed again."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA journal_mode = {journal}")
        for statement in statements:
            db.execute(statement)


def taken(path: Path, destination: apsw.Connection, *, patience_seconds: float = 20.0) -> tuple[str, ...]:
    """Take it; what is said about it."""
    source = SqliteFileSource(str(path), patience_seconds=patience_seconds)
    return tuple(problem.detail for problem in source.copy_into(destination, Monitor()))


ACCOUNTS = (
    "CREATE TABLE debit (id INTEGER PRIMARY KEY, amount INTEGER)",
    "CREATE TABLE credit (id INTEGER PRIMARY KEY, amount INTEGER)",
    "CREATE TABLE filler (id INTEGER PRIMARY KEY, b)",
    *(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 49) "
        f"INSERT INTO {table} SELECT i, 1000 FROM n"
        for table in ("debit", "credit")
    ),
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499) "
    "INSERT INTO filler SELECT i, randomblob(3000) FROM n",
)
"""Two tables whose amounts add up to SUM at every moment, and some bulk."""

INVARIANT = "SELECT (SELECT sum(amount) FROM debit) + (SELECT sum(amount) FROM credit)"


@contextlib.contextmanager
def writing(path: Path, journal: str, key: str = "") -> Iterator["subprocess.Popen[str]"]:
    """Another program moves amounts between the two tables, as fast as it can. It prints a line every five times."""
    command = [sys.executable, "-c", _WRITER, str(path), journal, key]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


@contextlib.contextmanager
def holding(path: Path, *statements: str) -> Iterator["subprocess.Popen[str]"]:
    """Another program has done this and does nothing more; killing it leaves everything as in a crash."""
    command = [sys.executable, "-c", _HOLDER, str(path), *statements]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def crash(path: Path, *statements: str) -> None:
    """Another program did this and was killed."""
    with holding(path, *statements):
        pass


def look_of(folder: Path) -> dict[str, tuple[int, str]]:
    """Every name in a folder with the time of its last change and a hash of what is in it, and the folder's own time.

    Of the index of a log only that it is there: readers keep notes in it.
    """
    look = {".": (folder.stat().st_mtime_ns, "")}
    for path in folder.iterdir():
        is_notes = path.name.endswith("-shm")
        content = b"" if is_notes else path.read_bytes()
        look[path.name] = (0 if is_notes else path.stat().st_mtime_ns, hashlib.sha256(content).hexdigest())
    return look


def answers(db: apsw.Connection, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in db.execute(query)]


def is_sound(db: apsw.Connection) -> bool:
    return answers(db, "PRAGMA integrity_check") == [("ok",)]


class Watcher(Monitor):
    """Remembers what was reported; `at` is called with each report."""

    def __init__(self, at: "list[object] | None" = None) -> None:
        self.reports: list[Progress] = []
        self.acts = list(at or [])
        super().__init__(self._note)

    def _note(self, progress: Progress) -> None:
        self.reports.append(progress)
        if self.acts:
            act = self.acts.pop(0)
            assert callable(act)
            act()


def words_of(error: BaileeError) -> str:
    """Everything a log could say of it."""
    return " ".join(map(str, (error, repr(error), error.__cause__, error.__context__)))


def rewrite(path: Path, offset: int, data: bytes) -> None:
    """Change bytes of a file in place."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)
