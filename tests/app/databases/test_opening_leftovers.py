"""What a program that did not end well left beside a database is folded in or taken back, as SQLite does it."""

from collections.abc import Callable

import apsw
import pytest

from app.databases.sealed import apart_place
from app.databases.sealed.places import View
from app.errors import NotADatabase
from tests.app.copies.making import noise, quick_folder, read
from tests.app.databases.sealed import (
    built,
    built_with_sides,
    contents,
    dump,
    fill,
    is_sound,
    noisy,
    opened,
    sealed,
    sum_of,
)

make = noisy(1_000, 100)
DATABASE = built(make)


def in_log_mode(connection: apsw.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    make(connection)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def with_log(connection: apsw.Connection) -> None:
    in_log_mode(connection)
    connection.execute("UPDATE t SET v = zeroblob(101); INSERT INTO t VALUES (-1, '')")


def in_the_middle(connection: apsw.Connection) -> None:
    make(connection)
    connection.execute("PRAGMA cache_size = 5; BEGIN; UPDATE t SET v = 'changed'")


def files(sides: dict[str, bytes]) -> dict[bytes, bytes]:
    return {b"db" + suffix.encode(): data for suffix, data in sides.items()}


LOGGED = files(built_with_sides(with_log))
UNFINISHED = files(built_with_sides(in_the_middle))
LEFT: dict[str, tuple[dict[bytes, bytes], tuple[int, int]]] = {
    "log": (LOGGED, (1_001, 101_000)),
    "journal": (UNFINISHED, (1_000, 100_000)),
}


def test_the_samples_are_what_they_should_be() -> None:
    assert set(LOGGED) == {b"db", b"db-wal", b"db-shm"}
    assert set(UNFINISHED) == {b"db", b"db-journal"}
    assert LOGGED[b"db"][18:20] == b"\2\2"
    assert b"changed" in UNFINISHED[b"db"]


@pytest.mark.parametrize("writable", [False, True])
@pytest.mark.parametrize("what", LEFT)
def test_what_was_left_unfinished_is_settled_in_a_copy_open_for_writing(what: str, writable: bool) -> None:
    left, expected = LEFT[what]
    with quick_folder() as place:
        fill(place / "copy", left)
        with opened(place / "copy", writable=True) as (copy, databases):
            connection = databases.connect(b"db", writable=writable)
            assert sum_of(connection) == expected
            assert is_sound(connection)
            assert list(contents(copy)) == [b"db"]
        with opened(place / "copy") as (copy, databases):
            assert list(contents(copy)) == [b"db"]
            assert read(copy, b"db")[18:20] == b"\1\1"
            assert sum_of(databases.connect(b"db", writable=False)) == expected


@pytest.mark.parametrize("what", LEFT)
def test_what_was_left_unfinished_is_put_right_in_memory_in_a_copy_that_is_read_only(what: str) -> None:
    left, expected = LEFT[what]
    with quick_folder() as place:
        fill(place / "copy", left)
        with opened(place / "copy") as (copy, databases):
            first = databases.connect(b"db", writable=False)
            again = databases.connect(b"db", writable=False)
            for connection in (first, again):
                assert sum_of(connection) == expected
                assert is_sound(connection)
                with pytest.raises(apsw.ReadOnlyError):
                    connection.execute("DELETE FROM t")
            first.close()
            assert sum_of(databases.connect(b"db", writable=False)) == expected
            assert databases.runs(b"db") == []
            assert sum_of(databases.at_checkout(b"db")) == expected
            assert contents(copy) == left


@pytest.mark.parametrize("work", [with_log, in_the_middle])
@pytest.mark.parametrize("page_size", [512, 65_536])
def test_what_is_put_right_in_memory_is_what_sqlite_makes_of_it(
    work: Callable[[apsw.Connection], None], page_size: int
) -> None:
    def begin(connection: apsw.Connection) -> None:
        connection.execute(f"PRAGMA page_size = {page_size}")
        work(connection)

    with quick_folder() as place:
        left = built_with_sides(begin)
        for suffix, data in left.items():
            (place / f"plain{suffix}").write_bytes(data)
        plain = apsw.Connection(str(place / "plain"))
        fill(place / "copy", files(left))
        with opened(place / "copy") as (_, databases):
            connection = databases.connect(b"db", writable=False)
            assert dump(connection) == dump(plain)
            assert is_sound(connection)
        plain.close()


def test_a_database_made_for_a_log_works_without_one() -> None:
    data = built(in_log_mode)
    assert data[18:20] == b"\2\2"
    with sealed({b"db": data, b"db-wal": b""}) as (copy, databases):
        reader = databases.connect(b"db", writable=False)
        assert sum_of(reader) == (1_000, 100_000)
        copy.commit()
        assert contents(copy) == {b"db": data, b"db-wal": b""}
        writer = databases.connect(b"db", writable=True)
        assert writer.pragma("journal_mode") == "delete"
        writer.execute("INSERT INTO t VALUES (-1, '')")
        assert sum_of(reader) == (1_001, 100_000)
        assert is_sound(reader)


def test_more_than_fits_into_memory_is_left_to_whoever_may_write() -> None:
    with quick_folder() as place:
        fill(place / "copy", {**LOGGED, b"other": DATABASE})
        with opened(place / "copy") as (_, databases):
            databases._apart = apart_place.ApartPlace(databases._live, most_bytes=40_960)
            databases._vfs._places = {**databases._vfs._places, View.APART: databases._apart}
            for _ in range(2):
                with pytest.raises(NotADatabase, match="open it once for writing") as caught:
                    databases.connect(b"db", writable=False)
                assert type(caught.value) is NotADatabase
            assert sum_of(databases.connect(b"other", writable=False)) == (1_000, 100_000)


def test_a_log_that_is_none_is_as_good_as_no_log() -> None:
    for beside in ({b"db-wal": noise(50_000)}, {b"db-journal": noise(50_000)}, {b"db-journal": bytes(5_000)}):
        with quick_folder() as place:
            fill(place / "copy", {b"db": DATABASE, **beside})
            with opened(place / "copy") as (_, databases):
                assert sum_of(databases.connect(b"db", writable=False)) == (1_000, 100_000)
            with opened(place / "copy", writable=True) as (copy, databases):
                assert sum_of(databases.connect(b"db", writable=False)) == (1_000, 100_000)
                assert contents(copy) == {b"db": DATABASE}


def test_a_journal_beside_what_is_no_database_changes_nothing() -> None:
    left = {b"db": b"no database" * 1_000, b"db-wal": LOGGED[b"db-wal"][:10]}
    with quick_folder() as place:
        fill(place / "copy", left)
        for writable in (False, True):
            with opened(place / "copy", writable=writable) as (copy, databases):
                for _ in range(2):
                    with pytest.raises(NotADatabase):
                        databases.connect(b"db", writable=False)
                copy.commit()
                assert contents(copy) == left


def test_a_transaction_over_two_databases_at_the_customers_ended_there() -> None:
    """The journal names the one for both by a path that means nothing here. SQLite takes its absence for the end."""

    def two(connection: apsw.Connection) -> None:
        make(connection)
        other = connection.filename + "-two"
        connection.execute("ATTACH ? AS two", (other,))
        connection.execute("CREATE TABLE two.u(x); PRAGMA cache_size = 5; BEGIN; UPDATE t SET v = 'changed'")
        connection.execute("INSERT INTO two.u VALUES (1)")

    left = built_with_sides(two)
    pointer = b"/customer/db-mj0A1B2C9D0"
    journal = left["-journal"]
    tail = len(pointer).to_bytes(4, "big") + sum(pointer).to_bytes(4, "big") + bytes.fromhex("d9d505f920a163d7")
    page = (1_073_741_824 // 4_096 + 1).to_bytes(4, "big")
    with sealed({b"db": left[""], b"db-journal": journal + page + pointer + tail}) as (copy, databases):
        connection = databases.connect(b"db", writable=False)
        assert connection.execute("SELECT count(*) FROM t WHERE v = 'changed'").get > 0
        assert contents(copy) == {b"db": left[""]}
