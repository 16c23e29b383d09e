"""The tab Files: folders, names, and a look into them."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.copies.listing import Entry
from app.model import CopyRecord, NodeKind
from ui import words
from ui.icons.names import Icon
from ui.screens.copy.asking import Asking
from ui.screens.copy.copy_access import CopyAccess
from ui.screens.copy.files.file_acts import FileActs
from ui.screens.copy.files.file_menu import Doing, file_menu
from ui.screens.copy.files.folder_list_model import FolderListModel
from ui.screens.copy.files.folder_tree_model import FolderTreeModel
from ui.screens.copy.files.folder_views import MOST_PICKED, FolderList, FolderTree
from ui.screens.copy.files.head import FilesHead
from ui.screens.copy.files.preview_pane import PreviewPane
from ui.screens.copy.names import name_shown, path_shown
from ui.screens.copy.tab import CopyTab
from ui.surroundings import Surroundings
from ui.widgets.drop_target import DropTarget
from ui.widgets.empty_state import EmptyState
from ui.widgets.failure_bar import FailureBar

_SHARES = (22, 46, 32)


class FilesTab(CopyTab):
    """Shows the files of a copy."""

    def __init__(self, around: Surroundings, access: CopyAccess, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        theme = around.theme
        self.asking = Asking()
        self._access = access
        self._has_preview = False
        self._acts = FileActs(around, access, self)
        self._folders = FolderTreeModel(theme, access, self)
        self._names = FolderListModel(theme, access, self)
        self.tree = FolderTree(theme, self._folders)
        self.list = FolderList(theme, self._names)
        self.preview = PreviewPane(theme, access)
        self._failure = FailureBar(theme)
        self.head = FilesHead(theme)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._body = QStackedWidget()
        self._empty = EmptyState(
            theme, Icon.FOLDER, self.tr("This folder is empty"), self.tr("Drop files here to add them to the copy.")
        )
        self._lay_out()
        self._connect()
        self.preview.hide()
        self.forget()

    def caption(self) -> str:  # noqa: D102
        return self.tr("Files")

    def open_copy(self, record: CopyRecord) -> None:  # noqa: D102
        del record
        self._failure.clear()
        self.preview.clear()
        self.list.stay_at(b"")
        self.tree.begin()
        self._names.show_folder(b"")

    def refresh(self) -> None:  # noqa: D102
        here = self._names.going_to
        if self._access.record is None or here is None:
            return
        self.tree.refresh()
        self._names.show_folder(here)

    def forget(self) -> None:  # noqa: D102
        self._names.clear()
        self._folders.clear()
        self.preview.clear()
        if self.preview.is_wide:
            self._set_wide(is_wide=False)
        self._failure.clear()
        self.head.show_place("", 0)
        self._show_acts()

    def zones(self) -> list[QWidget]:  # noqa: D102
        return [self.tree, self.list, self.preview]

    # ---- what people do

    @Slot(object)
    def _on_opened(self, entry: Entry) -> None:
        path = self._names.path_of(entry)
        if entry.kind is NodeKind.FOLDER:
            self.list.stay_at(b"")
            self.tree.go_to(path)
            self._names.show_folder(path)
            self.list.setFocus()
        elif entry.kind is NodeKind.FILE:
            self._has_preview = self.preview.isVisible()
            self.preview.show()
            self.preview.show_entry(path, entry)
            self._set_wide(is_wide=True)

    @Slot()
    def _on_open(self) -> None:
        entry = self.list.current_entry()
        if entry is not None:
            self._on_opened(entry)

    @Slot()
    def _on_preview(self) -> None:
        self.preview.setVisible(not self.preview.isVisible())
        self._has_preview = self.preview.isVisible()
        self._look_at(self.list.current_entry())

    @Slot(bool)
    def _on_widened(self, is_wide: bool) -> None:  # noqa: FBT001
        self._set_wide(is_wide=is_wide)

    @Slot()
    def _on_up(self) -> None:
        here = self._names.going_to
        if here:
            above = here.rpartition(b"/")[0]
            self.list.stay_at(here.rpartition(b"/")[2])
            self.tree.go_to(above)
            self._names.show_folder(above)

    @Slot()
    def _on_add(self) -> None:
        given = self.asking.files(self, self.tr("Add files to the copy"))
        if given:
            self._on_dropped(given)

    def _on_dropped(self, paths: list[Path]) -> None:
        if self._names.folder is not None:
            self._acts.add(self._names.folder, paths)

    @Slot()
    def _on_remove(self) -> None:
        entries = self.list.picked_entries()
        if entries and not self._why_not_remove():
            self._acts.remove([self._names.path_of(entry) for entry in entries])

    @Slot()
    def export(self) -> None:
        """Export what is selected, into a folder that is asked for."""
        if self._why_not_export():
            return
        paths = [self._names.path_of(entry) for entry in self.list.picked_entries()]
        into = self.asking.folder(self, self.tr("Export into which folder?"))
        if into is not None:
            self._acts.export(paths, into)

    @Slot(QPoint)
    def _on_menu(self, at: QPoint) -> None:
        nothing = "" if self.list.picked_count() else self.tr("Nothing is selected")
        doings = (
            Doing(self.tr("Open"), Icon.FOLDER_OPEN, self._on_open, nothing),
            Doing(self.tr("Add files…"), Icon.ADD, self._on_add),
            Doing(self.tr("Export…"), Icon.EXPORT, self.export, self._why_not_export()),
            Doing(self.tr("Delete"), Icon.REMOVE, self._on_remove, self._why_not_remove()),
        )
        file_menu(self.around.theme, self, doings).popup(at)

    # ---- what follows

    @Slot(object)
    def _on_chosen(self, path: bytes) -> None:
        if path != self._names.going_to:
            self.list.stay_at(b"")
            self._names.show_folder(path)

    @Slot(object)
    def _on_arranged(self, path: bytes) -> None:
        self._failure.clear()
        count = self._names.rowCount()
        self.head.show_place(path_shown(path) or self.tr("Whole copy"), count)
        self._body.setCurrentWidget(self.list if count else self._empty)
        if not count:
            self.preview.clear()
        self._show_acts()

    @Slot(object)
    def _on_looked_at(self, entry: Entry | None) -> None:
        self._look_at(entry)
        self._show_acts()

    def _look_at(self, entry: Entry | None) -> None:
        if not self.preview.isVisible():
            return
        if entry is not None and entry.kind is NodeKind.FILE:
            self.preview.show_entry(self._names.path_of(entry), entry)
        else:
            self.preview.clear()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._failure.show_failure(words.failure(error))

    @Slot(object)
    def _on_done(self, name: bytes) -> None:
        if name:
            self.list.stay_at(name)
        self.copy_changed.emit()

    def _set_wide(self, *, is_wide: bool) -> None:
        if not is_wide and self.preview.is_wide and not self._has_preview:
            self.preview.hide()
        self.preview.set_wide(is_wide)
        self.head.setVisible(not is_wide)
        self.tree.setVisible(not is_wide)
        self._middle.setVisible(not is_wide)
        if not is_wide:
            self.list.setFocus()

    @Slot()
    def _show_acts(self) -> None:
        why_not_open = "" if self.list.picked_count() else self.tr("Nothing is selected")
        self.head.show_reasons(why_not_open, self._why_not_export(), self._why_not_remove())

    def _why_not_export(self) -> str:
        if not self.list.picked_count():
            return self.tr("Nothing is selected")
        if self.list.picked_count() > MOST_PICKED:
            return self.tr("Too many are selected to be exported one by one")
        if any(entry.kind is not NodeKind.FILE for entry in self.list.picked_entries()):
            return self.tr("Only files can be exported one by one; folders and links cannot")
        return ""

    def _why_not_remove(self) -> str:
        if not self.list.picked_count():
            return self.tr("Nothing is selected")
        if self.list.picked_count() > MOST_PICKED:
            return self.tr("Too many are selected; delete the folder instead")
        return ""

    def _caption_of_drop(self, paths: list[Path]) -> str:
        if self._names.folder is None:
            return ""
        where = name_shown(self._names.folder) or self.tr("the copy")
        return self.tr("Encrypt and add %n thing(s) to {folder}", "", len(paths)).format(folder=where)

    # ---- how it is made

    def _connect(self) -> None:
        self.tree.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.looked_at.connect(self._on_looked_at)
        self.list.picked.connect(self._show_acts)
        self.list.preview_asked.connect(self._on_preview)
        self.list.removal_asked.connect(self._on_remove)
        self.list.up_asked.connect(self._on_up)
        self.list.menu_asked.connect(self._on_menu)
        self._names.arranged.connect(self._on_arranged)
        for maker in (self._names, self._folders, self._acts):
            maker.failed.connect(self._on_failed)
        self._acts.done.connect(self._on_done)
        self.preview.damaged.connect(self._names.mark_damaged)
        self.preview.widened.connect(self._on_widened)
        self.preview.closed.connect(self._on_preview)
        self.head.open.clicked.connect(self._on_open)
        self.head.look.clicked.connect(self._on_preview)
        self.head.add.clicked.connect(self._on_add)
        self.head.export.clicked.connect(self.export)
        self.head.remove.clicked.connect(self._on_remove)
        self._drop = DropTarget(self, self._caption_of_drop, self._on_dropped)
        back = QAction(self)
        back.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        back.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.triggered.connect(self._on_escape)
        self.preview.addAction(back)

    @Slot()
    def _on_escape(self) -> None:
        if self.preview.is_wide:
            self._set_wide(is_wide=False)
        else:
            self.preview.hide()
            self.list.setFocus()

    def _lay_out(self) -> None:
        self._body.addWidget(self.list)
        self._body.addWidget(self._empty)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._failure)
        middle.addWidget(self._body, 1)
        for part, share in zip((self.tree, self._middle, self.preview), _SHARES, strict=True):
            self._split.addWidget(part)
            self._split.setStretchFactor(self._split.count() - 1, share)
        width = self.around.theme.measures.scaled(12)
        self._split.setSizes([share * width for share in _SHARES])
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._split, 1)
