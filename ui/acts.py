"""Every act of the window in one registry: menus, buttons, palette, shortcut list and tests are fed from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.theme import Theme


class Scope(StrEnum):
    """Where a shortcut holds. Two acts may share keys only in different scopes."""

    WINDOW = "window"
    LIST = "list"
    COPY = "copy"
    SQL = "sql"


@dataclass(frozen=True, slots=True)
class Act:
    """An act as people see it. `text` and `tip` are asked for anew after a change of language.

    A destructive one is never run from the palette, which only leads to where it can be done. One that takes over has
    keys that mean something else in the rest of the window: its place must accept their ShortcutOverride events.
    """

    id: str
    text: Callable[[], str]
    icon: Icon
    keys: tuple[str, ...] = ()
    scope: Scope = Scope.WINDOW
    tip: Callable[[], str] | None = None
    is_destructive: bool = False
    icon_role: IconRole = IconRole.NORMAL
    in_palette: bool = True
    takes_over: bool = False


@dataclass(slots=True)
class _Entry:
    act: Act
    action: QAction
    run: Callable[[], object]
    why_not: Callable[[], str]
    own_keys: tuple[str, ...] | None = None


def _nothing() -> str:
    return ""


class ActRegistry(QObject):
    """Acts by id, each with one QAction. Screens add theirs when they are made.

    Signals:
        changed: texts, keys or what is possible may be others now.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: dict[str, _Entry] = {}

    def add(self, act: Act, run: Callable[[], object], why_not: Callable[[], str] = _nothing) -> QAction:
        """Enter an act. `why_not` gives the reason why it is not possible now, or "" where it is.

        Raises ValueError for an id that is taken, or keys that another act of the scope has.
        """
        if act.id in self._entries:
            message = f"act {act.id} is there already"
            raise ValueError(message)
        for keys in act.keys:
            taken = self.holder_of(keys, act.scope, takes_over=act.takes_over)
            if taken:
                message = f"{keys} belongs to {taken}"
                raise ValueError(message)
        action = QAction(self)
        action.setObjectName(act.id)
        action.setShortcutContext(
            Qt.ShortcutContext.WindowShortcut
            if act.scope is Scope.WINDOW
            else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        action.triggered.connect(lambda _checked=False: self.run(act.id))
        entry = _Entry(act, action, run, why_not)
        self._entries[act.id] = entry
        self._dress(entry)
        return action

    def action(self, act_id: str) -> QAction:
        """The one QAction of an act. Raises KeyError."""
        return self._entries[act_id].action

    def act(self, act_id: str) -> Act:
        """The act. Raises KeyError."""
        return self._entries[act_id].act

    def why_not(self, act_id: str) -> str:
        """Why the act is not possible now; "" where it is."""
        return self._entries[act_id].why_not()

    def run(self, act_id: str) -> bool:
        """Run it if it is possible now; whether it was."""
        if self._entries[act_id].why_not():
            return False
        self._entries[act_id].run()
        return True

    def keys(self, act_id: str) -> tuple[str, ...]:
        """The keys of an act, as set by the person or as they come."""
        entry = self._entries[act_id]
        return entry.act.keys if entry.own_keys is None else entry.own_keys

    def set_keys(self, act_id: str, keys: tuple[str, ...] | None) -> None:
        """Give an act other keys; None gives it back its own. Raises ValueError where they are taken."""
        entry = self._entries[act_id]
        for each in keys or ():
            taken = self.holder_of(each, entry.act.scope, takes_over=entry.act.takes_over)
            if taken not in {"", act_id}:
                message = f"{each} belongs to {taken}"
                raise ValueError(message)
        entry.own_keys = keys
        self._dress(entry)
        self.changed.emit()

    def holder_of(self, keys: str, scope: Scope, *, takes_over: bool = False) -> str:
        """The id of the act that has these keys in a scope, or in all of the window; "" where none has."""
        wanted = QKeySequence(keys)
        for entry in self._entries.values():
            is_over = takes_over or entry.act.takes_over
            is_near = entry.act.scope is scope or (Scope.WINDOW in {entry.act.scope, scope} and not is_over)
            if is_near and any(QKeySequence(each) == wanted for each in self.keys(entry.act.id)):
                return entry.act.id
        return ""

    def refresh(self) -> None:
        """Ask every act anew for its text and whether it is possible."""
        for entry in self._entries.values():
            self._dress(entry)
        self.changed.emit()

    def __iter__(self) -> Iterator[Act]:
        return iter([entry.act for entry in self._entries.values()])

    def _dress(self, entry: _Entry) -> None:
        act, reason = entry.act, entry.why_not()
        keys = [QKeySequence(each) for each in self.keys(act.id)]
        entry.action.setText(act.text())
        entry.action.setIcon(self._theme.icons.icon(act.icon, act.icon_role))
        entry.action.setShortcuts(keys)
        entry.action.setEnabled(not reason)
        shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        about = reason or (act.tip() if act.tip else act.text())
        entry.action.setToolTip(f"{about} ({shown})" if shown else about)
