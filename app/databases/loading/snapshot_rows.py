"""Reads rows of a snapshot, and lets go of them also where not all are wanted."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from app.errors import TableRefused
from app.ports import TableSnapshot
from app.tables import Cell, Rows, Table


@contextmanager
def batches_of(snapshot: TableSnapshot, table: Table, where: str = "") -> Iterator[Iterator[Rows]]:
    """The rows of a table; the reading has ended when the block has, whether or not all were taken."""
    batches = snapshot.rows(table, where)
    try:
        yield batches
    finally:
        close = getattr(batches, "close", None)  # generators have one
        if close is not None:
            close()


def first_rows(snapshot: TableSnapshot, table: Table, where: str = "", *, most: int) -> list[tuple[Cell, ...]]:
    """Some rows, in memory alone. Raises what `TableSnapshot.rows` raises."""
    found: list[tuple[Cell, ...]] = []
    with batches_of(snapshot, table, where) as batches:
        for batch in batches:
            found += map(tuple, batch.rows[: most - len(found)])
            if len(found) >= most:
                break
    return found


def samples_of(snapshot: TableSnapshot, tables: Iterable[Table], *, most: int) -> dict[str, list[tuple[Cell, ...]]]:
    """The first rows of each table by its title, for guesses at what is in it; nothing of one that cannot be read."""
    samples: dict[str, list[tuple[Cell, ...]]] = {}
    for table in tables:
        try:
            samples[table.title] = first_rows(snapshot, table, most=most)
        except TableRefused:
            samples[table.title] = []
    return samples
