"""A small copy to begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.copies.sealed_copy import SealedCopy
from tests.app.copies.making import create, quick_folder, write


@pytest.fixture
def place() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


@pytest.fixture
def copy(place: Path) -> Iterator[SealedCopy]:
    with create(place / "copy") as made:
        write(made, b"file", b"content")
        made.mkdir(b"folder")
        made.commit()
        yield made
