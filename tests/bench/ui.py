"""How promptly the window answers while much is done, how fast it starts, what it weighs. `python3 dev.py bench ui`.

The window is the real one, drawn without a screen; the vault, the copies and the key derivation are real.
"""

import argparse
import contextlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.crypto.secret import Secret
from app.model import CopyRecord
from app.operations.check_out import check_out, plan_check_out
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.register import add_customer, add_ticket
from app.operations.sql_session import SqlSession
from app.progress import Monitor
from app.settings import Home
from app.unlocked.shared_reading import SharedReading
from app.unlocked.vault import Unlocked
from tests.app.registry.many_tickets import make_tickets
from tests.bench.measure import Targets, say
from tests.bench.samples import make_small_files
from tests.bench.starting import BARE_TEXT, best_of, resident_megabytes, seconds_to_show, slow_imports
from tests.ui.driving import Driver
from tests.ui.vaults import PASSPHRASE
from ui.collecting import Collector
from ui.heartbeat import Gaps, Heartbeat
from ui.jobs import Job, Listing
from ui.program import Program
from ui.session import VaultSession

_P99_MS, _LONGEST_MS = 16, 100
_START_RATIO = 3
_IMPORT_MS = 25
_MEMORY_MB = 200
_CALM_SECONDS = 2.0
_TYPED = "trouble with printer<<<<<<<<<<<<<<<<<<<overdue 4711"


class Bench:
    """The real window over a vault with many tickets, and a heart that beats meanwhile."""

    def __init__(self, folder: Path, application: QApplication, tickets: int) -> None:
        self.folder = folder
        self.targets = Targets()
        self.heart = Heartbeat(application)
        self.home = Home(folder / "home")
        with contextlib.closing(bootstrap.init(self.home, use_keyring=False, passphrase=Secret(PASSPHRASE))) as vault:
            make_tickets(vault.registry, tickets)
            add_customer(vault, "C-1", "Bench", "")
            for ticket in ("T-1", "T-2"):
                add_ticket(vault, ticket, f"Bench of {ticket}", "C-1")
        self.program = Program(application, self.home, "")
        self.window = Driver(_Time(), self.program.window)
        self.program.window.resize(1440, 900)
        self.window.wait_for("Unlock")
        self.window.type(PASSPHRASE.decode())
        self.window.key("Return")
        self.window.wait(lambda: self.program.window.frame is not None, 60)

    @property
    def session(self) -> VaultSession:
        """The vault as the window has it."""
        return self.program.window._session

    def act(self, act_id: str) -> None:
        """Run an act of the window."""
        frame = self.program.window.frame
        if frame is None or not frame.acts.run(act_id):
            raise AssertionError(act_id)

    def run(self, work: Callable[[Unlocked, Monitor], object], what: str, *, ticket: str = "T-1") -> None:
        """Run an operation as the window does, and judge the gaps meanwhile."""
        self.heart.start()
        job = self.session.run(work, lane=f"ticket:{ticket}", listing=Listing(what, ticket), ticket=ticket)
        _finished(job)
        self.judge(what, self.heart.stop())

    def judge(self, what: str, gaps: Gaps) -> None:
        """Print what was found beside what is asked for."""
        say(f"  {what}: {gaps.summary()}, {gaps.over(16)} over 16 ms, {gaps.over(50)} over 50 ms")
        self.targets.at_most(f"{what}, 99 of 100 gaps", gaps.percentile(0.99), _P99_MS, "ms")
        self.targets.at_most(f"{what}, longest gap", gaps.longest, _LONGEST_MS, "ms")

    def close(self) -> None:
        """Lock and let everything end."""
        self.program.window.end()
        self.program.close()


class _Time:
    """Lets the window work while something is waited for."""

    def wait(self, ms: int, /) -> None:
        _pass(ms / 1000)


def _finished(job: Job) -> None:
    """Let the interface thread do its work until a job has ended; raises what it failed with."""
    loop = QEventLoop()
    wrong: list[object] = []
    job.failed.connect(wrong.append)
    job.finished.connect(loop.quit)
    loop.exec()
    if wrong and isinstance(wrong[0], BaseException):
        raise wrong[0]


def _pass(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def calm(bench: Bench) -> None:
    """Nothing is done: what the machine alone makes of the timer."""
    bench.heart.start()
    _pass(_CALM_SECONDS)
    say(f"  nothing: {bench.heart.stop().summary()}")
    held = resident_megabytes()
    if held:
        bench.targets.at_most("memory, unlocked and idle", held, _MEMORY_MB, "MB")


def look_around(bench: Bench) -> None:
    """Going from place to place."""
    for act in ("go.tickets", "go.log", "settings", "go.board"):
        bench.act(act)
        _pass(1.0)
    bench.heart.start()
    for act in ("go.tickets", "go.log", "settings", "go.board") * 3:
        bench.act(act)
        _pass(0.3)
    bench.judge("going from place to place", bench.heart.stop())


def search(bench: Bench, tickets: int) -> None:
    """Typing into the search of the tickets, ten keys a second."""
    bench.act("go.tickets")
    _pass(1.0)
    bench.act("search")
    _pass(0.2)
    bench.heart.start()
    for letter in _TYPED:
        bench.window.key("Backspace") if letter == "<" else bench.window.type(letter)
        _pass(0.1)
    _pass(0.5)
    bench.judge(f"typing in the search over {tickets:,} tickets", bench.heart.stop())


def check_out_and_wipe(bench: Bench, files: int, total_bytes: int) -> None:
    """A checkout of many files, then the wipe of what came."""
    source = bench.folder / "source"
    make_small_files(source, files, total_bytes)

    def take(vault: Unlocked, monitor: Monitor) -> CopyRecord:
        return check_out(vault, plan_check_out(vault, "T-1", str(source)), monitor, with_total=True)

    def wipe(vault: Unlocked, monitor: Monitor) -> list[CopyRecord]:
        return close_ticket(vault, plan_close(vault, "T-1", at_once=True), monitor, at_once=True)

    bench.run(take, f"checkout of {files:,} files, {total_bytes / 1e9:.1f} GB")
    shutil.rmtree(source)
    bench.run(wipe, f"wipe of {total_bytes / 1e9:.1f} GB")


def query(bench: Bench, rows: int) -> None:
    """A query that gives out very many rows, page by page, as the grid takes them."""
    source = bench.folder / "shop.sqlite"
    make_table(source, rows)

    def take(vault: Unlocked, monitor: Monitor) -> CopyRecord:
        return check_out(vault, plan_check_out(vault, "T-2", str(source)), monitor)

    def read(vault: Unlocked, monitor: Monitor) -> None:
        reading = SharedReading(vault, vault.pick_copy("T-2", None).id)
        session = SqlSession(reading, b"shop.sqlite")
        try:
            ran = session.run("SELECT * FROM item", monitor)
            number, seen = ran.outcomes[-1].number, len(ran.outcomes[-1].rows)
            while number is not None and (more := session.fetch(number, monitor)) is not None and more.rows:
                seen += len(more.rows)
                if not more.has_more:
                    break
        finally:
            session.close()
            reading.close()
        if seen != rows:
            message = f"{seen} rows came instead of {rows}"
            raise AssertionError(message)

    _finished(bench.session.run(take, lane="ticket:T-2"))
    bench.run(read, f"query of {rows:,} rows", ticket="T-2")


def make_table(path: Path, rows: int) -> None:
    """A table of so many rows in a SQLite file."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT, price REAL, note TEXT)")
        database.executemany(
            "INSERT INTO item VALUES (?, ?, ?, ?)",
            ((number, f"article {number}", number / 100, "as delivered") for number in range(rows)),
        )
        database.commit()


def start(bench: Bench, rounds: int) -> None:
    """From nothing to the unlock card, against the barest window; and what the imports cost."""
    ours, bare = best_of(
        rounds,
        lambda: seconds_to_show("ui.main", "Unlock", bench.home.path),
        lambda: seconds_to_show("tests.bench.starting", BARE_TEXT, bench.home.path),
    )
    say(f"  start to the unlock card {ours:.2f} s, bare window {bare:.2f} s")
    bench.targets.at_most("start to the unlock card, as a multiple of a bare window", ours / bare, _START_RATIO, "x")
    needed = {module for module, _ in slow_imports("PySide6.QtWidgets", 0)}
    for module, milliseconds in slow_imports("ui.program", _IMPORT_MS / 2):
        if module in needed:
            continue
        bench.targets.at_most(f"import of {module}", milliseconds, _IMPORT_MS, "ms")


def main() -> int:
    """Run all; 0 only if every target is met."""
    parser = argparse.ArgumentParser(prog="dev.py bench ui", description=__doc__)
    parser.add_argument("--in", dest="place", type=Path, default=None, help="where to work: needs about 5 GB")
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--gigabytes", type=float, default=2.0)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5, help="starts of each program")
    asked = parser.parse_args()
    application = QApplication([])
    collector = Collector(application)
    with tempfile.TemporaryDirectory(prefix="bailee-bench-", dir=asked.place) as folder:
        bench = Bench(Path(folder), application, asked.tickets)
        try:
            calm(bench)
            look_around(bench)
            search(bench, asked.tickets)
            check_out_and_wipe(bench, asked.files, int(asked.gigabytes * 1e9))
            query(bench, asked.rows)
        finally:
            bench.close()
        start(bench, asked.rounds)
    collector.close()
    return 0 if bench.targets.are_met else 1


if __name__ == "__main__":
    sys.exit(main())
