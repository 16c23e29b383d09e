"""Times that were worked, drafts, known sources, and who works on what."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from app.errors import InputRefused, TicketUnknown
from app.model import CopyId, CopyRecord, CopyState, CustomerId, Draft, KnownSource, Priority, Ticket, TicketId
from app.registry.facts import CopyFacts
from app.registry.registry import Registry
from app.registry.schema import work_times
from app.registry.transactions import writing
from tests.app.registry.conftest import NOW, a_copy

NOBODY = TicketId("nobody")


def test_times_come_back_the_newest_first(registry: Registry, ticket: Ticket) -> None:
    first = registry.work_times.add(ticket.id, "ada", NOW, 90, "called them")
    second = registry.work_times.add(ticket.id, "bob", NOW + timedelta(hours=1), 60, "")
    assert (first.author, first.began_at, first.seconds, first.note, first.booked_at) == (
        "ada",
        NOW,
        90,
        "called them",
        None,
    )
    assert registry.work_times.of_ticket(ticket.id) == [second, first]
    assert registry.work_times.of_ticket(NOBODY) == []


def test_a_time_is_corrected_and_removed(registry: Registry, ticket: Ticket) -> None:
    time = registry.work_times.add(ticket.id, "ada", NOW, 90, "")
    corrected = registry.work_times.correct(ticket.id, time.id, 60, "less")
    assert corrected == replace(time, seconds=60, note="less")
    assert registry.work_times.of_ticket(ticket.id) == [corrected]
    assert registry.work_times.correct(NOBODY, time.id, 1, "") is None
    assert not registry.work_times.remove(NOBODY, time.id)
    assert registry.work_times.remove(ticket.id, time.id)
    assert not registry.work_times.remove(ticket.id, time.id)
    assert registry.work_times.of_ticket(ticket.id) == []


def test_a_time_that_was_booked_stays_as_it_is(registry: Registry, ticket: Ticket) -> None:
    time = registry.work_times.add(ticket.id, "ada", NOW, 90, "")
    with writing(registry._engine) as connection:
        connection.execute(work_times.update().values(booked_at=NOW))
    assert registry.work_times.correct(ticket.id, time.id, 1, "") is None
    assert not registry.work_times.remove(ticket.id, time.id)
    assert registry.work_times.of_ticket(ticket.id) == [replace(time, booked_at=NOW)]


def test_a_time_needs_a_ticket_and_a_note_in_one_line(registry: Registry, ticket: Ticket) -> None:
    with pytest.raises(TicketUnknown):
        registry.work_times.add(NOBODY, "ada", NOW, 90, "")
    with pytest.raises(InputRefused):
        registry.work_times.add(ticket.id, "ada", NOW, 90, "two\nlines")
    time = registry.work_times.add(ticket.id, "ada", NOW, 90, "")
    with pytest.raises(InputRefused):
        registry.work_times.correct(ticket.id, time.id, 90, "two\nlines")
    assert registry.work_times.of_ticket(ticket.id) == [time]


def test_a_draft_is_kept_replaced_and_dropped(registry: Registry) -> None:
    registry.drafts.keep("ticket/1/note", "first", at=NOW)
    registry.drafts.keep("ticket/1/note", "two\nlines", at=NOW + timedelta(seconds=1))
    registry.drafts.keep("ticket/10/note", "other", at=NOW)
    assert registry.drafts.of("ticket/1/") == [Draft("ticket/1/note", "two\nlines", NOW + timedelta(seconds=1))]
    assert [draft.text for draft in registry.drafts.of("")] == ["two\nlines", "other"]
    assert registry.drafts.drop("ticket/1/note")
    assert not registry.drafts.drop("ticket/1/note")
    assert registry.drafts.of("ticket/1/") == []


def test_a_prefix_means_itself(registry: Registry) -> None:
    for key in ("a%b/x", "a_b/x", "azb/x", "A_B/x"):
        registry.drafts.keep(key, key, at=NOW)
    assert [draft.text for draft in registry.drafts.of("a_b/")] == ["a_b/x"]
    assert [draft.text for draft in registry.drafts.of("a%b/")] == ["a%b/x"]


@pytest.mark.parametrize(("name", "text"), [("", "x"), ("k" * 129, "x"), ("k", "x" * 100_001), ("k", "\0")])
def test_a_draft_that_cannot_be_kept_is_refused(registry: Registry, name: str, text: str) -> None:
    with pytest.raises(InputRefused):
        registry.drafts.keep(name, text, at=NOW)
    assert registry.drafts.of("") == []


def test_sources_are_noted_once_and_come_back_the_last_used_first(registry: Registry, ticket: Ticket) -> None:
    customer, later = ticket.customer.id, NOW + timedelta(days=1)
    registry.sources.note(customer, "folder", "/srv/data", at=NOW)
    registry.sources.note(customer, "postgresql", "postgresql://ada@db/erp", at=NOW + timedelta(seconds=1))
    registry.sources.note(customer, "folder", "/srv/data", at=later)
    registry.sources.note(customer, "file", "/srv/data", at=NOW)
    assert registry.sources.of_customer(customer) == [
        KnownSource("folder", "/srv/data", later),
        KnownSource("postgresql", "postgresql://ada@db/erp", NOW + timedelta(seconds=1)),
        KnownSource("file", "/srv/data", NOW),
    ]
    assert registry.sources.of_customer(CustomerId("nobody")) == []
    with pytest.raises(IntegrityError):
        registry.sources.note(CustomerId("nobody"), "folder", "/srv/data", at=NOW)


def test_somebody_works_on_a_ticket(registry: Registry, ticket: Ticket) -> None:
    assert (ticket.assignee, ticket.priority) == ("", Priority.NORMAL)
    registry.tickets.assign(ticket.id, " ada ")
    registry.tickets.set_priority(ticket.id, Priority.HIGH)
    assert registry.tickets.all() == [replace(ticket, assignee="ada", priority=Priority.HIGH)]
    registry.tickets.assign(ticket.id, "")
    assert registry.tickets.by_id(ticket.id).assignee == ""
    with pytest.raises(TicketUnknown):
        registry.tickets.assign(NOBODY, "ada")
    with pytest.raises(TicketUnknown):
        registry.tickets.set_priority(NOBODY, Priority.LOW)
    with pytest.raises(InputRefused):
        registry.tickets.assign(ticket.id, "a\nb")


def test_a_generation_is_noted_unless_a_later_one_is_known(registry: Registry, record: CopyRecord) -> None:
    registry.copies.note(record.id, CopyFacts(generation=5, exported_generation=5))
    registry.copies.note_generation(record.id, 4)
    assert registry.copies.get(record.id).generation == 5
    registry.copies.note_generation(record.id, 6, exported_since=5)
    assert not registry.copies.get(record.id).is_changed
    registry.copies.note_generation(record.id, 7)
    assert registry.copies.get(record.id).is_changed
    registry.copies.note_generation(record.id, 8, exported_since=7)
    noted = registry.copies.get(record.id)
    assert (noted.generation, noted.exported_generation, noted.is_changed) == (8, 6, True)
    registry.copies.note_generation(CopyId("bb"), 9)
    assert len(registry.copies.all()) == 1


def test_the_copy_that_was_wiped_last(registry: Registry, ticket: Ticket) -> None:
    assert registry.copies.last_wiped() is None
    for number, hours in (("aa", 2), ("bb", 3), ("cc", 1)):
        wiped_at = NOW + timedelta(hours=hours)
        registry.copies.insert(replace(a_copy(ticket, number), state=CopyState.WIPED, wiped_at=wiped_at))
    registry.copies.insert(a_copy(ticket, "dd"))
    last = registry.copies.last_wiped()
    assert last is not None
    assert last.id == "bb"


def test_a_number_under_a_key_only_rises(registry: Registry) -> None:
    for number, expected in ((3, "3"), (2, "3"), (3, "3"), (4, "4")):
        registry.meta.raise_to("keys", number)
        assert registry.meta.get("keys") == expected
