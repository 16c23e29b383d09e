"""Cuts a script into statements, and reads as much of a statement as can be read without knowing the schema.

Nothing here decides what is allowed: that is the authorizer's task. The lexical rules are those of SQLite's own
tokenizer (https://sqlite.org/lang.html, tokenize.c), the ends of statements those of sqlite3_complete (complete.c).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"""
      (?P<space>[ \t\n\f\r\ufeff]+ | --[^\n]* | /\*(?:.*?\*/|.*\Z))
    | (?P<quoted>'[^']*'? | "[^"]*"? | `[^`]*`? | \[[^\]]*\]?)
    | (?P<variable>[$@\#:](?:[\w$\x80-\U0010ffff]|::)+(?:\([^)\s]*\))?)
    | (?P<word>[\w$\x80-\U0010ffff]+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_VERBS: Final = frozenset({"SELECT", "VALUES", "INSERT", "UPDATE", "DELETE"})
"""None of these words can be a name without quotes, so the first outside of brackets says what a statement does."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a script, without what stands around it. `offset` counts characters from 0."""

    text: str
    offset: int

    @property
    def end(self) -> int:
        """Where it ends in the script."""
        return self.offset + len(self.text)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    word: str
    start: int
    end: int


def split(script: str) -> Iterator[Statement]:
    """The statements of a script. Each ends with its semicolon, if there is one; empty ones are left out."""
    return (statement for statement, _ in _cut(script))


def split_ended(script: str) -> Iterator[Statement]:
    """The statements at the beginning of a script of which more may come: only those that have ended."""
    return (statement for statement, is_ended in _cut(script) if is_ended)


def _cut(script: str) -> Iterator[tuple[Statement, bool]]:
    """Every statement, and whether its end was there."""
    start = end = -1
    ending = _Ending()
    for token in _tokens(script):
        if start < 0:
            if token.word == ";":
                continue
            start = token.start
        end = token.end
        if ending.is_reached(token):
            yield Statement(script[start:end], start), True
            start, ending = -1, _Ending()
    if start >= 0:
        yield Statement(script[start:end], start), False


def statement_at(script: str, position: int) -> Statement | None:
    """The statement that a cursor at `position` is in or has just left; None in an empty script."""
    last = None
    for statement in split(script):
        if last is not None and statement.offset > position:
            break
        last = statement
    return last


def has_content(text: str) -> bool:
    """Whether there is anything but blanks, comments and semicolons."""
    return next(split(text), None) is not None


def bare(text: str) -> str:
    """A statement without the semicolons and comments behind it, so that it can be put into brackets."""
    end = max((token.end for token in _tokens(text) if token.word != ";"), default=0)
    return text[:end]


def first_word(text: str) -> str:
    """The word a statement begins with, in capitals."""
    return next((token.word for token in _tokens(text)), "")


def lacks_where(text: str) -> bool:
    """Whether a statement that SQLite accepts is an UPDATE or DELETE of every row its table has.

    WHERE cannot be a name without quotes, and in these two statements it stands outside of brackets in one place only.
    A condition that is always true counts as a condition here.
    """
    verb = ""
    for word in _outer_words(text):
        if not verb and word in _VERBS:
            verb = word
        elif verb and word == "WHERE":
            return False
    return verb in {"UPDATE", "DELETE"}


def drops_something(text: str) -> bool:
    """Whether it is a DROP, or an ALTER TABLE that drops a column."""
    words = _outer_words(text)
    first = next(words, "")
    return first == "DROP" or (first == "ALTER" and "DROP" in words)


def is_one_expression(text: str) -> bool:
    """Whether brackets put around `text` enclose all of it. Whether it is a condition, SQLite has to say."""
    depth = 0
    empty = True
    for token in _tokens(text):
        if token.word == ";":
            return False
        depth += (token.word == "(") - (token.word == ")")
        if depth < 0:
            return False
        empty = False
    return depth == 0 and not empty and _is_closed(text)


def _is_closed(text: str) -> bool:
    """Whether no quotation or comment runs on beyond the end of a text that is not empty."""
    last = max(_TOKEN.finditer(text), key=lambda match: match.end())
    found = last.group()
    if last["quoted"] is not None:
        closing = "]" if found[0] == "[" else found[0]
        return len(found) > 1 and found[-1] == closing
    return not found.startswith("/*") or (len(found) > 3 and found.endswith("*/"))


def _outer_words(text: str) -> Iterator[str]:
    """The words outside of brackets, in capitals."""
    depth = 0
    for token in _tokens(text):
        depth += (token.word == "(") - (token.word == ")")
        if depth == 0 and token.kind == "word":
            yield token.word


def _tokens(text: str) -> Iterator[_Token]:
    """Everything but blanks and comments. The word of what is quoted is empty: it is a name or a text, never a verb."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "space":
            plain = kind not in {"quoted", "variable"} and match.group().isascii()
            word = match.group().upper() if plain else ""
            yield _Token(kind, word, match.start(), match.end())


class _Ending:
    """Knows when a statement is over: at a semicolon, or for CREATE TRIGGER at the one behind `; END`."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._in_trigger = False
        self._is_decided = False
        self._tail: tuple[str, str] = ("", "")

    def is_reached(self, token: _Token) -> bool:
        """Whether the statement ends with `token`."""
        if not self._is_decided:
            self._decide(token)
        if token.word == ";" and (not self._in_trigger or self._tail == (";", "END")):
            return True
        self._tail = (self._tail[1], token.word)
        return False

    def _decide(self, token: _Token) -> None:
        """Look for [EXPLAIN [QUERY PLAN]] CREATE [TEMP] TRIGGER at the beginning."""
        words = self._words
        words.append(token.word)
        if token.word == "TRIGGER":
            self._in_trigger = "CREATE" in words
            self._is_decided = True
        elif token.word not in {"EXPLAIN", "QUERY", "PLAN", "CREATE", "TEMP", "TEMPORARY"}:
            self._is_decided = True
