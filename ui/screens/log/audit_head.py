"""What the audit is narrowed by: a search, and an act, a person, a time; and the export."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from app.operations.page_ledger import LedgerWish
from ui.icons.names import Icon
from ui.screens.log.event_words import EVENTS, look_of, name_of, names
from ui.screens.log.times import Stretch, begin_of
from ui.theme.theme import Theme
from ui.widgets.buttons import ghost, link, plain
from ui.widgets.paged_table_search import PagedSearch

_FILTER_CHARACTERS: Final = 24


class AuditHead(QWidget):
    """Search, filters and the export.

    Signals:
        wished: the LedgerWish is another one now.
        export_asked: the ledger is to be exported.
    """

    wished = Signal(object)
    export_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.wish = LedgerWish()
        self._stretch = Stretch.EVER
        hint = self.tr("Ticket, customer, person or what happened")
        self.search = PagedSearch(theme, self.tr("Search the audit"), hint)
        self.search.setMinimumWidth(theme.measures.scaled(200))
        self.search.searched.connect(self._on_searched)
        self._act, self._person, self._time = (self._filter(icon) for icon in (Icon.FILTER, Icon.USER, Icon.CALENDAR))
        self._clear = link(theme, self.tr("Clear filters"))
        self._clear.clicked.connect(self.clear)
        self.export = plain(theme, self.tr("Export"), Icon.EXPORT)
        self.export.setToolTip(
            self.tr("What is shown as PDF, or every entry as a table; a signed checkpoint lies beside it")
        )
        self.export.clicked.connect(self.export_asked)
        self._lay_out()
        self._fill_acts()
        self._fill_times()
        self.show_people(())
        self._show()

    def show_people(self, people: Sequence[str]) -> None:
        """Offer these people to choose from."""
        choices = [("", self.tr("Anybody"))] + [(name, name) for name in people]
        self._fill(self._person, choices, self.wish.technician, self._on_person)

    def narrow_to(self, ticket: str) -> None:
        """Show what happened to one ticket."""
        self._set(LedgerWish(text=ticket, event_words=names()))

    @Slot()
    def clear(self) -> None:
        """Leave nothing out."""
        self._set(LedgerWish())

    def forget(self) -> None:
        """Know nothing, and tell nobody."""
        self.wish, self._stretch = LedgerWish(), Stretch.EVER
        self.search.show_text("")
        self.show_people(())
        self._show()

    def _set(self, wish: LedgerWish) -> None:
        """Another wish altogether."""
        self._stretch = Stretch.EVER
        self.search.show_text(wish.text)
        self._change(wish)

    def _change(self, wish: LedgerWish) -> None:
        self.wish = wish
        self._show()
        self.wished.emit(wish)

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        self._change(replace(self.wish, text=text, event_words=names() if text else {}))

    def _on_act(self, event: str) -> None:
        self._change(replace(self.wish, events=frozenset({event}) if event else frozenset()))

    def _on_person(self, name: str) -> None:
        self._change(replace(self.wish, technician=name))

    def _on_time(self, stretch: str) -> None:
        self._stretch = Stretch(stretch)
        self._change(replace(self.wish, since=begin_of(self._stretch, datetime.now(UTC))))

    # ---- building

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.measures.spacing.s)
        row.addWidget(self.search, 1)
        for button in (self._act, self._person, self._time, self._clear):
            row.addWidget(button)
        row.addStretch(0)
        row.addWidget(self.export)

    def _filter(self, icon: Icon) -> QPushButton:
        button = ghost(self._theme, "", icon)
        button.setMenu(QMenu(button))
        return button

    def _fill_acts(self) -> None:
        choices = [("", self.tr("All events")), *((event, name_of(event)) for event in EVENTS)]
        self._fill(self._act, choices, "", self._on_act)
        for action in self._act.menu().actions():
            if action.data():
                action.setIcon(self._theme.icons.icon(look_of(action.data()).icon))

    def _fill_times(self) -> None:
        self._fill(self._time, [(each.value, text) for each, text in self._times().items()], "ever", self._on_time)

    def _fill(
        self, button: QPushButton, choices: Sequence[tuple[str, str]], chosen: str, on: Callable[[str], None]
    ) -> None:
        menu = button.menu()
        menu.clear()
        group = QActionGroup(menu)
        for value, text in choices:
            action = QAction(text.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.setData(value)
            action.triggered.connect(lambda _on=False, value=value: on(value))
            group.addAction(action)
            menu.addAction(action)

    def _show(self) -> None:
        wish = self.wish
        event = next(iter(wish.events), "")
        self._say(self._act, self.tr("Event"), name_of(event) if event else self.tr("All events"))
        self._say(self._person, self.tr("Person"), wish.technician or self.tr("Anybody"))
        self._say(self._time, self.tr("Time"), self._times()[self._stretch])
        self._clear.setVisible(not wish.is_for_all)
        for button, chosen in ((self._act, event), (self._person, wish.technician), (self._time, self._stretch.value)):
            for action in button.menu().actions():
                action.setChecked(action.data() == chosen)

    def _say(self, button: QPushButton, what: str, chosen: str) -> None:
        shown = chosen if len(chosen) <= _FILTER_CHARACTERS else f"{chosen[:_FILTER_CHARACTERS]}…"
        button.setText(shown.replace("&", "&&"))
        button.setAccessibleName(what)
        button.setAccessibleDescription(chosen)
        button.setToolTip(f"{what}: {chosen}")
        button.setIconSize(QSize(*self._theme.measures.icons.button_box))

    def _times(self) -> dict[Stretch, str]:
        return {
            Stretch.EVER: self.tr("Ever"),
            Stretch.TODAY: self.tr("Today"),
            Stretch.WEEK: self.tr("Last 7 days"),
            Stretch.MONTH: self.tr("Last 30 days"),
            Stretch.YEAR: self.tr("Last 365 days"),
        }
