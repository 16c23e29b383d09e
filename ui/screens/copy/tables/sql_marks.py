"""Where the colours of SQL go, line by line. Nothing is decided by this: what runs is cut and judged by the core."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from app.databases.console.keywords import KEYWORDS


class Ink(IntEnum):
    """What a piece of text is."""

    KEYWORD = 1
    STRING = 2
    NUMBER = 3
    COMMENT = 4
    FUNCTION = 5


class Inside(IntEnum):
    """What a line begins in, because the one above did not end it. Plain is what an editor begins with."""

    PLAIN = -1
    COMMENT = 1
    TEXT = 2
    NAME = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a line in one colour."""

    start: int
    length: int
    ink: Ink


_PIECE: Final = re.compile(
    r"""
      (?P<line_comment>--.*)
    | (?P<comment>/\*)
    | (?P<text>')
    | (?P<name>"(?:[^"]|"")*"? | `[^`]*`? | \[[^\]]*\]?)
    | (?P<number>(?<![\w$])(?:0[xX][0-9a-fA-F]+ | (?:[0-9]+(?:\.[0-9]*)? | \.[0-9]+)(?:[eE][+-]?[0-9]+)?))
    | (?P<word>[A-Za-z_\x80-\U0010ffff][\w$\x80-\U0010ffff]*)
    """,
    re.VERBOSE,
)
_ENDS: Final = {Inside.COMMENT: re.compile(r"\*/"), Inside.TEXT: re.compile(r"'"), Inside.NAME: re.compile(r'"')}
_INKS: Final = {Inside.COMMENT: Ink.COMMENT, Inside.TEXT: Ink.STRING}


def marks(line: str, inside: Inside) -> tuple[list[Mark], Inside]:
    """The coloured pieces of a line, and what the next line begins in."""
    found: list[Mark] = []
    at = 0
    if inside is not Inside.PLAIN:
        at, inside = _rest_of(line, 0, 0, inside, found)
    while inside is Inside.PLAIN and (match := _PIECE.search(line, at)):
        at = match.end()
        match match.lastgroup:
            case "comment":
                at, inside = _rest_of(line, match.start(), at, Inside.COMMENT, found)
            case "text":
                at, inside = _rest_of(line, match.start(), at, Inside.TEXT, found)
            case "name":
                inside = _after_name(match.group())
            case _:
                found += _plain_mark(line, match)
    return found, inside


def _rest_of(line: str, start: int, at: int, inside: Inside, found: list[Mark]) -> tuple[int, Inside]:
    """Go on to where a comment, text or name ends, and mark it."""
    end = _ENDS[inside].search(line, at)
    stop = end.end() if end else len(line)
    if inside in _INKS:
        found.append(Mark(start, stop - start, _INKS[inside]))
    return stop, Inside.PLAIN if end else inside


def _after_name(name: str) -> Inside:
    """A name in double quotes can go on in the next line; there is no use in following the others."""
    return Inside.NAME if name[0] == '"' and (len(name) == 1 or name.count('"') % 2) else Inside.PLAIN


def _plain_mark(line: str, match: re.Match[str]) -> Iterator[Mark]:
    start, length = match.start(), match.end() - match.start()
    if match.lastgroup == "line_comment":
        yield Mark(start, length, Ink.COMMENT)
    elif match.lastgroup == "number":
        yield Mark(start, length, Ink.NUMBER)
    elif match.group().upper() in KEYWORDS:
        is_call = line[match.end() : match.end() + 1] == "(" and match.group().upper() in _CALLED
        yield Mark(start, length, Ink.FUNCTION if is_call else Ink.KEYWORD)
    elif line[match.end() : match.end() + 1] == "(":
        yield Mark(start, length, Ink.FUNCTION)


_CALLED: Final = frozenset({"REPLACE", "GLOB", "LIKE"})
"""Words of the language that are functions before a bracket."""
