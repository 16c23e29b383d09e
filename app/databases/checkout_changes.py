"""What differs between a database in a copy and its state at checkout, found by the blocks that runs overwrote."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import apsw

from app.copies.sealed_copy import SealedCopy
from app.databases.opening import SealedDatabases
from app.databases.page_differences import pages_in_blocks
from app.databases.saved_blocks import SAVED_BYTES, SavedRun, run_numbers
from app.databases.table_changes import DatabaseChanges, database_changes
from app.progress import Monitor


@dataclass(frozen=True, slots=True)
class Compared:
    """Both states, open for reading, and how they differ: what `row_changes` and the exports take."""

    before: apsw.Connection
    now: apsw.Connection
    changes: DatabaseChanges


@contextmanager
def compared(copy: SealedCopy, databases: SealedDatabases, path: bytes, monitor: Monitor) -> Iterator[Compared]:
    """Compare the database at `path` with what it was before its first recorded run.

    Only rows on pages that runs have touched are read. Raises NotADatabase, PathMissing, DatabaseBusy, FileDamaged,
    Cancelled.
    """
    now = databases.connect(path, writable=False)
    try:
        before = databases.at_checkout(path)
        try:
            with databases.lock:
                blocks = _overwritten(copy, path)
            page_bytes = int(str(now.pragma("page_size")))
            pages = pages_in_blocks(blocks, block_bytes=SAVED_BYTES, page_bytes=page_bytes)
            yield Compared(before, now, database_changes(before, now, monitor, changed_pages=pages))
        finally:
            before.close()
    finally:
        now.close()


def _overwritten(copy: SealedCopy, path: bytes) -> set[int]:
    """The blocks, counted from 0, of which some run kept the former content. Those it added are not among them."""
    node = copy.stat(path).id
    found: set[int] = set()
    for number in run_numbers(copy, node):
        saved = SavedRun.open(copy, node, number, writable=False)
        try:
            found.update(saved.numbers())
        finally:
            saved.close()
    return found
