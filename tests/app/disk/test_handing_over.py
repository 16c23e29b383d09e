"""Names from anywhere become names that every system bears, and files come whole or not at all."""

import errno
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.disk import handing_over
from app.disk.handing_over import NewFolder, is_safe, safe_name
from app.errors import DiskFailed, DiskFull, FileExists, FileMissing, NameRefused

NAMES = [
    (b"notes.txt", "notes.txt"),
    ("Übersicht für März.pdf".encode(), "Übersicht für März.pdf"),
    (b".hidden", ".hidden"),
    (b"a\\b", "a%5Cb"),
    (b'<>:"|?*', "%3C%3E%3A%22%7C%3F%2A"),
    (b"100%", "100%25"),
    (b"caf\xe9", "caf%E9"),
    (b"new\nline\x1b[2J", "new%0Aline%1B[2J"),
    ("safe\u202efdp.exe".encode(), "safe%E2%80%AEfdp.exe"),
    ("zero\u200bwidth".encode(), "zero%E2%80%8Bwidth"),
    (b"CON", "_CON"),
    (b"nul.txt", "_nul.txt"),
    (b"COM1.tar.gz", "_COM1.tar.gz"),
    ("lpt¹".encode(), "_lpt¹"),
    (b"console", "console"),
    (b"trailing.", "trailing%2E"),
    (b"trailing ", "trailing%20"),
    (b" leading", "%20leading"),
    (b".", "%2E"),
    (b"..", ".%2E"),
    (b"", "_"),
    (b".bailee-part-x", "_.bailee-part-x"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES, ids=range(len(NAMES)))
def test_a_name_stays_as_close_to_itself_as_it_can(name: bytes, expected: str) -> None:
    assert safe_name(name) == expected
    assert is_safe(expected)


@pytest.mark.parametrize("name", [b"x" * 255, b"y" * 1024, "ü".encode() * 127 + b".txt", b"z" * 200 + b"." + b"e" * 40])
def test_a_long_name_is_cut_and_keeps_its_ending(name: bytes) -> None:
    short = safe_name(name)
    assert is_safe(short)
    assert len(short.encode()) <= 150
    assert short.endswith(".txt") == name.endswith(b".txt")
    assert short != safe_name(name[:-5] + b"Q" + name[-4:])


@given(st.binary(max_size=300))
def test_any_name_becomes_one_that_is_safe(name: bytes) -> None:
    safe = safe_name(name)
    assert is_safe(safe)
    assert safe not in {"", ".", ".."}
    assert not set(safe) & set('/\\:*?"<>|\0')


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\\b", "CON", "con.txt", "a\n", "a.", " a", "a\udce9", "x" * 161]
)
def test_other_names_are_refused(tmp_path: Path, name: str) -> None:
    assert not is_safe(name)
    folder = NewFolder.create(tmp_path, "new")
    for names in ((name,), (name, "file"), ("folder", name)):
        with pytest.raises(NameRefused):
            folder.begin(names)
    with pytest.raises(NameRefused):
        NewFolder.create(tmp_path, name)
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    assert list(folder.path.iterdir()) == []


def test_the_folder_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [NewFolder.create(tmp_path, "export").path.name for _ in range(3)] == ["export", "export (2)", "export (3)"]
    with pytest.raises(FileMissing):
        NewFolder.create(tmp_path / "none", "export")
    monkeypatch.setattr(handing_over, "_MOST_TRIES", 3)
    with pytest.raises(FileExists):
        NewFolder.create(tmp_path, "export")


def test_no_two_paths_get_the_same_name(tmp_path: Path) -> None:
    folder = NewFolder.create(tmp_path, "export")
    wished = [
        (b"d", b"a.txt"),
        (b"d", b"A.TXT"),
        (b"D", b"a.txt"),
        (b"caf\xe9",),
        ("cafe\u0301".encode(),),
        ("café".encode(),),
    ]
    placed = [folder.place(parts) for parts in wished]
    assert placed == [
        ("d", "a.txt"),
        ("d", "A~2.TXT"),
        ("D~2", "a.txt"),
        ("caf%E9",),
        ("cafe\u0301",),
        ("café~2",),
    ]
    assert [folder.place(parts) for parts in wished] == placed
    assert folder.place((b".x",)) == (".x",)
    assert folder.place((b".X",)) == (".X~2",)


def test_a_file_is_there_once_it_is_whole(tmp_path: Path) -> None:
    folder = NewFolder.create(tmp_path, "export")
    at = folder.path / "a" / "b" / "file.txt"
    with folder.begin(("a", "b", "file.txt")) as file:
        file.write(memoryview(b"one "))
        file.write(memoryview(b"two"))
        assert not at.exists()
        assert file.keep() == hashlib.sha256(b"one two").hexdigest()
    assert at.read_bytes() == b"one two"
    assert file.size == 7
    assert [path.name for path in at.parent.iterdir()] == ["file.txt"]
    assert not folder.remove_if_empty()


def test_nothing_is_left_of_a_file_that_was_not_kept(tmp_path: Path) -> None:
    folder = NewFolder.create(tmp_path, "export")
    with folder.begin(("a", "file")) as file:
        file.write(memoryview(b"half"))
    with pytest.raises(KeyError), folder.begin(("a", "file")) as file:
        raise KeyError
    assert [path for path in folder.path.rglob("*") if path.is_file()] == []
    assert folder.remove_if_empty()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    folder = NewFolder.create(tmp_path, "export")
    with folder.begin(("file",)) as file:
        (folder.path / "file").write_bytes(b"somebody's")
        with pytest.raises(FileExists):
            file.keep()
    assert (folder.path / "file").read_bytes() == b"somebody's"
    with folder.begin(("other",)), pytest.raises(FileExists):
        folder.begin(("other",))
    (folder.path / "in the way").write_bytes(b"")
    with pytest.raises(DiskFailed):
        folder.begin(("in the way", "file"))


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = NewFolder.create(tmp_path, "export")

    def full(handle: int, data: memoryview) -> None:
        os.write(handle, data[:2])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(handing_over, "write_all", full)
    with pytest.raises(DiskFull), folder.begin(("file",)) as file:
        file.write(memoryview(b"content"))
    assert folder.remove_if_empty()
