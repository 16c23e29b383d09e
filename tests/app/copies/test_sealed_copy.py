"""The life of an open copy: made, locked, opened for reading and for writing, closed; and what it refuses."""

import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.copies.sealed_copy import SealedCopy, copy_lock
from app.crypto.secret import Secret
from app.errors import (
    CopyBusy,
    CopyDamaged,
    CopyReadOnly,
    FileExists,
    HandleClosed,
    NotAFile,
    PathMissing,
)
from tests.app.copies.making import CK, COPY, create, noise, read, reopen, segments_of, write


def test_what_was_not_committed_is_gone(copy: SealedCopy, place: Path) -> None:
    write(copy, b"file", b"CHANGED")
    write(copy, b"new", b"x")
    copy.close()
    with reopen(place / "copy") as again:
        assert read(again, b"file") == b"content"
        with pytest.raises(PathMissing):
            again.stat(b"new")


def test_closing_without_a_commit_harms_nothing_that_was_committed(copy: SealedCopy, place: Path) -> None:
    """The end of the newest segment is in use by the last commit, even if this session let go of it."""
    copy.close()
    with reopen(place / "copy", writable=True) as again:
        again.unlink(b"file")
        write(again, b"other", noise(200_000))
        with again.open_file(b"other") as file:
            assert file.pread(10, 0) == noise(200_000)[:10]
    with reopen(place / "copy") as again:
        assert read(again, b"file") == b"content"


def test_a_commit_without_changes_is_none(copy: SealedCopy) -> None:
    assert copy.commit() == copy.commit() == 1
    root = copy.root
    write(copy, b"file", b"more", at=7)
    assert copy.commit() == copy.generation == 2
    assert copy.root != root


def test_only_one_may_write(copy: SealedCopy, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.copies.sealed_copy.copy_lock", lambda *names: copy_lock(*names, wait_seconds=0))
    with pytest.raises(CopyBusy):
        reopen(place / "copy", writable=True)
    with pytest.raises(CopyBusy):
        create(place / "copy")
    copy.close()
    reopen(place / "copy", writable=True).close()


def test_a_lock_that_was_lent_stays_with_its_owner(place: Path) -> None:
    with copy_lock(place / "copy", COPY) as lock:
        with SealedCopy.create(place / "copy", COPY, Secret(CK), lent=lock) as made:
            made.commit()
        assert lock.is_held
        with pytest.raises(FileExists):
            SealedCopy.create(place / "copy", COPY, Secret(CK), lent=lock)
        assert lock.is_held


def test_a_copy_is_made_where_nothing_is(copy: SealedCopy, place: Path) -> None:
    copy.close()
    with pytest.raises(FileExists):
        create(place / "copy")
    reopen(place / "copy", writable=True).close()


def test_a_failed_making_can_be_tried_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("app.copies.catalogue._SCHEMA", "CREATE TABLE; ")
        with pytest.raises(CopyDamaged):
            create(place / "copy")
    shutil.rmtree(place / "copy")
    create(place / "copy").close()


@pytest.mark.usefixtures("copy")
def test_a_copy_is_for_its_owner_alone(place: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("rights are kept otherwise there")
    for path in (place / "copy", place / "copy" / "segments", *segments_of(place / "copy")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


CHANGES: list[Callable[[SealedCopy], object]] = [
    lambda copy: copy.mkdir(b"x"),
    lambda copy: copy.symlink(b"x", b"y"),
    lambda copy: copy.rename(b"file", b"x"),
    lambda copy: copy.unlink(b"file"),
    lambda copy: copy.rmdir(b"folder"),
    lambda copy: copy.open_file(b"file", writable=True),
    lambda copy: copy.open_file(b"x", create=True),
    lambda copy: copy.open_found(copy.stat(b"file"), writable=True),
    lambda copy: copy.replace_content(b"file", create=False),
    lambda copy: copy.open_file(b"file").pwrite(b"x", 0),
    lambda copy: copy.open_file(b"file").truncate(0),
]


@pytest.mark.parametrize("change", CHANGES, ids=range(len(CHANGES)))
def test_a_copy_opened_for_reading_refuses_changes(
    copy: SealedCopy, place: Path, change: Callable[[SealedCopy], object]
) -> None:
    copy.close()
    with reopen(place / "copy") as reader:
        with pytest.raises(CopyReadOnly):
            change(reader)
        assert reader.commit() == 1
        assert read(reader, b"file") == b"content"


USES: list[Callable[[SealedCopy], object]] = [
    *CHANGES[:9],
    lambda copy: copy.stat(b"file"),
    lambda copy: copy.listdir(),
    lambda copy: list(copy.walk()),
    lambda copy: copy.open_file(b"file"),
    lambda copy: copy.problems(),
    lambda copy: copy.commit(),
]


@pytest.mark.parametrize("use", USES[:7] + USES[8:], ids=range(len(USES) - 1))
def test_a_closed_copy_refuses_everything(copy: SealedCopy, use: Callable[[SealedCopy], object]) -> None:
    copy.close()
    copy.close()
    with pytest.raises(HandleClosed):
        use(copy)


def test_handles_die_with_the_copy_and_so_does_the_key(copy: SealedCopy) -> None:
    file = copy.open_file(b"file", writable=True)
    node = copy.stat(b"file")
    copy.close()
    for use in (lambda: file.pread(1, 0), lambda: file.pwrite(b"x", 0), lambda: file.truncate(0), lambda: file.size):
        with pytest.raises(HandleClosed):
            use()
    with pytest.raises(HandleClosed):
        file.flush()
    with pytest.raises(HandleClosed):
        copy.open_found(node)
    file.close()
    assert not hasattr(copy.store.chunks, "_sealer")


def test_a_handle_is_closed_once(copy: SealedCopy) -> None:
    with copy.open_file(b"file") as one, copy.open_file(b"file") as other:
        one.close()
        one.close()
        assert other.pread(7, 0) == b"content"
        with pytest.raises(HandleClosed):
            one.pread(1, 0)


def test_only_files_have_content(copy: SealedCopy) -> None:
    copy.symlink(b"link", b"file")
    for path in (b"folder", b"link", b""):
        with pytest.raises(NotAFile):
            copy.open_file(path)
        with pytest.raises(NotAFile):
            copy.replace_content(path, create=False)
    with pytest.raises(PathMissing):
        copy.replace_content(b"missing", create=False)
    with copy.replace_content(b"made", create=True) as file:
        file.pwrite(b"x", 0)
    assert read(copy, b"made") == b"x"
