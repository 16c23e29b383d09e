from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from app.crypto.secret import Secret
from app.errors import InputRefused, TicketExists, TicketUnknown
from app.model import Customer, CustomerId, Note, NoteKind, Ticket, TicketId, TicketState
from app.registry.registry import Registry
from tests.app.registry.conftest import NOW

NOBODY = TicketId("nobody")


def test_a_ticket_is_found_by_number_and_by_id(registry: Registry, ticket: Ticket) -> None:
    assert ticket.state is TicketState.OPEN
    assert len(bytes.fromhex(ticket.id)) == 16
    assert registry.tickets.by_number(" 4711") == ticket
    assert registry.tickets.by_id(ticket.id) == ticket


def test_a_number_is_given_once(registry: Registry, ticket: Ticket) -> None:
    with pytest.raises(TicketExists) as caught:
        registry.tickets.add("4711", "again", ticket.customer, at=NOW)
    assert caught.value.number == "4711"
    assert registry.tickets.all() == [ticket]


def test_a_ticket_of_a_customer_that_was_never_entered_is_a_bug(registry: Registry) -> None:
    stranger = Customer(CustomerId("none"), "K-9", "Nobody", "", NOW)
    with pytest.raises(IntegrityError):
        registry.tickets.add("1", "title", stranger, at=NOW)


@pytest.mark.parametrize(
    ("number", "title", "field"), [("", "t", "number"), ("1", " ", "title"), ("1", "a\nb", "title")]
)
def test_what_cannot_be_entered_is_named(
    registry: Registry, ticket: Ticket, number: str, title: str, field: str
) -> None:
    with pytest.raises(InputRefused) as caught:
        registry.tickets.add(number, title, ticket.customer, at=NOW)
    assert caught.value.field == field


def test_open_and_closed_ones_are_told_apart(registry: Registry, ticket: Ticket) -> None:
    later = registry.tickets.add("1", "Newer", ticket.customer, at=NOW + timedelta(seconds=1))
    registry.tickets.set_state(ticket.id, TicketState.CLOSED)
    assert [found.id for found in registry.tickets.all()] == [ticket.id, later.id]
    assert [found.id for found in registry.tickets.all(state=TicketState.CLOSED)] == [ticket.id]
    assert registry.tickets.all(state=TicketState.OPEN) == [later]
    registry.tickets.set_state(ticket.id, TicketState.OPEN)
    assert registry.tickets.by_id(ticket.id) == ticket


def test_what_is_not_there_is_unknown(registry: Registry) -> None:
    with pytest.raises(TicketUnknown):
        registry.tickets.by_number("\udc80")
    with pytest.raises(TicketUnknown):
        registry.tickets.by_id(NOBODY)
    with pytest.raises(TicketUnknown):
        registry.tickets.set_state(NOBODY, TicketState.CLOSED)
    with pytest.raises(TicketUnknown):
        registry.tickets.add_note(NOBODY, NoteKind.WORK, "ada", "text", at=NOW)
    assert registry.tickets.notes(NOBODY) == []


def test_the_work_log_keeps_its_order(registry: Registry, ticket: Ticket) -> None:
    registry.tickets.add_note(ticket.id, NoteKind.WORK, "ada", "first\n\tindented", at=NOW)
    registry.tickets.add_note(ticket.id, NoteKind.CUSTODY, "Bailee", "second", at=NOW - timedelta(days=1))
    assert registry.tickets.notes(ticket.id) == [
        Note(NOW, NoteKind.WORK, "ada", "first\n\tindented"),
        Note(NOW - timedelta(days=1), NoteKind.CUSTODY, "Bailee", "second"),
    ]


@pytest.mark.parametrize(("author", "note", "field"), [("", "x", "author"), ("ada", "a\ud800", "text")])
def test_a_note_that_cannot_be_kept_is_refused(
    registry: Registry, ticket: Ticket, author: str, note: str, field: str
) -> None:
    with pytest.raises(InputRefused) as caught:
        registry.tickets.add_note(ticket.id, NoteKind.WORK, author, note, at=NOW)
    assert caught.value.field == field
    assert registry.tickets.notes(ticket.id) == []


def test_any_note_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, key: Secret) -> None:
    with Registry.open(tmp_path_factory.mktemp("notes") / "register.db", key) as registry:
        customer = registry.customers.add("K-1", "Müller", "", at=NOW)
        ticket = registry.tickets.add("1", "title", customer, at=NOW)

        @given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
        def enter(note: str) -> None:
            registry.tickets.add_note(ticket.id, NoteKind.WORK, "ada", note, at=NOW)
            assert registry.tickets.notes(ticket.id)[-1].text == note

        enter()
