from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from app.crypto.secret import Secret
from app.errors import DiskFull, RegistryBusy
from app.registry.database import open_database
from app.registry.registry import Registry
from app.registry.transactions import reading, writing


def _execute(engine: Engine, *statements: str) -> None:
    with writing(engine) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_second_writer_waits_and_then_says_busy(path: Path, key: Secret) -> None:
    first = open_database(path, key)
    second = open_database(path, key, patience_seconds=0.05)
    with writing(first) as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('a', 'b')")
        with pytest.raises(RegistryBusy), writing(second):
            pytest.fail("two writers at once")
        with reading(second) as reader:
            assert reader.exec_driver_sql("SELECT count(*) FROM meta").scalar() == 0
    with reading(second) as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM meta").scalar() == 1
    first.dispose()
    second.dispose()


def test_a_second_program_can_open_it_while_the_first_writes(path: Path, key: Secret) -> None:
    first = open_database(path, key)
    with writing(first):
        open_database(path, key, patience_seconds=0.05).dispose()
    first.dispose()


def test_a_block_that_raises_writes_nothing(path: Path, key: Secret) -> None:
    engine = open_database(path, key)
    twice = "INSERT INTO meta VALUES ('a', 'b')"
    with pytest.raises(IntegrityError):
        _execute(engine, "CREATE TABLE more (a)", twice, twice)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'more'").scalar() == 0
    engine.dispose()


def test_a_full_disk_is_told_apart_and_the_register_goes_on(path: Path, key: Secret) -> None:
    with Registry.open(path, key) as registry:
        engine = registry._engine
        with reading(engine) as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskFull) as caught:
            registry.meta.set("big", "x" * 100_000)
        assert caught.value.path == str(path)
        assert registry.meta.get("big") is None
        registry.meta.set("small", "x")
