"""The bar for several rows at once: extend them, or close and wipe them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QStackedLayout, QWidget

from app.custody.states import WORKABLE
from app.operations.board_story import BoardRow
from app.settings import DUE_DAYS
from ui import formats
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import danger, plain, primary
from ui.widgets.hold_button import HoldButton
from ui.widgets.labels import text_label

_MARGINS = (16, 6, 12, 6)
_INSIDE = 6  # a style sheet's padding does not reach into a spin box


def workable(rows: Sequence[BoardRow]) -> list[BoardRow]:
    """Those that can be extended or closed: not checking out, and not closed already."""
    return [row for row in rows if row.record.state in WORKABLE]


def tickets_of(rows: Sequence[BoardRow]) -> list[str]:
    """The numbers of their tickets, each once."""
    return list(dict.fromkeys(row.record.ticket.number for row in rows))


class BulkBar(QFrame):
    """Shown while several rows are selected. One act needs one click; what destroys work that is only there, a hold.

    Signals:
        extend_asked: the rows, the days and the reason.
        close_asked: the numbers of the tickets.
    """

    extend_asked = Signal(object, int, str)
    close_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("infoBar")
        self._theme = theme
        self._rows: list[BoardRow] = []
        self._what = text_label(theme, "", TextRole.STRONG)
        self._warning = text_label(theme, "", TextRole.BASE)
        self._lost = text_label(theme, "", TextRole.STRONG)
        self._days = QSpinBox()
        self._reason = QLineEdit()
        self._pages = QStackedLayout(self)
        self._build()
        self.hide()

    def show_rows(self, rows: Sequence[BoardRow]) -> None:
        """Offer the acts for these rows; fewer than two need no bar."""
        self._rows = workable(rows)
        self.setVisible(len(self._rows) > 1)
        amount = sum(row.record.size.content_bytes for row in self._rows if row.record.size)
        text = self.tr("%n copy(s) selected, {size}", "", len(self._rows))
        self._what.setText(text.format(size=formats.size(amount)))
        self._pages.setCurrentIndex(0)

    def _build(self) -> None:
        self._pages.addWidget(self._acts())
        self._pages.addWidget(self._extending())
        self._pages.addWidget(self._closing())

    def _acts(self) -> QWidget:
        extend = plain(self._theme, self.tr("Extend…"), Icon.EXTEND)
        extend.clicked.connect(self._on_extend)
        close = danger(self._theme, self.tr("Close && wipe"), Icon.WIPE)
        close.setAccessibleName(self.tr("Close and wipe the selected copies"))
        close.clicked.connect(self._on_close)
        return _row(self._what, None, extend, 24, close)

    def _extending(self) -> QWidget:
        least, most = DUE_DAYS
        self._days.setRange(least, most)
        self._days.setValue(7)
        self._days.setSuffix(self.tr(" days"))
        self._days.lineEdit().setTextMargins(_INSIDE, 0, 0, 0)
        self._days.setAccessibleName(self.tr("Days from now"))
        self._reason.setPlaceholderText(self.tr("Reason, in one line"))
        self._reason.setAccessibleName(self.tr("Reason"))
        go = primary(self._theme, self.tr("Extend"), Icon.EXTEND)
        go.clicked.connect(self._on_extend_now)
        self._reason.returnPressed.connect(self._on_extend_now)
        self._reason.textChanged.connect(lambda text: go.setEnabled(bool(text.strip())))
        go.setEnabled(False)
        go.setToolTip(self.tr("Needs a reason."))
        return _row(self._days, self._reason, go, self._back(self.tr("Do not extend")))

    def _closing(self) -> QWidget:
        hold = HoldButton(self._theme, self.tr("Hold to wipe"))
        hold.held.connect(self._on_close_now)
        return _row(self._warning, self._lost, None, self._back(self.tr("Keep copies")), 24, hold)

    def _back(self, text: str) -> QWidget:
        back = plain(self._theme, text)
        back.clicked.connect(lambda: self._pages.setCurrentIndex(0))
        return back

    @Slot()
    def _on_extend(self) -> None:
        self._reason.clear()
        self._pages.setCurrentIndex(1)
        self._reason.setFocus()

    @Slot()
    def _on_extend_now(self) -> None:
        if self._reason.text().strip():
            self.extend_asked.emit(list(self._rows), self._days.value(), self._reason.text().strip())
            self._pages.setCurrentIndex(0)

    @Slot()
    def _on_close(self) -> None:
        """Several at once are always held for: nobody can look at so many loss lists."""
        changed = sum(row.is_changed for row in self._rows)
        self._warning.setText(self.tr("This wipes the copies of %n ticket(s).", "", len(tickets_of(self._rows))))
        self._lost.setText(self.tr("%n hold(s) changes that exist only there.", "", changed) if changed else "")
        self._pages.setCurrentIndex(2)

    @Slot()
    def _on_close_now(self) -> None:
        self.close_asked.emit(tickets_of(self._rows))
        self._pages.setCurrentIndex(0)


def _row(*items: QWidget | int | None) -> QWidget:
    """Widgets beside each other; None takes the room that is left, a number is a gap."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(*_MARGINS)
    layout.setSpacing(8)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            layout.addWidget(item, 1 if isinstance(item, QLineEdit | QLabel) else 0)
    return holder
