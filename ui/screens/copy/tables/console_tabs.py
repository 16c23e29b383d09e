"""The consoles of a copy as tabs beside each other."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from app.copies.paths import shown
from app.databases.console.kept_consoles import KeptConsole
from ui.icons.names import Icon
from ui.screens.copy.tables.clipboard import SensitiveClipboard
from ui.screens.copy.tables.completion import Names
from ui.screens.copy.tables.console import Console
from ui.screens.copy.tables.sessions import Sessions
from ui.screens.copy.tables.sql_acts import HISTORY, RUN, STOP
from ui.surroundings import Surroundings
from ui.widgets.buttons import tool


class ConsoleTabs(QTabWidget):
    """At least one, as long as there is a database.

    Signals:
        caption_changed: a transaction was opened or ended somewhere.
        changed: the path of a database that was changed through a console.
        edited: a text was changed, or a console opened or closed.
        new_asked: another console is wanted.
    """

    caption_changed = Signal()
    changed = Signal(bytes)
    edited = Signal()
    new_asked = Signal()

    def __init__(self, around: Surroundings, clipboard: SensitiveClipboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._clipboard = clipboard
        self._kept: list[KeptConsole] | None = None
        self.keys: Callable[[str], str] = str
        """Gives the keys of an act."""
        self.setDocumentMode(True)
        self.setMovable(True)
        self.tabBar().setAccessibleName(self.tr("SQL consoles"))
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)
        another = tool(around.theme, Icon.ADD, self.tr("New SQL console"))
        another.clicked.connect(self.new_asked)
        self.setCornerWidget(another)
        self.currentChanged.connect(lambda _at: self.edited.emit())

    def consoles(self) -> list[Console]:
        """All of them, in their order."""
        found = (self.widget(at) for at in range(self.count()))
        return [each for each in found if isinstance(each, Console)]

    def current(self) -> Console | None:
        """The one in front."""
        found = self.currentWidget()
        return found if isinstance(found, Console) else None

    def do(self, act: Callable[[Console], object]) -> None:
        """Do something with the one in front."""
        console = self.current()
        if console is not None:
            act(console)

    def is_running(self) -> bool:
        """Whether the one in front runs something."""
        console = self.current()
        return console is not None and console.work.is_busy

    def are_at_work(self) -> bool:
        """Whether any of them runs something, or has a transaction open."""
        return any(console.work.is_busy or console.transaction.is_open for console in self.consoles())

    def uncommitted(self) -> int | None:
        """How many statements wait in open transactions; None where no transaction is open."""
        opened = [console.transaction for console in self.consoles() if console.transaction.is_open]
        return sum(each.uncommitted for each in opened) if opened else None

    # opening and closing

    def open(self, path: bytes, sessions: Sessions) -> Console:
        """Another console on a database, in front."""
        number = 1
        names = {console.name for console in self.consoles()}
        while (name := self.tr("Console {number}").format(number=number)) in names:
            number += 1
        console = self._add(KeptConsole(path, name, ""), sessions)
        self.setCurrentWidget(console)
        console.editor.setFocus()
        return console

    def open_kept(self, kept: Sequence[KeptConsole], path: bytes, sessions: Sessions) -> None:
        """The consoles that were kept, or else one on the database at `path`."""
        for each in kept:
            console = self._add(each, sessions)
            if each.is_current:
                self.setCurrentWidget(console)
        if not kept:
            self._add(KeptConsole(path, self.tr("Console {number}").format(number=1), ""), sessions)
        self._kept = self._now()

    def for_database(self, path: bytes, sessions: Sessions) -> Console:
        """The one in front if it works on this database, or another that does, or a new one; now in front."""
        front = self.current()
        fitting = [console for console in self.consoles() if console.path == path]
        if front is not None and front in fitting:
            return front
        console = fitting[0] if fitting else self.open(path, sessions)
        self.setCurrentWidget(console)
        return console

    @Slot()
    def close_current(self) -> None:
        """Close the one in front."""
        self.close_at(self.currentIndex())

    @Slot(int)
    def close_at(self, at: int) -> None:
        """Close a console; what it did not commit is rolled back, and its text can be had again by Undo."""
        console = self.widget(at)
        if not isinstance(console, Console) or self.count() < 2:
            return
        kept, sessions, work = console.kept(is_current=True), console.work.sessions, console.work
        self.removeTab(at)
        self._settle_closing()
        console.forget()
        console.deleteLater()
        number = work.console
        self._around.session.run(
            lambda _vault, _monitor: sessions.leave(number), lane=f"read:sql-end:{sessions.record.id}"
        )
        self.caption_changed.emit()
        self.edited.emit()
        if kept.sql.strip():
            text = self.tr("{name} closed.").format(name=kept.name)
            self._around.notices.offer_undo(text, partial(self._reopen, kept, sessions))

    def forget(self) -> None:
        """Close all of them and drop what they hold."""
        had_transaction = self.uncommitted() is not None
        self.blockSignals(True)  # noqa: FBT003
        for console in self.consoles():
            console.forget()
            self.removeTab(self.indexOf(console))
            console.deleteLater()
        self.blockSignals(False)  # noqa: FBT003
        self._kept = None
        if had_transaction:
            self.caption_changed.emit()

    # keeping

    def kept(self) -> list[KeptConsole] | None:
        """What is to be kept now; None where that is kept already, or nothing was opened."""
        now = self._now()
        return None if self._kept is None or now == self._kept else now

    def was_kept(self, kept: list[KeptConsole]) -> None:
        """Say that this was kept."""
        if self._kept is not None:
            self._kept = kept

    def complete_from(self, path: bytes, names: Names) -> None:
        """What can be completed in the consoles on a database."""
        for console in self.consoles():
            if console.path == path:
                console.complete_from(names)

    def set_undo(self, path: bytes, runs: int) -> None:
        """Say how many runs can be taken back in a database."""
        reason = "" if runs else self.tr("Nothing was changed in this database since its checkout.")
        for console in self.consoles():
            if console.path == path:
                console.toolbar.set_undo(reason)

    # what is behind it

    def _now(self) -> list[KeptConsole]:
        front = self.current()
        return [console.kept(is_current=console is front) for console in self.consoles()]

    def _reopen(self, kept: KeptConsole, sessions: Sessions) -> None:
        if self._kept is not None:
            self.setCurrentWidget(self._add(kept, sessions))

    def _add(self, kept: KeptConsole, sessions: Sessions) -> Console:
        console = Console(self._around, sessions, self._clipboard, kept)
        console.toolbar.set_keys(run=self.keys(RUN), stop=self.keys(STOP), history=self.keys(HISTORY))
        console.caption_changed.connect(partial(self._on_caption, console))
        console.changed.connect(lambda: self.changed.emit(console.path))
        console.edited.connect(self.edited)
        at = self.addTab(console, self._title(console))
        self.setTabToolTip(at, shown(kept.database))
        closing = tool(self._around.theme, Icon.CROSS, self.tr("Close {name}").format(name=kept.name))
        closing.clicked.connect(lambda: self.close_at(self.indexOf(console)))
        self.tabBar().setTabButton(at, QTabBar.ButtonPosition.RightSide, closing)
        self._settle_closing()
        return console

    def _settle_closing(self) -> None:
        """The last console stays."""
        for at in range(self.count()):
            button = self.tabBar().tabButton(at, QTabBar.ButtonPosition.RightSide)
            if button is not None:
                button.setVisible(self.count() > 1)

    def _on_caption(self, console: Console) -> None:
        self.setTabText(self.indexOf(console), self._title(console))
        self.caption_changed.emit()

    def _title(self, console: Console) -> str:
        name = console.name.replace("&", "&&")
        transaction = console.transaction
        if not transaction.is_open:
            return name
        if transaction.uncommitted:
            waiting = self.tr("%n not committed", "", transaction.uncommitted)
        else:
            waiting = self.tr("transaction open")
        return self.tr("{name} ({state})").format(name=name, state=waiting)
