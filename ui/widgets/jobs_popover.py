"""The job list: what runs and waits, and what ended within the last day."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.jobs import Job, JobRunner
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.job_row import JobRow, OpenTicket
from ui.widgets.job_strip import JobStrip
from ui.widgets.labels import text_label

_DAY_SECONDS = 24 * 3600.0
_MOST_ENDED = 50
_WIDTH = 440
_LEAST_HEIGHT = 120
_EDGE = 10


class JobsPopover(QFrame):
    """Opens above the job strip. Esc, or a click elsewhere, closes it; jobs go on either way."""

    def __init__(
        self,
        theme: Theme,
        runner: JobRunner,
        parent: QWidget,
        open_ticket: OpenTicket | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._open_ticket = open_ticket
        self._clock = clock
        self._corner = QPoint()
        self._came_from: QWidget | None = None
        self._rows: list[JobRow] = []
        self.setObjectName("palette")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Jobs"))
        self._nothing = text_label(theme, self.tr("Nothing is running."), kind="muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.measures.spacing.s)
        self._lay_out()
        runner.listed.connect(self._on_listed)
        self.hide()

    @property
    def rows(self) -> list[JobRow]:
        """The jobs, the newest first."""
        return list(self._rows)

    def open_above(self, corner: QPoint) -> None:
        """Show it with its lower corner at the beginning of the line at `corner` of the parent."""
        self._forget_old()
        self._corner = corner
        self._came_from = QApplication.focusWidget()
        self._nothing.setVisible(not self._rows)
        self.show()
        self.raise_()
        self._place()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Close it, and put the keyboard back where it was."""
        came_from, self._came_from = self._came_from, None
        self.hide()
        if came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)

    def forget(self) -> None:
        """Drop what has ended: the vault is being locked. Running jobs stay without being shown."""
        self._came_from = None
        self.hide()
        for row in [row for row in self._rows if row.is_over]:
            self._drop(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102, N802
        super().showEvent(event)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102, N802
        super().hideEvent(event)
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if event.type() is QEvent.Type.LayoutRequest and watched is self._inner:
            self._place()
        is_on_strip = isinstance(watched, JobStrip)  # which opens and closes the list by itself
        is_press = event.type() is QEvent.Type.MouseButtonPress and isinstance(watched, QWidget)
        if is_press and not is_on_strip and isinstance(event, QMouseEvent):
            self._on_press(event.globalPosition().toPoint())
        return False

    def _on_press(self, point: QPoint) -> None:
        """A press on any widget, and then on all those that it lies in, as long as none takes it."""
        if not self.rect().contains(self.mapFromGlobal(point)):
            self._came_from = None
            self.hide()

    def _place(self) -> None:
        """Be as high as the jobs need, as far as there is room."""
        parent = self.parentWidget()
        if parent is None:
            return
        spacing = self._theme.measures.spacing
        width = min(self._theme.measures.scaled(_WIDTH), parent.width() - 2 * _EDGE)
        inside = width - 2 * spacing.l - 2
        around = self._head.sizeHint().height() + 3 * spacing.m
        most = max(_LEAST_HEIGHT, self._corner.y() - _EDGE)
        if self._needed(inside) + around > most:
            inside -= self._area.verticalScrollBar().sizeHint().width()
        height = max(_LEAST_HEIGHT, min(most, self._needed(inside) + around))
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = parent.width() - self._corner.x() - width if is_mirrored else self._corner.x()
        self.setGeometry(left, max(_EDGE, self._corner.y() - height), width, height)

    def _needed(self, inside: int) -> int:
        """How high the list is when it is so wide."""
        self._inner.setFixedWidth(inside)
        layout = self._column
        return layout.totalHeightForWidth(inside) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def _lay_out(self) -> None:
        spacing = self._theme.measures.spacing
        self._inner = QWidget()
        self._column = column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addLayout(self._list)
        column.addStretch(1)
        self._area = area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inner)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        self._head = text_label(self._theme, self.tr("Jobs"), TextRole.HEADING)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(spacing.l, spacing.m, spacing.l, spacing.m)
        layout.setSpacing(spacing.s)
        layout.addWidget(self._head)
        layout.addWidget(area, 1)

    def _on_listed(self, job: object) -> None:
        if isinstance(job, Job):
            row = JobRow(self._theme, job, self._open_ticket)
            self._rows.insert(0, row)
            self._list.insertWidget(0, row)
            self._nothing.hide()

    def _forget_old(self) -> None:
        ended = [row for row in self._rows if row.is_over]
        now = self._clock()
        for at, row in enumerate(ended):
            if at >= _MOST_ENDED or now - row.ended_at > _DAY_SECONDS:
                self._drop(row)

    def _drop(self, row: JobRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.setParent(None)
        row.deleteLater()
