"""The window: before the vault the gate, behind it the frame with the screens; and the lock between them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from ui.places import Place
from ui.preferences import Preferences
from ui.screens.unlock.card import LockFacts
from ui.screens.unlock.doors import Doors
from ui.screens.unlock.gate import Gate
from ui.session import VaultSession, VaultState
from ui.shell.background import Background
from ui.shell.clipboard_care import ClipboardCare
from ui.shell.closing_above import WindowsAbove
from ui.shell.deep_links import place_of
from ui.shell.input_watch import InputWatch
from ui.shell.quit_sheet import QuitSheet
from ui.shell.quitting import Quitting
from ui.shell.renewing import Renewing
from ui.shell.system_events import SystemEvents
from ui.shell.warming import Warming
from ui.shell.window_geometry import WindowGeometry
from ui.shell.window_memory import WindowMemory
from ui.surroundings import NoticeAct
from ui.theme.theme import Theme

if TYPE_CHECKING:
    from app.settings import Settings
    from ui.shell.frame import Frame, FrameLeft

NAME = "Bailee"
_LONGEST_END_MS = 2_000
_MODE = "vault/mode"  # what opened it last: the card can stand before the vault was looked at


class MainWindow(QWidget):
    """One window for one vault.

    Signals:
        home_chosen: the path of another home folder; whoever made the window makes another.
        ended: everything is put away, the program may end.
    """

    home_chosen = Signal(str)
    ended = Signal()

    def __init__(
        self,
        application: QApplication,
        theme: Theme,
        session: VaultSession,
        preferences: Preferences,
        memory: WindowMemory,
        doors: Doors | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._session = session
        self._preferences = preferences
        self._memory = memory
        self._doors = doors or Doors()
        self.frame: Frame | None = None
        self._left: FrameLeft | None = None
        self._wanted: Place | None = None
        self._sample: tuple[str, str] | None = None
        self._may_close = self._is_letting_go = False
        self._was_shown = False
        self._put_on: Callable[[], object] = _nothing
        self._renewed: Callable[[], object] = _nothing
        self.setWindowTitle(NAME)
        self.setMinimumSize(theme.measures.window_least_width, theme.measures.window_least_height)
        self._geometry = WindowGeometry(self, memory, application.screens())
        self._above = WindowsAbove(self)
        self.clipboard = ClipboardCare(application.clipboard(), preferences.settings.clipboard_seconds, self)
        self.watch = InputWatch(application, preferences.settings.lock_minutes * 60, self)
        self._warming = Warming(session.runner, self)
        self.gate = self._make_gate()
        self.renewing = Renewing(session, self._in_the_way, self)
        self.background = Background(theme, self)
        self.sheet = QuitSheet(theme, self)
        self.quitting = Quitting(session, self.sheet, self.background, self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.gate)
        self._connect()
        self._geometry.restore()

    # ---- from outside

    def hear(self, events: SystemEvents) -> None:
        """Lock when the system says that the person goes or the machine sleeps."""
        events.session_locked.connect(self.lock)
        events.sleeping.connect(self.lock)

    @Slot(str)
    def open_link(self, link: str) -> None:
        """Show the window, and what a link names: now, or as soon as the vault is open."""
        self.bring_up()
        place = place_of(link)
        if place is None:
            return
        if self.frame is not None and self._stack.currentWidget() is self.frame:
            self.frame.navigator.go(place)
        else:
            self._wanted = place

    @Slot()
    def bring_up(self) -> None:
        """Put the window before the others."""
        self.background.end()
        self.showMaximized() if self.isMaximized() else self.showNormal()
        self.raise_()
        self.activateWindow()

    @Slot()
    def lock(self) -> None:
        """Lock the vault, now."""
        self._session.lock()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102, N802
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.gate.expect(self._memory.text(_MODE))
            self.gate.look()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102, N802
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.quitting.ask()

    # ---- opening and locking

    @Slot(object)
    def _on_state(self, state: object) -> None:
        if state is VaultState.UNLOCKED:
            self._warming.stop()
            self.watch.start()
            if not self.gate.is_first_run:
                self._enter(None)
        elif state is VaultState.LOCKED and self.frame is not None:
            self.watch.stop()
            self.gate.show_card(self._facts())

    @Slot(object)
    def _enter(self, place: Place | None) -> None:
        """Go behind the gate, to this place or where one was."""
        frame = self.frame or self._make_frame()
        self._stack.setCurrentWidget(frame)
        frame.enter()
        self._above.bring_back()
        wanted, self._wanted = self._wanted or place, None
        if wanted is not None:
            frame.navigator.go(wanted)
        sample, self._sample = self._sample, None
        if sample is not None:
            frame.offer_source(*sample)

    def _make_frame(self) -> "Frame":
        from ui.shell.frame import Frame  # noqa: PLC0415 - the start does not wait for the screens

        frame = Frame(self._theme, self._session, self._preferences, self._memory)
        frame.caption_changed.connect(self._on_caption)
        frame.lock_asked.connect(self.lock)
        frame.quit_asked.connect(self.close)
        frame.custodian.changed.connect(self._show_facts)
        self.quitting.watch(frame.custodian)
        if self._left is not None:
            frame.take_over(self._left)
            self._left = None
        self._stack.addWidget(frame)
        self.frame = frame
        return frame

    @Slot()
    def _on_locking(self) -> None:
        """First what can be seen, then the rest; none of it asks anybody."""
        if self._is_letting_go:
            return
        self._stack.setCurrentWidget(self.gate)
        self.gate.show_card(self._facts())
        self._above.take_away()
        self.sheet.drop()
        self.clipboard.clear()
        self.setWindowTitle(NAME)

    # ---- another language

    def renew(self, put_on: Callable[[], object], tell: Callable[[], object]) -> None:
        """Make everything that is shown anew, as soon as nothing is cut short by it.

        `put_on` puts the other texts in force once nothing shows the old ones; `tell` is called at the end.
        """
        self._put_on, self._renewed = put_on, tell
        self.renewing.ask()

    def _in_the_way(self) -> str:
        if self.frame is None:
            return ""
        if not self._session.is_unlocked and self.frame.custodian.pending():
            return self.tr("Changes as soon as no wipe waits.")
        return self.frame.in_the_way()

    @Slot()
    def _on_letting_go(self) -> None:
        """What is shown lets go as for a lock, but the vault stays open and the gate away."""
        if self.frame is not None:
            self._left = self.frame.left()
            self.frame.custodian.leave()
        if self.frame is not None and self._session.is_unlocked:
            self.frame.setEnabled(False)
            self._is_letting_go = True
            self._session.let_go()
            self._is_letting_go = False

    @Slot()
    def _on_renewed(self) -> None:
        """Nothing is under way for what was shown: away with it, and then what is new in its place.

        In two steps: what is new starts jobs, and nothing old must hear of them.
        """
        self.setUpdatesEnabled(False)
        self._put_on()
        if self.frame is not None:
            self.frame.custodian.deleteLater()
            self.frame.deleteLater()
            self.frame = None
        QTimer.singleShot(0, self, self._show_renewed)

    @Slot()
    def _show_renewed(self) -> None:
        if not self.gate.is_first_run:
            self._renew_gate()
        if self._session.is_unlocked and not self.gate.is_first_run:
            self._enter(None)
        self.setUpdatesEnabled(True)
        self._renewed()

    def _make_gate(self) -> Gate:
        gate = Gate(self._theme, self._session, self._doors)
        gate.looked.connect(self._warming.start)
        gate.mode_known.connect(lambda mode: self._memory.put(_MODE, mode))
        gate.first_run_asked.connect(self._on_first_run)
        gate.home_chosen.connect(self.home_chosen)
        return gate

    def _renew_gate(self) -> None:
        before, self.gate = self.gate, self._make_gate()
        self._stack.addWidget(self.gate)
        self.gate.expect(self._memory.text(_MODE))
        if self._stack.currentWidget() is before:
            self._stack.setCurrentWidget(self.gate)
            self.gate.look()
        self._stack.removeWidget(before)
        before.deleteLater()

    def _facts(self) -> LockFacts:
        jobs = sum(job.listing is not None for job in self._session.runner.jobs)
        if self.frame is None:
            return LockFacts(jobs)
        return LockFacts(jobs, self.frame.held.overdue, len(self.frame.custodian.pending()))

    @Slot()
    def _show_facts(self) -> None:
        if not self._session.is_unlocked and self.frame is not None:
            self.gate.card.show_facts(self._facts())

    # ---- first run, another vault

    @Slot()
    def _on_first_run(self) -> None:
        from ui.screens.first_run.page import FirstRunPage  # noqa: PLC0415 - one start needs it

        page = FirstRunPage(self._theme, self._session, self._doors)
        page.sample_made.connect(self._on_sample_made)
        page.done.connect(self._enter)
        page.home_chosen.connect(self.home_chosen)
        self.gate.show_first_run(page)

    @Slot(str, str)
    def _on_sample_made(self, number: str, folder: str) -> None:
        self._sample = number, folder

    # ---- the rest of the wiring

    def _connect(self) -> None:
        session = self._session
        session.locking.connect(self._on_locking)
        session.state_changed.connect(self._on_state)
        session.runner.idle.connect(self._show_facts)
        self.renewing.waiting.connect(self._preferences.put_language_off)
        self.renewing.letting_go.connect(self._on_letting_go)
        self.renewing.ready.connect(self._on_renewed)
        self.watch.left.connect(self._on_left)
        self.watch.back_pressed.connect(lambda: self._step("back"))
        self.watch.forward_pressed.connect(lambda: self._step("forward"))
        self.quitting.ready.connect(self.end)
        self.quitting.hide_asked.connect(self._on_hide_asked)
        self.background.show_asked.connect(self.bring_up)
        self.background.lock_asked.connect(self.lock)
        self.background.quit_asked.connect(self._on_background_quit)
        self._preferences.changed.connect(self._on_settings)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self.lock)

    @Slot(int)
    def _on_left(self, seconds: int) -> None:
        if seconds <= 0:
            self.lock()
        elif self.frame is not None:
            self.frame.rail.set_seconds_left(seconds)

    def _step(self, act_id: str) -> None:
        if self.frame is not None and self._stack.currentWidget() is self.frame:
            self.frame.acts.run(act_id)

    @Slot(str)
    def _on_caption(self, caption: str) -> None:
        if self._session.is_unlocked:
            self.setWindowTitle(f"{caption} - {NAME}" if caption else NAME)

    @Slot(object)
    def _on_settings(self, settings: "Settings") -> None:
        self.watch.set_idle_seconds(settings.lock_minutes * 60)
        self.clipboard.set_seconds(settings.clipboard_seconds)

    @Slot()
    def _on_hide_asked(self) -> None:
        self.background.begin()
        self.hide()

    @Slot()
    def _on_background_quit(self) -> None:
        self.bring_up()
        self.close()

    def say_failure(self, error: Exception) -> None:
        """Tell of a failure that belongs to no screen, where there is one to tell it on."""
        from ui.words import failure  # noqa: PLC0415 - seldom needed, and heavy

        said = failure(error)
        if self.frame is not None:
            copy = NoticeAct(self.tr("Copy details"), lambda: QGuiApplication.clipboard().setText(said.detail))
            self.frame.toasts.tell(said.happened, copy, detail=f"{said.means} {said.next_step}")

    @Slot()
    def end(self) -> None:
        """Lock, let drafts be written, and end."""
        if self._may_close:
            return
        self._may_close = True
        self._geometry.keep()
        self._memory.end()
        if self.frame is not None:
            self.frame.custodian.leave()
        self._session.lock()
        self.watch.close()
        self.background.end()
        self.hide()
        if self._session.runner.is_idle():
            self.ended.emit()
            return
        self._session.runner.idle.connect(self.ended)
        QTimer.singleShot(_LONGEST_END_MS, self, self.ended.emit)


def _nothing() -> None:
    """What is done while no other language is wanted."""
