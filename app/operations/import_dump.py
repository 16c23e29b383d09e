"""Import: bring an SQL dump or a database file from this machine into a copy, as one more database of it."""

import os
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.copies.paths import outside_workroom, shown
from app.copies.sealed_copy import SealedCopy
from app.crypto.secret import Secret
from app.databases.dumps.dump_running import DumpRun, run_dump
from app.databases.sealed.live_place import LEFTOVERS
from app.databases.sealed.opening import SealedDatabases
from app.disk.reading import RandomReader
from app.errors import DumpRefused, PathExists, PathMissing, SourceRefused
from app.model import CopyRecord, Problem
from app.ports import DatabaseSource
from app.progress import Monitor
from app.sources.choice import source_at
from app.sources.folder import SingleFileSource
from app.sources.head_kind import PathKind, kind_of
from app.sources.naming import long_path
from app.sources.sqlite_choice import sqlcipher_source, sqlite_source
from app.unlocked.free_paths import free_path
from app.unlocked.vault import Unlocked

AskKey = Callable[[str], Secret]
"""Asks somebody for the key of the encrypted database at a location; empty where there is none."""

_ENDING: Final = b".sqlite"
_SQL_ENDINGS: Final = (b".sql", b".dump", b".txt")
_PACKED: Final = (
    (b"PGDMP", "it is an archive of pg_dump, which only pg_restore reads"),
    (b"\x1f\x8b", "it is packed with gzip; unpack it first"),
    (b"PK\x03\x04", "it is a ZIP file; unpack it first"),
    (b"BZh", "it is packed with bzip2; unpack it first"),
    (b"\xfd7zXZ\0", "it is packed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "it is packed with zstd; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7z file; unpack it first"),
)


@dataclass(frozen=True, slots=True)
class Imported:
    """The new database: where it lies in the copy and its size; `run` is None for a file that was taken as it is."""

    path: bytes
    size_bytes: int
    run: DumpRun | None
    problems: tuple[Problem, ...] = ()


def import_dump(
    vault: Unlocked,
    ticket: str,
    file: str,
    monitor: Monitor,
    *,
    ask: AskKey,
    name: bytes = b"",
    copy: str | None = None,
) -> tuple[CopyRecord, Imported]:
    """Run SQL text in a new database, or take an SQLite or SQLCipher file whole. Nothing clear is written to a disk.

    Without a `name` it is called after the file; a name that is taken gets a number then. All or nothing is kept.
    Raises DumpRefused with the line, PathExists, NameRefused, SourceMissing and its kin, NotADatabase, LoginFailed,
    CopyBusy, DiskFull, Cancelled.
    """
    record = vault.pick_copy(ticket, copy)
    real = _file(file, vault.home.path)
    kind = kind_of(long_path(real))
    with vault.opened(record, writable=True) as sealed:
        path = _place(sealed, real, name, kind)
        before = sealed.generation
        try:
            run, problems = _bring(vault, sealed, path, real, kind, ask, monitor)
            monitor.check()
            sealed.commit()
        except BaseException:
            if sealed.generation > before:
                _leave_nothing(sealed, path)
            raise
        return record, Imported(path, sealed.stat(path).size, run, problems)


def _file(text: str, home: Path) -> str:
    if not isinstance(source_at(text, home), SingleFileSource):
        raise SourceRefused(source=text, reason="a folder, not a dump")
    return os.path.realpath(text)


def _place(sealed: SealedCopy, real: str, name: bytes, kind: PathKind) -> bytes:
    if name:
        path = outside_workroom(name).strip(b"/")
        if sealed.names.find(path) is not None:
            raise PathExists(path=shown(path))
        return path
    own = os.fsencode(Path(real).name)
    stem, dot, ending = own.rpartition(b".")
    if kind is PathKind.FILE:
        own = (stem if stem and dot + ending.lower() in _SQL_ENDINGS else own) + _ENDING
    return outside_workroom(free_path(sealed, b"", own))


def _bring(
    vault: Unlocked, sealed: SealedCopy, path: bytes, real: str, kind: PathKind, ask: AskKey, monitor: Monitor
) -> tuple[DumpRun | None, tuple[Problem, ...]]:
    if kind is PathKind.FILE:
        with closing(RandomReader(Path(long_path(real)))) as reader:
            return _run(sealed, path, reader, monitor), ()
    if kind is PathKind.SQLITE:
        return None, _take(sealed, path, sqlite_source(real, vault.home.path), monitor)
    with ask(real) as key:
        if not len(key):
            raise DumpRefused(number=1, reason="it is no text, and no SQLite database without a key")
        return None, _take(sealed, path, sqlcipher_source(real, vault.home.path, key), monitor)


def _run(sealed: SealedCopy, path: bytes, reader: RandomReader, monitor: Monitor) -> DumpRun:
    head = bytearray(8)
    count = reader.read_into(0, memoryview(head))
    for magic, reason in _PACKED:
        if bytes(head[:count]).startswith(magic):
            raise DumpRefused(number=1, reason=reason)
    offset = 0

    def read(amount: int) -> bytes:
        nonlocal offset
        buffer = bytearray(amount)
        found = reader.read_into(offset, memoryview(buffer))
        offset += found
        return bytes(buffer[:found])

    with (
        SealedDatabases(sealed) as databases,
        closing(databases.connect(path, writable=True, create=True)) as connection,
    ):
        return run_dump(connection, path, read, reader.size(), monitor)


def _take(sealed: SealedCopy, path: bytes, source: DatabaseSource, monitor: Monitor) -> tuple[Problem, ...]:
    with (
        SealedDatabases(sealed) as databases,
        closing(databases.connect(path, writable=True, create=True)) as connection,
    ):
        return source.copy_into(connection, monitor)


def _leave_nothing(sealed: SealedCopy, path: bytes) -> None:
    """SQLite has committed what is there by now, whole or in parts."""
    for each in (path, *(path + suffix for suffix in LEFTOVERS)):
        with suppress(PathMissing):
            sealed.unlink(each)
    sealed.commit()
