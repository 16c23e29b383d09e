"""Where a vault will lie, and what keeps its key."""

from pathlib import Path

import pytest

from tests.fakes import MemoryKeyStore


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "home"


@pytest.fixture
def store() -> MemoryKeyStore:
    """An empty keyring."""
    return MemoryKeyStore()
