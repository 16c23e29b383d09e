"""What stands above the grid: how many rows, how long it took, the choice of a result, filter, masking, saving."""

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QWidget

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import ghost, link
from ui.widgets.chips import Chip
from ui.widgets.labels import text_label

_FILTER_WIDTH = 210
_CHOICE_LETTERS = 16


class ResultHead(QFrame):
    """Only what is shown; what it leads to is done by the pane."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = text_label(theme, "", TextRole.STRONG)
        self.time = text_label(theme, "", TextRole.SMALL, "muted")
        self.count = link(theme, self.tr("Count rows"))
        self.count.setToolTip(self.tr("Reads all of the table to count its rows exactly"))
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Results"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(_CHOICE_LETTERS)
        self.filter = QLineEdit()
        self.filter.setAccessibleName(self.tr("Filter these rows"))
        self.filter.setPlaceholderText(self.tr("Filter these rows"))
        self.filter.setClearButtonEnabled(True)
        icon = theme.icons.icon(Icon.FILTER, IconRole.QUIET)
        self.filter.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self.filter.setMaximumWidth(theme.measures.scaled(_FILTER_WIDTH))
        self.masking = Chip(theme, self.tr("Mask personal data"))
        self.masking.setIcon(theme.icons.icon(Icon.EYE_OFF))
        self.masking.setChecked(True)
        self.allow_revealing("")
        self.save = ghost(theme, self.tr("Save result"), Icon.DOWNLOAD)
        spacing = theme.measures.spacing
        layout = QHBoxLayout(self)
        layout.setContentsMargins(spacing.m, spacing.xs, spacing.m, spacing.xs)
        layout.setSpacing(spacing.s)
        layout.addWidget(self.rows)
        layout.addWidget(self.time)
        layout.addWidget(self.count)
        layout.addWidget(self.choice)
        layout.addStretch(1)
        layout.addWidget(self.filter)
        layout.addWidget(self.masking)
        layout.addWidget(self.save)

    def allow_revealing(self, reason: str) -> None:
        """Whether masking can be switched off; with a reason it cannot."""
        tip = self.tr("Shows the last characters only. What is shown in clear is entered in the log.")
        self.masking.setEnabled(not reason)
        self.masking.setToolTip(reason or tip)

    def settle_save(self, *, is_masking: bool, has_sql: bool, is_waiting: bool) -> None:
        """Whether the result can be saved, why not, and how it would be."""
        reason = ""
        if not has_sql:
            reason = self.tr("The rows of a statement that writes cannot be asked for a second time.")
        elif is_waiting:
            reason = self.tr("A transaction is open. Commit it or roll it back first.")
        masked = self.tr("Saves as CSV, personal data masked. The export is entered in the log.")
        clear = self.tr("Saves as CSV, personal data in clear. The export is entered in the log.")
        self.save.setEnabled(not reason)
        self.save.setToolTip(reason or (masked if is_masking else clear))
