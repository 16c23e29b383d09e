"""Clearing removes what it is given and nothing else, and lists what it could not."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

from app.disk.clearing import clear
from app.model import ClearedFile, Clearing
from tests.app.disk.places import immutable, mounted
from tests.app.sources.rights import as_nobody

if sys.platform == "win32":
    pytest.skip("links and mounts of POSIX", allow_module_level=True)


def silent(done: int, total: int) -> None:
    """Nobody listens."""


def cleared(clearing: Clearing) -> dict[str, ClearedFile]:
    return {item.name: item for item in clearing.files}


def tree(home: Path) -> Path:
    folder = home / "copies" / "id"
    (folder / "segments" / "deep").mkdir(parents=True)
    (folder / "catalogue.db").write_bytes(b"c" * 5000)
    (folder / "segments" / "one").write_bytes(b"s" * 100_000)
    (folder / "segments" / "deep" / "empty").touch()
    return folder


def test_a_folder_goes_with_everything_in_it(tmp_path: Path) -> None:
    folder = tree(tmp_path)
    clearing = clear([folder], tmp_path, silent)
    assert os.listdir(tmp_path / "copies") == []
    assert {name: item.size_bytes for name, item in cleared(clearing).items()} == {
        "copies/id/catalogue.db": 5000,
        "copies/id/segments/one": 100_000,
        "copies/id/segments/deep/empty": 0,
    }
    assert all(item.is_removed and not item.failure for item in clearing.files)
    assert clearing.remaining == ()


def test_what_is_not_there_is_passed_over(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    clearing = clear([tmp_path / "a", tmp_path / "b" / "c"], tmp_path, lambda *now: seen.append(now))
    assert clearing.files == ()
    assert seen == [(0, 0)]


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    clear([tree(tmp_path)], tmp_path, lambda *now: seen.append(now))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_stopping_half_way_leaves_the_rest_for_the_next_call(tmp_path: Path) -> None:
    folder = tree(tmp_path)

    def stop_at_the_second(done: int, _total: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        clear([folder], tmp_path, stop_at_the_second)
    assert not (folder / "catalogue.db").exists()
    assert (folder / "segments" / "one").read_bytes() == b"s" * 100_000
    assert len(clear([folder], tmp_path, silent).files) == 2
    assert not folder.exists()


def test_links_are_removed_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_bytes(b"mine")
    home = tmp_path / "home"
    folder = tree(home)
    (folder / "to-file").symlink_to(outside / "file")
    (folder / "segments" / "to-folder").symlink_to(outside)
    (folder / "to-nothing").symlink_to("nowhere")
    (home / "direct").symlink_to(outside)
    clearing = clear([folder, home / "direct"], home, silent)
    assert os.listdir(home / "copies") == []
    assert not os.path.lexists(home / "direct")
    assert (outside / "file").read_bytes() == b"mine"
    assert len(clearing.files) == 3 + 4
    assert not cleared(clearing)["direct"].was_overwritten


def test_things_that_are_no_files_are_removed(tmp_path: Path) -> None:
    folder = tree(tmp_path)
    os.mkfifo(folder / "pipe")
    os.mkfifo(tmp_path / "pipe")
    clearing = clear([folder, tmp_path / "pipe"], tmp_path, silent)
    assert os.listdir(tmp_path) == ["copies"]
    assert cleared(clearing)["pipe"].is_removed


def test_names_of_any_bytes_are_borne(tmp_path: Path) -> None:
    folder = tree(tmp_path)
    (folder / os.fsdecode(b"\xff\n")).write_bytes(b"x")
    assert not clear([folder], tmp_path, silent).remaining
    assert not folder.exists()


def test_what_cannot_be_removed_is_listed_and_the_rest_goes(tmp_path: Path) -> None:
    folder = tree(tmp_path)
    with immutable(folder / "catalogue.db"):
        clearing = clear([folder], tmp_path, silent)
    assert {item.name: item.failure for item in clearing.remaining} == {
        "copies/id/catalogue.db": "Operation not permitted",
        "copies/id": "Directory not empty",
    }
    assert os.listdir(folder) == ["catalogue.db"]
    assert (folder / "catalogue.db").read_bytes() == b"c" * 5000
    assert not clear([folder], tmp_path, silent).remaining
    assert not folder.exists()


def test_a_folder_that_cannot_be_changed_keeps_its_files_overwritten(tmp_path: Path) -> None:
    folder = tree(tmp_path)
    with immutable(folder / "segments"):
        clearing = clear([folder], tmp_path, silent)
    assert {item.name for item in clearing.remaining} == {
        "copies/id/segments/one",
        "copies/id/segments/deep",
        "copies/id/segments",
        "copies/id",
    }
    assert (folder / "segments" / "one").read_bytes() != b"s" * 100_000


def test_a_file_made_read_only_is_overwritten_all_the_same() -> None:
    with tempfile.TemporaryDirectory() as public:
        os.chmod(public, 0o777)
        folder = Path(public, "folder")
        with as_nobody():
            folder.mkdir()
            (folder / "file").write_bytes(b"x" * 1000)
            (folder / "file").chmod(0o400)
            clearing = clear([folder], Path(public), silent)
        assert not folder.exists()
    assert cleared(clearing)["folder/file"].failure == ""


def test_what_cannot_be_overwritten_is_removed_all_the_same() -> None:
    """Somebody else's file in our folder: we may remove it, but not write to it."""
    with tempfile.TemporaryDirectory() as public:
        folder = Path(public, "folder")
        folder.mkdir()
        (folder / "file").write_bytes(b"x" * 1000)
        (folder / "file").chmod(0o444)
        os.chmod(public, 0o777)
        os.chmod(folder, 0o777)
        with as_nobody():
            clearing = clear([folder], Path(public), silent)
        assert not folder.exists()
    item = cleared(clearing)["folder/file"]
    assert item.is_removed
    assert not item.was_overwritten
    assert item.failure.startswith("not overwritten: ") or os.geteuid() != 0


def test_a_folder_that_cannot_be_read_is_listed() -> None:
    with tempfile.TemporaryDirectory() as public:
        os.chmod(public, 0o777)
        folder = Path(public, "folder")
        with as_nobody():
            folder.mkdir()
            (folder / "file").write_bytes(b"x")
            (folder / "inner").mkdir()
            folder.chmod(0)
            clearing = clear([folder, folder / "inner"], Path(public), silent)
            folder.chmod(0o700)
            assert sorted(os.listdir(folder)) == ["file", "inner"]
        assert [item.name for item in clearing.remaining] == ["folder"]


def test_a_folder_whose_files_cannot_be_reached_is_listed_with_them() -> None:
    with tempfile.TemporaryDirectory() as public:
        os.chmod(public, 0o777)
        folder = Path(public, "folder")
        with as_nobody():
            folder.mkdir()
            (folder / "file").write_bytes(b"x")
            folder.chmod(0o400)  # names can be read and nothing else
            clearing = clear([folder], Path(public), silent)
            folder.chmod(0o700)
            assert os.listdir(folder) == ["file"]
        assert cleared(clearing)["folder"].failure == "Directory not empty"


def test_a_folder_whose_going_cannot_be_forced_is_listed() -> None:
    with tempfile.TemporaryDirectory() as public:
        os.chmod(public, 0o733)  # names can be changed there, but it cannot be opened
        folder = Path(public, "folder")
        with as_nobody():
            folder.mkdir()
            (folder / "file").touch()
            clearing = clear([folder], Path(public), silent)
        assert not folder.exists()
    assert [(item.name, item.is_removed, item.failure) for item in clearing.files] == [
        ("folder/file", True, ""),
        ("folder", True, "B603"),
    ]


def test_a_file_that_goes_by_itself_meanwhile_is_no_failure(tmp_path: Path) -> None:
    folder = tree(tmp_path)

    def race(done: int, _total: int) -> None:
        if done:
            (folder / "segments" / "one").unlink(missing_ok=True)

    clearing = clear([folder], tmp_path, race)
    assert not clearing.remaining
    assert not folder.exists()


def test_a_file_that_goes_before_it_is_counted_is_no_failure(tmp_path: Path) -> None:
    with mounted("tmpfs", "size=64k", "tmpfs", tmp_path / "other") as place:
        (place / "file").write_bytes(b"x")
        assert not clear([place / "file", place / "file"], place, silent).remaining
