"""A difference leads from one text to the other, whatever they are, and in bounded time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.screens.copy.changes import line_diff
from ui.screens.copy.changes.line_diff import Diff, DiffLine, LineKind
from ui.screens.copy.changes.line_diff import line_diff as compare

LINES = st.lists(st.sampled_from(["a", "b", "c", "", "unique 1", "unique 2"]), max_size=30)


def rebuilt(diff: Diff, old: list[str], *, is_now: bool) -> list[str]:
    """The text of one side, out of the difference and, for what it skips, the old text."""
    gone = LineKind.REMOVED if is_now else LineKind.ADDED
    found: list[str] = []
    at_old = 0
    for line in diff.lines:
        if line.kind is LineKind.SKIPPED:
            found += old[at_old : at_old + line.now]
            at_old += line.now
            continue
        if line.kind is not LineKind.ADDED:
            at_old += 1
        if line.kind is not gone:
            found.append(line.text)
    return found


@given(LINES, LINES)
def test_both_texts_can_be_read_out_of_it(old: list[str], new: list[str]) -> None:
    diff = compare("\n".join(old), "\n".join(new))
    old_lines, new_lines = "\n".join(old).splitlines(), "\n".join(new).splitlines()
    assert rebuilt(diff, old_lines, is_now=False) == old_lines
    assert rebuilt(diff, old_lines, is_now=True) == new_lines
    assert len(new_lines) - len(old_lines) == diff.added - diff.removed
    for line in diff.lines:
        if line.before:
            assert old_lines[line.before - 1] == line.text
        if line.now and line.kind is not LineKind.SKIPPED:
            assert new_lines[line.now - 1] == line.text


def test_only_what_is_near_a_change_is_shown() -> None:
    old = [f"line {number}" for number in range(100)]
    new = [*old[:50], "new", *old[50:]]
    diff = compare("\n".join(old), "\r\n".join(new))
    assert (diff.added, diff.removed, diff.is_exact) == (1, 0, True)
    assert diff.lines[0] == DiffLine(LineKind.SKIPPED, 0, 47, "")
    assert [line.text for line in diff.lines[1:-1]] == [*old[47:50], "new", *old[50:53]]
    assert diff.lines[-1].now == 47


def test_far_apart_changes_in_a_long_text_are_found_in_no_time() -> None:
    old = [f"line {number}" for number in range(60_000)]
    new = list(old)
    new[100], new[59_900] = "changed", "changed too"
    began = time.perf_counter()
    diff = compare("\n".join(old), "\n".join(new))
    assert (diff.added, diff.removed, diff.is_exact) == (2, 2, True)
    assert time.perf_counter() - began < 5


def test_what_differs_in_too_much_shows_as_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_diff, "MOST_WORK", 100)
    diff = compare("same\n" + "a\nb\n" * 20, "same\n" + "b\na\n" * 20)
    assert not diff.is_exact
    assert rebuilt(diff, ["same", *["a", "b"] * 20], is_now=True) == ["same", *["b", "a"] * 20]


def test_a_very_long_line_is_cut() -> None:
    diff = compare("x" * 5000, "y" * 5000)
    assert {len(line.text) for line in diff.lines} == {2001}
