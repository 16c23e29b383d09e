"""The table over a paged model: keyboard, mouse, selection by id, everything selected as a state, and its looks."""

# ruff: noqa: ARG001 - `source` fills the table

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.driving import Driver
from tests.ui.lists.sources import NumberLook, Numbers, headings, look
from ui.models.paging import PagedModel
from ui.session import VaultSession
from ui.theme.measures import Density
from ui.theme.theme import Theme
from ui.widgets.paged_table import PagedColumn, PagedTable
from ui.widgets.paged_table_rows import PagedRows, hits_in
from ui.widgets.paged_table_search import PagedSearch

COLUMNS = (PagedColumn(200, stretches=True), PagedColumn(120, hides_below=400))


class NumberRows(PagedRows):
    def paint_cell(self, painter: QPainter, box: QRectF, column: int, look: NumberLook) -> None:
        if column:
            self.draw_two_lines(painter, box, look.spoken[1], "below")
        else:
            self.draw_sought(painter, box, look.text, painter.font(), self.theme.colours.text)


@pytest.fixture
def model(session: VaultSession) -> Iterator[PagedModel]:
    made = PagedModel(session, "read:numbers", look, headings)
    yield made
    made.forget()


@pytest.fixture
def table(model: PagedModel, app_theme: Theme, qtbot: QtBot) -> PagedTable:
    made = PagedTable(app_theme, model, COLUMNS, NumberRows)
    made.setAccessibleName("Numbers")
    qtbot.addWidget(made)
    made.resize(600, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def source(model: PagedModel, table: PagedTable, qtbot: QtBot) -> Numbers:
    """A million rows, counted."""
    made = Numbers(1_000_000)
    model.show(made)
    qtbot.waitUntil(lambda: model.is_counted and model.row(0) is not None)
    return made


def chosen_by(table: PagedTable) -> list[Any]:
    told: list[Any] = []
    table.chosen.connect(told.append)
    return told


def modifiers_of(key: Qt.Key) -> Qt.KeyboardModifier:
    modifiers = Qt.KeyboardModifier
    return modifiers.ControlModifier if key is Qt.Key.Key_Control else modifiers.ShiftModifier


def click(table: PagedTable, row: int) -> None:
    at = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_a_jump_reads_what_can_be_seen(table: PagedTable, model: PagedModel, source: Numbers, qtbot: QtBot) -> None:
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    top = bar.value() // table.row_height()
    qtbot.waitUntil(lambda: model.row(top) is not None and model.row(top + 9) is not None)
    assert model.row(top) == 999_999 - top
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: model.row(999_999) == 0)
    assert len(source.pages) < 12


def test_going_to_a_row_tells_of_it_once(table: PagedTable, source: Numbers) -> None:
    told = chosen_by(table)
    click(table, 2)
    assert told == [999_997]
    click(table, 2)  # again: the pane may have been closed
    assert told == [999_997, 999_997]
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert told[2:] == [999_996]
    assert table.current_row() == 999_996
    assert table.picked_rows() == [999_996]


def test_the_keyboard_may_come_to_the_list_without_choosing(
    table: PagedTable, source: Numbers, drive: Callable[[QWidget], Driver], qtbot: QtBot
) -> None:
    told = chosen_by(table)
    table.setFocus()
    qtbot.waitUntil(lambda: table.currentIndex().isValid() or table.hasFocus())
    assert told == []


def test_a_row_that_was_not_read_is_told_of_when_it_is(
    table: PagedTable, model: PagedModel, source: Numbers, qtbot: QtBot
) -> None:
    told = chosen_by(table)
    source.gate.clear()
    table.go_to(600_000)
    table.scrollTo(table.currentIndex())
    assert told == []
    source.gate.set()
    qtbot.waitUntil(lambda: told == [399_999])


def test_enter_and_double_click_open_a_row(table: PagedTable, source: Numbers) -> None:
    opened: list[Any] = []
    table.opened.connect(opened.append)
    click(table, 1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    at = table.visualRect(table.model().index(3, 0)).center()
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert opened == [999_998, 999_996]


def test_a_menu_is_asked_for_by_mouse_and_keyboard(table: PagedTable, source: Numbers) -> None:
    asked: list[Any] = []
    table.menu_asked.connect(lambda row, _at: asked.append(row))
    at, reasons = table.visualRect(table.model().index(4, 0)).center(), QContextMenuEvent.Reason
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(reasons.Mouse, at, table.mapToGlobal(at)))
    table.go_to(2)
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(reasons.Keyboard, QPoint(), QPoint()))
    assert asked == [999_995, 999_997]


def test_rows_are_copied_and_their_links(table: PagedTable, source: Numbers) -> None:
    copied: list[tuple[list[Any], bool]] = []
    table.copied.connect(lambda rows, is_link: copied.append((rows, is_link)))
    click(table, 0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(table, Qt.Key.Key_C, both)
    assert copied == [([999_999, 999_998], False), ([999_999, 999_998], True)]


def test_selecting_all_is_a_state_and_no_selection(table: PagedTable, source: Numbers) -> None:
    told: list[bool] = []
    table.all_selected.connect(told.append)
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert (table.is_all_selected, told) == (True, [True])
    assert not table.selectionModel().hasSelection()
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert told == [True, False]
    table.selectAll()
    click(table, 1)
    assert (table.is_all_selected, table.picked_rows()) == (False, [999_998])


def test_nothing_can_be_selected_where_nothing_is(table: PagedTable) -> None:
    table.selectAll()
    assert not table.is_all_selected


def test_what_is_selected_stays_selected_when_rows_come_and_go(
    table: PagedTable, model: PagedModel, source: Numbers, qtbot: QtBot
) -> None:
    table.verticalScrollBar().setValue(5_000 * table.row_height())
    qtbot.waitUntil(lambda: model.row(5_003) is not None)
    click(table, 5_003)
    top = table.verticalScrollBar().value()
    told = chosen_by(table)
    source.count += 7
    model.refresh()
    qtbot.waitUntil(lambda: table.currentIndex().row() == 5_010)
    qtbot.waitUntil(lambda: model.row(5_010) == 999_999 - 5_003)
    assert table.picked_rows() == [999_999 - 5_003]
    assert table.verticalScrollBar().value() == top + 7 * table.row_height()
    assert told == []


def test_who_goes_elsewhere_while_the_list_is_read_anew_stays_there(
    table: PagedTable, model: PagedModel, source: Numbers, qtbot: QtBot
) -> None:
    click(table, 3)
    source.survey_gate.clear()
    source.count += 2
    model.refresh()
    click(table, 7)
    surveys = source.surveys
    source.survey_gate.set()
    qtbot.waitUntil(lambda: source.surveys == surveys + 2)
    qtbot.waitUntil(lambda: table.picked_rows() == [999_999 - 7])
    assert table.currentIndex().row() == 9


def test_a_row_that_is_gone_to_is_not_left_for_the_one_before(
    table: PagedTable, model: PagedModel, source: Numbers, qtbot: QtBot
) -> None:
    click(table, 3)
    table.choose("4321")
    qtbot.waitUntil(lambda: table.picked_rows() == [4_321])
    surveys = source.surveys
    model.positioned.emit({"999996": 3, "4321": 995_678})  # an answer to what was asked before one went there
    assert table.currentIndex().row() == 995_678
    qtbot.waitUntil(lambda: source.surveys > surveys)
    qtbot.waitUntil(lambda: table.picked_rows() == [4_321])


def test_a_row_is_gone_to_by_its_id(table: PagedTable, model: PagedModel, source: Numbers, qtbot: QtBot) -> None:
    told = chosen_by(table)
    table.choose("4321")
    qtbot.waitUntil(lambda: told == [4_321])
    assert table.picked_rows() == [4_321]
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))
    table.unchoose()
    assert table.current_row() is None
    assert table.picked_rows() == []


@pytest.mark.parametrize("held", [Qt.Key.Key_Control, Qt.Key.Key_Shift])
def test_a_key_that_is_held_does_not_change_where_one_goes(
    table: PagedTable, source: Numbers, qtbot: QtBot, held: Qt.Key
) -> None:
    click(table, 1)
    QTest.keyPress(table, held, modifiers_of(held))
    assert QApplication.keyboardModifiers() == modifiers_of(held)
    try:
        table.choose("4321")
        qtbot.waitUntil(lambda: table.currentIndex().row() == 995_678)
        assert [index.row() for index in table.selectionModel().selectedRows()] == [995_678]
    finally:
        QTest.keyRelease(table, held)


def test_another_question_begins_at_the_top(
    table: PagedTable, model: PagedModel, source: Numbers, qtbot: QtBot
) -> None:
    table.verticalScrollBar().setValue(9_000)
    table.selectAll()
    model.show(Numbers(5_000))
    qtbot.waitUntil(lambda: model.is_counted and model.rowCount() == 5_000)
    assert table.verticalScrollBar().value() == 0
    assert not table.is_all_selected


def test_columns_give_way_where_there_is_little_room(table: PagedTable, source: Numbers) -> None:
    assert not table.isColumnHidden(1)
    assert sum(table.columnWidth(column) for column in range(2)) == table.viewport().width()
    table.resize(380, 400)
    assert table.isColumnHidden(1)
    assert table.columnWidth(0) == table.viewport().width()


def test_rows_are_lower_where_lists_are_compact(table: PagedTable, source: Numbers, app_theme: Theme) -> None:
    assert table.rowHeight(3) == 46
    app_theme.choose_density(Density.COMPACT)
    assert table.rowHeight(3) == 36
    app_theme.choose_density(Density.COMFORTABLE)


def test_what_is_not_read_yet_is_a_grey_bar(
    table: PagedTable, model: PagedModel, source: Numbers, app_theme: Theme, qtbot: QtBot
) -> None:
    source.gate.clear()
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 3)
    assert QColor(app_theme.colours.track).rgb() in colours(table)
    source.gate.set()
    top = table.verticalScrollBar().value() // table.row_height()
    qtbot.waitUntil(lambda: model.row(top) is not None and model.row(top + 10) is not None)
    table.viewport().repaint()
    assert QColor(app_theme.colours.track).rgb() not in colours(table)


def test_everything_selected_and_what_is_sought_can_be_seen(
    table: PagedTable, source: Numbers, app_theme: Theme
) -> None:
    selection, mark = QColor(app_theme.colours.selection).rgb(), QColor(app_theme.colours.warn_bg).rgb()
    assert not {selection, mark} & colours(table)
    table.selectAll()
    table.rows.sought = ("number",)
    assert {selection, mark} <= colours(table)


def test_the_row_under_the_pointer_is_marked_whole(table: PagedTable, source: Numbers) -> None:
    at = table.visualRect(table.model().index(3, 1)).center()
    QTest.mouseMove(table.viewport(), at)
    table._hover(3)
    assert table.hovered_row == 3
    QApplication.sendEvent(table, _leave())
    assert table.hovered_row == -1


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("Müller Maschinenbau", ("muller",), [(0, 6)]),
        ("Invoice run", ("RUN", "inv"), [(8, 3), (0, 3)]),
        ("ERP-4711", ("4711",), [(4, 4)]),
        ("reprint print", ("print",), [(8, 5)]),
        ("aa a", ("a",), [(0, 1), (3, 1)]),
        ("Straße", ("strasse",), []),
        ("", ("a",), []),
        ("a", ("",), []),
    ],
)
def test_hits_are_found_at_the_beginning_of_words(
    text: str, words: tuple[str, ...], hits: list[tuple[int, int]]
) -> None:
    assert list(hits_in(text, words)) == hits


# ---- the search field


@pytest.fixture
def search(app_theme: Theme, qtbot: QtBot) -> PagedSearch:
    made = PagedSearch(app_theme, "Search numbers", "What to type")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_what_is_typed_is_told_once_the_typing_pauses(search: PagedSearch, qtbot: QtBot) -> None:
    told: list[str] = []
    search.searched.connect(told.append)
    QTest.keyClicks(search, "erp")
    assert told == []
    qtbot.waitUntil(lambda: told == ["erp"])
    QTest.keyClicks(search, " ")
    qtbot.wait(120)
    assert told == ["erp"]  # the same, but for a space
    QTest.keyClicks(search, "4")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert told == ["erp", "erp 4"]
    QTest.keyClick(search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: told[-1] == "")


def test_the_keyboard_goes_on_to_the_list(search: PagedSearch, qtbot: QtBot) -> None:
    told: list[str] = []
    search.searched.connect(told.append)
    QTest.keyClicks(search, "x")
    with qtbot.waitSignal(search.left_down):
        QTest.keyClick(search, Qt.Key.Key_Down)
    assert told == ["x"]


def test_a_text_put_in_is_not_told(search: PagedSearch, qtbot: QtBot) -> None:
    told: list[str] = []
    search.searched.connect(told.append)
    search.show_text("erp")
    qtbot.wait(120)
    assert (search.text(), told) == ("erp", [])
    assert (search.accessibleName(), search.toolTip()) == ("Search numbers", "What to type")


def colours(table: PagedTable) -> set[int]:
    """Every colour that can be seen in the rows."""
    image = table.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height())}


def _leave() -> Any:
    from PySide6.QtCore import QEvent

    return QEvent(QEvent.Type.Leave)
