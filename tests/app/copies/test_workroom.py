"""Bailee's own folder in a copy: not shown, not taken from a source, not open to people."""

from pathlib import Path

import pytest

from app.copies.changes import changes
from app.copies.ingest import Ingest
from app.copies.paths import WORKROOM, is_workroom, outside_workroom
from app.errors import NameRefused
from app.progress import Monitor
from tests.app.copies.making import create
from tests.app.copies.memory_source import source_of


@pytest.mark.parametrize("path", [WORKROOM, b"/" + WORKROOM, WORKROOM + b"/1/2", b"//" + WORKROOM + b"/"])
def test_paths_into_it_are_refused(path: bytes) -> None:
    assert is_workroom(path)
    with pytest.raises(NameRefused):
        outside_workroom(path)


@pytest.mark.parametrize("path", [b"", b"/", b"a/" + WORKROOM, WORKROOM + b"s/x", b"notes.txt"])
def test_other_paths_are_not(path: bytes) -> None:
    assert outside_workroom(path) == path


def test_what_a_source_has_under_its_name_is_listed_as_a_problem(place: Path) -> None:
    with create(place / "copy") as copy:
        loaded = Ingest(copy, Monitor()).run(source_of({WORKROOM: b"theirs", b"other": b"x"}))
        assert (loaded.files, loaded.problems, loaded.doubtful) == (1, 1, 1)
        assert [problem.path for problem in copy.problems()] == [WORKROOM]


def test_what_is_kept_in_it_is_no_change_of_the_copy(place: Path) -> None:
    with create(place / "copy") as copy:
        Ingest(copy, Monitor()).run(source_of({b"other": b"x"}))
        copy.commit()
        copy.mkdir(WORKROOM)
        with copy.open_file(WORKROOM + b"/history", create=True, writable=True) as file:
            file.pwrite(b"own", 0)
        copy.commit()
        assert changes(copy) == []
        copy.unlink(WORKROOM + b"/history")
        copy.commit()
        assert changes(copy) == []
