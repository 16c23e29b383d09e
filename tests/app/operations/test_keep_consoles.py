"""The consoles of a copy stay with it, sealed."""

import pytest

from app.databases.console.kept_consoles import KeptConsole
from app.errors import NoCopyHeld
from app.operations.keep_consoles import keep_consoles, kept_consoles
from app.operations.show_history import show_history
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.app.operations.sql_sessions import PATH, copy_with, session_over, shop_bytes
from tests.app.world import World

FIRST = KeptConsole(PATH, "Console 1", "SELECT 'Quartz'", position=6, is_current=True)
SECOND = KeptConsole(b"other \xff.db", "Console 2", "-- \U0001f600 half a pair: \ud83d")


def test_consoles_come_back_as_they_were_and_nothing_of_them_lies_in_clear(world: World, vault: Unlocked) -> None:
    record = copy_with(world, vault, {PATH: shop_bytes()})
    assert kept_consoles(vault, record.id) == []
    keep_consoles(vault, record.id, [FIRST, SECOND])
    first, second = kept_consoles(vault, record.id)
    assert first == FIRST
    assert second.sql == "-- \U0001f600 half a pair: ?"
    keep_consoles(vault, record.id, [FIRST])
    assert kept_consoles(vault, record.id) == [FIRST]
    files = [path for path in vault.home.path.rglob("*") if path.is_file()]
    assert all(b"SELECT 'Quartz'" not in path.read_bytes() for path in files)


def test_what_is_kept_already_is_not_written_again_and_counts_as_no_work(world: World, vault: Unlocked) -> None:
    record = copy_with(world, vault, {PATH: shop_bytes()})
    keep_consoles(vault, record.id, [FIRST])
    kept = vault.registry.copies.get(record.id)
    assert not kept.is_changed
    keep_consoles(vault, record.id, [FIRST])
    assert vault.registry.copies.get(record.id).generation == kept.generation


def test_consoles_and_history_do_not_disturb_each_other(world: World, vault: Unlocked) -> None:
    record = copy_with(world, vault, {PATH: shop_bytes()})
    keep_consoles(vault, record.id, [FIRST])
    with session_over(vault, record) as session:
        session.run("SELECT 1", Monitor())
    assert [entry.sql for entry in show_history(vault, "T-1")[1]] == ["SELECT 1"]
    assert kept_consoles(vault, record.id) == [FIRST]


def test_nothing_is_kept_in_a_copy_that_is_to_be_wiped(world: World, vault: Unlocked) -> None:
    record = copy_with(world, vault, {PATH: shop_bytes()})
    world.close(vault)
    with pytest.raises(NoCopyHeld):
        keep_consoles(vault, record.id, [FIRST])
