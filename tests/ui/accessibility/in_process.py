"""The accessibility interfaces of Qt itself, which every screen reader gets to through its own system."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from tests.ui.accessibility.assisted import Said
from ui.widgets import announcing

_MOST_CHILDREN = 400


class QtThing:
    """A QAccessibleInterface."""

    def __init__(self, interface: QAccessibleInterface) -> None:
        self._interface = interface

    @property
    def name(self) -> str:
        """What it is called."""
        return self._interface.text(QAccessible.Text.Name)

    @property
    def is_shown(self) -> bool:
        """Whether it can be perceived at all."""
        return self._interface.isValid() and not self._interface.state().invisible

    @property
    def is_usable(self) -> bool:
        """Whether it is enabled."""
        return not self._interface.state().disabled

    def children(self) -> Sequence["QtThing"]:
        """What is in it."""
        found = [self._interface.child(at) for at in range(min(self._interface.childCount(), _MOST_CHILDREN))]
        return [QtThing(each) for each in found if each is not None and each.isValid()]

    def actions(self) -> Sequence[str]:
        """What can be done with it."""
        acting = self._interface.actionInterface()
        return acting.actionNames() if acting is not None else ()

    def do(self, action: str) -> None:
        """Do that."""
        acting = self._interface.actionInterface()
        assert acting is not None
        acting.doAction(action)

    def write(self, text: str) -> None:
        """Put a text into it, in place of what was there."""
        self._interface.setText(QAccessible.Text.Value, text)

    def select_nothing(self) -> None:
        """End its selection."""
        selecting = self._interface.selectionInterface()
        assert selecting is not None
        selecting.clear()


class QtReader:
    """The window of this process. What it announces is taken down on its way to the system."""

    def __init__(self, window: QWidget, wait: Callable[[int], object], said: list[Said]) -> None:
        self._window = window
        self._wait = wait
        self._said = said

    def root(self) -> QtThing:
        """The window."""
        return QtThing(QAccessible.queryAccessibleInterface(self._window))

    def said(self) -> Sequence[Said]:
        """Everything announced so far."""
        return self._said

    def wait(self, seconds: float) -> None:
        """Let the window work."""
        self._wait(round(seconds * 1000))


@contextmanager
def announcements() -> Iterator[list[Said]]:
    """Takes down every announcement where the window hands it to Qt: bindings have no place behind that."""
    said: list[Said] = []

    class Overheard(QAccessible):
        @staticmethod
        def updateAccessibility(event: QAccessibleEvent) -> None:  # noqa: N802
            if isinstance(event, QAccessibleAnnouncementEvent):
                is_urgent = event.politeness() is QAccessible.AnnouncementPoliteness.Assertive
                said.append(Said(event.message(), is_urgent))
            QAccessible.updateAccessibility(event)

    with patch.object(announcing, "QAccessible", Overheard):
        yield said
