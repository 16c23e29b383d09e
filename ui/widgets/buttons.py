"""Buttons by what they are for: one filled in a pane, plain ones, the outlined red one, links, icons alone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme


def primary(theme: Theme, text: str, icon: Icon | None = None) -> QPushButton:
    """The filled button: one in a pane."""
    return _button(theme, text, icon, "primary", IconRole.ON_ACCENT, TextRole.STRONG)


def main(theme: Theme, text: str, icon: Icon | None = None) -> QPushButton:
    """The filled button at full height, for the main act of a pane."""
    return _button(theme, text, icon, "main", IconRole.ON_ACCENT, TextRole.STRONG)


def plain(theme: Theme, text: str, icon: Icon | None = None) -> QPushButton:
    """An outlined button."""
    return _button(theme, text, icon, "", IconRole.NORMAL, TextRole.BASE)


def ghost(theme: Theme, text: str, icon: Icon | None = None) -> QPushButton:
    """A button without an outline, beside others that have one."""
    return _button(theme, text, icon, "ghost", IconRole.NORMAL, TextRole.BASE)


def danger(theme: Theme, text: str, icon: Icon | None = None) -> QPushButton:
    """The outlined red button of an act that destroys something. Never beside a filled one."""
    return _button(theme, text, icon, "danger", IconRole.DANGER, TextRole.STRONG)


def link(theme: Theme, text: str, icon: Icon | None = None) -> QPushButton:
    """A button that reads as part of the text."""
    return _button(theme, text, icon, "link", IconRole.ACCENT, TextRole.BASE)


def tool(theme: Theme, icon: Icon, name: str, role: IconRole = IconRole.NORMAL) -> QToolButton:
    """A button that is an icon alone; its name is its tooltip and what a screen reader says."""
    made = QToolButton()
    made.setIcon(theme.icons.icon(icon, role))
    side = theme.measures.icons.row
    made.setIconSize(QSize(side, side))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def spoken(text: str) -> str:
    """A caption as it is said: without the mark of its mnemonic ("Close && wipe" is "Close & wipe")."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


class _Button(QPushButton):
    """A push button whose accessible name follows its caption, without marks of mnemonics."""

    def setText(self, text: str) -> None:  # noqa: N802
        """Say something else."""
        super().setText(text)
        self.setAccessibleName(spoken(text).replace(" & ", " and "))


def _button(theme: Theme, text: str, icon: Icon | None, kind: str, role: IconRole, font: TextRole) -> QPushButton:
    made = _Button()
    made.setText(text)
    made.setObjectName(kind)
    made.setAutoDefault(True)  # so that Enter presses it outside dialogs, too
    theme.dress(made, font)
    if icon is not None:
        made.setIcon(theme.icons.icon(icon, role))
        made.setIconSize(QSize(*theme.measures.icons.button_box))
    return made
