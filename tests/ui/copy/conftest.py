"""A working copy on the screen: a real vault with a real copy of a folder, hostile names among its files."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from pytestqt.qtbot import QtBot

from app.model import CopyRecord
from app.operations.put_file import put_file
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.ui.driving import Driver
from tests.ui.vaults import TICKET, held, result_of, write_tree
from ui.places import Place, Where
from ui.screens.copy.screen import CopyScreen
from ui.session import VaultSession
from ui.surroundings import Surroundings

HOSTILE = [b"caf\xe9.txt", b"new\nline.txt", "right\u202eleft.txt".encode(), b"x" * 251 + b".txt"]
DATABASE = "erp.sqlite"

Run = Callable[[Callable[[Unlocked, Monitor], Any]], Any]


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    """A picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, kind.encode()).write(image)
    return bytes(buffer.data().data())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A customer's folder with a database, a picture and names that do harm to careless programs."""
    folder = write_tree(tmp_path / "customers" / "erp live")
    for name in HOSTILE:
        (folder / os.fsdecode(name)).write_bytes(b"hostile")
    (folder / "photo.png").write_bytes(picture(60, 40))
    connection = sqlite3.connect(folder / DATABASE)
    connection.executescript(
        "CREATE TABLE invoice_run(id INTEGER PRIMARY KEY, customer TEXT, vat REAL);"
        "INSERT INTO invoice_run VALUES (1, 'Quartz', 19), (2, 'Vale', 19), (3, NULL, 7);"
    )
    connection.close()
    return folder


@pytest.fixture
def run(session: VaultSession, qtbot: QtBot) -> Run:
    """Runs an operation as the window does, and gives what it gave."""
    return lambda work: result_of(session, work, qtbot.waitUntil)


@pytest.fixture
def record(run: Run, source: Path) -> CopyRecord:
    """The copy of that folder."""
    found: CopyRecord = run(lambda vault, _monitor: held(vault, source))
    return found


def put(run: Run, path: bytes, data: bytes) -> None:
    """Write a file of the copy behind the window's back."""
    rest = iter([data])
    run(lambda vault, monitor: put_file(vault, TICKET, path, lambda _: next(rest, b""), monitor))


@pytest.fixture
def screen(
    around: Surroundings, record: CopyRecord, drive: Callable[[CopyScreen], Driver], qtbot: QtBot
) -> Iterator[CopyScreen]:
    """The screen, showing the files of the copy."""
    del record
    made = CopyScreen(around)
    made.resize(1180, 720)
    driver = drive(made)
    made.arrive(Place(Where.COPY, TICKET))
    driver.wait(lambda: made.files.list.model().rowCount() > 0)
    driver.wait_to_read("notes.txt")
    yield made
    made.forget()
    qtbot.waitUntil(around.session.runner.is_idle, timeout=20_000)


@pytest.fixture
def driver(screen: CopyScreen, qtbot: QtBot) -> Driver:
    """Somebody at that screen."""
    return Driver(qtbot, screen)
