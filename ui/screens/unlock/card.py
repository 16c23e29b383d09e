"""The unlock card: a passphrase, or one button where the keyring opens the vault alone."""

import getpass
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.errors import PassphraseWrong
from app.model import KeyMode
from ui import formats
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.jobs import Job
from ui.screens.unlock.busy_button import BusyButton
from ui.screens.unlock.doors import Doors
from ui.screens.unlock.opening import Opening
from ui.screens.unlock.passphrase_field import PassphraseField
from ui.session import VaultSession
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import IconLabel, IconView, text_label

WIDTH = 380
_MARGIN = 28


@dataclass(frozen=True, slots=True)
class LockFacts:
    """What can be said while the vault is locked: numbers, and no names."""

    jobs: int = 0
    overdue: int = 0
    wipes: int = 0


class UnlockCard(QFrame):
    """Opens the vault. The field stays editable meanwhile, and Esc gives the try up.

    Signals:
        refused: the vault did not open for a reason that another passphrase will not change; the exception.
    """

    refused = Signal(object)

    def __init__(self, theme: Theme, session: VaultSession, doors: Doors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session = session
        self._doors = doors
        self._mode = KeyMode.PASSPHRASE
        self._opening: Opening | None = None
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Unlock Bailee"))
        self.setFixedWidth(theme.measures.scaled(WIDTH))
        self.field = PassphraseField(theme, self.tr("Passphrase"))
        self._caps = _row(theme, Icon.CAPS_LOCK, IconRole.WARN, self.tr("Caps Lock is on"))
        self._wrong = text_label(theme, "", TextRole.BASE, "danger")
        self._wrong.setWordWrap(True)
        self._keyring = text_label(theme, self.tr("The keyring of this system opens it."), TextRole.BASE, "secondary")
        self._keyring.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = BusyButton(theme, self.tr("Unlock"))
        self._line = QFrame()
        self._line.setObjectName("line")
        self._facts = QVBoxLayout()
        self._lay_out()
        self.field.returnPressed.connect(self.unlock)
        self.field.textEdited.connect(self._on_edited)
        self.field.caps_lock_changed.connect(self._caps.setVisible)
        self.button.clicked.connect(self.unlock)
        self.set_mode(KeyMode.PASSPHRASE)
        self.show_facts(LockFacts())

    @property
    def mode(self) -> KeyMode:
        """What opens the vault."""
        return self._mode

    def set_mode(self, mode: KeyMode) -> None:
        """What opens the vault."""
        self._mode = mode
        self.field.setVisible(mode.uses_passphrase)
        self._keyring.setVisible(not mode.uses_passphrase)
        self._wrong.hide()
        self._caps.hide()
        self.focus()

    def focus(self) -> None:
        """Put the keyboard where it is needed."""
        (self.field if self._mode.uses_passphrase else self.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_facts(self, facts: LockFacts) -> None:
        """Say what goes on behind the lock."""
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        rows = []
        if facts.jobs:
            text = self.tr("%n job(s) go on in the background", "", facts.jobs)
            rows.append((Icon.RUNNING, IconRole.INFO, text))
        if facts.wipes:
            rows.append((Icon.WIPE, IconRole.DANGER, self.tr("%n wipe(s) are carried out when due", "", facts.wipes)))
        if facts.overdue:
            rows.append((Icon.OVERDUE, IconRole.DANGER, self.tr("%n of your copies are overdue", "", facts.overdue)))
        for icon, role, text in rows:
            self._facts.addWidget(_row(self._theme, icon, role, text))
        self._line.setVisible(bool(rows))

    def forget(self) -> None:
        """Drop what was typed, and give up a try that goes on."""
        self.give_up()
        self.field.forget()
        self._say("")

    def show_failure(self, error: BaseException) -> None:
        """Say why the vault did not open, where that is no matter of the passphrase, nor of the vault."""
        from ui.words import failure  # noqa: PLC0415 - half a second of imports, and seldom needed

        said = failure(error)
        self._say(f"{said.happened} {said.means} {said.next_step}")

    @Slot()
    def unlock(self) -> None:
        """Try what was typed."""
        if self._opening is not None:
            return
        if self._mode.uses_passphrase and not self.field.text():
            self._say(self.tr("Type the passphrase of this vault."))
            self.focus()
            return
        opening = Opening(self._session.home, self._doors)
        secret = self.field.secret() if self._mode.uses_passphrase else None
        self._opening = opening
        self._say("")
        self.button.setText(self.tr("Unlocking…"))
        self.button.set_busy(True)
        job = self._session.unlock(lambda: opening.open(secret))
        self._follow(job)

    @Slot()
    def give_up(self) -> None:
        """Want it no more. The button is there again once the try has ended."""
        if self._opening is not None:
            self._opening.give_up()
            self.button.setText(self.tr("Stopping…"))
            self.button.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
            return
        super().keyPressEvent(event)

    def _follow(self, job: Job) -> None:
        job.succeeded.connect(self._on_opened)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_ended)

    @Slot(object)
    def _on_opened(self, _vault: object) -> None:
        self.field.forget()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if not isinstance(error, PassphraseWrong):
            self.refused.emit(error)
            return
        self._say(self._wrong_text(error, self._opening.tries_left if self._opening else 0))
        self.field.set_wrong(True)
        self.field.selectAll()
        self.focus()

    @Slot()
    def _on_ended(self) -> None:
        self._opening = None
        self.button.set_busy(False)
        self.button.setEnabled(True)
        self.button.setText(self.tr("Unlock"))
        if self.isVisible():
            self.focus()

    @Slot()
    def _on_edited(self) -> None:
        self.field.set_wrong(False)

    def _wrong_text(self, error: PassphraseWrong, tries: int) -> str:
        wrong = self.tr("That passphrase does not open this vault.")
        if error.pause_seconds:
            then = self.tr("The next try waits {time}.").format(time=formats.duration(error.pause_seconds))
        else:
            then = self.tr("%n tries, then a pause.", "", tries)
        return f"{wrong} {then}"

    def _say(self, text: str) -> None:
        from ui.widgets.announcing import announce  # noqa: PLC0415 - not needed for the card to stand

        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        self.field.setAccessibleDescription(text)
        if text:
            announce(self._wrong, text, is_urgent=True)
        else:
            self.field.set_wrong(False)

    def _lay_out(self) -> None:
        theme, spacing = self._theme, self._theme.measures.spacing
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN - 2, _MARGIN, spacing.xl)
        layout.setSpacing(spacing.s + 2)
        mark = IconView(theme, Icon.VAULT, IconRole.ACCENT, theme.measures.icons.empty)
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        title = text_label(theme, self.tr("Unlock Bailee"), TextRole.PAGE)
        who = text_label(theme, self.tr("Signed in as {name}").format(name=_user()), TextRole.BASE, "secondary")
        for label in (title, who):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addSpacing(spacing.xs)
        for widget in (self.field, self._keyring, self._caps, self._wrong, self.button):
            layout.addWidget(widget)
        layout.addSpacing(spacing.xs)
        layout.addWidget(self._line)
        self._facts.setSpacing(spacing.s)
        layout.addLayout(self._facts)


def _row(theme: Theme, icon: Icon, role: IconRole, text: str) -> IconLabel:
    return IconLabel(theme, icon, role, text, text_role=TextRole.SMALL, kind="secondary")


def _user() -> str:
    """Who is signed in to this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
