"""What of a database is taken: chosen from a list, tried, masked, remembered, and still two clicks without it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.model import CopyRecord
from app.operations.kept_choices import kept_choice
from app.progress import Monitor
from app.unlocked.opened_database import opened_database
from app.unlocked.vault import Unlocked
from tests.ui.finding import NotShownError
from tests.ui.ticket_pane.desk import Desk
from tests.ui.vaults import TICKET
from ui.screens.ticket_pane.choice_part import ChoicePart
from ui.screens.ticket_pane.state import ChosenSource, Stage
from ui.screens.ticket_pane.tables_model import NAME, Take

POLICY = 'version = 1\n[tables."customer".columns]\nid = "keep"\nname = "name"\n'


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "erp live.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT);"
            "INSERT INTO customer VALUES (1, 'Marmaduke'), (2, 'Clotilde'), (3, 'Balthasar');"
            "CREATE TABLE invoice(id INTEGER PRIMARY KEY, net REAL); INSERT INTO invoice VALUES (1, 5), (2, 7);"
            "CREATE TABLE noise(x); INSERT INTO noise VALUES (1);"
        )
    return path


@pytest.fixture
def part(desk: Desk, database: Path) -> ChoicePart:
    """The pane shows the database, and the list of its tables is open."""
    choose(desk, database)
    desk.drive.click("What to take")
    found = desk.pane.body.line.choice
    desk.drive.wait(lambda: found.has_tables)
    return found


def choose(desk: Desk, path: Path) -> None:
    desk.pane.show_ticket(TICKET)
    ready(desk)
    desk.pane.taking.on_drop([path])
    desk.drive.wait_for("What to take")
    desk.calm()


def ready(desk: Desk) -> None:
    desk.drive.wait(lambda: desk.pane.state is not None and desk.pane.state.stage is Stage.READY)
    desk.calm()


def take(desk: Desk, name: str = "erp live.db") -> CopyRecord:
    desk.drive.click(f"Check out {name}")
    desk.drive.wait(lambda: desk.pane.state is not None and desk.pane.state.stage is Stage.HELD)
    desk.calm()
    return desk.copies()[-1]


def rows(desk: Desk, record: CopyRecord, sql: str) -> list[tuple[object, ...]]:
    """What is in the one database of the copy."""

    def read(vault: Unlocked, _monitor: Monitor) -> list[tuple[object, ...]]:
        with vault.opened(record, writable=False) as sealed:
            (path,) = [node.name for node in sealed.listdir() if not node.name.startswith(b".")]
        with opened_database(vault, record, path, writable=False) as opened:
            return list(opened.connection.execute(sql))

    found: list[tuple[object, ...]] = desk.do(read)
    return found


def set_take(part: ChoicePart, row: int, take_it: Take) -> None:
    part._model.set_take([row], take_it)


def test_closed_it_costs_no_click_and_everything_is_taken(desk: Desk, database: Path) -> None:
    choose(desk, database)
    assert desk.drive.says("everything")
    with pytest.raises(NotShownError):
        desk.drive.type("x", into="Find table")
    before = desk.drive.clicks
    record = take(desk)
    assert desk.drive.clicks - before == 1
    assert record.source_kind == "sqlite"
    assert rows(desk, record, "SELECT count(*) FROM noise") == [(1,)]


def test_a_folder_has_nothing_to_choose(desk: Desk, customer_folder: Path) -> None:
    desk.pane.show_ticket(TICKET)
    ready(desk)
    desk.pane.taking.on_drop([customer_folder])
    desk.drive.wait_for("Check out erp export")
    desk.calm()
    assert not desk.drive.has("What to take")


def test_tables_are_left_out_or_taken_without_rows(desk: Desk, part: ChoicePart) -> None:
    desk.drive.row("invoice")
    set_take(part, 1, Take.SHAPE)
    desk.drive.row("noise")
    desk.drive.key("Space")
    desk.drive.key("Space")
    desk.drive.wait_to_read("2 of 3 table")
    assert desk.drive.says("Left out")
    record = take(desk)
    tables = {str(name) for (name,) in rows(desk, record, "SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert {"customer", "invoice"} <= tables
    assert "noise" not in tables
    assert rows(desk, record, "SELECT count(*) FROM invoice") == [(0,)]
    assert rows(desk, record, "SELECT count(*) FROM customer") == [(3,)]
    assert "Taken: 2 of 3 table" in desk.around.notices.told[-1]  # type: ignore[attr-defined]


def test_a_condition_is_tried_and_what_is_wrong_stands_below_it(desk: Desk, part: ChoicePart) -> None:
    desk.drive.row("customer")
    desk.drive.type("nome = 'x'", into="Condition for the rows, in the SQL of the source")
    desk.drive.key("Return")
    desk.drive.wait(part._wrong.isVisible)
    assert "nome" in part._wrong.text()
    part._condition.setText("id > 1")
    part._condition.editingFinished.emit()
    desk.drive.wait(lambda: not part._wrong.isVisible())
    desk.calm()
    assert not part._wrong.isVisible()
    record = take(desk)
    assert rows(desk, record, "SELECT id FROM customer ORDER BY id") == [(2,), (3,)]


def test_what_a_policy_does_is_shown_and_done(desk: Desk, part: ChoicePart, tmp_path: Path) -> None:
    policy = tmp_path / "quartz.toml"
    policy.write_text(POLICY)
    desk.pane.choosing.pick_policy = lambda: str(policy)
    assert desk.drive.says("Not masked")
    desk.drive.click("Choose a policy file…")
    desk.drive.wait_to_read("Masked by quartz.toml")
    desk.drive.click("Preview")
    desk.drive.wait(part.preview.isVisible)
    model = part.preview.model()
    before, after = (str(model.index(0, column).data()) for column in (1, 2))
    assert before == "Marmaduke"
    assert after not in {"", "Marmaduke"}
    record = take(desk)
    names = {name for (name,) in rows(desk, record, "SELECT name FROM customer")}
    assert len(names) == 3
    assert names.isdisjoint({"Marmaduke", "Clotilde", "Balthasar"})
    assert not part.preview.isVisible()
    assert model.rowCount() == 0


def test_values_in_clear_are_not_shown_while_others_look(desk: Desk, part: ChoicePart, tmp_path: Path) -> None:
    policy = tmp_path / "quartz.toml"
    policy.write_text(POLICY)
    part.use_policy(str(policy))
    desk.drive.click("Preview")
    desk.drive.wait(part.preview.isVisible)
    desk.around.sharing.switch(True)
    assert not part.preview.isVisible()
    assert desk.drive.why_not("Preview") == "Not while others look at the screen"
    desk.calm()


def test_a_policy_that_is_gone_takes_nothing_in_clear(desk: Desk, part: ChoicePart, tmp_path: Path) -> None:
    policy = tmp_path / "quartz.toml"
    policy.write_text(POLICY)
    part.use_policy(str(policy))
    desk.calm()
    policy.unlink()
    desk.drive.click("Check out erp live.db")
    desk.drive.wait(lambda: desk.pane.failure.failure is not None)
    desk.calm()
    assert desk.copies() == []


def test_with_every_table_left_out_nothing_is_taken(desk: Desk, part: ChoicePart) -> None:
    desk.drive.click("Leave out all")
    desk.drive.wait_to_read("0 of 3 table")
    desk.drive.click("Check out erp live.db")
    desk.drive.wait(lambda: desk.pane.failure.failure is not None)
    desk.calm()
    assert desk.copies() == []
    desk.drive.click("Take all")
    desk.drive.wait_to_read("everything")
    assert part.choice().is_everything


def test_the_search_leaves_what_fits_and_acts_only_on_that(desk: Desk, part: ChoicePart) -> None:
    desk.drive.type("inv", into="Find table")
    desk.drive.wait(lambda: part._model.rowCount() == 1)
    desk.drive.click("Leave out all")
    part.search.clear()
    assert part._model.rowCount() == 3
    assert part.choice().taken == ("customer", "noise")
    assert part._model.index(0, NAME).data() == "customer"


def test_it_is_remembered_for_the_customer_and_the_source(desk: Desk, part: ChoicePart, database: Path) -> None:
    set_take(part, 2, Take.NOTHING)
    desk.calm()
    desk.pane.show_ticket("")
    choose(desk, database)
    desk.drive.wait_to_read("2 of 3 table")
    before = desk.drive.clicks
    record = take(desk)
    assert desk.drive.clicks - before == 1
    assert rows(desk, record, "SELECT count(*) FROM sqlite_schema WHERE name = 'noise'") == [(0,)]
    other = desk.do(lambda vault, _: kept_choice(vault, "nobody", str(database)))
    assert other.is_everything


def test_a_server_that_does_not_answer_says_so_in_the_list(desk: Desk) -> None:
    desk.pane.show_ticket(TICKET)
    ready(desk)
    address = "postgresql://clerk@127.0.0.1:1/erp"
    desk.pane.taking.use(ChosenSource("postgresql", address, address))
    desk.drive.wait_for("What to take")
    desk.drive.click("What to take")
    desk.drive.wait_to_read(f"Password for {address}")
    desk.drive.type("secret words", into="Password")
    desk.drive.click("Connect")
    part = desk.pane.body.line.choice
    desk.drive.wait(lambda: part.failure.failure is not None)
    assert part.failure.failure is not None
    assert "127.0.0.1" in part.failure.failure.happened
    assert desk.drive.has("Try again")
    assert desk.pane.failure.failure is None
    desk.calm()


def test_reading_the_tables_can_be_given_up(desk: Desk, database: Path) -> None:
    choose(desk, database)
    desk.drive.click("What to take")
    part = desk.pane.body.line.choice
    part.stop_asked.emit()
    assert not part.is_open
    desk.calm()
    assert not part.has_tables
    desk.drive.click("What to take")
    desk.drive.wait(lambda: part.has_tables)


def test_nothing_of_it_is_left_after_a_lock(desk: Desk, part: ChoicePart) -> None:
    assert desk.drive.says("invoice")
    desk.around.session.lock()
    desk.pane.forget()
    desk.board.forget()
    assert not part.has_tables
    assert not desk.drive.says("invoice")
    desk.calm()
