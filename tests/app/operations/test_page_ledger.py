"""The ledger as people read it: newest first, with tickets and customers in the place of ids, and searched."""

import pytest

from app.custody.ledger import Event
from app.custody.ledger_pages import LedgerHits, LedgerIndex
from app.errors import LedgerDamaged
from app.operations.page_ledger import (
    LedgerRow,
    LedgerWish,
    chain_of_ledger,
    page_hits,
    page_ledger,
    people_in_ledger,
    search_in_ledger,
    survey_ledger,
)
from app.operations.read_ledger import verify_ledger
from app.progress import Monitor, Progress
from app.registry.paging import PageAsk
from app.unlocked.vault import Unlocked
from tests.app.world import World

WORDS = {Event.COPY_HELD.value: "Copy taken", Event.COPY_WIPED.value: "Copy wiped"}


@pytest.fixture
def wiped(world: World, vault: Unlocked) -> Unlocked:
    """T-1 was checked out and wiped, T-2 is held."""
    world.check_out(vault)
    world.check_out(vault, "T-2")
    world.close(vault, at_once=True)
    return vault


def events(rows: tuple[LedgerRow, ...]) -> list[str]:
    return [row.entry.event if row.entry else "" for row in rows]


def found(vault: Unlocked, wish: LedgerWish) -> list[str]:
    hits = LedgerHits()
    search_in_ledger(vault, wish, hits, Monitor())
    return events(page_hits(vault, hits, PageAsk()).rows)


def test_entries_come_newest_first_with_what_they_are_about(wiped: Unlocked) -> None:
    page = page_ledger(wiped, None, PageAsk())
    assert events(page.rows) == [entry.event for entry in wiped.ledger.entries()][::-1]
    assert page.is_end
    newest = page.rows[0]
    assert newest.subject is not None
    assert (newest.subject.ticket_number, newest.subject.customer) == ("T-1", "Quartz and Vale")
    assert newest.subject.technician == wiped.technician
    begun = next(row for row in page.rows if row.entry and row.entry.event == "checkout.begun")
    assert begun.subject is not None
    assert (begun.subject.technician, begun.subjects) == (wiped.technician, 1)  # the copy, though it names the ticket
    assert page.rows[-1].subject is None


def test_an_index_gives_the_pages_in_the_middle(wiped: Unlocked) -> None:
    index, survey = survey_ledger(wiped, LedgerIndex(), [], Monitor())
    whole = page_ledger(wiped, None, PageAsk()).rows
    assert survey.count == len(whole)
    part = page_ledger(wiped, index, PageAsk(3, None, 3, 2, survey.count))
    assert part.rows == whole[3:5]
    assert not part.is_end
    behind = page_ledger(wiped, index, PageAsk(5, part.last, 0, 200, survey.count))
    assert behind.rows == whole[5:]
    assert behind.is_end
    assert page_ledger(wiped, None, PageAsk(2, None, 2, 3)).rows == whole[2:5]
    assert page_ledger(wiped, index, PageAsk(99, None, 99)).rows == ()
    again, survey = survey_ledger(wiped, index, [whole[4].start, 3], Monitor())
    assert again == index
    assert survey.positions == {str(whole[4].start): 4}


def test_an_entry_may_be_about_several_tickets(wiped: Unlocked) -> None:
    ids = [record.id for record in wiped.registry.copies.all()]
    wiped.ledger.append(Event.WIPE_INTENDED, copies=[*ids, "nobody"], epoch=9)
    wiped.ledger.append(Event.WIPE_INTENDED, copies=["nobody", "else"], epoch=9)
    unknown, several = page_ledger(wiped, None, PageAsk(most=2)).rows
    assert (unknown.subject, unknown.subjects) == (None, 2)
    assert several.subjects == 2


def test_a_damaged_entry_is_shown_as_such(wiped: Unlocked) -> None:
    path = wiped.ledger.path
    path.write_bytes(path.read_bytes() + b"nonsense\n")
    assert page_ledger(wiped, None, PageAsk(most=1)).rows[0].entry is None


def test_the_ledger_is_searched_by_what_people_say(wiped: Unlocked) -> None:
    assert "vault.created" not in found(wiped, LedgerWish("T-1"))
    assert found(wiped, LedgerWish("T-1"))[0] == "copy.wiped"
    assert set(found(wiped, LedgerWish("T-2"))) == {"checkout.begun", "copy.held"}
    assert found(wiped, LedgerWish("quartz taken", event_words=WORDS)) == ["copy.held", "copy.held"]
    assert found(wiped, LedgerWish("TAKEN t-2", event_words=WORDS)) == ["copy.held"]
    assert found(wiped, LedgerWish("nothing", event_words=WORDS)) == []
    assert found(wiped, LedgerWish(events=frozenset({"copy.wiped"}))) == ["copy.wiped"]
    assert found(wiped, LedgerWish(technician=wiped.technician, events=frozenset({"copy.wiped"}))) == ["copy.wiped"]
    assert found(wiped, LedgerWish(technician="nobody")) == []
    now = wiped.clock.now()
    assert found(wiped, LedgerWish(until=now)) == []
    assert len(found(wiped, LedgerWish(since=now))) == wiped.ledger.head().size
    assert people_in_ledger(wiped) == [wiped.technician]


@pytest.mark.parametrize(
    ("wish", "is_for_all"),
    [
        (LedgerWish(" "), True),
        (LedgerWish("x"), False),
        (LedgerWish(technician="x"), False),
        (LedgerWish(events=frozenset({"x"})), False),
    ],
)
def test_a_wish_for_nothing_special_is_for_all(wish: LedgerWish, *, is_for_all: bool) -> None:
    assert wish.is_for_all is is_for_all


def test_what_the_chain_is_worth_is_remembered(world: World, wiped: Unlocked) -> None:
    assert chain_of_ledger(wiped).verified is None
    report = verify_ledger(wiped)
    state = chain_of_ledger(wiped)
    assert state.broken is None
    assert state.verified is not None
    assert (state.verified.entry, state.verified.at) == (report.head.size, world.clock.now())
    path, whole = wiped.ledger.path, wiped.ledger.path.read_bytes()
    lines = whole.splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:3], lines[4], lines[3], *lines[5:]]))
    world.clock.advance(60)
    with pytest.raises(LedgerDamaged):
        verify_ledger(wiped)
    state = chain_of_ledger(wiped)
    assert state.broken is not None
    assert (state.broken.entry, state.broken.at) == (4, world.clock.now())
    assert state.verified is not None
    assert state.verified.entry == report.head.size
    path.write_bytes(whole)
    verify_ledger(wiped)
    assert chain_of_ledger(wiped).broken is None


def test_a_checkpoint_that_speaks_of_another_line_is_damage(wiped: Unlocked) -> None:
    """Two checkpoints of the same length that differ cannot both be true."""
    from app.custody.checkpoint import make_checkpoint
    from app.custody.ledger import LedgerHead

    ticket = wiped.registry.tickets.by_number("T-3")
    for head in (LedgerHead(2, "0" * 64), LedgerHead(999, "0" * 64)):
        note = make_checkpoint(wiped.keys.signer(), wiped.keys.vault, head)
        wiped.desk.comment(ticket.id, note)
        with pytest.raises(LedgerDamaged, match="checkpoint"):
            verify_ledger(wiped)


def test_verifying_tells_how_far_it_is(wiped: Unlocked) -> None:
    for _ in range(600):
        wiped.ledger.append(Event.ESCAPE, copy="x", bytes=1, sha256="")
    reports: list[Progress] = []
    report = verify_ledger(wiped, Monitor(reports.append))
    assert [each.done for each in reports] == [500]
    assert reports[0].total == report.head.size
