"""A deadline that is moved while somebody looks at it: never into the past, never far, never over somebody else's."""

from datetime import datetime, timedelta

import pytest

from app.custody.ledger import Event
from app.errors import InputRefused, NothingToUndo, TicketUnknown, UndoTooLate
from app.model import CopyRecord, CopyState
from app.operations.postpone_wipe import LONGEST_STEP, postpone_wipe
from app.operations.read_ledger import verify_ledger
from app.operations.recover import recover
from app.operations.undo_close import undo_close
from app.operations.wait_for_wipe import wait_for_wipe
from app.registry.copies import Copies
from app.registry.facts import CopyFacts
from app.unlocked.vault import Unlocked
from tests.app.world import World, state_of

STEP = timedelta(seconds=60)


@pytest.fixture
def closing(world: World, vault: Unlocked) -> CopyRecord:
    """T-1 is closed; its copy is wiped in 30 seconds."""
    world.check_out(vault)
    (record,) = world.close(vault)
    return record


def deadline_of(record: CopyRecord) -> datetime:
    assert record.wipe_at is not None
    return record.wipe_at


def test_a_wipe_that_is_put_off_comes_later_and_stands_in_the_ledger(
    world: World, vault: Unlocked, closing: CopyRecord
) -> None:
    before = deadline_of(closing)
    (later,) = postpone_wipe(vault, "T-1", before=before, wipe_at=before + STEP)
    assert (later.wipe_at, later.state, later.closed_at) == (before + STEP, CopyState.CLOSING, closing.closed_at)
    world.clock.advance(89)
    assert recover(vault, world.monitor).wiped == []
    world.clock.advance(1)
    assert len(recover(vault, world.monitor).wiped) == 1
    told = [dict(entry.facts) for entry in vault.ledger.entries() if entry.event == Event.WIPE_POSTPONED.value]
    assert told == [{"copy": closing.id, "wipe_at": (before + STEP).isoformat()}]
    verify_ledger(vault)


def test_it_can_be_put_off_for_undo_and_pulled_back_again(world: World, vault: Unlocked, closing: CopyRecord) -> None:
    before = deadline_of(closing)
    postpone_wipe(vault, "T-1", before=before, wipe_at=before + STEP)
    world.clock.advance(40)
    rest = world.clock.now() + timedelta(seconds=20)
    (record,) = postpone_wipe(vault, "T-1", before=before + STEP, wipe_at=rest)
    assert record.wipe_at == rest
    assert [kept.state for kept in undo_close(vault, "T-1")] == [CopyState.HELD]


def test_what_is_over_or_was_moved_by_somebody_else_is_left_alone(
    world: World, vault: Unlocked, closing: CopyRecord
) -> None:
    before = deadline_of(closing)
    was = state_of(vault)
    for wipe_at in (world.clock.now(), before - STEP, before + LONGEST_STEP + timedelta(seconds=1)):
        with pytest.raises(InputRefused):
            postpone_wipe(vault, "T-1", before=before, wipe_at=wipe_at)
    with pytest.raises(NothingToUndo):
        postpone_wipe(vault, "T-1", before=before + STEP, wipe_at=before + STEP)
    with pytest.raises(NothingToUndo):
        postpone_wipe(vault, "T-2", before=before, wipe_at=before + STEP)
    with pytest.raises(TicketUnknown):
        postpone_wipe(vault, "T-9", before=before, wipe_at=before + STEP)
    world.clock.advance(30)
    with pytest.raises(UndoTooLate):
        postpone_wipe(vault, "T-1", before=before, wipe_at=before + STEP)
    assert state_of(vault) == was


def test_a_deadline_that_comes_while_it_is_moved_counts_as_come(
    world: World, vault: Unlocked, closing: CopyRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wipe may have begun by what stood in the register until then."""
    move = Copies.move

    def slow(*args: object, **facts: object) -> CopyRecord:
        world.clock.advance(30)
        return move(*args, **facts)  # type: ignore[arg-type]

    monkeypatch.setattr(Copies, "move", slow)
    before = deadline_of(closing)
    with pytest.raises(UndoTooLate):
        postpone_wipe(vault, "T-1", before=before, wipe_at=before + STEP)


def test_a_close_that_is_taken_back_at_that_moment_stays_taken_back(
    vault: Unlocked, closing: CopyRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_ticket = Copies.of_ticket

    def undone(self: Copies, *args: object, **states: object) -> list[CopyRecord]:
        found = of_ticket(self, *args, **states)  # type: ignore[arg-type]
        if states:
            self.move(closing.id, expected=CopyState.CLOSING, to=CopyState.HELD, facts=CopyFacts(wipe_at=None))
        return found

    monkeypatch.setattr(Copies, "of_ticket", undone)
    before = deadline_of(closing)
    with pytest.raises(NothingToUndo):
        postpone_wipe(vault, "T-1", before=before, wipe_at=before + STEP)
    held = vault.registry.copies.get(closing.id)
    assert (held.state, held.wipe_at) == (CopyState.HELD, None)


def test_whoever_waits_for_the_wipe_waits_for_the_deadline_that_counts(
    world: World, vault: Unlocked, closing: CopyRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a terminal with --wait does while somebody reads the countdown in the window."""
    before, sleep = deadline_of(closing), type(world.clock).sleep
    moved: list[CopyRecord] = []

    def look_at_it(clock: object, seconds: float) -> None:
        sleep(clock, seconds)  # type: ignore[arg-type]
        if not moved and world.clock.now() > before - timedelta(seconds=5):
            moved.extend(postpone_wipe(vault, "T-1", before=before, wipe_at=before + STEP))

    monkeypatch.setattr(type(world.clock), "sleep", look_at_it)
    (wiped,) = wait_for_wipe(vault, [closing], world.monitor)
    assert (wiped.state, wiped.wiped_at) == (CopyState.WIPED, before + STEP)
