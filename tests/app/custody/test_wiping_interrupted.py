"""Wipes that something stopped half-way: the keyring, a file that will not go, a power cut. They end later, truly."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.custody.wiping import Surroundings, Wiper
from app.errors import KeyStoreLocked, WipeIncomplete
from app.model import CopyId, CopyRecord, CopyState
from app.operations.read_ledger import verify_ledger
from app.operations.recover import recover
from app.unlocked.vault import Unlocked
from app.unlocked.wipe_register import WipeRegister
from tests.app.custody.test_wiping import certificate_of, closing
from tests.app.disk.places import immutable
from tests.app.world import World


class PowerCutError(Exception):
    """What a crash is to the code above it, but that the test goes on."""


class CutRegister(WipeRegister):
    """The real register, with a power cut just before a copy moves to `at`, or before its certificate is kept."""

    at: CopyState | None = None
    before_certificate = False

    def advance(self, record: CopyRecord, to: CopyState) -> CopyRecord:
        if to is self.at:
            raise PowerCutError
        return super().advance(record, to)

    def keep_certificate(self, number: str, copy: CopyId, text: bytes, digest: str) -> None:
        if self.before_certificate:
            raise PowerCutError
        super().keep_certificate(number, copy, text, digest)


def cut_wiper(vault: Unlocked, *, at: CopyState | None = None, before_certificate: bool = False) -> Wiper:
    register = CutRegister(vault.registry, vault.clock)
    register.at, register.before_certificate = at, before_certificate
    around = Surroundings(vault.home.path, vault.home.copies, "1.0", "desk-7")
    return Wiper(vault.keys, vault.ledger, register, around, vault.clock)


class UndoneRegister(WipeRegister):
    """The real register, in which somebody takes every close back just after it was looked at first."""

    def __init__(self, vault: Unlocked) -> None:
        super().__init__(vault.registry, vault.clock)
        self._vault = vault

    def closing(self) -> list[CopyRecord]:
        found = super().closing()
        for record in found:
            self._vault.step(record, CopyState.HELD, "undo")
        return found


def locked_when(asked: str) -> Callable[[str], None]:
    def check(act: str) -> None:
        if act == asked:
            raise KeyStoreLocked(store="memory")

    return check


def test_with_the_keyring_locked_before_the_commit_point_the_copy_can_still_be_kept(
    world: World, vault: Unlocked
) -> None:
    (record,) = closing(world, vault, "T-1")
    world.keyring.before = locked_when("put")
    with pytest.raises(KeyStoreLocked):
        vault.wiper().wipe([record], world.monitor)
    assert vault.registry.copies.get(record.id).state is CopyState.CLOSING
    assert vault.keys.holds(record.id)
    world.keyring.before = str
    assert [copy.state for copy in recover(vault, world.monitor).wiped] == [CopyState.WIPED]
    content = certificate_of(vault, record.id)
    assert (content["verdict"], content["exceptions"]) == ("PASS", [])
    assert "wipe.taken-back" in [entry.event for entry in vault.ledger.entries()]
    assert list(world.keyring.entries) == [vault.keys.head.entry]


def test_with_the_keyring_locked_after_the_commit_point_nothing_is_called_wiped_until_the_key_is_gone(
    world: World, vault: Unlocked
) -> None:
    (record,) = closing(world, vault, "T-1")
    world.keyring.before = locked_when("delete")
    for attempt in (lambda: vault.wiper().wipe([record], world.monitor), lambda: recover(vault, world.monitor)):
        with pytest.raises(KeyStoreLocked):
            attempt()
        stuck = vault.registry.copies.get(record.id)
        assert (stuck.state, stuck.key_destroyed_at, stuck.certificate_number) == (CopyState.CLOSING, None, "")
        assert vault.folder_of(record.id).exists()
        assert not vault.keys.holds(record.id)
        assert len(world.keyring.entries) == 2
    world.keyring.before = str
    assert [copy.id for copy in recover(vault, world.monitor).wiped] == [record.id]
    content = certificate_of(vault, record.id)
    assert content["verdict"] == "PASS WITH EXCEPTIONS"
    assert content["exceptions"] == ["old-epoch-not-tried-after-interruption"]
    assert content["verified"]["old_table_opens"] is None
    assert list(world.keyring.entries) == [vault.keys.head.entry]
    assert not recover(vault, world.monitor).did_something


def test_a_keyring_that_keeps_what_it_says_it_deleted_fails_the_wipe(world: World, vault: Unlocked) -> None:
    (record,) = closing(world, vault, "T-1")
    world.keyring.keeps_all = True
    vault.wiper().wipe([record], world.monitor)
    content = certificate_of(vault, record.id)
    assert content["verdict"] == "FAIL"
    assert set(content["exceptions"]) == {"key-deletion-evidence-missing", "old-key-table-still-opens"}


def test_a_close_that_is_taken_back_at_the_last_moment_keeps_its_key(world: World, vault: Unlocked) -> None:
    (record,) = closing(world, vault, "T-1")
    around = Surroundings(vault.home.path, vault.home.copies, "1.0", "desk-7")
    wiper = Wiper(vault.keys, vault.ledger, UndoneRegister(vault), around, vault.clock)
    assert wiper.wipe([record], world.monitor) == []
    assert vault.keys.holds(record.id)
    assert vault.keys.head.epoch == 1


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_cannot_be_removed_stops_the_certificate_and_is_removed_later(
    tmp_path: Path, template: World, what: str
) -> None:
    world = template.twin(tmp_path)
    with world.unlocked() as vault:
        first, second = closing(world, vault, "T-1", "T-2")
        folder = vault.folder_of(first.id)
        stubborn = folder / "catalogue.db" if what == "file" else folder / "segments"
        with immutable(stubborn):
            with pytest.raises(WipeIncomplete) as caught:
                vault.wiper().wipe([first, second], world.monitor)
            assert caught.value.copy == first.id
            assert caught.value.remaining >= 1
            states = [vault.registry.copies.get(record.id).state for record in (first, second)]
            assert states == [CopyState.REMOVING, CopyState.WIPED]
            assert not vault.keys.holds(first.id)
            assert vault.registry.certificates.current(first.id) is None
            again = recover(vault, world.monitor)
            assert ([record.id for record in again.unended], again.wiped) == ([first.id], [])
        assert [record.id for record in recover(vault, world.monitor).wiped] == [first.id]
        content = certificate_of(vault, first.id)
        assert content["exceptions"] == ["old-epoch-not-tried-after-interruption"]
        assert content["verified"]["files_remaining"] == 0
        assert not recover(vault, world.monitor).did_something


@pytest.mark.parametrize("state", [CopyState.KEY_DESTROYED, CopyState.REMOVING, CopyState.VERIFYING, CopyState.WIPED])
def test_a_power_cut_before_any_state_is_ended_by_the_next_start(world: World, state: CopyState) -> None:
    with world.unlocked() as vault:
        (record,) = closing(world, vault, "T-1")
        with pytest.raises(PowerCutError):
            cut_wiper(vault, at=state).wipe([record], world.monitor)
    with world.unlocked() as vault:
        assert [copy.state for copy in recover(vault, world.monitor).wiped] == [CopyState.WIPED]
        content = certificate_of(vault, record.id)
        expected = [] if state is CopyState.WIPED else ["old-epoch-not-tried-after-interruption"]
        assert content["exceptions"] == expected
        assert content["number"] == "C-0001"
        verify_ledger(vault)
        assert not recover(vault, world.monitor).did_something


def test_a_power_cut_before_the_certificate_is_kept_gives_it_another_number(world: World, vault: Unlocked) -> None:
    (record,) = closing(world, vault, "T-1")
    with pytest.raises(PowerCutError):
        cut_wiper(vault, before_certificate=True).wipe([record], world.monitor)
    assert vault.registry.copies.get(record.id).state is CopyState.VERIFYING
    recover(vault, world.monitor)
    assert certificate_of(vault, record.id)["number"] == "C-0002"


def test_a_file_put_there_before_it_was_verified_takes_the_copy_back_to_removing(
    tmp_path: Path, template: World
) -> None:
    world = template.twin(tmp_path)
    with world.unlocked() as vault:
        (record,) = closing(world, vault, "T-1")
        with pytest.raises(PowerCutError):
            cut_wiper(vault, before_certificate=True).wipe([record], world.monitor)
        folder = vault.folder_of(record.id)
        folder.mkdir()
        (folder / "put back").write_bytes(os.urandom(100))
        with immutable(folder / "put back"):
            assert [copy.id for copy in recover(vault, world.monitor).unended] == [record.id]
        assert vault.registry.copies.get(record.id).state is CopyState.REMOVING
        recover(vault, world.monitor)
        assert not folder.exists()
        assert certificate_of(vault, record.id)["verified"]["files_remaining"] == 0
