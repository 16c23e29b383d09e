"""A program that is killed while it writes to databases in a copy loses nothing it had committed, and halves nothing.

Run as a program, this module is the one that is killed: for each line of input it forks a writer.
"""

import contextlib
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import apsw
import pytest

from app.copies.check import check
from app.databases.sealed.opening import SealedDatabases
from app.errors import BaileeError
from app.progress import Monitor
from tests.app.copies.making import create, quick_folder, reopen
from tests.app.databases.sealed import is_sound
from tests.recorder.killing import Scenario, run_scenario
from tests.recorder.shim import Mode

KILLS = 500
ACCOUNTS = 50
KEPT_ENTRIES = 40
HERE = "tests.app.databases.test_kill_sqlite"


def prepare(folder: Path) -> None:
    with create(folder) as copy, SealedDatabases(copy) as databases:
        connection = databases.connect(b"bank", writable=True, create=True)
        for table in ("here", "there"):
            connection.execute(f"CREATE TABLE {table}(id INTEGER PRIMARY KEY, cents INTEGER, note)")
            connection.executemany(f"INSERT INTO {table} VALUES (?, 100, '')", ((n,) for n in range(ACCOUNTS)))
        connection.execute("CREATE TABLE entry(number INTEGER, part INTEGER, note, PRIMARY KEY(number, part))")
        other = databases.connect(b"other", writable=True, create=True)
        other.execute("CREATE TABLE t(number)")


def parts(number: int) -> int:
    """How many entries transaction `number` makes: now and then more than fit into SQLite's memory."""
    return 150 if number % 7 == 0 else 1 + number % 5


def write(folder: Path, report: int, last: int = sys.maxsize) -> None:
    """Transaction after transaction, each reported when SQLite says that it is durable."""
    with reopen(folder, writable=True) as copy, SealedDatabases(copy) as databases:
        connection = databases.connect(b"bank", writable=True)
        other = databases.connect(b"other", writable=True)
        connection.execute("PRAGMA cache_size = 8")
        number = last_number(connection)
        os.write(report, b"%d\n" % number)
        while number < last:
            number += 1
            if number % 10 == 3:
                databases.begin_run(b"bank", str(number))
            chance = random.Random(number)
            connection.execute("BEGIN IMMEDIATE")
            amount = chance.randrange(10)
            for table, sign in (("here", -1), ("there", 1)):
                connection.execute(
                    f"UPDATE {table} SET cents = cents + ?, note = ? WHERE id = ?",
                    (sign * amount, chance.randbytes(chance.choice((10, 900))), chance.randrange(ACCOUNTS)),
                )
            for part in range(parts(number)):
                connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (number, part, chance.randbytes(300)))
            if number % 3 == 0:
                other.execute("INSERT INTO t VALUES (?)", (number,))
            connection.execute("DELETE FROM entry WHERE number <= ?", (number - KEPT_ENTRIES,))
            connection.execute("COMMIT")
            os.write(report, b"%d\n" % number)


def last_number(connection: apsw.Connection) -> int:
    return connection.execute("SELECT ifnull(max(number), 0) FROM entry").get  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Found:
    """The last transaction, and whether the one after it had come as far as to leave a journal."""

    number: int
    had_journal: bool


def verify(folder: Path, *, writable: bool) -> Found:
    """That everything is as after some transaction."""
    with reopen(folder, writable=writable) as copy, SealedDatabases(copy) as databases:
        had_journal = any(node.name == b"bank-journal" for node in copy.listdir())
        connection = databases.connect(b"bank", writable=writable)
        assert is_sound(connection)
        number = last_number(connection)
        sums = [connection.execute(f"SELECT sum(cents) FROM {table}").get for table in ("here", "there")]
        assert sum(sums) == 2 * ACCOUNTS * 100
        assert sums[1] - ACCOUNTS * 100 == sum(random.Random(n).randrange(10) for n in range(1, number + 1))
        entries = connection.execute("SELECT number, count(*) FROM entry GROUP BY number").fetchall()
        assert entries == [(n, parts(n)) for n in range(max(1, number - KEPT_ENTRIES + 1), number + 1)]
        assert is_sound(databases.connect(b"other", writable=False))
        return Found(number, had_journal)


def kill(process: int) -> None:
    if sys.platform == "win32":
        raise NotImplementedError
    os.kill(process, signal.SIGKILL)


def serve(folder: Path) -> None:
    """Fork a writer for each line of input, and wait for its end."""
    if sys.platform == "win32":
        raise NotImplementedError
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            os.write(1, b"%d\n" % os.getpid())
            write(folder, 1)
        os.waitpid(child, 0)
        os.write(1, b"end\n")


class Server:
    """Starts writers, each a process of its own, as cheaply as can be."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", HERE, str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)

    def kill_one(self, after_seconds: float) -> int:
        """Let a writer work, kill it; the last transaction that it reported."""
        requests, reports = self._pipes()
        requests.write(b"go\n")
        words = [self._line(reports), self._line(reports)]
        writer = int(words[0])
        time.sleep(after_seconds)
        kill(writer)
        while words[-1] != b"end":
            words.append(self._line(reports))
        return int(words[-2])

    def stop(self) -> None:
        requests, reports = self._pipes()
        requests.close()
        assert self._process.wait(10) == 0
        reports.close()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout

    def _line(self, reports: IO[bytes]) -> bytes:
        assert select.select([reports], [], [], 30)[0], "the writer says nothing"
        line = reports.readline().strip()
        assert line, "the writer ended by itself"
        return line


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.skipif(sys.platform == "win32", reason="nothing can be forked there")
def test_nothing_committed_is_lost_and_nothing_is_halved_in_500_kills() -> None:
    chance = random.Random()
    with quick_folder() as place:
        prepare(place / "copy")
        journals = 0
        with serving(place / "copy") as server:
            for round_number in range(KILLS):
                reported = server.kill_one(chance.uniform(0, 0.012))
                found = verify(place / "copy", writable=round_number % 2 == 0)
                # One more may be durable without its writer having come to say so.
                assert found.number in (reported, reported + 1)
                journals += found.had_journal
        assert found.number > KILLS // 5
        assert journals
        with reopen(place / "copy", writable=True) as copy, SealedDatabases(copy) as databases:
            assert check(copy, Monitor()).damaged == ()
            assert databases.runs(b"bank")
            while databases.runs(b"bank")[5:]:
                databases.undo_last_run(b"bank", Monitor())
        verify(place / "copy", writable=False)


class Writing(Scenario):
    """Some transactions, some too large for SQLite's memory, some with a commit of another database inside."""

    watched = ("copy",)
    refused = (BaileeError,)

    def prepare(self, folder: Path) -> None:
        prepare(folder / "copy")

    def act(self, folder: Path) -> None:
        reported = os.open(folder / "reported", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            write(folder / "copy", reported, last=9)
        finally:
            os.close(reported)

    def recover_and_check(self, folder: Path) -> None:
        lines = (folder / "reported").read_bytes().split() if (folder / "reported").exists() else []
        reported = int(lines[-1]) if lines else 0
        for writable in (False, True):
            assert verify(folder / "copy", writable=writable).number in (reported, reported + 1)


def test_killed_at_any_call_the_databases_are_as_after_some_transaction() -> None:
    report = run_scenario(f"{HERE}:Writing", max_points=40, recovery_points=1, max_recovery_calls=8)
    report.require(points=40)


def test_a_full_or_broken_disk_at_any_call_leaves_them_as_after_some_transaction() -> None:
    report = run_scenario(f"{HERE}:Writing", modes=[Mode.FULL, Mode.BROKEN], max_points=25)
    report.require(points=25)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
