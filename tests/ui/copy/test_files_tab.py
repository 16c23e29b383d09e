"""The tab Files, by somebody who looks into files, adds, deletes and exports them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.model import CopyRecord
from app.operations.list_files import list_files
from app.operations.put_file import put_file
from tests.ui.copy.conftest import DATABASE, Run, put
from tests.ui.driving import Driver
from tests.ui.vaults import TICKET, RecordedNotices, held, write_tree
from ui.places import Place, Where
from ui.screens.copy.files import folder_list_model, folder_tree_model
from ui.screens.copy.files.folder_list_model import MISSING
from ui.screens.copy.screen import CopyScreen
from ui.surroundings import Surroundings


def names_in_list(screen: CopyScreen) -> list[str]:
    model = screen.files.list.model()
    return [str(model.index(row, 0).data() or "") for row in range(model.rowCount())]


def is_read(screen: CopyScreen, *, without: str) -> bool:
    """Whether the whole list is there, and this name is not."""
    found = names_in_list(screen)
    return all(found) and without not in found


def current_name(screen: CopyScreen) -> bytes:
    entry = screen.files.list.current_entry()
    return entry.name if entry is not None else b""


def is_at(screen: CopyScreen, name: str) -> bool:
    return bool(screen.files.tree.currentIndex().data() == name)


def test_names_are_listed_safely_folders_first(screen: CopyScreen) -> None:
    assert names_in_list(screen) == [
        "deep",
        "caf\\xe9.txt",
        "customers.csv",
        DATABASE,
        "fix_vat_2026.sql",
        "new\\nline.txt",
        "notes.txt",
        "photo.png",
        "right\\u202eleft.txt",
        "x" * 251 + ".txt",
    ]


def test_a_folder_is_opened_by_enter_and_left_by_backspace(screen: CopyScreen, driver: Driver) -> None:
    screen.files.list.setFocus()
    driver.row("deep")
    driver.key("Return")
    driver.wait(lambda: names_in_list(screen) == ["er", "empty.txt"])
    driver.wait(lambda: screen.files.tree.currentIndex().data() == "deep")
    driver.key("Return")
    driver.wait(lambda: names_in_list(screen) == ["log.bin"])
    assert driver.says("deep/er")
    for expected in ("deep", "Whole copy"):
        driver.key("Backspace")
        driver.wait(partial(is_at, screen, expected))
    driver.wait(lambda: "notes.txt" in names_in_list(screen))


def test_the_tree_leads_to_folders(screen: CopyScreen, driver: Driver) -> None:
    tree = screen.files.tree
    top = tree.model().index(0, 0)
    driver.wait(lambda: tree.model().rowCount(top) == 1)
    tree.setCurrentIndex(tree.model().index(0, 0, top))
    driver.wait(lambda: names_in_list(screen) == ["er", "empty.txt"])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("notes.txt", ["stops in step 4", "UTF-8 · 49 bytes"]),
        ("customers.csv", ["Ulm", "2 rows"]),
        ("photo.png", ["60 by 40 pixels"]),
        (DATABASE, ["00000010"]),
        ("new\\nline.txt", ["hostile"]),
    ],
)
def test_space_looks_into_a_file(driver: Driver, name: str, words: list[str]) -> None:
    driver.row(name)
    driver.key("Space")
    for text in words:
        driver.wait_to_read(text)
    driver.key("Space")
    driver.wait(lambda: not driver.says(words[0]))


def test_enter_opens_a_file_over_the_whole_tab_and_escape_goes_back(screen: CopyScreen, driver: Driver) -> None:
    driver.row("notes.txt")
    driver.click("Open")
    driver.wait_to_read("stops in step 4")
    assert not screen.files.list.isVisible()
    driver.key("Esc")
    assert screen.files.list.isVisible()
    assert not screen.files.preview.isVisible()
    driver.wait(screen.files.list.hasFocus)


def test_more_of_a_long_text_is_shown_on_request_and_its_bytes(screen: CopyScreen, driver: Driver, run: Run) -> None:
    put(run, b"long.txt", b"0123456789abcde\n" * 100_000)
    driver.wait_to_read("long.txt")
    driver.row("long.txt")
    driver.key("Space")
    driver.wait_for("Show more")
    assert len(screen.files.preview.shown_text()) == 1 << 20
    driver.click("Show more")
    driver.wait(lambda: len(screen.files.preview.shown_text()) == 1_600_000)
    assert not driver.has("Show more")
    driver.click("Show bytes")
    driver.wait_to_read("30 31 32 33 34 35 36 37  38 39")


def test_a_damaged_file_marks_itself_and_no_other(
    around: Surroundings, screen: CopyScreen, driver: Driver, run: Run, record: CopyRecord
) -> None:
    put(run, b"bad.txt", b"content" * 100)

    def spoil(vault: object, _monitor: object) -> None:
        del vault
        opened = around.session.vault
        with opened.opened(record, writable=False) as copy:
            pin = copy.store.catalogue.pins(copy.stat(b"bad.txt").id, 0, 0)[0]
            segment = opened.folder_of(record.id) / "segments" / copy.store.catalogue.segments()[pin.segment]
        data = bytearray(segment.read_bytes())
        data[pin.offset] ^= 1
        segment.write_bytes(data)

    run(spoil)
    driver.wait_to_read("bad.txt")
    driver.row("bad.txt")
    driver.key("Space")
    driver.wait_to_read("damaged")
    assert driver.has("Copy details")
    driver.row("notes.txt")
    driver.wait_to_read("stops in step 4")
    assert not driver.has("Copy details")
    model = screen.files.list.model()
    states = {model.index(row, 0).data(): model.index(row, 3).data() for row in range(model.rowCount())}
    assert [name for name, state in states.items() if state == "damaged"] == ["bad.txt"]


def test_what_is_deleted_can_be_put_back(
    screen: CopyScreen, driver: Driver, notices: RecordedNotices, run: Run
) -> None:
    put(run, b"notes.txt", b"edited and not exported")
    driver.wait_for("Changes 1")
    driver.row("notes.txt")
    driver.key("Del")
    driver.wait(lambda: is_read(screen, without="notes.txt"))
    assert notices.told == ["notes.txt deleted from the copy"]
    assert current_name(screen) == b"photo.png"  # what came after it
    notices.acts["Undo"]()
    driver.wait(lambda: "notes.txt" in names_in_list(screen))
    assert current_name(screen) == b"notes.txt"
    screen.files.list.setFocus()
    driver.key("Space")
    driver.wait_to_read("edited and not exported")


def test_several_are_deleted_at_once_folders_with_their_content(
    screen: CopyScreen, driver: Driver, notices: RecordedNotices
) -> None:
    driver.row("deep")
    driver.row("notes.txt", modifier=Qt.KeyboardModifier.ControlModifier)
    assert driver.why_not("Export…") == "Only files can be exported one by one; folders and links cannot"
    driver.click("Delete")
    driver.wait(lambda: is_read(screen, without="notes.txt") and is_read(screen, without="deep"))
    notices.acts["Undo"]()
    driver.wait(lambda: {"deep", "notes.txt"} <= set(names_in_list(screen)))


def test_files_are_added_by_asking_and_by_dropping(
    screen: CopyScreen, driver: Driver, notices: RecordedNotices, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_bytes(b"new")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inside").write_bytes(b"inside")
    screen.files.asking.files = lambda _parent, _title: [tmp_path / "new.txt"]
    driver.click("Add files…")
    driver.wait_to_read("added")
    assert "new.txt" in names_in_list(screen)
    drop(screen.files, [tmp_path / "new.txt", tmp_path / "folder"])
    driver.wait(lambda: {"new (2).txt", "folder"} <= set(names_in_list(screen)))
    assert (tmp_path / "new.txt").read_bytes() == b"new"
    driver.wait(lambda: len(notices.told) == 2)
    notices.acts["Undo"]()
    driver.wait(lambda: is_read(screen, without="new (2).txt") and is_read(screen, without="folder"))
    assert "new.txt" in names_in_list(screen)


def drop(target: QWidget, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    act, button, modifier = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), act, data, button, modifier))
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), act, data, button, modifier))


def test_export_writes_what_is_selected_and_nothing_without_a_folder(
    around: Surroundings,
    screen: CopyScreen,
    driver: Driver,
    record: CopyRecord,
    notices: RecordedNotices,
    tmp_path: Path,
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    driver.row("notes.txt")
    screen.files.asking.folder = lambda _parent, _title: None
    driver.click("Export…")
    screen.files.asking.folder = lambda _parent, _title: out
    driver.click("Export…")
    driver.wait(lambda: bool(notices.told))
    assert (out / "notes.txt").read_bytes().startswith(b"The October run")
    assert len(around.session.vault.registry.escapes.of_copy(record.id)) == 1


def test_an_act_that_fails_is_told_in_its_place(screen: CopyScreen, driver: Driver, tmp_path: Path) -> None:
    screen.files.asking.files = lambda _parent, _title: [tmp_path / "none"]
    driver.click("Add files…")
    driver.wait_for("Copy details")


def test_an_empty_folder_says_so(screen: CopyScreen, driver: Driver, run: Run) -> None:
    def make(vault: object, _monitor: object) -> None:
        del vault
        opened = screen.around.session.vault
        with opened.opened(opened.pick_copy(TICKET, None), writable=True) as copy:
            copy.mkdir(b"nothing")
            copy.commit()

    run(make)
    driver.wait_to_read("nothing")
    driver.row("nothing")
    driver.key("Return")
    driver.wait_to_read("This folder is empty")


def test_columns_sort_the_whole_folder(screen: CopyScreen, driver: Driver) -> None:
    screen.files.list.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    driver.wait(lambda: names_in_list(screen)[:2] == ["deep", DATABASE])
    screen.files.list.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    driver.wait(lambda: names_in_list(screen)[:2] == ["deep", "x" * 251 + ".txt"])


def test_a_large_folder_is_read_by_the_page(
    around: Surroundings,
    run: Run,
    tmp_path: Path,
    drive: Callable[[QWidget], Driver],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(folder_list_model, "PAGE", 50)
    monkeypatch.setattr(folder_tree_model, "PIECE", 40)
    tree = {f"{number:04}.txt": b"" for number in range(3000)} | {f"f{number:03}/x": b"" for number in range(100)}
    folder = write_tree(tmp_path / "large", tree)
    run(lambda vault, _monitor: held(vault, folder))
    screen = CopyScreen(around)
    driver = drive(screen)
    screen.arrive(Place(Where.COPY, TICKET))
    model = screen.files.list.model()
    driver.wait(lambda: model.rowCount() == 3100)
    assert model.index(2900, 0).data(MISSING)
    screen.files.list.scrollToBottom()
    driver.wait(lambda: model.index(3099, 0).data() == "2999.txt")
    screen.files.list.selectAll()
    assert screen.files.list.picked_count() == 3100
    assert driver.why_not("Delete") == "Too many are selected; delete the folder instead"
    top = screen.files.tree.model().index(0, 0)
    driver.wait(lambda: screen.files.tree.model().rowCount(top) >= 40)
    while screen.files.tree.model().rowCount(top) < 100:
        screen.files.tree.scrollToBottom()
        driver.wait(lambda: not screen.files.tree.model().canFetchMore(top) or around.session.runner.is_idle())
        screen.files.tree.model().fetchMore(top)
        qtbot.wait(5)
    assert screen.files.tree.model().rowCount(top) == 100
    screen.forget()


def test_a_change_from_elsewhere_keeps_folder_and_selection(screen: CopyScreen, driver: Driver, run: Run) -> None:
    driver.row("deep")
    driver.key("Return")
    driver.wait(lambda: names_in_list(screen) == ["er", "empty.txt"])
    driver.row("empty.txt")

    def write(vault: object, monitor: object) -> None:
        del vault, monitor

    rest = iter([b"x"])
    run(lambda vault, monitor: put_file(vault, TICKET, b"deep/another", lambda _: next(rest, b""), monitor))
    run(write)
    driver.wait(lambda: names_in_list(screen) == ["er", "another", "empty.txt"])
    assert current_name(screen) == b"empty.txt"
    assert len(run(lambda vault, _monitor: list_files(vault, TICKET, b"deep")).names) == 3
