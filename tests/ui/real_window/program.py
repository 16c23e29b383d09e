"""Runs the window and tells, on its standard output, where things are on the screen.

Nothing is done to the window from here: mouse and keys come from outside, through the display. One question a line of
standard input, as JSON: {"spot": "Open copy", "within": "toast"}, {"says": "Overdue"}, {"readable": 1},
{"picture": "/tmp/a.png"}, {"is_pressed": 1}, {"is_shown": 1}, {"geometry": 1}.
"""

import importlib
import json
import sys
import threading
import time
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.finding import Finder, NotShownError, Spot


class Answerer(QObject):
    """Answers on the interface thread what was asked on another."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._on_asked)

    @Slot(object)
    def _on_asked(self, question: dict[str, Any]) -> None:
        try:
            answer: object = self._answer(question)
        except NotShownError as error:
            answer = {"missing": str(error)}
        sys.stdout.write(json.dumps({"answer": answer}) + "\n")
        sys.stdout.flush()

    def _answer(self, question: dict[str, Any]) -> object:
        match question:
            case {"is_pressed": _}:
                return QApplication.mouseButtons() is not Qt.MouseButton.NoButton
            case {"is_shown": _}:
                return any(each.isVisible() and each.isWindow() for each in QApplication.topLevelWidgets())
            case {"geometry": _}:
                return _geometry(_window())
        finder = Finder(_window())
        match question:
            case {"spot": str(name), **rest}:
                return _on_screen(finder.spot(name, within=rest.get("within")))
            case {"says": str(text)}:
                return finder.says(text)
            case {"picture": str(path)}:
                return finder.window.screen().grabWindow(0).save(path)
        return finder.readable()


def _geometry(window: QWidget) -> list[int]:
    corner, least = window.mapToGlobal(QPoint(0, 0)), window.minimumSize()
    return [corner.x(), corner.y(), window.width(), window.height(), least.width(), least.height()]


def _window() -> QWidget:
    active = QApplication.activeWindow()
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()]
    if active is None and not shown:
        message = "no window yet"
        raise NotShownError(message)
    largest = max(shown, key=lambda each: each.width() * each.height(), default=active)
    if largest is None:
        raise AssertionError
    return largest


def _on_screen(spot: Spot) -> list[int]:
    at: QPoint = spot.widget.mapToGlobal(spot.at)
    return [at.x(), at.y()]


def _listen() -> None:
    while QCoreApplication.instance() is None or QCoreApplication.startingUp():
        time.sleep(0.01)
    answerer = Answerer()
    application = QCoreApplication.instance()
    if application is None:
        return
    answerer.moveToThread(application.thread())
    for line in sys.stdin:
        answerer.asked.emit(json.loads(line))


def main(module: str, arguments: list[str]) -> int:
    threading.Thread(target=_listen, daemon=True).start()
    sys.argv = [module, *arguments]
    outcome: int = importlib.import_module(module).main()
    return outcome


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
