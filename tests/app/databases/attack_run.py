"""Run as a program: opens every file of a folder in every way Bailee would, and says what came of each.

A line for each file and way, as JSON: its name, the way, and the code of the BaileeError or "ok". A file that brings
the process down is the one named last. Anything but a BaileeError is said as it is, with its traceback.
"""

import contextlib
import json
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from app.copies.sealed_copy import SealedCopy
from app.crypto.secret import Secret
from app.databases.console.console import Console
from app.databases.console.listing import columns_of, list_tables, schema_of
from app.databases.sealed.opening import SealedDatabases
from app.databases.table_names import quoted
from app.errors import BaileeError
from app.model import CopyId
from app.progress import Monitor
from app.sources.logical_copy import LogicalCopy
from app.sources.sqlcipher_opening import open_source
from app.sources.sqlite_file import SqliteFileSource
from app.sources.sqlite_opening import Patience
from app.sources.sqlite_tables import SqliteTableSource
from app.tables import Rows

_SIDES = ("-wal", "-journal")
_LIMIT_SECONDS = 0.3
_MOST_SECONDS = 5.0
_MOST_BYTES = 2 << 30


@contextlib.contextmanager
def _new_copy(folder: Path) -> Iterator[tuple[SealedCopy, SealedDatabases]]:
    with SealedCopy.create(folder, CopyId("ff" * 16), Secret(bytes(32))) as copy, SealedDatabases(copy) as databases:
        yield copy, databases


@contextlib.contextmanager
def _limited() -> Iterator[Monitor]:
    """Cancelled when it takes too long."""
    monitor = Monitor()
    timer = threading.Timer(_MOST_SECONDS, monitor.cancel)
    timer.start()
    try:
        yield monitor
    finally:
        timer.cancel()


def look_into(databases: SealedDatabases, name: bytes) -> list[str]:
    """As a technician would, in a copy opened for reading: the tables, every one of them, and SQLite's own check."""
    said = []
    with contextlib.closing(databases.connect(name, writable=False)) as connection:
        schema_of(connection, name)
        tables = list_tables(connection, name)
        with Console(connection, name, limit_seconds=_LIMIT_SECONDS) as console:
            for table in tables:
                said.append(_outcome(columns_of, connection, name, table.name))
                said.append(_outcome(_read, console, f"SELECT * FROM main.{quoted(table.name)}"))
            said.append(_outcome(_read, console, "PRAGMA integrity_check"))
    return said


def _read(console: Console, statement: str) -> None:
    for result in console.run(statement, Monitor()):
        while result.fetch() and result.rows < 5000:
            continue


def take_pages(path: Path, databases: SealedDatabases, name: bytes) -> None:
    """Through the backup of SQLite."""
    with _limited() as monitor, contextlib.closing(_new(databases, name)) as destination:
        SqliteFileSource(str(path), patience_seconds=1.0).copy_into(destination, monitor)


def take_rows(path: Path, databases: SealedDatabases, name: bytes) -> None:
    """Row by row, as from an encrypted file."""
    with (
        _limited() as monitor,
        contextlib.closing(_new(databases, name)) as destination,
        open_source(str(path), None, Patience(monitor, 1.0)) as source,
    ):
        LogicalCopy(source.connection, destination, monitor, path.stat().st_size).run(is_wanted=lambda: True)


def take_tables(path: Path) -> list[str]:
    """Table by table."""
    said = []
    with SqliteTableSource(str(path), patience_seconds=1.0).open() as snapshot:
        for table in snapshot.survey().tables:
            said.append(_outcome(_exhaust, snapshot.rows(table)))
            said.append(_outcome(snapshot.count, table, "1 = 1"))
    return said


def _new(databases: SealedDatabases, name: bytes) -> apsw.Connection:
    return databases.connect(name, writable=True, create=True)


def _exhaust(batches: Iterator[Rows]) -> None:
    for _ in batches:
        continue


def _outcome(act: Callable[..., object], *values: object) -> str:
    """The codes of what `act` raised or gave in a list; "ok" if it came to its end."""
    try:
        found = act(*values)
    except BaileeError as error:
        return error.code
    except Exception:  # noqa: BLE001 - that is what is looked for
        return traceback.format_exc()
    return "\n".join(sorted({*found, "ok"})) if isinstance(found, list) else "ok"


def _say(name: str, way: str, act: Callable[..., object], *values: object) -> None:
    _write(name, way, "begun")
    _write(name, way, _outcome(act, *values))


def _write(*line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main(attacks: Path, work: Path) -> None:
    """Every file of `attacks`; `work` is an empty folder for copies."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    everything = sorted(path.name for path in attacks.iterdir())
    names = [name for name in everything if not name.endswith(_SIDES)]
    with _new_copy(work / "given") as (copy, _):
        for name in everything:
            with copy.open_file(name.encode(), writable=True, create=True, chunk_bytes=16384) as file:
                file.pwrite((attacks / name).read_bytes(), 0)
        copy.commit()
        generation, root = copy.generation, copy.root
    with contextlib.ExitStack() as stack:
        given = stack.enter_context(
            SealedCopy.open(work / "given", CopyId("ff" * 16), Secret(bytes(32)), writable=False)
        )
        looked = stack.enter_context(SealedDatabases(given))
        _, pages = stack.enter_context(_new_copy(work / "pages"))
        _, rows = stack.enter_context(_new_copy(work / "rows"))
        for name in names:
            path, inside = attacks / name, name.encode()
            _say(name, "looked into", look_into, looked, inside)
            _say(name, "pages taken", take_pages, path, pages, inside)
            _say(name, "looked into what was taken", look_into, pages, inside)
            _say(name, "rows taken", take_rows, path, rows, inside)
            _say(name, "tables taken", take_tables, path)
        unchanged = (given.generation, given.root) == (generation, root)
        _write("", "unchanged", unchanged)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
