"""What a stranger's database may do once it is open, and what nobody may do in any."""

from pathlib import Path

import apsw
import pytest

from app.databases.sealed.places import View, name_of
from app.errors import HandleClosed, PathMissing
from tests.app.databases.sealed import (
    built,
    contents,
    noisy,
    sealed,
    sum_of,
)

make = noisy(1_000, 100)
DATABASE = built(make)


def test_every_connection_is_hardened() -> None:
    with sealed({b"db": DATABASE}) as (_, databases):
        for writable in (False, True):
            connection = databases.connect(b"db", writable=writable)
            config = connection.config
            assert config(apsw.SQLITE_DBCONFIG_DEFENSIVE, -1) == 1
            assert config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1) == 0
            assert config(apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, -1) == 0
            assert config(apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, -1) == 0
            pragmas = {"temp_store": 1, "cell_size_check": 1, "trusted_schema": 0, "cache_size": -16_384}
            assert {name: connection.pragma(name) for name in pragmas} == pragmas
            assert connection.limit(apsw.SQLITE_LIMIT_ATTACHED) == 2
            assert connection.limit(apsw.SQLITE_LIMIT_LENGTH) == 1_000_000_000


def test_no_pragma_takes_away_what_keeps_transactions_whole() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        connection = databases.connect(b"db", writable=True)
        for sql in ("journal_mode = WAL", "JOURNAL_MODE = OFF", "main.journal_mode = MEMORY", "journal_mode(TRUNCATE)"):
            assert connection.execute(f"PRAGMA {sql}").get == "delete"
        assert connection.execute("PRAGMA locking_mode = EXCLUSIVE").get == "normal"
        connection.execute("PRAGMA synchronous = OFF; PRAGMA mmap_size = 1000000")
        before = copy.generation
        connection.execute("DELETE FROM t WHERE k = 1")
        assert copy.generation == before + 1
        assert sum_of(databases.connect(b"db", writable=False)) == (999, 99_900)


def test_nothing_outside_the_copy_can_be_attached(tmp_path: Path) -> None:
    with sealed({b"db": DATABASE, b"other": DATABASE}) as (copy, databases):
        connection = databases.connect(b"db", writable=True)
        for target in (f"{tmp_path}/outside", "/etc/passwd", "outside", "file:outside?vfs=unix", "live/missing"):
            with pytest.raises(PathMissing):
                connection.execute("ATTACH ? AS outside", (target,))
        with pytest.raises((apsw.Error, PathMissing)):
            connection.execute("VACUUM INTO ?", (f"{tmp_path}/outside",))
        # What is in the copy can be read beside it, and no more.
        connection.execute("ATTACH ? AS other", (name_of(View.LIVE, b"other"),))
        assert connection.execute("SELECT count(*) FROM main.t JOIN other.t USING (k, v)").get == 1_000
        with pytest.raises(apsw.ReadOnlyError):
            connection.execute("DELETE FROM other.t")
        assert sorted(contents(copy)) == [b"db", b"other"]
        assert list(tmp_path.iterdir()) == []


def test_hostile_triggers_and_views_do_no_harm() -> None:
    def lay_traps(connection: apsw.Connection) -> None:
        make(connection)
        connection.execute(
            "CREATE VIEW bomb AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
            "SELECT load_extension('/tmp/evil.so') FROM n"
        )
        connection.execute("CREATE TRIGGER evil AFTER DELETE ON t BEGIN INSERT INTO t VALUES (old.k, 'back'); END")
        connection.execute("CREATE TABLE [t'; DROP TABLE t; --](x)")
        connection.execute("CREATE VIEW loop AS SELECT fts3_tokenizer('x', x'00') FROM t")

    with sealed({b"db": built(lay_traps)}) as (_, databases):
        connection = databases.connect(b"db", writable=True)
        for view in ("bomb", "loop"):
            with pytest.raises(apsw.SQLError):
                connection.execute(f"SELECT * FROM {view} LIMIT 1").fetchall()
        connection.execute("DELETE FROM t WHERE k = 1")
        assert connection.execute("SELECT v FROM t WHERE k = 1").get == "back"
        with pytest.raises(apsw.SQLError, match="may not be modified"):
            connection.execute("UPDATE sqlite_schema SET sql = ''")


def test_time_and_chance_come_from_the_system() -> None:
    with sealed({b"db": DATABASE}) as (_, databases):
        connection = databases.connect(b"db", writable=False)
        ours, plain = (c.execute("SELECT unixepoch('now')").get for c in (connection, apsw.Connection(":memory:")))
        assert abs(ours - plain) <= 2
        assert databases._vfs.xRandomness(10) != databases._vfs.xRandomness(10)
        assert abs(databases._vfs.xCurrentTime() - (ours / 86_400 + 2_440_587.5)) < 0.001
        assert databases._vfs.xSleep(1_000) == 1_000


def test_when_it_is_closed_so_are_its_connections() -> None:
    with sealed({b"db": DATABASE}) as (_, databases):
        connection = databases.connect(b"db", writable=True)
        connection.execute("BEGIN; DELETE FROM t")
        databases.close()
        with pytest.raises(apsw.ConnectionClosedError):
            connection.execute("COMMIT")
        with pytest.raises(HandleClosed):
            databases.connect(b"db", writable=False)
