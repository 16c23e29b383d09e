"""The gallery's page of controls: buttons, fields, choices and tabs in every state."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QWidget,
)

from ui.gallery_parts import (
    FocusedButton,
    FocusedCheck,
    FocusedCombo,
    FocusedField,
    FocusedRadio,
    HoveredButton,
    column,
    disabled,
    hovered,
    in_state,
    labelled,
    named,
    row,
    section,
)
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import danger, ghost, link, plain, primary, tool
from ui.widgets.chips import Chip
from ui.widgets.labels import IconView, text_label
from ui.widgets.split_button import SplitButton

MakeButton = Callable[[Theme, str, Icon | None], QPushButton]


def controls_page(theme: Theme) -> QWidget:
    """Everything that is clicked or typed into."""
    return column(
        _buttons(theme), row(column(_fields(theme), None), column(_choices(theme), _tabs(theme), None), gap=16), gap=16
    )


def _buttons(theme: Theme) -> QWidget:
    kinds = (
        ("Primary", primary, "Open copy", Icon.FOLDER_OPEN),
        ("Secondary", plain, "Mount drive", Icon.DRIVE),
        ("Danger", danger, "Close & wipe", Icon.WIPE),
        ("Ghost", ghost, "History", Icon.BACKUPS),
        ("Link", link, "Export changes…", None),
    )
    rows = [labelled(theme, name, *_states(theme, make, words, icon)) for name, make, words, icon in kinds]
    return section(
        theme,
        "Buttons",
        *rows,
        labelled(theme, "Chips", *_chips(theme)),
        labelled(theme, "Tools", *_tools(theme)),
        labelled(theme, "Split", *_splits(theme)),
    )


def _states(theme: Theme, make: MakeButton, words: str, icon: Icon | None) -> list[QWidget]:
    words = words.replace("&", "&&")
    pressed = make(theme, words, icon)
    pressed.setDown(True)
    return [
        make(theme, words, icon),
        in_state(make(theme, words, icon), HoveredButton),
        pressed,
        in_state(make(theme, words, icon), FocusedButton),
        disabled(make(theme, words, icon)),
    ]


class HoveredChip(Chip):
    """A chip drawn as if the pointer were on it."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802
        """Add the state."""
        super().initStyleOption(option)
        option.state |= QStyle.StateFlag.State_MouseOver


class FocusedChip(Chip):
    """A chip drawn as if it had the focus."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802
        """Add the state."""
        super().initStyleOption(option)
        option.state |= QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange


def _chips(theme: Theme) -> list[QWidget]:
    chips = [Chip(theme, "Everyone"), Chip(theme, "Mine"), Chip(theme, "Overdue")]
    chips += [HoveredChip(theme, "Due today"), FocusedChip(theme, "Changed"), Chip(theme, "Archived")]
    for made, count in zip(chips, (10, 4, 2, 2, 1, 0), strict=True):
        made.set_count(count)
        made.setChecked(made.text() in {"Everyone 10", "Changed 1"})
    chips[-1].setEnabled(False)
    return [*chips]


def _tools(theme: Theme) -> list[QWidget]:
    tools: list[QWidget] = []
    for icon, name in ((Icon.COPY, "Copy link"), (Icon.MORE, "More"), (Icon.CROSS, "Close"), (Icon.PANEL, "Collapse")):
        tools.append(tool(theme, icon, name))
    pinned = tool(theme, Icon.PIN, "Pin")
    pinned.setCheckable(True)
    pinned.setChecked(True)
    return [*tools, hovered(tool(theme, Icon.ADJUST, "Adjust")), pinned, disabled(tool(theme, Icon.REFRESH, "Refresh"))]


def _splits(theme: Theme) -> list[QWidget]:
    made = [SplitButton(theme, "Check out ERP live") for _ in range(3)]
    for each in made[::2]:
        menu = QMenu(each)
        for icon, words in ((Icon.BACKUPS, "Newest complete backup"), (Icon.FOLDER, "Folder on the server")):
            menu.addAction(QAction(theme.icons.icon(icon), words, menu))
        each.set_menu(menu)
    made[2].set_reason("The agreement with this customer ended.")
    return [*made]


def _fields(theme: Theme) -> QWidget:
    search = QLineEdit()
    search.setPlaceholderText("Search or run")
    search.addAction(theme.icons.icon(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)
    focused = FocusedField("tue 17 nov 14:00")
    wrong = QLineEdit("4711-A")
    wrong.setProperty("state", "error")
    passphrase = QLineEdit("correct horse")
    passphrase.setEchoMode(QLineEdit.EchoMode.Password)
    passphrase.addAction(theme.icons.icon(Icon.EYE), QLineEdit.ActionPosition.TrailingPosition)
    note = QPlainTextEdit("Removed the older row, ran the invoice job again on the copy.")
    note.setFixedHeight(theme.measures.scaled(64))
    error = row(
        IconView(theme, Icon.WARNING, IconRole.DANGER, theme.measures.icons.pill),
        text_label(theme, "No ticket has this number.", TextRole.SMALL, "danger"),
        None,
        gap=4,
    )
    return section(
        theme,
        "Fields",
        _field(theme, "Empty", search),
        _field(theme, "Focus", focused),
        _field(theme, "Error", column(wrong, error, gap=4)),
        _field(theme, "Passphrase", passphrase),
        _field(theme, "Disabled", disabled(QLineEdit("set by your organisation"))),
        _field(theme, "Choice", row(_combo(QComboBox()), _combo(FocusedCombo()), disabled(_combo(QComboBox())))),
        _field(theme, "Number", row(_days(), None)),
        _field(theme, "Note", note),
    )


def _field(theme: Theme, words: str, field: QWidget) -> QWidget:
    for each in (field, *field.findChildren(QLineEdit), *field.findChildren(QComboBox), *field.findChildren(QSpinBox)):
        each.setAccessibleName(words)
    label = text_label(theme, words, TextRole.SMALL, "muted")
    label.setFixedWidth(theme.measures.scaled(80))
    return row(label, field)


def _combo(combo: QComboBox) -> QComboBox:
    combo.addItems(["CSV", "SQLite", "JSON"])
    return combo


def _days() -> QSpinBox:
    days = QSpinBox()
    days.setValue(7)
    days.setSuffix(" days")
    days.lineEdit().setTextMargins(6, 0, 0, 0)  # a style sheet's padding does not reach into a spin box
    return days


def _choices(theme: Theme) -> QWidget:
    checks: list[QCheckBox] = [QCheckBox("reports"), QCheckBox("erp"), QCheckBox("config"), FocusedCheck("logs")]
    checks[1].setChecked(True)
    checks[2].setTristate(True)
    checks[2].setCheckState(Qt.CheckState.PartiallyChecked)
    gone = QCheckBox("gone")
    gone.setChecked(True)
    radios: list[QRadioButton] = [QRadioButton("Light"), FocusedRadio("Dark"), QRadioButton("Automatic")]
    radios[0].setChecked(True)
    switches = [QCheckBox("Read only"), QCheckBox("Mask personal data"), QCheckBox("Share")]
    switches[0].setChecked(True)
    holder = row(*radios, gap=8)
    group = QButtonGroup(holder)
    for radio in radios:
        group.addButton(radio)
    return section(
        theme,
        "Choices",
        row(*checks, disabled(gone), None, gap=12),
        row(holder, disabled(QRadioButton("Gone")), None, gap=12),
        row(
            *(named(switch, "switch") for switch in switches[:2]), disabled(named(switches[2], "switch")), None, gap=12
        ),
    )


def _tabs(theme: Theme) -> QWidget:
    tabs = QTabBar()
    tabs.setDrawBase(False)
    tabs.setExpanding(False)
    side = theme.measures.icons.row
    tabs.setIconSize(QSize(side, side))
    for icon, words in (
        (Icon.FOLDER, "Files"),
        (Icon.DATABASE, "Tables and SQL"),
        (Icon.DIFF, "Changes 3"),
        (Icon.WORK_LOG, "Work log"),
    ):
        tabs.addTab(theme.icons.icon(icon), words)
    tabs.setCurrentIndex(1)
    tabs.setAccessibleName("Parts of the working copy")
    return section(theme, "Tabs", tabs)
