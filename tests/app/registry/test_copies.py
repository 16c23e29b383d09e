import threading
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from app.errors import AlreadyCheckedOut, BaileeError, InputRefused, TransitionRefused
from app.model import CopyId, CopyRecord, CopySize, CopyState, Ticket, TicketState
from app.registry.copies import FORGOTTEN
from app.registry.facts import LEAVE, CopyFacts, fact_columns
from app.registry.registry import Registry
from tests.app.registry.conftest import NOW, a_copy

SIZE = CopySize(files=50_000, folders=7, links=1, content_bytes=2**40, problems=2, root="ab" * 32)
LATER = NOW + timedelta(days=14)
FULL = {
    "is_incomplete": True,
    "size": SIZE,
    "first_epoch": 3,
    "generation": 2**40,
    "due_at": LATER,
    "held_at": LATER + timedelta(microseconds=1),
    "closed_at": LATER + timedelta(microseconds=2),
    "wipe_at": LATER + timedelta(microseconds=3),
    "key_destroyed_at": LATER + timedelta(microseconds=4),
    "wiped_at": LATER + timedelta(microseconds=5),
    "damage": "catalogue does not open",
    "exported_generation": 2**40 - 1,
    "extensions": 2,
}


def test_a_copy_comes_back_as_it_was_entered(registry: Registry, ticket: Ticket) -> None:
    bare = a_copy(ticket)
    full = replace(a_copy(ticket, "bb", "/srv/other", CopyState.DAMAGED), **FULL)  # type: ignore[arg-type]
    registry.copies.insert(bare)
    registry.copies.insert(full)
    assert registry.copies.get(bare.id) == bare
    assert registry.copies.get(full.id) == full
    assert registry.copies.all() == [bare, full]


def test_a_ticket_holds_a_source_once(registry: Registry, ticket: Ticket, record: CopyRecord) -> None:
    again = a_copy(ticket, "bb")
    for state in CopyState:
        if state is CopyState.WIPED:
            continue
        current = registry.copies.get(record.id).state
        registry.copies.move(record.id, expected=current, to=state)
        with pytest.raises(AlreadyCheckedOut) as caught:
            registry.copies.insert(again)
        assert (caught.value.ticket, caught.value.source) == ("4711", "/srv/data")
    registry.copies.move(record.id, expected=registry.copies.get(record.id).state, to=CopyState.WIPED)
    registry.copies.insert(again)
    assert registry.copies.get(again.id) == again


def test_another_ticket_and_another_source_are_free(registry: Registry, ticket: Ticket, record: CopyRecord) -> None:
    other = registry.tickets.add("4712", "Another", ticket.customer, at=NOW)
    registry.copies.insert(a_copy(other, "bb", record.source))
    registry.copies.insert(a_copy(ticket, "cc", "/srv/other"))
    assert [copy.id for copy in registry.copies.of_ticket(ticket.id)] == ["aa", "cc"]
    assert [copy.id for copy in registry.copies.of_ticket(other.id)] == ["bb"]


@pytest.mark.usefixtures("record")
def test_an_id_that_is_taken_is_a_bug(registry: Registry, ticket: Ticket) -> None:
    with pytest.raises(IntegrityError):
        registry.copies.insert(a_copy(ticket, "aa", "/srv/other"))


@pytest.mark.parametrize("source", ["/srv/\udcff", "/srv/\0"])
def test_a_source_that_is_not_text_is_refused(registry: Registry, ticket: Ticket, source: str) -> None:
    with pytest.raises(InputRefused) as caught:
        registry.copies.insert(a_copy(ticket, "aa", source))
    assert caught.value.field == "source"


def test_states_select(registry: Registry, ticket: Ticket) -> None:
    for number, state in enumerate(CopyState):
        registry.copies.insert(a_copy(ticket, str(number), str(number), state))
    wanted = {CopyState.HELD, CopyState.CLOSING}
    assert {copy.state for copy in registry.copies.all(states=wanted)} == wanted
    assert {copy.state for copy in registry.copies.of_ticket(ticket.id, states=wanted)} == wanted
    assert registry.copies.all(states=[]) == []
    assert len(registry.copies.all()) == len(CopyState)


def test_the_order_is_that_of_entry(registry: Registry, ticket: Ticket) -> None:
    registry.copies.insert(replace(a_copy(ticket, "aa", "1"), created_at=LATER))
    registry.copies.insert(a_copy(ticket, "cc", "2"))
    registry.copies.insert(a_copy(ticket, "bb", "3"))
    assert [copy.id for copy in registry.copies.all()] == ["bb", "cc", "aa"]


def test_a_step_changes_the_state_and_the_facts_together(registry: Registry, record: CopyRecord) -> None:
    moved = registry.copies.move(
        record.id,
        expected=CopyState.CHECKING_OUT,
        to=CopyState.HELD,
        facts=CopyFacts(size=SIZE, held_at=LATER, generation=1),
    )
    assert moved == replace(record, state=CopyState.HELD, size=SIZE, held_at=LATER, generation=1)
    assert registry.copies.get(record.id) == moved
    assert registry.copies.move(record.id, expected=CopyState.HELD, to=CopyState.CLOSING).size == SIZE


def test_a_step_from_another_state_changes_nothing(registry: Registry, record: CopyRecord) -> None:
    with pytest.raises(TransitionRefused) as caught:
        registry.copies.move(record.id, expected=CopyState.HELD, to=CopyState.CLOSING, facts=CopyFacts(closed_at=LATER))
    assert (caught.value.copy, caught.value.state, caught.value.act) == ("aa", "CHECKING_OUT", "CLOSING")
    assert registry.copies.get(record.id) == record


def test_of_two_that_want_the_same_step_one_gets_it(registry: Registry, record: CopyRecord) -> None:
    outcomes: list[object] = []

    def step() -> None:
        try:
            outcomes.append(registry.copies.move(record.id, expected=CopyState.CHECKING_OUT, to=CopyState.HELD))
        except BaileeError as e:
            outcomes.append(e)

    threads = [threading.Thread(target=step) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CopyRecord"] + ["TransitionRefused"] * 3


@given(st.sets(st.sampled_from(sorted(FULL))))
def test_only_given_facts_become_columns(names: set[str]) -> None:
    given_facts: dict[str, Any] = {name: FULL[name] for name in names}
    columns = fact_columns(CopyFacts(**given_facts))
    expected = names - {"size"} | ({field.name for field in fields(CopySize)} if "size" in names else set())
    assert set(columns) == expected


@pytest.mark.parametrize("name", sorted(FULL))
def test_a_fact_is_noted_alone_and_taken_away(registry: Registry, record: CopyRecord, name: str) -> None:
    value: Any = FULL[name]
    noted = registry.copies.note(record.id, CopyFacts(**{name: value}))
    assert noted == replace(record, **{name: value})
    before: Any = getattr(record, name)
    assert registry.copies.note(record.id, CopyFacts(**{name: before})) == record


def test_facts_are_those_of_a_record() -> None:
    assert set(FULL) == {field.name for field in fields(CopyFacts)}
    assert set(FULL) < {field.name for field in fields(CopyRecord)}
    assert all(field.default is LEAVE for field in fields(CopyFacts))


def test_noting_nothing_changes_nothing(registry: Registry, record: CopyRecord) -> None:
    assert registry.copies.note(record.id, CopyFacts()) == record


def test_damage_is_kept_whatever_is_in_it(registry: Registry, record: CopyRecord) -> None:
    assert registry.copies.note(record.id, CopyFacts(damage="lost: \udcff\0")).damage == "lost: \\udcff\\x00"


def test_a_time_without_a_zone_is_a_bug(registry: Registry, record: CopyRecord) -> None:
    with pytest.raises(Exception, match="without a time zone"):
        registry.copies.note(record.id, CopyFacts(due_at=datetime(2026, 1, 1)))  # noqa: DTZ001
    assert registry.copies.get(record.id) == record


def test_an_unfinished_checkout_is_forgotten(registry: Registry, record: CopyRecord) -> None:
    registry.copies.forget(record.id)
    assert registry.copies.all() == []
    with pytest.raises(TransitionRefused) as caught:
        registry.copies.forget(record.id)
    assert (caught.value.state, caught.value.act) == (FORGOTTEN, "forget")


@pytest.mark.parametrize("state", [state for state in CopyState if state is not CopyState.CHECKING_OUT])
def test_what_was_held_stays(registry: Registry, record: CopyRecord, state: CopyState) -> None:
    registry.copies.move(record.id, expected=CopyState.CHECKING_OUT, to=state)
    with pytest.raises(TransitionRefused) as caught:
        registry.copies.forget(record.id)
    assert caught.value.state == state.value
    assert len(registry.copies.all()) == 1


def test_a_copy_that_is_not_there_is_a_bug_or_a_refusal(registry: Registry) -> None:
    nobody = CopyId("nobody")
    with pytest.raises(KeyError):
        registry.copies.get(nobody)
    with pytest.raises(KeyError):
        registry.copies.note(nobody, CopyFacts(damage="x"))
    with pytest.raises(TransitionRefused) as caught:
        registry.copies.move(nobody, expected=CopyState.HELD, to=CopyState.CLOSING)
    assert caught.value.state == FORGOTTEN


def test_the_state_of_the_ticket_shows_in_its_copies(registry: Registry, record: CopyRecord) -> None:
    registry.tickets.set_state(record.ticket.id, TicketState.CLOSED)
    assert registry.copies.get(record.id).ticket.state is TicketState.CLOSED
