"""The custodian wipes what is due, whatever happened in between: undo, quit, crash, lock, a copy in use."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.copies.sealed_copy import copy_lock
from app.custody.wiping import Wiper
from app.model import CopyState, TicketState
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.make_sample import make_sample
from app.progress import Monitor
from app.settings import Home
from tests.ui.vaults import TICKET, held, write_tree
from tests.ui.wipe_runs import Start, closed_and_left, copies_of, looked_into, programs, with_window_of
from ui.pending_wipes import FRESH_SECONDS, pending_wipes, retry_seconds
from ui.places import Place, Where
from ui.theme.theme import Theme
from ui.wipe_states import WipeTrouble

OTHER = "ERP-4730"


@pytest.fixture
def runs(app_theme: Theme, home: Home, qtbot: QtBot) -> Iterator[Start]:
    """Starts the program on the same home."""
    with programs(app_theme, home, qtbot) as start:
        yield start


def test_a_closed_copy_is_counted_down_and_wiped_at_its_deadline(
    runs: Start, home: Home, customer_folder: Path
) -> None:
    with_window_of(home, 2)
    run = runs()
    run.check_out(customer_folder)
    run.close_ticket()
    run.wait(lambda: bool(run.notices.countdowns))
    shown = run.notices.countdowns[0]
    assert TICKET in shown.text
    assert "Quartz and Vale GmbH" in shown.detail
    assert "kB" in shown.detail
    assert [act.text for act in shown.acts] == ["Undo", "Wipe now"]
    assert [wipe.ticket for wipe in run.custodian.pending()] == [TICKET]
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    run.wait(lambda: not shown.is_open)
    assert run.custodian.pending() == ()
    assert f"! Wiping {TICKET}" in run.notices.announced
    record = copies_of(home)[0]
    assert record.state is CopyState.WIPED
    assert record.wiped_at is not None
    assert record.wipe_at is not None
    assert record.wiped_at > record.wipe_at


def test_the_certificate_is_one_click_away(runs: Start, home: Home, customer_folder: Path) -> None:
    closed_and_left(home, customer_folder)
    run = runs()
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    run.notices.acts["View"]()
    assert run.navigator.place == Place(Where.LOG, TICKET, "certificates")


def test_the_sample_goes_once_its_copy_is_wiped(runs: Start, home: Home) -> None:
    with_window_of(home, 2)
    run = runs()
    sample = make_sample(run.session.vault)
    assert (sample.folder / "erp.sqlite").exists()
    run.check_out(sample.folder, sample.ticket.number)
    run.close_ticket(sample.ticket.number)
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    run.wait(lambda: not sample.folder.exists())
    run.wait(run.runner.is_idle)
    assert [told for told in run.notices.told if "sample" in told] == []


def test_a_sample_that_is_held_again_stays_until_that_is_wiped(runs: Start, home: Home) -> None:
    with_window_of(home, 2)
    run = runs()
    first = make_sample(run.session.vault)
    run.check_out(first.folder, first.ticket.number)
    again = make_sample(run.session.vault)
    assert again.ticket.number != first.ticket.number
    run.check_out(again.folder, again.ticket.number)
    run.close_ticket(first.ticket.number)
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    run.wait(run.runner.is_idle)
    assert (first.folder / "erp.sqlite").exists()
    run.close_ticket(again.ticket.number)
    run.wait(lambda: not first.folder.exists())


def test_undo_brings_back_the_copy_the_ticket_and_the_place(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 30)
    run = runs()
    run.check_out(customer_folder)
    run.navigator.go(Place(Where.COPY, TICKET, "files"))
    run.close_ticket()
    run.wait(lambda: bool(run.notices.countdowns))
    run.navigator.go(Place(Where.BOARD))
    run.notices.countdowns[0].acts[0].run()
    run.wait(lambda: f"{TICKET} is held as before." in run.notices.told)
    run.wait(lambda: not run.notices.countdowns[0].is_open)
    assert run.custodian.pending() == ()
    assert run.navigator.place == Place(Where.COPY, TICKET, "files")
    record = copies_of(home)[0]
    assert record.state is CopyState.HELD
    assert record.ticket.state is TicketState.OPEN
    assert record.wipe_at is None


def test_wipe_now_does_not_wait(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 3600)
    run = runs()
    run.check_out(customer_folder)
    run.close_ticket()
    run.wait(lambda: bool(run.notices.countdowns))
    run.notices.countdowns[0].acts[1].run()
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    run.wait(lambda: not run.notices.countdowns[0].is_open)
    assert copies_of(home)[0].state is CopyState.WIPED


def test_several_that_fall_due_together_are_all_wiped(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 1)
    run = runs()
    for ticket in (TICKET, OTHER):
        run.check_out(customer_folder, ticket)
    for ticket in (TICKET, OTHER):
        run.close_ticket(ticket)
    run.wait(lambda: sum(text.startswith("Wiped.") for text in run.notices.told) == 2)
    assert {copies_of(home, ticket)[0].state for ticket in (TICKET, OTHER)} == {CopyState.WIPED}


def test_what_fell_due_while_nobody_was_there_gets_a_fresh_window_and_can_be_undone_in_it(
    runs: Start, home: Home, customer_folder: Path
) -> None:
    closed_and_left(home, customer_folder)
    run = runs()
    run.wait(lambda: bool(run.notices.countdowns))
    assert run.notices.countdowns[0].until > datetime.now(UTC) - timedelta(seconds=1)
    run.notices.countdowns[0].acts[0].run()
    run.wait(lambda: f"{TICKET} is held as before." in run.notices.told)
    assert copies_of(home)[0].state is CopyState.HELD


def test_the_fresh_window_is_ten_seconds() -> None:
    assert FRESH_SECONDS == 10


def test_a_crash_while_closing_keeps_the_deadline(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 4)
    first = runs()
    first.check_out(customer_folder)
    first.close_ticket()
    first.wait(lambda: bool(first.notices.countdowns))
    deadline = first.notices.countdowns[0].until
    first.crash()
    second = runs()
    second.wait(lambda: bool(second.notices.countdowns))
    assert second.notices.countdowns[0].until >= deadline, "never sooner than was promised"
    second.wait(lambda: "Wiped. Certificate C-0001." in second.notices.told)
    record = copies_of(home)[0]
    assert record.state is CopyState.WIPED
    assert record.wiped_at is not None
    assert record.wiped_at > deadline


class PowerCutError(BaseException):
    """The machine goes off here."""


@pytest.mark.parametrize("state", [CopyState.KEY_DESTROYED, CopyState.REMOVING])
def test_a_crash_past_the_point_of_no_return_ends_wiped_with_a_certificate(
    runs: Start, home: Home, customer_folder: Path, state: CopyState, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_and_left(home, customer_folder)
    with monkeypatch.context() as patch, looked_into(home) as vault:
        cut = "_remove_one" if state is CopyState.KEY_DESTROYED else "_clear"
        patch.setattr(Wiper, cut, _power_cut)
        wiper = vault.wiper()
        with pytest.raises(PowerCutError), wiper.alone():
            wiper.wipe(vault.registry.copies.all(), Monitor())
    assert copies_of(home)[0].state is state
    run = runs()
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    assert not run.notices.countdowns, "nothing can be taken back any more"
    assert copies_of(home)[0].state is CopyState.WIPED


def _power_cut(*_: object) -> None:
    raise PowerCutError


def test_a_copy_in_use_is_told_once_and_wiped_when_it_is_free(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 1)
    run = runs()
    run.check_out(customer_folder)
    record = copies_of(home)[0]
    with copy_lock(home.copies / record.id, record.id):
        run.close_ticket()
        told = f"{TICKET} is in use and is wiped as soon as it is free."
        run.wait(lambda: told in run.notices.told)
        assert copies_of(home)[0].state is CopyState.CLOSING
        assert run.around.wipes.trouble(TICKET) == WipeTrouble(TICKET)
    run.notices.acts["Show ticket"]()
    assert run.navigator.place == Place(Where.BOARD, TICKET)
    run.around.wipes.try_asked.emit()
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    assert run.notices.told.count(told) == 1
    run.wait(lambda: run.around.wipes.trouble(TICKET) is None)


def test_wiping_now_leaves_nothing_to_take_back(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 600)
    run = runs()
    run.check_out(customer_folder)
    run.close_ticket()
    run.wait(lambda: bool(run.notices.countdowns))
    run.notices.countdowns[0].acts[1].run()
    assert not run.notices.countdowns[0].is_open
    assert f"! Wiping {TICKET}" in run.notices.announced
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)
    assert len(run.notices.countdowns) == 1


def test_wiping_now_what_is_in_use_counts_down_again(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 600)
    run = runs()
    run.check_out(customer_folder)
    run.close_ticket()
    run.wait(lambda: bool(run.notices.countdowns))
    record = copies_of(home)[0]
    with copy_lock(home.copies / record.id, record.id):
        run.notices.countdowns[0].acts[1].run()
        run.wait(lambda: len(run.notices.countdowns) == 2)
        assert run.notices.countdowns[1].is_open
        assert copies_of(home)[0].state is CopyState.CLOSING


def test_a_wipe_that_could_not_end_is_tried_again_by_itself(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 1)
    run = runs()
    run.check_out(customer_folder)
    record = copies_of(home)[0]
    with copy_lock(home.copies / record.id, record.id):
        run.close_ticket()
        run.wait(lambda: any("is in use" in text for text in run.notices.told))
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)


def test_the_pauses_between_tries_grow_and_end() -> None:
    pauses = [retry_seconds(tries) for tries in range(6)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == pauses[-2] == 60


def test_a_wipe_goes_on_while_the_vault_is_locked_and_is_told_after_it(
    runs: Start, home: Home, customer_folder: Path
) -> None:
    with_window_of(home, 2)
    run = runs()
    run.check_out(customer_folder)
    run.close_ticket()
    run.wait(lambda: bool(run.notices.countdowns))
    run.session.lock()
    assert not run.notices.countdowns[0].is_open, "it names a customer"
    assert [wipe.ticket for wipe in run.custodian.pending()] == [TICKET]
    run.wait(lambda: run.custodian.pending() == ())
    assert copies_of(home)[0].state is CopyState.WIPED
    assert not any("Wiped" in text for text in run.notices.told)
    run.unlock()
    run.wait(lambda: "Wiped. Certificate C-0001." in run.notices.told)


def test_a_wipe_that_waits_does_not_keep_a_locked_program_from_quitting(
    runs: Start, home: Home, customer_folder: Path
) -> None:
    with_window_of(home, 3600)
    run = runs()
    run.check_out(customer_folder)
    run.close_ticket()
    run.wait(lambda: bool(run.notices.countdowns))
    run.session.lock()
    assert not run.runner.is_idle()
    assert all(job.listing is None for job in run.runner.jobs), "nothing a person would wait for"
    began = datetime.now(UTC)
    run.runner.shutdown()
    assert (datetime.now(UTC) - began).total_seconds() < 2
    assert copies_of(home)[0].state is CopyState.CLOSING


def test_a_program_that_ends_waits_for_no_wipe(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 3600)
    run = runs()
    run.check_out(customer_folder)
    run.close_ticket()
    run.wait(lambda: bool(run.notices.countdowns))
    run.custodian.leave()
    run.session.lock()
    run.wait(run.runner.is_idle)
    assert copies_of(home)[0].state is CopyState.CLOSING


def test_unlocking_again_takes_the_watch_over(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 3600)
    run = runs()
    run.check_out(customer_folder)
    run.close_ticket()
    run.wait(lambda: bool(run.notices.countdowns))
    run.session.lock()
    run.unlock()
    run.wait(lambda: sum(shown.is_open for shown in run.notices.countdowns) == 1)
    run.wait(run.runner.is_idle)
    run.custodian.undo_all()
    run.wait(lambda: run.custodian.pending() == ())
    assert copies_of(home)[0].state is CopyState.HELD


def test_quitting_can_wipe_or_keep_everything_that_waits(runs: Start, home: Home, customer_folder: Path) -> None:
    with_window_of(home, 3600)
    run = runs()
    for ticket in (TICKET, OTHER):
        run.check_out(customer_folder, ticket)
        run.close_ticket(ticket)
    run.wait(lambda: len(run.custodian.pending()) == 2)
    jobs = run.custodian.wipe_all_now()
    assert len(jobs) == 2
    run.wait(lambda: run.custodian.pending() == ())
    run.wait(run.runner.is_idle)
    assert {copies_of(home, ticket)[0].state for ticket in (TICKET, OTHER)} == {CopyState.WIPED}


def test_copies_of_one_ticket_are_one_wipe(home: Home, tmp_path: Path) -> None:
    with looked_into(home) as vault:
        for name in ("one", "two"):
            held(vault, write_tree(tmp_path / name))
        close_ticket(vault, plan_close(vault, TICKET), Monitor())
        records = vault.registry.copies.all()
    (wipe,) = pending_wipes(records)
    assert (wipe.ticket, wipe.copies) == (TICKET, 2)
    assert wipe.content_bytes == sum(record.size.content_bytes for record in records if record.size)
    assert wipe.wipe_at == records[0].wipe_at
