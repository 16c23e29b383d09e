"""Database files taken into a sealed copy, and read there."""

from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.databases.intake import take_database
from app.errors import Cancelled
from app.ports import DatabaseSource
from app.progress import Monitor
from app.sources.sqlcipher_file import SqlcipherFileSource
from app.sources.sqlite_file import SqliteFileSource
from tests.app.copies.making import create, quick_folder
from tests.app.databases.sealed import dump, is_sound, opened
from tests.app.sources.sqlcipher_files import KEY, NASTY, QUESTIONS, make_encrypted
from tests.app.sources.sqlcipher_files import opened as opened_file
from tests.app.sources.sqlite_files import ACCOUNTS, INVARIANT, SUM, Watcher, answers, make, writing


def source_of(path: Path, kind: str) -> DatabaseSource:
    if kind == "sqlite":
        return SqliteFileSource(str(path))
    return SqlcipherFileSource(str(path), Secret(KEY.encode()))


@pytest.mark.parametrize("journal", ["delete", "wal"])
@pytest.mark.parametrize("kind", ["sqlite", "sqlcipher"])
def test_a_database_in_use_arrives_at_one_moment_and_can_be_worked_on(tmp_path: Path, kind: str, journal: str) -> None:
    path = tmp_path / "shop.db"
    if kind == "sqlite":
        make(path, *ACCOUNTS, journal=journal)
    else:
        make_encrypted(path, *ACCOUNTS, journal=journal)
    with quick_folder() as folder:
        with create(folder / "copy") as copy, writing(path, journal, "" if kind == "sqlite" else KEY):
            loaded = take_database(copy, source_of(path, kind), Monitor())
            copy.commit()
        assert (loaded.files, loaded.problems, loaded.doubtful) == (1, 0, 0)
        assert loaded.content_bytes > 500 * 3000
        with opened(folder / "copy", writable=True) as (_, databases):
            db = databases.connect(b"shop.db", writable=True)
            assert answers(db, INVARIANT) == [(SUM,)]
            assert is_sound(db)
            db.execute("UPDATE debit SET amount = amount + 1 WHERE id = 0")
        with opened(folder / "copy") as (_, databases):
            assert answers(databases.connect(b"shop.db", writable=False), INVARIANT) == [(SUM + 1,)]


def test_every_object_of_an_encrypted_file_is_there(tmp_path: Path) -> None:
    make_encrypted(tmp_path / "f", *NASTY, journal="wal")
    with quick_folder() as folder:
        with create(folder / "copy") as copy:
            take_database(copy, source_of(tmp_path / "f", "sqlcipher"), Monitor())
            copy.commit()
        with opened(folder / "copy") as (_, databases), opened_file(tmp_path / "f") as original:
            db = databases.connect(b"f", writable=False)
            assert is_sound(db)
            for question in QUESTIONS:
                expected = [tuple(row) for row in original.execute(question).fetchall()]
                assert repr(answers(db, question)) == repr(expected), question


@pytest.mark.parametrize("kind", ["sqlite", "sqlcipher"])
def test_a_stop_leaves_a_copy_that_can_be_taken_anew(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sources.sqlite_file._STEP_BYTES", 64 * 1024)
    path = tmp_path / "f"
    if kind == "sqlite":
        make(path, *ACCOUNTS)
    else:
        make_encrypted(path, *ACCOUNTS)
    watcher = Watcher()
    watcher.acts = [lambda: None, watcher.cancel]
    with quick_folder() as folder, create(folder / "copy") as copy:
        with pytest.raises(Cancelled):
            take_database(copy, source_of(path, kind), watcher)
        take_database(copy, source_of(path, kind), Monitor())
        copy.commit()
        copy.close()
        with opened(folder / "copy") as (_, databases):
            db = databases.connect(b"f", writable=False)
            assert {"debit", "credit", "filler"} < set(dump(db))
            assert answers(db, INVARIANT) == [(SUM,)]
