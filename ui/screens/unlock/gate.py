"""What stands before the vault: looks at it in the background and shows the page it needs."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import (
    EpochKeyGone,
    FormatNewer,
    HeadDamaged,
    KeyStoreDiffers,
    KeyTableDamaged,
    LedgerDamaged,
    RegistryDamaged,
    RegistryNewer,
    VaultMissing,
    VaultRolledBack,
)
from app.model import KeyMode
from ui.screens.unlock.card import LockFacts, UnlockCard
from ui.screens.unlock.doors import Doors
from ui.session import VaultSession
from ui.theme.theme import Theme

_NO_USE_TRYING = (
    HeadDamaged,
    KeyTableDamaged,
    VaultRolledBack,
    EpochKeyGone,
    RegistryDamaged,
    RegistryNewer,
    FormatNewer,
    LedgerDamaged,
    KeyStoreDiffers,
)
"""What a passphrase cannot mend: told on a whole page."""


class Gate(QStackedWidget):
    """Unlock card, first run, or trouble.

    Signals:
        looked: the page the vault needs is shown.
        mode_known: what opens the vault, as text.
        first_run_asked: there is no vault; whoever owns the window puts the first page in.
        home_chosen: the path of another home folder, as text.
    """

    looked = Signal()
    mode_known = Signal(str)
    first_run_asked = Signal()
    home_chosen = Signal(str)

    def __init__(self, theme: Theme, session: VaultSession, doors: Doors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session = session
        self._doors = doors
        self._blank = QWidget()
        self.card = UnlockCard(theme, session, doors)
        self._card_page = _centred(self.card)
        self._first: QWidget | None = None
        self._trouble: QWidget | None = None
        for page in (self._blank, self._card_page):
            self.addWidget(page)
        self.card.refused.connect(self._on_refused)

    def expect(self, mode: str) -> None:
        """Show the card before the vault was looked at: this opened it last time. Other text counts for nothing."""
        if mode in {each.value for each in KeyMode}:
            self._show_card(KeyMode(mode))

    @Slot()
    def look(self) -> None:
        """Look at the vault, and show what it needs."""
        home, doors = self._session.home, self._doors
        job = self._session.runner.submit(lambda _monitor: doors.look(home), lane="vault")
        job.succeeded.connect(self._on_looked)
        job.failed.connect(self._on_look_failed)

    def show_card(self, facts: LockFacts) -> None:
        """Show the unlock card: the vault was locked."""
        self.card.show_facts(facts)
        self.setCurrentWidget(self._card_page)
        self.card.focus()

    def show_first_run(self, page: QWidget) -> None:
        """Show the page of the first start."""
        if self._first is not None:
            self.removeWidget(self._first)
            self._first.deleteLater()
        self._first = page
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_first_run(self) -> bool:
        """Whether the page of the first start is shown."""
        return self._first is not None and self.currentWidget() is self._first

    @Slot(object)
    def _on_looked(self, mode: object) -> None:
        if isinstance(mode, KeyMode):
            if self.currentWidget() is not self._card_page or mode is not self.card.mode:
                self._show_card(mode)
            self.mode_known.emit(mode.value)
            self.looked.emit()

    def _show_card(self, mode: KeyMode) -> None:
        self.card.set_mode(mode)
        self.setCurrentWidget(self._card_page)
        self.card.focus()

    @Slot(object)
    def _on_look_failed(self, error: object) -> None:
        if isinstance(error, VaultMissing):
            self.first_run_asked.emit()
        elif isinstance(error, BaseException):
            self._show_trouble(error)
        self.looked.emit()

    @Slot(object)
    def _on_refused(self, error: object) -> None:
        if isinstance(error, _NO_USE_TRYING):
            self._show_trouble(error)
        elif isinstance(error, BaseException):
            self.card.show_failure(error)

    def _show_trouble(self, error: BaseException) -> None:
        from ui.screens.unlock.trouble import TroublePage  # noqa: PLC0415 - few starts need it
        from ui.words import failure  # noqa: PLC0415

        if self._trouble is not None:
            self.removeWidget(self._trouble)
            self._trouble.deleteLater()
        page = TroublePage(self._theme)
        page.again.connect(self.look)
        page.other_wanted.connect(self.choose_other)
        self._trouble = page
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.show_failure(failure(error), self._session.home.path)

    @Slot()
    def choose_other(self) -> None:
        """Ask for another home folder."""
        folder = self.ask_folder()
        if folder:
            self.home_chosen.emit(folder)

    def ask_folder(self) -> str:
        """The folder that a person chose, or ""."""
        start = str(self._session.home.path.parent)
        return QFileDialog.getExistingDirectory(self, self.tr("Choose the folder of a vault"), start)


def _centred(card: QWidget) -> QWidget:
    """In the middle, by stretches: an alignment would cost texts that wrap their height."""
    page = QWidget()
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card)
    row.addStretch(1)
    layout = QVBoxLayout(page)
    layout.addStretch(2)
    layout.addLayout(row)
    layout.addStretch(3)
    return page
