"""Cells that their column does not take: none is changed without a word, and none stops the load."""

import math
from decimal import Decimal

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.databases.loading.choosing import TableChoice
from app.databases.loading.loading import load_tables
from app.progress import Monitor
from app.tables import CellTrouble, Index, Storage, Table
from tests.app.databases.snapshots import GivenSnapshot, column
from tests.app.databases.test_loading import all_of, load

INTEGER, REAL, TEXT, BLOB, ANY = Storage.INTEGER, Storage.REAL, Storage.TEXT, Storage.BLOB, Storage.ANY
OTHER_TYPES = "column a holds values of other types than declared"


def one_column(storage: Storage, *, is_nullable: bool = True) -> Table:
    return Table("", "t", (column("a", storage, is_nullable=is_nullable), column("n", INTEGER)))


def kept(storage: Storage, cells: list[object], *, is_nullable: bool = True) -> tuple[list[object], GivenSnapshot]:
    snapshot = GivenSnapshot(
        [one_column(storage, is_nullable=is_nullable)], {"t": [(cell, at) for at, cell in enumerate(cells)]}
    )
    destination, _ = load(snapshot)
    found = destination.execute("SELECT rowid, a, n FROM t ORDER BY rowid").fetchall()
    assert [(row, n) for row, _, n in found] == [(at + 1, at) for at in range(len(cells))]
    return [cell for _, cell, _ in found], snapshot


@pytest.mark.parametrize(
    ("storage", "cell"),
    [
        (INTEGER, "05"),
        (INTEGER, "text"),
        (INTEGER, 7.0),
        (INTEGER, b"\0"),
        (REAL, 5),
        (REAL, 2**53 + 1),
        (REAL, "1.50"),
        (REAL, -0.0),
        (TEXT, 5),
        (TEXT, 2.5),
        (TEXT, b"\xff"),
        (BLOB, "text"),
        (BLOB, 0),
    ],
)
def test_a_cell_of_another_type_is_kept_as_it_is(storage: Storage, cell: object) -> None:
    usual = {INTEGER: 1, REAL: 1.5, TEXT: "a", BLOB: b"a"}[storage]
    cells = [usual, usual, usual, cell, None, usual]
    found, _ = kept(storage, cells)
    assert list(map(repr, found)) == list(map(repr, cells))


def test_the_column_takes_any_type_from_then_on_and_the_report_says_so() -> None:
    destination, report = load(GivenSnapshot([one_column(INTEGER)], {"t": [(1, 0), ("x", 1), (None, 2)]}))
    assert report.tables[0].notes == (OTHER_TYPES,)
    assert destination.execute("SELECT type FROM pragma_table_info('t')").fetchall() == [("ANY",), ("INT",)]
    assert destination.execute("SELECT storage FROM _bailee_column ORDER BY position").fetchall() == [
        ("ANY",),
        ("INTEGER",),
    ]


def test_what_sqlite_would_change_quietly_is_noticed_when_read_back_and_the_table_read_again() -> None:
    _, snapshot = kept(REAL, [1.5, 5])
    assert snapshot.readings == ["t", "t"]


def test_what_sqlite_refuses_does_not_need_a_second_reading() -> None:
    _, snapshot = kept(INTEGER, [1, "x"])
    assert snapshot.readings == ["t"]


def test_null_where_none_was_declared_is_kept() -> None:
    found, _ = kept(TEXT, ["a", "b", None, "c"], is_nullable=False)
    assert found == ["a", "b", None, "c"]


@pytest.mark.parametrize("storage", [REAL, ANY])
def test_nan_becomes_null_and_is_noted(storage: Storage) -> None:
    snapshot = GivenSnapshot([one_column(storage, is_nullable=False)], {"t": [(1.5, 0), (math.nan, 1), (-math.inf, 2)]})
    destination, report = load(snapshot)
    assert all_of(destination, "t") == [(1.5, 0), (None, 1), (-math.inf, 2)]
    assert report.tables[0].problems == ((CellTrouble.OUT_OF_RANGE, 1),)
    assert all_of(destination, "_bailee_problem") == [("t", 2, "a", "OUT_OF_RANGE", "not a number (NaN)")]
    assert snapshot.readings == ["t"]


def test_integers_of_more_than_64_bits_are_kept_as_text_and_noted() -> None:
    snapshot = GivenSnapshot(
        [one_column(INTEGER)], {"t": [(2**63 - 1, 0), (2**63, 1), (-(2**63), 2), (-(2**63) - 1, 3)]}
    )
    destination, report = load(snapshot)
    expected = [2**63 - 1, "9223372036854775808", -(2**63), "-9223372036854775809"]
    assert [cell for cell, _ in all_of(destination, "t")] == expected
    assert report.problem_cells == 2


@pytest.mark.parametrize(("text", "expected"), [("ab\udcff", b"ab\xff"), ("\ud800", b"\xed\xa0\x80")])
def test_text_that_is_none_is_kept_as_bytes_and_noted(text: str, expected: bytes) -> None:
    destination, report = load(GivenSnapshot([one_column(TEXT)], {"t": [("é", 0), (text, 1), ("ü", 2)]}))
    assert [cell for cell, _ in all_of(destination, "t")] == ["é", expected, "ü"]
    assert report.tables[0].problems == ((CellTrouble.UNDECODABLE, 1),)


def test_booleans_and_other_kinds_of_numbers_and_buffers_are_taken_for_what_they_are() -> None:
    class Odd(int):
        pass

    found, _ = kept(ANY, [True, False, Odd(5), bytearray(b"a"), memoryview(b"b")])
    assert found == [1, 0, 5, b"a", b"b"]


def test_what_is_no_cell_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError, match="Decimal"):
        load(GivenSnapshot([one_column(TEXT)], {"t": [(Decimal(1), 0)]}))


def test_a_primary_key_that_is_not_unique_is_given_up_and_no_row_is_lost() -> None:
    table = Table("", "t", (column("id", INTEGER, is_nullable=False), column("b", TEXT)), ("id",))
    rows = [(1, "a"), (2, "b"), (1, "c"), (3, "d"), (3, "e")]
    destination, report = load(GivenSnapshot([table], {"t": rows}, batch=3))
    assert all_of(destination, "t") == rows
    assert report.tables[0].notes == ("the primary key is not unique here",)


def test_a_unique_index_that_is_not_becomes_a_plain_one() -> None:
    table = Table("", "t", (column("b", TEXT),), indexes=(Index("once", ("b",), is_unique=True),))
    destination, report = load(GivenSnapshot([table], {"t": [("x",), ("x",)]}))
    assert report.tables[0].notes == ("index t.once is not unique here",)
    assert destination.execute("SELECT name, \"unique\" FROM pragma_index_list('t')").fetchall() == [("t.once", 0)]


def test_all_of_it_at_once_in_one_batch() -> None:
    table = Table("", "t", (column("id", INTEGER, is_nullable=False), column("b", TEXT)), ("id",))
    rows: list[tuple[object, object]] = [(1, "a"), (1, "b"), (None, "c"), (2**70, 5), ("x", "\udcff"), (math.nan, None)]
    destination, report = load(GivenSnapshot([table], {"t": rows}, batch=100))
    assert all_of(destination, "t") == [
        (1, "a"), (1, "b"), (None, "c"), (str(2**70), 5), ("x", b"\xff"), (None, None),
    ]  # fmt: skip
    assert report.problem_cells == 3


CELLS = st.one_of(
    st.none(),
    st.integers(-(2**65), 2**65),
    st.floats(),
    st.text(st.characters(codec="utf-8"), max_size=5),
    st.sampled_from(["1", "01", "1.0", "-0", "\udcff", ""]),
    st.binary(max_size=5),
    st.booleans(),
)


@given(st.sampled_from(list(Storage)), st.booleans(), st.booleans(), st.integers(1, 5), st.lists(CELLS, max_size=12))
def test_whatever_comes_is_kept_exactly_or_noted(
    storage: Storage, is_nullable: bool, is_key: bool, batch: int, cells: list[object]
) -> None:
    columns = (column("a", storage, is_nullable=is_nullable), column("n", INTEGER))
    table = Table("", "t", columns, ("a",) if is_key else ())
    destination = apsw.Connection(":memory:")
    snapshot = GivenSnapshot([table], {"t": [(cell, at) for at, cell in enumerate(cells)]}, batch=batch)
    load_tables(destination, snapshot, TableChoice(), None, None, Monitor())
    found = [cell for cell, _ in all_of(destination, "t")]
    noted = {int(str(row)) - 1 for (row,) in destination.execute('SELECT "row" FROM _bailee_problem')}
    assert len(found) == len(cells)
    for at, (cell, arrived) in enumerate(zip(cells, found, strict=True)):
        is_same = repr(int(cell) if isinstance(cell, bool) else cell) == repr(arrived)
        assert is_same != (at in noted)
