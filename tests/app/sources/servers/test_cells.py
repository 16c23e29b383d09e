"""Cells made of what drivers give, a column at a time."""

import math

from hypothesis import given
from hypothesis import strategies as st

from app.sources.servers.cells import (
    BATCH_BYTES,
    BATCH_ROWS,
    Pick,
    batches,
    bit_fields,
    convert,
    nan_as_text,
    text_in,
    utf8_text,
    whole_numbers,
)
from app.tables import CellProblem, CellTrouble


@given(st.lists(st.none() | st.integers(-(1 << 70), 1 << 70)))
def test_whole_numbers_are_exact_and_fit_into_64_bits(values: list[int | None]) -> None:
    for value, cell in zip(values, whole_numbers(values), strict=True):
        assert (None if cell is None else int(cell)) == value
        assert not isinstance(cell, int) or -(1 << 63) <= cell < 1 << 63


@given(st.lists(st.none() | st.floats() | st.integers()))
def test_of_floating_point_only_what_sqlite_cannot_keep_becomes_text(values: list[float | None]) -> None:
    for value, cell in zip(values, nan_as_text(values), strict=True):
        if value is not None and math.isnan(value):
            assert cell == "NaN"
        else:
            assert cell is value


@given(st.lists(st.none() | st.integers(0, (1 << 64) - 1)))
def test_bit_fields_are_the_number_they_spell(values: list[int | None]) -> None:
    sent = [None if value is None else value.to_bytes(8, "big") for value in values]
    assert bit_fields(sent) == whole_numbers(values)


@given(st.lists(st.lists(st.none() | st.binary(max_size=6), min_size=2, max_size=2), min_size=1), st.integers(0, 9))
def test_what_cannot_be_decoded_stays_bytes_and_is_named(rows: list[list[bytes | None]], first_row: int) -> None:
    picks = [Pick(0, "a", utf8_text), Pick(1, "b", text_in("utf-16-le"), "utf-16-le")]
    found = convert(list(rows), picks, table="t", first_row=first_row)
    named = {(problem.row, problem.column) for problem in found.problems}
    for number, (before, after) in enumerate(zip(rows, found.rows, strict=True), first_row):
        for name, codec, value, cell in zip("ab", ("utf-8", "utf-16-le"), before, after, strict=True):
            assert isinstance(cell, bytes) == ((number, name) in named)
            if isinstance(cell, str):
                assert cell.encode(codec) == value
            else:
                assert cell == value


def test_a_problem_says_where() -> None:
    found = convert([(1, b"ok"), (2, b"ab\xff")], [Pick(1, "c", utf8_text)], table="t", first_row=500)
    assert found.rows == [(1, "ok"), (2, b"ab\xff")]
    assert found.problems == [CellProblem("t", 501, "c", CellTrouble.UNDECODABLE, "not utf-8 at byte 2")]


def test_a_batch_ends_with_the_row_that_fills_it() -> None:
    rows = [(n, bytes(BATCH_BYTES // 2)) for n in range(5)]
    assert [len(batch) for batch in batches(iter(rows), [1])] == [2, 2, 1]
    assert [len(batch) for batch in batches(iter(rows), [])] == [5]
    assert [len(batch) for batch in batches(((n,) for n in range(BATCH_ROWS + 1)), [])] == [BATCH_ROWS, 1]
    assert list(batches(iter([(None,)]), [0])) == [[(None,)]]
    assert list(batches(iter([]), [])) == []
