"""Who works on a ticket, how long, what was typed, where copies came from, and all of it told at once."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from app.custody.evidence import Verdict
from app.errors import CustomerUnknown, InputRefused, TicketClosed, TicketUnknown
from app.model import CopyState, Day, Priority
from app.operations.board_story import BoardCounts, LastWipe, board_story
from app.operations.book_time import MOST_SECONDS, book_time, correct_time, remove_time, worked_times
from app.operations.check_out import check_out, plan_check_out
from app.operations.drafts import drafts, drop_draft, keep_draft
from app.operations.known_sources import known_sources
from app.operations.put_file import put_file
from app.operations.register import add_customer, add_note, add_ticket, reopen_ticket
from app.operations.take_ticket import drop_ticket, hand_ticket, set_priority, take_ticket
from app.operations.ticket_story import ticket_story
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.app.world import CUSTOMER, World
from tests.fakes import NEW_YEAR

TODAY = Day(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC))


def test_a_ticket_is_taken_handed_on_and_dropped(vault: Unlocked) -> None:
    assert take_ticket(vault, "T-1").assignee == vault.technician
    assert hand_ticket(vault, "T-1", " bob ").assignee == "bob"
    assert take_ticket(vault, "T-1").assignee == vault.technician
    assert drop_ticket(vault, "T-1").assignee == ""
    assert set_priority(vault, "T-1", Priority.HIGH).priority is Priority.HIGH
    for name in (" ", "a\nb", "x" * 301):
        with pytest.raises(InputRefused):
            hand_ticket(vault, "T-1", name)
    with pytest.raises(TicketUnknown):
        take_ticket(vault, "T-9")


def test_a_closed_ticket_is_nobodys(world: World, vault: Unlocked) -> None:
    take_ticket(vault, "T-1")
    world.close(vault)
    with pytest.raises(TicketClosed):
        take_ticket(vault, "T-1")
    with pytest.raises(TicketClosed):
        set_priority(vault, "T-1", Priority.LOW)
    assert reopen_ticket(vault, "T-1").assignee == vault.technician


def test_times_are_added_up_by_the_part_that_lies_in_the_day(vault: Unlocked) -> None:
    noon = NEW_YEAR
    book_time(vault, "T-1", noon - timedelta(hours=2), 3600, "read the log")
    midnight = TODAY.begins_at
    book_time(vault, "T-1", midnight - timedelta(minutes=50), 3600)
    book_time(vault, "T-1", midnight - timedelta(days=2), 60)
    worked = worked_times(vault, "T-1", TODAY)
    assert worked.seconds_today == 3600 + 600
    assert worked.seconds_in_all == 3600 + 3600 + 60
    assert [(time.note, time.author) for time in worked.times] == [
        ("read the log", vault.technician),
        ("", vault.technician),
        ("", vault.technician),
    ]
    tomorrow = Day(TODAY.ends_at, TODAY.ends_at + timedelta(days=1))
    assert worked_times(vault, "T-1", tomorrow).seconds_today == 0


def test_a_time_that_cannot_be_is_refused(vault: Unlocked) -> None:
    now = vault.clock.now()
    for began_at, seconds in ((now, 0), (now, -5), (now, 3600), (now - timedelta(days=3), MOST_SECONDS + 1)):
        with pytest.raises(InputRefused):
            book_time(vault, "T-1", began_at, seconds)
    with pytest.raises(TicketUnknown):
        book_time(vault, "T-9", now - timedelta(hours=1), 60)
    assert worked_times(vault, "T-1", TODAY).times == ()
    assert book_time(vault, "T-1", now - timedelta(seconds=MOST_SECONDS), MOST_SECONDS).seconds == MOST_SECONDS


def test_a_time_is_corrected_before_it_is_booked(vault: Unlocked) -> None:
    time = book_time(vault, "T-1", vault.clock.now() - timedelta(hours=1), 3000)
    assert correct_time(vault, "T-1", time.id, seconds=1200, note="less").seconds == 1200
    with pytest.raises(InputRefused):
        correct_time(vault, "T-1", time.id, seconds=0, note="")
    for act in (
        lambda: correct_time(vault, "T-2", time.id, seconds=5, note=""),
        lambda: remove_time(vault, "T-2", time.id),
    ):
        with pytest.raises(InputRefused):
            act()
    remove_time(vault, "T-1", time.id)
    assert worked_times(vault, "T-1", TODAY).times == ()


def test_a_draft_outlasts_a_lock(world: World) -> None:
    with world.unlocked() as vault:
        keep_draft(vault, "ticket/T-1/note", "half a sent")
        keep_draft(vault, "new-ticket", "title")
    with world.unlocked() as vault:
        assert drafts(vault) == {"new-ticket": "title", "ticket/T-1/note": "half a sent"}
        assert drafts(vault, "ticket/") == {"ticket/T-1/note": "half a sent"}
        keep_draft(vault, "ticket/T-1/note", "")
        assert drop_draft(vault, "new-ticket")
        assert not drop_draft(vault, "new-ticket")
        assert drafts(vault) == {}


def test_a_draft_lies_nowhere_in_clear(world: World, vault: Unlocked) -> None:
    keep_draft(vault, "ticket/T-1/note", "unmistakable words")
    vault.close()
    for path in world.home.path.rglob("*"):
        assert not path.is_file() or b"unmistakable" not in path.read_bytes()


def test_a_source_is_known_once_a_copy_of_it_is_held(world: World, vault: Unlocked) -> None:
    assert known_sources(vault, CUSTOMER) == []
    first = str(world.source("first"))
    plan = plan_check_out(vault, "T-1", first)
    stopped = Monitor()
    stopped.cancel()
    with pytest.raises(Exception, match="stopped"):
        check_out(vault, plan, stopped)
    assert known_sources(vault, CUSTOMER) == []
    check_out(vault, plan, Monitor())
    world.clock.advance(60)
    second = world.check_out(vault, "T-2")
    sources = known_sources(vault, CUSTOMER)
    assert [(source.kind, source.location) for source in sources] == [("folder", second.source), ("folder", first)]
    world.clock.advance(60)
    check_out(vault, plan_check_out(vault, "T-3", first), Monitor())
    assert [source.location for source in known_sources(vault, CUSTOMER)] == [first, second.source]
    add_customer(vault, "C-7", "Other", "")
    assert known_sources(vault, "C-7") == []
    with pytest.raises(CustomerUnknown):
        known_sources(vault, "C-8")


def test_the_story_of_a_ticket(world: World, vault: Unlocked, monkeypatch: pytest.MonkeyPatch) -> None:
    wiped = world.check_out(vault)
    world.close(vault, at_once=True)
    reopen_ticket(vault, "T-1")
    world.clock.advance(60)
    held = world.check_out(vault)
    other = world.check_out(vault, "T-2")
    add_note(vault, "T-1", "looked at it")
    book_time(vault, "T-1", vault.clock.now() - timedelta(seconds=90), 90)
    keep_draft(vault, "ticket/T-1/note", "half")
    keep_draft(vault, "ticket/T-10/note", "other")
    story = ticket_story(vault, "T-1", TODAY)
    assert story.ticket.number == "T-1"
    assert story.technician == vault.technician
    assert [record.id for record in story.copies] == [held.id, wiped.id]
    assert [record.state for record in story.copies] == [CopyState.HELD, CopyState.WIPED]
    assert story.verdicts == {wiped.id: Verdict.PASS}
    assert story.notes[-1].text == "looked at it"
    assert (story.seconds_today, story.seconds_in_all, len(story.times)) == (90, 90, 1)
    assert {source.location for source in story.sources[:2]} == {held.source, other.source}
    assert [source.location for source in story.sources[2:]] == [wiped.source]
    assert story.drafts == {"note": "half"}
    assert story.held_by_others == ()
    monkeypatch.setattr("getpass.getuser", lambda: "somebody else")
    assert [record.id for record in ticket_story(vault, "T-1", TODAY).held_by_others] == [held.id]
    with pytest.raises(TicketUnknown):
        ticket_story(vault, "T-9", TODAY)


def test_the_story_of_a_ticket_without_anything(vault: Unlocked) -> None:
    story = ticket_story(vault, "T-1", TODAY)
    assert (story.copies, story.notes, story.times, story.sources, story.verdicts, story.drafts) == (
        (),
        (),
        (),
        (),
        {},
        {},
    )


def test_the_story_of_the_board(world: World, vault: Unlocked, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = board_story(vault, TODAY)
    assert (empty.rows, empty.counts, empty.last_wipe) == ((), BoardCounts(0, 0, 0, 0, 0), None)
    add_ticket(vault, "T-4", "x", CUSTOMER)
    world.check_out(vault, "T-1")
    world.clock.advance(86_400)
    monkeypatch.setattr("getpass.getuser", lambda: "somebody else")
    world.check_out(vault, "T-2")
    monkeypatch.undo()
    world.clock.advance(86_400)
    world.check_out(vault, "T-3")
    put_file(vault, "T-3", b"new", BytesIO(b"work").read, Monitor())
    world.check_out(vault, "T-4")
    world.close(vault, "T-4", at_once=True)
    world.clock.advance(5 * 86_400 + 3600)
    now = vault.clock.now()
    story = board_story(vault, Day(now.replace(hour=0), now.replace(hour=0) + timedelta(days=2)))
    assert [row.record.ticket.number for row in story.rows] == ["T-1", "T-2", "T-3"]
    assert [row.is_overdue for row in story.rows] == [True, False, False]
    assert [row.is_due_today for row in story.rows] == [False, True, False]
    assert [row.is_mine for row in story.rows] == [True, False, True]
    assert [row.is_changed for row in story.rows] == [False, False, True]
    assert [row.extensions for row in story.rows] == [0, 0, 0]
    assert story.counts == BoardCounts(everyone=3, mine=2, overdue=1, due_today=1, changed=1)
    assert story.last_wipe == LastWipe(NEW_YEAR + timedelta(days=2), "T-4", "C-0001")
    assert story.seen_at == now


def test_a_day_ends_where_the_next_begins() -> None:
    assert TODAY.holds(TODAY.begins_at)
    assert not TODAY.holds(TODAY.ends_at)
    assert not TODAY.holds(None)
