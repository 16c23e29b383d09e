"""Lists of tickets with the copies that are held for them."""

from datetime import timedelta

from app.model import TicketState
from app.operations.find_tickets import count_tickets, find_tickets, numbers_of_tickets, survey_tickets
from app.registry.paging import PageAsk
from app.registry.ticket_filter import TicketFilter, read_filter
from app.unlocked.vault import Unlocked
from tests.app.world import World


def test_a_ticket_comes_with_its_most_pressing_copy(world: World, vault: Unlocked) -> None:
    late = world.check_out(vault)
    world.clock.advance(60)
    later = world.check_out(vault)
    assert late.due_at is not None
    assert later.due_at is not None
    page = find_tickets(vault, TicketFilter(), PageAsk(), world.monitor)
    assert [row.ticket.number for row in page.rows] == ["T-3", "T-2", "T-1"]
    assert [row.copies for row in page.rows] == [0, 0, 2]
    first = page.rows[2]
    assert first.copy is not None
    assert (first.copy.id, first.is_mine) == (late.id, True)
    assert page.rows[0].copy is None
    assert page.is_end


def test_a_wiped_copy_does_not_count(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    world.close(vault, at_once=True)
    found = find_tickets(vault, TicketFilter(state=TicketState.CLOSED), PageAsk(), world.monitor).rows
    assert [(row.ticket.number, row.copies) for row in found] == [("T-1", 0)]
    assert find_tickets(vault, TicketFilter(is_held=True), PageAsk(), world.monitor).rows == ()


def test_all_of_the_list_is_counted_in_the_background(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    survey = survey_tickets(vault, TicketFilter(), ["T-1", "T-9"], world.monitor)
    assert (survey.count, survey.positions) == (3, {"T-1": 2})
    counts = count_tickets(vault, TicketFilter(), world.monitor)
    assert (counts.open, counts.held, counts.closed) == (3, 1, 0)
    overdue = read_filter("overdue", world.clock.now() + timedelta(days=400))
    assert numbers_of_tickets(vault, overdue, world.monitor) == ["T-1"]
