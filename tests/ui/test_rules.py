"""What holds for every screen and every act of the window."""

import ast
import gc
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from tests.ui.whole import Whole
from ui.acts import Scope
from ui.theme.binding import TOLERANCE
from ui.translating import Language

UI = Path(__file__).resolve().parents[2] / "ui"
MODAL = {"QMessageBox", "QProgressDialog", "QInputDialog", "QErrorMessage"}
BLOCKING = {"processEvents", "waitForFinished", "waitForDone", "waitForReadyRead"}
BEFORE_OR_WITHOUT_A_WINDOW = {"shell/single_instance.py", "gallery.py"}
PLACES = ("go.tickets", "go.log", "settings", "go.board")


def _names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield node.name


@pytest.mark.parametrize("banned", [MODAL, BLOCKING], ids=["modal questions", "waiting"])
def test_the_window_neither_asks_in_modal_windows_nor_waits(banned: set[str]) -> None:
    found = {path.relative_to(UI).as_posix(): banned & set(_names(path)) for path in UI.rglob("*.py")}
    assert {name for name, names in found.items() if names} <= BEFORE_OR_WITHOUT_A_WINDOW


def test_every_act_has_a_text_a_tip_and_keys_of_its_own(unlocked: Whole) -> None:
    for place in PLACES:
        unlocked.act(place)
    acts = unlocked.frame.acts
    assert len(list(acts)) > 20
    keys: Counter[tuple[Scope, str]] = Counter()
    for act in acts:
        action = acts.action(act.id)
        assert action.text().strip()
        assert action.toolTip().strip()
        assert not action.icon().isNull()
        for each in acts.keys(act.id):
            assert not QKeySequence(each).isEmpty(), f"{act.id}: {each} are no keys"
            keys[act.scope, QKeySequence(each).toString()] += 1
    assert [each for each, count in keys.items() if count > 1] == []
    everywhere = {each for scope, each in keys if scope is Scope.WINDOW}
    assert [each for scope, each in keys if scope is not Scope.WINDOW and each in everywhere] == []


def test_every_act_is_told_in_german_too(unlocked: Whole) -> None:
    acts = unlocked.frame.acts
    english = {act.id: acts.action(act.id).text() for act in acts}
    unlocked.program._translating.choose(Language.GERMAN)
    acts.refresh()
    same = [act.id for act in acts if acts.action(act.id).text() == english[act.id]]
    unlocked.program._translating.choose(Language.ENGLISH)
    assert [each for each in same if english[each] not in {"Tickets"}] == []


def test_going_through_the_places_loses_no_reference_to_none_and_true(unlocked: Whole) -> None:
    """A binding that loses them ends the process sooner or later. That it keeps some of None is harmless."""

    def go() -> None:
        for place in PLACES:
            unlocked.act(place)
            unlocked.qtbot.wait(5)

    for _ in range(5):
        go()
    gc.collect()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(25):
        go()
    gc.collect()
    none, true = sys.getrefcount(None) - before[0], sys.getrefcount(True) - before[1]
    assert none >= -TOLERANCE
    assert abs(true) <= TOLERANCE
