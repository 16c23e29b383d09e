"""Databases in copies to test with."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from app.copies.sealed_copy import SealedCopy
from app.databases.sealed.opening import SealedDatabases
from tests.app.copies.making import create, noise, quick_folder, read, reopen, write

BUSY_MS = 50


@contextlib.contextmanager
def sealed(files: dict[bytes, bytes] | None = None) -> Iterator[tuple[SealedCopy, SealedDatabases]]:
    """A copy of its own with these files, open for writing, and its databases."""
    with quick_folder() as folder:
        fill(folder / "copy", files or {})
        with opened(folder / "copy", writable=True) as both:
            yield both


@contextlib.contextmanager
def opened(folder: Path, *, writable: bool = False) -> Iterator[tuple[SealedCopy, SealedDatabases]]:
    """A copy that is there."""
    with reopen(folder, writable=writable) as copy, SealedDatabases(copy, busy_ms=BUSY_MS) as databases:
        yield copy, databases


def fill(folder: Path, files: dict[bytes, bytes]) -> None:
    """Make a copy that holds these files."""
    with create(folder) as copy:
        for path, data in files.items():
            write(copy, path, data, chunk_bytes=16384)
        copy.commit()


def contents(copy: SealedCopy) -> dict[bytes, bytes]:
    """Every file of a copy at the top."""
    return {node.name: read(copy, node.name) for node in copy.listdir() if node.kind == 2}


def noisy(rows: int, value_bytes: int) -> Callable[[apsw.Connection], None]:
    """Makes a table t of so many rows: their number from 0 is k, their value of so many bytes is v. For `built`."""

    def make(connection: apsw.Connection) -> None:
        connection.execute("CREATE TABLE t(k INTEGER PRIMARY KEY, v)")
        with connection:
            connection.executemany("INSERT INTO t VALUES (?, ?)", ((k, noise(value_bytes, k)) for k in range(rows)))

    return make


def built(work: Callable[[apsw.Connection], object]) -> bytes:
    """The bytes of a database that plain SQLite makes."""
    return built_with_sides(work, keep_open=False)[""]


def built_with_sides(work: Callable[[apsw.Connection], object], *, keep_open: bool = True) -> dict[str, bytes]:
    """What lies on the disk, by suffix, while a program has a database open or after it ended."""
    with quick_folder() as folder:
        connection = apsw.Connection(str(folder / "plain"))
        try:
            work(connection)
            if not keep_open:
                connection.close()
            return {path.name.removeprefix("plain"): path.read_bytes() for path in folder.iterdir()}
        finally:
            connection.close(force=True)


def dump(connection: apsw.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a database: its schema and all rows."""
    schema = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()
    found = {"": schema}
    for kind, name, _, _ in schema:
        if kind == "table":
            found[str(name)] = connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
    return found


def is_sound(connection: apsw.Connection) -> bool:
    return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def sum_of(connection: apsw.Connection) -> object:
    """How many rows the table t has, and how many bytes their values."""
    return connection.execute("SELECT count(*), sum(length(v)) FROM t").get
