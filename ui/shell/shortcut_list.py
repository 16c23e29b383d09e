"""The list of all shortcuts (F1), as they are set now."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.acts import ActRegistry, Scope
from ui.icons.names import Icon
from ui.shell.overlay import Overlay
from ui.shell.palette_entries import Heading, Kind, Offer, Row, matches
from ui.shell.palette_list import PaletteList
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import tool
from ui.widgets.labels import text_label

WIDTH = 520


class ShortcutList(Overlay):
    """Every act that has keys, by where they hold, with a field that filters."""

    def __init__(self, theme: Theme, acts: ActRegistry, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH)
        self._acts = acts
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        self._filter = QLineEdit()
        self._filter.setAccessibleName(self.tr("Filter shortcuts"))
        self._filter.setPlaceholderText(self.tr("Filter"))
        self._filter.textChanged.connect(self._show_rows)
        self._close = tool(theme, Icon.CROSS, self.tr("Close"))
        self._close.clicked.connect(self.leave)
        self._list = PaletteList(theme, self.tr("Keyboard shortcuts"), self)
        self._list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        spacing = theme.measures.spacing
        head = QHBoxLayout()
        head.setContentsMargins(spacing.l, spacing.m, spacing.m, spacing.s)
        head.addWidget(text_label(theme, self.tr("Keyboard shortcuts"), TextRole.HEADING), 1)
        head.addWidget(self._close)
        field = QHBoxLayout()
        field.setContentsMargins(spacing.l, 0, spacing.l, spacing.s)
        field.addWidget(self._filter)
        rows = QHBoxLayout()
        rows.setContentsMargins(spacing.s, 0, spacing.s, spacing.s)
        rows.addWidget(self._list)
        for part in (head, field, rows):
            self.content.addLayout(part)

    def open(self) -> None:
        """Show it."""
        self._filter.clear()
        self._show_rows()
        self._list.setFixedHeight(min(self._list.content_height(), self.most_height()))
        self.content.activate()
        self.open_over(self._filter)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._list.step(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        super().keyPressEvent(event)

    @Slot()
    def _show_rows(self) -> None:
        rows: list[Row] = []
        headings = {
            Scope.WINDOW: self.tr("Everywhere"),
            Scope.LIST: self.tr("In lists"),
            Scope.COPY: self.tr("In a working copy"),
            Scope.SQL: self.tr("In SQL"),
        }
        for scope, heading in headings.items():
            offers = self._offers(scope)
            if offers:
                rows += [Heading(heading), *offers]
        self._list.put(rows)

    def _offers(self, scope: Scope) -> list[Offer]:
        found = []
        for act in self._acts:
            keys = [
                QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText) for each in self._acts.keys(act.id)
            ]
            shown = f"{act.text()} {' '.join(keys)}"
            if act.scope is scope and keys and matches(shown, self._filter.text()):
                found.append(Offer(Kind.DO, act.id, act.icon, act.text(), end=", ".join(keys[:2])))
        return found
