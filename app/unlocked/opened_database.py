"""A database of a copy, opened with everything that it lies in."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.copies.paths import outside_workroom
from app.copies.sealed_copy import SealedCopy
from app.databases.sealed.opening import SealedDatabases
from app.model import CopyRecord
from app.unlocked.vault import Unlocked

if TYPE_CHECKING:
    import apsw


@dataclass(frozen=True, slots=True)
class OpenedDatabase:
    """The copy, its databases, and a connection to one of them."""

    copy: SealedCopy
    databases: SealedDatabases
    connection: "apsw.Connection"


@contextmanager
def opened_database(vault: Unlocked, record: CopyRecord, path: bytes, *, writable: bool) -> Iterator[OpenedDatabase]:
    """The database at `path` of a copy. Raises NotADatabase, PathMissing, NotAFile, CopyBusy and their kin."""
    with (
        vault.opened(record, writable=writable) as copy,
        SealedDatabases(copy) as databases,
        closing(databases.connect(outside_workroom(path), writable=writable)) as connection,
    ):
        yield OpenedDatabase(copy, databases, connection)
