"""The job strip and the job list, over a real runner."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import DiskFull
from app.progress import Monitor, Step, Unit
from ui import words
from ui.jobs import Job, JobRunner, Listing
from ui.theme.theme import Theme
from ui.widgets import job_row
from ui.widgets.job_row import JobRow
from ui.widgets.job_strip import JobStrip
from ui.widgets.jobs_popover import JobsPopover

LEFT = Qt.MouseButton.LeftButton


class Bench:
    """A window with the strip, the list and a field, and work that ends when it is told to."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot = qtbot
        self.runner = JobRunner()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1024, 640)
        self.field = QLineEdit(self.window)
        self.field.move(700, 20)
        self.strip = JobStrip(theme, self.runner)
        self.strip.setParent(self.window)
        self.strip.setGeometry(10, 560, 200, 50)
        self.hours = 0.0
        self.opened: list[str] = []
        self.popover = JobsPopover(theme, self.runner, self.window, self.opened.append, self._clock)
        self.strip.clicked.connect(self.toggle)
        self.may_end = Event()
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.field.setFocus()

    def _clock(self) -> float:
        import time

        return time.monotonic() + self.hours * 3600

    def toggle(self) -> None:
        if self.popover.isVisible():
            self.popover.leave()
        else:
            self.popover.open_above(QPoint(20, 550))

    def go(self, monitor: Monitor) -> None:
        monitor.report(Step.SEALING, 62, 100, Unit.BYTES)
        while not self.may_end.wait(0.005):
            monitor.check()

    def start(self, number: str) -> Job:
        return self.runner.submit(self.go, lane=number, listing=Listing(f"Checking out {number}", number))

    def end(self, job: Job) -> None:
        with self.qtbot.waitSignal(job.finished, timeout=5000):
            self.may_end.set()

    def button(self, row: JobRow, text: str) -> QPushButton:
        (found,) = [each for each in row.findChildren(QPushButton) if each.text() == text and each.isVisible()]
        return found


@pytest.fixture
def bench(qtbot: QtBot, app_theme: Theme) -> Iterator[Bench]:
    bench = Bench(qtbot, app_theme)
    yield bench
    bench.may_end.set()
    bench.runner.shutdown()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(job_row, "announce", lambda _widget, text: told.append(text))
    return told


def test_the_strip_shows_the_newest_that_runs_and_tells_of_the_others(bench: Bench, qtbot: QtBot) -> None:
    assert not bench.strip.isVisible()
    for number in ("KAS-1", "KAS-2", "KAS-3"):
        bench.start(number)
    qtbot.waitUntil(lambda: bench.strip.accessibleName() == "Checking out KAS-2, and 2 more jobs 62 %")
    bench.may_end.set()
    qtbot.waitUntil(lambda: not bench.strip.isVisible())


def test_the_strip_is_a_button_for_mouse_keyboard_and_assistive_tools(bench: Bench, qtbot: QtBot) -> None:
    bench.start("KAS-1")
    interface = QAccessible.queryAccessibleInterface(bench.strip)
    assert interface.role() is QAccessible.Role.Button
    QTest.mouseClick(bench.strip, LEFT)
    assert bench.popover.isVisible()
    QTest.mouseClick(bench.strip, LEFT)
    assert not bench.popover.isVisible()
    bench.strip.setFocus()
    QTest.keyClick(bench.strip, Qt.Key.Key_Space)
    assert bench.popover.isVisible()
    actions = interface.actionInterface()
    assert actions is not None
    actions.doAction(QAccessibleActionInterface.pressAction())
    qtbot.waitUntil(lambda: not bench.popover.isVisible())


def test_escape_closes_the_list_and_gives_the_keyboard_back(bench: Bench, qtbot: QtBot) -> None:
    qtbot.waitUntil(bench.field.hasFocus)
    bench.toggle()
    qtbot.waitUntil(bench.popover.hasFocus)
    QTest.keyClick(bench.popover, Qt.Key.Key_Escape)
    assert not bench.popover.isVisible()
    qtbot.waitUntil(bench.field.hasFocus)


def test_a_click_elsewhere_closes_the_list_and_one_inside_does_not(bench: Bench) -> None:
    bench.start("KAS-1")
    bench.toggle()
    QTest.mouseClick(bench.popover.rows[0], LEFT)
    assert bench.popover.isVisible()
    QTest.mouseClick(bench.field, LEFT)
    assert not bench.popover.isVisible()


def test_with_nothing_to_show_it_says_so(bench: Bench) -> None:
    bench.toggle()
    assert bench.popover._nothing.text() == "Nothing is running."
    assert bench.popover._nothing.isVisible()
    bench.start("KAS-1")
    assert not bench.popover._nothing.isVisible()


def test_what_is_done_says_how_long_it_took_and_leads_to_its_ticket(bench: Bench, said: list[str]) -> None:
    bench.end(bench.start("KAS-1"))
    bench.toggle()
    (row,) = bench.popover.rows
    assert row.said().startswith("Done in")
    show = bench.button(row, "Show ticket")
    assert show.accessibleName() == "Show ticket KAS-1"
    show.click()
    assert bench.opened == ["KAS-1"]
    assert said == []


def test_what_runs_can_be_stopped_from_the_list(bench: Bench, qtbot: QtBot, said: list[str]) -> None:
    job = bench.start("KAS-1")
    bench.toggle()
    (row,) = bench.popover.rows
    qtbot.waitUntil(lambda: job.last is not None)
    with qtbot.waitSignal(job.cancelled, timeout=2000):
        bench.button(row, "Cancel").click()
    assert row.said().startswith("Stopped after")
    assert said == [f"Checking out KAS-1. {row.said()}"]


def test_what_waits_can_be_stopped_before_it_begins(bench: Bench, qtbot: QtBot) -> None:
    jobs = [bench.start(number) for number in ("KAS-1", "KAS-2", "KAS-3")]
    bench.toggle()
    row = bench.popover.rows[0]
    assert row.said() == "Waits for other work to end"
    bench.button(row, "Cancel").click()
    assert row.said() == "Stopping…"
    with qtbot.waitSignal(jobs[2].cancelled, timeout=5000):
        bench.may_end.set()


def _fail(_monitor: Monitor) -> None:
    raise DiskFull(path="/secret/place")


def test_what_failed_says_why_what_it_means_and_has_details(bench: Bench, qtbot: QtBot, said: list[str]) -> None:
    failed = bench.runner.submit(_fail, lane="T", listing=Listing("Checking out KAS-1", "KAS-1"))
    with qtbot.waitSignal(failed.finished, timeout=5000):
        pass
    bench.toggle()
    (row,) = bench.popover.rows
    told = words.failure(DiskFull(path=""))
    assert row.said().splitlines() == [told.happened, told.means, told.next_step]
    assert said == [f"Checking out KAS-1. {row.said()}"]
    assert not row._detail.isVisible()
    bench.button(row, "Details").click()
    assert told.code in row._detail.text()
    bench.button(row, "Copy details").click()
    assert told.code in QGuiApplication.clipboard().text()
    assert "/secret/place" not in QGuiApplication.clipboard().text()
    bench.button(row, "Hide details").click()
    assert not row._detail.isVisible()


def test_what_ended_is_kept_for_a_day(bench: Bench) -> None:
    bench.end(bench.start("KAS-1"))
    bench.hours = 23
    bench.toggle()
    assert len(bench.popover.rows) == 1
    bench.popover.leave()
    bench.hours = 25
    bench.toggle()
    assert bench.popover.rows == []


def test_a_lock_drops_what_ended_and_keeps_what_runs(bench: Bench) -> None:
    bench.end(bench.start("KAS-1"))
    bench.may_end.clear()
    bench.start("KAS-2")
    bench.toggle()
    bench.popover.forget()
    assert not bench.popover.isVisible()
    assert [row.accessibleName() for row in bench.popover.rows] == ["Checking out KAS-2"]


def test_many_jobs_stay_inside_the_window(bench: Bench) -> None:
    for number in range(30):
        bench.start(f"KAS-{number}")
    bench.toggle()
    assert bench.popover.y() >= 0
    assert bench.popover.geometry().bottom() <= 550
    assert bench.popover._area.verticalScrollBar().maximum() > 0
