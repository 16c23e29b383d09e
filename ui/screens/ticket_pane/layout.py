"""Where the parts of the pane stand: head, what went wrong, the page of the moment, and the foot that never scrolls."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from ui.screens.ticket_pane.pane import TicketPane

_SIDE, _TOP, _BOTTOM = 20, 14, 16


def lay_out(pane: "TicketPane") -> None:
    """Put the parts of a pane into it."""
    gap = pane.around.theme.measures.spacing.m
    column = QVBoxLayout(pane.ticket_page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for widget in (pane.acts, pane.extend_form, pane.edit_form, pane.password_form, pane.database_form, pane.body):
        column.addWidget(widget)
    column.addStretch(1)
    for page in (pane.ticket_page, pane.closing_view, pane.form):
        pane.pages.addWidget(page)
    inner = QWidget()
    inside = QVBoxLayout(inner)
    inside.setContentsMargins(_SIDE, _TOP, _SIDE, _BOTTOM)
    inside.setSpacing(gap)
    for above in (pane.head, pane.trouble, pane.failure, pane.bar):
        inside.addWidget(above)
    inside.addWidget(pane.pages, 1)
    whole = QVBoxLayout(pane)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(_scrolling(inner), 1)
    whole.addWidget(pane.foot)


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    for ground in (area.viewport(), inner):
        ground.setAutoFillBackground(False)  # the pane's own ground shows
    return area
