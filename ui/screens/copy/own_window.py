"""A working copy in a window of its own, with its own way from tab to tab. It goes when the vault is locked."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.acts import Act, ActRegistry
from ui.icons.names import Icon
from ui.places import Navigator, Place, Where
from ui.screens.copy.screen import CLOSE, TIMER, CopyScreen
from ui.surroundings import Surroundings

_SIZE = (1100, 760)


class CopyWindow(QWidget):
    """One copy.

    Signals:
        gone: the window was closed.
    """

    gone = Signal()

    def __init__(self, around: Surroundings, place: Place) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._around = around
        self._navigator = Navigator(self)
        acts = ActRegistry(around.theme, self)
        self._pass_on(acts)
        self.screen_inside = CopyScreen(replace(around, acts=acts, navigator=self._navigator))
        self.screen_inside.frame.own_window.hide()
        self.screen_inside.caption_changed.connect(self._on_caption)
        self._navigator.moved.connect(self._on_moved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.screen_inside)
        scale = around.theme.measures
        self.resize(scale.scaled(_SIZE[0]), scale.scaled(_SIZE[1]))
        self.setMinimumSize(scale.window_least_width * 2 // 3, scale.window_least_height * 2 // 3)
        away = QAction(self)
        away.setShortcut(QKeySequence("Ctrl+W"))
        away.triggered.connect(self.close)
        self.addAction(away)
        around.session.locking.connect(self.close)
        around.sharing.changed.connect(self._show_caption)
        self._on_caption("")
        self._navigator.go(place)

    def _pass_on(self, acts: ActRegistry) -> None:
        """The acts that belong to the main window are done there."""
        known = {act.id for act in self._around.acts}
        for act_id, icon in ((CLOSE, Icon.WIPE), (TIMER, Icon.TIMER)):
            if act_id in known:
                theirs = self._around.acts.act(act_id)
                acts.add(
                    Act(act_id, theirs.text, icon, is_destructive=theirs.is_destructive, in_palette=False),
                    partial(self._in_main_window, act_id),
                )

    def _in_main_window(self, act_id: str) -> None:
        """It is about this ticket: the main window shows it first."""
        place = self._navigator.place
        self._around.navigator.go(Place(Where.COPY, place.subject, place.part))
        self._around.acts.run(act_id)

    @Slot(object)
    def _on_moved(self, place: Place) -> None:
        if place.where is Where.COPY:
            self.screen_inside.arrive(place)
        else:
            self._around.navigator.go(place)

    @Slot(str)
    def _on_caption(self, caption: str) -> None:
        self._caption = caption
        self._show_caption()

    @Slot()
    def _show_caption(self) -> None:
        caption = "" if self._around.sharing.is_on else self._caption
        self.setWindowTitle(self.tr("{caption} - Bailee").format(caption=caption) if caption else "Bailee")

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102, N802
        self.screen_inside.forget()
        super().closeEvent(event)
        self.gone.emit()


class CopyWindows(QObject):
    """Opens windows for the copies that a screen asks them for, and keeps them while they are there."""

    def __init__(self, around: Surroundings, screen: CopyScreen) -> None:
        super().__init__(screen)
        self._around = around
        self.windows: list[CopyWindow] = []
        screen.window_asked.connect(self.open)
        screen.others = self._screens

    def _screens(self) -> list[CopyScreen]:
        return [window.screen_inside for window in self.windows]

    @Slot(object)
    def open(self, place: Place) -> None:
        """Show a copy in a window of its own."""
        window = CopyWindow(self._around, place)
        window.gone.connect(partial(self.windows.remove, window))
        self.windows.append(window)
        window.show()


def copy_screen(around: Surroundings) -> CopyScreen:
    """The screen of working copies in the main window, from which they can go into windows of their own."""
    screen = CopyScreen(around)
    CopyWindows(around, screen)
    return screen
