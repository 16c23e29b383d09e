"""Checkouts: what they bring, and that one that was stopped anywhere leaves nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import AlreadyCheckedOut, BaileeError, Cancelled, DiskFailed, InputRefused, KeyStoreFailed
from app.model import CopyState, ProblemKind
from app.operations.check_out import check_out, plan_check_out
from app.operations.list_files import list_files, list_problems
from app.operations.recover import recover
from app.progress import Monitor, Progress, Step
from app.unlocked.vault import Unlocked
from tests.app.world import TREE, World, files_below, state_of

BIG = {b"big": os.urandom(1000) * 20_000, **TREE}


def test_it_holds_what_the_source_had(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    assert record.state is CopyState.HELD
    assert record.size is not None
    assert (record.size.files, record.size.folders, record.size.problems) == (3, 1, 0)
    assert record.size.content_bytes == sum(map(len, TREE.values()))
    assert record.due_at == world.clock.now() + timedelta(days=7)
    assert [item.name for item in list_files(vault, "T-1", b"").names] == [b"deep", b"empty", b"notes.txt"]
    assert [item.name for item in list_files(vault, "T-1", b"notes.txt").names] == [b"notes.txt"]
    assert [entry.event for entry in vault.ledger.entries()][1:] == ["checkout.begun", "copy.held"]


def test_it_is_due_when_it_was_said_to_be(world: World, vault: Unlocked) -> None:
    plan = plan_check_out(vault, "T-1", str(world.source()), due_days=2)
    assert check_out(vault, plan, world.monitor).due_at == world.clock.now() + timedelta(days=2)


def test_one_file_can_be_taken(world: World, vault: Unlocked) -> None:
    plan = plan_check_out(vault, "T-1", str(world.source() / "notes.txt"))
    assert check_out(vault, plan, world.monitor, with_total=True).size is not None


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes in folders")
def test_a_pipe_is_left_out_and_that_makes_nothing_incomplete(world: World, vault: Unlocked) -> None:
    subprocess.run(["mkfifo", world.source() / "pipe"], check=True)
    record = check_out(vault, plan_check_out(vault, "T-1", str(world.source())), world.monitor)
    found, problems = list_problems(vault, "T-1")
    assert [(problem.path, problem.kind) for problem in problems] == [(b"pipe", ProblemKind.SKIPPED_PIPE)]
    assert not record.is_incomplete
    assert found == record


def test_the_same_source_can_be_taken_again_after_the_wipe_for_another_ticket_and_meanwhile(
    world: World, vault: Unlocked
) -> None:
    source = str(world.source())
    for ticket in ("T-1", "T-2"):
        check_out(vault, plan_check_out(vault, ticket, source), world.monitor)
    world.close(vault, "T-1", at_once=True)
    check_out(vault, plan_check_out(vault, "T-3", source), world.monitor)


def test_of_two_that_were_planned_for_one_source_the_second_is_refused(world: World, vault: Unlocked) -> None:
    first = plan_check_out(vault, "T-1", str(world.source()))
    second = plan_check_out(vault, "T-1", str(world.source()))
    check_out(vault, first, world.monitor)
    before = state_of(vault)
    with pytest.raises(AlreadyCheckedOut):
        check_out(vault, second, world.monitor)
    assert state_of(vault) == before
    recover(vault, world.monitor)
    assert len(list(vault.home.copies.glob("*.lock"))) <= 1


def stopping(when: Callable[[Progress, int], bool]) -> Monitor:
    seen: list[Progress] = []

    def watch(progress: Progress) -> None:
        seen.append(progress)
        if when(progress, len(seen)):
            monitor.cancel()

    monitor = Monitor(watch)
    return monitor


def requires_nothing_left(vault: Unlocked, before: dict[str, bytes]) -> None:
    """No folder, no lock, no row; and the ledger says how it ended."""
    after = files_below(vault.home.path)
    assert {name for name in after.keys() ^ before.keys() if not name.startswith("keys")} == set()
    assert vault.registry.copies.all() == []
    assert {path.name for path in vault.home.copies.iterdir()} == {"CACHEDIR.TAG"}
    events = [(entry.event, entry.facts.get("copy")) for entry in vault.ledger.entries()][1:]
    assert [event for event, _ in events] == ["checkout.begun", "checkout.abandoned"]
    assert events[0][1] == events[1][1]
    assert not vault.keys.table.copies


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_stopped_while_sealing_it_leaves_nothing(world: World, vault: Unlocked, nth: int) -> None:
    before = files_below(vault.home.path)
    plan = plan_check_out(vault, "T-1", str(world.source("big", BIG)))
    with pytest.raises(Cancelled):
        check_out(vault, plan, stopping(lambda _, count: count == nth))
    requires_nothing_left(vault, before)
    assert not recover(vault, world.monitor).did_something
    assert check_out(vault, plan, world.monitor).state is CopyState.HELD


def test_stopped_when_all_is_sealed_it_leaves_nothing(world: World, vault: Unlocked) -> None:
    before = files_below(vault.home.path)
    plan = plan_check_out(vault, "T-1", str(world.source()))
    last = sum(map(len, TREE.values()))
    with pytest.raises(Cancelled):
        check_out(vault, plan, stopping(lambda progress, _: progress.step is Step.SEALING and progress.done == last))
    requires_nothing_left(vault, before)


@pytest.mark.parametrize("done", [0, 1])
def test_stopped_while_its_key_is_saved_it_is_held_all_the_same(world: World, vault: Unlocked, done: int) -> None:
    """Asked to stop when the key is written down already, or is just being: then the copy is there."""
    plan = plan_check_out(vault, "T-1", str(world.source()))
    monitor = stopping(lambda progress, _: progress.step is Step.SAVING and progress.done == done)
    assert check_out(vault, plan, monitor).state is CopyState.HELD
    assert [record.state for record in vault.registry.copies.all()] == [CopyState.HELD]
    assert not recover(vault, world.monitor).did_something


def test_failed_when_its_key_was_in_force_already_it_is_held_by_the_next_start(
    world: World, vault: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DiskFailed(path="keys", reason="no answer")

    with monkeypatch.context() as patch:
        patch.setattr("app.keys.files.KeyFiles.clear_table", fail)
        with pytest.raises(DiskFailed):
            world.check_out(vault)
    assert [record.state for record in vault.registry.copies.all()] == [CopyState.CHECKING_OUT]
    assert [record.state for record in recover(vault, world.monitor).completed] == [CopyState.HELD]
    assert [item.name for item in list_files(vault, "T-1", b"").names] == sorted({name.split(b"/")[0] for name in TREE})


def test_failed_in_the_middle_it_leaves_nothing(world: World, vault: Unlocked) -> None:
    before = files_below(vault.home.path)
    plan = plan_check_out(vault, "T-1", str(world.source("big", BIG)))

    def fail(progress: Progress) -> None:
        if progress.done:
            raise KeyStoreFailed(store="x", act="y", reason="z")

    with pytest.raises(BaileeError):
        check_out(vault, plan, Monitor(fail))
    requires_nothing_left(vault, before)


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are a thing of Linux")
def test_a_source_whose_name_is_no_text_is_refused_and_leaves_nothing(world: World, vault: Unlocked) -> None:
    folder = Path(os.fsdecode(os.fsencode(world.folder) + b"/\xff\xfe"))
    folder.mkdir()
    (folder / "x").write_bytes(b"x")
    before = state_of(vault)
    try:
        record = check_out(vault, plan_check_out(vault, "T-1", str(folder)), world.monitor)
    except InputRefused:
        assert state_of(vault) == before
        recover(vault, world.monitor)
        assert not list(vault.home.copies.glob("*.lock"))
    else:
        assert record.state is CopyState.HELD
