"""The second step: where the copies will lie, and whether that is a good place."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.operations.look_at_folder import FolderSight, look_at_folder
from ui import formats
from ui.icons.names import Icon
from ui.session import VaultSession
from ui.theme.fonts import TextRole
from ui.theme.painting import Tone
from ui.theme.theme import Theme
from ui.widgets.buttons import plain
from ui.widgets.inline_bar import InlineBar
from ui.widgets.labels import FactRow, text_label


class FolderStep(QFrame):
    """The copies lie in the home folder; another one can be chosen as long as there is no vault in it.

    Signals:
        home_chosen: the path of another home folder.
    """

    home_chosen = Signal(str)

    def __init__(self, theme: Theme, session: VaultSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session = session
        self.setObjectName("card")
        self._path = FactRow(theme, self.tr("Folder"), str(session.home.copies))
        self._free = FactRow(theme, self.tr("Free space"), "")
        self._warning = InlineBar(theme, Tone.WARN)
        self._warning.hide()
        self._other = plain(theme, self.tr("Choose another folder…"), Icon.FOLDER_OPEN)
        self._other.clicked.connect(self._on_other)
        self._reason = text_label(theme, "", TextRole.SMALL, "muted")
        self._lay_out()
        folder = session.home.copies
        job = session.runner.submit(lambda _monitor: look_at_folder(folder), lane="look-at-folder")
        job.succeeded.connect(self._on_looked)

    def settle(self) -> None:
        """The vault lies there now."""
        reason = self.tr("The vault lies there now.")
        self._other.setEnabled(False)
        self._other.setToolTip(reason)
        self._reason.setText(reason)

    def ask_folder(self) -> str:
        """The folder that a person chose, or ""."""
        start = str(self._session.home.path.parent)
        return QFileDialog.getExistingDirectory(self, self.tr("Choose a folder for Bailee"), start)

    def _lay_out(self) -> None:
        theme, spacing = self._theme, self._theme.measures.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.xl, spacing.l, spacing.xl, spacing.l)
        column.setSpacing(spacing.s)
        column.addWidget(text_label(theme, self.tr("2. Folder for copies"), TextRole.HEADING))
        for widget in (self._path, self._free, self._warning):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(spacing.m)
        row.addWidget(self._other)
        row.addWidget(self._reason)
        row.addStretch(1)
        column.addLayout(row)

    @Slot(object)
    def _on_looked(self, sight: object) -> None:
        if not isinstance(sight, FolderSight):
            return
        self._free.set_value(formats.size(sight.free_bytes))
        warning = self._warning_of(sight)
        self._warning.show_text(warning)
        self._warning.setVisible(bool(warning))

    def _warning_of(self, sight: FolderSight) -> str:
        if sight.synchronised_by:
            text = self.tr("{program} copies this folder elsewhere, where wiped copies may live on. Choose another.")
            return text.format(program=sight.synchronised_by)
        if sight.is_on_network:
            return self.tr("A network drive is slow, and what is wiped may stay on the server. Choose another.")
        if sight.has_little_room:
            return self.tr("There is little room. A copy takes as much as the original.")
        return ""

    @Slot()
    def _on_other(self) -> None:
        folder = self.ask_folder()
        if folder:
            self.home_chosen.emit(folder)
