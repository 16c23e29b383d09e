"""The registry of acts: one QAction each, unique keys, and a reason for whatever is not possible."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.acts import Act, ActRegistry, Scope
from ui.icons.names import Icon
from ui.theme.system_look import SystemLook
from ui.theme.theme import Theme


@pytest.fixture
def acts(qapp: QApplication) -> Iterator[ActRegistry]:
    theme = Theme(qapp, SystemLook(qapp))
    yield ActRegistry(theme, qapp)
    theme.close()


def _act(name: str, *keys: str, scope: Scope = Scope.WINDOW) -> Act:
    return Act(name, name.capitalize, Icon.LOCK, keys, scope)


def test_an_act_runs_from_its_action_and_by_its_id(acts: ActRegistry) -> None:
    ran: list[str] = []
    action = acts.add(_act("lock", "Ctrl+L"), lambda: ran.append("lock"))
    action.trigger()
    assert acts.run("lock")
    assert ran == ["lock", "lock"]
    assert action is acts.action("lock")
    assert action.text() == "Lock"
    assert "Ctrl+L" in action.toolTip()


def test_an_act_that_is_not_possible_says_why_and_does_nothing(acts: ActRegistry) -> None:
    ran: list[str] = []
    reasons = ["No ticket is selected"]
    action = acts.add(_act("close"), lambda: ran.append("close"), lambda: reasons[0])
    assert not action.isEnabled()
    assert action.toolTip() == "No ticket is selected"
    assert not acts.run("close")
    reasons[0] = ""
    acts.refresh()
    assert action.isEnabled()
    assert acts.run("close")
    assert ran == ["close"]


def test_an_id_or_keys_that_are_taken_are_refused(acts: ActRegistry) -> None:
    acts.add(_act("lock", "Ctrl+L"), lambda: None)
    with pytest.raises(ValueError, match="lock"):
        acts.add(_act("lock"), lambda: None)
    with pytest.raises(ValueError, match="belongs to lock"):
        acts.add(_act("log", "ctrl+l"), lambda: None)
    with pytest.raises(ValueError, match="belongs to lock"):
        acts.add(_act("line", "Ctrl+L", scope=Scope.SQL), lambda: None)


def test_two_scopes_beside_each_other_may_use_the_same_keys(acts: ActRegistry) -> None:
    acts.add(_act("preview", "Space", scope=Scope.LIST), lambda: None)
    acts.add(_act("run", "Space", scope=Scope.SQL), lambda: None)
    assert acts.holder_of("Space", Scope.LIST) == "preview"
    assert acts.holder_of("Space", Scope.COPY) == ""


def test_keys_can_be_changed_and_given_back(qtbot: QtBot, acts: ActRegistry) -> None:
    acts.add(_act("lock", "Ctrl+L"), lambda: None)
    acts.add(_act("log", "Ctrl+5"), lambda: None)
    with pytest.raises(ValueError, match="belongs to log"):
        acts.set_keys("lock", ("Ctrl+5",))
    with qtbot.waitSignal(acts.changed):
        acts.set_keys("lock", ("Ctrl+Shift+L",))
    assert acts.action("lock").shortcut() == QKeySequence("Ctrl+Shift+L")
    assert acts.holder_of("Ctrl+L", Scope.WINDOW) == ""
    acts.set_keys("lock", None)
    assert acts.keys("lock") == ("Ctrl+L",)
    assert [act.id for act in acts] == ["lock", "log"]
