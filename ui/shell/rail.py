"""The rail: the five places, the copies one holds, the newest job, Settings and Lock."""

from datetime import UTC, datetime

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.acts import ActRegistry
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.jobs import JobRunner
from ui.places import Place, Where
from ui.screen_sharing import SHARING_ACT
from ui.shell.global_acts import GO, RAIL
from ui.shell.held_copies import HeldCopies
from ui.shell.rail_entries import (
    ALL_COPIES,
    LOCK,
    SETTINGS,
    copy_entries,
    foot_entries,
    place_entries,
)
from ui.shell.rail_list import RailList
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.job_strip import JobStrip
from ui.widgets.labels import IconView


class Rail(QFrame):
    """Shows where one is, and leads there. What can be done is asked of the registry of acts.

    Signals:
        place_chosen: the Place to go to.
        jobs_asked: the job strip was clicked.
    """

    place_chosen = Signal(object)
    jobs_asked = Signal()

    def __init__(self, theme: Theme, acts: ActRegistry, held: HeldCopies, runner: JobRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._acts = acts
        self._held = held
        self._runner = runner
        self._seconds_left = 24 * 3600
        self._is_narrow = False
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Places"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._name = QLabel("Bailee")
        theme.dress(self._name, TextRole.HEADING)
        self._mark = IconView(theme, Icon.VAULT, IconRole.ACCENT, theme.measures.icons.strip)
        self._collapse = QToolButton()
        self.places = RailList(theme, self.tr("Places"), self)
        self._heading = QLabel(self.tr("My copies"))
        self._heading.setObjectName("secondary")
        theme.dress(self._heading, TextRole.SMALL_STRONG)
        self.copies = RailList(theme, self.tr("My copies"), self)
        self.strip = JobStrip(theme, runner)
        self.foot = RailList(theme, self.tr("Vault"), self)
        self._lay_out()
        self._connect()
        self.show_all()

    @property
    def is_narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._is_narrow

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001
        """Show icons alone, or everything."""
        self._is_narrow = is_narrow
        for each in (self.places, self.copies, self.foot):
            each.set_narrow(is_narrow)
        self._name.setVisible(not is_narrow)
        self._mark.setVisible(not is_narrow)
        self._head.setContentsMargins(0 if is_narrow else self._theme.measures.spacing.s - 2, 0, 0, 0)
        self.strip.set_narrow(is_narrow)
        self._dress_collapse()
        self.show_all()
        self.updateGeometry()

    def mark(self, place: Place) -> None:
        """Say where one is."""
        self.places.mark(place.where.value)
        self.copies.mark(place.subject if place.where is Where.COPY else "")
        self.foot.mark(SETTINGS if place.where is Where.SETTINGS else "")

    def set_seconds_left(self, seconds: int) -> None:
        """The time until the vault locks by itself."""
        if seconds != self._seconds_left:
            self._seconds_left = seconds
            self._show_foot()

    def zones(self) -> list[QWidget]:
        """What F6 goes to."""
        return [self.places]

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        measures = self._theme.measures
        return QSize(measures.rail_narrow if self._is_narrow else measures.rail_wide, 0)

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802
        return self.sizeHint()

    @Slot()
    def show_all(self) -> None:
        """Show everything as it is now."""
        keys = self._keys()
        self.places.put(place_entries(self._held.overdue, keys))
        self._show_copies()
        self._show_foot()

    def _show_foot(self) -> None:
        is_sharing = self._held.sharing.is_on
        self.foot.put(foot_entries(self._seconds_left, self._keys(), is_sharing=is_sharing))

    @Slot()
    def _show_copies(self) -> None:
        running = {job.listing.ticket for job in self._runner.jobs if job.listing}
        entries = copy_entries(self._held.mine, running, datetime.now(UTC))
        self.copies.put(entries)
        self.copies.setVisible(bool(entries))
        self._heading.setVisible(bool(entries) and not self._is_narrow)

    def _lay_out(self) -> None:
        spacing = self._theme.measures.spacing
        self._head = head = QHBoxLayout()
        head.setSpacing(spacing.s + 1)
        head.addWidget(self._mark)
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._collapse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(spacing.m, spacing.m, spacing.m - 1, spacing.s)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addSpacing(spacing.s)
        layout.addWidget(self.places)
        layout.addSpacing(spacing.m)
        self._heading.setContentsMargins(spacing.s, 0, 0, spacing.xs)
        layout.addWidget(self._heading)
        layout.addWidget(self.copies)
        layout.addStretch(1)
        layout.addWidget(self.strip)
        layout.addSpacing(spacing.xs)
        layout.addWidget(self.foot)
        self._collapse.setDefaultAction(self._acts.action(RAIL))
        self._collapse.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._dress_collapse()

    def _connect(self) -> None:
        self.places.chosen.connect(lambda key: self._acts.run(f"{GO}{key}"))
        self.copies.chosen.connect(self._on_copy_chosen)
        self.foot.chosen.connect(self._acts.run)
        self.strip.clicked.connect(self.jobs_asked)
        self._held.changed.connect(self.show_all)
        self._runner.listed.connect(self._show_copies)
        self._runner.idle.connect(self._show_copies)
        self._acts.changed.connect(self.show_all)
        self._theme.changed.connect(self.updateGeometry)

    @Slot(str)
    def _on_copy_chosen(self, key: str) -> None:
        self.place_chosen.emit(Place(Where.BOARD, "", "mine") if key == ALL_COPIES else Place(Where.COPY, key))

    def _dress_collapse(self) -> None:
        self._collapse.setAccessibleName(self.tr("Widen the rail") if self._is_narrow else self.tr("Narrow the rail"))

    def _keys(self) -> dict[str, str]:
        """Shortcuts as they are shown, by the keys of the entries."""
        ids = {each.value: f"{GO}{each.value}" for each in Where if each not in {Where.COPY, Where.SETTINGS}}
        ids |= {SETTINGS: SETTINGS, LOCK: LOCK, SHARING_ACT: SHARING_ACT}
        return {key: shown_keys(self._acts, act_id) for key, act_id in ids.items()}


def shown_keys(acts: ActRegistry, act_id: str) -> str:
    """The first keys of an act, as this system writes them; "" where it has none."""
    keys = acts.keys(act_id)
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
