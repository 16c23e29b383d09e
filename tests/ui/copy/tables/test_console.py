"""A console over a real copy: reading, asking before it writes, transactions, stopping, what went wrong, undo."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.model import CopyRecord
from tests.ui.copy.tables.conftest import ENDLESS, press, read, wait_to_read
from tests.ui.driving import Driver
from ui.screens.copy.tables.console import Console
from ui.screens.copy.tables.tab import TablesTab


def write(console: Console, sql: str, cursor: int = 0) -> None:
    console.editor.setPlainText(sql)
    console.editor.put_cursor(cursor)


def run(person: Driver, console: Console, sql: str) -> None:
    """Type it and press Run."""
    write(console, sql)
    person.click("Run")
    person.wait(lambda: not console.work.is_busy)


def values(console: Console) -> list[list[object]]:
    model = console.results.model
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def number(person: Driver, console: Console, sql: str) -> object:
    run(person, console, sql)
    return values(console)[0][0]


def test_the_statement_at_the_cursor_runs_and_the_rows_are_counted(person: Driver, console: Console) -> None:
    write(console, "SELECT 1;\nSELECT id FROM invoice_run;\nSELECT 3", cursor=15)
    person.key("Ctrl+Return")
    wait_to_read(person, "214 row(s)")
    assert values(console)[0] == ["1"]
    assert person.says("ms")


def test_f5_runs_all_and_each_result_can_be_chosen(person: Driver, console: Console) -> None:
    write(console, "SELECT 'first';\nSELECT 'second'")
    person.key("F5")
    wait_to_read(person, "second")
    console.results.head.choice.setCurrentIndex(0)
    wait_to_read(person, "first")


def test_only_what_is_selected_runs(person: Driver, console: Console) -> None:
    write(console, "SELECT 'whole', 'part'")
    cursor = console.editor.textCursor()
    cursor.setPosition(7, cursor.MoveMode.MoveAnchor)
    cursor.setPosition(0, cursor.MoveMode.KeepAnchor)
    console.editor.setTextCursor(cursor)
    person.key("Ctrl+Return")
    wait_to_read(person, "The database does not accept the statement")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE invoice_run SET net = 0 WHERE id < 3", "This changes 2 row(s) in invoice_run."),
        ("/* SELECT */ UPDATE invoice_run SET net = 0 WHERE id < 3", "This changes 2 row(s) in invoice_run."),
        ("-- x\nWITH a AS (SELECT 1 b) DELETE FROM vat_rate WHERE rate = 7", "This changes 1 row(s) in vat_rate."),
        ("INSERT INTO vat_rate VALUES (1), (2)", "This changes 2 row(s) in vat_rate."),
        ("DELETE FROM invoice_run", "DELETE without WHERE deletes every row."),
        ("UPDATE vat_rate SET rate = 1", "UPDATE without WHERE changes every row."),
        ("DROP TABLE vat_rate", "DROP removes vat_rate with all it holds."),
        ("PRAGMA user_version = 7", "This changes the structure of the database."),
        ("CREATE TABLE t(a)", "This changes the structure of t."),
        ("BEGIN", "This begins or ends a transaction."),
    ],
)
def test_with_the_switch_on_whatever_writes_asks_first_and_nothing_is_changed(
    person: Driver, console: Console, sql: str, said: str
) -> None:
    run(person, console, sql)
    wait_to_read(person, said)
    person.wait(lambda: not console.work.is_busy)
    person.wait_for("Run with checkpoint")
    press(person, "Cancel")
    assert not read(person, said)
    assert number(person, console, "SELECT count(*) FROM invoice_run WHERE net > 0") == "214"
    assert number(person, console, "SELECT group_concat(rate) FROM vat_rate") == "19.0,7.0"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 'DELETE FROM invoice_run'",
        "-- UPDATE vat_rate SET rate = 1\nSELECT 1",
        "WITH a AS (SELECT 1 b) SELECT b FROM a",
        "PRAGMA table_info(vat_rate)",
        "EXPLAIN SELECT * FROM vat_rate",
        "VALUES (1), (2)",
        "SELECT 1; SELECT 2",
    ],
)
def test_what_only_reads_never_asks(person: Driver, console: Console, sql: str) -> None:
    write(console, sql)
    person.key("F5")
    person.wait(lambda: console.results.model.rowCount() > 0)
    assert not person.has("Run with checkpoint")


def test_one_writing_statement_among_several_makes_all_of_them_ask(person: Driver, console: Console) -> None:
    write(console, "SELECT 1; DELETE FROM vat_rate WHERE rate = 7; SELECT 2")
    person.key("F5")
    wait_to_read(person, "This changes 1 row(s) in vat_rate.")


def test_a_run_with_checkpoint_writes_and_can_be_undone(person: Driver, console: Console, tab: TablesTab) -> None:
    changed: list[None] = []
    tab.copy_changed.connect(lambda: changed.append(None))
    run(person, console, "UPDATE invoice_run SET status = 'open' WHERE status = 'failed'")
    wait_to_read(person, "This changes 53 row(s)")
    press(person, "Run with checkpoint")
    wait_to_read(person, "53 row(s) changed. The copy holds a checkpoint from before.")
    wait_to_read(person, "changed")
    assert changed
    assert number(person, console, "SELECT count(*) FROM invoice_run WHERE status = 'open'") == "53"
    person.wait(console.toolbar.undo.isEnabled)
    person.click("Undo last run")
    wait_to_read(person, "The last run was undone.")
    assert number(person, console, "SELECT count(*) FROM invoice_run WHERE status = 'open'") == "0"
    person.wait(lambda: not console.toolbar.undo.isEnabled())
    assert "since its checkout" in console.toolbar.undo.toolTip()


def test_with_the_switch_off_writes_run_at_once_but_wide_ones_still_ask(person: Driver, console: Console) -> None:
    person.click("Read only")
    run(person, console, "DELETE FROM vat_rate WHERE rate = 7")
    wait_to_read(person, "1 row(s) changed")
    run(person, console, "DELETE FROM invoice_run")
    wait_to_read(person, "DELETE without WHERE deletes every row.")
    assert number(person, console, "SELECT count(*) FROM invoice_run") == "214"


def test_the_switch_is_on_again_in_every_session(person: Driver, tab: TablesTab, record: CopyRecord) -> None:
    person.click("Read only")
    tab.forget()
    tab.open_copy(record)
    person.wait(lambda: tab.consoles.count() > 0)
    assert all(console.toolbar.read_only.isChecked() for console in tab.consoles.consoles())


def test_an_open_transaction_shows_everywhere_until_it_is_committed(
    person: Driver, console: Console, tab: TablesTab
) -> None:
    person.click("Read only")
    write(console, "BEGIN; UPDATE vat_rate SET rate = 8 WHERE rate = 7; DELETE FROM invoice_run WHERE id = 1")
    person.key("F5")
    wait_to_read(person, "2 statement(s) not committed.")
    assert "2 not committed" in tab.consoles.tabText(tab.consoles.indexOf(console))
    assert "2 not committed" in tab.caption()
    assert number(person, console, "SELECT count(*) FROM invoice_run") == "213"
    assert "transaction is open" in console.results.head.save.toolTip()
    press(person, "Commit")
    wait_to_read(person, "Committed.")
    assert not person.says("not committed")
    assert tab.caption() == "Tables and SQL"
    assert number(person, console, "SELECT count(*) FROM invoice_run") == "213"


def test_an_open_transaction_can_be_rolled_back(person: Driver, console: Console, tab: TablesTab) -> None:
    run(person, console, "BEGIN")
    press(person, "Run with checkpoint")
    wait_to_read(person, "A transaction is open. Nothing was changed in it yet.")
    person.click("Read only")
    run(person, console, "DELETE FROM vat_rate WHERE rate = 7")
    wait_to_read(person, "1 statement(s) not committed.")
    press(person, "Roll back")
    wait_to_read(person, "Rolled back. Nothing was changed.")
    assert number(person, console, "SELECT count(*) FROM vat_rate") == "2"
    assert tab.caption() == "Tables and SQL"


def test_a_transaction_that_is_typed_ends_without_a_question(person: Driver, console: Console) -> None:
    person.click("Read only")
    run(person, console, "BEGIN")
    wait_to_read(person, "A transaction is open.")
    person.click("Read only")
    run(person, console, "ROLLBACK")
    person.wait(lambda: not console.transaction.is_open)
    assert not person.has("Run with checkpoint")


@pytest.mark.parametrize("keys", ["Esc", "Ctrl+."])
def test_a_query_without_end_stops_by_key_and_the_console_goes_on(person: Driver, console: Console, keys: str) -> None:
    write(console, ENDLESS)
    person.key("Ctrl+Return")
    wait_to_read(person, "Running")
    person.key(keys)
    wait_to_read(person, "Stopped. Nothing was changed by it.")
    assert not console.toolbar.stop.isEnabled()
    assert number(person, console, "SELECT count(*) FROM vat_rate") == "2"


def test_counting_what_a_statement_would_change_gives_way_to_running_it(person: Driver, console: Console) -> None:
    numbers = ENDLESS.replace("count(*)", "i")
    slow = f"UPDATE vat_rate SET rate = 1 WHERE rate = (SELECT min(1) FROM ({numbers} LIMIT 9000000))"
    write(console, slow)
    person.click("Run")
    wait_to_read(person, "This changes rows in vat_rate.")
    press(person, "Run with checkpoint")
    wait_to_read(person, "0 row(s) changed", seconds=60)


def test_an_error_stands_below_the_editor_and_its_place_is_marked(person: Driver, console: Console) -> None:
    sql = "SELECT 1;\nSELECT id,\n  nme FROM invoice_run"
    write(console, sql)
    person.key("F5")
    wait_to_read(person, "no such column: nme")
    at = sql.index("nme")
    assert console.editor.complaint == (at, at + 3)
    assert console.editor.textCursor().position() == at
    assert console.editor.toPlainText() == sql
    assert person.has("Copy details")
    person.type("x")
    assert console.editor.complaint is None


def test_an_error_behind_signs_outside_of_the_basic_plane_is_marked_where_it_is(
    person: Driver, console: Console
) -> None:
    sql = "SELECT '\U0001f600\U0001f600', nme"
    run(person, console, sql)
    wait_to_read(person, "no such column")
    at = sql.index("nme") + 2
    assert console.editor.complaint == (at, at + 3)


def test_the_plan_of_a_statement_is_told_without_running_it(person: Driver, console: Console) -> None:
    write(console, "DELETE FROM invoice_run WHERE id = 3")
    person.click("Explain")
    wait_to_read(person, "SEARCH invoice_run USING INTEGER PRIMARY KEY")
    write(console, "DELETE FROM vat_rate WHERE nowhere = 1")
    person.click("Explain")
    wait_to_read(person, "no such column")
    assert console.editor.complaint is not None
    assert console.editor.toPlainText()[slice(*console.editor.complaint)] == "nowhere"


def test_history_offers_what_was_run_and_takes_it_into_the_editor(person: Driver, console: Console) -> None:
    run(person, console, "SELECT 'needle'")
    run(person, console, "SELECT 'other'")
    console.editor.setFocus()
    person.key("Alt+Up")
    person.wait_to_read("SELECT 'needle'")
    console.history.search.setText("needle")
    console.history.search.textEdited.emit("needle")
    person.wait(lambda: not person.says("SELECT 'other'") or console.history._model.rowCount() == 1)
    console.history.search.returnPressed.emit()
    assert console.editor.toPlainText().endswith("SELECT 'other';\n\nSELECT 'needle'")
    assert not console.history.isVisible()


def test_tab_puts_blanks_in_and_ctrl_tab_leaves(person: Driver, console: Console) -> None:
    write(console, "ab", cursor=2)
    person.key("Tab")
    assert console.editor.toPlainText() == "ab  "
    assert QApplication.focusWidget() is console.editor
    person.key("Ctrl+Tab")
    assert QApplication.focusWidget() is not console.editor


def test_completion_offers_columns_of_the_table_and_enter_takes_one(person: Driver, console: Console) -> None:
    write(console, "SELECT r.st FROM invoice_run r", cursor=11)
    person.key("Ctrl+Space")
    person.wait(console.editor.has_offers)
    person.key("Return")
    assert console.editor.toPlainText() == "SELECT r.status FROM invoice_run r"
    assert not console.editor.has_offers()


def test_every_control_of_a_console_has_a_name_and_says_why_not(person: Driver, console: Console) -> None:
    assert person.has("Run")
    buttons = [button for button in console.findChildren(QPushButton) if button.isVisible()]
    assert all(button.accessibleName() or button.text() for button in buttons)
    assert console.toolbar.undo.accessibleName() == "Undo last run"
    assert "Ctrl" in console.toolbar.run.toolTip()
