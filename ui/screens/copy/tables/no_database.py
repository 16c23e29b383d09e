"""What stands in the tab while a copy has no database: why, and the ways on."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.jobs import Job
from ui.theme.theme import Theme
from ui.widgets.buttons import plain
from ui.widgets.empty_state import EmptyState
from ui.widgets.progress import ProgressBlock
from ui.widgets.small_form import PasswordForm

_WIDTH = 420


class NoDatabase(QWidget):
    """Offers to import one; shows how far that is, and asks for a key where one is needed.

    Signals:
        import_asked, files_asked, cancel_asked: what was pressed.
        key_given: the key of an encrypted file.
    """

    import_asked = Signal()
    files_asked = Signal()
    cancel_asked = Signal()
    key_given = Signal(bytes)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        bring = plain(theme, self.tr("Import a dump…"), Icon.UPLOAD)
        bring.clicked.connect(self.import_asked)
        files = plain(theme, self.tr("Show files"), Icon.FOLDER)
        files.clicked.connect(self.files_asked)
        self._empty = EmptyState(
            theme,
            Icon.DATABASE,
            self.tr("No database in this copy"),
            self.tr("There are only files in it."),
            bring,
            files,
            role=IconRole.QUIET,
            foot=self.tr(
                "SQL as SQLite's .dump writes it, SQLite and SQLCipher files. It is encrypted as it comes in."
            ),
        )
        self._progress = ProgressBlock(theme)
        self._progress.cancel_asked.connect(self._on_cancel)
        self.form = PasswordForm(theme)
        self.form.given.connect(self._on_key)
        self.form.left.connect(self.show_empty)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self._empty)
        for widget in (self._progress, self.form):
            widget.setFixedWidth(theme.measures.scaled(_WIDTH))
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.show_empty()

    @Slot()
    def show_empty(self) -> None:
        """Offer what can be done."""
        self._progress.hide()
        self.form.hide()
        self.form.forget()
        self._empty.show()

    @Slot(object)
    def show_job(self, job: Job) -> None:
        """Show how far an import is."""
        self.form.hide()
        self._empty.hide()
        self._progress.reset()
        self._progress.show()
        job.progressed.connect(self._progress.show_progress)

    @Slot()
    def hide_job(self) -> None:
        """The import is over."""
        self._progress.hide()
        self._empty.show()

    def ask_key(self, location: str) -> None:
        """Ask for the key of an encrypted file."""
        self.form.show()
        self.form.ask(location, can_remember=False)

    @Slot()
    def _on_cancel(self) -> None:
        self._progress.set_stopping()
        self.cancel_asked.emit()

    @Slot(bytes, bool)
    def _on_key(self, key: bytes, _remembers: bool) -> None:  # noqa: FBT001
        self.form.hide()
        self.key_given.emit(key)
