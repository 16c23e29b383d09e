"""Scripts are cut where SQLite cuts them."""

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.databases.console.statements import (
    bare,
    drops_something,
    first_word,
    has_content,
    is_one_expression,
    lacks_where,
    split,
    statement_at,
)

SCRIPT = """-- one; two
SELECT ';' AS "a;b", [c;d], `e;f` /* ; */ ;;
CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN
  UPDATE a SET b = CASE WHEN 1 THEN 2 END; DELETE FROM a; END;
SELECT $x::y(;)
"""
PIECES = st.sampled_from(
    [
        "SELECT 1",
        "SELECT ';'",
        "SELECT 'it''s; here'",
        'SELECT 1 AS "a;""b"',
        "SELECT 1 AS [a;b]",
        "SELECT 1 AS `a;b`",
        "SELECT 1 AS e\u0301x$y",
        "SELECT x'3b'",
        "EXPLAIN SELECT 1",
        "EXPLAIN QUERY PLAN SELECT 1",
        "CREATE TABLE IF NOT EXISTS trigger_like(a)",
        "CREATE TRIGGER IF NOT EXISTS g AFTER INSERT ON a BEGIN SELECT 1; SELECT CASE 1 WHEN 1 THEN 2 END; END",
        "CREATE TEMPORARY TRIGGER IF NOT EXISTS h BEFORE DELETE ON a BEGIN DELETE FROM a; END",
        "VALUES(1),(2)",
        "",
    ]
)
GAPS = st.sampled_from([";", " ; ", ";\n", "; -- no; end\n", ";/* ; */", ";;", ";\ufeff"])


def as_sqlite_cuts(script: str) -> list[str]:
    """What SQLite runs, one after the other."""
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE TABLE a(b)")
    found: list[str] = []

    def note(_cursor: apsw.Cursor, text: str, _bindings: object) -> bool:
        found.append(text)
        return True

    connection.exec_trace = note
    connection.execute(script).fetchall()
    return [text for text in found if has_content(text)]


@given(st.lists(st.tuples(PIECES, GAPS), max_size=8), PIECES)
def test_statements_end_where_they_end_for_sqlite(pairs: list[tuple[str, str]], last: str) -> None:
    script = "".join(piece + gap for piece, gap in pairs) + last
    ours = [bare(statement.text) for statement in split(script)]
    assert ours == [bare(next(split(text)).text) for text in as_sqlite_cuts(script)]


@given(st.text(alphabet="ab;'\"`[]/*- \n()$:@#_.;CREATETIGRBNDS\u00e9", max_size=60))
def test_any_text_is_cut_without_loss_of_what_stands_in_statements(script: str) -> None:
    at = 0
    for statement in split(script):
        assert script[statement.offset : statement.end] == statement.text
        assert not has_content(script[at : statement.offset])
        at = statement.end
    assert not has_content(script[at:])


def test_quotes_comments_and_triggers_do_not_end_a_statement() -> None:
    found = list(split(SCRIPT))
    assert [first_word(statement.text) for statement in found] == ["SELECT", "CREATE", "SELECT"]
    assert found[1].text.endswith("END;")
    assert SCRIPT[found[1].offset :].startswith("CREATE TEMP")


def test_the_statement_at_the_cursor_is_the_one_it_is_in_or_has_just_left() -> None:
    script = "SELECT 1;\n\nSELECT 2;"
    places = [statement_at(script, position) for position in (0, 9, 10, 11, 20)]
    assert [place.text[7] for place in places if place] == ["1", "1", "1", "2", "2"]
    assert statement_at(" -- nothing\n", 3) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DELETE FROM t", True),
        ("UPDATE t SET a = 1;", True),
        ("DELETE FROM t -- WHERE", True),
        ('UPDATE t SET "where" = 1', True),
        ("UPDATE t SET a = (SELECT b FROM u WHERE c)", True),
        ("WITH x AS (SELECT 1 WHERE 1) DELETE FROM t", True),
        ("WITH replace AS (SELECT 1) UPDATE t SET a = 1 FROM replace", True),
        ("DELETE FROM t RETURNING (SELECT 1 WHERE 1)", True),
        ("DELETE FROM t WHERE a", False),
        ("UPDATE t SET a = 1 FROM u WHERE t.b = u.b", False),
        ("DELETE FROM t WHERE 1", False),
        ("INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 1", False),
        ("SELECT 'DELETE FROM t'", False),
        ("DROP TABLE t", False),
        ("", False),
    ],
)
def test_a_missing_where_is_found_only_where_one_could_stand(text: str, *, expected: bool) -> None:
    assert lacks_where(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DROP TABLE t", True),
        ("/* x */ drop view if exists v", True),
        ("ALTER TABLE t DROP COLUMN a", True),
        ('ALTER TABLE t RENAME TO "DROP"', False),
        ("CREATE TABLE t(a)", False),
        ("DELETE FROM t", False),
    ],
)
def test_what_drops_something_is_told_from_what_does_not(text: str, *, expected: bool) -> None:
    assert drops_something(text) is expected


@pytest.mark.parametrize("text", ["a = 1", "a IN (1, 2)", "[a)] = ')'", "a -- b", "(a) /* ) */", "'it''s'"])
def test_one_condition_passes(text: str) -> None:
    assert is_one_expression(text)
    sql = f"SELECT 1 WHERE ({text.replace('a', '1').replace('[1)]', '1')}\n)"
    apsw.Connection(":memory:").execute(sql).fetchall()


@pytest.mark.parametrize(
    "text", ["", " ", "/* a */", "1) OR (1", "(1", "1)", "1; DELETE FROM t", "'a", 'a = "', "[a", "a /* b", "1 /*/"]
)
def test_what_would_leave_its_brackets_is_no_condition(text: str) -> None:
    assert not is_one_expression(text)


def test_a_letter_that_only_looks_like_one_of_a_keyword_makes_a_name() -> None:
    assert first_word("\u017felect 1") == ""
    assert lacks_where("DELETE FROM t W\u0127ERE") is True


def test_a_bare_statement_has_no_semicolon_and_no_comment_behind_it() -> None:
    assert bare("SELECT 1 ; -- x") == "SELECT 1"
    assert bare("/* a */ SELECT 1 /* b") == "/* a */ SELECT 1"
