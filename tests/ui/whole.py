"""The whole program over a vault, in this process, with somebody to drive it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Home
from tests.ui.driving import Driver
from tests.ui.vaults import PASSPHRASE, SECONDS_TO_UNLOCK
from ui.program import Program
from ui.session import VaultSession
from ui.shell.frame import Frame


class Whole(Driver):
    """A person before the real program."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        super().__init__(qtbot, program.window)
        self.program = program

    @property
    def session(self) -> VaultSession:
        """The vault as the window has it."""
        return self.program.window._session

    @property
    def frame(self) -> Frame:
        """What is behind the unlock card. Fails while that was never opened."""
        frame = self.program.window.frame
        assert frame is not None
        return frame

    def unlock(self) -> None:
        """Type the passphrase and wait for the board."""
        self.wait_for("Unlock")
        self.type(PASSPHRASE.decode())
        self.key("Return")
        self.wait(lambda: self.program.window.frame is not None and self.frame.isVisible(), SECONDS_TO_UNLOCK)

    def act(self, act_id: str) -> None:
        """Run an act of the registry, as its keys do. Fails where it is not possible."""
        assert self.frame.acts.run(act_id), self.frame.acts.why_not(act_id)


@contextmanager
def whole_program(qtbot: QtBot, application: QApplication, home: Home) -> Iterator[Whole]:
    """The program over this vault, locked; put away at the end."""
    program = Program(application, home, "")
    program.window.resize(1440, 900)
    program.window.activateWindow()
    try:
        yield Whole(qtbot, program)
    finally:
        program.window.end()
        program.close()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
