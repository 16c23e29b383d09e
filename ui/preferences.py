"""The settings as the window has them: in force at once, written in the background."""

from PySide6.QtCore import QObject, Signal, Slot

from app.operations.change_settings import change_keys, change_setting
from app.settings import Settings
from ui.jobs import Work
from ui.session import VaultSession, VaultState

_LANE = "settings"


class Preferences(QObject):
    """What the person set. Interface thread only.

    Signals:
        changed: the Settings in force are others now.
        put_off: why a language that was chosen is not in force yet; "" once it is.
        failed: they could not be written; the exception. What is in force stays until the window is closed.
    """

    changed = Signal(object)
    failed = Signal(object)
    put_off = Signal(str)

    def __init__(self, session: VaultSession, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self.language_waits = ""
        """Why a language that was chosen is not in force yet."""
        session.state_changed.connect(self._on_state_changed)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    def change(self, name: str, text: str) -> None:
        """Change one. Raises SettingUnknown for a value out of bounds, and changes nothing then."""
        settings, home = self._settings.changed(name, text), self._session.home
        if settings != self._settings:
            self._take(settings)
            self._write(lambda _monitor: change_setting(home, name, text))

    def change_keys(self, act_id: str, keys: tuple[str, ...] | None) -> None:
        """Give an act other keys; None gives it back its own."""
        settings, home = self._settings.with_keys(act_id, keys), self._session.home
        if settings != self._settings:
            self._take(settings)
            self._write(lambda _monitor: change_keys(home, act_id, keys))

    @Slot(str)
    def put_language_off(self, reason: str) -> None:
        """The language cannot change yet; "" once it can."""
        self.language_waits = reason
        self.put_off.emit(reason)

    def _take(self, settings: Settings) -> None:
        self._settings = settings
        self._session.adopt(settings)
        self.changed.emit(settings)

    def _write(self, work: Work) -> None:
        self._session.runner.submit(work, lane=_LANE).failed.connect(self.failed)

    @Slot(object)
    def _on_state_changed(self, state: object) -> None:
        """What was changed in a terminal meanwhile holds from the next unlocking on."""
        if state is VaultState.UNLOCKED and self._session.vault.settings != self._settings:
            self._settings = self._session.vault.settings
            self.changed.emit(self._settings)
