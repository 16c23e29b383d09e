"""The small forms that open in the pane: a database by its address, more time."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSpinBox

from app.settings import DUE_DAYS
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import text_label
from ui.widgets.small_form import PasswordForm, SmallForm

__all__ = ["DatabaseForm", "ExtendForm", "PasswordForm"]

_INSIDE = 6  # a style sheet's padding does not reach into a spin box


class DatabaseForm(SmallForm):
    """Asks for the address of a database.

    Signals:
        given: the address, without a password.
    """

    given = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Check out a database"), self.tr("Use this database"), Icon.DATABASE)
        self._field = QLineEdit()
        self._field.setPlaceholderText("postgresql://user@host/name")
        self._field.returnPressed.connect(self.submit)
        self._field.textChanged.connect(self._on_changed)
        self.add(self.tr("Address"), self._field)
        hint = text_label(
            theme,
            self.tr("postgresql, mysql, firebird or sqlserver, with user, host and name. The password is asked for."),
            TextRole.SMALL,
            "muted",
        )
        hint.setWordWrap(True)
        self.fields.addWidget(hint)
        self._on_changed("")

    def begin(self) -> None:
        """Start anew."""
        self._field.clear()
        self._field.setFocus()

    @Slot()
    def submit(self) -> None:  # noqa: D102
        text = self._field.text().strip()
        if "://" in text:
            self.given.emit(text)

    @Slot(str)
    def _on_changed(self, text: str) -> None:
        is_address = "://" in text
        self.go.setEnabled(is_address)
        self.go.setToolTip("" if is_address else self.tr("Type an address such as postgresql://user@host/name."))


class ExtendForm(SmallForm):
    """Asks for how long, and why.

    Signals:
        given: the days from now, and the reason.
    """

    given = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Hold it longer"), self.tr("Extend"), Icon.EXTEND)
        self._days = QSpinBox()
        self._days.setRange(*DUE_DAYS)
        self._days.setSuffix(self.tr(" days"))
        self._days.lineEdit().setTextMargins(_INSIDE, 0, 0, 0)
        self._reason = QLineEdit()
        self._reason.returnPressed.connect(self.submit)
        self._reason.textChanged.connect(self._on_changed)
        self.add(self.tr("Days from now"), self._days)
        self.add(self.tr("Reason, in one line"), self._reason)
        self._why = text_label(theme, self.tr("Needs a reason."), TextRole.SMALL, "muted")
        self.fields.addWidget(self._why)
        self._on_changed("")

    def begin(self, days: int) -> None:
        """Start anew with so many days."""
        self._days.setValue(days)
        self._reason.clear()
        self._reason.setFocus()

    @Slot()
    def submit(self) -> None:  # noqa: D102
        if self._reason.text().strip():
            self.given.emit(self._days.value(), self._reason.text().strip())

    @Slot(str)
    def _on_changed(self, text: str) -> None:
        has_reason = bool(text.strip())
        self.go.setEnabled(has_reason)
        self.go.setToolTip("" if has_reason else self._why.text())
        self._why.setVisible(not has_reason)
