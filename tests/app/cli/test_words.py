"""There are words for every expected failure, short enough to be read."""

import dataclasses
import importlib
import pkgutil
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from app.cli.words import worded, words_for
from app.errors import BaileeError, Cancelled

if typing.TYPE_CHECKING:
    from app.cli.wording import Words

LONGEST = 200


def every_error(branch: type[BaileeError] = BaileeError) -> Iterator[type[BaileeError]]:
    for error in branch.__subclasses__():
        if error.__module__.startswith("app."):
            yield error
            yield from every_error(error)


for module in pkgutil.walk_packages([str(Path(app.__path__[0]) / "errors")], "app.errors."):
    importlib.import_module(module.name)
ERRORS = sorted(set(every_error()), key=lambda error: error.__name__)


def instance(error: type[BaileeError]) -> BaileeError:
    hints = typing.get_type_hints(error)
    values: dict[str, object] = {
        field.name: {int: 1, float: 1.5}.get(hints[field.name], "x") for field in dataclasses.fields(error)
    }
    return error(**values)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_failure_has_words_that_can_be_read(error: type[BaileeError]) -> None:
    words = words_for(instance(error))
    for sentence in dataclasses.astuple(words):
        assert len(sentence) <= LONGEST
        assert sentence == sentence.strip()
    for sentence in (words.happened, words.means):
        assert sentence.endswith(".")
    assert bool(words.next_step) is (error is not Cancelled)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_failure_has_a_line_for_the_log_with_its_facts(error: type[BaileeError]) -> None:
    found = instance(error)
    line = str(found)
    assert "{" not in line
    for field in dataclasses.fields(error):
        assert str(getattr(found, field.name)) in line


def test_there_are_no_words_for_what_does_not_exist() -> None:
    assert worded() == set(ERRORS)


def test_no_words_promise_what_nobody_can() -> None:
    for error in ERRORS:
        words: Words = words_for(instance(error))
        text = " ".join(dataclasses.astuple(words)).lower()
        assert "unrecoverable" not in text
        assert "certified by" not in text
