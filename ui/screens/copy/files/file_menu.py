"""The menu on files: what can be done, and why not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from ui.icons.names import Icon
from ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Doing:
    """An entry. With `why_not` it cannot be chosen, and says so."""

    text: str
    icon: Icon
    run: Callable[[], object]
    why_not: str = ""


def file_menu(theme: Theme, parent: QWidget, doings: Iterable[Doing]) -> QMenu:
    """A menu that goes once it is closed."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for doing in doings:
        action = menu.addAction(theme.icons.icon(doing.icon), doing.text)
        action.triggered.connect(doing.run)
        action.setEnabled(not doing.why_not)
        action.setToolTip(doing.why_not or doing.text)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
