"""The acts of the tab, with their keys. Some keys mean something else in the rest of the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.acts import Act, ActRegistry, Scope
from ui.icons.names import Icon
from ui.wording import later

RUN = "sql.run"
RUN_ALL = "sql.run_all"
STOP = "sql.stop"
HISTORY = "sql.history"
VIEW = "sql.view"
NEW_CONSOLE = "sql.new_console"
CLOSE_CONSOLE = "sql.close_console"


@dataclass(frozen=True, slots=True)
class Doings:
    """What the acts do, and why not."""

    run: Callable[[], object]
    run_all: Callable[[], object]
    stop: Callable[[], object]
    history: Callable[[], object]
    view: Callable[[], object]
    new_console: Callable[[], object]
    close_console: Callable[[], object]
    why_no_console: Callable[[], str]
    why_nothing_runs: Callable[[], str]


class SqlActs:
    """Enters the acts, and takes their keys wherever the keyboard is inside `place`."""

    def __init__(self, acts: ActRegistry, place: QWidget, doings: Doings) -> None:
        self._acts = acts
        none = doings.why_no_console
        entries: Sequence[tuple[Act, Callable[[], object], Callable[[], str]]] = (
            (
                _act(RUN, later("SqlActs", "Run statement at cursor"), Icon.PLAY, "Ctrl+Return", "Ctrl+Enter"),
                doings.run,
                none,
            ),
            (_act(RUN_ALL, later("SqlActs", "Run all statements"), Icon.PLAY, "F5"), doings.run_all, none),
            (
                _act(STOP, later("SqlActs", "Stop query"), Icon.STOP, "Esc", "Ctrl+."),
                doings.stop,
                doings.why_nothing_runs,
            ),
            (_act(HISTORY, later("SqlActs", "SQL history"), Icon.HISTORY, "Alt+Up"), doings.history, none),
            (_act(VIEW, later("SqlActs", "Show value"), Icon.EYE, "F3"), doings.view, none),
            (_act(NEW_CONSOLE, later("SqlActs", "New SQL console"), Icon.ADD), doings.new_console, none),
            (
                _act(CLOSE_CONSOLE, later("SqlActs", "Close SQL console"), Icon.CROSS, "Ctrl+W"),
                doings.close_console,
                none,
            ),
        )
        self._ids = [act.id for act, _, _ in entries]
        for act, run, why_not in entries:
            place.addAction(acts.add(act, run, why_not))

    def take(self, event: QEvent) -> bool:
        """Whether a key that is about to be a shortcut is one of ours, and is possible now: then it stays here."""
        if not isinstance(event, QKeyEvent):
            return False
        act = self._act_for(event)
        if not act:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return event.type() is QEvent.Type.KeyPress and self._acts.run(act)

    def keys(self, act_id: str) -> str:
        """The keys of an act, as people write them."""
        keys = self._acts.keys(act_id)
        return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""

    def _act_for(self, event: QKeyEvent) -> str:
        pressed = QKeySequence(event.keyCombination())
        for act_id in self._ids:
            is_meant = any(QKeySequence(keys) == pressed for keys in self._acts.keys(act_id))
            if is_meant and not self._acts.why_not(act_id):
                return act_id
        return ""


def _act(act_id: str, text: str, icon: Icon, *keys: str) -> Act:
    return Act(
        act_id,
        lambda: QCoreApplication.translate("SqlActs", text),
        icon,
        keys,
        Scope.SQL,
        in_palette=False,
        takes_over=True,
    )
