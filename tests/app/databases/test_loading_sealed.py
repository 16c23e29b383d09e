"""Loading into a database inside a sealed copy, as a checkout does."""

from pathlib import Path

import apsw
import pytest

from app.copies.sealed_copy import SealedCopy
from app.crypto.secret import Secret
from app.databases.loading.choosing import TableChoice
from app.databases.loading.loading import load_tables
from app.databases.sealed.opening import SealedDatabases
from app.errors import Cancelled
from app.model import CopyId
from app.progress import Monitor, Progress
from app.tables import Index, Storage, Table
from tests.app.databases.snapshots import GivenSnapshot, column

COPY = CopyId("00" * 16)
ROWS = [(number, f"text {number} " * 20, bytes(2000)) for number in range(2000)]


def big() -> GivenSnapshot:
    columns = (column("id", Storage.INTEGER), column("text", Storage.TEXT), column("blob", Storage.BLOB))
    table = Table("", "big", columns, ("id",), indexes=(Index("by_text", ("text",), is_unique=True),))
    return GivenSnapshot([table], {"big": ROWS}, batch=100)


def test_a_sealed_database_holds_the_tables_and_opens_again(tmp_path: Path) -> None:
    with Secret.random() as secret:
        with SealedCopy.create(tmp_path / "copy", COPY, secret) as copy, SealedDatabases(copy) as databases:
            connection = databases.connect(b"shop.sqlite", writable=True, create=True)
            connection.pragma("cache_size", 20)  # so that pages go out before the end
            report = load_tables(connection, big(), TableChoice(), None, None, Monitor())
            connection.close()
            copy.commit()
        with (
            SealedCopy.open(tmp_path / "copy", COPY, secret, writable=False) as copy,
            SealedDatabases(copy) as databases,
        ):
            connection = databases.connect(b"shop.sqlite", writable=False)
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("SELECT * FROM big ORDER BY id").fetchall() == ROWS
            assert connection.pragma("page_size") == 16384
            assert connection.execute("SELECT sha256 FROM _bailee_table").fetchall() == [(report.tables[0].sha256,)]
            connection.close()


def test_a_cancelled_load_leaves_an_empty_database(tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.done > 2_000_000:
            monitor.cancel()

    monitor = Monitor(stop)
    with (
        Secret.random() as secret,
        SealedCopy.create(tmp_path / "copy", COPY, secret) as copy,
        SealedDatabases(copy) as databases,
    ):
        connection = databases.connect(b"shop.sqlite", writable=True, create=True)
        connection.pragma("cache_size", 20)
        with pytest.raises(Cancelled):
            load_tables(connection, big(), TableChoice(), None, None, monitor)
        assert connection.execute("SELECT * FROM sqlite_schema").fetchall() == []
        connection.close()
        assert copy.stat(b"shop.sqlite").size <= 2 * 16384


def test_a_load_can_be_stopped_while_an_index_is_made() -> None:
    def stop(progress: Progress) -> None:
        if progress.total and progress.done == progress.total:  # all is read back, and no more is reported
            monitor.cancel()

    monitor = Monitor(stop)
    destination = apsw.Connection(":memory:")
    with pytest.raises(Cancelled):
        load_tables(destination, big(), TableChoice(), None, None, monitor)
    assert destination.execute("SELECT * FROM sqlite_schema").fetchall() == []
