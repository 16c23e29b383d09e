"""Toasts over the bottom left of the window, for what was just done and for countdowns."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.surroundings import NoticeAct
from ui.theme.theme import Theme
from ui.widgets.announcing import announce
from ui.widgets.countdown_toast import CountdownToast
from ui.widgets.toast import Toast
from ui.widgets.undo_stack import Redo, Undo, UndoStack

_MOST = 3


class _ShownCountdown:
    """What the owner of a countdown holds; the toast itself may be gone with the window."""

    def __init__(self, toast: CountdownToast, close: Callable[[], None]) -> None:
        self._toast: CountdownToast | None = toast
        self._close = close

    def close(self) -> None:
        """Take it away. Safe to call twice."""
        if self._toast is not None:
            self._toast = None
            self._close()

    def hold(self, seconds: float) -> None:
        """Stand still, with so many seconds left."""
        if self._toast is not None:
            self._toast.hold(seconds)

    def run_to(self, until: datetime) -> None:
        """Run, to this end (UTC)."""
        if self._toast is not None:
            self._toast.run_to(until)

    def explain(self, detail: str) -> None:
        """Say this below it from now on."""
        if self._toast is not None:
            self._toast.explain(detail)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class ToastStack(QObject):
    """Shows toasts over the bottom left of `place`, the newest lowest.

    At most three are shown: older ones go, but never a countdown. What does not fit into the place waits unseen.
    """

    def __init__(self, theme: Theme, place: QWidget, now: Callable[[], datetime] = _utc_now) -> None:
        super().__init__(place)
        self._theme = theme
        self._place = place
        self._now = now
        self._left_edge = 0
        self._is_hidden = False
        self._toasts: list[Toast] = []
        self._undos: UndoStack[Toast] = UndoStack()
        place.installEventFilter(self)
        theme.changed.connect(self.place)

    @property
    def toasts(self) -> list[Toast]:
        """What is shown, oldest first."""
        return list(self._toasts)

    def tell(self, text: str, *acts: NoticeAct, detail: str = "") -> None:
        """Show a toast for a few seconds and say it to screen readers."""
        self._add(Toast(self._theme, text, detail, acts, self._place))
        announce(self._place, text)

    def announce(self, text: str, *, is_urgent: bool = False) -> None:
        """Say it to screen readers only."""
        announce(self._place, text, is_urgent=is_urgent)

    def offer_undo(
        self, text: str, undo: Callable[[], object], redo: Callable[[], object] | None = None, *, why_no_redo: str = ""
    ) -> None:
        """Show a toast with Undo, and remember it for Ctrl+Z; `redo`, or why there is none, is for Ctrl+Shift+Z."""
        toast = Toast(self._theme, text, "", (NoticeAct(self.tr("Undo"), lambda: self._undo(offer)),), self._place)
        offer = Undo(undo, toast, Redo(redo, why_no_redo))
        self._undos.add(offer)
        self._add(toast)
        announce(self._place, text)

    def offer_redo(self, text: str, redo: Callable[[], object]) -> None:
        """Tell of an act that was taken back by a way of its own; Ctrl+Shift+Z does it again."""
        self._undos.add_redo(Redo(redo))
        self.tell(text)

    def undo_last(self) -> bool:
        """Take back the newest act that can be; whether there was one."""
        undo = self._undos.last()
        if undo is None:
            return False
        self._undo(undo)
        return True

    def redo_last(self) -> bool:
        """Do again what was taken back last, or say why that cannot be; whether there was something."""
        redo = self._undos.pop_redo()
        if redo is None:
            return False
        if redo.run is not None:
            redo.run()
        else:
            self.tell(redo.why_not or self.tr("This cannot be done again from here: do it where you did it before."))
        return True

    def forget_undos(self) -> None:
        """Nothing before this moment can be taken back here, such as after a lock."""
        self._undos.clear()

    def count_down(
        self,
        text: str,
        detail: str,
        until: datetime,
        *acts: NoticeAct,
        attended: Callable[[bool], object] | None = None,
    ) -> _ShownCountdown:
        """Show a toast with a ring that runs out at `until` (UTC); TIME_LEFT in `text` becomes the time left.

        The first act is the way back: Ctrl+Z runs it, too. `attended` is told of pointer and keyboard.
        """
        toast = CountdownToast(self._theme, text, detail, until, acts, self._place, self._now)
        if acts:
            self._undos.add(Undo(lambda: toast.run(acts[0]), toast))
        toast.reshaped.connect(self.place)
        if attended is not None:
            toast.attended.connect(attended)
        self._add(toast)
        announce(self._place, toast.spoken(), is_urgent=True)
        return _ShownCountdown(toast, partial(self._remove, toast))

    def hide_all(self) -> None:
        """Put away what names customers: the vault is being locked. Countdowns go on without being seen."""
        self._is_hidden = True
        self.drop_passing()
        self.place()

    def drop_passing(self) -> None:
        """Take away what is only told: it may name somebody who must not be named any more."""
        for toast in self.toasts:
            if toast.is_passing():
                self._remove(toast)

    def show_again(self) -> None:
        """The vault is open again."""
        self._is_hidden = False
        self.place()

    def set_left_edge(self, left: int) -> None:
        """Where the content begins, beside the rail, in pixels of the place."""
        self._left_edge = left
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if watched is self._place and event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self.place()
        return False

    def place(self) -> None:
        """Put every toast where it belongs."""
        spacing = self._theme.measures.spacing
        left = self._left_edge + spacing.xxl
        bottom = self._place.height() - spacing.xl
        for toast in reversed(self._toasts):
            size = toast.fit(self._place.width() - left - spacing.m)
            is_mirrored = self._place.layoutDirection() is Qt.LayoutDirection.RightToLeft
            at = self._place.width() - left - size.width() if is_mirrored else left
            top = bottom - size.height()
            toast.setGeometry(QRect(QPoint(at, top), size))
            toast.setVisible(not self._is_hidden and top >= 0)
            toast.raise_()
            bottom = top - spacing.m

    def _undo(self, offer: Undo[Toast]) -> None:
        if self._undos.holds(offer):
            if offer.shown.is_passing():
                self._undos.taken_back(offer)
                self._remove(offer.shown)
            offer.run()

    def _add(self, toast: Toast) -> None:
        toast.over.connect(lambda: self._remove(toast))
        self._toasts.append(toast)
        passing = [each for each in self._toasts if each.is_passing()]
        room = max(1, _MOST - len(self._toasts) + len(passing))
        for each in passing[:-room]:
            self._remove(each)
        self.place()
        toast.start()

    def _remove(self, toast: Toast) -> None:
        if toast not in self._toasts:
            return
        self._toasts.remove(toast)
        if not toast.is_passing():
            self._undos.drop(toast)
        focus = QApplication.focusWidget()
        if focus is not None and toast.isAncestorOf(focus):
            self._place.setFocus(Qt.FocusReason.OtherFocusReason)
        toast.hide()
        toast.deleteLater()
        self.place()
