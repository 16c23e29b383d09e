"""Files and folders of an open copy: what they do when they are renamed, replaced, cut, or many."""

from pathlib import Path

import pytest

from app.copies import open_files
from app.copies.sealed_copy import SealedCopy
from app.errors import (
    FileDamaged,
    FolderNotEmpty,
    HandleClosed,
    NameRefused,
    NotAFile,
    NotAFolder,
    PathExists,
    PathMissing,
)
from app.model import NodeKind
from tests.app.copies.making import create, noise, read, reopen, segments_of, write


def test_bytes_that_no_file_can_have_are_refused(copy: SealedCopy) -> None:
    with copy.open_file(b"file", writable=True) as file:
        for refused in (
            lambda: file.pread(-1, 0),
            lambda: file.pread(1, -1),
            lambda: file.pread_into(memoryview(bytearray(1)), -1),
            lambda: file.pwrite(b"x", -1),
            lambda: file.pwrite(b"x", 2**63 - 1),
            lambda: file.truncate(-1),
            lambda: file.truncate(2**63),
        ):
            with pytest.raises(ValueError, match="bytes from"):
                refused()
    assert copy.commit() == 1


def test_a_file_may_be_as_long_as_a_number_can_say(copy: SealedCopy, place: Path) -> None:
    with copy.open_file(b"file", writable=True) as file:
        file.pwrite(b"end", 2**63 - 4)
        assert file.pwrite(b"", 5) == 0
    copy.commit()
    copy.close()
    with reopen(place / "copy") as again, again.open_file(b"file") as file:
        assert file.size == 2**63 - 1
        assert file.pread(100, 2**63 - 4) == b"end"
        assert file.pread(10, 0) == b"content\0\0\0"
        assert file.pread(10, 2**63 - 1) == b""


def test_an_unknown_chunk_size_is_refused(copy: SealedCopy) -> None:
    for size in (0, 1, 65_537, 1 << 20):
        with pytest.raises(ValueError, match="chunk"):
            copy.open_file(b"x", create=True, writable=True, chunk_bytes=size)


def test_the_top_of_a_copy_stays(copy: SealedCopy) -> None:
    for path in (b"", b"/"):
        with pytest.raises(NameRefused):
            copy.rename(path, b"elsewhere")
        with pytest.raises(NameRefused):
            copy.rmdir(path)
        with pytest.raises(NotAFile):
            copy.unlink(path)
        with pytest.raises(PathExists):
            copy.mkdir(path)
        with pytest.raises(PathExists):
            copy.rename(b"file", path)
    with pytest.raises(NameRefused):
        copy.rename(b"folder", b"folder/x")
    assert copy.commit() == 1


def test_only_empty_folders_can_be_removed(copy: SealedCopy) -> None:
    write(copy, b"folder/inner", b"x")
    with pytest.raises(FolderNotEmpty):
        copy.rmdir(b"folder")
    with pytest.raises(NotAFolder):
        copy.rmdir(b"file")
    copy.unlink(b"folder/inner")
    copy.rmdir(b"folder")
    assert [node.name for node in copy.listdir()] == [b"file"]


def test_what_a_walk_gave_is_opened_as_it_is_now(copy: SealedCopy) -> None:
    node = copy.stat(b"file")
    write(copy, b"file", b"and more", at=7)
    copy.commit()
    with copy.open_found(node) as file:
        assert file.pread(100, 0) == b"contentand more"
    copy.unlink(b"file")
    with pytest.raises(PathMissing):
        copy.open_found(node)


def test_few_segments_are_kept_open(copy: SealedCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.copies.segments._OPEN_READERS", 2)
    monkeypatch.setattr("app.copies.segments.SEGMENT_BYTES", 1000)
    for number in range(6):
        write(copy, b"%d" % number, noise(900, number))
    copy.commit()
    for number in range(6):
        assert read(copy, b"%d" % number) == noise(900, number)
        assert len(copy.store.chunks._reader._open) <= 2


def test_cutting_a_file_to_its_own_length_leaves_its_content(copy: SealedCopy) -> None:
    with copy.open_file(b"file", writable=True) as file:
        file.truncate(7)
        file.flush()
    assert read(copy, b"file") == b"content"


def test_an_open_file_goes_on_under_its_new_name(copy: SealedCopy) -> None:
    with copy.open_file(b"file", writable=True) as file:
        copy.rename(b"file", b"folder/moved")
        copy.rename(b"folder", b"elsewhere")
        file.pwrite(b"C", 0)
        copy.commit()
        assert copy.stat(b"elsewhere/moved").name == b"moved"
        copy.rename(b"elsewhere/moved", b"elsewhere/again")
        file.pwrite(b"!", 7)
    assert read(copy, b"elsewhere/again") == b"Content!"


def test_a_file_that_another_takes_the_place_of_is_gone(copy: SealedCopy) -> None:
    write(copy, b"other", b"other")
    with copy.open_file(b"file", writable=True) as old, copy.open_file(b"other", writable=True) as new:
        old.pwrite(b"lost", 0)
        copy.rename(b"other", b"file")
        with pytest.raises(HandleClosed):
            old.pread(1, 0)
        new.pwrite(b"O", 0)
    assert read(copy, b"file") == b"Other"
    copy.commit()
    assert [node.name for node in copy.listdir()] == [b"file", b"folder"]


def test_damage_is_named_by_the_path_of_the_moment(copy: SealedCopy, place: Path) -> None:
    copy.close()
    segments_of(place / "copy")[0].write_bytes(b"")
    with reopen(place / "copy", writable=True) as again, again.open_file(b"file") as file:
        again.rename(b"file", b"folder/moved")
        again.rename(b"folder", b"elsewhere")
        with pytest.raises(FileDamaged) as caught:
            file.pread(1, 0)
        assert caught.value.path == "elsewhere/moved"


def test_what_can_be_read_does_not_depend_on_what_was_written_lately(copy: SealedCopy) -> None:
    """Chunks of one read may lie in memory, in a segment being written, and in one that is full."""
    data = bytearray(noise(600_000))
    write(copy, b"big", bytes(data))
    with copy.open_file(b"big", writable=True) as file:
        copy.commit()
        for at in (70_000, 200_000, 199_000, 500_000):
            file.pwrite(b"edit", at)
            data[at : at + 4] = b"edit"
            assert file.pread(600_000, 0) == bytes(data)
    write(copy, b"big", b"edit", at=131_072)
    data[131_072:131_076] = b"edit"
    assert read(copy, b"big") == bytes(data)


def test_many_files_that_were_opened_do_not_stay_in_memory(copy: SealedCopy, place: Path) -> None:
    for number in range(300):
        write(copy, b"%d" % number, b"%d" % number)
    copy.commit()
    for number in range(300):
        assert read(copy, b"%d" % number) == b"%d" % number
    assert len(copy._files._contents) <= open_files._MOST_IDLE
    handles = [copy.open_file(b"%d" % number, writable=True) for number in range(300)]
    for handle in handles:
        handle.pwrite(noise(65_536), 0)
        assert copy._files._changed_bytes.taken <= open_files._MOST_CHANGED_BYTES
    for handle in handles:
        handle.close()
    assert len(copy._files._contents) <= open_files._MOST_IDLE
    copy.commit()
    assert copy._files._changed_bytes.taken == 0
    copy.close()
    with reopen(place / "copy") as again:
        assert all(read(again, b"%d" % number) == noise(65_536) for number in range(300))


def test_what_a_dropped_file_took_in_memory_is_given_back(copy: SealedCopy) -> None:
    with copy.open_file(b"file", writable=True) as file:
        file.pwrite(b"x" * 200_000, 0)
        assert copy._files._changed_bytes.taken > 0
        copy.unlink(b"file")
        assert copy._files._changed_bytes.taken == 0
    copy.commit()


def test_links_are_data(copy: SealedCopy, place: Path) -> None:
    copy.symlink(b"folder/link", b"/etc/\xffpasswd")
    copy.commit()
    copy.close()
    with reopen(place / "copy") as again:
        node = again.stat(b"folder/link")
        assert (node.kind, node.target, node.size) == (NodeKind.LINK, b"/etc/\xffpasswd", 0)
        with pytest.raises(PathMissing):
            again.stat(b"folder/link/x")
        assert [path for path, _ in again.walk()] == [b"file", b"folder", b"folder/link"]
        assert [path for path, _ in again.walk(b"folder/link")] == [b"folder/link"]


def test_a_chunk_in_memory_is_cut_off_with_the_rest(copy: SealedCopy) -> None:
    with copy.open_file(b"file", writable=True) as file:
        file.pwrite(noise(200_000), 0)
        file.truncate(70_000)
        file.truncate(200_000)
        assert file.pread(200_000, 0) == noise(200_000)[:70_000] + bytes(130_000)
    copy.commit()
    assert read(copy, b"file") == noise(200_000)[:70_000] + bytes(130_000)


def test_a_folder_is_not_replaced_and_does_not_replace(copy: SealedCopy) -> None:
    copy.mkdir(b"other")
    for old, new in ((b"folder", b"other"), (b"file", b"folder"), (b"folder", b"file")):
        with pytest.raises(PathExists):
            copy.rename(old, new)
    copy.rename(b"file", b"file")
    assert read(copy, b"file") == b"content"


def test_names_are_made_in_folders_and_once(copy: SealedCopy) -> None:
    for refused in (lambda: copy.listdir(b"file"), lambda: copy.mkdir(b"file/x"), lambda: copy.symlink(b"file/x", b"")):
        with pytest.raises(NotAFolder):
            refused()
    for refused in (lambda: copy.mkdir(b"file"), lambda: copy.symlink(b"folder", b""), lambda: copy.mkdir(b"folder")):
        with pytest.raises(PathExists):
            refused()
    with pytest.raises(PathMissing):
        copy.mkdir(b"nowhere/x")


def test_a_file_of_many_leaves_shrinks_and_grows(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("content", "integrity"):
        monkeypatch.setattr(f"app.copies.{module}.LEAF_ROWS", 2)
    monkeypatch.setattr("app.copies.content._LEAVES_CACHED", 2)
    data = noise(20 * 65_536)
    with create(place / "leaves") as copy:
        write(copy, b"big", data)
        copy.commit()
        with copy.open_file(b"big", writable=True) as file:
            assert all(file.pread(9, at) == data[at : at + 9] for at in range(0, len(data), 65_536))
            file.truncate(5 * 65_536 + 1)
            file.flush()
            file.truncate(19 * 65_536)
            file.flush()
            file.truncate(9 * 65_536)
            copy.commit()
    with reopen(place / "leaves") as copy:
        assert read(copy, b"big") == data[: 5 * 65_536 + 1].ljust(9 * 65_536, b"\0")


def test_a_file_cut_down_to_nothing_is_empty(copy: SealedCopy, place: Path) -> None:
    with copy.open_file(b"file", writable=True) as file:
        file.truncate(0)
    copy.commit()
    copy.close()
    with reopen(place / "copy") as again:
        assert read(again, b"file") == b""
