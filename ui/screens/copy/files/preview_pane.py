"""Shows what is in a file of a copy, inside Bailee and nowhere else."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.copies.listing import Entry
from ui import formats, words
from ui.icons.names import Icon
from ui.screens.copy.copy_access import CopyAccess
from ui.screens.copy.files.bytes_model import BytesModel
from ui.screens.copy.files.preview_content import (
    FIRST_BYTES,
    BytesPreview,
    ImagePreview,
    Preview,
    TablePreview,
    TextPreview,
    read_preview,
)
from ui.screens.copy.files.rows_model import RowsModel
from ui.screens.copy.names import name_shown
from ui.theme.fonts import TextRole
from ui.theme.rows import RowDelegate
from ui.theme.theme import Theme
from ui.widgets.buttons import link, tool
from ui.widgets.failure_bar import FailureBar
from ui.widgets.labels import ElidedLabel, text_label


class PreviewPane(QFrame):
    """One file at a time: as text, as a picture, as a table or as bytes.

    Signals:
        damaged: the file at this path (bytes) cannot be read.
        widened: the pane is to fill the tab, or no longer.
        closed: it is to be put away.
    """

    damaged = Signal(object)
    widened = Signal(bool)
    closed = Signal()

    def __init__(self, theme: Theme, access: CopyAccess) -> None:
        super().__init__()
        self._theme = theme
        self._access = access
        self._path = b""
        self._name = b""
        self._size = 0
        self._asked = 0
        self._text: TextPreview | None = None
        self._is_wide = False
        self.setObjectName("surface")
        self.setAccessibleName(self.tr("Preview"))
        self._title = ElidedLabel(theme, "", TextRole.STRONG)
        self._about = text_label(theme, "", TextRole.SMALL, "muted")
        self._more = link(theme, self.tr("Show more"))
        self._more.clicked.connect(self._on_more)
        self._as_bytes = link(theme, self.tr("Show bytes"))
        self._as_bytes.clicked.connect(self._on_as_bytes)
        self._widen = tool(theme, Icon.PANEL, self.tr("Fill the tab (Enter)"))
        self._widen.clicked.connect(self._on_widen)
        self._close = tool(theme, Icon.CROSS, self.tr("Close preview (Esc)"))
        self._close.clicked.connect(self.closed)
        self._failure = FailureBar(theme)
        self._words = QPlainTextEdit()
        self._image = _Picture()
        self._rows, self._bytes = RowsModel(self), BytesModel(access, self)
        self._bytes.failed.connect(self._on_failed)
        self._table = self._grid(self._rows, self.tr("Table"))
        self._hex = self._grid(self._bytes, self.tr("Bytes of the file"))
        self._nothing = text_label(theme, self.tr("Choose a file to look into it."), kind="muted")
        self._pages = QStackedWidget()
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def is_wide(self) -> bool:
        """Whether it fills the tab."""
        return self._is_wide

    def show_entry(self, path: bytes, entry: Entry) -> None:
        """Look into a file; what was shown of another goes at once."""
        self._drop()
        self._path, self._name, self._size = path, entry.name, entry.size
        self._title.setText(name_shown(entry.name))
        self._about.setText(formats.size(entry.size))
        self._read(FIRST_BYTES)

    def clear(self) -> None:
        """Drop everything."""
        self._drop()
        self._path = self._name = b""
        self._title.setText("")
        self._about.setText("")
        self._pages.setCurrentWidget(self._nothing)

    def set_wide(self, is_wide: bool) -> None:  # noqa: FBT001
        """Fill the tab, or stand beside the list."""
        self._is_wide = is_wide
        name = self.tr("Back to the list (Esc)") if is_wide else self.tr("Fill the tab (Enter)")
        self._widen.setToolTip(name)
        self._widen.setAccessibleName(name)
        self._widen.setIcon(self._theme.icons.icon(Icon.ARROW_LEFT if is_wide else Icon.PANEL))
        self._close.setVisible(not is_wide)
        if is_wide:
            self._focus_page()

    def _focus_page(self) -> None:
        page = self._pages.currentWidget()
        if page is not None:
            page.setFocus()

    def shown_text(self) -> str:
        """The text shown, if it is one."""
        return self._text.text if self._text is not None else ""

    def _read(self, amount: int) -> None:
        self._asked += 1
        path, name = self._path, self._name
        self._access.read(
            lambda reader, _monitor: read_preview(name, lambda at, size: reader.read(path, at, size), amount),
            partial(self._take, self._asked),
            partial(self._fail, self._asked),
        )

    def _take(self, asked: int, found: Preview) -> None:
        if asked != self._asked:
            return
        match found:
            case TextPreview():
                self._show_text(found)
            case ImagePreview():
                self._image.show_image(found.image)
                self._show(self._image, self.tr("{width} by {height} pixels"), found)
            case TablePreview():
                self._text = found.text
                self._rows.show_rows(found.heading, found.rows)
                self._show(self._table, self.tr("%n row(s)", "", len(found.rows)), found)
                self._more.setVisible(False)
            case BytesPreview():
                self._show_bytes(found.size)

    def _show_text(self, found: TextPreview) -> None:
        at = self._words.verticalScrollBar().value()
        self._text = found
        self._words.setPlainText(found.text)
        self._words.verticalScrollBar().setValue(at)
        self._show(self._words, found.encoding.upper(), found)
        self._more.setVisible(found.has_more)

    def _show_bytes(self, size: int) -> None:
        self._bytes.show_file(self._path, size)
        self._pages.setCurrentWidget(self._hex)
        self._about.setText(formats.size(size))
        self._more.hide()
        self._as_bytes.hide()

    def _show(self, page: QWidget, about: str, found: TextPreview | ImagePreview | TablePreview) -> None:
        size = found.text.size if isinstance(found, TablePreview) else found.size
        if isinstance(found, ImagePreview):
            about = about.format(width=formats.count(found.width), height=formats.count(found.height))
        said = formats.size(size)
        if isinstance(found, TextPreview) and found.shown_bytes < found.size:
            said = self.tr("first {part}").format(part=formats.size_of(found.shown_bytes, found.size))
        self._about.setText(self.tr("{kind} · {size}").format(kind=about, size=said))
        self._pages.setCurrentWidget(page)
        self._as_bytes.setVisible(True)

    def _fail(self, asked: int, error: BaseException) -> None:
        if asked == self._asked:
            self._on_failed(error)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._failure.show_failure(words.failure(error))
        self.damaged.emit(self._path)

    @Slot()
    def _on_more(self) -> None:
        if self._text is not None:
            self._read(self._text.shown_bytes + FIRST_BYTES)

    @Slot()
    def _on_as_bytes(self) -> None:
        self._show_bytes(self._size)

    @Slot()
    def _on_widen(self) -> None:
        self.widened.emit(not self._is_wide)

    @Slot()
    def _dress(self) -> None:
        self._theme.dress(self._words, TextRole.CODE)
        self._theme.dress(self._hex, TextRole.CODE)

    def _drop(self) -> None:
        self._asked += 1
        self._text = None
        self._words.clear()
        self._image.show_image(QImage())
        self._rows.clear()
        self._bytes.clear()
        self._failure.clear()
        self._more.hide()
        self._as_bytes.hide()

    def _grid(self, model: RowsModel | BytesModel, name: str) -> QTableView:
        view = QTableView()
        view.setModel(model)
        view.setAccessibleName(name)
        view.setItemDelegate(RowDelegate(self._theme, view))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        measures = self._theme.measures
        view.verticalHeader().setDefaultSectionSize(measures.rows.grid if model is self._rows else measures.scaled(20))
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if isinstance(model, BytesModel):
            view.verticalHeader().hide()
            view.setShowGrid(False)
            for column, width in enumerate((90, 390, 150)):
                view.setColumnWidth(column, measures.scaled(width))
        return view

    def _lay_out(self) -> None:
        spacing = self._theme.measures.spacing
        self._words.setReadOnly(True)
        self._words.setObjectName("console")
        self._words.setAccessibleName(self.tr("Text of the file"))
        self._words.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._words.setTabChangesFocus(True)
        self._image.setAccessibleName(self.tr("Picture"))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        for page in (self._nothing, self._words, self._image, self._table, self._hex):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.setContentsMargins(spacing.m, spacing.xs, spacing.xs, spacing.xs)
        head.addWidget(self._title, 1)
        for button in (self._widen, self._close):
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.setContentsMargins(spacing.m, 0, spacing.m, spacing.xs)
        foot.addWidget(self._about)
        foot.addStretch(1)
        foot.addWidget(self._more)
        foot.addWidget(self._as_bytes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._failure)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)
        self._more.hide()
        self._as_bytes.hide()


class _Picture(QWidget):
    """A picture as large as there is room, and no larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self._image.isNull():
            return
        size = self._image.size()
        if size.width() > self.width() or size.height() > self.height():
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, 0, size.width(), size.height())
        box.moveCenter(QRectF(self.rect()).center())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, self._image)
