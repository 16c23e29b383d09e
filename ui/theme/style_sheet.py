"""The one style sheet, generated from the tokens. It stays small: what Fusion draws well from the palette is not in it.

It selects by class and by object name, which says what a widget is ("primary", "card", "muted"), and by one property,
`state="error"`. It sets no fonts: a style sheet that does cuts a widget off from changes of the system's font.
Where focus makes an edge wider, padding and least height shrink as much, so that nothing moves.
"""

from collections.abc import Callable
from dataclasses import asdict
from string import Template

from ui.theme.measures import Measures
from ui.theme.tokens import Colours

STATES = ("info", "warn", "danger", "ok")

BUTTONS = """
QPushButton, QToolButton, QCheckBox, QRadioButton, QComboBox, QTabBar, QAbstractItemView { outline: none; }
QPushButton { background: $surface; color: $text; border: 1px solid $strong_border; border-radius: $round;
  padding: 0 11px; min-height: $button_1; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:checked { background: $selection; color: $accent; border-color: $accent; }
QPushButton:disabled { background: transparent; color: $disabled; border-color: $border; }
QPushButton#primary { background: $fill; color: $on_accent; border-color: $fill; }
QPushButton#primary:hover { background: $fill_hover; border-color: $fill_hover; }
QPushButton#primary:pressed { background: $fill_pressed; }
QPushButton#primary:disabled { background: $track; color: $muted; border-color: $track; }
QPushButton#danger { color: $danger; border-color: $danger; }
QPushButton#danger:hover, QPushButton#danger:pressed { background: $danger_bg; }
QPushButton#danger:disabled { color: $disabled; border-color: $border; }
QPushButton#ghost, QPushButton#link { background: transparent; border-color: transparent; color: $text_2; }
QPushButton#ghost:hover, QPushButton#ghost:pressed { background: $hover; color: $text; }
QPushButton#ghost:disabled, QPushButton#link:disabled { color: $disabled; }
QPushButton#field { background: $field; }
QPushButton#field:hover { border-color: $accent; }
QPushButton#link { color: $accent; padding: 0 3px; min-height: $target_1; }
QPushButton#link:hover { background: $selection; }
QPushButton#chip { background: $surface; color: $text_2; border-color: $border; border-radius: $chip_round;
  min-height: $chip_1; }
QPushButton#chip:hover { background: $hover; color: $text; }
QPushButton#chip:checked { background: $selection; color: $accent; border-color: $accent; }
QPushButton#chip:disabled { background: transparent; color: $disabled; border-color: $border; }
QPushButton:focus { border: 2px solid $accent; padding: 0 10px; min-height: $button_2; }
QPushButton#ghost:focus { border: 2px solid $accent; }
QPushButton#chip:focus { border: 2px solid $accent; min-height: $chip_2; }
QPushButton#link:focus { border: 2px solid $accent; padding: 0 2px; min-height: $target_2; }
QPushButton#primary:focus, QPushButton#danger:focus { border: 2px solid $text; }
QToolButton { background: transparent; border: 2px solid transparent; border-radius: $round; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:checked, QToolButton:pressed { background: $selection; color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }
QPushButton#main, QPushButton#mainPart, QToolButton#main { background: $fill; color: $on_accent;
  border: 2px solid $fill; padding: 0 14px; min-height: $main_2; max-height: $main_2; }
QPushButton#mainPart { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QToolButton#main { border-top-left-radius: 0; border-bottom-left-radius: 0; padding: 0 6px;
  border-left: 1px solid $fill_pressed; }
QPushButton#main:hover, QPushButton#mainPart:hover, QToolButton#main:hover { background: $fill_hover;
  border-color: $fill_hover; }
QPushButton#main:pressed, QPushButton#mainPart:pressed, QToolButton#main:pressed { background: $fill_pressed; }
QPushButton#main:disabled, QPushButton#mainPart:disabled, QToolButton#main:disabled { background: $track;
  color: $muted; border-color: $track; }
QPushButton#main:focus, QPushButton#mainPart:focus, QToolButton#main:focus { border: 2px solid $text; }
QPushButton#jobStrip { background: transparent; border: 2px solid transparent; padding: 0; min-height: 0; }
QPushButton#jobStrip:hover, QPushButton#jobStrip:pressed { background: $hover; }
QPushButton#jobStrip:focus { border-color: $accent; }
"""

FIELDS = """
QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit { background: $field; color: $text;
  border: 1px solid $strong_border; border-radius: $round; selection-background-color: $selection;
  selection-color: $text; }
QLineEdit, QAbstractSpinBox, QComboBox { padding: 0 9px; min-height: $button_1; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit[state="error"] { border-color: $danger; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border: 2px solid $accent; padding: 0 8px;
  min-height: $button_2; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 3px 5px; }
QLineEdit[state="error"]:focus { border-color: $danger; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: $bg;
  color: $disabled; border-color: $border; }
QLineEdit#palette, QPlainTextEdit#console { border: none; padding: 0; background: transparent; }
QComboBox::drop-down { border: none; width: $target; }
QComboBox::down-arrow { image: $url_down; width: $indicator; height: $indicator; }
QComboBox::down-arrow:disabled { image: $url_down_disabled; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: $target; }
QAbstractSpinBox::up-arrow { image: $url_up; width: $arrow; height: $arrow; }
QAbstractSpinBox::down-arrow { image: $url_down; width: $arrow; height: $arrow; }
QCheckBox, QRadioButton { spacing: 8px; border: 2px solid transparent; border-radius: 6px; padding: 2px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: $indicator; height: $indicator;
  background: $field; border: 1px solid $strong_border; border-radius: 4px; }
QRadioButton::indicator { border-radius: $radio_round; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked, QAbstractItemView::indicator:checked,
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate { background: $fill;
  border-color: $fill; image: $url_check; }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate { image: $url_partly; }
QRadioButton::indicator:checked { image: $url_dot; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $bg; border-color: $disabled; }
QCheckBox::indicator:checked:disabled { image: $url_check_disabled; }
QRadioButton::indicator:checked:disabled { image: $url_dot_disabled; }
QCheckBox#switch::indicator { border: none; background: transparent; width: $switch; height: $switch_height;
  image: $url_switch_off; }
QCheckBox#switch::indicator:checked { image: $url_switch_on; }
QCheckBox#switch::indicator:disabled { image: $url_switch_disabled; }
"""

VIEWS = """
QTableView, QTreeView, QListView { background: $surface; color: $text; border: none; gridline-color: $border;
  selection-background-color: $selection; selection-color: $text; }
QTableView::item, QTreeView::item, QListView::item { padding: 0 6px; border: 2px solid transparent; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: $row_hover; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: $selection;
  color: $text; }
QTableView::item:focus, QListView::item:focus { border-color: $accent; }
QTreeView::branch:selected { background: $selection; }
QTreeView::branch:closed:has-children { image: $url_right; padding: 3px; }
QTreeView::branch:open:has-children { image: $url_down; padding: 3px; }
QTreeView, QListView, QTableView, QTabBar, QMenu { icon-size: $icon; }
QListView#places { background: transparent; }
QListView#places::item { border-radius: $round; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $text_2; border: none; border-bottom: 1px solid $border;
  padding: 0 8px; min-height: $header_1; }
QHeaderView::section:hover { background: $row_hover; }
QHeaderView::up-arrow { image: $url_up; width: $arrow; height: $arrow; }
QHeaderView::down-arrow { image: $url_down; width: $arrow; height: $arrow; }
QTableCornerButton::section { background: $surface; border: none; border-bottom: 1px solid $border; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar::tab { background: transparent; color: $text_2; border: none; border-bottom: 2px solid transparent;
  padding: 0 12px; min-height: $header_2; }
QTabBar::tab:hover { color: $text; background: $row_hover; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:disabled { color: $disabled; }
QTabBar::tab:selected:focus { border: 2px solid $accent; padding: 0 10px; min-height: $header_4; }
"""

FRAMES = """
QFrame#surface, QDialog { background: $surface; border: none; }
QFrame#rail { background: $rail; border: none; border-right: 1px solid $border; }
QFrame#pane { background: $surface; border: none; border-left: 1px solid $border; }
QFrame#foot { background: $surface; border: none; border-top: 1px solid $border; }
QFrame#strip { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame#card { background: $surface; border: 1px solid $border; border-radius: $card_round; }
QFrame#toast { background: $raised; border: 1px solid $border; border-radius: $toast_round; }
QFrame#palette { background: $raised; border: 1px solid $strong_border; border-radius: $palette_round; }
QFrame#line { border: none; background: $border; min-height: 1px; max-height: 1px; }
QSplitter::handle { background: $border; }
QLabel#secondary { color: $text_2; }
QLabel#muted { color: $muted; }
QLabel#accent { color: $accent; }
QLabel:disabled { color: $disabled; }
"""

STATE = """
QFrame#${state}Bar { background: $ground; border: none; border-radius: $card_round; }
QLabel#$state { color: $ink; }
"""

SYSTEM = """
QProgressBar { background: $track; border: none; border-radius: $bar_round; min-height: $bar_height;
  max-height: $bar_height; }
QProgressBar::chunk { background: $bar; border-radius: $bar_round; }
QProgressBar#soon::chunk { background: $bar_soon; }
QProgressBar#over::chunk { background: $bar_over; }
QMenu { background: $raised; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 20px 5px 8px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QToolTip { background: $raised; color: $text; border: 1px solid $strong_border; padding: 4px 8px; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:horizontal { height: 12px; }
QScrollBar:vertical { width: 12px; }
QScrollBar::handle { background: $strong_border; border-radius: 3px; margin: 3px; min-width: 32px; min-height: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { border: none; width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QStatusBar { background: $surface; color: $text_2; border-top: 1px solid $border; }
"""

CONTRAST = """
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { border: 2px solid $accent; }
QPushButton:hover, QToolButton:hover { border-color: $accent; }
QFrame#infoBar, QFrame#warnBar, QFrame#dangerBar, QFrame#okBar { border: 1px solid $text; }
QProgressBar { border: 1px solid $border; }
QPushButton#primary:disabled, QPushButton#main:disabled, QPushButton#mainPart:disabled,
QToolButton#main:disabled { border-color: $border; }
QToolButton:checked { border-color: $accent; }
"""

PICTURES = ("check", "check-disabled", "partly", "down", "down-disabled", "up", "right", "dot", "dot-disabled",
            "switch-on", "switch-off", "switch-disabled")  # fmt: skip


def style_sheet(colours: Colours, measures: Measures, url: Callable[[str], str], *, is_high_contrast: bool) -> str:
    """The style sheet for a set of colours and lengths; `url` gives the address of a picture.

    High contrast adds edges where the others tell things apart by their ground.
    """
    words = {name: str(value) for name, value in asdict(colours).items()} | _lengths(measures)
    words |= {f"url_{name.replace('-', '_')}": url(name) for name in PICTURES}
    parts = [Template(part).substitute(words) for part in (BUTTONS, FIELDS, VIEWS, FRAMES, SYSTEM)]
    for state in STATES:
        inks = {"state": state, "ground": words[f"{state}_bg"], "ink": words[state]}
        parts.append(Template(STATE).substitute(words, **inks))
    if is_high_contrast:
        parts.append(Template(CONTRAST).substitute(words))
    return "".join(parts)


def _lengths(measures: Measures) -> dict[str, str]:
    """Radii, and the least heights of controls with the edge of 1 or 2 pixels they have on both sides."""
    heights, radii = measures.heights, measures.radii
    lengths = {
        "round": radii.control,
        "card_round": radii.card,
        "toast_round": radii.toast,
        "palette_round": radii.palette,
        "chip_round": radii.pill(heights.chip),
        "bar_round": radii.pill(heights.bar),
        "bar_height": heights.bar,
        "target": heights.target,
        "indicator": heights.indicator,
        "radio_round": heights.indicator // 2 + 1,
        "switch": 2 * measures.icons.row,
        "switch_height": measures.icons.row + 2,
        "arrow": measures.icons.pill - 1,
        "icon": measures.icons.row,
        "header_1": heights.header - 1,
        "header_2": heights.header - 2,
        "header_4": heights.header - 4,
        "main_2": heights.main_button - 4,
    }
    for name in ("button", "chip", "target"):
        for edge in (1, 2):
            lengths[f"{name}_{edge}"] = getattr(heights, name) - 2 * edge
    return {name: f"{length}px" for name, length in lengths.items()}
