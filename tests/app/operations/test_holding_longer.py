"""Extending, closing with a window of one's own, the grace after a start, and what counts as changed."""

from collections.abc import Collection
from datetime import timedelta
from io import BytesIO

import pytest

from app.custody.ledger import Event
from app.errors import CopyAmbiguous, InputRefused, NoCopyHeld, TicketUnknown, TransitionRefused, UndoTooLate
from app.model import CopyRecord, CopyState, NoteKind
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.extend_due import extend_due, plan_extend
from app.operations.put_file import put_file
from app.operations.read_file import read_file
from app.operations.read_ledger import verify_ledger
from app.operations.recover import recover
from app.operations.register import ticket
from app.operations.undo_close import undo_close
from app.progress import Monitor
from app.registry.facts import CopyFacts
from app.unlocked.vault import Unlocked
from tests.app.holding import held_elsewhere
from tests.app.world import World, state_of


def events(vault: Unlocked, event: Event) -> list[dict[str, object]]:
    return [dict(entry.facts) for entry in vault.ledger.entries() if entry.event == event.value]


def test_a_copy_is_held_longer_for_a_reason_that_is_kept(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    world.clock.advance(86_400)
    plan = plan_extend(vault, "T-1", days=10, reason=" waits for the customer ")
    assert (plan.record, plan.reason) == (record, "waits for the customer")
    assert plan.due_at == world.clock.now() + timedelta(days=10)
    extended = extend_due(vault, plan)
    assert (extended.due_at, extended.extensions, extended.state) == (plan.due_at, 1, CopyState.HELD)
    again = extend_due(vault, plan_extend(vault, "T-1", due_at=plan.due_at, reason="still"), note="Held on: still")
    assert again.extensions == 2
    notes = [note for note in ticket(vault, "T-1")[2] if note.kind is NoteKind.WORK]
    assert [note.text for note in notes] == ["waits for the customer", "Held on: still"]
    assert {note.author for note in notes} == {vault.technician}
    assert events(vault, Event.COPY_EXTENDED) == [
        {"copy": record.id, "due_at": plan.due_at.isoformat(), "extensions": count} for count in (1, 2)
    ]
    assert b"customer" not in vault.home.ledger.read_bytes()
    verify_ledger(vault)


@pytest.mark.parametrize(
    ("days", "reason"), [(0, "x"), (366, "x"), (10**9, "x"), (-1, "x"), (None, "x"), (5, " "), (5, "two\nlines")]
)
def test_an_extension_out_of_bounds_or_without_a_reason_is_refused(
    world: World, vault: Unlocked, days: int | None, reason: str
) -> None:
    world.check_out(vault)
    before = state_of(vault)
    with pytest.raises(InputRefused):
        plan_extend(vault, "T-1", days=days, reason=reason)
    assert state_of(vault) == before


@pytest.mark.parametrize("days", [1, 365])
def test_the_bounds_themselves_are_possible(world: World, vault: Unlocked, days: int) -> None:
    world.check_out(vault)
    due_at = world.clock.now() + timedelta(days=days)
    assert plan_extend(vault, "T-1", days=days, reason="x").due_at == due_at
    assert plan_extend(vault, "T-1", due_at=due_at, reason="x").due_at == due_at
    for outside in (timedelta(seconds=-1), timedelta(days=366)):
        with pytest.raises(InputRefused):
            plan_extend(vault, "T-1", due_at=world.clock.now() + outside, reason="x")


def test_what_cannot_be_extended(world: World, vault: Unlocked) -> None:
    with pytest.raises(TicketUnknown):
        plan_extend(vault, "T-9", days=5, reason="x")
    with pytest.raises(NoCopyHeld):
        plan_extend(vault, "T-1", days=5, reason="x")
    record = world.check_out(vault)
    world.check_out(vault)
    with pytest.raises(CopyAmbiguous):
        plan_extend(vault, "T-1", days=5, reason="x")
    plan = plan_extend(vault, "T-1", days=5, reason="x", copy=record.id[:8])
    world.close(vault)
    before = state_of(vault)
    with pytest.raises(TransitionRefused):
        extend_due(vault, plan)
    assert state_of(vault) == before


def test_one_close_has_an_undo_window_of_its_own(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    plan = plan_close(vault, "T-1")
    before = state_of(vault)
    for seconds in (9, 601, 0, -5):
        with pytest.raises(InputRefused):
            close_ticket(vault, plan, Monitor(), undo_seconds=seconds)
    assert state_of(vault) == before
    [closing] = close_ticket(vault, plan, Monitor(), undo_seconds=600)
    assert closing.wipe_at == world.clock.now() + timedelta(seconds=600)
    world.clock.advance(599)
    assert not recover(vault, Monitor()).did_something
    world.clock.advance(1)
    assert len(recover(vault, Monitor()).wiped) == 1


def test_a_wipe_that_fell_due_while_nobody_was_there_gets_a_moment_of_grace(world: World) -> None:
    with world.unlocked() as vault:
        world.check_out(vault)
        world.close(vault)
        world.check_out(vault, "T-2")
        world.clock.advance(29)
        world.close(vault, "T-2")
        world.clock.advance(3)
    with world.unlocked() as vault:
        found = recover(vault, Monitor(), grace_seconds=10)
        wipe_at = world.clock.now() + timedelta(seconds=10)
        assert [(record.ticket.number, record.wipe_at) for record in found.postponed] == [("T-1", wipe_at)]
        assert (found.wiped, found.did_something) == ([], True)
        assert events(vault, Event.WIPE_POSTPONED) == [{"copy": found.postponed[0].id, "wipe_at": wipe_at.isoformat()}]
        world.clock.advance(9)
        assert not recover(vault, Monitor()).did_something
    with world.unlocked() as vault:
        assert vault.registry.copies.get(found.postponed[0].id).wipe_at == wipe_at, "the deadline was to last"
        assert not recover(vault, Monitor(), grace_seconds=10).did_something, "it is not due yet"
        world.clock.advance(1)
        assert [record.ticket.number for record in recover(vault, Monitor()).wiped] == ["T-1"]
        verify_ledger(vault)


def test_in_its_grace_a_close_can_be_taken_back(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    world.close(vault)
    world.clock.advance(60)
    with pytest.raises(UndoTooLate):
        undo_close(vault, "T-1")
    recover(vault, Monitor(), grace_seconds=10)
    assert [record.state for record in undo_close(vault, "T-1")] == [CopyState.HELD]


def test_a_copy_without_a_deadline_gets_one(world: World, vault: Unlocked) -> None:
    vault.step(world.check_out(vault), CopyState.CLOSING, "close")
    assert len(recover(vault, Monitor(), grace_seconds=10).postponed) == 1
    assert recover(vault, Monitor()).wiped == []


def test_whose_close_is_taken_back_while_it_is_postponed_is_left_alone(
    world: World, vault: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.check_out(vault)
    world.close(vault)
    world.clock.advance(60)
    lists, facts = vault.registry.copies.all, CopyFacts(closed_at=None, wipe_at=None)

    def take_back_once_listed(*, states: Collection[CopyState] | None = None) -> list[CopyRecord]:
        found = lists(states=states)
        for record in found:
            if record.state is CopyState.CLOSING:
                vault.registry.copies.move(record.id, expected=record.state, to=CopyState.HELD, facts=facts)
        return found

    monkeypatch.setattr(vault.registry.copies, "all", take_back_once_listed)
    found = recover(vault, Monitor(), grace_seconds=10)
    assert (found.postponed, found.wiped) == ([], [])
    assert events(vault, Event.WIPE_POSTPONED) == []


def test_a_wipe_that_another_program_is_at_is_not_postponed(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    world.close(vault)
    world.clock.advance(60)
    with held_elsewhere(vault.home.path / "wipe.lock"):
        assert recover(vault, Monitor(), grace_seconds=10).postponed == []


def test_a_copy_counts_as_changed_once_it_was_worked_on(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    assert (record.exported_generation, record.is_changed) == (record.generation, False)
    read_file(vault, "T-1", b"notes.txt", bytearray().extend, Monitor())
    assert not vault.registry.copies.get(record.id).is_changed
    with vault.opened(record, writable=True, as_work=False) as copy:
        copy.mkdir(b"a note of its own")
        copy.commit()
    noted = vault.registry.copies.get(record.id)
    assert (noted.generation > record.generation, noted.is_changed) == (True, False)
    put_file(vault, "T-1", b"new", BytesIO(b"work").read, Monitor())
    assert vault.registry.copies.get(record.id).is_changed
    with vault.opened(vault.registry.copies.get(record.id), writable=True, as_work=False) as copy:
        copy.mkdir(b"another")
        copy.commit()
    assert vault.registry.copies.get(record.id).is_changed


def test_a_generation_that_nobody_had_time_to_note_is_noted_by_the_next(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    put_file(vault, "T-1", b"new", BytesIO(b"work").read, Monitor())
    generation = vault.registry.copies.get(record.id).generation
    vault.registry.copies.note(record.id, CopyFacts(generation=record.generation))
    with vault.opened(record, writable=False):
        pass
    assert vault.registry.copies.get(record.id).generation == generation
