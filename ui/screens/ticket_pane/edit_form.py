"""The form that changes a ticket: what it is about, and how pressing it is."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.model import Priority, Ticket
from app.registry.text import LINE_CHARACTERS
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import text_label
from ui.widgets.small_form import SmallForm


class EditForm(SmallForm):
    """Title and priority. The number and the customer of a ticket stay what they are.

    Signals:
        given: the title and the Priority.
    """

    given = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Edit ticket"), self.tr("Save"), Icon.CHECK)
        self._before = ("", Priority.NORMAL)
        self._title = QLineEdit()
        self._title.setMaxLength(LINE_CHARACTERS)
        self._title.returnPressed.connect(self.submit)
        self._title.textChanged.connect(self._on_changed)
        self._priority = QComboBox()
        for priority in Priority:
            self._priority.addItem(priority_words(priority), priority.value)
        self._priority.currentIndexChanged.connect(self._on_changed)
        self.add(self.tr("Title"), self._title)
        self.add(self.tr("Priority"), self._priority)
        self._why = text_label(theme, "", TextRole.SMALL, "muted")
        self.fields.addWidget(self._why)
        self._on_changed()

    def begin(self, ticket: Ticket) -> None:
        """Start with a ticket as it is."""
        self._before = (ticket.title, ticket.priority)
        self._title.setText(ticket.title)
        self._priority.setCurrentIndex(self._priority.findData(ticket.priority.value))
        self._title.selectAll()
        self._title.setFocus()
        self._on_changed()

    def entered(self) -> tuple[str, Priority]:
        """What stands in the fields."""
        return self._title.text().strip(), Priority(self._priority.currentData())

    def missing(self) -> str:
        """Why it cannot be saved; "" where it can."""
        if not self._title.text().strip():
            return self.tr("Needs a title.")
        return self.tr("Nothing is changed yet.") if self.entered() == self._before else ""

    def clear(self) -> None:
        """Drop what was typed."""
        self._before = ("", Priority.NORMAL)
        self._title.clear()

    @Slot()
    def submit(self) -> None:  # noqa: D102
        if not self.missing():
            self.given.emit(*self.entered())

    @Slot()
    def _on_changed(self) -> None:
        missing = self.missing()
        self.go.setEnabled(not missing)
        self.go.setToolTip(missing)
        self._why.setText(missing)
        self._why.setVisible(bool(missing))


def priority_words(priority: Priority) -> str:
    """How pressing a ticket is, in a word or two."""
    texts = {
        Priority.LOW: QCoreApplication.translate("TicketPane", "Low priority"),
        Priority.NORMAL: QCoreApplication.translate("TicketPane", "Normal priority"),
        Priority.HIGH: QCoreApplication.translate("TicketPane", "High priority"),
    }
    return texts[priority]
