"""Screen-share mode in the whole program: no name of a customer can be read anywhere while it is on."""

from pathlib import Path

import apsw
import pytest

from app.operations.check_out import check_out, plan_check_out
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.register import add_note, add_ticket
from app.progress import Monitor
from app.settings import Settings
from tests.ui.reading_all import all_texts
from tests.ui.vaults import QUARTZ, TICKET, TICKETS, held, opener, write_tree
from tests.ui.whole import Whole
from ui.places import Place, Where
from ui.screen_sharing import SHARING_ACT

NAMES = ("quartz", "vale", "hafenlogistik", "ostermann", "seidel", "behrens", "morgenthal")
PLACES = ["go.board", "go.tickets", "go.customers", "go.backups", "go.log", "settings"]
NAMED, WIPED, CLOSING = "ERP-9001", "ERP-4730", "ERP-4751"


@pytest.fixture
def person(whole: Whole, tmp_path: Path) -> Whole:
    """A vault that names customers wherever it can: a copy, a wiped one, one that is closing, titles, notes."""
    vault = opener(whole.session.home)()
    try:
        folder = write_tree(tmp_path / "kunden" / "quartz-vale export", {"notes.txt": b"nothing\n"})
        connection = apsw.Connection(str(folder / "erp.sqlite"))
        connection.execute("CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT, mail TEXT)").fetchall()
        connection.execute("INSERT INTO person VALUES (1, 'Elsa Morgenthal', 'elsa@morgenthal.example')").fetchall()
        connection.close()
        held(vault, folder)
        add_ticket(vault, NAMED, "Printer of Quartz & Vale jams", QUARTZ)
        add_note(vault, TICKET, "Called Ms Seidel of Quartz and Vale GmbH")
        for number, at_once in ((WIPED, True), (CLOSING, False)):
            other = write_tree(tmp_path / number / "hafenlogistik")
            check_out(vault, plan_check_out(vault, number, str(other)), Monitor())
            close_ticket(
                vault, plan_close(vault, number), Monitor(), at_once=at_once, undo_seconds=None if at_once else 600
            )
    finally:
        vault.close()
    whole.unlock()
    return whole


def _share(person: Whole, *, is_on: bool) -> None:
    person.key("Ctrl+Shift+H")
    person.wait(lambda: person.frame.sharing.is_on is is_on)


def _named(person: Whole) -> list[str]:
    """What names somebody, and where."""
    return [
        f"{where}: {text}" for where, text in all_texts(person.window) if any(name in text.lower() for name in NAMES)
    ]


def _settle(person: Whole) -> None:
    person.qtbot.wait(300)
    person.wait(person.session.runner.is_idle)


def _see_everything(person: Whole) -> None:
    """Go everywhere once, so that every screen is there and full."""
    for place in PLACES:
        person.act(place)
        _settle(person)
    for number in (*TICKETS, NAMED):
        person.frame.navigator.go(Place(Where.TICKETS, number))
        _settle(person)
    person.frame.navigator.go(Place(Where.LOG, WIPED, "certificates"))
    _settle(person)
    for part in ("files", "tables", "changes", "log"):
        person.frame.navigator.go(Place(Where.COPY, TICKET, part))
        _settle(person)


def test_switching_hides_every_name_that_is_shown_already(person: Whole) -> None:
    _see_everything(person)
    person.wait_to_read("Called Ms Seidel of Quartz and Vale GmbH")
    assert "Quartz" in person.window.windowTitle()
    assert len(_named(person)) > 20

    _share(person, is_on=True)
    assert _named(person) == []
    assert person.window.windowTitle() == "Bailee"
    assert person.says("Names are hidden")

    _share(person, is_on=False)
    assert person.says("Encrypted copy of Quartz and Vale GmbH · quartz-vale export")
    assert "Quartz" in person.window.windowTitle()
    assert not person.says("Names are hidden")


def test_nothing_that_is_gone_to_later_names_anybody(person: Whole) -> None:
    _share(person, is_on=True)
    _see_everything(person)
    assert _named(person) == []
    person.act("palette.show")
    _settle(person)
    assert _named(person) == []
    person.key("Esc")
    person.act("ticket.new")
    person.wait_for("Customer")
    person.type("Quartz", into="Customer")
    _settle(person)
    assert _named(person) == []


def test_it_outlasts_a_lock_and_is_written(person: Whole) -> None:
    _share(person, is_on=True)
    person.act("lock")
    person.unlock()
    _settle(person)
    assert person.frame.sharing.is_on
    assert _named(person) == []
    assert Settings.load(person.session.home).screen_share == "on"


def test_the_mark_in_the_rail_is_the_way_out(person: Whole) -> None:
    _share(person, is_on=True)
    person.click("Names are hidden")
    person.wait(lambda: not person.frame.sharing.is_on)
    assert not person.has("Names are hidden")


def test_the_act_has_a_key_and_is_in_the_palette(unlocked: Whole) -> None:
    assert unlocked.frame.acts.keys(SHARING_ACT) == ("Ctrl+Shift+H",)
    assert unlocked.frame.acts.act(SHARING_ACT).in_palette
