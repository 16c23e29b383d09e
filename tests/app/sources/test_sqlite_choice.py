"""Which database file a technician's words mean, and which are refused."""

from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.errors import (
    BaileeError,
    HomeInsideSource,
    NotADatabase,
    SourceInsideHome,
    SourceMissing,
    SourceRefused,
)
from app.progress import Monitor
from app.sources.sqlite_choice import sqlcipher_source, sqlite_source, sqlite_table_source
from tests.app.sources.sqlite_files import make


def found(path: str, home: Path) -> list[str]:
    """Where each kind of source finds the file, or why it does not."""
    key = Secret(b"key")
    ways = (
        lambda: sqlite_source(path, home),
        lambda: sqlcipher_source(path, home, key),
        lambda: sqlite_table_source(path, home),
        lambda: sqlite_table_source(path, home, key),
    )
    said = []
    for way in ways:
        try:
            said.append(f"{way().kind} {way().location}")
        except BaileeError as error:
            said.append(type(error).__name__)
    return said


def test_a_file_is_found_by_its_real_path(root: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(root / "shop.db", "CREATE TABLE t (a)")
    (root / "link").symlink_to("shop.db")
    monkeypatch.chdir(root)
    real = root / "shop.db"
    expected = [f"sqlite {real}", f"sqlcipher {real}", f"sqlite {real}", f"sqlcipher {real}"]
    for words in ("shop.db", "link", f"../{root.name}/link", str(real)):
        assert found(words, home) == expected


def test_what_is_no_plain_database_needs_a_key(root: Path, home: Path) -> None:
    (root / "f").write_bytes(b"no database, or an encrypted one" * 100)
    assert found(str(root / "f"), home) == [
        NotADatabase.__name__,
        f"sqlcipher {root / 'f'}",
        NotADatabase.__name__,
        f"sqlcipher {root / 'f'}",
    ]


def test_what_is_no_file_is_refused(root: Path, home: Path) -> None:
    assert found(str(root), home) == [SourceRefused.__name__] * 4
    assert found(str(root / "missing"), home) == [SourceMissing.__name__] * 4
    assert found("", home) == [SourceMissing.__name__] * 4
    assert found("a\0b", home) == [SourceRefused.__name__] * 4


def test_the_home_folder_is_never_a_source(root: Path, home: Path) -> None:
    make(home / "registry.db", "CREATE TABLE t (a)")
    (root / "link").symlink_to(home / "registry.db")
    for path in (home / "registry.db", root / "link"):
        assert found(str(path), home) == [SourceInsideHome.__name__] * 4
    make(root / "f", "CREATE TABLE t (a)")
    assert found(str(root / "f"), root / "f") == [HomeInsideSource.__name__] * 4


def test_a_link_that_takes_the_place_of_the_file_is_not_followed(root: Path, home: Path) -> None:
    make(root / "f", "CREATE TABLE t (a)")
    make(root / "other", "CREATE TABLE secret (a)")
    source = sqlite_source(str(root / "f"), home)
    (root / "f").unlink()
    (root / "f").symlink_to("other")
    import apsw

    with pytest.raises(BaileeError):
        source.copy_into(apsw.Connection(":memory:"), Monitor())
