"""Checkouts of databases: what a full disk leaves of them, and which other copies of the ticket they look into."""

import os
import sqlite3
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from app.copies.sealed_copy import SealedCopy
from app.crypto.secret import Secret
from app.databases.loading.choosing import TableChoice
from app.errors import DiskFull
from app.masking.policy import Policy, load_policy
from app.model import CopyRecord
from app.operations.check_out import check_out, plan_check_out
from app.operations.find_database import DatabaseWish, find_database
from app.unlocked.vault import Unlocked
from tests.app.disk.places import small_disk
from tests.app.world import World, enter

KEY = b"Zephyrine's key"
POLICY = load_policy(b'version = 1\n[tables."t".columns]\nk = "keep"\n')
MEGABYTE = 1_000_000


def fill(connection: Any, *, with_index: bool = False) -> None:
    """20 MB of noise in one table, half of it in the index if there is to be one."""
    rows, size = (20_000, 500) if with_index else (200, 100_000)
    connection.execute("CREATE TABLE t(k INTEGER PRIMARY KEY, v BLOB)")
    connection.executemany("INSERT INTO t VALUES (?, ?)", ((n, os.urandom(size)) for n in range(rows)))
    if with_index:
        connection.execute("CREATE INDEX by_v ON t(v)")
    connection.commit()


def encrypted(path: Path) -> AbstractContextManager[Any]:
    connection = sqlcipher.connect(str(path))
    connection.execute('PRAGMA key = "Zephyrine\'s key"')
    return closing(connection)


def take(vault: Unlocked, world: World, text: str, wish: DatabaseWish) -> CopyRecord:
    source = find_database(vault, text, wish, lambda _: Secret(KEY))
    assert source is not None
    return check_out(vault, plan_check_out(vault, "T-1", source), world.monitor)


def requires_nothing_left(folder: Path, text: str, wish: DatabaseWish, size_bytes: int) -> None:
    """Of a checkout for which a disk of this size is too small."""
    with small_disk(folder, size_bytes) as place:
        world = World(place)
        with world.created() as vault:
            enter(vault)
            with pytest.raises(DiskFull) as caught:
                take(vault, world, text, wish)
            assert caught.value.code == "B601"
            assert not vault.registry.copies.all()
            assert [name.name for name in vault.home.copies.iterdir()] == ["CACHEDIR.TAG"]


@pytest.mark.parametrize("by_table", [False, True])
def test_a_full_disk_leaves_nothing_of_a_database(tmp_path: Path, by_table: bool) -> None:
    path = tmp_path / "large.db"
    with closing(sqlite3.connect(path)) as connection:
        fill(connection)
    requires_nothing_left(tmp_path, str(path), DatabaseWish(by_table=by_table), 8 * MEGABYTE)


@pytest.mark.parametrize("by_table", [False, True])
@pytest.mark.parametrize(("with_index", "size_bytes"), [(False, 8 * MEGABYTE), (True, 15 * MEGABYTE)])
def test_a_full_disk_leaves_nothing_of_an_encrypted_database(
    tmp_path: Path, by_table: bool, with_index: bool, size_bytes: int
) -> None:
    """Without an index it is full while rows are copied, with one while the index is made."""
    path = tmp_path / "large.db"
    with encrypted(path) as connection:
        fill(connection, with_index=with_index)
    requires_nothing_left(tmp_path, f"sqlcipher://{path}", DatabaseWish(by_table=by_table), size_bytes)


@pytest.mark.parametrize("policy", [None, POLICY])
def test_only_masking_looks_into_other_copies_of_the_ticket(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, policy: Policy | None
) -> None:
    """For the key that the same value is masked by in the same way."""
    opened: list[str] = []

    def noted(self: Unlocked, record: CopyRecord, *, writable: bool) -> AbstractContextManager[SealedCopy]:
        opened.append(record.id)
        return original(self, record, writable=writable)

    original = Unlocked.opened
    monkeypatch.setattr(Unlocked, "opened", noted)
    for name in ("first", "second"):
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            connection.execute("CREATE TABLE t(k)")
    with world.unlocked() as vault:
        first = take(vault, world, str(tmp_path / "first"), DatabaseWish(TableChoice(), POLICY))
        take(vault, world, str(tmp_path / "second"), DatabaseWish(TableChoice(), policy, by_table=True))
    assert opened == ([] if policy is None else [first.id])
