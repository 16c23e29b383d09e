"""What goes wrong below SQLite comes out above it as what it is, and what was committed before stays."""

from pathlib import Path

import apsw
import pytest

from app.copies import open_files
from app.copies.check import check
from app.databases.sealed.failures import known
from app.databases.sealed.live_file import LiveFile
from app.databases.sealed.live_place import LivePlace
from app.databases.sealed.opening import SealedDatabases
from app.errors import BaileeError, DatabaseBusy, DiskFull, FileDamaged, HandleClosed, NotADatabase, StatementFailed
from app.progress import Monitor
from tests.app.copies.making import read, reopen, segments_of
from tests.app.copies.tampering import flip_a_bit, whole
from tests.app.copies.test_full_disk import disk, fill_up
from tests.app.databases.sealed import (
    built,
    built_with_sides,
    fill,
    is_sound,
    noisy,
    opened,
    sealed,
    sum_of,
)

__all__ = ["disk"]
ROWS = 2_000
make = noisy(ROWS, 500)


@pytest.fixture
def database() -> bytes:
    return built(make)


@pytest.fixture
def folder(disk: Path, database: bytes) -> Path:
    fill(disk / "copy", {b"db": database})
    return disk / "copy"


def damage(folder: Path, name: bytes, index: int) -> None:
    """Spoil one chunk of a file."""
    with reopen(folder) as copy:
        pin = copy.store.catalogue.pins(copy.stat(name).id, index, index)[0]
        segment = folder / "segments" / copy.store.catalogue.segments()[pin.segment]
    data = bytearray(segment.read_bytes())
    data[pin.offset + 100] ^= 1
    segment.write_bytes(data)


def test_a_damaged_chunk_is_named_where_it_is_met_and_nowhere_else(tmp_path: Path, database: bytes) -> None:
    place = tmp_path / "copy"
    fill(place, {b"db": database, b"other": database})
    damage(place, b"db", 20)
    with opened(place, writable=True) as (_, databases):
        broken = databases.connect(b"db", writable=True)
        with pytest.raises(FileDamaged, match="db") as caught:
            sum_of(broken)
        original = known(caught.value, b"db")
        assert type(original) is FileDamaged
        assert isinstance(caught.value, apsw.IOError)
        assert vars(caught.value)["extendedresult"] == apsw.SQLITE_IOERR_READ
        assert caught.value.code == original.code == "B303"
        assert str(caught.value) == str(original)
        with pytest.raises(FileDamaged):
            broken.execute("UPDATE t SET v = 'x'")
        assert not broken.in_transaction
        assert broken.execute("SELECT length(v) FROM t WHERE k = 1").get == 500
        broken.execute("UPDATE t SET v = 'x' WHERE k = 1")
        other = databases.connect(b"other", writable=True)
        other.execute("UPDATE t SET v = 'x'")
        assert sum_of(other) == (ROWS, ROWS)
    with opened(place) as (_, databases):
        assert databases.connect(b"db", writable=False).execute("SELECT v FROM t WHERE k = 1").get == "x"
        assert sum_of(databases.connect(b"other", writable=False)) == (ROWS, ROWS)


def test_a_database_whose_beginning_is_damaged_is_not_taken_for_something_else(tmp_path: Path, database: bytes) -> None:
    place = tmp_path / "copy"
    fill(place, {b"db": database})
    damage(place, b"db", 0)
    with opened(place) as (_, databases), pytest.raises(FileDamaged) as caught:
        databases.connect(b"db", writable=False)
    assert type(caught.value) is FileDamaged


def test_a_damaged_journal_is_named_and_the_database_is_not_touched(tmp_path: Path) -> None:
    def in_the_middle(connection: apsw.Connection) -> None:
        make(connection)
        connection.execute("PRAGMA cache_size = 5; BEGIN; UPDATE t SET v = 'changed'")

    sides = {b"db" + suffix.encode(): data for suffix, data in built_with_sides(in_the_middle).items()}
    fill(tmp_path / "copy", sides)
    damage(tmp_path / "copy", b"db-journal", 5)
    for writable in (False, True):
        with opened(tmp_path / "copy", writable=writable) as (_, databases):
            for _ in range(2):
                with pytest.raises(FileDamaged, match="db-journal"):
                    databases.connect(b"db", writable=False)
    with reopen(tmp_path / "copy") as copy:
        assert read(copy, b"db") == sides[b"db"]


@pytest.mark.parametrize("changed_bytes", [500_000, 16 * 1024 * 1024])
def test_a_transaction_that_does_not_fit_on_the_disk_fails_and_never_happened(
    folder: Path, disk: Path, changed_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_files, "_MOST_CHANGED_BYTES", changed_bytes)
    filler = fill_up(disk, 1_200_000)
    with opened(folder, writable=True) as (_, databases):
        connection = databases.connect(b"db", writable=True)
        connection.execute("PRAGMA cache_size = 10")
        connection.execute("INSERT INTO t VALUES (-1, 'small')")
        with pytest.raises(DiskFull) as caught:
            connection.execute("UPDATE t SET v = randomblob(3000)")
        assert type(known(caught.value, b"db")) is DiskFull
        filler.unlink()
        # What is in memory is not what is on the disk: nobody may build upon it.
        for again in ("SELECT count(*) FROM t", "INSERT INTO t VALUES (-2, 1)"):
            with pytest.raises(DiskFull):
                connection.execute(again)
        with pytest.raises(DiskFull):
            databases.connect(b"db", writable=False)
    with opened(folder, writable=True) as (copy, databases):
        assert check(copy, Monitor()).damaged == ()
        connection = databases.connect(b"db", writable=True)
        assert is_sound(connection)
        assert sum_of(connection) == (ROWS + 1, ROWS * 500 + 5)
        connection.execute("DELETE FROM t WHERE k < 0")


def test_a_commit_that_does_not_fit_fails(folder: Path, disk: Path) -> None:
    with opened(folder, writable=True) as (_, databases):
        connection = databases.connect(b"db", writable=True)
        connection.execute("BEGIN")
        connection.execute("UPDATE t SET v = randomblob(500)")
        fill_up(disk, 100_000)
        with pytest.raises(DiskFull):
            connection.execute("COMMIT")
        with pytest.raises(DiskFull):
            sum_of(connection)
    (disk / "filler").unlink()
    with opened(folder) as (_, databases):
        connection = databases.connect(b"db", writable=False)
        assert sum_of(connection) == (ROWS, ROWS * 500)
        assert is_sound(connection)


def test_a_transaction_that_could_not_be_taken_back_is_taken_back_by_the_next_connection(
    database: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(live: LiveFile, data: bytes, offset: int) -> None:
        raise FileDamaged(path="db", reason=f"{len(data)} bytes at {offset} of {live.size}")

    with sealed({b"db": database}) as (_, databases):
        one, other = (databases.connect(b"db", writable=True) for _ in range(2))
        one.execute("PRAGMA cache_size = 5; BEGIN; UPDATE t SET v = 'changed'")
        monkeypatch.setattr(LiveFile, "write", fail)
        with pytest.raises(FileDamaged):
            one.execute("ROLLBACK")
        monkeypatch.undo()
        assert sum_of(other) == (ROWS, ROWS * 500)
        assert sum_of(one) == (ROWS, ROWS * 500)
        assert is_sound(other)


def test_after_the_copy_was_closed_connections_say_so(tmp_path: Path, database: bytes) -> None:
    fill(tmp_path / "copy", {b"db": database})
    copy = reopen(tmp_path / "copy", writable=True)
    databases = SealedDatabases(copy)
    connection = databases.connect(b"db", writable=True)
    copy.close()
    with pytest.raises(HandleClosed):
        connection.execute("INSERT INTO t VALUES (-1, 1)")
    with pytest.raises(HandleClosed):
        databases.connect(b"db", writable=True)
    databases.close()
    with pytest.raises(apsw.ConnectionClosedError):
        connection.execute("SELECT 1")
    databases.close()


def test_a_file_taken_away_below_a_connection_is_missed(database: bytes) -> None:
    with sealed({b"db": database}) as (copy, databases):
        connection = databases.connect(b"db", writable=True)
        copy.unlink(b"db")
        with pytest.raises(HandleClosed):
            connection.execute("INSERT INTO t VALUES (-1, 1)")


def refused(connection: apsw.Connection, sql: str) -> apsw.Error:
    with pytest.raises(apsw.Error) as caught:
        connection.execute(sql)
    return caught.value


def test_failures_of_statements_are_known_for_what_they_are(database: bytes) -> None:
    with sealed({b"db": database}) as (_, databases):
        one, other = (databases.connect(b"db", writable=True) for _ in range(2))
        one.execute("BEGIN IMMEDIATE")
        assert isinstance(known(refused(other, "BEGIN IMMEDIATE"), b"d\xff"), DatabaseBusy)
        failed = known(refused(other, "SELECT k FRUM t"), b"db")
        assert isinstance(failed, StatementFailed)
        assert (failed.reason, failed.offset) == ('near "t": syntax error', 14)
        assert isinstance(known(apsw.exception_for(apsw.SQLITE_CORRUPT), b"db"), NotADatabase)
        plain = DiskFull(path="x")
        assert known(plain, b"db") is plain


def test_the_log_and_the_text_of_a_failure_hold_no_path_of_the_disk(tmp_path: Path, database: bytes) -> None:
    fill(tmp_path / "copy", {b"db": database})
    for segment in segments_of(tmp_path / "copy"):
        flip_a_bit(segment, whole(segment), None)  # type: ignore[arg-type]
    with opened(tmp_path / "copy") as (_, databases):
        try:
            sum_of(databases.connect(b"db", writable=False))
        except BaileeError as error:
            assert str(tmp_path) not in str(error)  # noqa: PT017
        else:
            pytest.fail("the damage was not noticed")


def test_the_first_failure_of_a_change_is_the_one_that_counts_and_damage_is_none() -> None:
    with sealed() as (copy, _):
        place = LivePlace(copy)
        place.fail(FileDamaged(path="db", reason="a chunk does not open"))
        place.check()
        first_failure = DiskFull(path="first")
        place.fail(first_failure)
        place.fail(DiskFull(path="second"))
        with pytest.raises(DiskFull) as caught:
            place.check()
        assert caught.value is first_failure
