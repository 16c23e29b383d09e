"""The tab Tables and SQL of a working copy."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.custody.states import WORKABLE
from app.databases.console.kept_consoles import KeptConsole
from app.model import CopyRecord
from app.operations.keep_consoles import keep_consoles
from ui import words
from ui.places import Place, Where
from ui.screens.copy.tab import CopyTab
from ui.screens.copy.tables.clipboard import SensitiveClipboard
from ui.screens.copy.tables.completion import Names
from ui.screens.copy.tables.console import Console
from ui.screens.copy.tables.console_tabs import ConsoleTabs
from ui.screens.copy.tables.database_reading import DatabaseReading
from ui.screens.copy.tables.importing import ImportActs
from ui.screens.copy.tables.no_database import NoDatabase
from ui.screens.copy.tables.sessions import Sessions
from ui.screens.copy.tables.sql_acts import Doings, SqlActs
from ui.screens.copy.tables.tables_tree import TablesTree
from ui.surroundings import NoticeAct, Surroundings
from ui.widgets.failure_bar import FailureBar

_KEEP_MS = 3_000
_TREE_WIDTH = 236
_SPLIT = "tables.split"


class TablesTab(CopyTab):
    """Tree of databases at the left, consoles at the right. Lets go of the copy when it is locked or closed."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._record: CopyRecord | None = None
        self._sessions: Sessions | None = None
        self._turn = 0
        self.databases = DatabaseReading(around.session, self)
        self.importing = ImportActs(around, self)
        self._clipboard = SensitiveClipboard(self)
        self.tree = TablesTree(around.theme)
        self.consoles = ConsoleTabs(around, self._clipboard)
        self.failure = FailureBar(around.theme)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._lay_out()
        self._connect()
        self.acts = SqlActs(around.acts, self, self._doings())
        self.consoles.keys = self.acts.keys

    # a tab of the copy

    def caption(self) -> str:
        """What stands on the tab."""
        waiting = self.consoles.uncommitted()
        if waiting is None:
            return self.tr("Tables and SQL")
        return self.tr("Tables and SQL, %n not committed", "", waiting)

    def open_copy(self, record: CopyRecord) -> None:
        """Show the databases of a copy, and the consoles that were kept with it."""
        if self._record is not None and self._record.id == record.id:
            self._record = record
            self.refresh()
            return
        self.forget()
        self._record, self._sessions = record, Sessions(record)
        self.importing.open_copy(record)
        self.databases.begin(record, self._sessions)

    def refresh(self) -> None:
        """Read anew which databases and tables there are."""
        if self._record is not None and self.around.session.is_unlocked:
            self.databases.read_all()

    def forget(self) -> None:
        """Stop what runs, keep the consoles, and let go of the copy."""
        self._turn += 1
        self._keeping.stop()
        sessions, self._sessions = self._sessions, None
        record, self._record = self._record, None
        kept = self.consoles.kept()
        self.consoles.forget()
        self.tree.forget()
        self.failure.clear()
        self._clipboard.clear()
        self.databases.forget()
        self.importing.forget()
        self._empty.show_empty()
        self._layout.setCurrentWidget(self._split)
        if sessions is None or record is None:
            return
        sessions.stop_all()
        lane = f"read:sql-end:{record.id}"
        if not self.around.session.is_unlocked:
            self.around.session.runner.submit(lambda _monitor: sessions.close(), lane=lane)
            return
        self.around.session.run(lambda _vault, _monitor: sessions.close(), lane=lane)
        if kept is not None:
            self._keep(record, kept)

    def focus_search(self) -> None:
        """Put the keyboard into the search over tables and columns."""
        self.tree.search.setFocus()
        self.tree.search.selectAll()

    def zones(self) -> list[QWidget]:
        """Tree, editor, result."""
        console = self.consoles.current()
        if console is None:
            return [self.tree.search]
        return [self.tree.search, console.editor, console.results.grid]

    def event(self, event: QEvent) -> bool:
        """Our keys come before those of the window."""
        if event.type() is QEvent.Type.ShortcutOverride and self.acts.take(event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if not self.acts.take(event):
            super().keyPressEvent(event)

    # what was read

    @Slot(object)
    def _on_found(self, kept: list[KeptConsole]) -> None:
        paths = list(self.databases.entries)
        self.failure.clear()
        self._layout.setCurrentWidget(self._split if paths else self._empty)
        if not self.consoles.count() and paths and self._sessions is not None:
            self.consoles.open_kept([each for each in kept if each.database in paths], paths[0], self._sessions)

    @Slot()
    def _show_tree(self) -> None:
        self.tree.show_databases(list(self.databases.entries.values()))

    @Slot(bytes)
    def _equip(self, path: bytes) -> None:
        """Tell the consoles on a database what is known of it."""
        entry = self.databases.entries[path]
        if entry.tables is not None:
            self.consoles.complete_from(path, Names.of(entry.tables))
            self.consoles.set_undo(path, entry.runs)

    @Slot(str)
    def _on_key_wanted(self, location: str) -> None:
        if self._record is not None:
            self._empty.ask_key(self.around.sharing.place("file", location, self._record.ticket.customer))

    @Slot()
    def _on_imported(self) -> None:
        self.refresh()
        self.copy_changed.emit()

    @Slot(object)
    def _on_not_imported(self, error: BaseException) -> None:
        another = NoticeAct(self.tr("Choose another file…"), self.importing.choose)
        self.failure.show_failure(words.failure(error), another)

    @Slot(object)
    def _show_failure(self, error: BaseException) -> None:
        self.failure.show_failure(words.failure(error), NoticeAct(self.tr("Try again"), self.refresh))

    # what the person does

    @Slot(bytes, str, bool)
    def _on_table(self, path: bytes, name: str, is_view: bool) -> None:  # noqa: FBT001
        console = self._console_for(path)
        tables = self.databases.entries[path].tables or ()
        estimate = next((table.estimate for table in tables if table.name == name), None)
        console.show_table(name, is_view=is_view, estimate=estimate)

    @Slot(bytes, str)
    def _on_select(self, path: bytes, name: str) -> None:
        self._console_for(path).add_select(name)

    @Slot(bytes)
    def _on_new_console(self, path: bytes) -> None:
        if self._sessions is not None:
            self.consoles.open(path, self._sessions)
            self._equip(path)

    @Slot(str)
    def _on_copy_name(self, name: str) -> None:
        self._clipboard.put(name, seconds=self.around.session.vault.settings.clipboard_seconds)

    def _console_for(self, path: bytes) -> Console:
        """The current console, if it works on this database, or else one that does."""
        if self._sessions is None:
            raise LookupError(path)
        console = self.consoles.for_database(path, self._sessions)
        self._equip(path)
        return console

    @Slot(bytes)
    def _on_changed(self, path: bytes) -> None:
        """Something was changed through a console."""
        self.databases.read_one(path)
        self.copy_changed.emit()

    @Slot()
    def _on_another(self) -> None:
        console = self.consoles.current()
        if console is not None:
            self._on_new_console(console.path)

    @Slot()
    def _show_files(self) -> None:
        if self._record is not None:
            self.around.navigator.go(Place(Where.COPY, self._record.ticket.number, "files"))

    # keeping, and letting go

    @Slot()
    def _keep_now(self) -> None:
        kept = self.consoles.kept()
        if self._record is not None and kept is not None and self.around.session.is_unlocked:
            self._keep(self._record, kept)

    def _keep(self, record: CopyRecord, kept: list[KeptConsole]) -> None:
        copy = record.id
        job = self.around.session.run(
            lambda vault, _monitor: keep_consoles(vault, copy, kept), lane=f"ticket:{record.ticket.number}"
        )
        job.succeeded.connect(lambda _nothing: self.consoles.was_kept(kept))

    @Slot(str)
    def _on_session_changed(self, ticket: str) -> None:
        """A ticket that was closed wants its copy back at once."""
        record = self._record
        if record is None or ticket not in {"", record.ticket.number} or not self.around.session.is_unlocked:
            return
        copy = record.id
        job = self.around.session.run(
            lambda vault, _monitor: vault.registry.copies.get(copy), lane=f"read:state:{copy}"
        )
        job.succeeded.connect(partial(self._take_record, self._turn))

    def _take_record(self, turn: int, record: CopyRecord) -> None:
        if turn == self._turn and record.state not in WORKABLE:
            self.forget()

    # making it

    def _doings(self) -> Doings:
        consoles = self.consoles
        return Doings(
            run=lambda: consoles.do(Console.run_statement),
            run_all=lambda: consoles.do(Console.run_all),
            stop=lambda: consoles.do(Console.stop),
            history=lambda: consoles.do(Console.show_history),
            view=lambda: consoles.do(lambda console: console.results.toggle_value()),
            new_console=self._on_another,
            close_console=consoles.close_current,
            why_no_console=lambda: "" if consoles.count() else self.tr("No database is open."),
            why_nothing_runs=lambda: "" if consoles.is_running() else self.tr("Nothing runs."),
        )

    def _lay_out(self) -> None:
        theme = self.around.theme
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self.tree)
        self._split.addWidget(self.consoles)
        self._split.setStretchFactor(1, 1)
        width = theme.measures.scaled(int(self.around.memory.text(_SPLIT, str(_TREE_WIDTH))))
        self._split.setSizes([width, 4 * width])
        self._empty = NoDatabase(theme)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.failure)
        self._layout = QStackedLayout()
        whole.addLayout(
            self._layout, 1
        )  # first: what is put into it is shown at once, and must have its parent by then
        self._layout.addWidget(self._split)
        self._layout.addWidget(self._empty)

    def _connect(self) -> None:
        self._empty.import_asked.connect(self.failure.clear)
        self._empty.import_asked.connect(self.importing.choose)
        self._empty.files_asked.connect(self._show_files)
        self._empty.cancel_asked.connect(self.importing.cancel)
        self._empty.key_given.connect(self.importing.use_key)
        self.importing.began.connect(self._empty.show_job)
        self.importing.ended.connect(self._empty.hide_job)
        self.importing.key_wanted.connect(self._on_key_wanted)
        self.importing.imported.connect(self._on_imported)
        self.importing.failed.connect(self._on_not_imported)
        self.tree.table_chosen.connect(self._on_table)
        self.tree.select_asked.connect(self._on_select)
        self.tree.console_asked.connect(self._on_new_console)
        self.tree.copy_asked.connect(self._on_copy_name)
        self.consoles.caption_changed.connect(self.caption_changed)
        self.consoles.changed.connect(self._on_changed)
        self.consoles.edited.connect(self._keeping.start)
        self.consoles.new_asked.connect(self._on_another)
        self.databases.found.connect(self._on_found)
        self.databases.changed.connect(self._show_tree)
        self.databases.read.connect(self._equip)
        self.databases.failed.connect(self._show_failure)
        self._keeping.timeout.connect(self._keep_now)
        self._split.splitterMoved.connect(self._remember_split)
        self.around.session.locking.connect(self.forget)
        self.around.session.changed.connect(self._on_session_changed)

    @Slot(int, int)
    def _remember_split(self, at: int, _index: int) -> None:
        self.around.memory.put(_SPLIT, str(round(at / self.around.theme.measures.text_scale)))
