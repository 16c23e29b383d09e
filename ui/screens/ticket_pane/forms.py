"""The small forms that open in the pane: a password, a database by its address, more time."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from app.settings import DUE_DAYS
from ui.icons.names import Icon
from ui.screens.ticket_pane.part import in_lines
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import plain, primary
from ui.widgets.labels import text_label

_INSIDE = 6  # a style sheet's padding does not reach into a spin box


class SmallForm(QFrame):
    """A card with fields, a verb and a way back. Esc goes back.

    Signals:
        left: the way back was taken.
    """

    left = Signal()

    def __init__(self, theme: Theme, title: str, verb: str, icon: Icon) -> None:
        super().__init__()
        self.setObjectName("card")
        self.theme = theme
        self.title = text_label(theme, title, TextRole.HEADING)
        self.title.setWordWrap(True)
        self.go = primary(theme, verb, icon)
        self.go.clicked.connect(self.submit)
        back = plain(theme, self.tr("Cancel"))
        back.clicked.connect(self.left)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(theme.measures.spacing.s)
        column = QVBoxLayout(self)
        margin = theme.measures.spacing.m
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self.title)
        column.addLayout(self.fields)
        column.addWidget(in_lines(self.go, back))

    def add(self, label: str, field: QWidget) -> None:
        """Add a field below its label."""
        field.setAccessibleName(label)
        self.fields.addWidget(text_label(self.theme, label, TextRole.SMALL, "muted"))
        self.fields.addWidget(field)

    @Slot()
    def submit(self) -> None:
        """Hand out what was entered."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class PasswordForm(SmallForm):
    """Asks for the password of a database. It is handed out once, and kept nowhere here.

    Signals:
        given: the password, and whether the keyring is to keep it.
    """

    given = Signal(bytes, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", self.tr("Connect"), Icon.KEY)
        self._field = QLineEdit()
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.returnPressed.connect(self.submit)
        self.add(self.tr("Password"), self._field)
        self._remember = QCheckBox(self.tr("Remember it in the keyring"))
        self.fields.addWidget(self._remember)

    def ask(self, location: str, *, can_remember: bool) -> None:
        """Ask for the password of what is at `location`."""
        self.title.setText(self.tr("Password for {location}").format(location=location))
        self._remember.setVisible(can_remember)
        self._remember.setChecked(False)
        self._field.clear()
        self._field.setFocus()

    @Slot()
    def submit(self) -> None:  # noqa: D102
        password = self._field.text().encode()
        self.forget()
        self.given.emit(password, self._remember.isChecked())

    def forget(self) -> None:
        """Drop what was typed."""
        self._field.clear()


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
