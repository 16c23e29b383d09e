"""Closing, taking it back, and the deadline between the two."""

from datetime import timedelta

import pytest

from app.errors import Cancelled, CopyBusy, KeyStoreLocked, NothingToUndo, TicketClosed, TransitionRefused, UndoTooLate
from app.model import CopyState, TicketState
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.recover import recover
from app.operations.register import ticket
from app.operations.undo_close import undo_close
from app.operations.wait_for_wipe import wait_for_wipe
from app.progress import Monitor, Progress, Step
from app.registry.facts import CopyFacts
from app.unlocked.vault import Unlocked
from tests.app.holding import held_elsewhere
from tests.app.world import World, state_of


def states(vault: Unlocked, number: str = "T-1") -> list[CopyState]:
    return [record.state for record in ticket(vault, number)[1]]


def test_a_closed_copy_waits_through_the_undo_window(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    (record,) = world.close(vault)
    assert (record.state, record.closed_at) == (CopyState.CLOSING, world.clock.now())
    assert record.wipe_at == world.clock.now() + timedelta(seconds=30)
    assert ticket(vault, "T-1")[0].state is TicketState.CLOSED
    assert not recover(vault, world.monitor).did_something
    world.clock.advance(29)
    assert not recover(vault, world.monitor).did_something
    world.clock.advance(1)
    assert [copy.state for copy in recover(vault, world.monitor).wiped] == [CopyState.WIPED]


def test_a_ticket_without_a_copy_can_be_closed(world: World, vault: Unlocked) -> None:
    assert world.close(vault) == []
    assert world.close(vault, "T-2", at_once=True) == []
    with pytest.raises(NothingToUndo):
        undo_close(vault, "T-1")


def test_closing_twice_is_refused_but_a_waiting_wipe_can_be_done_at_once(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    world.close(vault)
    before = state_of(vault)
    with pytest.raises(TicketClosed):
        plan_close(vault, "T-1")
    assert state_of(vault) == before
    assert [record.state for record in world.close(vault, at_once=True)] == [CopyState.WIPED]


def test_closing_waits_for_a_checkout_that_goes_on(world: World, vault: Unlocked) -> None:
    refused = []

    def close(progress: Progress) -> None:
        if progress.step is Step.SEALING:
            with pytest.raises(TransitionRefused) as caught:
                plan_close(vault, "T-1")
            refused.append(caught.value.state)

    world.monitor = Monitor(close)
    world.check_out(vault)
    assert set(refused) == {"CHECKING_OUT"}


def test_undo_holds_every_copy_as_it_was(world: World, vault: Unlocked) -> None:
    for _ in range(2):
        world.check_out(vault)
    held, other = vault.registry.copies.all()
    damaged = vault.step(other, CopyState.DAMAGED, "check", CopyFacts(damage="2 files"))
    world.close(vault)
    assert states(vault) == [CopyState.CLOSING] * 2
    kept = undo_close(vault, "T-1")
    assert {record.id: record.state for record in kept} == {held.id: CopyState.HELD, damaged.id: CopyState.DAMAGED}
    assert all(record.wipe_at is None and record.closed_at is None for record in kept)
    assert ticket(vault, "T-1")[0].state is TicketState.OPEN
    world.clock.advance(60)
    assert not recover(vault, world.monitor).did_something
    with pytest.raises(NothingToUndo):
        undo_close(vault, "T-1")


@pytest.mark.parametrize("seconds", [30, 31, 10**6])
def test_undo_is_refused_from_the_deadline_on_even_where_nothing_was_wiped_yet(
    world: World, vault: Unlocked, seconds: int
) -> None:
    world.check_out(vault)
    world.close(vault)
    world.clock.advance(seconds)
    before = state_of(vault)
    with pytest.raises(UndoTooLate) as caught:
        undo_close(vault, "T-1")
    assert caught.value.ended == "2026-01-01T12:00:30+00:00"
    assert state_of(vault) == before


def test_undo_is_refused_once_the_key_is_gone_though_the_window_lasts(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    (record,) = world.close(vault)

    def locked(act: str) -> None:
        if act == "delete":
            raise KeyStoreLocked(store="memory")

    world.keyring.before = locked
    with pytest.raises(KeyStoreLocked):
        vault.wiper().wipe([record], world.monitor)
    with pytest.raises(UndoTooLate):
        undo_close(vault, "T-1")
    assert states(vault) == [CopyState.CLOSING]


def test_undo_waits_for_nobody_who_is_at_the_copy(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    (record,) = world.close(vault)
    before = state_of(vault)
    with held_elsewhere(vault.home.copies / f"{record.id}.lock"), pytest.raises(CopyBusy):
        undo_close(vault, "T-1")
    assert state_of(vault) == before


def test_the_deadline_outlasts_a_crash(world: World) -> None:
    with world.unlocked() as vault:
        world.check_out(vault)
        world.close(vault)
    world.clock.advance(29)
    with world.unlocked() as vault:
        assert not recover(vault, world.monitor).did_something
    world.clock.advance(1)
    with world.unlocked() as vault:
        with pytest.raises(UndoTooLate):
            undo_close(vault, "T-1")
        assert len(recover(vault, world.monitor).wiped) == 1
        assert not recover(vault, world.monitor).did_something


def test_a_close_at_once_that_finds_the_copy_in_use_is_taken_back(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    with held_elsewhere(vault.home.copies / f"{record.id}.lock"), pytest.raises(CopyBusy):
        world.close(vault, at_once=True)
    assert vault.registry.copies.get(record.id) == record
    assert ticket(vault, "T-1")[0].state is TicketState.OPEN
    assert not recover(vault, world.monitor).did_something
    assert [copy.state for copy in world.close(vault, at_once=True)] == [CopyState.WIPED]


def test_a_close_at_once_that_was_stopped_before_any_key_was_touched_is_taken_back(
    world: World, vault: Unlocked
) -> None:
    record = world.check_out(vault)
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        close_ticket(vault, plan_close(vault, "T-1", at_once=True), monitor, at_once=True)
    assert vault.registry.copies.get(record.id) == record
    assert ticket(vault, "T-1")[0].state is TicketState.OPEN


def test_a_wipe_at_once_of_a_waiting_copy_that_was_stopped_leaves_it_waiting(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    world.close(vault)
    (waiting,) = vault.registry.copies.all()
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        close_ticket(vault, plan_close(vault, "T-1", at_once=True), monitor, at_once=True)
    assert vault.registry.copies.get(waiting.id) == waiting
    assert ticket(vault, "T-1")[0].state is TicketState.CLOSED


def test_whoever_waits_sees_the_wipe(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    began = world.clock.now()
    (wiped,) = wait_for_wipe(vault, world.close(vault), world.monitor)
    assert (wiped.state, wiped.wiped_at) == (CopyState.WIPED, began + timedelta(seconds=30))
    assert [note.kind.value for note in ticket(vault, "T-1")[2]] == ["custody", "custody"]


def test_there_is_nothing_to_wait_for_without_a_copy(world: World, vault: Unlocked) -> None:
    assert wait_for_wipe(vault, world.close(vault), world.monitor) == []


def test_whoever_stops_waiting_leaves_the_wipe_waiting(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    records = world.close(vault)
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        wait_for_wipe(vault, records, monitor)
    assert states(vault) == [CopyState.CLOSING]


def test_what_is_taken_back_while_somebody_waits_is_not_wiped(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    records = world.close(vault)
    reports: list[Progress] = []

    def take_back(progress: Progress) -> None:
        if not reports:
            undo_close(vault, "T-1")
        reports.append(progress)

    (kept,) = wait_for_wipe(vault, records, Monitor(take_back))
    assert kept.state is CopyState.HELD
    assert (reports[0].done, reports[0].total) == (0, 30)
