"""Looks whether a technician's condition is one expression, before a server sees it between two parentheses.

The server's own parser judges what is inside. What it cannot see is a condition that closes our parenthesis, goes on
with something else, and opens another for the one that follows: `x) UNION SELECT ... WHERE (y` is sound SQL.
"""

import re
from dataclasses import dataclass
from typing import NoReturn

from app.errors import FilterRefused

_PAIRS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an engine quotes.

    `quoted` matches a literal or a quoted name as a whole, `word` whatever else may not be cut in two; `comment`
    matches the beginning of a comment, which a condition must not have.
    """

    quoted: re.Pattern[str]
    comment: re.Pattern[str]
    word: re.Pattern[str]

    @classmethod
    def of(cls, *, quoted: str, comment: str = r"--|/\*", word: str = r"[^\W\d][\w$]*") -> "Dialect":
        """From regular expressions."""
        return cls(re.compile(quoted, re.DOTALL), re.compile(comment), re.compile(word))


def check_condition(text: str, dialect: Dialect, *, table: str) -> None:
    """Raise FilterRefused unless `text` stays inside the parentheses it will be put into.

    That means: no end of statement, no comment, no literal left open, and brackets that close in the order they open.
    """
    if not text.strip():
        _refuse(table, "it is empty")
    if "\0" in text:
        _refuse(table, "it holds a NUL")
    open_brackets: list[str] = []
    position = 0
    while position < len(text):
        if dialect.comment.match(text, position):
            _refuse(table, "it holds a comment")
        token = dialect.quoted.match(text, position) or dialect.word.match(text, position)
        if token:
            position = token.end()
            continue
        _follow(text[position], open_brackets, table)
        position += 1
    if open_brackets:
        _refuse(table, "a bracket is left open")


def _follow(character: str, open_brackets: list[str], table: str) -> None:
    if character in "'\"`":
        _refuse(table, "a quote is left open")
    if character == ";":
        _refuse(table, "it holds the end of a statement")
    if character in "([{":
        open_brackets.append(character)
    elif character in _PAIRS and (not open_brackets or open_brackets.pop() != _PAIRS[character]):
        _refuse(table, "a bracket closes that was not opened")


def _refuse(table: str, reason: str) -> NoReturn:
    raise FilterRefused(table=table, reason=reason)
