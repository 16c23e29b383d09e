"""Takes away whatever stands above the window: menus, dialogs, windows of their own. None is asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

_MOST_POPUPS = 50


class WindowsAbove:
    """Closes and hides for a lock, and shows own windows again afterwards."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._hidden: list[QWidget] = []

    def take_away(self) -> None:
        """Close menus and dialogs as if Esc was pressed, without their leave; hide other windows."""
        for _ in range(_MOST_POPUPS):
            popup = QApplication.activePopupWidget()
            if popup is None:
                break
            popup.close()
            popup.hide()
        for each in QApplication.topLevelWidgets():
            if each is self._window or not each.isVisible():
                continue
            if isinstance(each, QDialog):
                # Not what a subclass made of it: that may ask something first.
                QDialog.done(each, QDialog.DialogCode.Rejected.value)
            elif each.windowType() == Qt.WindowType.Window:
                self._hidden.append(each)
            each.hide()

    def bring_back(self) -> None:
        """Show the windows that were hidden, if they are still there."""
        hidden, self._hidden = self._hidden, []
        for each in hidden:
            if isValid(each):
                each.show()
