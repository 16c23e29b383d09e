"""Places that have no screen of their own yet: what they will hold, and where that is done today."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.places import Place, Where
from ui.screens.screen import Screen
from ui.surroundings import Surroundings
from ui.widgets.buttons import primary
from ui.widgets.empty_state import EmptyState


class ComingScreen(Screen):
    """Says so, and leads to what there is. It holds nothing about anybody."""

    def __init__(self, around: Surroundings, name: str, state: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._name = name
        layout = QVBoxLayout(self)
        layout.addWidget(state)

    def arrive(self, _place: Place) -> None:  # noqa: D102
        self.caption_changed.emit(self._name)

    def refresh(self) -> None:  # noqa: D102
        return

    def forget(self) -> None:  # noqa: D102
        return


def customers_screen(around: Surroundings) -> ComingScreen:
    """Customers: their numbers, names and contacts are kept, and their tickets are found under Tickets."""
    name = QCoreApplication.translate("Coming", "Customers")
    text = QCoreApplication.translate(
        "Coming",
        "This version has no page for them. A customer's tickets are found under Tickets, by number or name. "
        'New customers are entered with a new ticket, or in a terminal with "bailee customer add".',
    )
    title = QCoreApplication.translate("Coming", "Customers are kept, and not shown here yet")
    return _coming(around, Icon.CUSTOMERS, name, title, text)


def backups_screen(around: Surroundings) -> ComingScreen:
    """Backups: a file or folder that was restored by other means can be checked out."""
    name = QCoreApplication.translate("Coming", "Backups")
    title = QCoreApplication.translate("Coming", "Backups cannot be restored from here yet")
    text = QCoreApplication.translate(
        "Coming",
        "Restore one with the tool that made it, and check out the restored folder or database from its ticket. "
        "Wipe what was restored once the copy is ready.",
    )
    return _coming(around, Icon.BACKUPS, name, title, text)


def _coming(around: Surroundings, icon: Icon, name: str, title: str, text: str) -> ComingScreen:
    go = primary(around.theme, QCoreApplication.translate("Coming", "Go to Tickets"), Icon.TICKETS)
    go.clicked.connect(lambda: around.navigator.go(Place(Where.TICKETS)))
    return ComingScreen(around, name, EmptyState(around.theme, icon, title, text, go, role=IconRole.ACCENT))
