"""Remembers how the window was left, in a small file of the home folder. Never anything about customers."""

import json
from pathlib import Path
from urllib.parse import quote, unquote

from PySide6.QtCore import QObject, QTimer, Slot

from app.disk.durable import read_whole, replace_file
from app.errors import BaileeError
from app.progress import Monitor
from app.settings import Home
from ui.jobs import JobRunner

FILE = "window.ini"
_HEADER = "[window]"
_LIMIT_BYTES = 200_000
_LONGEST_VALUE = 4_000
_MOST = 500
_PAUSE_MS = 1_000


class WindowMemory(QObject):
    """Keys and values. What is put is written a second later, in the background; a lost write costs a size of a pane.

    It is read once, before there is a window.
    """

    def __init__(self, home: Home, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._path = home.path / FILE
        self._runner = runner
        self._values = _read(self._path)
        self._writing = QTimer(self)
        self._writing.setSingleShot(True)
        self._writing.setInterval(_PAUSE_MS)
        self._writing.timeout.connect(self.write)
        self._is_ended = False

    def text(self, key: str, default: str = "") -> str:
        """What was put last."""
        return self._values.get(key, default)

    def put(self, key: str, value: str) -> None:
        """Remember."""
        if self._values.get(key) == value or len(value) > _LONGEST_VALUE:
            return
        self._values.pop(key, None)
        self._values[key] = value
        while len(self._values) > _MOST:
            del self._values[next(iter(self._values))]
        if not self._is_ended:
            self._writing.start()

    @Slot()
    def write(self) -> None:
        """Write what was put, now."""
        self._writing.stop()
        data, path = to_ini(self._values), self._path

        def save(_monitor: Monitor) -> None:
            if path.parent.is_dir():
                replace_file(path, data)

        self._runner.submit(save, lane="window-memory")

    def end(self) -> None:
        """Write what was put, for the last time: what is put later is for nobody, the program is ending."""
        self._is_ended = True
        self.write()


def to_ini(values: dict[str, str]) -> bytes:
    """The file: one line for each value."""
    lines = [f"{quote(key, safe='/')} = {json.dumps(value)}" for key, value in values.items()]
    return "\n".join([_HEADER, *lines, ""]).encode("ascii")


def from_ini(data: bytes) -> dict[str, str]:
    """The values in a file. Lines that cannot be understood are left out: nothing depends on them."""
    values = {}
    for line in data.decode("ascii", "replace").splitlines():
        key, is_there, text = line.partition(" = ")
        value = _parsed(text) if is_there else None
        if isinstance(value, str):
            values[unquote(key)] = value
    return values


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _read(path: Path) -> dict[str, str]:
    try:
        return from_ini(read_whole(path, _LIMIT_BYTES))
    except (BaileeError, ValueError):
        return {}
