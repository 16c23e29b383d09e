"""Folders that tests of sources start from, and databases that they end in."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty folder, to be the source."""
    folder = tmp_path.resolve() / "source"
    folder.mkdir()
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder, to be the home of Bailee."""
    folder = tmp_path.resolve() / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def public_root() -> Iterator[Path]:
    """An empty folder that everybody may read; pytest's own are for one user."""
    folder = Path(tempfile.mkdtemp()).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def destination(tmp_path: Path) -> Iterator[apsw.Connection]:
    """An empty database apart from the source, guarded like those in a copy."""
    folder = tmp_path / "destination"
    folder.mkdir()
    with contextlib.closing(apsw.Connection(str(folder / "copy.db"))) as db:
        db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        db.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        db.pragma("journal_mode", "memory")  # for tests without the right to make files
        yield db
