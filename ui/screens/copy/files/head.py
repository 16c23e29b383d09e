"""The line above the list of files: what can be done with what is selected, and where one is."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import ghost, plain, primary
from ui.widgets.labels import ElidedLabel, text_label


class FilesHead(QFrame):
    """Buttons, the path of the folder, and how much is in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("strip")
        self.open = primary(theme, self.tr("Open"), Icon.FOLDER_OPEN)
        self.add = plain(theme, self.tr("Add files…"), Icon.ADD)
        self.export = plain(theme, self.tr("Export…"), Icon.EXPORT)
        self.look = ghost(theme, self.tr("Preview"), Icon.EYE)
        self.remove = ghost(theme, self.tr("Delete"), Icon.REMOVE)
        self._place = ElidedLabel(theme, "", TextRole.STRONG)
        self._amount = text_label(theme, "", TextRole.SMALL, "muted")
        self.add.setToolTip(self.tr("Encrypt files of this machine into the copy; or drop them here"))
        self.look.setToolTip(self.tr("Show or hide the preview (Space)"))
        self._lay_out()

    def show_place(self, place: str, count: int) -> None:
        """Say which folder is shown, and how many names it has; nothing without a place."""
        self._place.setText(place)
        self._amount.setText(self.tr("%n name(s)", "", count) if place else "")

    def show_reasons(self, why_not_open: str, why_not_export: str, why_not_remove: str) -> None:
        """Enable what is possible; the rest says why it is not."""
        tips = {
            self.open: self.tr("Open inside Bailee (Enter)"),
            self.export: self.tr("Write the selected files to this machine, with an entry in the log (Ctrl+Shift+E)"),
            self.remove: self.tr("Delete from the copy; it can be put back until the copy is wiped (Del)"),
        }
        reasons = (why_not_open, why_not_export, why_not_remove)
        for (button, tip), why_not in zip(tips.items(), reasons, strict=True):
            button.setEnabled(not why_not)
            button.setToolTip(why_not or tip)

    def _lay_out(self) -> None:
        spacing = self._theme.measures.spacing
        layout = QHBoxLayout(self)
        layout.setContentsMargins(spacing.m, spacing.s, spacing.m, spacing.s)
        layout.setSpacing(spacing.s)
        for button in (self.open, self.add, self.export, self.look):
            layout.addWidget(button)
        layout.addSpacing(spacing.m)
        layout.addWidget(self._place, 1)
        layout.addWidget(self._amount)
        layout.addSpacing(spacing.m)
        layout.addWidget(self.remove)
