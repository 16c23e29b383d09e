"""Reasons in failures: what Bailee says itself is in the language of the window, what others say stays as it came."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import app
from app.errors import DumpRefused, FilterRefused, InputRefused, StatementFailed, StatementRefused
from ui import words
from ui.translating import Language, Translating
from ui.words_reasons import REASONS, field_words, reason_words

SHOWN = {"SourceRefused", "UrlRefused", "SnapshotImpossible", "TableRefused", "FilterRefused", "StatementRefused"}
SHOWN |= {"RevertRefused", "PolicyInvalid", "SettingUnknown", "InputRefused", "StatementFailed", "DumpRefused"}
TABLES = {"_TABLE", "_REASONS", "_CLASSES", "_PACKED"}
GIVERS = {"_function_reason", "_pragma_reason", "_module_reason", "_write_reason"}
ROOT = Path(app.__file__).parent


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    translating = Translating(qapp)
    translating.choose(Language.GERMAN)
    yield
    translating.remove()


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts an expression may come to, with something in place of what differs."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts) if "{reason}" not in ast.unparse(node):  # else it is a reason with a place
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else _sample(part) for part in parts)
        case ast.IfExp(body=first, orelse=second):
            yield from (*_texts(first), *_texts(second))


def _sample(part: ast.expr) -> str:
    if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.IfExp):
        return ""
    return "7" if isinstance(part, ast.FormattedValue) and ast.unparse(part.value).isidentifier() else "a, b"


def _reasons_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        for each in _given_by(node):
            yield from filter(None, _texts(each))


def _given_by(node: ast.AST) -> list[ast.expr]:
    """The expressions that are reasons: handed to an error, kept in a table, or given back by a function for them."""
    match node:
        case ast.Call(func=ast.Name(id=name), keywords=given) if name in SHOWN:
            return [each.value for each in given if each.arg == "reason"]
        case ast.Call(func=ast.Name(id="_refuse"), args=[*_, last]):
            return [last]
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(values=values)) if name in TABLES:
            return values
        case ast.FunctionDef(name=name) if name in GIVERS:
            found = [each.value for each in ast.walk(node) if isinstance(each, ast.Return)]
            return [each for each in found if each is not None]
    return []


def _all_reasons() -> set[str]:
    files = [file for file in ROOT.rglob("*.py") if file.relative_to(ROOT).parts[0] not in {"cli", "errors", "keys"}]
    return {text for file in files for text in _reasons_in(ast.parse(file.read_text(encoding="utf-8")))}


def test_every_reason_that_the_window_shows_has_words() -> None:
    found = _all_reasons()
    assert len(found) > 100
    templates = [re.sub(r"\\\{\w+\\\}", ".+", re.escape(each)) for each in REASONS]
    unknown = [text for text in sorted(found) if not any(re.fullmatch(each, text) for each in templates)]
    assert unknown == []


def test_no_reason_is_written_twice() -> None:
    assert len(set(REASONS)) == len(REASONS)


@pytest.mark.usefixtures("german")
def test_every_reason_is_in_german_too() -> None:
    same = [each for each in REASONS if reason_words(re.sub(r"\{\w+\}", "7", each)) == re.sub(r"\{\w+\}", "7", each)]
    assert same == []


@pytest.mark.usefixtures("german")
def test_facts_stay_in_the_sentence() -> None:
    said = words.failure(InputRefused(field="days", reason="1 to 365 are possible"))
    assert said.happened == "Das passt nicht für Tage: möglich sind 1 bis 365."
    refused = words.failure(StatementRefused(reason="this session is read-only, and the function optimize writes"))
    assert "die Funktion optimize schreibt" in refused.happened
    dump = words.failure(DumpRefused(number=3, reason="it is a dump of mysql, and not enough memory"))
    assert "es ist ein Dump von mysql, und der Speicher reicht nicht" in dump.happened


@pytest.mark.usefixtures("german")
def test_what_others_say_is_not_touched() -> None:
    assert reason_words('near "SELCT": syntax error') == 'near "SELCT": syntax error'
    assert 'near "SELCT": syntax error' in words.failure(StatementFailed(reason='near "SELCT": syntax error')).happened
    assert 'no such column "x"' in words.failure(FilterRefused(table="t", reason='no such column "x"')).happened
    assert field_words("what nobody named") == "what nobody named"


def test_english_reasons_read_as_they_are_written() -> None:
    assert reason_words("PRAGMA writable_schema is not allowed") == "PRAGMA writable_schema is not allowed"
    assert reason_words("1 to 365 are possible") == "1 to 365 are possible"
