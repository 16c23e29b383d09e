"""The scenes: what is done to come to each screen and state, and when a picture is taken."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any
from unittest.mock import patch

from app.progress import Monitor, Step
from tests.pictures.people import CLOSING, DATABASE, FREE, GONE, OVERDUE, SOURCELESS, WIPED
from tests.pictures.stage import Stage

_SHARE_IN_THE_PICTURE = 0.4
_UNTIL_A_BAR_MS = 3_500  # a ring before, and a rest only when there is something to reckon it from
_LONGEST_PICTURE_SECONDS = 120


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


def _sql_write(stage: Stage) -> None:
    _write(stage, "UPDATE article SET price = 1.1 WHERE id = 2;")
    stage.click("Run")
    stage.wait_for("Run with checkpoint")
    stage.settle(600)
    stage.take("47-sql-says-what-it-changes")
    stage.click("Cancel")
    stage.click("Read only")
    _write(stage, "BEGIN; UPDATE article SET price = 1.1 WHERE id = 2; UPDATE article SET price = 1.3 WHERE id = 3;")
    stage.key("F5")
    stage.wait_for("Roll back")
    stage.settle(600)
    stage.take("48-sql-open-transaction")
    stage.click("Roll back")
    stage.wait(lambda: not stage.has("Roll back"))
    stage.click("Read only")


def _write(stage: Stage, sql: str) -> None:
    stage.click("SQL")
    stage.key("Ctrl+A")
    stage.type(sql)
    stage.key("Esc")  # the list of completions
    stage.click("SQL")


def _loss_list(stage: Stage) -> None:
    _choose(stage, "go.board", OVERDUE, "Close and wipe")
    stage.click("Close and wipe")
    stage.wait_for("Hold to wipe")
    stage.settle()
    stage.take("50-close-with-loss-list")
    stage.click("Keep copy")


def _check_out(stage: Stage) -> None:
    _choose(stage, "go.tickets", FREE, "Before you start")
    with _held_up(_SHARE_IN_THE_PICTURE, Step.SEALING) as is_there:
        stage.act("pane.primary")
        stage.wait_for("Cancel")
        stage.wait(is_there.is_set)
        stage.settle(_UNTIL_A_BAR_MS)
        stage.take("51-checking-out")
    stage.wait_to_read("Open copy")


@contextmanager
def _held_up(share: float, held: Step) -> Iterator[Event]:
    """Work stops at this share of a step until the block ends: real progress would be gone too soon. Set by then."""
    going_on, is_there, real = Event(), Event(), Monitor.report

    def report(monitor: Monitor, step: Step, done: int, total: int, *unit: Any) -> None:
        real(monitor, step, done, total, *unit)
        if step is held and total and share <= done / total < 1:
            is_there.set()
            going_on.wait(_LONGEST_PICTURE_SECONDS)

    with patch.object(Monitor, "report", report):
        try:
            yield is_there
        finally:
            going_on.set()


def _close(stage: Stage) -> None:
    _choose(stage, "go.board", CLOSING, "Close and wipe")
    stage.click("Close and wipe")
    stage.wait_for("Wipe now")
    stage.settle()
    stage.take("52-closed-undo")


def _quit_sheet(stage: Stage) -> None:
    stage.window.close()
    stage.wait_to_read("Undo and quit")
    stage.settle()
    stage.take("53-quit-with-a-pending-wipe")
    stage.key("Esc")
    stage.settle()


def _in_use(stage: Stage) -> None:
    _choose(stage, "go.board", CLOSING, "Wipe now")
    with stage.copy_in_use(CLOSING):
        stage.click("Wipe now", within="pane")
        stage.wait_to_read("Another Bailee works on this copy.")
        stage.settle(400)
        stage.take("54-wipe-of-a-copy-in-use")


def _wiping(stage: Stage) -> None:
    _choose(stage, "go.board", CLOSING, "Wipe now")
    with _held_up(0, Step.CLEARING) as is_there:
        stage.click("Wipe now", within="pane")
        stage.wait(is_there.is_set)
        stage.settle(1_500)
        stage.take("55-wiping")
    stage.wait_to_read("View certificate")
    stage.settle(400)
    stage.take("56-wiped")


def _certificate(stage: Stage) -> None:
    _choose(stage, "go.tickets", WIPED, "View certificate")
    stage.act("pane.primary")
    stage.wait_for("Save PDF")
    stage.settle(800)
    stage.take("64-certificate")


def _source_gone(stage: Stage) -> None:
    with stage.source_gone(GONE):
        _choose(stage, "go.tickets", SOURCELESS, "Before you start")
        stage.act("pane.primary")
        stage.wait_for("Copy details")
        stage.settle(400)
        stage.take("57-source-gone")


def _lock(stage: Stage) -> None:
    stage.act("lock")
    stage.settle(400)
    stage.take("90-locked-with-facts")
    stage.unlock()


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
    Scene("writing sql", _sql_write),
    Scene("loss list", _loss_list),
    Scene("customers", _place("go.customers", "60-customers")),
    Scene("backups", _place("go.backups", "61-backups")),
    Scene("log", _place("go.log", "62-log")),
    Scene("certificate", _certificate),
    Scene("settings", _place("settings", "63-settings")),
    Scene("palette", _palette),
    Scene("jobs", _overlay("jobs", "72-jobs")),
    Scene("shortcuts", _overlay("help", "73-shortcuts")),
    Scene("check out", _check_out),
    Scene("source gone", _source_gone),
    Scene("close", _close),
    Scene("quit", _quit_sheet),
    Scene("in use", _in_use),
    Scene("lock", _lock),
    Scene("wiping", _wiping),
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
