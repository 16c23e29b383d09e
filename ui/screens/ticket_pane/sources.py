"""Before a checkout: what will be taken, whether it can be, and from where else it could be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.model import KnownSource
from app.operations.first_look import FirstLook
from ui import formats
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.ticket_pane.part import PanePart, drop_all
from ui.screens.ticket_pane.state import ChosenSource, block_of
from ui.source_names import findable, line_name, source_icon, whereabouts
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.labels import IconLabel, text_label

_BYTES_PER_SECOND = 60_000_000  # what sealing comes to on a plain machine; only for "about" before there is better
_SHOWN = 6

Cover = Callable[[KnownSource], KnownSource]
"""Gives a source as it may be called."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of "Before you start". A block is said beside the button as well."""

    name: str
    value: str
    icon: Icon
    role: IconRole


def chosen_of(source: KnownSource) -> ChosenSource:
    """A source of the customer as one that can be taken."""
    return ChosenSource(
        source.kind,
        source.location,
        findable(source.kind, source.location),
        is_known=True,
        last_used_at=source.last_used_at,
    )


def source_line(chosen: ChosenSource, look: FirstLook | None, *, is_last: bool) -> str:
    """What the primary act would do: kind, place, size and time expected."""
    place = whereabouts(chosen.kind or "folder", chosen.location)
    if look is None:
        text = QCoreApplication.translate("Sources", "{where}.")
        known = QCoreApplication.translate("Sources", "{where}. Same source as last time.")
        return (known if is_last else text).format(where=place)
    amount = formats.size(look.bytes)
    if look.is_at_least:
        amount = QCoreApplication.translate("Sources", "at least {size}").format(size=amount)
    seconds = look.bytes / _BYTES_PER_SECOND
    text = QCoreApplication.translate("Sources", "{where}, {size}, ready in {time}.")
    known = QCoreApplication.translate("Sources", "{where}, {size}, ready in {time}. Same source as last time.")
    return (known if is_last else text).format(where=place, size=amount, time=formats.rest(seconds))


def checks(look: FirstLook | None, now: datetime, due_days: int) -> list[Check]:
    """What is looked at before a checkout."""
    found = []
    if look is not None:
        is_tight = bool(block_of(look))
        free = QCoreApplication.translate("Sources", "{size} free").format(size=formats.size(look.free_bytes))
        icon, role = (Icon.CROSS_CIRCLE, IconRole.DANGER) if is_tight else (Icon.CHECK, IconRole.OK)
        found.append(Check(QCoreApplication.translate("Sources", "Space"), free, icon, role))
    masked = QCoreApplication.translate("Sources", "masked on screen by default")
    found.append(Check(QCoreApplication.translate("Sources", "Personal data"), masked, Icon.INFO, IconRole.INFO))
    due = now + timedelta(days=due_days)
    text = QCoreApplication.translate("Sources", "{day}, %n day(s)", "when a copy must be wiped", due_days)
    wipe = QCoreApplication.translate("Sources", "Wipe due")
    found.append(Check(wipe, text.format(day=formats.day(due)), Icon.CLOCK, IconRole.NORMAL))
    return found


class ChecksPart(PanePart):
    """Lines with a tick, a note or a block."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.heading.setText(self.tr("Before you start"))
        self.column.addWidget(self.heading)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.measures.spacing.s)
        self.column.addLayout(self._lines)
        self._shown: list[Check] = []

    def show_checks(self, found: list[Check]) -> None:
        """Show these."""
        if found == self._shown:
            return
        self._shown = found
        drop_all(self._lines)
        for check in found:
            row = QWidget()
            layout = QHBoxLayout(row)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(IconLabel(self.theme, check.icon, check.role, check.name), 1)
            layout.addWidget(text_label(self.theme, check.value, TextRole.SMALL, "muted"))
            self._lines.addWidget(row)


class SourcesPart(PanePart):
    """Other sources: one click starts a checkout from one that is known.

    Signals:
        chosen: the ChosenSource to check out from, at once.
        folder_wanted, file_wanted, database_wanted: a new one is to be picked.
    """

    chosen = Signal(object)
    folder_wanted = Signal()
    file_wanted = Signal()
    database_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.heading.setText(self.tr("Other sources"))
        self.column.addWidget(self.heading)
        self._known = QVBoxLayout()
        self._known.setSpacing(theme.measures.spacing.xs)
        self.column.addLayout(self._known)
        for text, icon, signal in (
            (self.tr("Folder…"), Icon.FOLDER, self.folder_wanted),
            (self.tr("File or dump…"), Icon.FILE, self.file_wanted),
            (self.tr("Database…"), Icon.DATABASE, self.database_wanted),
        ):
            button = link(theme, text, icon)
            button.clicked.connect(signal)
            self.column.addWidget(_at_start(button))
        drop = IconLabel(theme, Icon.UPLOAD, IconRole.NORMAL, self.tr("Drop a folder or dump here"))
        self.column.addWidget(drop)
        self._shown: tuple[tuple[KnownSource, KnownSource], ...] = ()

    def show_sources(
        self, sources: Sequence[KnownSource], chosen: ChosenSource | None, now: datetime, cover: Cover
    ) -> None:
        """The sources of the customer but for the one the primary button would take."""
        taken = chosen.text if chosen is not None else ""
        left = [each for each in sources if findable(each.kind, each.location) != taken]
        others = tuple((each, cover(each)) for each in left[:_SHOWN])
        if others == self._shown:
            return
        self._shown = others
        drop_all(self._known)
        for source, shown in others:
            self._known.addWidget(self._row(source, shown, now))

    def clear(self) -> None:
        """Drop everything."""
        self._shown = ()
        drop_all(self._known)

    def _row(self, source: KnownSource, shown: KnownSource, now: datetime) -> QWidget:
        called = line_name(shown.kind, shown.location)
        button: QPushButton = link(self.theme, called, source_icon(shown.kind))
        button.setToolTip(whereabouts(shown.kind, shown.location))
        name = self.tr("Check out {source}").format(source=called)
        button.setAccessibleName(name)
        button.clicked.connect(partial(self.chosen.emit, chosen_of(source)))
        used = self.tr("last used {time}").format(time=formats.moment(source.last_used_at, now))
        return _at_start(button, text_label(self.theme, used, TextRole.SMALL, "muted"))


def _at_start(widget: QWidget, at_end: QWidget | None = None) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    layout.addStretch(1)
    if at_end is not None:
        layout.addWidget(at_end)
    return row
