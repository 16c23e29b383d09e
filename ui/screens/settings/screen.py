"""The page of settings. What is changed holds at once, and can be taken back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.settings import BOUNDS, Settings
from ui.places import Place
from ui.preferences import Preferences
from ui.screen_sharing import SHARING_ACT
from ui.screens.screen import Screen
from ui.screens.settings.about import AboutRows, Part, parts
from ui.screens.settings.keyboard import KeyboardTable, shown
from ui.screens.settings.rows import ChoiceRow, Naming, NumberRow, Section, SettingRow
from ui.surroundings import Surroundings
from ui.theme.fonts import TextRole
from ui.widgets.failure_bar import FailureBar
from ui.widgets.labels import ElidedLabel, text_label
from ui.words import failure

WIDTH = 720
_TOLD_AFTER_MS = 700
_TEXT_SIZES = (75, 90, 100, 110, 125, 150, 175, 200)


class SettingsScreen(Screen):
    """Sections as cards, a field that filters their rows."""

    def __init__(self, around: Surroundings, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._preferences = preferences
        self._theme = around.theme
        self._choices: dict[str, ChoiceRow] = {}
        self._numbers: dict[str, NumberRow] = {}
        self._before: dict[str, str] = {}
        self._search = QLineEdit()
        self._failure = FailureBar(self._theme)
        self._keyboard = KeyboardTable(self._theme, around.acts)
        self._about = AboutRows(self._theme)
        self._area = QScrollArea()
        self._nothing = text_label(self._theme, self.tr("No setting matches."), kind="muted")
        self._sections = self._make_sections()
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(_TOLD_AFTER_MS)
        self._telling.timeout.connect(self._tell)
        self._lay_out()
        self._connect()
        self._show_settings(preferences.settings)

    # ---- what every screen has

    def arrive(self, place: Place) -> None:  # noqa: D102
        self.caption_changed.emit(self.tr("Settings"))
        if place.part:
            self._search.setText(place.part)

    def refresh(self) -> None:  # noqa: D102
        self._show_settings(self._preferences.settings)

    def forget(self) -> None:  # noqa: D102
        self._telling.stop()
        self._before.clear()
        self._failure.clear()

    def focus_search(self) -> None:  # noqa: D102
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def zones(self) -> list[QWidget]:  # noqa: D102
        return [self._search, self._area]

    # ---- building

    def _make_sections(self) -> list[Section]:
        general = [
            self._choice(
                "appearance",
                Naming(self.tr("Appearance")),
                ("automatic", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ),
            self._choice(
                "density",
                Naming(self.tr("Density"), self.tr("How close together rows stand")),
                ("comfortable", self.tr("Comfortable")),
                ("compact", self.tr("Compact")),
            ),
            self._choice(
                "text_percent",
                Naming(self.tr("Size of text")),
                *((str(each), self.tr("{number} %").format(number=each)) for each in _TEXT_SIZES),
            ),
            self._choice(
                "motion",
                Naming(self.tr("Motion"), self.tr("Whether things may move that need not")),
                ("system", self.tr("As the system")),
                ("full", self.tr("Full")),
                ("reduced", self.tr("Reduced")),
            ),
            self._choice(
                "language",
                Naming(self.tr("Language"), self._preferences.language_waits),
                ("system", self.tr("As the system")),
                ("en", "English"),
                ("de", "Deutsch"),
            ),
        ]
        lock = Naming(self.tr("Lock after"), self.tr("When nobody touched keyboard or mouse for so long"))
        due = Naming(self.tr("Due after"), self.tr("How long a new copy may be held, unless said otherwise"))
        delay = Naming(self.tr("Wipe delay"), self.tr("How long a close can be undone before the copy is wiped"))
        clear = Naming(self.tr("Clear the clipboard after"), self.tr("Only of what was copied in Bailee"))
        home = self.around.session.home
        return [
            Section(self._theme, self.tr("General"), general),
            Section(
                self._theme,
                self.tr("Vault"),
                [
                    self._number("lock_minutes", lock, self.tr("min")),
                    self._fact(Naming(self.tr("Opened with")), self._opened_with()),
                ],
            ),
            Section(
                self._theme,
                self.tr("Working copies"),
                [
                    self._number("due_days", due, self.tr("days")),
                    self._number("undo_seconds", delay, self.tr("s")),
                    self._fact(
                        Naming(self.tr("Folder"), self.tr("Set by BAILEE_HOME before the start")), str(home.copies)
                    ),
                ],
            ),
            Section(
                self._theme,
                self.tr("Privacy"),
                [self._sharing(), self._number("clipboard_seconds", clear, self.tr("s"))],
            ),
            Section(self._theme, self.tr("Keyboard"), [self._keyboard]),
            Section(self._theme, self.tr("About and licences"), [self._about]),
        ]

    def _sharing(self) -> ChoiceRow:
        about = self.tr("Hides names of customers, personal data and window titles. Stays on over a restart.")
        is_act = any(act.id == SHARING_ACT for act in self.around.acts)
        keys = shown(self.around.acts.keys(SHARING_ACT)) if is_act else ""
        text = self.tr("{what} {keys} switches it.").format(what=about, keys=keys) if keys else about
        naming = Naming(self.tr("Screen-share mode"), text)
        return self._choice("screen_share", naming, ("off", self.tr("Off")), ("on", self.tr("On")))

    def _choice(self, name: str, naming: Naming, *options: tuple[str, str]) -> ChoiceRow:
        row = ChoiceRow(self._theme, naming, options)
        row.chosen.connect(lambda word: self._change(name, word))
        self._choices[name] = row
        return row

    def _number(self, name: str, naming: Naming, unit: str) -> NumberRow:
        row = NumberRow(self._theme, naming, BOUNDS[name], unit)
        row.chosen.connect(lambda text: self._change(name, text))
        self._numbers[name] = row
        return row

    def _fact(self, naming: Naming, text: str) -> SettingRow:
        label = ElidedLabel(self._theme, text)
        label.setMinimumWidth(self._theme.measures.scaled(320))
        label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        return SettingRow(self._theme, naming, label)

    def _opened_with(self) -> str:
        mode = self.around.session.vault.keys.head.mode
        if mode.uses_keyring and mode.uses_passphrase:
            return self.tr("The keyring of this system and a passphrase, together")
        return self.tr("The keyring of this system") if mode.uses_keyring else self.tr("A passphrase")

    def _lay_out(self) -> None:
        spacing = self._theme.measures.spacing
        self._search.setPlaceholderText(self.tr("Search settings"))
        self._search.setAccessibleName(self.tr("Search settings"))
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(self._theme.measures.scaled(260))
        head = QHBoxLayout()
        head.setContentsMargins(22, 14, 20, 12)
        head.addWidget(text_label(self._theme, self.tr("Settings"), TextRole.PAGE))
        head.addStretch(1)
        head.addWidget(self._search)
        body = QWidget()
        body.setMaximumWidth(self._theme.measures.scaled(WIDTH))
        column = QVBoxLayout(body)
        column.setContentsMargins(22, 0, spacing.l, spacing.xxl)
        column.setSpacing(spacing.m)
        column.addWidget(self._failure)
        column.addWidget(self._nothing)
        for section in self._sections:
            column.addWidget(section)
        column.addStretch(1)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(body, 1)
        row.addStretch(0)
        self._area.setWidget(holder)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._area, 1)
        self._nothing.hide()

    def _connect(self) -> None:
        self._search.textChanged.connect(self._on_search)
        self._preferences.changed.connect(self._show_settings)
        self._preferences.failed.connect(self._on_failed)
        self._preferences.put_off.connect(self._choices["language"].explain)
        self._keyboard.keys_wanted.connect(self._on_keys)
        self.around.session.runner.submit(parts, lane="licences").succeeded.connect(self._on_parts)

    # ---- changing

    def _change(self, name: str, text: str) -> None:
        before = str(getattr(self._preferences.settings, name))
        if before == text:
            return
        self._before.setdefault(name, before)
        self._preferences.change(name, text)
        self._telling.start()

    @Slot()
    def _tell(self) -> None:
        """Offer to take back what was changed; several steps of one number are one change."""
        changed, self._before = self._before, {}
        for name, before in changed.items():
            row: SettingRow = self._choices.get(name) or self._numbers[name]
            text = self.tr("{setting} changed.").format(setting=row.naming.name)
            now = str(getattr(self._preferences.settings, name))
            back, again = partial(self._preferences.change, name, before), partial(self._change, name, now)
            self.around.notices.offer_undo(text, back, again)

    @Slot(str, object)
    def _on_keys(self, act_id: str, keys: tuple[str, ...] | None) -> None:
        acts = self.around.acts
        before = acts.keys(act_id)

        def put(new: tuple[str, ...] | None) -> None:
            acts.set_keys(act_id, new)
            self._preferences.change_keys(act_id, new)

        put(keys)
        text = self.tr("Keys of {act} changed.").format(act=acts.act(act_id).text())
        own = acts.act(act_id).keys
        back, again = partial(put, None if before == own else before), partial(self._on_keys, act_id, keys)
        self.around.notices.offer_undo(text, back, again)

    @Slot(object)
    def _show_settings(self, settings: Settings) -> None:
        for name, choice in self._choices.items():
            choice.show_value(str(getattr(settings, name)))
        for name, number in self._numbers.items():
            number.show_value(getattr(settings, name))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, BaseException):
            self._failure.show_failure(failure(error))

    @Slot(object)
    def _on_parts(self, found: Sequence[Part]) -> None:
        self._about.show_parts(found)

    @Slot(str)
    def _on_search(self, text: str) -> None:
        """Leave the rows that say so; a section whose name does is shown whole."""
        words = text.casefold().split()
        any_left = False
        for section in self._sections:
            is_whole = all(word in section.title.casefold() for word in words)
            left = 0
            for row in section.rows:
                says = row.says().casefold() if isinstance(row, SettingRow | KeyboardTable | AboutRows) else ""
                is_left = is_whole or all(word in says for word in words)
                row.setVisible(is_left)
                left += is_left
            section.setVisible(bool(left))
            any_left = any_left or bool(left)
        self._nothing.setVisible(not any_left)
