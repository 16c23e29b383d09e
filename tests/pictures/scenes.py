"""The scenes: what is done to come to each screen and state, and when a picture is taken."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from unittest.mock import patch

from app.progress import Monitor, Step
from tests.pictures.people import CLOSING, DATABASE, FREE, OVERDUE, WIPED
from tests.pictures.stage import Stage

_REPORTS_BEFORE_THE_PICTURE = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene. Those of one vault are played one after another, so what one leaves the next begins with."""

    name: str
    play: Callable[[Stage], None]


def _locked(stage: Stage) -> None:
    stage.wait_for("Unlock")
    stage.take("01-unlock")
    stage.type("not it")
    stage.key("Return")
    stage.wait(lambda: not stage.says("Unlocking…"))
    stage.settle(800)
    stage.take("02-unlock-wrong-passphrase")
    stage.settle(3_000)
    stage.key("Ctrl+A")


def _board(stage: Stage) -> None:
    stage.unlock()
    stage.wait_to_read(OVERDUE)
    stage.take("10-board")


def _chips(stage: Stage) -> None:
    stage.click("Overdue")
    stage.settle()
    stage.take("11-board-filtered")
    stage.click("Overdue")


def _pane(ticket: str, shows: str, name: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        _choose(stage, "go.board", ticket, shows)
        stage.take(name)

    return play


def _choose(stage: Stage, place: str, ticket: str, shows: str) -> None:
    """Go to a list, choose a ticket in it, and wait until the pane shows what it must."""
    stage.act(place)
    stage.wait_to_read(ticket)
    stage.row(ticket)
    stage.wait_to_read(shows)
    stage.settle()


def _free_ticket(stage: Stage) -> None:
    stage.act("go.tickets")
    stage.wait_to_read(FREE)
    stage.take("30-tickets")
    _choose(stage, "go.tickets", FREE, "Before you start")
    stage.take("31-ticket-without-copy")


def _wiped_ticket(stage: Stage) -> None:
    _choose(stage, "go.tickets", WIPED, "View certificate")
    stage.take("32-ticket-wiped")


def _new_ticket(stage: Stage) -> None:
    stage.act("ticket.new")
    stage.settle(300)
    stage.take("33-new-ticket")
    stage.key("Esc")


def _place(act_id: str, name: str, reads: str = "") -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.act(act_id)
        if reads:
            stage.wait_to_read(reads)
        stage.settle(500)
        stage.take(name)

    return play


def _palette(stage: Stage) -> None:
    stage.act("go.board")
    stage.act("palette.show")
    stage.take("70-palette")
    stage.type("hafen")
    stage.settle(500)
    stage.take("71-palette-found")
    stage.key("Esc")


def _overlay(act_id: str, name: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.act(act_id)
        stage.settle(300)
        stage.take(name)
        stage.key("Esc")
        stage.settle()

    return play


def _files(stage: Stage) -> None:
    stage.act("go.board")
    stage.open_row(OVERDUE)
    stage.wait_to_read("customers.csv")
    stage.take("40-copy-files")
    stage.row("customers.csv")
    if not stage.says("Show bytes"):
        stage.click("Preview")
    stage.wait_to_read("Show bytes")
    stage.settle(400)
    stage.take("41-copy-preview-table")
    stage.row("notes.txt")
    stage.wait_to_read("October")
    stage.take("42-copy-preview-text")


def _tab(tab: str, shows: str, name: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.click(tab)
        stage.wait_to_read(shows)
        stage.settle(400)
        stage.take(name)

    return play


def _sql(stage: Stage) -> None:
    stage.act("go.board")
    stage.open_row(DATABASE)
    stage.settle(500)
    stage.click("Tables and SQL")
    stage.wait_to_read("article")
    stage.take("45-copy-tables")
    stage.open_row("article")
    stage.settle(800)
    stage.take("46-copy-rows")


def _loss_list(stage: Stage) -> None:
    _choose(stage, "go.board", OVERDUE, "Close and wipe")
    stage.click("Close and wipe")
    stage.wait_for("Hold to wipe")
    stage.settle()
    stage.take("50-close-with-loss-list")
    stage.click("Keep copy")


def _check_out(stage: Stage) -> None:
    _choose(stage, "go.tickets", FREE, "Before you start")
    with _held_up(_REPORTS_BEFORE_THE_PICTURE):
        stage.act("pane.primary")
        stage.wait_for("Cancel")
        stage.settle(600)
        stage.take("51-checking-out")
    stage.wait_to_read("Open copy")


@contextmanager
def _held_up(after: int) -> Iterator[None]:
    """Long operations stop after so many reports, until the block ends: real progress would be gone too soon."""
    going_on, seen, real = Event(), itertools.count(), Monitor.report

    def report(monitor: Monitor, step: Step, done: int, total: int) -> None:
        real(monitor, step, done, total)
        if next(seen) >= after:
            going_on.wait(60)

    with patch.object(Monitor, "report", report):
        try:
            yield
        finally:
            going_on.set()


def _close(stage: Stage) -> None:
    _choose(stage, "go.board", CLOSING, "Close and wipe")
    stage.click("Close and wipe")
    stage.wait_for("Wipe now")
    stage.settle()
    stage.take("52-closed-undo")


def _lock(stage: Stage) -> None:
    stage.act("lock")
    stage.settle(400)
    stage.take("90-locked-with-facts")


STORY = (
    Scene("unlock", _locked),
    Scene("board", _board),
    Scene("chips", _chips),
    Scene("pane overdue", _pane(OVERDUE, "Not exported yet", "20-ticket-overdue-changed")),
    Scene("pane of another", _pane("DMS-2093", "Ask for it", "21-ticket-held-by-another")),
    Scene("pane due today", _pane("ERP-4730", "Close and wipe", "22-ticket-due-today")),
    Scene("tickets", _free_ticket),
    Scene("wiped", _wiped_ticket),
    Scene("new ticket", _new_ticket),
    Scene("files", _files),
    Scene("changes", _tab("Changes 2", "fix_vat_2026.sql", "43-copy-changes")),
    Scene("work log", _tab("Work log", "Reproduced", "44-copy-work-log")),
    Scene("tables", _sql),
    Scene("loss list", _loss_list),
    Scene("customers", _place("go.customers", "60-customers")),
    Scene("backups", _place("go.backups", "61-backups")),
    Scene("log", _place("go.log", "62-log")),
    Scene("settings", _place("settings", "63-settings")),
    Scene("palette", _palette),
    Scene("jobs", _overlay("jobs", "72-jobs")),
    Scene("shortcuts", _overlay("help", "73-shortcuts")),
    Scene("check out", _check_out),
    Scene("close", _close),
    Scene("lock", _lock),
)


def _empty(stage: Stage) -> None:
    stage.unlock()
    stage.settle(500)
    stage.take("12-board-empty")


EMPTY = (Scene("empty board", _empty),)


def _first_run(stage: Stage) -> None:
    stage.wait_to_read("Welcome to Bailee")
    stage.settle(1_000)
    stage.take("00-first-run")


FIRST_RUN = (Scene("first run", _first_run),)


def _damaged(stage: Stage) -> None:
    stage.wait_for("Try again")
    stage.take("03-vault-damaged")


DAMAGED = (Scene("damaged vault", _damaged),)


def damage(home: Path) -> None:
    """Edit the file that every vault begins with."""
    head = home / "HEAD"
    head.write_bytes(head.read_bytes()[:-40])
