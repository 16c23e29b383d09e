"""What to take of a server: asked for its password once, its tables listed, some of them taken."""

import pytest

from tests.servers.postgres import READER_PASSWORD, PostgresServer, postgres_server
from tests.ui.ticket_pane.desk import Desk
from tests.ui.ticket_pane.test_choosing import ready, rows
from tests.ui.vaults import TICKET
from ui.screens.ticket_pane.state import ChosenSource, Stage
from ui.screens.ticket_pane.tables_model import Take

__all__ = ["postgres_server"]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_the_tables_of_a_server_are_chosen_from(desk: Desk, postgres_server: PostgresServer) -> None:
    with postgres_server.fresh_database("choosing") as name:
        with postgres_server.administrator(name) as inside:
            inside.execute("CREATE TABLE customer(id integer PRIMARY KEY, name text)")
            inside.execute("INSERT INTO customer SELECT n, 'row ' || n FROM generate_series(1, 500) AS n")
            inside.execute("CREATE TABLE invoice(id integer PRIMARY KEY); INSERT INTO invoice VALUES (1)")
            inside.execute("CREATE TABLE noise(id integer)")
            inside.execute("ANALYZE")
        address = postgres_server.url(name)
        desk.pane.show_ticket(TICKET)
        ready(desk)
        desk.pane.taking.use(ChosenSource("postgresql", address, address))
        part = desk.pane.body.line.choice
        desk.drive.wait_for("What to take")
        desk.drive.click("What to take")
        desk.drive.wait_for("Connect")
        desk.drive.type("wrong", into="Password")
        desk.drive.click("Connect")
        desk.drive.wait_to_read("does not accept the user name or the password.")
        desk.drive.click("Try again")
        desk.drive.wait_for("Connect")
        desk.pane.password_form._field.setText(READER_PASSWORD)  # no keyboard types all of it
        desk.drive.click("Connect")
        desk.drive.wait(lambda: part.has_tables)
        assert desk.drive.says("about 500")
        part._model.set_take([1], Take.SHAPE)
        part._model.set_take([2], Take.NOTHING)
        part.list.selectRow(0)
        part._condition.setText("id <= 7 AND name LIKE 'row %'")
        part._condition.editingFinished.emit()
        desk.calm()
        assert not part._wrong.isVisible()
        desk.drive.click("Check out choosing")
        desk.drive.wait(lambda: desk.pane.state is not None and desk.pane.state.stage is Stage.HELD)
        desk.calm()
        (record,) = desk.copies()
        assert rows(desk, record, "SELECT count(*), max(id) FROM customer") == [(7, 7)]
        assert rows(desk, record, "SELECT count(*) FROM invoice") == [(0,)]
        assert rows(desk, record, "SELECT count(*) FROM sqlite_schema WHERE name = 'noise'") == [(0,)]
