"""Two programs have the same vault unlocked: each sees what the other did, and neither harms it."""

import threading
from collections.abc import Iterator

import pytest

from app.custody.ledger import Event
from app.errors import CopyBusy, CopyDamaged, NoCopyHeld, VaultRolledBack
from app.model import CopyState
from app.operations.check_out import check_out, plan_check_out
from app.operations.list_files import list_files
from app.operations.read_file import read_file
from app.operations.read_ledger import verify_ledger
from app.operations.recover import recover
from app.operations.remove_file import remove_file
from app.operations.undo_close import undo_close
from app.progress import Monitor, Progress
from app.unlocked.vault import Unlocked
from tests.app.world import TREE, World


@pytest.fixture
def other(world: World) -> Iterator[Unlocked]:
    with world.unlocked() as opened:
        yield opened


def content(vault: Unlocked, ticket: str) -> bytes:
    found = bytearray()
    read_file(vault, ticket, b"notes.txt", found.extend, Monitor())
    return bytes(found)


def test_a_copy_that_one_takes_is_there_for_the_other(world: World, vault: Unlocked, other: Unlocked) -> None:
    world.check_out(vault)
    assert content(other, "T-1") == TREE[b"notes.txt"]


def test_one_wipes_while_the_other_holds_the_keys_of_before(world: World, vault: Unlocked, other: Unlocked) -> None:
    for ticket in ("T-1", "T-2"):
        world.check_out(other, ticket)
    kept = other.registry.copies.of_ticket(other.registry.tickets.by_number("T-2").id)[0]
    gone = other.pick_copy("T-1", None)
    world.close(vault, "T-1", at_once=True)
    with pytest.raises(NoCopyHeld):
        list_files(other, "T-1", b"")
    with pytest.raises(CopyDamaged, match="not in the key table"), other.opened(gone, writable=False):
        pass
    assert content(other, "T-2") == TREE[b"notes.txt"]
    assert other.keys.head == vault.keys.head
    assert other.keys.holds(kept.id)
    world.check_out(other, "T-3")
    assert content(vault, "T-3") == TREE[b"notes.txt"]
    assert verify_ledger(other) == verify_ledger(vault)


def test_one_wipes_while_the_other_reads(world: World, vault: Unlocked, other: Unlocked) -> None:
    world.check_out(vault)
    with other.opened(other.pick_copy("T-1", None), writable=False) as copy, copy.open_file(b"notes.txt") as file:
        world.close(vault, "T-1", at_once=True)
        assert vault.registry.copies.all()[0].state is CopyState.WIPED
        # What was opened before may still be read: the promise is about what is left on the disk.
        assert file.size == len(TREE[b"notes.txt"])


def test_one_wants_to_wipe_what_the_other_writes_into(world: World, vault: Unlocked, other: Unlocked) -> None:
    record = world.check_out(vault)
    with other.opened(record, writable=True), pytest.raises(CopyBusy):
        world.close(vault, at_once=True)
    with other.opened(record, writable=True), pytest.raises(CopyBusy):
        remove_file(vault, "T-1", b"empty")
    assert content(vault, "T-1") == TREE[b"notes.txt"]


def test_one_takes_back_what_the_other_has_planned_to_wipe(world: World, vault: Unlocked, other: Unlocked) -> None:
    world.check_out(vault)
    records = world.close(vault)
    undo_close(other, "T-1")
    assert vault.wiper().wipe(records, world.monitor) == []
    assert content(vault, "T-1") == TREE[b"notes.txt"]


def test_both_recover_what_is_due(world: World, vault: Unlocked, other: Unlocked) -> None:
    world.check_out(vault)
    world.close(vault)
    world.clock.advance(60)
    assert len(recover(other, world.monitor).wiped) == 1
    assert not recover(vault, world.monitor).did_something


def test_one_recovers_while_the_other_checks_out(world: World, vault: Unlocked, other: Unlocked) -> None:
    found = []

    def look(_: Progress) -> None:
        found.append(recover(other, Monitor()).did_something)

    plan = plan_check_out(vault, "T-1", str(world.source()))
    assert check_out(vault, plan, Monitor(look)).state is CopyState.HELD
    assert found
    assert not any(found)


def test_keys_of_before_that_somebody_puts_back_are_noticed_by_who_is_at_work(
    world: World, vault: Unlocked, other: Unlocked
) -> None:
    before = {path: path.read_bytes() for path in [vault.home.path / "HEAD", *(vault.home.path / "keys").iterdir()]}
    world.check_out(vault)
    assert content(other, "T-1") == TREE[b"notes.txt"]
    for path, data in before.items():
        path.write_bytes(data)
    with pytest.raises(VaultRolledBack):
        list_files(other, "T-1", b"")


def test_one_verifies_the_ledger_while_another_session_adds_to_it(world: World, vault: Unlocked) -> None:
    """Neither the register nor the file is read at one instant; that must not look like damage."""
    world.check_out(vault)
    adding = threading.Thread(target=add_lines, args=(world, 60))
    adding.start()
    sizes = [0]
    while adding.is_alive():
        sizes.append(verify_ledger(vault).head.size)
    adding.join()
    assert sizes == sorted(sizes)
    assert verify_ledger(vault).head.size == 63


def add_lines(world: World, count: int) -> None:
    """What another session does: the register and the ledger opened anew."""
    with world.unlocked() as other:
        for number in range(count):
            other.ledger.append(Event.ESCAPE, copy="x", bytes=number)
