"""The first step: what opens the vault, and making it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.bootstrap import SystemClock
from app.errors import BaileeError
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.first_run.strength import SHORTEST, Strength, strength, strength_words
from ui.screens.unlock.busy_button import BusyButton
from ui.screens.unlock.doors import Doors
from ui.screens.unlock.passphrase_field import PassphraseField
from ui.session import VaultSession
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.failure_bar import FailureBar
from ui.widgets.labels import IconLabel, text_label
from ui.words import failure

_STORE_NAMES = {
    "secret-service": "Secret Service",
    "kwallet": "KWallet",
    "windows-credential-manager": "Windows Credential Manager",
    "macos-keychain": "macOS Keychain",
}
_INDENT = 26


class VaultStep(QFrame):
    """Keyring, passphrase, or both.

    Signals:
        created: the vault is there, and open.
    """

    created = Signal()

    def __init__(self, theme: Theme, session: VaultSession, doors: Doors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session = session
        self._doors = doors
        self.setObjectName("card")
        self._form = QWidget()
        self._with_passphrase = QCheckBox(self.tr("Passphrase"))
        self._with_keyring = QCheckBox(self.tr("Keyring of this system"))
        self._keyring_state = text_label(theme, self.tr("Looking for one…"), TextRole.SMALL, "muted")
        self._keyring_state.setWordWrap(True)
        self._first = PassphraseField(theme, self.tr("New passphrase"))
        self._second = PassphraseField(theme, self.tr("The same again"))
        self._strength = text_label(theme, "", TextRole.SMALL, "muted")
        self._both = text_label(theme, self.tr("Both are then needed together."), TextRole.SMALL, "muted")
        self.create_button = BusyButton(theme, self.tr("Create vault"))
        self._reason = text_label(theme, "", TextRole.SMALL, "muted")
        self._done = IconLabel(theme, Icon.CHECK_CIRCLE, IconRole.OK, self.tr("The vault is made and open."))
        self._failure = FailureBar(theme)
        self._lay_out()
        self._connect()
        self._with_passphrase.setChecked(True)
        self._with_keyring.setEnabled(False)
        self._judge()
        self._look_for_keyring()

    @property
    def field(self) -> PassphraseField:
        """Where one begins."""
        return self._first

    def forget(self) -> None:
        """Drop what was typed."""
        self._first.forget()
        self._second.forget()

    @Slot()
    def make(self) -> None:
        """Make the vault, if everything for it is there."""
        if self._why_not() or self.create_button.is_busy:
            return
        passphrase = self._first.secret() if self._with_passphrase.isChecked() else None
        use_keyring = self._with_keyring.isChecked()
        self._failure.clear()
        self.create_button.setEnabled(False)
        self.create_button.set_busy(True)
        home, doors = self._session.home, self._doors
        job = self._session.unlock(
            lambda: doors.init(home, use_keyring=use_keyring, passphrase=passphrase, clock=SystemClock())
        )
        job.succeeded.connect(self._on_created)
        job.failed.connect(self._on_failed)

    def _lay_out(self) -> None:
        theme, spacing = self._theme, self._theme.measures.spacing
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(spacing.s)
        for box in (self._with_passphrase, self._with_keyring):
            box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        form.addWidget(self._with_passphrase)
        form.addWidget(_indented(self._first, self._second, self._strength))
        form.addWidget(self._with_keyring)
        form.addWidget(_indented(self._keyring_state, self._both))
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing.m)
        self.create_button.setMinimumWidth(theme.measures.scaled(150))
        buttons.addWidget(self.create_button)
        buttons.addWidget(self._reason)
        buttons.addStretch(1)
        form.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.xl, spacing.l, spacing.xl, spacing.l)
        column.setSpacing(spacing.s)
        column.addWidget(text_label(theme, self.tr("1. Vault"), TextRole.HEADING))
        about = text_label(
            theme,
            self.tr("Everything Bailee keeps is encrypted. What opens it cannot be recovered: keep it safe."),
            kind="secondary",
        )
        about.setWordWrap(True)
        column.addWidget(about)
        column.addWidget(self._failure)
        column.addWidget(self._form)
        column.addWidget(self._done)
        self._done.hide()

    def _connect(self) -> None:
        for box in (self._with_passphrase, self._with_keyring):
            box.toggled.connect(self._judge)
        for field in (self._first, self._second):
            field.textChanged.connect(self._judge)
            field.returnPressed.connect(self.make)
        self.create_button.clicked.connect(self.make)

    def _look_for_keyring(self) -> None:
        doors = self._doors
        job = self._session.runner.submit(lambda _monitor: doors.find_keyring(), lane="keyring")
        job.succeeded.connect(self._on_keyring_found)
        job.failed.connect(self._on_no_keyring)

    @Slot(object)
    def _on_keyring_found(self, name: object) -> None:
        shown = _STORE_NAMES.get(str(name), str(name))
        text = self.tr("{keyring} answers. Wiping deletes keys from it, provably.")
        self._keyring_state.setText(text.format(keyring=shown))
        self._with_keyring.setEnabled(True)
        self._with_keyring.setToolTip("")
        self._with_keyring.setChecked(True)

    @Slot(object)
    def _on_no_keyring(self, error: object) -> None:
        said = failure(error).happened if isinstance(error, BaileeError) else ""
        text = self.tr("None answers. {reason}").format(reason=said)
        self._keyring_state.setText(text)
        self._with_keyring.setToolTip(text)

    @Slot()
    def _judge(self) -> None:
        """Say how good the passphrase is, and why the vault cannot be made yet."""
        has_passphrase = self._with_passphrase.isChecked()
        for field in (self._first, self._second):
            field.setVisible(has_passphrase)
        typed = self._first.text()
        found = strength(typed)
        self._strength.setText(strength_words(found) if typed else strength_words(Strength.TOO_SHORT))
        self._strength.setVisible(has_passphrase)
        self._both.setVisible(has_passphrase and self._with_keyring.isChecked())
        reason = self._why_not()
        self._reason.setText(reason)
        self.create_button.setEnabled(not reason)
        self.create_button.setToolTip(reason)

    def _why_not(self) -> str:
        if not self._with_passphrase.isChecked():
            return "" if self._with_keyring.isChecked() else self.tr("Choose a passphrase, the keyring, or both.")
        if len(self._first.text()) < SHORTEST:
            return self.tr("Type a passphrase.")
        return "" if self._first.text() == self._second.text() else self.tr("The two passphrases differ.")

    @Slot(object)
    def _on_created(self, _vault: object) -> None:
        self.forget()
        self.create_button.set_busy(False)
        self._form.hide()
        self._done.show()
        self.created.emit()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self.create_button.set_busy(False)
        self._judge()
        if isinstance(error, BaseException):
            self._failure.show_failure(failure(error))


def _indented(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(_INDENT, 0, 0, 0)
    column.setSpacing(6)
    for widget in widgets:
        column.addWidget(widget)
    return holder
