"""A wipe that has not ended says so at its ticket and on the board, with the way on."""

from pathlib import Path

import pytest

from app.errors import KeyStoreLocked
from app.model import CopyState
from app.settings import Home, Settings
from tests.app.disk.places import immutable
from tests.ui.ticket_pane.desk import Desk
from tests.ui.vaults import TICKET, RecordedNotices, copy_vault
from ui import pending_wipes
from ui.places import Place, Where
from ui.screens.ticket_pane.state import Stage


@pytest.fixture
def undo_seconds() -> int:
    """The undo window: what is closed is wiped soon."""
    return 1


@pytest.fixture
def home(vault_template: Home, tmp_path: Path, undo_seconds: int) -> Home:
    """The vault on a disk that knows files nobody may remove."""
    home = copy_vault(vault_template, tmp_path / "home")
    Settings(undo_seconds=undo_seconds).save(home)
    return home


@pytest.fixture
def held(desk: Desk, customer_folder: Path) -> Desk:
    """A copy is held, and its ticket stands in the pane."""
    desk.hold(customer_folder)
    desk.pane.show_ticket(TICKET)
    desk.drive.wait(lambda: desk.pane.state is not None and desk.pane.state.stage is Stage.HELD)
    return desk


def test_files_that_cannot_be_removed_are_counted_and_tried_again(
    desk: Desk, notices: RecordedNotices, customer_folder: Path
) -> None:
    record = desk.hold(customer_folder)
    desk.pane.show_ticket(TICKET)
    folder = desk.around.session.home.copies / record.id
    with immutable(folder / "catalogue.db"):
        desk.pane.start_closing(TICKET)
        desk.drive.wait(desk.pane.trouble.isVisible)
        assert "Key destroyed" in desk.pane.trouble.bar.text()
        assert "1 file still to be removed." in desk.pane.trouble.bar.text()
        assert desk.drive.says("Wipe incomplete")
        assert desk.drive.says(f"1 wipe could not be ended yet: {TICKET}.")
        assert desk.copies()[0].state is CopyState.REMOVING
        told = f"The key of {TICKET} is destroyed; files are still to be removed."
        assert notices.told.count(told) == 1
    desk.drive.click("Try again", within=desk.pane)
    desk.drive.wait(lambda: desk.pane.state is not None and desk.pane.state.stage is Stage.WIPED)
    desk.drive.wait(lambda: not desk.pane.trouble.isVisible())
    assert not desk.drive.says("could not be ended yet")
    desk.calm()


def test_a_round_that_fails_says_what_happened_and_is_tried_again(
    held: Desk, notices: RecordedNotices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **_facts: object) -> None:
        raise KeyStoreLocked(store="Secret Service")

    with monkeypatch.context() as patch:
        patch.setattr(pending_wipes, "recover", locked)
        held.pane.start_closing(TICKET)
        held.drive.wait(held.pane.trouble.isVisible)
        failure = held.pane.trouble.failure.failure
        assert failure is not None
        assert failure.happened
        assert failure.means
        assert failure.next_step
        assert f"The wipe of {TICKET} was stopped. It is tried again by itself." in notices.told
        assert not any(failure.next_step in told for told in notices.told), "a toast only leads there"
        assert held.copies()[0].state is CopyState.CLOSING
    held.around.navigator.go(Place(Where.TICKETS))
    notices.acts["Show ticket"]()
    assert held.around.navigator.place == Place(Where.BOARD, TICKET)
    held.drive.click("Try again", within=held.pane)
    held.drive.wait(lambda: held.pane.state is not None and held.pane.state.stage is Stage.WIPED)
    held.drive.wait(lambda: not held.pane.trouble.isVisible())
    held.calm()


def test_it_is_tried_again_by_itself_too(held: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **_facts: object) -> None:
        raise KeyStoreLocked(store="Secret Service")

    with monkeypatch.context() as patch:
        patch.setattr(pending_wipes, "recover", locked)
        held.pane.start_closing(TICKET)
        held.drive.wait(held.pane.trouble.isVisible)
    held.drive.wait(lambda: held.pane.state is not None and held.pane.state.stage is Stage.WIPED, 20)
    held.calm()


def test_a_lock_forgets_what_names_tickets(held: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **_facts: object) -> None:
        raise KeyStoreLocked(store="Secret Service")

    with monkeypatch.context() as patch:
        patch.setattr(pending_wipes, "recover", locked)
        held.pane.start_closing(TICKET)
        held.drive.wait(lambda: bool(held.around.wipes.troubles()))
        held.custodian.leave()
        held.around.session.lock()
        assert held.around.wipes.troubles() == ()
    held.calm()
