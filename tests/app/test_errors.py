"""The expected failures: codes that are unique, grouped and documented."""

import re
from collections import Counter
from pathlib import Path

import pytest

from app import errors
from app.errors import BaileeError
from tests.app.cli.test_words import ERRORS, instance

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "cli.md"
GROUPS = {
    "expected": "0",
    "register": "1",
    "vault": "2",
    "copies": "3",
    "sources": "4",
    "custody": "5",
    "disk": "6",
    "databases": "7",
}


def test_no_two_share_a_code() -> None:
    assert [code for code, count in Counter(error.code for error in ERRORS).items() if count > 1] == []


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_its_code_belongs_to_its_group(error: type[BaileeError]) -> None:
    group = GROUPS[error.__module__.rpartition(".")[2]]
    assert re.fullmatch(rf"B{group}\d\d", error.code)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_it_can_be_imported_from_one_place(error: type[BaileeError]) -> None:
    assert getattr(errors, error.__name__) is error
    assert error.__name__ in errors.__all__


def test_the_document_lists_exactly_these() -> None:
    rows = re.findall(r"^\| (B\d{3}) \| (\w+) \| (.+) \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    known: list[type[BaileeError]] = [BaileeError, *ERRORS]
    assert {(code, name) for code, name, _ in rows} == {(error.code, error.__name__) for error in known}


def test_two_of_the_same_kind_are_two() -> None:
    first, second = (instance(errors.TicketUnknown) for _ in range(2))
    assert first != second
    assert str(BaileeError()) == "something expected went wrong"
