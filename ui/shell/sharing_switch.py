"""Switches screen-share mode as the settings say, tells about it, and keeps names out of the title of the window."""

from PySide6.QtCore import QObject, Signal, Slot

from app.settings import Settings
from ui.preferences import Preferences
from ui.screen_sharing import ScreenSharing
from ui.widgets.toasts import ToastStack

_NAME = "screen_share"
_ON, _OFF = "on", "off"


class SharingSwitch(QObject):
    """Its `sharing` is what every screen asks.

    Signals:
        caption_changed: what stands in the title of the window, as it may be read.
    """

    caption_changed = Signal(str)

    def __init__(self, preferences: Preferences, toasts: ToastStack, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._toasts = toasts
        self._caption = ""
        self.sharing = ScreenSharing(is_on=preferences.settings.screen_share == _ON, parent=self)
        self.sharing.changed.connect(self._on_changed)
        preferences.changed.connect(self._on_settings)

    def toggle(self) -> None:
        """Hide what names customers, or show it again; it is remembered."""
        self._preferences.change(_NAME, _OFF if self.sharing.is_on else _ON)

    @Slot(str)
    def show_caption(self, caption: str) -> None:
        """What the screen says for the title."""
        self._caption = caption
        self.caption_changed.emit("" if self.sharing.is_on else caption)

    @Slot(object)
    def _on_settings(self, settings: Settings) -> None:
        self.sharing.switch(settings.screen_share == _ON)

    @Slot()
    def _on_changed(self) -> None:
        """The title at once; what was told before may name somebody."""
        self.show_caption(self._caption)
        self._toasts.drop_passing()
        on = self.tr("Screen-share mode is on. Names of customers and personal data are hidden.")
        self._toasts.announce(on if self.sharing.is_on else self.tr("Screen-share mode is off."), is_urgent=True)
