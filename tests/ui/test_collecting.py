"""Cycles are found on the interface thread, and only there."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.collecting import Collector


class _Knot(QObject):
    def __init__(self, freed_on: list[int]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: freed_on.append(threading.get_ident()))


def _allocate_much() -> None:
    kept = [[n] for n in range(20_000)]
    assert len(kept) == 20_000


def test_a_knot_of_qt_objects_is_freed_by_the_interface_thread(qtbot: QtBot, collector: Collector) -> None:
    assert not gc.isenabled()
    freed_on: list[int] = []
    _Knot(freed_on)
    worker = threading.Thread(target=_allocate_much)
    worker.start()
    worker.join()
    assert freed_on == []
    kept = [[n] for n in range(2_000)]
    qtbot.waitUntil(lambda: (collector.look(), bool(freed_on))[1])
    assert freed_on == [threading.get_ident()]
    assert kept


@pytest.mark.parametrize("is_at_work", [True, False])
def test_what_python_did_before_it_does_again_afterwards(qapp: QApplication, *, is_at_work: bool) -> None:
    assert qapp is not None
    if is_at_work:
        gc.enable()
    try:
        collector = Collector()
        assert not gc.isenabled()
        collector.close()
        assert gc.isenabled() is is_at_work
    finally:
        gc.disable()
