"""A catalogue that cannot be used is refused with the reason, whatever is wrong with it."""

import os
import sys
from pathlib import Path

import pytest

from app.copies import store
from app.copies.sealed_copy import SealedCopy
from app.crypto.derivation import CopyLabel, copy_key
from app.crypto.secret import Secret
from app.crypto.signing import keyed_digest
from app.errors import (
    AccessDenied,
    ChunksUsedUp,
    CopyBusy,
    CopyDamaged,
    FileDamaged,
    FormatNewer,
    ReadOnlyFolder,
)
from tests.app.copies.making import CK, COPY, create, read, reopen, write


def test_a_newer_format_is_named(copy: SealedCopy, place: Path) -> None:
    write(copy, b"x", b"")
    copy.store.catalogue.rows("PRAGMA user_version = 2")
    copy.commit()
    copy.close()
    with pytest.raises(FormatNewer) as caught:
        reopen(place / "copy")
    assert (caught.value.found, caught.value.known) == (2, 1)


def test_a_missing_copy_is_named(place: Path) -> None:
    with pytest.raises(CopyDamaged, match="missing"):
        reopen(place / "copy")


def test_a_copy_without_a_record_is_damaged(copy: SealedCopy, place: Path) -> None:
    write(copy, b"x", b"")
    copy.commit()
    copy.store.begin_writing()
    copy.store.catalogue.many("DELETE FROM record", [()])
    copy.store.catalogue.commit()
    copy.close()
    with pytest.raises(CopyDamaged, match="no commit record"):
        reopen(place / "copy")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_a_catalogue_that_may_not_be_read_is_named(
    copy: SealedCopy, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy.close()
    path = place / "copy" / "catalogue.db"
    path.unlink()
    path.mkdir()
    monkeypatch.setattr(Path, "is_file", lambda _: True)
    with pytest.raises(AccessDenied):
        reopen(place / "copy")


def resealed(copy: SealedCopy) -> None:
    """Commit rows that were changed behind the copy's back, with a record that fits."""
    inner = copy.store
    inner.tree.touch(copy.stat(b"file").id)
    inner.commit()


def test_chunks_of_the_wrong_length_are_refused_even_under_a_fitting_record(copy: SealedCopy, place: Path) -> None:
    node = copy.stat(b"file")
    copy.store.begin_writing()
    copy.store.catalogue.many("UPDATE node SET size = ? WHERE id = ?", [(node.size + 1, node.id)])
    resealed(copy)
    copy.close()
    with reopen(place / "copy") as again, pytest.raises(FileDamaged, match="wrong length"):
        read(again, b"file")


def test_a_file_whose_list_of_chunks_was_exchanged_is_named(copy: SealedCopy, place: Path) -> None:
    copy.store.begin_writing()
    copy.store.catalogue.many("UPDATE chunk SET nonce = ?", [(bytes(12),)])
    resealed(copy)
    copy.close()
    with reopen(place / "copy", writable=True) as again:
        with pytest.raises(FileDamaged, match="list of chunks"):
            again.open_file(b"file")
        with again.replace_content(b"file", create=False) as file:
            file.pwrite(b"mended", 0)
        again.commit()
        assert read(again, b"file") == b"mended"


def test_a_file_whose_segment_nobody_knows_is_damaged(copy: SealedCopy, place: Path) -> None:
    copy.store.begin_writing()
    copy.store.catalogue.many("DELETE FROM segment", [()])
    resealed(copy)
    copy.close()
    with reopen(place / "copy") as again, pytest.raises(FileDamaged, match="not on the disk"):
        read(again, b"file")


def test_a_key_that_has_sealed_enough_seals_no_more(
    copy: SealedCopy, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_CHUNKS", 3)
    write(copy, b"file", b"2")
    copy.commit()
    copy.close()
    with reopen(place / "copy", writable=True) as again:
        write(again, b"file", b"3")
        again.commit()
        write(again, b"file", b"4")
        with pytest.raises(ChunksUsedUp):
            again.commit()
    with reopen(place / "copy") as again:
        assert read(again, b"file") == b"3ontent"


def test_a_catalogue_that_somebody_else_holds_is_busy(
    copy: SealedCopy, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.copies.database._BUSY_SECONDS", 0.05)
    with reopen(place / "copy") as other:
        other.store.begin_writing()
        copy.close()
        with reopen(place / "copy", writable=True) as again:
            with pytest.raises(CopyBusy):
                again.mkdir(b"x")
            other.store.catalogue.rollback()
            again.mkdir(b"x")
            again.commit()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_a_catalogue_that_may_only_be_read_is_named(copy: SealedCopy, place: Path) -> None:
    """Nobody may write to it but the system's administrator, who these tests may be run by."""
    if sys.platform == "win32":
        raise NotImplementedError
    copy.close()
    (place / "copy" / "catalogue.db").chmod(0o400)
    was = os.geteuid()
    if was == 0:
        for path in (place, *place.rglob("*")):
            os.chown(path, 65_534, 65_534)
        os.seteuid(65_534)
    try:
        with pytest.raises((ReadOnlyFolder, AccessDenied)), reopen(place / "copy", writable=True) as again:
            again.mkdir(b"x")
    finally:
        os.seteuid(was)


def test_the_record_is_the_one_the_document_describes(copy: SealedCopy) -> None:
    with copy_key(Secret(CK), bytes.fromhex(COPY), CopyLabel.COMMIT) as key:
        nodes = bytes.fromhex(copy.root)
        tables = b"".join(copy.store.catalogue.digest(table) for table in ("before", "problem", "fact"))
        message = b"bailee/v1/commit-record" + bytes.fromhex(COPY) + (1).to_bytes(8, "big") + nodes + tables
        assert copy.store.catalogue.record() == (1, keyed_digest(key, message))


def test_a_build_that_does_not_encrypt_is_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    monkeypatch.setattr("app.copies.database.sqlcipher", sqlite3)
    with pytest.raises(AssertionError, match="does not encrypt"):
        create(place / "copy")
