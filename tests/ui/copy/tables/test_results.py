"""Results over a real copy: masking, revealing, filter, sorting, copying, the viewer, saving."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from tests.ui.copy.tables.conftest import press, read, wait_to_read
from tests.ui.driving import Driver
from tests.ui.vaults import RecordedNotices
from ui.screens.copy.tables.clippings import Clipping
from ui.screens.copy.tables.console import Console
from ui.screens.copy.tables.tab import TablesTab

CUSTOMERS = "SELECT id, name, iban, mail FROM customer ORDER BY id"
IBAN = "DE89370400440532013000"


def run(person: Driver, console: Console, sql: str) -> None:
    console.editor.setPlainText(sql)
    person.click("Run")
    person.wait(lambda: not console.work.is_busy)


def text(console: Console, row: int, column: int, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> object:
    model = console.results.model
    return model.data(model.index(row, column), role)


def reveals(tab: TablesTab) -> list[dict[str, object]]:
    return [dict(entry.facts) for entry in tab.around.session.vault.ledger.entries() if entry.event == "copy.revealed"]


def choose(console: Console, row: int, column: int) -> None:
    console.results.grid.setCurrentIndex(console.results.model.index(row, column))


def menu_act(console: Console, row: int, column: int, name: str) -> None:
    """Do what the context menu of a cell offers."""
    choose(console, row, column)
    menu = console.results.grid.menu_for(console.results.model.index(row, column))
    actions = [*menu.actions(), *(inner for each in menu.actions() if each.menu() for inner in each.menu().actions())]  # type: ignore[attr-defined]
    next(action for action in actions if action.text() == name).trigger()
    menu.close()


# how cells look


def test_null_is_italic_numbers_stand_right_and_blobs_are_named(person: Driver, console: Console) -> None:
    run(person, console, "SELECT NULL, 7, 'text', x'00ff', 'two\nlines'")
    font = text(console, 0, 0, Qt.ItemDataRole.FontRole)
    assert isinstance(font, QFont)
    assert font.italic()
    assert text(console, 0, 0) == "NULL"
    alignment = [text(console, 0, at, Qt.ItemDataRole.TextAlignmentRole) for at in range(3)]
    right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    assert [each == right for each in alignment] == [False, True, False]
    assert text(console, 0, 3) == "blob, 2 bytes"
    assert text(console, 0, 4) == "two\N{RETURN SYMBOL}lines"
    assert text(console, 0, 1, Qt.ItemDataRole.AccessibleTextRole) == "7: 7"


# masking


def test_personal_data_is_masked_from_the_start_in_every_way_to_see_it(person: Driver, console: Console) -> None:
    run(person, console, CUSTOMERS)
    assert text(console, 0, 0) == "1"
    assert text(console, 0, 2) == "DE" + "\N{BULLET}" * 16 + "3000"
    assert str(text(console, 0, 1)).endswith("tz")
    assert "Quartz" not in str(text(console, 0, 1))
    assert "quartz@" not in str(text(console, 0, 3))
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.EditRole):
        assert IBAN not in str(text(console, 0, 2, role))
    assert text(console, 1, 2) == "NULL"
    choose(console, 0, 2)
    console.results.toggle_value()
    assert IBAN not in console.results.viewer.text()
    console.results.copy_selection(Clipping.TSV)
    assert QGuiApplication.clipboard().text() == text(console, 0, 2)
    console.results.arranging.filter_by("370400")
    person.wait(lambda: console.results.model.is_ordered)
    assert console.results.model.rowCount() == 0


def test_one_value_is_revealed_with_one_click_and_that_is_in_the_ledger_first(
    person: Driver, console: Console, tab: TablesTab
) -> None:
    run(person, console, CUSTOMERS)
    menu_act(console, 0, 2, "Reveal value")
    person.wait(lambda: text(console, 0, 2) == IBAN)
    assert text(console, 2, 2) != IBAN
    (noted,) = reveals(tab)
    assert (noted["columns"], noted["cells"]) == (0, 1)
    assert IBAN not in str(noted)


def test_a_column_and_everything_can_be_revealed_and_is_masked_again_at_once(
    person: Driver, console: Console, tab: TablesTab
) -> None:
    run(person, console, CUSTOMERS)
    menu_act(console, 0, 3, "Reveal column")
    person.wait(lambda: text(console, 1, 3) == "bo@vale.example")
    assert text(console, 0, 2) != IBAN
    person.click("Mask personal data")
    person.wait(lambda: text(console, 0, 2) == IBAN)
    assert not console.results.head.masking.isChecked()
    assert [each["columns"] for each in reveals(tab)] == [1, 3]
    person.click("Mask personal data")
    assert text(console, 0, 2) != IBAN
    assert text(console, 1, 3) != "bo@vale.example"


def test_what_was_revealed_is_masked_again_in_the_next_result(person: Driver, console: Console) -> None:
    run(person, console, CUSTOMERS)
    menu_act(console, 0, 2, "Reveal column")
    person.wait(lambda: text(console, 0, 2) == IBAN)
    run(person, console, CUSTOMERS)
    assert text(console, 0, 2) != IBAN


# filter and sorting


def test_the_filter_shows_fetched_rows_with_the_text_and_says_how_many(person: Driver, console: Console) -> None:
    run(person, console, "SELECT id, status FROM invoice_run")
    person.type("failed", into="Filter these rows")
    wait_to_read(person, "53 of 214 fetched row(s)")
    assert {text(console, row, 1) for row in range(53)} == {"failed"}
    console.results.head.filter.clear()
    wait_to_read(person, "214 row(s)")


def test_a_click_on_a_heading_sorts_fetched_rows_up_down_and_not_at_all(person: Driver, console: Console) -> None:
    run(person, console, "VALUES (2, 'b'), (10, NULL), (1, 'a'), ('x', 1.5)")
    header = console.results.grid.horizontalHeader()
    shown = []
    for _ in range(3):
        header.sectionClicked.emit(0)
        person.wait(console._around.session.runner.is_idle)
        shown.append([text(console, row, 0) for row in range(4)])
    assert shown == [["1", "2", "10", "x"], ["x", "10", "2", "1"], ["2", "10", "1", "x"]]


def test_the_database_sorts_all_rows_on_request(person: Driver, console: Console) -> None:
    run(person, console, "SELECT id FROM invoice_run -- all of them")
    menu_act(console, 0, 0, "Sort in database, highest first")
    person.wait(lambda: text(console, 0, 0) == "214")
    assert console.editor.toPlainText() == "SELECT id FROM invoice_run -- all of them"


# copying


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tab-separated text", "19.0\tx\n7.0\tx"),
        ("CSV with headings", '"rate","b"\r\n19.0,"x"\r\n7.0,"x"\r\n'),
        ("INSERT statements", 'INSERT INTO "vat_rate"("rate", "b") VALUES (19.0, \'x\');'),
        ("Markdown table", "| rate | b |\n| --- | --- |\n| 19.0 | x |\n| 7.0 | x |"),
    ],
)
def test_rows_are_copied_in_the_form_that_was_asked_for(
    person: Driver, console: Console, name: str, expected: str
) -> None:
    run(person, console, "SELECT rate, 'x' AS b FROM vat_rate")
    console.results.grid.selectAll()
    menu = console.results.grid.menu_for(console.results.model.index(0, 0))
    forms = next(action for action in menu.actions() if action.text() == "Copy as").menu()
    next(action for action in forms.actions() if action.text() == name).trigger()  # type: ignore[attr-defined]
    menu.close()
    assert QGuiApplication.clipboard().text().startswith(expected)


def test_what_was_copied_is_marked_and_cleared_after_a_while(
    person: Driver, console: Console, tab: TablesTab, notices: RecordedNotices
) -> None:
    run(person, console, "SELECT 'leaves no trace'")
    choose(console, 0, 0)
    console.results.grid.setFocus()
    person.key("Ctrl+C")
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "leaves no trace"
    assert bytes(clipboard.mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"
    assert tab._clipboard.is_pending
    assert "60" in notices.told[-1]
    tab._clipboard._timer.timeout.emit()
    assert clipboard.text() == ""
    tab._clipboard.put("ours", seconds=60)
    clipboard.setText("somebody else's")
    tab._clipboard._timer.timeout.emit()
    assert clipboard.text() == "somebody else's"


# the viewer


def test_a_long_value_opens_whole_beside_the_grid(person: Driver, console: Console) -> None:
    run(person, console, "SELECT 'begin ' || hex(zeroblob(500)) || ' end', x'48690a00'")
    assert not str(text(console, 0, 0)).endswith("end")
    choose(console, 0, 0)
    console.results.grid.setFocus()
    person.key("F3")
    person.wait(console.results.viewer.isVisible)
    assert console.results.viewer.text().endswith("end")
    choose(console, 0, 1)
    assert console.results.viewer.text() == "00000000  48 69 0a 00                                      Hi.."
    person.key("F3")
    person.wait(lambda: not console.results.viewer.isVisible())
    assert console.results.viewer.text() == ""


def test_a_masked_value_can_be_revealed_in_the_viewer(person: Driver, console: Console, tab: TablesTab) -> None:
    run(person, console, CUSTOMERS)
    choose(console, 0, 2)
    console.results.toggle_value()
    press(person, "Reveal value")
    person.wait(lambda: console.results.viewer.text() == IBAN)
    assert len(reveals(tab)) == 1


def test_what_is_revealed_is_masked_at_once_when_others_look(person: Driver, console: Console, tab: TablesTab) -> None:
    run(person, console, CUSTOMERS)
    menu_act(console, 0, 2, "Reveal value")
    person.wait(lambda: text(console, 0, 2) == IBAN)
    choose(console, 0, 2)
    console.results.toggle_value()
    assert console.results.viewer.text() == IBAN
    tab.around.sharing.switch(True)
    assert text(console, 0, 2) != IBAN
    assert console.results.viewer.text() != IBAN
    assert person.why_not("Mask personal data") == "Stays masked in screen-share mode"
    assert person.why_not("Reveal value") == "Stays masked in screen-share mode"
    console.results._on_reveal([2], [])
    console.results._unmask()
    assert text(console, 0, 2) != IBAN
    assert len(reveals(tab)) == 1
    tab.around.sharing.switch(False)
    assert text(console, 0, 2) != IBAN
    menu_act(console, 0, 2, "Reveal value")
    person.wait(lambda: text(console, 0, 2) == IBAN)


def test_a_reveal_under_way_comes_too_late_for_a_shared_screen(
    person: Driver, console: Console, tab: TablesTab
) -> None:
    run(person, console, CUSTOMERS)
    menu_act(console, 0, 2, "Reveal column")
    tab.around.sharing.switch(True)
    person.wait(tab.around.session.runner.is_idle)
    assert text(console, 0, 2) != IBAN


# saving


def saved(person: Driver, console: Console, to: Path, notices: RecordedNotices) -> bytes:
    person.click("Save result")
    (dialog,) = console.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(to))
    dialog.reject()
    person.wait(lambda: to.exists() or bool(console.bars.failure.failure))
    person.wait(lambda: any("Result saved" in told for told in notices.told))
    return to.read_bytes()


def test_a_result_is_saved_masked_as_it_is_shown_and_entered_before_it_leaves(
    person: Driver, console: Console, tab: TablesTab, tmp_path: Path, notices: RecordedNotices
) -> None:
    run(person, console, CUSTOMERS)
    content = saved(person, console, tmp_path / "out.csv", notices)
    assert content.startswith(b'"id","name","iban","mail"\r\n1,')
    assert IBAN.encode() not in content
    entries = [entry for entry in tab.around.session.vault.ledger.entries() if entry.event == "copy.escape"]
    assert [entry.facts["bytes"] for entry in entries] == [len(content)]


def test_a_result_is_saved_in_clear_once_it_is_shown_in_clear(
    person: Driver, console: Console, tmp_path: Path, notices: RecordedNotices
) -> None:
    run(person, console, CUSTOMERS)
    assert "masked" in console.results.head.save.toolTip()
    person.click("Mask personal data")
    person.wait(lambda: text(console, 0, 2) == IBAN)
    assert "in clear" in console.results.head.save.toolTip()
    assert f'"{IBAN}"'.encode() in saved(person, console, tmp_path / "out.csv", notices)


def test_a_file_that_is_there_is_not_replaced(person: Driver, console: Console, tmp_path: Path) -> None:
    there = tmp_path / "out.csv"
    there.write_bytes(b"precious")
    run(person, console, "SELECT 1")
    person.click("Save result")
    (dialog,) = console.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(there))
    dialog.reject()
    person.wait(lambda: console.bars.failure.failure is not None)
    assert there.read_bytes() == b"precious"
    assert list(tmp_path.glob(".bailee*")) == []


def test_rows_of_a_statement_that_wrote_cannot_be_saved_and_it_says_why(person: Driver, console: Console) -> None:
    run(person, console, "DELETE FROM vat_rate WHERE rate = 7 RETURNING rate")
    press(person, "Run with checkpoint")
    person.wait(lambda: console.results.model.rowCount() == 1)
    assert not console.results.head.save.isEnabled()
    assert "second time" in console.results.head.save.toolTip()
    assert read(person, "1 row(s)")
