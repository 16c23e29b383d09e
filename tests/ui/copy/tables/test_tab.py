"""The tab: tree and search, several consoles, keys, what is kept with the copy, and letting go of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.model import CopyRecord, CopyState
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.keep_consoles import kept_consoles
from app.operations.undo_close import undo_close
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.ui.copy.tables.conftest import ARCHIVE, ENDLESS, ERP, make_database, press, read, wait_to_read
from tests.ui.driving import Driver
from tests.ui.vaults import TICKET, RecordedNotices, held, opener
from ui.acts import Act
from ui.icons.names import Icon
from ui.places import Place, Where
from ui.screens.copy.tables.console import Console
from ui.screens.copy.tables.tab import TablesTab
from ui.screens.copy.tables.tree_nodes import Node, NodeKind
from ui.session import VaultSession
from ui.surroundings import Surroundings


def nodes(tab: TablesTab, kind: NodeKind) -> list[Node]:
    found, waiting = [], list(tab.tree.shown())
    while waiting:
        node = waiting.pop(0)
        found.append(node)
        waiting += node.children
    return [node for node in found if node.kind is kind]


def in_background(person: Driver, session: VaultSession, work: Callable[[Unlocked, Monitor], object]) -> None:
    job = session.run(work, lane="test", ticket=TICKET)
    ended: list[object] = []
    job.finished.connect(partial(ended.append, 1))
    person.wait(lambda: bool(ended))


# the tree


def test_the_tree_shows_databases_with_their_tables_and_about_how_many_rows(person: Driver, tab: TablesTab) -> None:
    assert person.has("Run")
    assert [node.name for node in nodes(tab, NodeKind.DATABASE)] == ["archive.db", "erp.sqlite"]
    tables = {node.name: node.about for node in nodes(tab, NodeKind.TABLE)}
    assert tables["invoice_run"] == "about 214"
    assert [node.name for node in nodes(tab, NodeKind.VIEW)] == ["failed"]
    assert not any(node.is_changed for node in nodes(tab, NodeKind.TABLE))


def test_search_finds_tables_and_columns(person: Driver, tab: TablesTab) -> None:
    person.type("iban", into="Find table or column")
    person.wait(lambda: len(nodes(tab, NodeKind.TABLE)) == 1)
    assert [node.name for node in nodes(tab, NodeKind.COLUMN)] == ["iban"]
    tab.tree.search.setText("nothing like it")
    wait_to_read(person, "No table or column is called that.")
    tab.tree.search.clear()
    person.wait(lambda: len(nodes(tab, NodeKind.TABLE)) == 4)


def test_a_click_on_a_table_shows_its_first_page_at_once(person: Driver, tab: TablesTab, console: Console) -> None:
    tab.tree.choose(ERP, "customer")
    view = tab.tree.view
    view.clicked.emit(view.currentIndex())
    person.wait(lambda: console.results.model.rowCount() == 3)
    assert read(person, "3 row(s)")
    assert console.editor.toPlainText() == ""
    assert console.results.model.is_masked(0, 2)


def test_a_table_of_another_database_comes_up_in_a_console_of_that(person: Driver, tab: TablesTab) -> None:
    tab.tree.table_chosen.emit(ARCHIVE, "old_invoice", False)
    person.wait(lambda: tab.consoles.current() is not None and tab.consoles.current().path == ARCHIVE)  # type: ignore[union-attr]
    person.wait(lambda: read(person, "1 row(s)"))


def test_a_view_and_a_table_without_rows_can_be_looked_at(person: Driver, tab: TablesTab, console: Console) -> None:
    tab.tree.table_chosen.emit(ERP, "failed", True)
    person.wait(lambda: console.results.model.rowCount() == 53)
    console.editor.setPlainText("CREATE TABLE empty(a)")
    person.click("Run")
    press(person, "Run with checkpoint")
    wait_to_read(person, "The copy holds a checkpoint from before.")
    tab.tree.table_chosen.emit(ERP, "empty", False)
    wait_to_read(person, "0 row(s)")


def test_a_changed_table_is_marked_until_the_change_is_undone(person: Driver, tab: TablesTab, console: Console) -> None:
    person.click("Read only")
    console.editor.setPlainText("UPDATE vat_rate SET rate = 8 WHERE rate = 7")
    person.click("Run")
    person.wait(lambda: [node.name for node in nodes(tab, NodeKind.TABLE) if node.is_changed] == ["vat_rate"])
    assert "changed" in next(node.sentence() for node in nodes(tab, NodeKind.TABLE) if node.is_changed)
    person.wait(console.toolbar.undo.isEnabled)
    console.toolbar.undo.click()
    person.wait(lambda: not any(node.is_changed for node in nodes(tab, NodeKind.TABLE)))


def test_a_damaged_database_says_so_and_the_others_work(
    around: Surroundings, tab: TablesTab, drive: Callable[..., Driver], tmp_path: Path
) -> None:
    folder = tmp_path / "damaged"
    make_database(folder / "good.db", "CREATE TABLE fine(a)")
    damaged = bytearray((folder / "good.db").read_bytes())
    damaged[100:600] = bytes(500)
    (folder / "bad.db").write_bytes(damaged)
    person = drive(tab)
    tab.open_copy(held(around.session.vault, folder))
    person.wait(lambda: len(nodes(tab, NodeKind.REMARK)) == 1 and len(nodes(tab, NodeKind.TABLE)) == 1)


def test_a_copy_that_cannot_be_opened_says_so_and_can_be_tried_again(
    around: Surroundings, tab: TablesTab, drive: Callable[..., Driver], record: CopyRecord
) -> None:
    catalogue = next(around.session.vault.folder_of(record.id).glob("catalogue*"))
    content = catalogue.read_bytes()
    catalogue.write_bytes(b"\0" * len(content))
    person = drive(tab)
    tab.open_copy(record)
    press(person, "Try again")
    person.wait(around.session.runner.is_idle)
    assert tab.failure.isVisible()
    assert tab.failure.window() is tab.window()
    catalogue.write_bytes(content)
    press(person, "Try again")
    person.wait(lambda: tab.consoles.count() > 0)
    assert not tab.failure.isVisible()


def test_a_copy_without_a_database_leads_to_its_files(
    around: Surroundings, tab: TablesTab, drive: Callable[..., Driver], customer_folder: Path
) -> None:
    person = drive(tab)
    tab.open_copy(held(around.session.vault, customer_folder))
    wait_to_read(person, "No database in this copy")
    person.click("Show files")
    assert around.navigator.place == Place(Where.COPY, TICKET, "files")


# consoles


def test_consoles_are_opened_closed_and_brought_back(
    person: Driver, tab: TablesTab, console: Console, notices: RecordedNotices
) -> None:
    console.editor.setPlainText("SELECT 'precious'")
    before = tab.consoles.count()
    person.click("New SQL console")
    assert tab.consoles.count() == before + 1
    tab.consoles.setCurrentWidget(console)
    console.editor.setFocus()
    person.key("Ctrl+W")
    assert tab.consoles.count() == before
    notices.acts["Undo"]()
    assert any(each.editor.toPlainText() == "SELECT 'precious'" for each in tab.consoles.consoles())


def test_the_last_console_stays(person: Driver, tab: TablesTab) -> None:
    while tab.consoles.count() > 1:
        tab.consoles.close_current()
    tab.consoles.close_current()
    assert tab.consoles.count() == 1
    assert not person.has("Close Console 1")


def test_each_console_has_its_own_session(person: Driver, tab: TablesTab, console: Console) -> None:
    console.editor.setPlainText(ENDLESS)
    person.click("Run")
    person.wait(lambda: console.work.is_busy)
    person.click("New SQL console")
    other = tab.consoles.current()
    assert other is not None
    other.editor.setPlainText("SELECT 'meanwhile'")
    person.click("Run")
    person.wait_to_read("meanwhile")
    assert console.work.is_busy
    console.stop()
    person.wait(lambda: not console.work.is_busy)


def test_texts_come_back_with_the_copy_and_lie_nowhere_in_clear(
    person: Driver, tab: TablesTab, console: Console, record: CopyRecord
) -> None:
    console.editor.setPlainText("SELECT 'kept for later'")
    console.editor.put_cursor(9)
    tab.forget()
    person.wait(tab.around.session.runner.is_idle)
    assert tab.consoles.count() == 0
    tab.open_copy(record)
    person.wait(lambda: tab.consoles.current() is not None)
    front = tab.consoles.current()
    assert front is not None
    assert front.editor.toPlainText() == "SELECT 'kept for later'"
    assert (front.path, front.editor.position()) == (ERP, 9)
    home = tab.around.session.home.path
    assert all(b"kept for later" not in path.read_bytes() for path in home.rglob("*") if path.is_file())


# keys


def test_keys_of_the_window_mean_something_else_in_the_console(
    person: Driver, tab: TablesTab, console: Console
) -> None:
    ran: list[str] = []
    for name, keys in (("refresh", "F5"), ("primary", "Ctrl+Return")):
        action = tab.around.acts.add(Act(name, lambda: "Window", Icon.LOCK, (keys,)), partial(ran.append, name))
        tab.window().addAction(action)
    console.editor.setPlainText("SELECT 'by key'")
    person.key("F5")
    person.wait_to_read("by key")
    console.results.grid.setFocus()
    person.key("Ctrl+Return")
    person.wait(lambda: not console.work.is_busy)
    assert ran == []


def test_zones_lead_from_tree_to_editor_to_result(tab: TablesTab, console: Console) -> None:
    assert tab.zones() == [tab.tree.search, console.editor, console.results.grid]


# letting go


def test_locking_stops_what_runs_and_drops_everything_at_once(
    person: Driver, tab: TablesTab, console: Console, session: VaultSession, record: CopyRecord
) -> None:
    console.editor.setPlainText("SELECT * FROM customer")
    person.click("Run")
    person.wait(lambda: console.results.model.rowCount() == 3)
    console.editor.setPlainText(ENDLESS)
    person.click("Run")
    person.wait(lambda: console.work.is_busy)
    model, editor = console.results.model, console.editor
    session.lock()
    assert model.rowCount() == 0
    assert editor.toPlainText() == ""
    assert tab.consoles.count() == 0
    assert nodes(tab, NodeKind.TABLE) == []
    person.wait(session.runner.is_idle)
    session.unlock(opener(session.home))
    person.wait(lambda: session.is_unlocked)
    assert kept_consoles(session.vault, record.id)[-1].sql == ENDLESS


def test_locking_rolls_an_open_transaction_back(
    person: Driver, console: Console, session: VaultSession, record: CopyRecord, tab: TablesTab
) -> None:
    person.click("Read only")
    console.editor.setPlainText("BEGIN; DELETE FROM vat_rate WHERE rate = 7")
    person.key("F5")
    wait_to_read(person, "1 statement(s) not committed.")
    session.lock()
    person.wait(session.runner.is_idle)
    session.unlock(opener(session.home))
    person.wait(lambda: session.is_unlocked)
    tab.open_copy(record)
    person.wait(lambda: tab.consoles.current() is not None)
    tab.tree.table_chosen.emit(ERP, "vat_rate", False)
    wait_to_read(person, "2 row(s)")


@pytest.mark.parametrize("sql", ["BEGIN; DELETE FROM vat_rate WHERE rate = 7", ENDLESS])
def test_closing_the_ticket_lets_go_of_the_copy_so_that_it_can_be_wiped(
    person: Driver, tab: TablesTab, console: Console, session: VaultSession, record: CopyRecord, sql: str
) -> None:
    person.click("Read only")
    console.editor.setPlainText(sql)
    person.key("F5")
    person.wait(lambda: console.transaction.is_open or console.work.is_busy)
    in_background(person, session, lambda vault, monitor: close_ticket(vault, plan_close(vault, TICKET), monitor))
    person.wait(lambda: tab.consoles.count() == 0)
    person.wait(session.runner.is_idle)
    in_background(
        person,
        session,
        lambda vault, monitor: close_ticket(vault, plan_close(vault, TICKET, at_once=True), monitor, at_once=True),
    )
    assert session.vault.registry.copies.get(record.id).state is CopyState.WIPED


def test_after_a_close_was_taken_back_the_consoles_are_there_again(
    person: Driver, tab: TablesTab, console: Console, session: VaultSession, record: CopyRecord, qtbot: QtBot
) -> None:
    console.editor.setPlainText("SELECT 'still here'")
    qtbot.waitUntil(lambda: not tab._keeping.isActive(), timeout=10_000)
    person.wait(session.runner.is_idle)
    in_background(person, session, lambda vault, monitor: close_ticket(vault, plan_close(vault, TICKET), monitor))
    person.wait(lambda: tab.consoles.count() == 0)
    in_background(person, session, lambda vault, _monitor: undo_close(vault, TICKET))
    tab.open_copy(record)
    person.wait(lambda: tab.consoles.current() is not None)
    assert any(each.editor.toPlainText() == "SELECT 'still here'" for each in tab.consoles.consoles())
