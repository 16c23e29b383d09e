"""Recovery: ends what was left, harms nothing else, and has nothing to do the second time."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import _check_generation
from app.copies.sealed_copy import SealedCopy
from app.crypto.secret import Secret
from app.errors import Cancelled
from app.keys.vault import unlock_vault
from app.model import CopyId, CopyRecord, CopyState
from app.operations.read_ledger import verify_ledger
from app.operations.recover import recover
from app.operations.register import ticket
from app.operations.show_board import show_board
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.app.disk.places import immutable
from tests.app.holding import held_elsewhere
from tests.app.world import World, state_of

STRAY = CopyId("5a" * 16)


def unfinished_checkout(world: World, vault: Unlocked, *, with_key: bool) -> CopyRecord:
    """What a crash leaves of a checkout, before or after its key was written down."""
    held = world.check_out(vault)
    record = replace(held, id=STRAY, state=CopyState.CHECKING_OUT, source="/elsewhere", held_at=None)
    vault.registry.copies.insert(record)
    with Secret.random() as key:
        with SealedCopy.create(vault.folder_of(STRAY), STRAY, key) as copy:
            copy.commit()
        if with_key:
            vault.keys.add_copy(STRAY, key)
    return record


def test_a_checkout_whose_key_was_never_written_down_is_cleared(world: World, vault: Unlocked) -> None:
    unfinished_checkout(world, vault, with_key=False)
    found = recover(vault, world.monitor)
    assert [record.id for record in found.abandoned] == [STRAY]
    assert not vault.folder_of(STRAY).exists()
    assert [record.state for record in vault.registry.copies.all()] == [CopyState.HELD]
    assert not recover(vault, world.monitor).did_something


def test_a_checkout_whose_key_was_written_down_is_completed(world: World, vault: Unlocked) -> None:
    unfinished_checkout(world, vault, with_key=True)
    found = recover(vault, world.monitor)
    assert [(record.id, record.state) for record in found.completed] == [(STRAY, CopyState.HELD)]
    assert not recover(vault, world.monitor).did_something
    with vault.opened(vault.registry.copies.get(STRAY), writable=False) as copy:
        assert copy.listdir() == []


def test_a_checkout_that_cannot_be_cleared_now_is_not_ended(tmp_path: Path, template: World) -> None:
    world = template.twin(tmp_path)
    with world.unlocked() as vault:
        unfinished_checkout(world, vault, with_key=False)
        with immutable(vault.folder_of(STRAY) / "catalogue.db"):
            found = recover(vault, world.monitor)
            assert ([record.id for record in found.unended], found.abandoned) == ([STRAY], [])
            assert vault.registry.copies.get(STRAY).state is CopyState.CHECKING_OUT
        assert [record.id for record in recover(vault, world.monitor).abandoned] == [STRAY]
        assert not recover(vault, world.monitor).did_something


def test_a_key_that_was_written_down_but_never_in_force_goes_with_its_epoch(
    world: World, vault: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut when the table with the key lies there already, and HEAD does not name it yet."""

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("app.keys.vault.replace_file", cut)
        with pytest.raises(KeyboardInterrupt):
            world.check_out(vault)
    assert len(list((vault.home.path / "keys").glob("table-*"))) == 2
    recover(vault, world.monitor)
    assert vault.keys.head.epoch == 2
    assert list(world.keyring.entries) == [vault.keys.head.entry]
    assert [path.name for path in (vault.home.path / "keys").iterdir()] == [vault.keys.head.table]
    verify_ledger(vault)
    assert not recover(vault, world.monitor).did_something


def test_what_is_left_by_clearing_that_was_cut_short_is_removed(world: World, vault: Unlocked) -> None:
    (vault.home.copies / ".bailee-gone-0123").write_bytes(b"")
    (vault.home.copies / f"{STRAY}.lock").write_bytes(b"")
    recover(vault, world.monitor)
    assert {path.name for path in vault.home.copies.iterdir()} == {"CACHEDIR.TAG"}


def test_of_two_due_copies_the_one_with_a_file_that_will_not_go_is_unended(tmp_path: Path, template: World) -> None:
    world = template.twin(tmp_path)
    with world.unlocked() as vault:
        for number in ("T-1", "T-2"):
            world.check_out(vault, number)
            world.close(vault, number)
        world.clock.advance(60)
        stuck = ticket(vault, "T-1")[1][0]
        with immutable(vault.folder_of(stuck.id) / "catalogue.db"):
            found = recover(vault, world.monitor)
        assert [(record.id, record.state) for record in found.unended] == [(stuck.id, CopyState.REMOVING)]
        assert [record.ticket.number for record in found.wiped] == ["T-2"]
        assert [record.id for record in recover(vault, world.monitor).wiped] == [stuck.id]


def test_a_checkout_that_goes_on_elsewhere_is_left_alone(world: World, vault: Unlocked) -> None:
    unfinished_checkout(world, vault, with_key=False)
    before = state_of(vault)
    with held_elsewhere(vault.home.copies / f"{STRAY}.lock"):
        assert not recover(vault, world.monitor).did_something
        assert state_of(vault) == before
    assert recover(vault, world.monitor).did_something


def test_a_folder_that_the_register_does_not_know_is_swept_away(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    stray = vault.folder_of(STRAY)
    (stray / "segments").mkdir(parents=True)
    (stray / "segments" / "0").write_bytes(b"sealed, and nobody has the key")
    assert recover(vault, world.monitor).swept == 1
    assert not stray.exists()
    assert vault.folder_of(record.id).exists()
    assert not recover(vault, world.monitor).did_something


def test_due_wipes_of_several_tickets_share_one_epoch_and_each_ticket_gets_a_checkpoint(
    world: World, vault: Unlocked
) -> None:
    for number in ("T-1", "T-2"):
        world.check_out(vault, number)
        world.close(vault, number)
    world.check_out(vault, "T-3")
    world.clock.advance(60)
    found = recover(vault, world.monitor)
    assert [record.state for record in found.wiped] == [CopyState.WIPED] * 2
    assert vault.keys.head.epoch == 2
    assert [len(ticket(vault, number)[2]) for number in ("T-1", "T-2", "T-3")] == [2, 2, 1]


def test_a_copy_in_use_waits_without_holding_up_the_others(world: World, vault: Unlocked) -> None:
    for number in ("T-1", "T-2"):
        world.check_out(vault, number)
        world.close(vault, number)
    world.clock.advance(60)
    busy = ticket(vault, "T-1")[1][0]
    with held_elsewhere(vault.home.copies / f"{busy.id}.lock"):
        found = recover(vault, world.monitor)
        assert [record.id for record in found.unended] == [busy.id]
        assert [record.ticket.number for record in found.wiped] == ["T-2"]
    assert [record.id for record in recover(vault, world.monitor).wiped] == [busy.id]


def test_a_copy_without_a_deadline_is_wiped_at_the_next_start(world: World, vault: Unlocked) -> None:
    vault.step(world.check_out(vault), CopyState.CLOSING, "close")
    assert len(recover(vault, world.monitor).wiped) == 1


def test_a_wipe_that_another_program_is_at_is_left_to_it(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    world.close(vault)
    world.clock.advance(60)
    with held_elsewhere(vault.home.path / "wipe.lock"):
        assert not recover(vault, world.monitor).did_something
    assert len(recover(vault, world.monitor).wiped) == 1


def test_it_can_be_stopped(vault: Unlocked) -> None:
    monitor = Monitor()
    monitor.cancel()
    before = state_of(vault)
    with pytest.raises(Cancelled):
        recover(vault, monitor)
    assert state_of(vault) == before


def test_the_board_shows_what_is_here_the_most_pressing_first(world: World, vault: Unlocked) -> None:
    for number, days in (("T-1", 0), ("T-2", 3), ("T-3", 0)):
        world.clock.advance(days * 86_400)
        world.check_out(vault, number)
    world.close(vault, "T-3", at_once=True)
    assert [(held.record.ticket.number, held.is_overdue) for held in show_board(vault)] == [
        ("T-1", False),
        ("T-2", False),
    ]
    world.clock.advance(5 * 86_400)
    assert [held.is_overdue for held in show_board(vault)] == [True, False]


def test_a_folder_whose_checkout_began_a_moment_ago_is_not_swept(
    world: World, vault: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The register is asked once more under the lock: what was a stray in the listing may be somebody's by then."""
    stray = vault.folder_of(STRAY)
    stray.mkdir()
    (stray / "catalogue.db").write_bytes(b"sealed")
    asked = iter([frozenset[str](), frozenset({STRAY}), frozenset({STRAY})])
    monkeypatch.setattr("app.operations.recover._present", lambda _: next(asked))
    assert recover(vault, world.monitor).swept == 0
    assert (stray / "catalogue.db").read_bytes() == b"sealed"


def test_a_folder_somebody_holds_the_lock_of_is_not_swept(world: World, vault: Unlocked) -> None:
    stray = vault.folder_of(STRAY)
    stray.mkdir()
    with held_elsewhere(stray.with_name(f"{STRAY}.lock")):
        assert recover(vault, world.monitor).swept == 0
    assert stray.is_dir()
    assert recover(vault, world.monitor).swept == 1


def test_keys_that_went_on_while_the_vault_was_opened_are_no_roll_back(world: World, vault: Unlocked) -> None:
    """Another process checks out between the reading of HEAD and of the register."""
    stale = unlock_vault(world.home.path, lambda _: world.keyring, None, world.clock)
    world.check_out(vault)
    before = stale.head.generation
    _check_generation(vault.registry, stale)
    assert stale.head.generation > before
    stale.close()
