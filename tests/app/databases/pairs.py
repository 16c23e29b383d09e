"""A database file, and a copy of it from before."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from app.databases.comparing.row_changes import RowChange, Value, row_changes
from app.databases.comparing.table_changes import DatabaseChanges, TableChange, database_changes
from app.progress import Monitor
from tests.app.copies.making import quick_folder

PAGE = 512


class Pair:
    """Both, with small pages, so that trees grow high with few rows."""

    def __init__(self, folder: Path, *, encoding: str = "UTF-8", vacuum: int = 0) -> None:
        self.paths = folder / "before.db", folder / "now.db"
        self.now = apsw.Connection(str(self.paths[1]))
        self.now.execute(f"PRAGMA page_size={PAGE}; PRAGMA encoding='{encoding}'; PRAGMA auto_vacuum={vacuum}")
        self.before = self.now

    def checkout(self) -> None:
        """From here on the file changes and the copy does not."""
        self.paths[0].write_bytes(self.paths[1].read_bytes())
        self.before = apsw.Connection(str(self.paths[0]), flags=apsw.SQLITE_OPEN_READONLY)

    def reopen(self) -> None:
        """Forget what SQLite remembers of the schema now."""
        self.now.close()
        self.now = apsw.Connection(str(self.paths[1]))

    def changed_pages(self) -> frozenset[int]:
        """The pages that differ."""
        old, new = (path.read_bytes() for path in self.paths)
        starts = range(0, max(len(old), len(new)), PAGE)
        return frozenset(at // PAGE + 1 for at in starts if old[at : at + PAGE] != new[at : at + PAGE])

    def changes(self, *, by_pages: bool = False) -> DatabaseChanges:
        """What differs."""
        pages = self.changed_pages() if by_pages else None
        return database_changes(self.before, self.now, Monitor(), changed_pages=pages)

    def only(self, *, by_pages: bool = False) -> TableChange:
        """The one table that differs."""
        (table,) = self.changes(by_pages=by_pages).tables
        return table

    def rows(
        self, table: TableChange, *, after: tuple[Value, ...] | None = None, limit: int | None = None
    ) -> list[RowChange]:
        """The rows of it."""
        assert table.laid is not None
        monitor = Monitor()
        found = row_changes(self.before, self.now, table.laid, monitor, spans=table.spans, after=after, limit=limit)
        return list(found)


@contextmanager
def pair_of(script: str = "", *, encoding: str = "UTF-8", vacuum: int = 0) -> Iterator[Pair]:
    """A pair after `script`, which both have run."""
    with quick_folder() as folder:
        pair = Pair(folder, encoding=encoding, vacuum=vacuum)
        try:
            if script:
                pair.now.execute(script)
                pair.checkout()
            yield pair
        finally:
            pair.before.close()
            pair.now.close()
