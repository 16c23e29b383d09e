"""Does what the global acts say, to the open vault's part of the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.places import Place, Where
from ui.shell.zones import step_zone

if TYPE_CHECKING:
    from ui.shell.frame import Frame


class FrameDoer:
    """The Doer of a Frame."""

    def __init__(self, frame: "Frame") -> None:
        self._frame = frame

    def go(self, place: Place) -> None:  # noqa: D102
        self._frame.navigator.go(place)

    def new_ticket(self) -> None:  # noqa: D102
        self._frame.new_ticket()

    def show_palette(self) -> None:  # noqa: D102
        self._frame.palette_card.open()

    def show_help(self) -> None:  # noqa: D102
        self._frame.shortcuts.open()

    def toggle_jobs(self) -> None:  # noqa: D102
        self._frame.show_jobs()

    def toggle_rail(self) -> None:  # noqa: D102
        self._frame.set_narrow(not self._frame.rail.is_narrow)

    def focus_search(self) -> None:  # noqa: D102
        screen = self._frame.content.screen_shown
        if screen is not None:
            screen.focus_search()

    def refresh(self) -> None:  # noqa: D102
        screen = self._frame.content.screen_shown
        if screen is not None:
            screen.refresh()
        self._frame.held.look()

    def run_primary(self) -> None:  # noqa: D102
        self._frame.pane.press_primary()

    def why_no_primary(self) -> str:  # noqa: D102
        if not self._frame.split.is_open:
            return QCoreApplication.translate("GlobalActs", "No ticket is shown")
        return ""

    def step_zone(self, by: int) -> None:  # noqa: D102
        step_zone(self._frame.zones(), by)

    def step_back(self, by: int) -> None:  # noqa: D102
        if by > 0:
            self._frame.navigator.back()
        else:
            self._frame.navigator.forward()

    def why_not_step(self, by: int) -> str:  # noqa: D102
        navigator = self._frame.navigator
        if by > 0:
            return "" if navigator.can_go_back else QCoreApplication.translate("GlobalActs", "There is nothing before")
        return "" if navigator.can_go_forward else QCoreApplication.translate("GlobalActs", "There is nothing after")

    def undo(self) -> None:  # noqa: D102
        if not self._frame.toasts.undo_last():
            self._frame.toasts.tell(QCoreApplication.translate("GlobalActs", "There is nothing to undo."))

    def redo(self) -> None:  # noqa: D102
        if not self._frame.toasts.redo_last():
            self._frame.toasts.tell(QCoreApplication.translate("GlobalActs", "There is nothing to do again."))

    def open_held(self, at: int) -> None:  # noqa: D102
        self._frame.navigator.go(Place(Where.COPY, self._frame.held.mine[at].ticket.number))

    def why_not_held(self, at: int) -> str:  # noqa: D102
        if at < len(self._frame.held.mine):
            return ""
        return QCoreApplication.translate("GlobalActs", "You hold fewer copies")

    def toggle_sharing(self) -> None:  # noqa: D102
        self._frame.switch.toggle()

    def lock(self) -> None:  # noqa: D102
        self._frame.lock_asked.emit()

    def quit(self) -> None:  # noqa: D102
        self._frame.quit_asked.emit()
