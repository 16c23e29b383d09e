"""What the window is put to while its heart is watched: each is one part of `dev.py bench ui`."""

import shutil
import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider

from app.model import CopyRecord, Priority
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.take_ticket import set_priority
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.app.registry.many_tickets import OPEN_EVERY
from tests.bench.large_table import TABLE, make_table
from tests.bench.measure import say
from tests.bench.samples import make_small_files
from tests.bench.starting import resident_megabytes
from tests.bench.watched import Watched
from ui.screens.copy.tables.console import Console
from ui.screens.copy.tables.row_sources import MOST_RESULT_ROWS, TableRows
from ui.screens.log.screen import LogScreen

FILES_TICKET, TABLE_TICKET = "BENCH-1", "BENCH-2"
_CALM_SECONDS = 2.0
_MEMORY_MB = 200
_MEMORY_AFTER_MB = 400
_KEYS_A_SECOND = 10
_TYPED_FOR_TICKETS = "trouble with printer<<<<<<<<<<<<<<<<<<<overdue 4711"
_TYPED_FOR_ENTRIES = "hafen dms-0042<<<<<<<<<<<<<<ostermann"
_FRAME_SECONDS = 1 / 60
_PIXELS_A_FRAME = 3
_UPDATES_A_SECOND = 200
_UPDATE_SECONDS = 5


def calm(bench: Watched) -> None:
    """Nothing is done: what the machine alone makes of the timer, and what the window weighs."""
    bench.heart.start()
    bench.rest(_CALM_SECONDS)
    say(f"nothing at all, which is what this machine makes of a timer: {bench.heart.stop().summary()}")
    weigh(bench, "memory, unlocked and idle", _MEMORY_MB)


def weigh_again(bench: Watched) -> None:
    """What it weighs after everything."""
    weigh(bench, "memory, after all of this", _MEMORY_AFTER_MB)


def weigh(bench: Watched, what: str, most: int) -> None:
    """What the program holds in memory, where the system says."""
    held = resident_megabytes()
    if held:
        bench.targets.at_most(what, held, most, "MB")


def look_around(bench: Watched) -> None:
    """Going from place to place."""
    places = ("go.tickets", "go.log", "settings", "go.board")
    for act in places:
        bench.act(act)
        bench.rest(1.0)
    bench.heart.start()
    for act in places * 3:
        bench.act(act)
        bench.rest(0.3)
    bench.judge("going from place to place", bench.heart.stop())


def search_tickets(bench: Watched, tickets: int) -> None:
    """Typing into the search of the tickets."""
    _search(bench, "go.tickets", _TYPED_FOR_TICKETS, f"typing in the search over {tickets:,} tickets")


def search_log(bench: Watched, entries: int) -> None:
    """Typing into the search of the log."""
    _search(bench, "go.log", _TYPED_FOR_ENTRIES, f"typing in the search over {entries:,} entries")


def _search(bench: Watched, act: str, typed: str, what: str) -> None:
    bench.act(act)
    bench.rest(1.0)
    bench.act("search")
    bench.rest(0.2)
    bench.heart.start()
    bench.type(typed, _KEYS_A_SECOND)
    bench.rest(1.0)
    bench.judge(what, bench.heart.stop())
    bench.window.key("Ctrl+A")
    bench.window.key("Backspace")
    bench.rest(0.5)


def drag_log(bench: Watched, entries: int) -> None:
    """Dragging the scroll bar of the log to its end and back."""
    bench.act("go.log")
    screen = bench.screen
    if not isinstance(screen, LogScreen):
        raise TypeError(screen)
    table = screen.audit.table
    bench.wait(lambda: table.model().rowCount() >= entries)
    bench.rest(1.0)
    bar = table.verticalScrollBar()
    bench.heart.start()
    _drag(bench, bar, down=True)
    reached = bar.value() / max(1, bar.maximum())
    _drag(bench, bar, down=False)
    bench.judge(f"dragging through {entries:,} entries", bench.heart.stop())
    bench.must("it was dragged", reached > 0.99 and bar.value() == 0)


def _drag(bench: Watched, bar: QScrollBar, *, down: bool) -> None:
    """With the mouse on the handle, some pixels a frame, as a hand does."""
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    complex_control, handle = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarSlider
    at = bar.style().subControlRect(complex_control, option, handle, bar).center()
    end = bar.height() + 20 if down else -20
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    for y in range(at.y(), end, _PIXELS_A_FRAME if down else -_PIXELS_A_FRAME):
        QTest.mouseMove(bar, QPoint(at.x(), y))
        bench.rest(_FRAME_SECONDS)
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(at.x(), end))
    bench.rest(0.5)


def check_out_and_wipe(bench: Watched, files: int, total_bytes: int) -> None:
    """A checkout of many files, then the wipe of what came."""
    source = bench.folder / "source"
    make_small_files(source, files, total_bytes)
    gigabytes = f"{total_bytes / 1e9:.1f} GB"

    def wipe(vault: Unlocked, monitor: Monitor) -> list[CopyRecord]:
        return close_ticket(vault, plan_close(vault, FILES_TICKET, at_once=True), monitor, at_once=True)

    bench.act("go.board")
    bench.take(FILES_TICKET, source, f"checkout of {files:,} files, {gigabytes}")
    shutil.rmtree(source)
    bench.run(wipe, f"wipe of {gigabytes}", FILES_TICKET)


def query(bench: Watched, rows: int) -> None:
    """Rows in the grid of the tab Tables and SQL, scrolled to their end: of a statement, then of the table itself."""
    source = bench.folder / "shop.sqlite"
    make_table(source, rows)
    bench.take(TABLE_TICKET, source)
    bench.act("go.board")
    bench.window.wait_to_read(TABLE_TICKET)
    bench.window.open_row(TABLE_TICKET)
    bench.window.wait_for("Tables and SQL")
    bench.window.click("Tables and SQL")
    bench.window.wait_to_read(TABLE)
    console = _console(bench)
    _query_to_the_end(bench, console, rows)
    _table_to_the_end(bench, console, rows)


def _console(bench: Watched) -> Console:
    bench.wait(lambda: bool(bench.screen.findChildren(Console)))
    return bench.screen.findChildren(Console)[0]


def _query_to_the_end(bench: Watched, console: Console, rows: int) -> None:
    """A grid keeps so many rows of a statement and no more: that is where its end is."""
    console.editor.setFocus()
    bench.window.type(f"SELECT * FROM {TABLE} ORDER BY price DESC")
    model = console.results.model
    bench.heart.start()
    bench.window.key("Ctrl+Return")
    bench.wait(lambda: model.rowCount() > 0)
    _scroll_to_the_end(bench, console)
    shown = min(rows, MOST_RESULT_ROWS)
    bench.judge(f"query over {rows:,} rows, {shown:,} of them scrolled through in the grid", bench.heart.stop())
    bench.must(f"the grid came to row {shown:,}", model.rowCount() >= shown)


def _table_to_the_end(bench: Watched, console: Console, rows: int) -> None:
    bench.window.open_row(TABLE)
    model = console.results.model
    bench.wait(lambda: isinstance(model.source, TableRows))
    bench.heart.start()
    _scroll_to_the_end(bench, console)
    bench.judge(f"table of {rows:,} rows scrolled to its end in the grid", bench.heart.stop())
    bench.must(f"the grid came to row {rows:,}", model.rowCount() == rows)


def _scroll_to_the_end(bench: Watched, console: Console) -> None:
    """As somebody who keeps the handle of the scroll bar at its lower end."""
    bar, model = console.results.grid.verticalScrollBar(), console.results.model
    while model.source is not None and (model.source.has_more or bar.value() < bar.maximum()):
        bar.setValue(bar.maximum())
        bench.rest(0.001)


def update_register(bench: Watched, tickets: int) -> None:
    """Very many changes of the register one after another, each told to the window, in the lists that show them."""
    for act, where in (("go.tickets", "the tickets"), ("go.board", "the board")):
        bench.act(act)
        bench.rest(1.0)
        _update(bench, tickets, where)


def _update(bench: Watched, tickets: int, where: str) -> None:
    asked = ended = 0
    began = time.perf_counter()

    def count(_result: object) -> None:
        nonlocal ended
        ended += 1

    def ask() -> None:
        """As many as are due by now: a timer that comes late must not make it fewer."""
        nonlocal asked
        due = min(time.perf_counter() - began, _UPDATE_SECONDS) * _UPDATES_A_SECOND
        while asked < due:
            number = f"DMS-{OPEN_EVERY * (1 + asked % (tickets // OPEN_EVERY)):06d}"
            priority = Priority.HIGH if asked % 2 else Priority.NORMAL
            job = bench.session.run(_prioritising(number, priority), lane=f"ticket:{number}", ticket=number)
            job.succeeded.connect(count)
            asked += 1

    timer = QTimer(interval=1000 // _UPDATES_A_SECOND)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(ask)
    bench.heart.start()
    timer.start()
    bench.rest(_UPDATE_SECONDS)
    timer.stop()
    within = ended
    bench.wait(lambda: ended == asked)
    bench.rest(0.5)
    gaps = bench.heart.stop()
    say(f"  {asked:,} updates asked for in {_UPDATE_SECONDS} s, {within:,} done by then")
    bench.judge(f"mass updates, {where} shown", gaps)


def _prioritising(number: str, priority: Priority) -> Callable[[Unlocked, Monitor], object]:
    return lambda vault, _monitor: set_priority(vault, number, priority)
