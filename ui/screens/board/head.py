"""The head of the board: what is held in sum, the search, New ticket, filters and grouping."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.operations.board_story import BoardStory
from ui import formats
from ui.icons.names import Icon
from ui.screens.board.groups import Filter, Grouping
from ui.surroundings import Surroundings
from ui.theme.fonts import TextRole
from ui.widgets.buttons import link, primary
from ui.widgets.chips import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, text_label
from ui.widgets.search_button import SearchButton

_MARGINS = (22, 14, 20, 12)
_NEW_TICKET = "ticket.new"
_PALETTE = "palette.show"


class BoardHead(QWidget):
    """What stands above the list.

    Signals:
        filter_pressed: the Filter whose chip was pressed.
        grouping_chosen: the Grouping.
    """

    filter_pressed = Signal(object)
    grouping_chosen = Signal(object)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._theme = around.theme
        self._sum = ElidedLabel(self._theme, "", TextRole.SMALL, "muted")
        self._chips = {each: Chip(self._theme, text) for each, text in self._filter_texts().items()}
        self._group = link(self._theme, "", Icon.GROUP)
        self._new = self._new_button()
        self._groupings: dict[Grouping, QAction] = {}
        self._bar = QWidget()
        self._lay_out()

    @Slot()
    def new_ticket(self) -> None:
        """Begin a new ticket."""
        self._around.acts.run(_NEW_TICKET)

    def show_counts(self, counts: Mapping[Filter, int], story: BoardStory | None) -> None:
        """Say how many there are of each, and what is held in sum."""
        for each, chip in self._chips.items():
            chip.set_count(counts.get(each, 0))
        self._sum.setText(self._sum_text(story) if story else "")
        is_empty = story is not None and not story.rows
        for widget in (self._bar, self._new):
            widget.setVisible(not is_empty)  # the empty board has a button of its own

    def show_choice(self, filters: Collection[Filter], by: Grouping) -> None:
        """Show which filters are on, and the grouping."""
        for each, chip in self._chips.items():
            chip.setChecked(each in filters)
        text = self._grouping_texts()[by]
        self._group.setText(text)
        self._group.setAccessibleName(text)
        self._groupings[by].setChecked(True)

    def _sum_text(self, story: BoardStory) -> str:
        if not story.rows:
            return self.tr("Nothing is held right now")
        people = len({row.record.technician for row in story.rows})
        amount = sum(row.record.size.content_bytes for row in story.rows if row.record.size)
        copies = self.tr("%n copy(s) held", "", len(story.rows))
        by = self.tr("by %n person(s)", "", people)
        text = self.tr("{copies} {people}, {size} encrypted", "10 copies held / by 4 people / 135.6 GB")
        return text.format(copies=copies, people=by, size=formats.size(amount))

    def _lay_out(self) -> None:
        title = text_label(self._theme, self.tr("Board"), TextRole.PAGE)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(self._sum)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(words, 1)
        if self._has_act(_PALETTE):
            top.addWidget(self._search(), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._new, 0, Qt.AlignmentFlag.AlignTop)
        chips = FlowLayout(gap=8)
        for each, chip in self._chips.items():
            chip.clicked.connect(lambda _on=False, each=each: self.filter_pressed.emit(each))
            chips.addWidget(chip)
        self._menu = self._grouping_menu()
        self._group.clicked.connect(self._on_group)
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addLayout(chips, 1)
        bar.addWidget(self._group, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*_MARGINS)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addWidget(self._bar)

    @Slot()
    def _on_group(self) -> None:
        self._menu.popup(self._group.mapToGlobal(self._group.rect().bottomLeft()))

    def _new_button(self) -> QPushButton:
        new = primary(self._theme, self.tr("New ticket"), Icon.ADD)
        new.setToolTip(self.tr("New ticket (Ctrl+N)"))
        new.clicked.connect(self.new_ticket)
        return new

    def _search(self) -> SearchButton:
        search = SearchButton(self._theme, self.tr("Search or run"))
        search.clicked.connect(lambda: self._around.acts.run(_PALETTE))
        action = self._around.acts.action(_PALETTE)

        def show_keys() -> None:
            search.setToolTip(action.toolTip())
            search.show_keys(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))

        self._around.acts.changed.connect(show_keys)
        show_keys()
        return search

    def _has_act(self, act: str) -> bool:
        return any(each.id == act for each in self._around.acts)

    def _grouping_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for each, text in self._grouping_texts().items():
            action = QAction(text, menu)
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False, each=each: self.grouping_chosen.emit(each))
            group.addAction(action)
            menu.addAction(action)
            self._groupings[each] = action
        return menu

    def _filter_texts(self) -> dict[Filter, str]:
        return {
            Filter.EVERYONE: self.tr("Everyone"),
            Filter.MINE: self.tr("Mine"),
            Filter.OVERDUE: self.tr("Overdue"),
            Filter.DUE_TODAY: self.tr("Due today"),
            Filter.CHANGED: self.tr("Changed"),
        }

    def _grouping_texts(self) -> dict[Grouping, str]:
        return {
            Grouping.DUE: self.tr("Group: due"),
            Grouping.HOLDER: self.tr("Group: holder"),
            Grouping.CUSTOMER: self.tr("Group: customer"),
        }
