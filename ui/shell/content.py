"""The screens, one shown at a time; each is made when it is first gone to."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.places import Place, Where
from ui.screens.screen import Screen
from ui.shell.screens_table import Maker
from ui.surroundings import Surroundings


class Content(QStackedWidget):
    """Shows the screen of a place.

    Signals:
        made: a Screen that was not there before.
        caption_changed: what the screen that is shown says for the title of the window.
        ticket_chosen: the screen that is shown wants a ticket in the pane, or none ("").
    """

    made = Signal(object)
    caption_changed = Signal(str)
    ticket_chosen = Signal(str)

    def __init__(self, around: Surroundings, makers: Mapping[Where, Maker], parent: QWidget) -> None:
        super().__init__(parent)
        self._around = around
        self._makers = makers
        self._screens: dict[Where, Screen] = {}
        self._captions: dict[Where, str] = {}
        self._where = Where.BOARD

    @property
    def where(self) -> Where:
        """The place that is shown."""
        return self._where

    @property
    def screen_shown(self) -> Screen | None:
        """The screen that is shown, if there is one yet."""
        return self._screens.get(self._where)

    def show_place(self, place: Place) -> None:
        """Show the screen of a place and let it show what the place names."""
        self._where = place.where
        screen = self._screens.get(place.where) or self._make(place.where)
        self.setCurrentWidget(screen)
        self.caption_changed.emit(self._captions.get(place.where, ""))
        screen.arrive(place)

    def in_the_way(self) -> str:
        """Why the screens cannot be made anew now; "" where none of them would lose anything."""
        return next(filter(None, (screen.in_the_way() for screen in self._screens.values())), "")

    def _make(self, where: Where) -> Screen:
        screen = self._makers[where](self._around)
        self._screens[where] = screen
        self.addWidget(screen)
        screen.caption_changed.connect(lambda caption: self._on_caption(where, caption))
        screen.ticket_chosen.connect(lambda number: self._on_ticket(where, number))
        # Each on its own: one that fails must not keep the others from forgetting.
        self._around.session.locking.connect(screen.forget)
        self.made.emit(screen)
        return screen

    def _on_caption(self, where: Where, caption: str) -> None:
        self._captions[where] = caption
        if where is self._where:
            self.caption_changed.emit(caption)

    def _on_ticket(self, where: Where, number: str) -> None:
        if where is self._where:
            self.ticket_chosen.emit(number)

    @Slot()
    def forget(self) -> None:
        """Drop the captions: they name customers."""
        self._captions.clear()
