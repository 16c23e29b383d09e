"""What a path leads to is said soon, without changing anything, and never more than was seen."""

import gzip
import os
import sqlite3
import sys
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.errors import HomeInsideSource, SourceInsideHome, SourceMissing, SourceRefused, SourceUnreadable
from app.operations.first_look import FirstLook, PathKind, first_look


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_a_folder_is_walked_and_added_up(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "data"
    (folder / "deep").mkdir(parents=True)
    for number in range(5):
        (folder / "deep" / f"file-{number}").write_bytes(b"x" * 100)
    if sys.platform != "win32":
        (folder / "link").symlink_to("deep")
    look = first_look(str(folder), home)
    assert (look.kind, look.bytes, look.files, look.is_at_least) == (PathKind.FOLDER, 500, 5, False)
    assert look.free_bytes > 0
    assert look.kind == "folder"


def test_a_walk_stops_when_its_time_is_over_and_says_so(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"file-{number:02}").write_bytes(b"x" * 10)
    ticks = (number * 0.03 for number in count())
    folder = str(tmp_path)
    look = first_look(folder, tmp_path.parent / "elsewhere", now=lambda: next(ticks))
    assert look.is_at_least
    assert 5 <= look.files <= 10
    assert look.bytes == look.files * 10
    assert not first_look(folder, tmp_path.parent / "elsewhere", limit_seconds=1000).is_at_least


def test_a_database_is_known_by_its_first_bytes(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "erp.dat"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t(x)")
    before = path.read_bytes()
    assert first_look(str(path), home).kind is PathKind.SQLITE
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["erp.dat"]


def test_an_encrypted_database_looks_encrypted(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "erp.db"
    with closing(sqlcipher.connect(path)) as connection:
        connection.execute("PRAGMA key = 'correct'")
        connection.execute("CREATE TABLE t(x)")
    look = first_look(str(path), home)
    assert (look.kind, look.bytes, look.files) == (PathKind.ENCRYPTED, path.stat().st_size, 1)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"plain text\n" * 2000, id="text"),
        pytest.param(bytes(4096), id="zeros"),
        pytest.param(bytes(range(256))[:200] * 41 + bytes(192), id="few distinct bytes"),
        pytest.param(bytes(range(256)) + b"x" * 3840, id="one byte too often"),
        pytest.param(os.urandom(4000), id="too short"),
        pytest.param(os.urandom(4097), id="no whole pages"),
        pytest.param(b"PK\x03\x04" + os.urandom(8188), id="archive"),
        pytest.param(gzip.compress(os.urandom(9000)).ljust(16384, b"\0")[:8192], id="compressed"),
    ],
)
def test_other_files_are_files(tmp_path: Path, home: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    look = first_look(str(path), home)
    assert (look.kind, look.bytes) == (PathKind.FILE, len(data))


def test_what_a_checkout_reads_just_now_is_not_opened(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "erp.sqlite"
    path.write_bytes(b"SQLite format 3\0")
    look = first_look(str(path), home, being_taken={str(path)})
    assert look == FirstLook(PathKind.UNSEEN, 16, 1, is_at_least=False, free_bytes=look.free_bytes)
    assert not look.kind


def test_what_cannot_be_taken_is_refused_at_once(tmp_path: Path, home: Path) -> None:
    home.mkdir()
    (home / "inside").mkdir()
    for text, error in (
        (str(tmp_path / "none"), SourceMissing),
        (str(home / "inside"), SourceInsideHome),
        (str(tmp_path), HomeInsideSource),
        ("\0", SourceRefused),
    ):
        with pytest.raises(error):
            first_look(text, home)


def test_a_file_that_cannot_be_read_any_more_is_told(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr("app.sources.head_kind.open_file", refuse)
    with pytest.raises(SourceUnreadable):
        first_look(str(path), home)
