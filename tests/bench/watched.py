"""The real window over a real vault, driven as a person does, with a heart that beats meanwhile."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.model import CopyRecord
from app.operations.check_out import check_out, plan_check_out
from app.progress import Monitor
from app.settings import Home
from app.unlocked.vault import Unlocked
from tests.bench.measure import Targets, say
from tests.ui.driving import Driver
from tests.ui.vaults import PASSPHRASE
from ui.heartbeat import Gaps, Heartbeat
from ui.jobs import Job, Listing
from ui.program import Program
from ui.session import VaultSession
from ui.shell.frame import Frame

P99_MS, LONGEST_MS = 16, 100
_SECONDS_TO_WAIT = 120.0


class Watched:
    """One run of the program. What is done to it is judged by the gaps between the beats."""

    def __init__(self, application: QApplication, home: Home, folder: Path) -> None:
        self.folder = folder
        self.targets = Targets()
        self.heart = Heartbeat(application)
        self._program = Program(application, home, "")
        self.window = Driver(_Time(), self._program.window)
        self._program.window.resize(1440, 900)
        self.window.wait_for("Unlock")
        self.window.type(PASSPHRASE.decode())
        self.window.key("Return")
        self.wait(lambda: self._program.window.frame is not None)

    @property
    def session(self) -> VaultSession:
        """The vault as the window has it."""
        return self._program.window._session

    @property
    def frame(self) -> Frame:
        """What the window shows of an open vault."""
        frame = self._program.window.frame
        if frame is None:
            raise AssertionError
        return frame

    @property
    def screen(self) -> QWidget:
        """The screen that is shown."""
        screen = self.frame.content.screen_shown
        if screen is None:
            raise AssertionError
        return screen

    def act(self, act_id: str) -> None:
        """Run an act of the window."""
        if not self.frame.acts.run(act_id):
            message = f"{act_id}: {self.frame.acts.why_not(act_id)}"
            raise AssertionError(message)

    def type(self, text: str, keys_a_second: int) -> None:
        """Type where the keyboard is; `<` takes back what was typed before."""
        for letter in text:
            self.window.key("Backspace") if letter == "<" else self.window.type(letter)
            self.rest(1 / keys_a_second)

    def wait(self, is_so: Callable[[], bool], seconds: float = _SECONDS_TO_WAIT) -> None:
        """Wait until something is so, which must be quick to say: it is asked on the interface thread."""
        self.window.wait(is_so, seconds)

    def rest(self, seconds: float) -> None:
        """Let the window do what it has to."""
        rest(seconds)

    def take(self, ticket: str, source: Path, what: str = "") -> None:
        """Check out a source for a ticket as the window does; judged where it has a name."""

        def work(vault: Unlocked, monitor: Monitor) -> CopyRecord:
            return check_out(vault, plan_check_out(vault, ticket, str(source)), monitor, with_total=True)

        self.run(work, what, ticket)

    def run(self, work: Callable[[Unlocked, Monitor], object], what: str, ticket: str) -> None:
        """Run an operation on a ticket as the window does, and judge the gaps meanwhile where it has a name."""
        self.heart.start()
        listing = Listing(what or ticket, ticket)
        ended(self.session.run(work, lane=f"ticket:{ticket}", listing=listing, ticket=ticket))
        gaps = self.heart.stop()
        if what:
            self.judge(what, gaps)

    def judge(self, what: str, gaps: Gaps) -> None:
        """Note what was found beside what is asked for."""
        say(f"{what}: {gaps.summary()}, {gaps.over(16)} over 16 ms, {gaps.over(50)} over 50 ms")
        self.targets.at_most(f"{what}, 99 of 100 gaps", gaps.percentile(0.99), P99_MS, "ms")
        self.targets.at_most(f"{what}, longest gap", gaps.longest, LONGEST_MS, "ms")

    def must(self, what: str, holds: bool) -> None:
        """What has nothing to do with times: else something was measured that was not meant."""
        if not holds:
            raise AssertionError(what)

    def close(self) -> None:
        """Lock and let everything end."""
        self._program.window.end()
        self._program.close()


class _Time:
    """Lets the window work while something is waited for."""

    def wait(self, ms: int, /) -> None:
        rest(ms / 1000)


def ended(job: Job) -> None:
    """Let the interface thread do its work until a job has ended; raises what it failed with."""
    loop = QEventLoop()
    wrong: list[object] = []
    job.failed.connect(wrong.append)
    job.finished.connect(loop.quit)
    loop.exec()
    if wrong and isinstance(wrong[0], BaseException):
        raise wrong[0]


def rest(seconds: float) -> None:
    """Let the interface thread do its work for so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
