"""The closing view: what would be lost, and the acts that keep it or give it up."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from ui import formats
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.ticket_pane.loss import Loss, LossList
from ui.screens.ticket_pane.part import beside, drop_all, in_lines
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import danger, plain, primary
from ui.widgets.hold_button import HoldButton
from ui.widgets.labels import ElidedLabel, IconLabel, text_label

_MOST_MINUTES = 24 * 60
_SECONDS = 60
_INSIDE = 6  # a style sheet's padding does not reach into a spin box


class LossBox(QFrame):
    """The list of what exists only in the copy.

    Signals:
        export_pressed, review_pressed: the ways to keep it.
    """

    export_pressed = Signal()
    review_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("warnBar")
        self._title = IconLabel(theme, Icon.WARNING, IconRole.WARN, text_role=TextRole.HEADING)
        self._said = text_label(theme, "", TextRole.SMALL, "secondary")
        self._said.setWordWrap(True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.measures.spacing.xs)
        self._more = text_label(theme, "", TextRole.SMALL, "muted")
        self.export = primary(theme, self.tr("Export changes…"), Icon.EXPORT)
        self.export.clicked.connect(self.export_pressed)
        self._review = plain(theme, self.tr("Review"))
        self._review.clicked.connect(self.review_pressed)
        self._acts = in_lines(self.export, self._review)
        column = QVBoxLayout(self)
        margin = theme.measures.spacing.m
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.measures.spacing.s)
        column.addWidget(self._title)
        column.addWidget(self._said)
        column.addLayout(self._lines)
        column.addWidget(self._more)
        column.addWidget(self._acts)

    def show_losses(self, losses: LossList) -> None:
        """Show what would be lost; an empty list says that nothing would."""
        is_empty = losses.is_empty
        self.setObjectName("okBar" if is_empty else "warnBar")
        self.style().polish(self)
        self._title.set_text(self.tr("Everything is exported") if is_empty else self.tr("Not exported yet"))
        self._said.setText(
            self.tr("Wiping destroys the copy only. The customer's original is not touched.")
            if is_empty
            else self.tr(
                "These changes exist only in this copy. Wiping destroys them for good. "
                "The customer's original is not touched."
            )
        )
        drop_all(self._lines)
        for loss in losses.lines:
            self._lines.addWidget(loss_row(self._theme, loss))
        self._more.setText(self.tr("and %n more", "", losses.more) if losses.more else "")
        self._more.setVisible(bool(losses.more))
        self._acts.setVisible(not is_empty)

    def show_unknown(self, why: str) -> None:
        """Nobody can say what would be lost."""
        self.show_losses(LossList((), 0))
        self.setObjectName("warnBar")
        self.style().polish(self)
        self._title.set_text(self.tr("Changes cannot be listed"))
        self._said.setText(why)


class ClosingView(QWidget):
    """Loss list, work note and measured time.

    Signals:
        export_pressed, review_pressed: the ways to keep the changes.
    """

    export_pressed = Signal()
    review_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.losses = LossBox(theme)
        self.losses.export_pressed.connect(self.export_pressed)
        self.losses.review_pressed.connect(self.review_pressed)
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(self.tr("Work note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.measures.scaled(72))
        self.minutes = QSpinBox()
        self.minutes.setRange(0, _MOST_MINUTES)
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.lineEdit().setTextMargins(_INSIDE, 0, 0, 0)
        self.minutes.setAccessibleName(self.tr("Measured time in minutes"))
        self._measured = IconLabel(theme, Icon.TIMER, IconRole.NORMAL, "")
        self._seconds = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.measures.spacing.m)
        column.addWidget(self.losses)
        column.addWidget(text_label(theme, self.tr("Work note"), TextRole.SMALL_STRONG, "muted"))
        column.addWidget(self.note)
        column.addWidget(beside(self._measured, None, self.minutes))
        column.addStretch(1)

    def begin(self, note: str, seconds: int) -> None:
        """Start with the note that was begun, and the time measured."""
        self.note.setPlainText(note)
        self._seconds = seconds
        self.minutes.setValue(round(seconds / _SECONDS))
        text = self.tr("{time} measured").format(time=formats.duration(seconds))
        self._measured.set_text(text if seconds else self.tr("No time measured"))

    @property
    def seconds(self) -> int:
        """The time to book: as measured, unless it was changed by hand."""
        minutes = self.minutes.value()
        return self._seconds if minutes == round(self._seconds / _SECONDS) else minutes * _SECONDS

    def began_at(self, seconds: int) -> datetime:
        """When work of that length that ends now began."""
        return datetime.now(UTC) - timedelta(seconds=seconds)

    def clear(self) -> None:
        """Drop everything."""
        self.note.clear()
        self.losses.show_losses(LossList())


class PaneFoot(QFrame):
    """The sticky foot: Close & wipe, and in the closing view Keep copy and Hold to wipe.

    Signals:
        close_pressed: Close & wipe.
        keep_pressed: the way back.
        wipe_held: the hold was long enough.
    """

    close_pressed = Signal()
    keep_pressed = Signal()
    wipe_held = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._said = ElidedLabel(theme, "", TextRole.SMALL, "muted")
        self.close_button = danger(theme, self.tr("Close && wipe"), Icon.WIPE)
        self.close_button.setAccessibleName(self.tr("Close and wipe"))
        self.close_button.clicked.connect(self.close_pressed)
        self.keep_button = plain(theme, self.tr("Keep copy"))
        self.keep_button.clicked.connect(self.keep_pressed)
        self.hold_button = HoldButton(theme, self.tr("Hold to wipe"))
        self.hold_button.held.connect(self.wipe_held)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.addWidget(self._said, 1)
        row.addWidget(self.keep_button)
        row.addStretch()
        row.addWidget(self.close_button)
        row.addWidget(self.hold_button)
        self.offer_close("")

    @Slot(str)
    def offer_close(self, reason: str) -> None:
        """Offer Close & wipe; with a reason it is disabled, and says it."""
        self._show(self._said, self.close_button)
        self._said.setText(reason or self.tr("Destroys the copy only"))
        self.close_button.setEnabled(not reason)
        self.close_button.setToolTip(reason or self.tr("Close the ticket and wipe its copy (Ctrl+Shift+Del)"))

    @Slot()
    def offer_hold(self) -> None:
        """Offer the way back, and the hold."""
        self._show(self.keep_button, self.hold_button)

    @Slot()
    def offer_wipe(self) -> None:
        """Offer the way back, and a plain click: nothing would be lost any more."""
        self._show(self.keep_button, self.close_button)
        self.close_button.setEnabled(True)

    def _show(self, *shown: QWidget) -> None:
        for widget in (self._said, self.keep_button, self.close_button, self.hold_button):
            widget.setVisible(widget in shown)


def loss_row(theme: Theme, loss: Loss) -> QWidget:
    """One line: icon, name, amount."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.measures.spacing.s)
    layout.addWidget(IconLabel(theme, loss.icon, IconRole.WARN, ""))
    layout.addWidget(ElidedLabel(theme, loss.name, TextRole.MEDIUM), 1)
    layout.addWidget(text_label(theme, loss.amount, TextRole.SMALL, "muted"))
    return row
