"""A disk that fills up while a copy is taken: said where it was asked for, nothing half-done stays, and it goes on."""

import os
from pathlib import Path

from app.settings import Home
from tests.journeys.mounting import small_memory_disk
from tests.ui.ticket_pane.desk import Desk
from tests.ui.ticket_pane.test_checkout import shows
from tests.ui.vaults import TICKET
from ui.screens.ticket_pane.state import Stage

_DISK = "24m"
_TAKEN_BY_OTHERS = 20 * 1024 * 1024


def test_what_does_not_fit_leaves_nothing_and_can_be_tried_again(desk: Desk, home: Home, tmp_path: Path) -> None:
    source = tmp_path / "large"
    source.mkdir()
    for number in range(4):
        (source / f"{number}.bin").write_bytes(os.urandom(2_000_000))
    assert desk.copies() == []
    with small_memory_disk(home.copies, _DISK) as disk:
        _taken_when_there_is_room(desk, source, disk)


def _taken_when_there_is_room(desk: Desk, source: Path, disk: Path) -> None:
    desk.pane.show_ticket(TICKET)
    shows(desk, Stage.READY)
    desk.pane.taking.on_drop([source])
    desk.drive.wait_for("Check out large")
    desk.calm()
    others = disk / "of somebody else"
    others.write_bytes(bytes(_TAKEN_BY_OTHERS))
    desk.drive.click("Check out large")
    desk.drive.wait_to_read("The disk is full.")
    assert desk.drive.says("Nothing half-done is kept. Copies that were held are not affected.")
    assert desk.drive.says("Make room on the disk and try again.")
    desk.calm()
    assert desk.copies() == []
    assert [path.name for path in disk.iterdir() if path.is_dir()] == []
    others.unlink()
    desk.drive.click("Try again")
    shows(desk, Stage.HELD)
    assert [Path(record.source).name for record in desk.copies()] == ["large"]
    assert not desk.pane.failure.isVisible()
