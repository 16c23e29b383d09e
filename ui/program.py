"""Everything that lives as long as one window on one vault."""

import sys
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.errors import BaileeError
from app.settings import Home, Settings
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.session import VaultSession
from ui.shell.looks import apply_looks
from ui.shell.this_system import system_events
from ui.shell.window_memory import WindowMemory
from ui.theme.system_look import SystemLook
from ui.theme.theme import Theme
from ui.translating import Language, Translating

if TYPE_CHECKING:
    from ui.shell.system_events import SystemEvents


_SWITCH_SECONDS = 0.001
"""How long a thread may keep Python from the others: the window waits so long for a worker at each of its turns."""


class Program(QObject):
    """Puts the window together from its real parts."""

    def __init__(self, application: QApplication, home: Home, link: str) -> None:
        super().__init__()
        self._application = application
        self._switch_before = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._other: Home | None = None
        settings, self._damage = _settings(home)
        self._translating = Translating(application)
        self._before = self._language = settings.language
        self._translating.choose(Language(settings.language))
        self._look = SystemLook(application)
        self._theme = Theme(application, self._look)
        application.setWindowIcon(self._theme.icons.icon(Icon.VAULT, IconRole.ACCENT))
        apply_looks(self._theme, settings)
        self._runner = JobRunner()
        self._session = VaultSession(home, self._runner)
        self._preferences = Preferences(self._session, settings, self)
        self._preferences.changed.connect(self._on_settings)
        self._memory = WindowMemory(home, self._runner, self)
        self.window = MainWindow(application, self._theme, self._session, self._preferences, self._memory)
        self.window.home_chosen.connect(self._on_home_chosen)
        self.window.ended.connect(application.quit)
        self._events: SystemEvents | None = None
        self._hook = sys.excepthook
        sys.excepthook = self._on_bug
        self.window.show()
        if link:
            self.window.open_link(link)
        QTimer.singleShot(0, self, self._hear)

    def close(self) -> Home | None:
        """Put everything away; the home folder that was chosen instead, if one was."""
        sys.excepthook = self._hook
        sys.setswitchinterval(self._switch_before)
        if self._events is not None:
            self._events.close()
        self._session.lock()
        self._runner.shutdown()
        self._theme.close()
        self._translating.remove()
        for each in (self.window, self._theme, self._look, self._runner):
            each.deleteLater()
        return self._other

    @Slot()
    def _hear(self) -> None:
        """Ask the system for its news, now that the window is there."""
        self._events = system_events(self)
        self.window.hear(self._events)
        if self._damage is not None:
            self.window.say_failure(self._damage)

    @Slot(object)
    def _on_settings(self, settings: Settings) -> None:
        apply_looks(self._theme, settings)
        if settings.language == self._language:
            self.window.renewing.drop()
        else:
            self.window.renew(self._put_on_language, self._tell_language)

    def _put_on_language(self) -> None:
        """Whatever is wanted by now: it may have been changed again while it had to wait."""
        self._before, self._language = self._language, self._preferences.settings.language
        self._translating.choose(Language(self._language))

    def _tell_language(self) -> None:
        if self.window.frame is not None and self._language != self._before:
            back = partial(self._preferences.change, "language", self._before)
            self.window.frame.toasts.offer_undo(self.tr("Language changed."), back)

    @Slot(str)
    def _on_home_chosen(self, folder: str) -> None:
        self._other = Home(Path(folder))
        self.window.end()

    def _on_bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What nobody expected: on stderr for whoever looks there, and in the window with a code to report."""
        self._hook(kind, error, trace)
        if isinstance(error, Exception):
            self.window.say_failure(error)


def _settings(home: Home) -> tuple[Settings, BaileeError | None]:
    """The settings, before there is a window that could wait for them; the defaults where they cannot be read."""
    try:
        return Settings.load(home), None
    except BaileeError as error:
        return Settings(), error
