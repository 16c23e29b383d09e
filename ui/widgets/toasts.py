"""Toasts over the bottom left of the window, for what was just done and for countdowns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.surroundings import NoticeAct
from ui.theme.theme import Theme
from ui.widgets.announcing import announce
from ui.widgets.toast import CountdownToast, Toast

_MOST = 3
_MOST_UNDOS = 50


@dataclass(frozen=True, slots=True, eq=False)
class _Undo:
    """An act that can be taken back, and the toast that offers it."""

    run: Callable[[], object]
    toast: Toast


class _ShownCountdown:
    """What the owner of a countdown holds; the toast itself may be gone with the window."""

    def __init__(self, close: Callable[[], None]) -> None:
        self._close: Callable[[], None] | None = close

    def close(self) -> None:
        """Take it away. Safe to call twice."""
        close, self._close = self._close, None
        if close is not None:
            close()


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
        self._undos: list[_Undo] = []
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

    def offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Show a toast with Undo, and remember it for Ctrl+Z."""
        toast = Toast(self._theme, text, "", (NoticeAct(self.tr("Undo"), lambda: self._undo(offer)),), self._place)
        offer = _Undo(undo, toast)
        self._undos.append(offer)
        del self._undos[:-_MOST_UNDOS]
        self._add(toast)
        announce(self._place, text)

    def undo_last(self) -> bool:
        """Take back the newest act that can be; whether there was one."""
        if not self._undos:
            return False
        self._undo(self._undos[-1])
        return True

    def forget_undos(self) -> None:
        """Nothing before this moment can be taken back here, such as after a lock."""
        self._undos.clear()

    def count_down(self, text: str, detail: str, until: datetime, *acts: NoticeAct) -> _ShownCountdown:
        """Show a toast with a ring that runs out at `until` (UTC); TIME_LEFT in `text` becomes the time left.

        The first act is the way back: Ctrl+Z runs it, too.
        """
        toast = CountdownToast(self._theme, text, detail, until, acts, self._place, self._now)
        if acts:
            self._undos.append(_Undo(lambda: toast.run(acts[0]), toast))
        self._add(toast)
        announce(self._place, toast.spoken(), is_urgent=True)
        return _ShownCountdown(lambda: self._remove(toast))

    def hide_all(self) -> None:
        """Put away what names customers: the vault is being locked. Countdowns go on without being seen."""
        self._is_hidden = True
        for toast in self.toasts:
            if toast.is_passing():
                self._remove(toast)
        self.place()

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

    def _undo(self, offer: _Undo) -> None:
        if offer in self._undos:
            if offer.toast.is_passing():
                self._undos.remove(offer)
                self._remove(offer.toast)
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
            self._undos = [offer for offer in self._undos if offer.toast is not toast]
        focus = QApplication.focusWidget()
        if focus is not None and toast.isAncestorOf(focus):
            self._place.setFocus(Qt.FocusReason.OtherFocusReason)
        toast.hide()
        toast.deleteLater()
        self.place()
