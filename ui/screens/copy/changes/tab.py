"""The tab Changes: what is in the copy and not in the original, how it differs, and the ways out."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.errors import Cancelled
from app.model import CopyRecord, NodeKind
from app.operations.export_changes import ExportReport
from app.operations.row_differences import row_differences
from app.operations.show_changes import CopyChanges, show_changes
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import formats, words
from ui.icons.names import Icon
from ui.screens.copy.asking import Asking
from ui.screens.copy.changes.change_acts import ChangeActs
from ui.screens.copy.changes.change_lines import ChangeLine, change_lines
from ui.screens.copy.changes.change_list import ChangeList
from ui.screens.copy.changes.difference import NoDifference, RowTable, TextDifference, row_table, text_difference
from ui.screens.copy.changes.difference_view import DifferenceView
from ui.screens.copy.changes.models import ChangesModel
from ui.screens.copy.copy_access import CopyAccess
from ui.screens.copy.names import name_shown
from ui.screens.copy.tab import CopyTab
from ui.surroundings import NoticeAct, Surroundings
from ui.theme.painting import Tone
from ui.widgets.buttons import ghost, plain, primary
from ui.widgets.empty_state import EmptyState
from ui.widgets.failure_bar import FailureBar
from ui.widgets.inline_bar import InlineBar

ASKED_FROM = 20
"""More changes than these are not taken back at once without a second look."""
_SHARES = (5, 6)
_SHOWN_MISSING = 3


class ChangesTab(CopyTab):
    """Lists what was changed since the checkout."""

    def __init__(self, around: Surroundings, access: CopyAccess, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        theme = around.theme
        self.asking = Asking()
        self._access = access
        self._acts = ChangeActs(around, access, self)
        self._found: CopyChanges | None = None
        self._count = 0
        self._wanted = ("", "")
        self._model = ChangesModel(theme, self)
        self.list = ChangeList(theme, self._model)
        self.difference = DifferenceView(theme)
        self._failure = FailureBar(theme)
        self._bar = InlineBar(theme, Tone.WARN)
        self._export = primary(theme, self.tr("Export changes…"), Icon.EXPORT)
        self._revert = plain(theme, self.tr("Revert"), Icon.UNDO)
        self._all_back = ghost(theme, self.tr("Revert everything"), Icon.HISTORY)
        self._empty = EmptyState(
            theme,
            Icon.CHECK_CIRCLE,
            self.tr("Nothing changed since checkout"),
            self.tr("Closing will not lose anything."),
        )
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.forget()

    def caption(self) -> str:  # noqa: D102
        if not self._count:
            return self.tr("Changes")
        return self.tr("Changes {number}").format(number=formats.count(self._count))

    def open_copy(self, record: CopyRecord) -> None:  # noqa: D102
        del record
        self.forget()
        self.refresh()

    def refresh(self) -> None:  # noqa: D102
        record = self._access.record
        if record is None:
            return
        ticket, copy = record.ticket.number, record.id

        def read(vault: Unlocked, monitor: Monitor) -> CopyChanges:
            return show_changes(vault, ticket, monitor, copy=copy)[1]

        self._access.look(read, self._take, self._on_failed)

    def forget(self) -> None:  # noqa: D102
        self._found = None
        self._wanted = ("", "")
        self._model.show_lines(())
        self.difference.clear()
        self._failure.clear()
        self._bar.hide()
        self._set_count(0)
        self._pages.setCurrentWidget(self._nothing_yet)
        self._show_acts()

    def zones(self) -> list[QWidget]:  # noqa: D102
        return [self.list, self.difference]

    @Slot()
    def export(self) -> None:
        """Hand over all changes, into a folder that is asked for."""
        if not self._count:
            return
        into = self.asking.folder(self, self.tr("Export the changes into which folder?"))
        if into is not None:
            self._acts.export(into)

    # ---- what was found

    def _take(self, found: CopyChanges) -> None:
        self._found = found
        lines = change_lines(found)
        self._model.show_lines(lines)
        self._set_count(len(lines) - sum(bool(inside.tables) for inside in found.databases.values()))
        self._pages.setCurrentWidget(self._split if lines else self._empty)
        rows = (row for row, line in enumerate(lines) if (line.name, line.table) == self._wanted)
        self.list.selectRow(next(rows, 0))
        if not lines:
            self.difference.clear()
        self._show_acts()

    def _set_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self.caption_changed.emit()

    @Slot()
    def _on_selected(self) -> None:
        self._show_acts()
        line = self._current()
        if line is None:
            return
        self._wanted = (line.name, line.table)
        self.difference.show_title(line.name)
        if line.table:
            self._compare_rows(line)
        elif self._found is not None and line.change.path in self._found.databases:
            self.difference.show_word(self.tr("SQL changed this database. Choose one of its tables to see the rows."))
        elif line.change.node_kind is NodeKind.FILE:
            self._compare_text(line)
        else:
            self.difference.show_word(self.tr("Folders and links have no content to compare."))

    def _compare_text(self, line: ChangeLine) -> None:
        path = line.change.path
        self._access.read(
            lambda reader, _monitor: text_difference(reader.versions(path)),
            partial(self._show, line),
            self._on_failed,
        )

    def _compare_rows(self, line: ChangeLine) -> None:
        if not line.has_rows:
            self.difference.show_word(self.tr("The rows of this table cannot be compared one by one."))
            return
        ticket, path, table = self._access.ticket, line.change.path, line.table

        def read(vault: Unlocked, monitor: Monitor) -> RowTable:
            return row_table(row_differences(vault, ticket, path, table, monitor)[1])

        self._access.look(read, partial(self._show, line), self._on_failed)

    def _show(self, line: ChangeLine, found: TextDifference | NoDifference | RowTable) -> None:
        if self._current() == line:
            self.difference.show_difference(found)

    def _current(self) -> ChangeLine | None:
        index = self.list.currentIndex()
        return self._model.line(index.row()) if index.isValid() else None

    def _selected(self) -> list[ChangeLine]:
        rows = sorted({index.row() for index in self.list.selectionModel().selectedRows()})
        return [line for line in (self._model.line(row) for row in rows) if line is not None]

    # ---- what people do

    @Slot()
    def _on_revert(self) -> None:
        lines = self._selected()
        files = {line.change.path for line in lines if not line.is_inside}
        if files:
            self._acts.revert(sorted(files))
        for line in lines:
            if line.table and line.change.path not in files:
                self._acts.revert_table(line.change.path, line.table)

    @Slot()
    def _on_all_back(self) -> None:
        if self._count > ASKED_FROM:
            text = self.tr(
                "This takes back %n change(s). They can be made again until the copy is wiped.", "", self._count
            )
            yes = NoticeAct(self.tr("Take back"), self._take_all_back)
            self._bar.show_text(text, yes, NoticeAct(self.tr("Keep changes"), self._bar.hide))
            self._bar.show()
        else:
            self._take_all_back()

    def _take_all_back(self) -> None:
        self._bar.hide()
        self._acts.revert(None)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._failure.show_failure(words.failure(error))

    @Slot()
    def _on_reverted(self) -> None:
        self._failure.clear()
        self.copy_changed.emit()

    @Slot(object)
    def _on_exported(self, report: ExportReport) -> None:
        """Say in the place itself what is missing: that stays until it is dealt with."""
        self._bar.hide()
        if report.is_complete:
            return
        names = ", ".join(name_shown(path) for path, _ in report.missing[:_SHOWN_MISSING])
        more = len(report.missing) - _SHOWN_MISSING
        listed = self.tr("{first} and %n more", "", more).format(first=names) if more > 0 else names
        text = self.tr("Not exported: {list}. What is in the folder is whole.")
        if isinstance(report.stopped_by, Cancelled):
            text = self.tr("Export stopped. Not exported: {list}. What is in the folder is whole.")
        self._bar.show_text(text.format(list=listed), NoticeAct(self.tr("Export again"), self.export))
        self._bar.show()

    def _show_acts(self) -> None:
        nothing = "" if self._count else self.tr("Nothing was changed")
        lines = self._selected()
        selected = nothing or ("" if lines else self.tr("Nothing is selected"))
        stuck = next((line.stuck for line in lines if line.stuck), "")
        back = self.tr("Make the selected file what it was at the checkout")
        is_table = bool(lines) and all(line.is_inside for line in lines)
        self._revert.setText(self.tr("Back to checkout state") if is_table else self.tr("Revert"))
        if is_table:
            back = self.tr("Put the rows of this table back. No trigger fires; other tables stay as they are.")
        for button, why_not, tip in (
            (self._export, nothing, self.tr("Write all changes into a new folder, with an entry in the log")),
            (self._revert, selected or stuck, back),
            (self._all_back, nothing, self.tr("Take back everything that was changed in this copy")),
        ):
            button.setEnabled(not why_not)
            button.setToolTip(why_not or tip)

    # ---- how it is made

    def _connect(self) -> None:
        self.list.selectionModel().selectionChanged.connect(self._on_selected)
        self._export.clicked.connect(self.export)
        self._revert.clicked.connect(self._on_revert)
        self._all_back.clicked.connect(self._on_all_back)
        self._acts.failed.connect(self._on_failed)
        self._acts.reverted.connect(self._on_reverted)
        self._acts.exported.connect(self._on_exported)

    def _lay_out(self) -> None:
        theme = self.around.theme
        spacing = theme.measures.spacing
        head = QFrame()
        head.setObjectName("strip")
        acts = QHBoxLayout(head)
        acts.setContentsMargins(spacing.m, spacing.s, spacing.m, spacing.s)
        acts.setSpacing(spacing.s)
        acts.addWidget(self._export)
        acts.addWidget(self._revert)
        acts.addStretch(1)
        acts.addWidget(self._all_back)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        for part, share in zip((self.list, self.difference), _SHARES, strict=True):
            self._split.addWidget(part)
            self._split.setStretchFactor(self._split.count() - 1, share)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._nothing_yet = QFrame()
        self._nothing_yet.setObjectName("surface")
        for page in (self._nothing_yet, self._split, self._empty):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._bar)
        layout.addWidget(self._failure)
        layout.addWidget(self._pages, 1)
