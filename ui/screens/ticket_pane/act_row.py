"""The row of buttons that a state offers: one filled, the others plain, and why the filled one cannot be pressed."""

from functools import partial

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.ticket_pane.state import PaneAct, PaneState, act_text
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import plain, primary
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import text_label
from ui.widgets.split_button import SplitButton

_ICONS = {
    PaneAct.CHECK_OUT: Icon.CHECKOUT,
    PaneAct.CHOOSE_SOURCE: Icon.CHECKOUT,
    PaneAct.TAKE: Icon.USER,
    PaneAct.EDIT: Icon.EDIT,
    PaneAct.CANCEL: Icon.STOP,
    PaneAct.OPEN_COPY: Icon.FOLDER_OPEN,
    PaneAct.EXTEND: Icon.EXTEND,
    PaneAct.UNDO: Icon.UNDO,
    PaneAct.WIPE_NOW: Icon.WIPE,
    PaneAct.VIEW_CERTIFICATE: Icon.CERTIFICATE,
    PaneAct.SAVE_PDF: Icon.SAVE,
    PaneAct.REOPEN: Icon.REDO,
    PaneAct.ASK_FOR_IT: Icon.MAIL,
    PaneAct.COPY_MESSAGE: Icon.COPY,
}
_SPLIT = frozenset({PaneAct.CHECK_OUT, PaneAct.CHOOSE_SOURCE})
_MOST_SECONDARY = 3


class ActRow(QWidget):
    """The buttons of a state. They are made once; a state only changes what they say.

    Signals:
        pressed: the PaneAct.
    """

    pressed = Signal(object)

    def __init__(self, theme: Theme, menu: QMenu) -> None:
        super().__init__()
        self._theme = theme
        self._acts: tuple[PaneAct | None, ...] = ()
        self.split = SplitButton(theme)
        self.split.set_menu(menu)
        self.split.clicked.connect(self._on_primary)
        self.primary = primary(theme, "")
        self.primary.clicked.connect(self._on_primary)
        self._reason = text_label(theme, "", TextRole.SMALL, "danger")
        self._reason.setWordWrap(True)
        self._row = FlowLayout(gap=theme.measures.spacing.s)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.measures.spacing.s)
        column.addWidget(self.split)
        column.addWidget(self._reason)
        column.addLayout(self._row)
        self._row.addWidget(self.primary)
        self._secondary: list[QPushButton] = []
        for at in range(_MOST_SECONDARY):
            button = plain(theme, "")
            button.clicked.connect(partial(self._on_secondary, at))
            self._secondary.append(button)
            self._row.addWidget(button)
        theme.changed.connect(self._on_theme)
        self.clear()

    def put_below(self, line: QWidget) -> None:
        """Put what explains the main button right below it."""
        self._column.insertWidget(1, line)

    def show_state(self, state: PaneState) -> None:
        """Offer what a state offers."""
        secondary = tuple(act for act in state.secondary if act is not PaneAct.CANCEL)  # it stands with the progress
        self._acts = (state.act, *secondary)
        is_split = state.act in _SPLIT
        self.split.setVisible(is_split)
        self.primary.setVisible(state.act is not None and not is_split)
        if state.act is not None and is_split:
            self.split.set_text(state.text)
            self.split.set_icon(_ICONS[state.act])
            self.split.set_reason("" if state.enabled else state.reason)
        elif state.act is not None:
            self._dress(self.primary, state.act, state.text, is_filled=True)
            self.primary.setEnabled(state.enabled)
            self.primary.setToolTip(state.reason)
        for button, act in zip(self._secondary, [*secondary, *[None] * _MOST_SECONDARY], strict=False):
            button.setVisible(act is not None)
            if act is not None:
                self._dress(button, act, act_text(act), is_filled=False)
        self._reason.setText(state.reason)
        self._reason.setVisible(bool(state.reason) and not is_split)
        self.setVisible(any(act is not None for act in self._acts))

    def clear(self) -> None:
        """Offer nothing."""
        self._acts = ()
        self.hide()

    def press_primary(self) -> bool:
        """What Ctrl+Enter does; whether it was possible."""
        if self.why_not():
            return False
        self._on_primary()
        return True

    def why_not(self) -> str:
        """Why the filled button cannot be pressed; "" where it can."""
        if not self._acts or self._acts[0] is None:
            return self.tr("There is nothing to do now.")
        return self._reason.text()

    def _dress(self, button: QPushButton, act: PaneAct, text: str, *, is_filled: bool) -> None:
        button.setText(text)
        role = IconRole.ON_ACCENT if is_filled else IconRole.NORMAL
        button.setIcon(self._theme.icons.icon(_ICONS[act], role))
        self._size_icon(button)

    def _size_icon(self, button: QPushButton) -> None:
        button.setIconSize(QSize(*self._theme.measures.icons.button_box))

    @Slot()
    def _on_theme(self) -> None:
        for button in (self.primary, *self._secondary):
            self._size_icon(button)

    @Slot()
    def _on_primary(self) -> None:
        if self._acts and self._acts[0] is not None:
            self.pressed.emit(self._acts[0])

    def _on_secondary(self, at: int) -> None:
        act = self._acts[at + 1] if at + 1 < len(self._acts) else None
        if act is not None:
            self.pressed.emit(act)
