"""What all screens have in common, seen from the window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.places import Place
from ui.surroundings import Surroundings


class Screen(QWidget):
    """One place of the window. Made once, after the vault was unlocked for the first time.

    Signals:
        caption_changed: what stands in the title of the window for it.
        ticket_chosen: the number of the ticket that the detail pane is to show; "" closes the pane.
    """

    caption_changed = Signal(str)
    ticket_chosen = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around

    def arrive(self, place: Place) -> None:
        """Show what the place names. Called each time one comes here, also from the place itself."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read anew what is shown, in the background; selection and scroll stay."""
        raise NotImplementedError

    def forget(self) -> None:
        """Drop everything about customers from memory and from the screen: the vault is being locked."""
        raise NotImplementedError

    def in_the_way(self) -> str:
        """What making the screen anew would cut short, as a sentence; "" where it would lose nothing."""
        return ""

    def focus_search(self) -> None:
        """Put the keyboard into the search of this screen, if it has one (Ctrl+F)."""

    def zones(self) -> list[QWidget]:
        """The widgets that F6 goes through, in order."""
        return [self]
