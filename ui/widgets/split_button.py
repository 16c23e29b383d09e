"""The main act of a pane, with other ways to do it beside it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import main, tool
from ui.widgets.labels import text_label


class SplitButton(QWidget):
    """A filled button at full height with an arrow for a menu. Disabled, it says below itself why.

    Signals:
        clicked: the main part was pressed.
    """

    clicked = Signal()

    def __init__(self, theme: Theme, text: str = "", icon: Icon = Icon.CHECKOUT) -> None:
        super().__init__()
        self._theme = theme
        self.button = main(theme, text, icon)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.clicked)
        self.arrow = tool(theme, Icon.CHEVRON_DOWN, self.tr("Other ways"), IconRole.ON_ACCENT)
        self.arrow.setObjectName("main")
        self.arrow.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.arrow.hide()
        self._reason = text_label(theme, "", TextRole.SMALL, "danger")
        self._reason.setWordWrap(True)
        self._reason.hide()
        parts = QHBoxLayout()
        parts.setSpacing(0)
        parts.addWidget(self.button, 1)
        parts.addWidget(self.arrow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.measures.spacing.xs)
        layout.addLayout(parts)
        layout.addWidget(self._reason)

    def set_text(self, text: str) -> None:
        """The caption, which says exactly what will happen."""
        self.button.setText(text.replace("&", "&&"))
        self.button.setAccessibleName(text)

    def text(self) -> str:
        """The caption."""
        return self.button.text().replace("&&", "&")

    def set_icon(self, icon: Icon) -> None:
        """Show another icon."""
        self.button.setIcon(self._theme.icons.icon(icon, IconRole.ON_ACCENT))

    def set_menu(self, menu: QMenu | None) -> None:
        """The other ways; without any there is no arrow."""
        if menu is not None:
            self.arrow.setMenu(menu)
        self.arrow.setVisible(menu is not None)
        self.button.setObjectName("main" if menu is None else "mainPart")  # the part beside the arrow ends straight
        for part in (self.button, self.arrow):
            part.style().unpolish(part)
            part.style().polish(part)
        self._theme.dress(self.button, TextRole.STRONG)

    def set_reason(self, reason: str) -> None:
        """Why it cannot be pressed now; "" where it can."""
        self.button.setEnabled(not reason)
        self.button.setToolTip(reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def reason(self) -> str:
        """Why it cannot be pressed."""
        return self._reason.text()
