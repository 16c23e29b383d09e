"""The statement at the cursor is one of those that SQLite itself would run, whatever stands in it."""

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.databases.console.statements import has_content, statement_at
from tests.app.databases.test_statements import GAPS, PIECES, as_sqlite_cuts

PAIRS = st.lists(st.tuples(PIECES, GAPS), min_size=1, max_size=6)


@given(PAIRS, st.integers(0, 400))
def test_wherever_the_cursor_is_the_statement_is_whole_for_sqlite(pairs: list[tuple[str, str]], at: int) -> None:
    script = "".join(piece + gap for piece, gap in pairs)
    found = statement_at(script, min(at, len(script)))
    if found is None:
        assert not has_content(script)
        return
    assert apsw.complete(found.text)
    (run,) = as_sqlite_cuts(found.text)
    assert run.strip().startswith(found.text.split()[0])


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ("SELECT ';'|, 1; SELECT 2", "SELECT ';', 1;"),
        ('SELECT "a;b" | FROM t; SELECT 2', 'SELECT "a;b"  FROM t;'),
        ("/* ; */ SELECT| 1 -- ;\n; SELECT 2", "SELECT 1 -- ;\n;"),
        ("SELECT 1; SE|LECT 2", "SELECT 2"),
        ("CREATE TRIGGER g AFTER INSERT ON a BEGIN SELECT 1;| SELECT 2; END; SELECT 3", None),
        ("SELECT [a;|b]; SELECT 2", "SELECT [a;b];"),
        ("SELECT 1;\n\n|\nSELECT 2", "SELECT 1;"),
    ],
)
def test_semicolons_that_end_nothing_do_not_cut(script: str, wanted: str | None) -> None:
    position = script.index("|")
    plain = script.replace("|", "", 1)
    found = statement_at(plain, position)
    assert found is not None
    assert found.text == (wanted or plain.removesuffix(" SELECT 3"))
