"""What the tabs of a working copy have in common, seen from its screen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.model import CopyRecord
from ui.surroundings import Surroundings


class CopyTab(QWidget):
    """One tab of the screen of a working copy. Made once, and shown one copy after another.

    Signals:
        caption_changed: `caption` says something else now.
        copy_changed: something was changed in the copy through this tab; the other tabs read anew.
    """

    caption_changed = Signal()
    copy_changed = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around

    def caption(self) -> str:
        """What stands on the tab, with its number if it has one ("Changes 5")."""
        raise NotImplementedError

    def open_copy(self, record: CopyRecord) -> None:
        """Show this copy from its beginning; what was shown of another is dropped first."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read anew what is shown, in the background; selection and scroll stay. Nothing while no copy is open."""
        raise NotImplementedError

    def forget(self) -> None:
        """Drop everything about the copy from memory and from the screen."""
        raise NotImplementedError

    def zones(self) -> list[QWidget]:
        """The widgets that F6 goes through, in order."""
        return [self]
