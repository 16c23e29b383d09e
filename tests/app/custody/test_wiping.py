"""The wipe as a whole: what it does, what stops it with nothing done, and what its certificate says."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.custody.certificate import read_certificate
from app.errors import Cancelled, CopyBusy
from app.model import CopyId, CopyRecord, CopyState, KeyMode
from app.operations.read_ledger import verify_ledger
from app.operations.recover import recover
from app.operations.register import add_ticket
from app.progress import Monitor, Progress, Step, Unit
from app.unlocked.vault import Unlocked
from tests.app.holding import held_elsewhere
from tests.app.world import CUSTOMER, World, enter, state_of

PASSPHRASE = b"correct horse battery"


def certificate_of(vault: Unlocked, copy: CopyId) -> dict[str, Any]:
    stored = vault.registry.certificates.current(copy)
    assert stored is not None
    assert read_certificate(stored.text.encode()).copy_id == copy
    content: dict[str, Any] = json.loads(stored.text)["certificate"]
    return content


def closing(world: World, vault: Unlocked, *tickets: str) -> list[CopyRecord]:
    """Copies of these tickets, closed, with their undo window over."""
    for ticket in tickets:
        world.check_out(vault, ticket)
    found = [record for ticket in tickets for record in world.close(vault, ticket)]
    world.clock.advance(60)
    return found


def test_three_copies_that_are_wiped_together_share_one_epoch(world: World, vault: Unlocked) -> None:
    records = closing(world, vault, "T-1", "T-2", "T-3")
    wiped = vault.wiper().wipe(records, world.monitor)
    assert [record.state for record in wiped] == [CopyState.WIPED] * 3
    assert vault.keys.head.epoch == 2
    assert list(world.keyring.entries) == [vault.keys.head.entry]
    contents = [certificate_of(vault, record.id) for record in wiped]
    assert [content["verdict"] for content in contents] == ["PASS"] * 3
    assert len({content["number"] for content in contents}) == 3
    destroyed = [entry.facts for entry in vault.ledger.entries() if entry.event == "key.destroyed"]
    assert [facts["epoch"] for facts in destroyed] == [1]
    assert destroyed[0]["copies"] == [record.id for record in vault.registry.copies.all()]
    assert {path.name for path in vault.home.copies.iterdir()} == {"CACHEDIR.TAG"}


def test_the_certificate_lists_every_epoch_that_held_the_key(world: World, vault: Unlocked) -> None:
    add_ticket(vault, "T-4", "More trouble", CUSTOMER)
    first = world.check_out(vault, "T-1")
    vault.wiper().wipe(closing(world, vault, "T-2"), world.monitor)
    late = world.check_out(vault, "T-3")
    vault.wiper().wipe(closing(world, vault, "T-4"), world.monitor)
    world.close(vault, "T-1", at_once=True)
    world.close(vault, "T-3", at_once=True)
    keys = certificate_of(vault, first.id)["keys"]
    assert (keys["first_epoch"], keys["last_epoch"], [one["epoch"] for one in keys["deletions"]]) == (1, 3, [1, 2, 3])
    keys = certificate_of(vault, late.id)["keys"]
    assert (keys["first_epoch"], keys["last_epoch"], [one["epoch"] for one in keys["deletions"]]) == (2, 4, [2, 3, 4])


@pytest.mark.parametrize(
    ("passphrase", "use_keyring", "verdict", "exceptions"),
    [
        (None, True, "PASS", []),
        (PASSPHRASE, True, "PASS", []),
        (PASSPHRASE, False, "PASS WITH EXCEPTIONS", ["passphrase-only-no-forward-secrecy"]),
    ],
    ids=["keyring", "keyring and passphrase", "passphrase"],
)
def test_the_certificate_says_what_kept_the_keys(
    tmp_path: Path, passphrase: bytes | None, use_keyring: bool, verdict: str, exceptions: list[str]
) -> None:
    world = World(tmp_path)
    with world.created(passphrase, use_keyring=use_keyring) as vault:
        enter(vault)
        mode = vault.keys.head.mode
        copy = world.check_out(vault).id
        world.close(vault, at_once=True)
        content = certificate_of(vault, copy)
    assert (content["verdict"], content["exceptions"], content["keys"]["mode"]) == (verdict, exceptions, mode.value)
    (deletion,) = content["keys"]["deletions"]
    assert (deletion["deletions"], deletion["is_absent"]) == (int(use_keyring), use_keyring)
    assert content["residual_risks"][0] == ("keyring-backing-file" if use_keyring else "passphrase-only")
    # A passphrase alone opens the old table for ever, and that was tried, too.
    assert content["verified"]["old_table_opens"] is (mode is KeyMode.PASSPHRASE)
    assert not world.keyring.entries or len(world.keyring.entries) == 1


def test_a_copy_that_another_program_works_on_is_left_and_nothing_is_changed(world: World, vault: Unlocked) -> None:
    records = closing(world, vault, "T-1", "T-2")
    before, entries = state_of(vault), dict(world.keyring.entries)
    folder = vault.folder_of(records[1].id)
    with held_elsewhere(folder.with_name(f"{folder.name}.lock")), pytest.raises(CopyBusy) as caught:
        vault.wiper().wipe(records, world.monitor)
    assert caught.value.copy == records[1].id
    assert (state_of(vault), world.keyring.entries) == (before, entries)
    assert len(vault.wiper().wipe(records, world.monitor)) == 2


def test_a_close_that_was_taken_back_meanwhile_is_left_out(world: World, vault: Unlocked) -> None:
    records = closing(world, vault, "T-1", "T-2")
    kept = vault.step(records[0], CopyState.HELD, "undo")
    wiped = vault.wiper().wipe(records, world.monitor)
    assert [record.id for record in wiped] == [records[1].id]
    assert vault.keys.holds(kept.id)
    assert vault.wiper().wipe([kept], world.monitor) == []
    assert vault.keys.head.epoch == 2


def test_stopped_before_the_first_key_nothing_is_changed(world: World, vault: Unlocked) -> None:
    records = closing(world, vault, "T-1")
    before, entries = state_of(vault), dict(world.keyring.entries)
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        vault.wiper().wipe(records, monitor)
    assert (state_of(vault), world.keyring.entries) == (before, entries)


@pytest.mark.parametrize("step", [Step.DESTROYING_KEY, Step.CLEARING, Step.VERIFYING])
def test_stopped_after_the_first_key_it_goes_on_to_the_end(world: World, vault: Unlocked, step: Step) -> None:
    records = closing(world, vault, "T-1")
    seen: list[Progress] = []

    def stop(progress: Progress) -> None:
        seen.append(progress)
        if progress.step is step and not progress.cancellable:
            monitor.cancel()

    monitor = Monitor(stop)
    assert [record.state for record in vault.wiper().wipe(records, monitor)] == [CopyState.WIPED]
    assert [progress.cancellable for progress in seen] == [True, *[False] * (len(seen) - 1)]


def test_stopped_while_the_keys_go_the_wipe_is_not_left_half_way(world: World, vault: Unlocked) -> None:
    """Between the keys and the files there is no place to stop either."""
    records = closing(world, vault, "T-1")
    monitor = Monitor()
    world.keyring.before = lambda act: monitor.cancel() if act == "delete" else None
    assert [record.state for record in vault.wiper().wipe(records, monitor)] == [CopyState.WIPED]


def test_a_ledger_that_was_cut_is_an_exception_and_no_reason_to_keep_the_copy(world: World, vault: Unlocked) -> None:
    records = closing(world, vault, "T-1")
    whole = vault.home.ledger.read_bytes().splitlines(keepends=True)
    vault.home.ledger.write_bytes(b"".join(whole[:2]))
    (wiped,) = vault.wiper().wipe(records, world.monitor)
    content = certificate_of(vault, wiped.id)
    assert content["verdict"] == "PASS WITH EXCEPTIONS"
    assert set(content["exceptions"]) == {"ledger-damaged", "key-deletion-evidence-missing"}


def test_wipes_leave_a_ledger_that_holds(world: World, vault: Unlocked) -> None:
    vault.wiper().wipe(closing(world, vault, "T-1", "T-2"), world.monitor)
    assert verify_ledger(vault).head == vault.ledger.head()
    assert not recover(vault, world.monitor).did_something


def test_what_is_removed_is_told_of_in_files(world: World, vault: Unlocked) -> None:
    reports: list[Progress] = []
    records = closing(world, vault, "T-1")
    files = sum(path.is_file() for path in vault.folder_of(records[0].id).rglob("*"))
    vault.wiper().wipe(records, Monitor(reports.append))
    cleared = [report for report in reports if report.step is Step.CLEARING]
    assert {(report.unit, report.total) for report in cleared} == {(Unit.FILES, files + 1)}, "and the lock beside it"
