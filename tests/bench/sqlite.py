"""SQLite through the VFS against plain SQLite on the plain file, in the same run. `python3 dev.py bench sqlite`.

Ours decrypts and authenticates what it reads, and seals and pins what it writes; the peer does neither.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from app.copies.layout import DATABASE_CHUNK_BYTES
from app.copies.sealed_copy import SealedCopy
from app.crypto.secret import Secret
from app.databases.sealed.opening import SealedDatabases
from app.model import CopyId
from tests.bench.measure import Comparison, Targets, compare, say

_COPY = CopyId("00112233445566778899aabbccddeeff")
_ROWS = 1_500_000
_LARGE_ROWS = 10_000_000
_TRANSACTIONS = 1_000
_POINTS = 10_000
_PIECE_BYTES = 4 * 1024 * 1024


class Pair:
    """The same database as a plain file and in a copy."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.plain_path = folder / "plain.db"
        self.copy_path = folder / "copy"
        _make(self.plain_path, rows)
        self.copy = SealedCopy.create(self.copy_path, _COPY, Secret(bytes(32)))
        self._take_in()
        self.databases = SealedDatabases(self.copy)

    def plain(self) -> apsw.Connection:
        """A connection as a program would open it that cares for its data."""
        connection = apsw.Connection(str(self.plain_path))
        connection.execute("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA mmap_size = 0")
        return connection

    def ours(self, *, writable: bool = False) -> apsw.Connection:
        """A connection into the copy."""
        return self.databases.connect(b"sealed.db", writable=writable)

    def close(self) -> None:
        """Let go of both."""
        self.databases.close()
        self.copy.close()

    def _take_in(self) -> None:
        with (
            self.plain_path.open("rb") as source,
            self.copy.open_file(b"sealed.db", writable=True, create=True, chunk_bytes=DATABASE_CHUNK_BYTES) as target,
        ):
            while piece := source.read(_PIECE_BYTES):
                target.pwrite(piece, target.size)
        self.copy.commit()


def main() -> int:
    """Run all; 0 only if every target is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="place", type=Path, default=None, help="where to work: needs about 3 GB")
    parts = {"reading": _reading, "writing": _writing, "large": _large}
    parser.add_argument("--only", choices=tuple(parts), action="append")
    asked = parser.parse_args()
    targets = Targets()
    for name in asked.only or parts:
        with tempfile.TemporaryDirectory(prefix="bailee-bench-", dir=asked.place) as folder:
            parts[name](Path(folder), targets)
    return 0 if targets.are_met else 1


def _reading(folder: Path, targets: Targets) -> None:
    for rows in (_ROWS // 5, _ROWS):
        pair = Pair(folder, rows)
        size = pair.plain_path.stat().st_size / 1e6
        say(f"a database of {size:,.0f} MB, read before")
        targets.at_least(f"full scan of {size:,.0f} MB", _warm(pair, _scan).ratio, 0.5)
        targets.at_least(f"{_POINTS:,} point reads in {size:,.0f} MB", _warm(pair, _points(rows)).ratio, 0.3)
        pair.close()
        shutil.rmtree(pair.copy_path)
        pair.plain_path.unlink()


def _warm(pair: Pair, act: Callable[[apsw.Connection], object]) -> Comparison:
    plain, ours = pair.plain(), pair.ours()
    found = compare(
        lambda: act(ours),
        lambda: act(plain),
        warm=lambda: (act(ours), act(plain)),
        between=lambda: None,
    )
    plain.close()
    ours.close()
    return found


def _scan(connection: apsw.Connection) -> object:
    return connection.execute("SELECT sum(amount), max(length(name)) FROM t").fetchall()


def _points(rows: int) -> Callable[[apsw.Connection], object]:
    keys = [random.Random(1).randrange(rows) for _ in range(_POINTS)]

    def act(connection: apsw.Connection) -> None:
        for key in keys:
            connection.execute("SELECT name FROM t WHERE k = ?", (key,)).fetchall()

    return act


def _writing(folder: Path, targets: Targets) -> None:
    say(f"{_TRANSACTIONS:,} small transactions, each forced to the medium")
    pair = Pair(folder, _ROWS // 10)
    plain, ours = pair.plain(), pair.ours(writable=True)
    numbers = iter(range(1_000_000_000))

    def act(connection: apsw.Connection) -> None:
        chance = random.Random(next(numbers) // 2)
        for _ in range(_TRANSACTIONS):
            key = chance.randrange(_ROWS // 10)
            connection.execute("UPDATE t SET amount = amount + 1, name = ? WHERE k = ?", (f"changed {key} " * 4, key))

    found = compare(lambda: act(ours), lambda: act(plain), warm=lambda: None, between=lambda: None)
    targets.at_least(f"{_TRANSACTIONS:,} write transactions", found.ratio, 0.5)
    same = [connection.execute("SELECT sum(amount) FROM t").get for connection in (plain, ours)]
    if same[0] != same[1]:
        sys.exit("The two databases are not the same afterwards.")
    plain.close()
    ours.close()
    pair.close()


def _large(folder: Path, targets: Targets) -> None:
    say(f"the first page of a table of {_LARGE_ROWS:,} rows, nothing open before")
    pair = Pair(folder, _LARGE_ROWS)
    best = 1e9
    for _ in range(3):
        began = time.perf_counter()
        connection = pair.ours()
        rows = connection.execute("SELECT * FROM t ORDER BY k LIMIT 200").fetchall()
        best = min(best, time.perf_counter() - began)
        connection.close()
        if len(rows) != 200:
            sys.exit("There are not as many rows as there should be.")
    targets.at_most(f"first 200 of {_LARGE_ROWS:,} rows", best * 1000, 300, "ms")
    pair.close()


def _make(path: Path, rows: int) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF")
    connection.execute("CREATE TABLE t(k INTEGER PRIMARY KEY, name TEXT, amount REAL)")
    with connection:
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", _rows(rows))
    connection.close()


def _rows(rows: int) -> Iterator[tuple[int, str, float]]:
    return ((n, f"customer {n} " * 4, n / 7) for n in range(rows))


if __name__ == "__main__":
    sys.exit(main())
