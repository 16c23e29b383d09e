"""What the tab is made of that needs no widgets: masks, forms of copying, colours, completion, rows, words."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.databases.console.estimates import Estimate, EstimateSource
from app.databases.console.keys import TableKind
from app.databases.console.listing import ColumnInfo, TableInfo
from app.databases.console.paging import Page
from app.errors import Cancelled
from app.masking.kinds import Kind
from app.progress import Monitor
from app.tables import Cell
from ui.screens.copy.tables.cell_texts import hex_view, one_line, viewed
from ui.screens.copy.tables.clippings import Clipping, clipped, literal
from ui.screens.copy.tables.completion import Names, OfferKind, offers_at
from ui.screens.copy.tables.masked import DOT, masked
from ui.screens.copy.tables.result_words import plan_lines, table_words, time_words
from ui.screens.copy.tables.row_order import Ordering, ordered
from ui.screens.copy.tables.row_sources import ResultRows, TableRows
from ui.screens.copy.tables.sql_marks import Ink, Inside, marks
from ui.screens.copy.tables.text_places import characters, units, word_at
from ui.screens.copy.tables.tree_nodes import DatabaseEntry, NodeKind, nodes_of

CELLS = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.text(), st.binary())


# masks


@pytest.mark.parametrize(
    ("cell", "kind", "expected"),
    [
        ("DE89 3704 0044 0532 0130 00", Kind.IBAN, f"DE{DOT * 2} {DOT * 4} {DOT * 4} {DOT * 4} {DOT * 3}0 00"),
        ("ada@quartz.example", Kind.EMAIL, f"{DOT * 10}.{DOT * 3}mple"),
        ("Ada", Kind.NAME, DOT * 3),
        ("Anna", Kind.NAME, f"{DOT * 3}a"),
        ("secret-password-42", Kind.DROP, DOT * 8),
        (1985, Kind.DATE, f"{DOT * 3}5"),
        (b"\0\1", Kind.TEXT, DOT * 8),
        (None, Kind.NAME, ""),
    ],
)
def test_only_the_end_of_a_masked_value_can_be_read(cell: Cell, kind: Kind, expected: str) -> None:
    assert masked(cell, kind) == expected


@given(st.text(min_size=1, max_size=200), st.sampled_from(list(Kind)))
def test_a_mask_never_tells_more_than_a_quarter_and_a_country(text: str, kind: Kind) -> None:
    shown = [sign for sign in masked(text, kind) if sign != DOT and sign not in " .-/"]
    assert len(shown) <= min(4, len(text) // 4) + 2


# forms


@given(CELLS.filter(lambda cell: not isinstance(cell, str) or "\0" not in cell))
def test_a_literal_is_read_back_as_the_same_value(cell: Cell) -> None:
    try:
        sql = f"SELECT {literal(cell)}"
        sql.encode()
    except UnicodeEncodeError:
        return
    (found,) = sqlite3.connect(":memory:").execute(sql).fetchone()
    assert (type(found), found) == (type(cell), cell)


def test_text_that_cannot_be_decoded_is_read_back_to_the_byte() -> None:
    connection = sqlite3.connect(":memory:")
    connection.text_factory = bytes
    assert connection.execute(f"SELECT {literal('a' + chr(0xDCFF) + 'b')}").fetchone() == (b"a\xffb",)


def test_one_cell_is_copied_as_it_is_and_several_stay_apart() -> None:
    assert clipped(Clipping.TSV, ["a"], [["two\nlines\tand a tab"]]) == "two\nlines\tand a tab"
    assert clipped(Clipping.TSV, ["a", "b"], [["x\ty", None], [1, b"\xff"]]) == "x y\t\n1\t0xff"
    assert clipped(Clipping.CSV, ["a"], [['say "hi"'], [None], [""]]) == '"a"\r\n"say ""hi"""\r\n\r\n""\r\n'
    assert clipped(Clipping.MARKDOWN, ["a|b"], [["x|y"]]).startswith("| a\\|b |")


# cells


def test_cells_are_one_line_in_the_grid_and_whole_in_the_viewer() -> None:
    assert one_line("x" * 300) == "x" * 200 + "\N{HORIZONTAL ELLIPSIS}"
    assert one_line("a\udcffb") == "a\N{REPLACEMENT CHARACTER}b"
    assert viewed("x" * 300) == "x" * 300
    assert viewed(None) == "NULL"
    assert hex_view(bytes(range(18))).splitlines()[1].startswith("00000010  10 11")


# colours


def pieces(line: str, inside: Inside = Inside.PLAIN) -> tuple[list[tuple[str, Ink]], Inside]:
    found, after = marks(line, inside)
    return [(line[mark.start : mark.start + mark.length], mark.ink) for mark in found], after


def test_words_texts_numbers_comments_and_calls_have_their_colours() -> None:
    found, after = pieces("SELECT count(*), 'it''s', 1.5e3, x1 FROM t -- end")
    assert found == [
        ("SELECT", Ink.KEYWORD),
        ("count", Ink.FUNCTION),
        ("'it'", Ink.STRING),
        ("'s'", Ink.STRING),
        ("1.5e3", Ink.NUMBER),
        ("FROM", Ink.KEYWORD),
        ("-- end", Ink.COMMENT),
    ]
    assert after is Inside.PLAIN


@pytest.mark.parametrize(
    ("first", "inside", "second", "marked"),
    [
        ("a /* begins", Inside.COMMENT, "ends */ SELECT", "ends */"),
        ("'begins", Inside.TEXT, "ends' SELECT", "ends'"),
        ('"begins', Inside.NAME, 'ends" SELECT', "SELECT"),
    ],
)
def test_what_a_line_leaves_open_goes_on_in_the_next(first: str, inside: Inside, second: str, marked: str) -> None:
    assert marks(first, Inside.PLAIN)[1] is inside
    found, after = pieces(second, inside)
    assert found[0][0] == marked
    assert after is Inside.PLAIN


@given(st.text(alphabet="ab'\"`[]/*- \n;1.SELECT(", max_size=40), st.sampled_from(list(Inside)))
def test_marks_lie_within_the_line_and_not_over_each_other(line: str, inside: Inside) -> None:
    found, _ = marks(line, inside)
    end = 0
    for mark in found:
        assert mark.start >= end
        end = mark.start + mark.length
    assert end <= len(line)


# completion

NAMES = Names({"invoice_run": ("id", "run_no"), "Order": ("id", "group")}, {"failed": ("id",)})


def offered(script: str, position: int | None = None) -> list[str]:
    return [each.written for each in offers_at(script, len(script) if position is None else position, NAMES).offers]


def test_behind_a_dot_only_the_columns_of_that_table_or_alias_are_offered() -> None:
    assert offered("SELECT r. FROM invoice_run r", 9) == ["id", "run_no"]
    assert offered("SELECT invoice_run.r FROM invoice_run", 20) == ["run_no"]
    assert offered('SELECT o.g FROM x, "Order" AS o', 10) == ['"group"']
    assert offered("SELECT nobody.") == []


def test_columns_of_tables_in_the_statement_come_first_and_names_are_quoted_where_they_must_be() -> None:
    found = offers_at("SELECT r FROM invoice_run", 8, NAMES).offers
    assert (found[0].shown, found[0].kind) == ("run_no", OfferKind.COLUMN)
    assert '"Order"' in offered("SELECT * FROM o")
    assert "invoice_run" in offered("SELECT * FROM r")
    assert "failed" in offered("SELECT * FROM f")
    assert "SELECT" in offered("SEL")
    assert "count(" in offered("SELECT cou")


# rows in memory


def page(first: int, count: int, *, is_last: bool = False) -> Page:
    numbers = range(first, first + count)
    return Page(tuple((number,) for number in numbers), tuple((number,) for number in numbers), is_last)


def test_pages_of_a_table_come_and_go_and_rows_keep_their_numbers() -> None:
    rows = TableRows()
    for number in range(30):
        assert rows.key_before(number) == ((number * 10 - 1,) if number else None)
        rows.put(number, page(number * 10, 10, is_last=number == 29))
    assert (rows.count, rows.has_more, rows.pages_here) == (300, False, 20)
    assert rows.row(0) is None
    assert rows.row(299) == (299,)
    rows.put(0, page(0, 10))
    assert rows.row(3) == (3,)
    rows.put(1, page(100, 4))
    assert rows.row(12) == (102,)
    assert rows.row(19) == ()
    assert rows.count == 300


def test_pages_that_end_early_for_their_size_keep_rows_in_place() -> None:
    rows = TableRows()
    rows.put(0, page(0, 3))
    rows.put(1, page(3, 7))
    rows.put(2, page(10, 1, is_last=True))
    assert [rows.page_of(number) for number in (0, 2, 3, 9, 10)] == [0, 0, 1, 1, 2]
    assert [number for number, _ in rows.here()] == list(range(11))


def test_the_rows_of_a_result_end_where_memory_is_to_end() -> None:
    rows = ResultRows([("x" * 1_000_000,)] * 50, has_more=True)
    assert rows.has_more
    rows.add([("x" * 1_000_000,)] * 60, has_more=True)
    assert rows.is_cut
    assert not rows.has_more


def test_filter_and_order_go_by_what_is_shown_and_by_value() -> None:
    rows: list[tuple[int, tuple[Cell, ...]]] = [(0, ("b",)), (1, (10,)), (2, (None,)), (3, (9,)), (4, (b"a",))]

    def text_of(_number: int, _column: int, cell: Cell) -> str:
        return one_line(cell)

    assert ordered(rows, Ordering(column=0), text_of, Monitor()) == [2, 3, 1, 0, 4]
    assert ordered(rows, Ordering(column=0, is_descending=True), text_of, Monitor())[0] == 4
    assert ordered(rows, Ordering(needle="NULL"), text_of, Monitor()) == [2]
    stopped = Monitor()
    stopped.cancel()
    with pytest.raises(Cancelled):
        ordered(rows, Ordering(needle="x"), text_of, stopped)


# words and places


def test_estimates_are_called_about_and_counts_are_not() -> None:
    about = Estimate(9_880_120, EstimateSource.ROWIDS)
    assert table_words(500, has_more=True, estimate=about, counted=None).startswith("500 of about 9,880,120 row")
    assert table_words(500, has_more=True, estimate=about, counted=1_234_567).startswith("1,234,567 row")
    assert table_words(20, has_more=False, estimate=about, counted=None).startswith("20 row")
    assert [time_words(ms) for ms in (0.2, 12.4, 3_400)] == ["under 1 ms", "12 ms", "3.4 s"]


def test_a_plan_is_indented_as_it_is_nested() -> None:
    assert plan_lines([(2, 0, 0, "SCAN a"), (5, 2, 0, "LIST"), (9, 0, 0, "SEARCH b")]) == [
        "SCAN a",
        "    LIST",
        "SEARCH b",
    ]


def column(name: str) -> ColumnInfo:
    return ColumnInfo(name, "TEXT", False, 0, None, False, False)


def test_the_tree_tells_two_databases_of_one_name_apart_and_leaves_out_what_is_internal() -> None:
    tables = (
        TableInfo("customer", TableKind.TABLE, (column("mail"),)),
        TableInfo("sqlite_stat1", TableKind.TABLE, is_internal=True),
        TableInfo("odd", TableKind.VIRTUAL, problem="no such module"),
    )
    entries = [DatabaseEntry(b"a/x.db", tables), DatabaseEntry(b"b/x.db"), DatabaseEntry(b"y.db", problem="damaged")]
    nodes = nodes_of(entries)
    assert [node.name for node in nodes] == ["a/x.db", "b/x.db", "y.db"]
    names = [child.name for child in nodes[0].children[0].children]
    assert names == ["customer", "odd"]
    assert nodes[2].children[0].kind is NodeKind.REMARK
    assert [node.name for node in nodes_of(entries, "mail")] == ["a/x.db", "y.db"]


@given(st.text(alphabet="a\U0001f600é", max_size=12), st.integers(0, 12))
def test_places_in_a_text_are_the_same_for_qt_and_python(text: str, at: int) -> None:
    at = min(at, len(text))
    assert units(text, at) == len(text[:at].encode("utf-16-le")) // 2
    assert characters(text, units(text, at)) == at


def test_the_word_at_a_place_is_found_also_at_the_very_end() -> None:
    assert word_at("SELECT nme FROM t", 7) == (7, 10)
    assert word_at("a, b", 1) == (1, 2)
    assert word_at("SELECT ", 7) == (5, 6)
    assert word_at("", 0) == (0, 0)
