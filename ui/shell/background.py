"""Going on without a window: an icon in the tray leads back, and the program ends when the work is done."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui.icons.names import Icon
from ui.theme.theme import Theme


class Background(QObject):
    """The icon is there only while the window is not.

    Signals:
        show_asked: bring the window back.
        lock_asked: lock the vault.
        quit_asked: end the program.
    """

    show_asked = Signal()
    lock_asked = Signal()
    quit_asked = Signal()

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None

    @property
    def is_possible(self) -> bool:
        """Whether this desktop has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def is_on(self) -> bool:
        """Whether the program goes on without its window."""
        return self._icon is not None

    def begin(self) -> None:
        """Show the icon."""
        menu = QMenu()
        menu.addAction(self.tr("Open Bailee"), self.show_asked.emit)
        menu.addAction(self.tr("Lock vault"), self.lock_asked.emit)
        menu.addAction(self.tr("Quit"), self.quit_asked.emit)
        icon = QSystemTrayIcon(self._theme.icons.icon(Icon.VAULT), self)
        icon.setToolTip(self.tr("Bailee works in the background"))
        icon.setContextMenu(menu)
        icon.activated.connect(self._on_activated)
        icon.show()
        self._icon, self._menu = icon, menu

    def end(self) -> None:
        """Take it away."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None
        if self._menu is not None:
            self._menu.deleteLater()
            self._menu = None

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            self.show_asked.emit()
