"""A small form in a card, which opens where it is needed; and the one that asks for a password."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import plain, primary
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import text_label


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
        acts = FlowLayout(gap=theme.measures.spacing.s)
        acts.addWidget(self.go)
        acts.addWidget(back)
        column.addLayout(acts)

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
