"""A condition must stay between the parentheses that it is put into."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import FilterRefused
from app.sources.servers.condition import check_condition
from app.sources.servers.postgresql.snapshot import DIALECT


@pytest.mark.parametrize(
    "condition",
    [
        "a = 1",
        "(a = 1) or (b[1] = 2)",
        "a = ')'",
        "a = 'it''s ('",
        "a = E'\\') \\\\'",
        'a = 1 and ")" = 2',
        '"quo""te )" = 1',
        "a = $$) ; --$$",
        "a = $tag$) $$ ;$tag$",
        "name = 'x'",
        "a$1 = 2",
        "j @> '{\"a\": [1, 2'",
        "a = e and (e'\\'' = b)",
        "a = 'line\nbreak'",
    ],
)
def test_an_expression_passes(condition: str) -> None:
    check_condition(condition, DIALECT, table="t")


@pytest.mark.parametrize(
    ("condition", "word"),
    [
        ("", "empty"),
        ("\n\t", "empty"),
        ("a = 1)", "bracket"),
        ("a = 1) or (b = 2", "bracket"),
        ("(a = 1", "bracket"),
        ("(a[1)]", "bracket"),
        ("a = 1; drop table t", "end of a statement"),
        ("a = 1 -- b", "comment"),
        ("a = 1 /* b", "comment"),
        ("a = 'b", "quote"),
        ("a = 'b'' ) or (c", "quote"),
        ('"a', "quote"),
        ("a = 'b\\') or (c = 'd'", "bracket"),
        ("a = E'b') or (c = 'd'", "bracket"),
        ("nameE'\\') or (b = '", "bracket"),
        ("a = $$b$$) or ($$c", "bracket"),
        ("a\0", "NUL"),
    ],
)
def test_anything_else_is_refused(condition: str, word: str) -> None:
    with pytest.raises(FilterRefused) as refused:
        check_condition(condition, DIALECT, table="t")
    assert word in refused.value.reason
    assert refused.value.table == "t"


@given(st.text(alphabet="()[];'\"$-/*aE\\ \n", max_size=40))
def test_what_passes_is_balanced_outside_of_quotes(condition: str) -> None:
    try:
        check_condition(condition, DIALECT, table="t")
    except FilterRefused:
        return
    bare = DIALECT.quoted.sub(" ", condition)
    assert bare.count("(") == bare.count(")")
    assert not set(bare) & set(";'\"")
