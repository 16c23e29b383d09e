"""A countdown that is looked at stands still, and so does the deadline in the vault: never sooner, never for ever."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.custody.ledger import Event
from app.errors import VaultBusy
from app.model import CopyRecord, CopyState
from app.operations.postpone_wipe import LONGEST_STEP
from app.settings import Home
from tests.ui.vaults import TICKET, ShownCountdown
from tests.ui.wipe_runs import Running, Start, copies_of, looked_into, programs, set_deadline, with_window_of
from ui import wipe_countdowns
from ui.theme.theme import Theme
from ui.wipe_countdowns import PauseTimes

OTHER = "ERP-4730"
QUICK = PauseTimes(linger=0.0, look=0.02)


@pytest.fixture
def runs(app_theme: Theme, home: Home, qtbot: QtBot) -> Iterator[Start]:
    """Starts the program on the same home."""
    with programs(app_theme, home, qtbot) as start:
        yield start


def counting(run: Running, folder: Path, ticket: str = TICKET) -> ShownCountdown:
    """A ticket that was closed just now."""
    before = len(run.notices.countdowns)
    run.check_out(folder, ticket)
    run.close_ticket(ticket)
    run.wait(lambda: len(run.notices.countdowns) > before)
    return run.notices.countdowns[-1]


def look_at(shown: ShownCountdown, *, is_looked_at: bool = True) -> None:
    assert shown.attended is not None
    shown.attended(is_looked_at)


def stand(run: Running, shown: ShownCountdown) -> float:
    """Look at it; the seconds it stands at."""
    look_at(shown)
    run.wait(lambda: shown.held is not None)
    assert shown.held is not None
    return shown.held


def the_copy(home: Home, ticket: str = TICKET) -> CopyRecord:
    (record,) = copies_of(home, ticket)
    return record


def seconds_stored(home: Home) -> float:
    """How far off the deadline is that counts."""
    record = the_copy(home)
    assert record.wipe_at is not None
    return (record.wipe_at - datetime.now(UTC)).total_seconds()


def times_moved(home: Home) -> int:
    with looked_into(home) as vault:
        return sum(entry.event == Event.WIPE_POSTPONED.value for entry in vault.ledger.entries())


def test_it_stands_while_it_is_looked_at_and_runs_on_from_there(
    runs: Start, home: Home, customer_folder: Path, qtbot: QtBot
) -> None:
    with_window_of(home, 2)
    run = runs(QUICK)
    shown = counting(run, customer_folder)
    rest = stand(run, shown)
    assert 1 <= rest <= 2
    assert run.around.wipes.is_held(TICKET)
    qtbot.wait(2500)
    assert the_copy(home).state is CopyState.CLOSING, "its own time would have come"
    assert seconds_stored(home) > rest
    look_at(shown, is_looked_at=False)
    run.wait(lambda: shown.held is None)
    assert shown.until == the_copy(home).wipe_at, "what is shown is what is stored"
    assert not run.around.wipes.is_held(TICKET)
    assert 0 < seconds_stored(home) <= rest
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    record = the_copy(home)
    assert record.wiped_at is not None
    assert record.wiped_at >= shown.until
    assert times_moved(home) == 2, "one line when it stopped, one when it ran on"


def test_what_is_shown_elsewhere_stands_with_it(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 30)
    run = runs(QUICK)
    rest = stand(run, counting(run, customer_folder))
    now, wipes = datetime.now(UTC), run.around.wipes
    assert wipes.as_shown(the_copy(home), now).wipe_at == now + timedelta(seconds=rest)


def test_a_crash_meanwhile_wipes_no_sooner_than_was_shown_and_not_much_later(
    runs: Start, home: Home, customer_folder: Path
) -> None:
    with_window_of(home, 5)
    first = runs(QUICK)
    rest = stand(first, counting(first, customer_folder))
    first.crash()
    assert rest < seconds_stored(home) <= rest + LONGEST_STEP.total_seconds()
    second = runs()
    second.wait(lambda: bool(second.notices.countdowns))
    assert second.notices.countdowns[0].until == the_copy(home).wipe_at


def test_the_stored_deadline_keeps_ahead_of_what_is_shown(
    runs: Start, home: Home, customer_folder: Path, qtbot: QtBot
) -> None:
    with_window_of(home, 10)
    run = runs(PauseTimes(linger=0.0, step=4.0, slack=3.0, look=0.02))
    shown = counting(run, customer_folder)
    rest, began = stand(run, shown), datetime.now(UTC)
    for _ in range(12):
        qtbot.wait(250)
        assert shown.held == rest
        assert seconds_stored(home) > rest
    stood = (datetime.now(UTC) - began).total_seconds()
    assert 2 <= times_moved(home) <= 2 + stood, "in steps, not all the time"
    look_at(shown, is_looked_at=False)
    run.wait(lambda: shown.held is None)
    assert rest - 2 < seconds_stored(home) <= rest


def test_it_stands_for_so_long_and_no_longer(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 3)
    run = runs(PauseTimes(linger=0.0, most=0.5, look=0.02))
    shown = counting(run, customer_folder)
    stand(run, shown)
    run.wait(lambda: shown.held is None)
    look_at(shown, is_looked_at=False)
    look_at(shown)
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    assert times_moved(home) == 2, "the second look did not stop it again"


def test_a_pointer_that_passes_stops_nothing(runs: Start, home: Home, customer_folder: Path, qtbot: QtBot) -> None:
    with_window_of(home, 30)
    run = runs(PauseTimes(linger=2.0, look=0.02))
    shown = counting(run, customer_folder)
    look_at(shown)
    qtbot.wait(300)
    look_at(shown, is_looked_at=False)
    qtbot.wait(300)
    assert shown.held is None
    assert times_moved(home) == 0


def test_the_last_second_is_not_stopped(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 2)
    run = runs(QUICK)
    shown = counting(run, customer_folder)
    run.wait(lambda: (shown.until - datetime.now(UTC)).total_seconds() < 0.9)
    look_at(shown)
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    assert times_moved(home) == 0


@pytest.mark.parametrize(("at", "state"), [(0, CopyState.HELD), (1, CopyState.WIPED)], ids=["undo", "wipe now"])
def test_undo_and_wipe_now_work_while_it_stands(
    runs: Start, home: Home, customer_folder: Path, at: int, state: CopyState
) -> None:
    with_window_of(home, 30)
    run = runs(QUICK)
    shown = counting(run, customer_folder)
    stand(run, shown)
    shown.acts[at].run()
    run.wait(lambda: not shown.is_open)
    run.wait(run.runner.is_idle)
    assert the_copy(home).state is state
    assert not run.around.wipes.is_held(TICKET)


def test_quitting_takes_back_what_stands(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 30)
    run = runs(QUICK)
    stand(run, counting(run, customer_folder))
    run.custodian.undo_all()
    run.wait(lambda: run.custodian.pending() == ())
    assert the_copy(home).state is CopyState.HELD


def test_a_lock_lets_it_run_on_from_where_it_stood(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 4)
    run = runs(QUICK)
    rest = stand(run, counting(run, customer_folder))
    run.session.lock()
    run.wait(lambda: run.custodian.pending() == ())
    record = the_copy(home)
    assert record.state is CopyState.WIPED
    assert record.wipe_at is not None
    assert record.closed_at is not None
    assert (record.wipe_at - record.closed_at).total_seconds() < rest + QUICK.step, "not where it was put off to"


def test_one_stands_while_another_is_wiped(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 3)
    run = runs(QUICK)
    first = counting(run, customer_folder)
    stand(run, first)
    counting(run, customer_folder, OTHER)
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    assert the_copy(home, OTHER).state is CopyState.WIPED
    assert the_copy(home).state is CopyState.CLOSING
    assert first.held is not None
    look_at(first, is_looked_at=False)
    run.wait(lambda: "Wiped. Certificate C-0002." in run.notices.told)


def test_a_deadline_that_somebody_else_moved_is_followed(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 20)
    run = runs(QUICK)
    shown = counting(run, customer_folder)
    set_deadline(home, TICKET, 300)
    look_at(shown)
    run.wait(lambda: (shown.until - datetime.now(UTC)).total_seconds() > 200)
    assert shown.held is None
    assert the_copy(home).wipe_at == shown.until
    assert stand(run, shown) > 200, "looked at again, it stands"


def test_a_vault_that_cannot_be_written_lets_it_run_on_and_says_so(
    runs: Start, home: Home, customer_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **_facts: object) -> None:
        raise VaultBusy(what="the register")

    with_window_of(home, 3)
    run = runs(QUICK)
    shown = counting(run, customer_folder)
    monkeypatch.setattr(wipe_countdowns, "postpone_wipe", busy)
    look_at(shown)
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    assert shown.held is None
    assert times_moved(home) == 0
    assert len(run.notices.told) == 2, "why, and the end"
