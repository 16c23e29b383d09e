"""A copy that was tampered with: said so, entered, never given out, and still closed and wiped with proof."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from app.errors import CopyDamaged, CopyRolledBack, FileDamaged
from app.model import CopyRecord, CopyState
from app.operations.check_copy import check_copy
from app.operations.list_files import list_files
from app.operations.put_file import put_file
from app.operations.read_file import read_file
from app.operations.undo_close import undo_close
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.app.custody.test_wiping import certificate_of
from tests.app.world import TREE, World


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def segment_of(folder: Path) -> Path:
    (segment,) = (folder / "segments").iterdir()
    return segment


def in_clear(folder: Path) -> None:
    """What anybody could make: a database without encryption."""
    (folder / "catalogue.db").unlink()
    with closing(sqlite3.connect(folder / "catalogue.db")) as database:
        database.execute("CREATE TABLE node(id INTEGER PRIMARY KEY)")
        database.commit()


CATALOGUE: dict[str, Callable[[Path], object]] = {
    "a bit turned in the catalogue": lambda folder: flip(folder / "catalogue.db", 3000),
    "the catalogue emptied": lambda folder: (folder / "catalogue.db").write_bytes(b""),
    "a catalogue in clear": in_clear,
    "the catalogue gone": lambda folder: (folder / "catalogue.db").unlink(),
    "zeros for a catalogue": lambda folder: (folder / "catalogue.db").write_bytes(bytes(8192)),
}


def closes(world: World, vault: Unlocked, record: CopyRecord) -> None:
    """Undone once, then wiped, with a certificate that speaks of the damage."""
    world.close(vault)
    assert [kept.state for kept in undo_close(vault, "T-1")] == [CopyState.DAMAGED]
    assert [wiped.state for wiped in world.close(vault, at_once=True)] == [CopyState.WIPED]
    content = certificate_of(vault, record.id)
    assert content["verdict"] == "PASS"
    assert content["copy"]["damage"]
    assert not vault.folder_of(record.id).exists()


@pytest.mark.parametrize("deed", CATALOGUE.values(), ids=CATALOGUE.keys())
def test_a_copy_whose_catalogue_was_tampered_with_is_damaged_and_can_be_closed(
    world: World, vault: Unlocked, deed: Callable[[Path], object]
) -> None:
    record, other = world.check_out(vault, "T-1"), world.check_out(vault, "T-2")
    deed(vault.folder_of(record.id))
    with pytest.raises(CopyDamaged):
        list_files(vault, "T-1", b"")
    with pytest.raises(CopyDamaged):
        check_copy(vault, "T-1", world.monitor)
    damaged = vault.registry.copies.get(record.id)
    assert (damaged.state, damaged.damage) == (CopyState.DAMAGED, "B301")
    with pytest.raises(CopyDamaged):
        check_copy(vault, "T-1", world.monitor)
    assert check_copy(vault, "T-2", world.monitor)[0].state is CopyState.HELD
    closes(world, vault, record)
    assert vault.registry.copies.get(other.id).state is CopyState.HELD


def test_an_older_state_that_was_put_back_is_named(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    folder = vault.folder_of(record.id)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    blocks = iter([b"new"])
    put_file(vault, "T-1", b"notes.txt", lambda _: next(blocks, b""), world.monitor)
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()
    for path, data in before.items():
        path.write_bytes(data)
    with pytest.raises(CopyRolledBack):
        check_copy(vault, "T-1", world.monitor)
    assert vault.registry.copies.get(record.id).damage == "B302"
    closes(world, vault, record)


def test_the_copy_of_another_ticket_put_in_its_place_is_damage(world: World, vault: Unlocked) -> None:
    first, second = world.check_out(vault, "T-1"), world.check_out(vault, "T-2")
    folders = [vault.folder_of(record.id) for record in (first, second)]
    folders[0].rename(folders[0].with_name("aside"))
    folders[1].rename(folders[0])
    folders[0].with_name("aside").rename(folders[1])
    for ticket in ("T-1", "T-2"):
        with pytest.raises(CopyDamaged):
            check_copy(vault, ticket, world.monitor)
    closes(world, vault, first)


def test_damage_in_one_file_does_not_hide_the_others_and_is_mended_by_writing_it_anew(
    world: World, vault: Unlocked
) -> None:
    record = world.check_out(vault, tree={**TREE, b"big": bytes(range(256)) * 2000})
    flip(segment_of(vault.folder_of(record.id)), 200_000)
    checked, report = check_copy(vault, "T-1", world.monitor)
    assert (checked.state, checked.damage) == (CopyState.DAMAGED, "1 files")
    assert [damage.path for damage in report.damaged] == [b"big"]
    given = bytearray()
    with pytest.raises(FileDamaged):
        read_file(vault, "T-1", b"big", given.extend, Monitor())
    assert given == b""
    read_file(vault, "T-1", b"notes.txt", given.extend, Monitor())
    assert given == TREE[b"notes.txt"]
    blocks = iter([b"as it was"])
    put_file(vault, "T-1", b"big", lambda _: next(blocks, b""), world.monitor)
    mended, report = check_copy(vault, "T-1", world.monitor)
    assert (mended.state, mended.damage, report.damaged) == (CopyState.HELD, "", ())
    assert [entry.event for entry in vault.ledger.entries()][-2:] == ["copy.damaged", "copy.mended"]


def test_a_damaged_file_does_not_stop_the_wipe(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault, tree={b"big": os.urandom(300_000)})
    segment = segment_of(vault.folder_of(record.id))
    segment.write_bytes(segment.read_bytes()[:1000])
    with suppress(CopyDamaged):  # of one file, or as a whole: either way it is entered
        check_copy(vault, "T-1", world.monitor)
    closes(world, vault, record)


def test_a_sound_copy_stays_held_however_often_it_is_checked(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    for _ in range(2):
        checked, report = check_copy(vault, "T-1", world.monitor)
        assert checked == record
        assert (report.files, report.damaged) == (3, ())
