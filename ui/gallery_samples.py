"""The gallery's page of samples: rail, board, copy strip, tree, grid, console and dialogs, as in the window."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ui.gallery_parts import Painted, column, framed, row, section
from ui.gallery_progress import strip_of
from ui.gallery_rows import board
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.painting import Pill, Tone, draw_pill, draw_text, pill_width
from ui.theme.rows import RowDelegate
from ui.theme.theme import Theme
from ui.widgets.buttons import danger, ghost, link, plain, primary
from ui.widgets.copy_strip import CopyStrip, CopyStripFacts
from ui.widgets.labels import IconView, text_label

PLACES = (
    (Icon.BOARD, "Board"),
    (Icon.TICKETS, "Tickets"),
    (Icon.CUSTOMERS, "Customers"),
    (Icon.BACKUPS, "Backups"),
    (Icon.LOG, "Log"),
)
CUSTOMER = "Müller Maschinenbau GmbH"
SQL = """-- runs that failed since the VAT change
SELECT r.id, r.run_no, c.name AS customer
  FROM invoice_run r
 WHERE r.run_at >= '2026-11-01'
 LIMIT 1000;"""
CODE_KINDS = ("keyword", "string", "number", "comment", "function")
CELLS = (
    ("480211", "Albrecht Kessel- und Rohrbau", "120.00", "posted"),
    ("480214", "Baumgart Hydraulik", "199.19", "failed"),
    ("480217", "Cramer & Söhne KG", "278.38", "posted"),
    ("480226", "", "515.95", "failed"),
)
GAP_FROM_BOTTOM = 12


def samples_page(theme: Theme) -> QWidget:
    """Parts of the real window."""
    middle = framed("surface", board(theme), margin=0)
    top = row(rail(theme), middle, gap=0)
    below = row(section(theme, "Tree", _tree(theme)), section(theme, "Console and grid", _console(theme), _grid(theme)))
    dialogs = row(column(_dialog(theme), None), column(_unlock(theme), None), None, gap=16)
    return column(top, _strip(theme), below, dialogs, gap=16)


class BadgeDelegate(RowDelegate):
    """Adds the count of overdue copies at the end of a rail entry."""

    @property
    def height(self) -> int:
        """The height of a rail entry."""
        return self.theme.measures.heights.rail_item

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the entry and its badge."""
        super().paint(painter, option, index)
        count = index.data(Qt.ItemDataRole.UserRole)
        if count:
            pill = Pill(str(count), Tone.DANGER)
            box = QRectF(option.rect)
            left = box.right() - pill_width(self.theme, pill) - 8
            draw_pill(painter, self.theme, QRectF(left, box.top(), 60, box.height()), pill)


def rail(theme: Theme) -> QFrame:
    """The left side of the window: a real list, so that screen readers hear one."""
    view = QListView()
    view.setObjectName("places")
    view.setAccessibleName("Places")
    model = QStandardItemModel(view)
    for icon, name in PLACES:
        model.appendRow(QStandardItem(theme.icons.icon(icon), name))
    model.item(0).setData(2, Qt.ItemDataRole.UserRole)
    view.setModel(model)
    view.setItemDelegate(BadgeDelegate(theme, view))
    view.setIconSize(QSize(*theme.measures.icons.button_box))
    view.setCurrentIndex(model.index(0, 0))
    view.setFixedHeight(theme.measures.heights.rail_item * len(PLACES) + 4)
    view.setFrameShape(QFrame.Shape.NoFrame)
    head = row(
        IconView(theme, Icon.VAULT, IconRole.ACCENT, theme.measures.icons.strip),
        text_label(theme, "Bailee", TextRole.TITLE),
        None,
    )
    heading = text_label(theme, "My copies", TextRole.SMALL_STRONG, "muted")
    frame = framed("rail", head, view, heading, None, strip_of(theme), margin=10)
    frame.setFixedWidth(theme.measures.rail_wide)
    return frame


def _strip(theme: Theme) -> QWidget:
    strip = CopyStrip(
        theme,
        plain(theme, "01:42", Icon.PAUSE),
        plain(theme, "Mount drive", Icon.DRIVE),
        danger(theme, "Close && wipe", Icon.WIPE),
    )
    sentence = f"Encrypted copy of {CUSTOMER} · ERP live, taken 12 Nov 09:41. Changes stay in the copy."
    overdue = Pill("2 d 4 h overdue", Tone.DANGER, Icon.OVERDUE)
    strip.set_copy(CopyStripFacts("ERP-4711", "Invoice run aborts after VAT change", CUSTOMER, sentence, (overdue,)))
    return strip


def _tree(theme: Theme) -> QWidget:
    tree = QTreeView()
    tree.setAccessibleName("Tables and files")
    tree.setHeaderHidden(True)
    tree.setFrameShape(QFrame.Shape.NoFrame)
    model = QStandardItemModel(tree)
    database = QStandardItem(theme.icons.icon(Icon.DATABASE, IconRole.ACCENT), "erp.dump")
    tables = QStandardItem(theme.icons.icon(Icon.FOLDER, IconRole.ITEM), "Tables  128")
    for name in ("customer  48,210", "invoice  1,204,551", "invoice_run  214"):
        tables.appendRow(QStandardItem(theme.icons.icon(Icon.TABLE, IconRole.ITEM), name))
    database.appendRow(tables)
    database.appendRow(QStandardItem(theme.icons.icon(Icon.FOLDER, IconRole.ITEM), "Views  31"))
    files = QStandardItem(theme.icons.icon(Icon.FOLDER, IconRole.ITEM), "files")
    for icon, name in (
        (Icon.FILE_CHANGED, "settings.ini"),
        (Icon.FILE_ADDED, "fix_vat_2026.sql"),
        (Icon.FILE_TABLE, "import_2026-11.csv"),
        (Icon.FILE_CODE, "license.xml"),
        (Icon.FILE_IMAGE, "logo.png"),
    ):
        is_changed = icon in {Icon.FILE_CHANGED, Icon.FILE_ADDED}
        files.appendRow(QStandardItem(theme.icons.icon(icon, IconRole.WARN if is_changed else IconRole.ITEM), name))
    for item in (database, files):
        model.appendRow(item)
    tree.setModel(model)
    tree.setItemDelegate(RowDelegate(theme, tree))
    tree.expandAll()
    tree.setCurrentIndex(tables.child(2).index())
    tree.setMinimumHeight(350)
    return tree


def _console(theme: Theme) -> QWidget:
    editor = QPlainTextEdit(SQL)
    editor.setObjectName("console")
    editor.setAccessibleName("SQL")
    theme.dress(editor, TextRole.CODE)
    editor.setFixedHeight(theme.measures.scaled(100))
    tools = row(
        primary(theme, "Run", Icon.PLAY),
        ghost(theme, "Stop", Icon.STOP),
        ghost(theme, "History", Icon.HISTORY),
        ghost(theme, "Explain", Icon.EXPLAIN),
        None,
        text_label(theme, "214 rows", TextRole.STRONG),
        text_label(theme, "12 ms", TextRole.SMALL, "muted"),
    )
    return column(tools, editor, _code_colours(theme))


def _code_colours(theme: Theme) -> QWidget:
    def paint(painter: QPainter, box: QRectF) -> None:
        font = theme.font(TextRole.CODE)
        for at, kind in enumerate(CODE_KINDS):
            colour = str(getattr(theme.colours, f"code_{kind}"))
            draw_text(painter, box.adjusted(at * box.width() / len(CODE_KINDS), 0, 0, 0), kind, font, colour)

    return Painted(paint, QSize(theme.measures.scaled(440), theme.measures.rows.grid), "Colours of SQL")


def _grid(theme: Theme) -> QWidget:
    view = QTableView()
    view.setAccessibleName("Result")
    view.setFrameShape(QFrame.Shape.NoFrame)
    model = QStandardItemModel(view)
    model.setHorizontalHeaderLabels(["id", "customer", "net", "status"])
    for cells in CELLS:
        items = [QStandardItem(cell or "NULL") for cell in cells]
        for number in (0, 2):
            items[number].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        model.appendRow(items)
    view.setModel(model)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(theme.measures.rows.grid)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setCurrentIndex(model.index(1, 1))
    for number, side in enumerate((Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft) * 2):
        model.horizontalHeaderItem(number).setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setStretchLastSection(True)
    view.setColumnWidth(1, theme.measures.scaled(220))
    view.setMinimumHeight(theme.measures.heights.header + theme.measures.rows.grid * len(CELLS) + GAP_FROM_BOTTOM)
    return view


def _dialog(theme: Theme) -> QWidget:
    """What a sheet looks like: verbs on the buttons, the way back first."""
    return framed(
        "palette",
        text_label(theme, "1 wipe is pending", TextRole.TITLE),
        text_label(
            theme, "ERP-4698 of Optik Sander wipes in 24 s.\nThe customer's original is not touched.", kind="secondary"
        ),
        row(
            ghost(theme, "Cancel"),
            None,
            plain(theme, "Undo and quit"),
            primary(theme, "Wipe now and quit"),
        ),
        margin=20,
    )


def _unlock(theme: Theme) -> QWidget:
    card = QFrame()
    card.setObjectName("card")
    card.setFrameShape(QFrame.Shape.StyledPanel)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(28, 24, 28, 20)
    layout.setSpacing(10)
    middle = Qt.AlignmentFlag.AlignHCenter
    layout.addWidget(IconView(theme, Icon.VAULT, IconRole.ACCENT, 40), alignment=middle)
    layout.addWidget(text_label(theme, "Unlock Bailee", TextRole.PAGE), alignment=middle)
    layout.addWidget(text_label(theme, "Signed in as Kim Sommer", kind="muted"), alignment=middle)
    passphrase = QLineEdit("twelve words")
    passphrase.setEchoMode(QLineEdit.EchoMode.Password)
    passphrase.setAccessibleName("Passphrase")
    passphrase.addAction(theme.icons.icon(Icon.EYE), QLineEdit.ActionPosition.TrailingPosition)
    layout.addWidget(passphrase)
    layout.addWidget(_hint(theme, Icon.CAPS_LOCK, IconRole.WARN, "Caps Lock is on"))
    layout.addWidget(primary(theme, "Unlock"))
    layout.addWidget(link(theme, "Use security key", Icon.SECURITY_KEY), alignment=middle)
    line = QFrame()
    line.setObjectName("line")
    line.setFrameShape(QFrame.Shape.HLine)
    layout.addWidget(line)
    layout.addWidget(_hint(theme, Icon.RUNNING, IconRole.QUIET, "1 checkout goes on in the background"))
    layout.addWidget(_hint(theme, Icon.OVERDUE, IconRole.DANGER, "1 of your copies is overdue"))
    card.setFixedWidth(theme.measures.scaled(380))
    return card


def _hint(theme: Theme, icon: Icon, role: IconRole, words: str) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(IconView(theme, icon, role, theme.measures.icons.pill))
    label: QLabel = text_label(theme, words, TextRole.SMALL, "secondary")
    layout.addWidget(label, 1)
    return holder
