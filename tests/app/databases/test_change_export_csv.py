"""The changes as CSV: what a technician opens in a spreadsheet."""

import csv
import io

from app.databases.comparing.change_csv import CELL_CHARACTERS, COLUMNS, write_csv
from app.progress import Monitor
from tests.app.databases.pairs import Pair, pair_of


def lines_of(pair: Pair) -> list[tuple[str, ...]]:
    pieces: list[str] = []
    count = write_csv(pair.before, pair.now, pair.changes(), pieces.append, Monitor())
    text = "".join(pieces)
    assert text.endswith("\r\n")
    heading, *lines = csv.reader(io.StringIO(text, newline=""))
    assert tuple(heading) == COLUMNS
    assert len(lines) == count
    return [tuple(line) for line in lines]


def test_every_cell_that_differs_is_a_line() -> None:
    with pair_of(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b); INSERT INTO t VALUES (1, 'x', 5), (2, 'y', 6)"
    ) as pair:
        pair.now.execute("UPDATE t SET a = 'new', b = 7.5 WHERE id = 1; DELETE FROM t WHERE id = 2")
        pair.now.execute("INSERT INTO t VALUES (3, NULL, x'00ff'); CREATE TABLE u (v); INSERT INTO u VALUES ('')")
        assert lines_of(pair) == [
            ("t", "edited", "1", "a", "x", "text", "new", "text"),
            ("t", "edited", "1", "b", "5", "integer", "7.5", "real"),
            ("t", "deleted", "2", "id", "2", "integer", "", ""),
            ("t", "deleted", "2", "a", "y", "text", "", ""),
            ("t", "deleted", "2", "b", "6", "integer", "", ""),
            ("t", "added", "3", "id", "", "", "3", "integer"),
            ("t", "added", "3", "a", "", "", "", "null"),
            ("t", "added", "3", "b", "", "", "00ff", "blob"),
            ("u", "added", "1", "v", "", "", "", "text"),
        ]


def test_no_text_becomes_a_formula_and_numbers_stay_numbers() -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "\uff1d1", "plain", "-"]
    with pair_of('CREATE TABLE "=t" (id INTEGER PRIMARY KEY, "@c"); INSERT INTO "=t" VALUES (-5, NULL)') as pair:
        pair.now.execute('UPDATE "=t" SET "@c" = -5.5')
        (number,) = lines_of(pair)
        assert number == ("'=t", "edited", "'-5", "'@c", "", "null", "-5.5", "real")
        for text in texts:
            pair.now.execute('UPDATE "=t" SET "@c" = ?', (text,))
            (line,) = lines_of(pair)
            assert line[6] == (text if text == "plain" else f"'{text}")
            assert line[7] == "text"


def test_text_that_a_cell_cannot_hold_comes_as_bytes() -> None:
    with pair_of("CREATE TABLE t (a); INSERT INTO t VALUES (NULL), (NULL)") as pair:
        pair.now.execute("UPDATE t SET a = 'a' || char(0) WHERE rowid = 1")
        pair.now.execute("UPDATE t SET a = CAST(x'ff' AS TEXT) WHERE rowid = 2")
        assert [line[6:] for line in lines_of(pair)] == [("6100", "raw text"), ("ff", "raw text")]


def test_line_ends_quotes_and_separators_stay_in_their_cell() -> None:
    with pair_of("CREATE TABLE t (a); INSERT INTO t VALUES (NULL)") as pair:
        text = 'one, "two"\r\nthree\n;'
        pair.now.execute("UPDATE t SET a = ?", (text,))
        assert lines_of(pair)[0][6] == text


def test_long_values_are_cut_and_it_is_said() -> None:
    with pair_of("CREATE TABLE t (a, b); INSERT INTO t VALUES (NULL, NULL)") as pair:
        pair.now.execute("UPDATE t SET a = ?, b = zeroblob(20000)", ("x" * 40_000,))
        text, blob = lines_of(pair)
        assert text[6:] == ("x" * CELL_CHARACTERS, "text, first 32000 of 40000")
        assert blob[6:] == ("0" * CELL_CHARACTERS, "blob, first 32000 of 40000")


def test_a_key_of_several_parts_is_one_cell() -> None:
    with pair_of(
        "CREATE TABLE t (a, b, c, PRIMARY KEY (a, b)) WITHOUT ROWID; INSERT INTO t VALUES (1, 'x', 0)"
    ) as pair:
        pair.now.execute("UPDATE t SET c = 1")
        assert lines_of(pair)[0][2] == "1 | x"
