import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine

from app.crypto.secret import Secret
from app.errors import (
    DiskFailed,
    FileMissing,
    RegistryDamaged,
    RegistryNewer,
    VaultLocked,
)
from app.registry import database
from app.registry.database import open_database
from app.registry.registry import Registry
from app.registry.schema import HEAD_REVISION
from app.registry.transactions import reading, writing
from tests.app.registry.conftest import NOW


def _execute(engine: Engine, *statements: str) -> None:
    with writing(engine) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


@pytest.fixture
def closed(path: Path, key: Secret) -> Path:
    """A register with enough in it for several pages."""
    with Registry.open(path, key) as registry:
        for number in range(200):
            registry.meta.set(f"key {number}", "value " * 50)
    return path


def test_what_was_written_is_there_after_reopening(path: Path, key: Secret) -> None:
    with Registry.open(path, key) as first:
        added = first.customers.add("K-1", "Müller", "", at=NOW)
    with Registry.open(path, key, may_create=False) as second:
        assert second.customers.all() == [added]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("cipher_log_level", "NONE"),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
        ("busy_timeout", 10_000),
    ],
)
def test_every_connection_is_set_up(path: Path, key: Secret, pragma: str, value: object) -> None:
    engine = open_database(path, key)
    with reading(engine) as first, reading(engine) as second:
        assert first.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        assert second.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()


@pytest.mark.skipif(sys.platform == "win32", reason="no umask")
def test_the_umask_of_the_caller_decides_who_can_read_the_files(path: Path, key: Secret) -> None:
    before = os.umask(0o077)
    try:
        with Registry.open(path, key):
            assert {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {
                "register.db": 0o600,
                "register.db-shm": 0o600,
                "register.db-wal": 0o600,
            }
    finally:
        os.umask(before)


def test_closing_leaves_one_file(closed: Path) -> None:
    assert [file.name for file in closed.parent.iterdir()] == ["register.db"]


def test_another_key_does_not_open_it_and_shows_in_no_message(closed: Path, key: Secret) -> None:
    before = closed.read_bytes()
    wrong = Secret.random()
    with pytest.raises(RegistryDamaged) as caught:
        open_database(closed, wrong)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert wrong.reveal().hex() not in told.lower()
    assert closed.read_bytes() == before
    with Registry.open(closed, key) as registry:
        assert registry.meta.get("key 7") == "value " * 50


@pytest.mark.parametrize(
    "ruin",
    [
        pytest.param(lambda _: b"no register at all " * 1000, id="garbage"),
        pytest.param(lambda _: b"x", id="one byte"),
        pytest.param(lambda data: data[: len(data) // 2], id="half"),
        pytest.param(lambda data: data[:4095], id="less than a page"),
        pytest.param(lambda data: data[:4096], id="one page"),
        pytest.param(lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:], id="first page flipped"),
        pytest.param(lambda data: b"SQLite format 3\0" + data[16:], id="clear header"),
    ],
)
def test_a_file_that_was_changed_is_called_damaged(closed: Path, key: Secret, ruin: Callable[[bytes], bytes]) -> None:
    closed.write_bytes(ruin(closed.read_bytes()))
    with pytest.raises(RegistryDamaged), Registry.open(closed, key) as registry:
        registry.meta.get("key 7")


def test_a_flipped_bit_further_in_is_found_when_it_is_read(closed: Path, key: Secret) -> None:
    data = bytearray(closed.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 + 99] ^= 1
    closed.write_bytes(data)
    with pytest.raises(RegistryDamaged), Registry.open(closed, key) as registry:
        registry.meta.get("key 7")


def test_a_missing_or_emptied_register_is_not_made_anew_where_one_must_be(path: Path, key: Secret) -> None:
    with pytest.raises(FileMissing):
        open_database(path, key, may_create=False)
    assert not path.exists()
    path.write_bytes(b"")
    with pytest.raises(RegistryDamaged):
        open_database(path, key, may_create=False)
    assert path.read_bytes() == b""


def test_a_missing_folder_is_named(tmp_path: Path, key: Secret) -> None:
    with pytest.raises(FileMissing) as caught:
        open_database(tmp_path / "none" / "register.db", key)
    assert caught.value.path == str(tmp_path / "none" / "register.db")


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path, key: Secret) -> None:
    with pytest.raises(DiskFailed):
        open_database(tmp_path, key)


def test_a_key_of_another_size_is_a_bug(path: Path) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        open_database(path, Secret(bytes(16)))
    assert not path.exists()


def test_a_newer_register_is_left_alone(closed: Path, key: Secret) -> None:
    engine = open_database(closed, key)
    _execute(engine, "UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    before = closed.read_bytes()
    with pytest.raises(RegistryNewer) as caught:
        open_database(closed, key)
    assert (caught.value.found, caught.value.known) == ("9999", HEAD_REVISION)
    assert closed.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE alembic_version",
        "DELETE FROM alembic_version",
        "INSERT INTO alembic_version VALUES ('0000')",
    ],
)
def test_a_register_that_does_not_say_what_it_is_is_damaged(closed: Path, key: Secret, statement: str) -> None:
    engine = open_database(closed, key)
    _execute(engine, statement)
    engine.dispose()
    with pytest.raises(RegistryDamaged):
        open_database(closed, key)


def test_an_interrupted_creation_is_taken_up_again(path: Path, key: Secret) -> None:
    engine = open_database(path, key)
    with reading(engine) as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    engine.dispose()
    engine = database._engine(path.with_name("other.db"), key.copy(), 1)
    with reading(engine) as connection:  # sets WAL, and no more
        assert database.revision(connection) is None
    engine.dispose()
    with Registry.open(path.with_name("other.db"), key, may_create=False) as registry:
        assert registry.customers.all() == []
    assert len([name for name in tables if not name.startswith("ticket_words")]) == 11


def test_a_migration_that_fails_leaves_nothing(path: Path, key: Secret, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.registry.migrations import environment

    real = environment.upgrade

    def half(connection: object) -> None:
        real(connection)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(environment, "upgrade", half)
        with pytest.raises(KeyboardInterrupt):
            open_database(path, key)
    engine = database._engine(path, key.copy(), 1)
    with reading(engine) as connection:
        assert database.revision(connection) is None
    engine.dispose()


def test_after_closing_nothing_can_be_read(path: Path, key: Secret) -> None:
    registry = Registry.open(path, key)
    registry.close()
    registry.close()
    with pytest.raises(VaultLocked):
        registry.customers.all()
    assert key.is_open


def test_a_thread_that_is_at_it_when_the_register_is_closed_ends_in_peace(path: Path, key: Secret) -> None:
    registry = Registry.open(path, key)
    with writing(registry._engine) as connection:
        registry.close()
        connection.exec_driver_sql("INSERT INTO meta VALUES ('k', 'v')")
    with pytest.raises(VaultLocked):
        registry.meta.get("k")
    assert [file.name for file in path.parent.iterdir()] == ["register.db"], "a connection is still open"
    with Registry.open(path, key) as again:
        assert again.meta.get("k") == "v"


def test_a_build_without_a_cipher_is_refused(path: Path, key: Secret, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_SILENCE", "SELECT 1")

    class Plain:
        closed = 0

        def execute(self, _: str) -> "Plain":
            return self

        def set_key(self, _: str) -> None: ...

        def fetchone(self) -> None: ...

        def close(self) -> None:
            Plain.closed += 1

    monkeypatch.setattr(sqlcipher, "connect", lambda *_, **__: Plain())
    with pytest.raises(RegistryDamaged, match="cannot encrypt"):
        open_database(path, key)
    assert Plain.closed == 1


_SILENT = """
import sys
from pathlib import Path
from app.crypto.secret import Secret
from app.errors import RegistryDamaged
from app.registry.database import open_database
open_database(Path(sys.argv[1]), Secret(b"k" * 32)).dispose()
assert "alembic" not in sys.modules, "slow to import, and not needed for a register that is up to date"
try:
    open_database(Path(sys.argv[1]), Secret(b"w" * 32))
except RegistryDamaged:
    raise SystemExit(7)
"""


def test_opening_is_silent_and_does_not_import_alembic(path: Path) -> None:
    open_database(path, Secret(b"k" * 32)).dispose()
    ran = subprocess.run([sys.executable, "-c", _SILENT, str(path)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (7, "", "")
