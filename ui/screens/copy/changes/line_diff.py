"""How two texts differ, line by line, in bounded time. Plain values, no widgets; runs in the background."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum

MOST_WORK = 4_000_000
"""So many pairs of lines are looked at between two lines that are the same on both sides. Beyond it a block shows."""
_CONTEXT = 3
Code = tuple[str, int, int, int, int]
_LONGEST_LINE = 2_000


class LineKind(Enum):
    """What became of a line."""

    SAME = " "
    REMOVED = "-"
    ADDED = "+"
    SKIPPED = "…"


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line with its number before and now, 0 where it was or is not. For SKIPPED, `now` counts the lines."""

    kind: LineKind
    before: int
    now: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Diff:
    """The changed lines with some around them. Where not `is_exact`, it is shown coarser than it could be."""

    lines: tuple[DiffLine, ...] = field(repr=False)
    added: int
    removed: int
    is_exact: bool


def line_diff(before: str, now: str) -> Diff:
    """Compare two texts. Line ends of any kind count as the same."""
    old, new = before.splitlines(), now.splitlines()
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    codes, is_exact = _codes(left, right)
    marked = list(_marked(old, new, head, codes))
    shown = tuple(_with_context(marked))
    added = sum(line.kind is LineKind.ADDED for line in marked)
    removed = sum(line.kind is LineKind.REMOVED for line in marked)
    return Diff(shown, added, removed, is_exact)


def _same(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _codes(left: list[str], right: list[str]) -> tuple[list[Code], bool]:
    """How one list of lines becomes the other, as difflib says it: in pieces between lines that are there once."""
    codes: list[Code] = []
    is_exact = True
    at_left = at_right = 0
    for anchor_left, anchor_right in [*_anchors(left, right), (len(left), len(right))]:
        part, other = left[at_left:anchor_left], right[at_right:anchor_right]
        if len(part) * len(other) <= MOST_WORK:
            found = SequenceMatcher(None, part, other, autojunk=False).get_opcodes()
            codes += [(tag, at_left + a, at_left + b, at_right + c, at_right + d) for tag, a, b, c, d in found]
        else:
            is_exact = False
            codes.append(("replace", at_left, anchor_left, at_right, anchor_right))
        at_left, at_right = anchor_left, anchor_right
    return codes, is_exact


def _anchors(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    """Places of lines that are there exactly once on both sides, as many as come in the same order."""
    once_left, once_right = _once(left), _once(right)
    pairs = [(at, once_right[line]) for line, at in once_left.items() if line in once_right]
    ends: list[int] = []
    last: list[int] = []
    above: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        above.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    found: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = above[at]
    return found[::-1]


def _once(lines: list[str]) -> dict[str, int]:
    counts = Counter(lines)
    return {line: at for at, line in enumerate(lines) if counts[line] == 1}


def _marked(old: list[str], new: list[str], head: int, codes: list[Code]) -> Iterator[DiffLine]:
    """Every line with what became of it."""
    yield from (_line(LineKind.SAME, at + 1, at + 1, old[at]) for at in range(head))
    at_old = at_new = head
    for tag, first_old, last_old, first_new, last_new in codes:
        at_old, at_new = head + last_old, head + last_new
        if tag == "equal":
            for step in range(last_old - first_old):
                number = head + first_old + step
                yield _line(LineKind.SAME, number + 1, head + first_new + step + 1, old[number])
            continue
        yield from (_line(LineKind.REMOVED, at + 1, 0, old[at]) for at in range(head + first_old, at_old))
        yield from (_line(LineKind.ADDED, 0, at + 1, new[at]) for at in range(head + first_new, at_new))
    for step in range(len(old) - at_old):
        yield _line(LineKind.SAME, at_old + step + 1, at_new + step + 1, old[at_old + step])


def _with_context(lines: list[DiffLine]) -> Iterator[DiffLine]:
    """Leave out what is the same and far from anything that is not."""
    near = bytearray(len(lines))
    for at, line in enumerate(lines):
        if line.kind is not LineKind.SAME:
            near[max(0, at - _CONTEXT) : at + _CONTEXT + 1] = b"\1" * (
                min(len(lines), at + _CONTEXT + 1) - max(0, at - _CONTEXT)
            )
    skipped = 0
    for at, line in enumerate(lines):
        if not near[at]:
            skipped += 1
            continue
        if skipped:
            yield DiffLine(LineKind.SKIPPED, 0, skipped, "")
            skipped = 0
        yield line
    if skipped:
        yield DiffLine(LineKind.SKIPPED, 0, skipped, "")


def _line(kind: LineKind, before: int, now: int, text: str) -> DiffLine:
    return DiffLine(kind, before, now, text if len(text) <= _LONGEST_LINE else text[:_LONGEST_LINE] + "…")
