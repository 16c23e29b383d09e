"""Labels, pills, chips, bars and the like: what they say, and to whom."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import DiskFull
from ui import words
from ui.icons.names import Icon
from ui.surroundings import NoticeAct
from ui.theme.painting import Pill, Tone
from ui.theme.theme import Theme
from ui.widgets.buttons import danger, plain, primary, spoken, tool
from ui.widgets.chips import Chip
from ui.widgets.copy_strip import CopyStrip, CopyStripFacts
from ui.widgets.drop_target import DropTarget
from ui.widgets.empty_state import EmptyState
from ui.widgets.failure_bar import FailureBar
from ui.widgets.inline_bar import InlineBar
from ui.widgets.labels import ElidedLabel, FactRow, IconLabel
from ui.widgets.pills import PillLabel
from ui.widgets.split_button import SplitButton

MakeButton = Callable[[Theme, str, Icon], QPushButton]
LONG = "A very long name of a customer that does not fit into a narrow pane at all"


@pytest.mark.parametrize("make", [primary, plain, danger])
def test_a_button_is_called_what_it_says_without_marks(qtbot: QtBot, app_theme: Theme, make: MakeButton) -> None:
    button = make(app_theme, "Close && wipe", Icon.WIPE)
    qtbot.addWidget(button)
    assert button.accessibleName() == "Close and wipe"
    button.setText("&Undo")
    assert button.accessibleName() == "Undo"
    assert spoken("R&&D &plan") == "R&D plan"


def test_an_icon_alone_has_a_name_and_takes_the_keyboard(qtbot: QtBot, app_theme: Theme) -> None:
    button = tool(app_theme, Icon.COPY, "Copy link")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Copy link"
    assert button.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_a_text_that_does_not_fit_is_cut_and_told_in_full(qtbot: QtBot, app_theme: Theme) -> None:
    label = ElidedLabel(app_theme, LONG)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.accessibleName() == label.whole_text() == LONG
    label.resize(2000, 20)
    assert label.text() == LONG
    assert label.toolTip() == ""


def test_markup_in_customers_data_stays_text(qtbot: QtBot, app_theme: Theme) -> None:
    label = IconLabel(app_theme, Icon.FILE, text="<b>bold</b>\n<img src=x>")
    qtbot.addWidget(label)
    label.resize(2000, 20)
    assert label.label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>bold</b>\n<img src=x>"


def test_a_fact_is_said_with_its_name(qtbot: QtBot, app_theme: Theme) -> None:
    row = FactRow(app_theme, "Size", "12.4 GB")
    qtbot.addWidget(row)
    assert row.accessibleName() == "Size 12.4 GB"
    row.set_value("2 GB")
    assert row.value() == "2 GB"
    assert row.accessibleName() == "Size 2 GB"


def test_a_pill_is_as_wide_as_its_words_and_says_them(qtbot: QtBot, app_theme: Theme) -> None:
    label = PillLabel(app_theme, Pill("Encrypted", Tone.OK, Icon.LOCK))
    qtbot.addWidget(label)
    narrow = label.sizeHint().width()
    label.set_pill(Pill("2 d 4 h overdue", Tone.DANGER, Icon.OVERDUE))
    assert label.sizeHint().width() > narrow
    assert label.accessibleName() == "2 d 4 h overdue"


def test_a_chip_tells_its_count_behind_its_words(qtbot: QtBot, app_theme: Theme) -> None:
    chip = Chip(app_theme, "Overdue")
    qtbot.addWidget(chip)
    assert chip.text() == "Overdue"
    chip.set_count(1234)
    assert chip.text() == "Overdue 1,234"
    assert chip.accessibleName() == "Overdue"
    assert chip.accessibleDescription() == "1,234"
    chip.set_count(None)
    assert chip.text() == "Overdue"


def test_a_bar_offers_its_acts_and_changes_its_tone(qtbot: QtBot, app_theme: Theme) -> None:
    ran: list[str] = []
    bar = InlineBar(app_theme, Tone.WARN, "3 statements not committed.", NoticeAct("Commit", lambda: ran.append("c")))
    qtbot.addWidget(bar)
    bar.buttons()[0].click()
    assert ran == ["c"]
    bar.set_tone(Tone.DANGER)
    bar.show_text("The chain is broken.")
    assert bar.objectName() == "dangerBar"
    assert bar.text() == bar.accessibleName() == "The chain is broken."
    assert bar.buttons() == []


def test_a_failure_is_told_in_three_parts_with_a_way_on(qtbot: QtBot, app_theme: Theme) -> None:
    bar = FailureBar(app_theme)
    qtbot.addWidget(bar)
    assert bar.isHidden()
    told = words.failure(DiskFull(path="/secret/place"))
    ran: list[str] = []
    bar.show_failure(told, NoticeAct("Try again", lambda: ran.append("again")))
    assert not bar.isHidden()
    assert bar.accessibleName() == told.happened
    assert told.means in bar.accessibleDescription()
    next(button for button in bar.findChildren(QPushButton) if button.text() == "Try again").click()
    bar.copy_details()
    assert ran == ["again"]
    copied = QGuiApplication.clipboard().text()
    assert told.code in copied
    assert "/secret/place" not in copied
    with qtbot.waitSignal(bar.closed):
        bar._close.click()
    assert bar.isHidden()
    assert bar.failure is None


def test_an_empty_place_says_why_and_what_to_do(qtbot: QtBot, app_theme: Theme) -> None:
    state = EmptyState(app_theme, Icon.SHIELD_CHECK, "No copy", "Pick a ticket.", plain(app_theme, "New ticket"))
    qtbot.addWidget(state)
    assert state.accessibleName() == "No copy"
    assert state.accessibleDescription() == state.text() == "Pick a ticket."
    state.set_text("")
    assert state._words.isHidden()


def test_the_main_button_says_why_it_cannot_be_pressed(qtbot: QtBot, app_theme: Theme) -> None:
    split = SplitButton(app_theme, "Check out ERP live")
    qtbot.addWidget(split)
    split.show()
    assert split.arrow.isHidden()
    split.set_menu(QMenu(split))
    assert not split.arrow.isHidden()
    assert split.button.height() == split.arrow.height() == app_theme.measures.heights.main_button
    split.set_reason("No agreement with this customer")
    assert not split.button.isEnabled()
    assert split.reason() == split.button.toolTip() == "No agreement with this customer"
    with qtbot.assertNotEmitted(split.clicked):
        split.button.click()
    split.set_reason("")
    with qtbot.waitSignal(split.clicked):
        split.button.click()
    split.set_menu(None)
    assert split.arrow.isHidden()
    assert split.button.objectName() == "main"
    split.set_text("Check out R&D")
    assert split.text() == split.button.accessibleName() == "Check out R&D"


def test_a_strip_names_the_copy_and_whose_it_is(qtbot: QtBot, app_theme: Theme) -> None:
    strip = CopyStrip(app_theme, plain(app_theme, "Close"))
    qtbot.addWidget(strip)
    facts = CopyStripFacts("ERP-4711", "Invoice run", "Müller", "Encrypted copy of Müller", (Pill("due", Tone.WARN),))
    strip.set_copy(facts)
    assert strip.accessibleName() == "ERP-4711 Invoice run"
    assert strip.accessibleDescription() == "Encrypted copy of Müller"
    assert len(strip._pills) == 1
    strip.clear()
    assert strip._pills == []
    assert strip.accessibleDescription() == ""


def test_a_drop_is_announced_by_its_caption_and_hands_over_paths(qtbot: QtBot, tmp_path: Path) -> None:
    target = QWidget()
    qtbot.addWidget(target)
    target.resize(200, 200)
    target.show()
    taken: list[list[Path]] = []
    refused = tmp_path / "no"
    drop = DropTarget(target, lambda paths: "" if paths == [refused] else "Check out from it", taken.append)
    for path, is_taken in ((tmp_path, True), (refused, False)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        place, action = QPointF(10, 10), Qt.DropAction.CopyAction
        button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(place.toPoint(), action, data, button, keys)
        QApplication.sendEvent(target, enter)
        assert enter.isAccepted() is is_taken
        assert drop._highlight.isVisible() is is_taken
        event = QDropEvent(place, action, data, button, keys)
        QApplication.sendEvent(target, event)
        assert not drop._highlight.isVisible()
    assert taken == [[tmp_path]]
