"""Many news become few acts, the first one at once, and none is lost."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.gathering import BATCH_MS, Gathering


def test_the_first_is_told_at_once_and_the_rest_together(qtbot: QtBot) -> None:
    owner = QObject()
    news, told = Gathering(owner), []
    news.due.connect(lambda: told.append(1))
    for _ in range(50):
        news.ask()
    assert len(told) == 1
    assert news.is_waiting
    qtbot.waitUntil(lambda: len(told) == 2)
    assert not news.is_waiting
    qtbot.wait(2 * BATCH_MS)
    assert len(told) == 2, "nothing was asked for any more"
    news.ask()
    assert len(told) == 3


def test_what_is_not_wanted_now_waits(qtbot: QtBot) -> None:
    owner, is_wanted = QObject(), [False]
    news, told = Gathering(owner, lambda: is_wanted[0]), []
    news.due.connect(lambda: told.append(1))
    news.catch_up()
    news.ask()
    qtbot.wait(BATCH_MS + 50)
    assert (told, news.is_waiting) == ([], True)
    is_wanted[0] = True
    news.catch_up()
    assert (told, news.is_waiting) == ([1], False)


def test_what_is_forgotten_is_not_told(qtbot: QtBot) -> None:
    owner = QObject()
    news, told = Gathering(owner), []
    news.due.connect(lambda: told.append(1))
    news.ask()
    news.ask()
    news.forget()
    qtbot.wait(2 * BATCH_MS)
    assert told == [1]
