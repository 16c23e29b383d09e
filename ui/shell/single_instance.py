"""One window for each person and home folder: a second start hands its link to the first and ends."""

import getpass
import hashlib
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.settings import Home
from ui.shell.deep_links import LONGEST

_WAIT_MS = 2_000
_ANSWER = b"shown\n"


class SingleInstance(QObject):
    """The door at which later starts knock.

    Signals:
        knocked: another start asks to show the window, with the link it was given, or "".
    """

    knocked = Signal(str)

    def __init__(self, home: Home, parent: QObject) -> None:
        super().__init__(parent)
        self._name = _name(home)
        self._lock = QLockFile(f"{_own_folder() / Path(self._name).name}.lock")
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Whether this start is the one that opens the window; it then answers the others."""
        if not self._lock.tryLock(0):
            return False
        # Only who holds the lock comes here: what lies there was left by a crash.
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)
        return True

    def hand_over(self, link: str) -> bool:
        """Give the link to the window that is open; whether it took it."""
        socket = QLocalSocket(self)
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(link.encode() + b"\n")
        socket.flush()
        return socket.waitForReadyRead(_WAIT_MS) and bytes(socket.readAll().data()) == _ANSWER

    def close(self) -> None:
        """Let the next start open a window."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    @Slot()
    def _on_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._on_ready)
            self._hear(socket)

    @Slot()
    def _on_ready(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        """Take one line; nobody honest sends more."""
        if socket.canReadLine():
            line = bytes(socket.readLine().data())
            socket.write(_ANSWER)
            socket.flush()
            socket.disconnectFromServer()
            self.knocked.emit(line.decode(errors="replace").strip())
        elif socket.bytesAvailable() > LONGEST:
            socket.abort()


def _name(home: Home) -> str:
    """A path in a folder that is the person's alone; on Windows a name, which Qt shuts to others."""
    digest = hashlib.sha256(f"{getpass.getuser()}\n{home.path}".encode("utf-8", "surrogateescape")).hexdigest()[:16]
    name = f"bailee-{digest}"
    return name if sys.platform == "win32" else str(_own_folder() / name)


if sys.platform == "win32":

    def _own_folder() -> Path:
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home())))

else:

    def _own_folder() -> Path:
        """The session's runtime folder where it is ours alone, else the home folder of the account."""
        named = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
        if named.is_absolute() and named.is_dir():
            found = named.stat()
            if found.st_uid == os.getuid() and not found.st_mode & 0o077:
                return named
        return Path.home()
