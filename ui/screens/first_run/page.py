"""The page of the first start: three steps below each other, of which only the vault is needed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.places import Place, Where
from ui.screens.first_run.folder_step import FolderStep
from ui.screens.first_run.start_step import StartStep
from ui.screens.first_run.vault_step import VaultStep
from ui.screens.unlock.doors import Doors
from ui.session import VaultSession
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import IconView, text_label

WIDTH = 640


class FirstRunPage(QScrollArea):
    """Makes the vault and leads into the window.

    Signals:
        done: the Place to begin at; the vault is there, and open.
        sample_made: the number of the sample's ticket and the folder to check out, before `done`.
        home_chosen: another home folder is wanted.
    """

    done = Signal(object)
    sample_made = Signal(str, str)
    home_chosen = Signal(str)

    def __init__(self, theme: Theme, session: VaultSession, doors: Doors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.vault = VaultStep(theme, session, doors)
        self.folder = FolderStep(theme, session)
        self.start = StartStep(theme, session)
        self._lay_out()
        self.setFocusProxy(self.vault.field)
        self.vault.created.connect(self._on_created)
        self.folder.home_chosen.connect(self.home_chosen)
        self.start.sample_made.connect(self._on_sample_made)
        self.start.ticket_wanted.connect(lambda: self.done.emit(Place(Where.TICKETS, "", "new")))
        self.start.nothing_wanted.connect(lambda: self.done.emit(Place(Where.BOARD)))

    def _lay_out(self) -> None:
        theme, spacing = self._theme, self._theme.measures.spacing
        holder = QWidget()
        whole = QHBoxLayout(holder)
        column = QVBoxLayout()
        column.setContentsMargins(0, spacing.xxl, 0, spacing.xxl)
        column.setSpacing(spacing.m)
        head = QHBoxLayout()
        head.setSpacing(spacing.m)
        head.addWidget(IconView(theme, Icon.VAULT, IconRole.ACCENT, theme.measures.icons.empty))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(text_label(theme, self.tr("Welcome to Bailee"), TextRole.PAGE))
        promise = self.tr("Encrypted working copies for one ticket each, provably wiped when it closes.")
        about = text_label(theme, promise, kind="secondary")
        about.setWordWrap(True)
        words.addWidget(about)
        head.addLayout(words, 1)
        column.addLayout(head)
        for step in (self.vault, self.folder, self.start):
            column.addWidget(step)
        column.addStretch(1)
        body = QWidget()
        body.setLayout(column)
        body.setFixedWidth(theme.measures.scaled(WIDTH))
        whole.addStretch(1)
        whole.addWidget(body)
        whole.addStretch(1)
        self.setWidget(holder)

    @Slot()
    def _on_created(self) -> None:
        self.folder.settle()
        self.start.set_ready(True)
        self.ensureWidgetVisible(self.start)

    @Slot(str, str)
    def _on_sample_made(self, number: str, folder: str) -> None:
        self.sample_made.emit(number, folder)
        self.done.emit(Place(Where.TICKETS, number))
