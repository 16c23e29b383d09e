"""Words for every expected failure and every bug, in terms of the window, and nothing of customers in the details."""

import re
import string

import pytest

from app import errors
from app.errors import BaileeError
from app.model import CopyState
from app.progress import Step
from tests.app.cli.test_words import ERRORS, instance
from ui.words import WORDED, copy_state_words, failure, step_words

ALL = [BaileeError, *ERRORS]
COMMANDS = re.compile(r"`|bailee [a-z]|--[a-z]|BAILEE_|\b[Pp]rompt\b|\b[Cc]ommand\b")
SLOPPY = re.compile(r"!|\bplease\b|successful|are you sure|\boops\b", re.IGNORECASE)


def test_every_expected_failure_has_words_of_its_own() -> None:
    assert set(WORDED) == set(ALL)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_the_three_parts_are_sentences_about_the_window(kind: type[BaileeError]) -> None:
    told = failure(instance(kind))
    for part in (told.happened, told.means, told.next_step):
        assert part.endswith(".")
        assert not COMMANDS.search(part)
        assert not SLOPPY.search(part)
        assert "{" not in part
    assert told.code == kind.code
    assert len(told.happened) < 130


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_what_the_words_name_the_failure_has(kind: type[BaileeError]) -> None:
    words = WORDED[kind]
    named = {name for part in (words.happened, words.means, words.next_step) for _, name, _, _ in _fields(part) if name}
    has = set(vars(instance(kind))) | ({"message"} if kind in {errors.DumpRefused, errors.StatementFailed} else set())
    assert named <= has
    assert not any(part[0].islower() for part in (words.happened, words.means, words.next_step))


def _fields(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return list(string.Formatter().parse(text))


def test_facts_stand_in_the_words() -> None:
    assert failure(errors.TicketUnknown(number="ERP-9")).happened == "There is no ticket ERP-9."
    complaint = errors.StatementFailed(reason="no such table", offset=3, said="no such table: Müller.")
    assert failure(complaint).happened == "The database does not accept the statement: no such table: Müller."


def test_a_failure_of_a_new_kind_has_the_words_of_what_it_is_a_kind_of() -> None:
    class Fuller(errors.DiskFull):
        pass

    assert failure(Fuller(path="/x")).happened == failure(errors.DiskFull(path="/x")).happened


def _raise_in_app(content: str) -> BaseException:
    try:
        try:
            int(content)
        except ValueError as error:
            raise errors.PathMissing(path=content) from error
    except BaileeError as error:
        return error
    raise AssertionError


def test_details_name_types_and_versions_but_nothing_of_customers() -> None:
    secret = "Müller passphrase 4711"
    told = failure(_raise_in_app(secret))
    assert secret not in told.detail
    assert told.detail.splitlines()[0] == "B304 PathMissing"
    assert "because of ValueError" in told.detail
    assert re.search(r"Bailee \S+, Python 3\.\d+\.\d+, Qt 6\.\d+\.\d+", told.detail)


def _bug(message: str) -> BaseException:
    try:
        step_words(message)  # type: ignore[arg-type]
    except KeyError as error:
        return error
    raise AssertionError


def test_a_bug_is_told_with_its_place_and_without_its_message() -> None:
    told = failure(_bug("Müller"))
    assert told.happened == "Something in Bailee went wrong."
    assert "Müller" not in "".join((told.happened, told.means, told.next_step, told.detail))
    assert re.search(r"^  ui/words\.py:\d+ step_words$", told.detail, re.MULTILINE)
    assert told.code == failure(_bug("Meier")).code
    assert told.code != failure(ZeroDivisionError()).code
    assert re.fullmatch(r"U-[0-9A-F]{6}", told.code)


def test_memory_that_ran_out_has_words_of_its_own() -> None:
    assert failure(MemoryError()).happened == "This computer has run out of memory."


@pytest.mark.parametrize("step", Step)
def test_every_step_has_words(step: Step) -> None:
    assert step_words(step)[0].isupper()


def test_every_state_of_a_copy_has_words_of_its_own() -> None:
    assert len({copy_state_words(state) for state in CopyState}) == len(CopyState)
