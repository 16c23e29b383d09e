"""What a ticket is about can be changed, and how long its copy is held can be taken back."""

from dataclasses import replace

import pytest

from app.errors import InputRefused, TicketClosed, TicketUnknown, TransitionRefused
from app.model import CopyState, NoteKind, Priority
from app.operations.edit_ticket import edit_ticket
from app.operations.extend_due import extend_due, plan_extend, take_back_extension
from app.operations.find_tickets import find_tickets
from app.operations.read_ledger import verify_ledger
from app.operations.register import ticket
from app.progress import Monitor
from app.registry.paging import PageAsk
from app.registry.ticket_filter import read_filter
from app.unlocked.vault import Unlocked
from tests.app.world import World


def work_notes(vault: Unlocked) -> list[str]:
    return [note.text for note in ticket(vault, "T-1")[2] if note.kind is NoteKind.WORK]


def test_a_title_is_changed_and_found_and_the_old_one_kept(vault: Unlocked) -> None:
    before = ticket(vault, "T-1")[0]
    edited = edit_ticket(vault, "T-1", title="  Ledger prints upside down ", note=f"Was: {before.title}")
    assert edited == replace(before, title="Ledger prints upside down")
    assert work_notes(vault) == [f"Was: {before.title}"]
    page = find_tickets(vault, read_filter("upside", vault.clock.now()), PageAsk(most=5), Monitor())
    assert [found.ticket.number for found in page.rows] == ["T-1"]


def test_a_priority_is_changed_without_a_word(vault: Unlocked) -> None:
    before = ticket(vault, "T-1")[0]
    assert edit_ticket(vault, "T-1", priority=Priority.HIGH, note="x") == replace(before, priority=Priority.HIGH)
    assert edit_ticket(vault, "T-1", title=before.title, note="x").priority is Priority.HIGH
    assert work_notes(vault) == []


def test_a_title_is_one_line_and_a_closed_ticket_stays_as_it_is(world: World, vault: Unlocked) -> None:
    before = ticket(vault, "T-1")[0]
    for title in (" ", "a\nb", "x" * 301):
        with pytest.raises(InputRefused):
            edit_ticket(vault, "T-1", title=title, priority=Priority.LOW, note="x")
    with pytest.raises(TicketUnknown):
        edit_ticket(vault, "T-9", title="x", note="x")
    assert ticket(vault, "T-1")[0] == before
    world.close(vault)
    with pytest.raises(TicketClosed):
        edit_ticket(vault, "T-1", title="x", note="x")


def test_an_extension_is_taken_back_and_the_copy_due_as_before(world: World, vault: Unlocked) -> None:
    before = world.check_out(vault)
    extended = extend_due(vault, plan_extend(vault, "T-1", days=30, reason="waits"))
    back = take_back_extension(vault, extended, before, "Extension taken back")
    assert (back.due_at, back.extensions, back.state) == (before.due_at, 0, CopyState.HELD)
    assert work_notes(vault) == ["waits", "Extension taken back"]
    verify_ledger(vault)


def test_an_extension_is_not_taken_back_over_another_or_past_the_close(world: World, vault: Unlocked) -> None:
    before = world.check_out(vault)
    first = extend_due(vault, plan_extend(vault, "T-1", days=30, reason="waits"))
    second = extend_due(vault, plan_extend(vault, "T-1", days=40, reason="still waits"))
    with pytest.raises(TransitionRefused):
        take_back_extension(vault, first, before, "x")
    world.close(vault)
    with pytest.raises(TransitionRefused):
        take_back_extension(vault, second, first, "x")
    assert vault.registry.copies.get(before.id).due_at == second.due_at
    assert work_notes(vault) == ["waits", "still waits"]


def test_a_copy_that_was_due_at_no_time_is_due_at_none_again(world: World, vault: Unlocked) -> None:
    before = replace(world.check_out(vault), due_at=None)
    extended = extend_due(vault, plan_extend(vault, "T-1", days=30, reason="waits"))
    assert take_back_extension(vault, extended, before, "x").due_at is None
