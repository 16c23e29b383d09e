"""One state for each situation of a ticket: what the primary button says, whether it can be pressed, and why not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.custody.evidence import Verdict
from app.model import (
    CopyId,
    CopyRecord,
    CopySize,
    CopyState,
    Customer,
    CustomerId,
    Ticket,
    TicketId,
    TicketState,
)
from app.operations.first_look import FirstLook, PathKind
from app.operations.ticket_story import TicketStory
from app.progress import Progress, Step, Unit
from ui.screens.ticket_pane.state import (
    ChosenSource,
    JobKind,
    PaneAct,
    Part,
    Stage,
    TicketJob,
    act_text,
    pane_state,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CUSTOMER = Customer(CustomerId("c"), "C-1", "Hafenlogistik Nord", "", NOW)
TICKET = Ticket(TicketId("t"), "ERP-1", "Title", TicketState.OPEN, CUSTOMER, NOW)
SOURCE = ChosenSource("folder", "/srv/erp/export", "/srv/erp/export", is_known=True)
ME = "kim"


def copy(state: CopyState, *, technician: str = ME, **facts: object) -> CopyRecord:
    record = CopyRecord(
        CopyId("1" * 32), TICKET, state, "folder", "/srv/erp/export", technician, NOW - timedelta(days=2)
    )
    return replace(record, due_at=NOW + timedelta(days=5), size=CopySize(3, 1, 0, 2_100_000_000, 0, ""), **facts)  # type: ignore[arg-type]


def story(*copies: CopyRecord, ticket: Ticket = TICKET, verdicts: dict[CopyId, Verdict] | None = None) -> TicketStory:
    others = tuple(record for record in copies if record.technician != ME and record.state is not CopyState.WIPED)
    return TicketStory(ticket, ME, copies, (), (), 0, 0, (), verdicts or {}, others, {})


def look(content_bytes: int = 10**9, free_bytes: int = 10**12) -> FirstLook:
    return FirstLook(PathKind.FOLDER, content_bytes, 3, is_at_least=False, free_bytes=free_bytes)


def test_an_open_ticket_with_a_known_source_offers_to_check_it_out() -> None:
    state = pane_state(story(), [], NOW, chosen=SOURCE, look=look())
    assert (state.stage, state.act, state.text) == (Stage.READY, PaneAct.CHECK_OUT, "Check out export")
    assert state.enabled
    assert state.secondary == (PaneAct.TAKE, PaneAct.EDIT)
    assert {Part.SOURCE_LINE, Part.CHECKS, Part.OTHER_SOURCES} <= set(state.parts)
    assert not state.has_foot, "there is nothing to wipe"


def test_a_ticket_of_mine_is_not_offered_to_be_taken() -> None:
    mine = replace(TICKET, assignee=ME)
    assert pane_state(story(ticket=mine), [], NOW, chosen=SOURCE).secondary == (PaneAct.EDIT,)
    somebodys = replace(TICKET, assignee="jo")
    assert pane_state(story(ticket=somebodys), [], NOW, chosen=SOURCE).secondary == (PaneAct.TAKE, PaneAct.EDIT)


def test_without_a_known_source_one_is_chosen_first() -> None:
    state = pane_state(story(), [], NOW)
    assert (state.act, state.text, state.enabled) == (PaneAct.CHOOSE_SOURCE, "Check out a folder…", True)


def test_too_little_room_disables_it_and_says_why() -> None:
    state = pane_state(story(), [], NOW, chosen=SOURCE, look=look(5 * 10**9, 2 * 10**9))
    assert not state.enabled
    assert state.reason == "It needs 5.0 GB, and 2.0 GB are free on this machine."


def test_while_it_checks_out_the_progress_stands_in_place_of_the_button() -> None:
    job = TicketJob(JobKind.CHECK_OUT, 7, Progress(Step.SEALING, 1, 2, Unit.BYTES))
    for copies in ((), (copy(CopyState.CHECKING_OUT),)):
        state = pane_state(story(*copies), [job], NOW, chosen=SOURCE)
        assert (state.stage, state.act) == (Stage.CHECKING_OUT, None)
        assert state.secondary == (PaneAct.CANCEL,)
        assert Part.PROGRESS in state.parts
        assert state.job is job


def test_a_checkout_of_another_program_cannot_be_stopped_here() -> None:
    state = pane_state(story(copy(CopyState.CHECKING_OUT)), [], NOW)
    assert (state.stage, state.secondary) == (Stage.CHECKING_OUT, ())


@pytest.mark.parametrize("kind", [CopyState.HELD, CopyState.DAMAGED])
def test_a_held_copy_is_opened(kind: CopyState) -> None:
    state = pane_state(story(copy(kind)), [], NOW)
    assert (state.stage, state.act, state.text) == (Stage.HELD, PaneAct.OPEN_COPY, "Open copy")
    assert state.secondary == (PaneAct.EXTEND,)
    assert state.has_foot
    assert {Part.CUSTODY, Part.NOT_EXPORTED, Part.WORK} <= set(state.parts)


def test_a_close_can_be_undone_until_its_time_has_come() -> None:
    closing = copy(CopyState.CLOSING, wipe_at=NOW + timedelta(seconds=20))
    state = pane_state(story(closing), [], NOW)
    assert (state.stage, state.act, state.text) == (Stage.CLOSING, PaneAct.UNDO, "Undo")
    assert state.secondary == (PaneAct.WIPE_NOW,)
    assert state.parts[0] is Part.COUNTDOWN
    assert state.closing == (closing,)
    assert not state.has_foot
    late = pane_state(story(closing), [], NOW + timedelta(seconds=20))
    assert (late.stage, late.act) == (Stage.WIPING, None), "a promise has fallen due"


def test_wipe_now_ends_the_offer_to_undo() -> None:
    closing = copy(CopyState.CLOSING, wipe_at=NOW + timedelta(seconds=20))
    state = pane_state(story(closing), [TicketJob(JobKind.WIPE, 3)], NOW)
    assert (state.stage, state.act) == (Stage.WIPING, None)


@pytest.mark.parametrize("kind", [CopyState.KEY_DESTROYED, CopyState.REMOVING, CopyState.VERIFYING])
def test_a_copy_without_its_key_is_never_shown_as_held(kind: CopyState) -> None:
    state = pane_state(story(copy(kind, key_destroyed_at=NOW)), [], NOW)
    assert (state.stage, state.act, state.secondary) == (Stage.WIPING, None, ())
    assert not state.has_foot


def test_a_wiped_copy_shows_its_certificate() -> None:
    closed = replace(TICKET, state=TicketState.CLOSED)
    wiped = copy(CopyState.WIPED, certificate_number="C-0001", wiped_at=NOW)
    state = pane_state(story(wiped, ticket=closed, verdicts={wiped.id: Verdict.PASS}), [], NOW)
    assert (state.stage, state.act, state.text) == (Stage.WIPED, PaneAct.VIEW_CERTIFICATE, "View certificate")
    assert state.secondary == (PaneAct.SAVE_PDF, PaneAct.REOPEN)
    assert Part.CERTIFICATE in state.parts


def test_files_that_remain_are_never_shown_as_wiped() -> None:
    closed = replace(TICKET, state=TicketState.CLOSED)
    wiped = copy(CopyState.WIPED, certificate_number="C-0001")
    remains = replace(copy(CopyState.REMOVING, key_destroyed_at=NOW), id=CopyId("2" * 32))
    assert pane_state(story(remains, wiped, ticket=closed), [], NOW).stage is Stage.WIPING


def test_a_ticket_that_was_reopened_can_be_checked_out_again() -> None:
    wiped = copy(CopyState.WIPED, certificate_number="C-0001")
    state = pane_state(story(wiped), [], NOW, chosen=SOURCE)
    assert (state.stage, state.act) == (Stage.READY, PaneAct.CHECK_OUT)


def test_a_ticket_closed_without_a_copy_can_be_reopened() -> None:
    state = pane_state(story(ticket=replace(TICKET, state=TicketState.CLOSED)), [], NOW)
    assert (state.stage, state.act, state.text) == (Stage.CLOSED, PaneAct.REOPEN, "Reopen ticket")


def test_somebody_elses_copy_is_asked_for() -> None:
    state = pane_state(story(copy(CopyState.HELD, technician="jo")), [], NOW)
    assert (state.stage, state.act, state.text) == (Stage.WITH_SOMEBODY, PaneAct.ASK_FOR_IT, "Ask for it")
    assert state.secondary == (PaneAct.COPY_MESSAGE,)
    assert state.record is not None
    assert state.record.technician == "jo"
    assert not state.has_foot


def test_my_own_copy_comes_before_that_of_others() -> None:
    mine = replace(copy(CopyState.HELD), id=CopyId("2" * 32))
    state = pane_state(story(copy(CopyState.HELD, technician="jo"), mine), [], NOW)
    assert state.stage is Stage.HELD
    assert state.record == mine


def test_every_secondary_act_has_words() -> None:
    named = (
        PaneAct.TAKE,
        PaneAct.CANCEL,
        PaneAct.EXTEND,
        PaneAct.WIPE_NOW,
        PaneAct.SAVE_PDF,
        PaneAct.REOPEN,
        PaneAct.COPY_MESSAGE,
    )
    assert all(act_text(act) for act in named)
