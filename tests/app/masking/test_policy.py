"""A policy file, as people write it, and what is wrong with it in words that lead to the place."""

import pytest

from app.errors import PolicyInvalid
from app.masking.dates import WINDOW_DAYS
from app.masking.kinds import Kind
from app.masking.masks import Rule
from app.masking.policy import LONGEST_POLICY_BYTES, Policy, TablePolicy, load_policy

WHOLE = """
version = 1
customer = "10023"
default_table = "mask"

[tables."customer"]
columns.name = "name"
columns.email = "e-mail"
columns.born = { kind = "date", days = 30 }

[tables."sales.orders"]
unknown = "keep"
columns.note = "free text"
"""


def test_a_policy_is_read_as_written() -> None:
    rules = {
        "name": Rule(Kind.NAME, WINDOW_DAYS),
        "email": Rule(Kind.EMAIL, WINDOW_DAYS),
        "born": Rule(Kind.DATE, 30),
    }
    assert load_policy(WHOLE.encode()) == Policy(
        (
            TablePolicy("customer", rules, masks_unknown=True),
            TablePolicy("sales.orders", {"note": Rule(Kind.TEXT, WINDOW_DAYS)}, masks_unknown=False),
        ),
        customer="10023",
        masks_other_tables=True,
    )


def test_the_shortest_policy_masks_nothing() -> None:
    assert load_policy(b"\xef\xbb\xbfversion = 1\n") == Policy()


@pytest.mark.parametrize("kind", [kind.value for kind in Kind])
def test_every_kind_can_be_named(kind: str) -> None:
    policy = load_policy(f'version = 1\n[tables.t.columns]\nc = "{kind}"'.encode())
    assert policy.tables[0].rules["c"].kind is Kind(kind)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "version"),
        ("version = 2", "version: 1 is needed"),
        ("version = true", "version"),
        ("version = ", "line 1, column 11"),
        ("version = 1\nversion = 1", "line 2"),
        ("version = 1\nfoo = 1", '"foo": not known'),
        ("version = 1\ncustomer = 5", "customer: text is needed"),
        ('version = 1\ndefault_table = "hide"', 'default_table: "mask" or "keep" is needed'),
        ("version = 1\ndefault_table = []", "default_table"),
        ("version = 1\ntables = 5", "tables: a table is needed"),
        ('version = 1\ntables.t = "x"', 'tables."t": a table is needed'),
        ("version = 1\ntables.t.column = {}", 'tables."t"."column": not known'),
        ("version = 1\ntables.t.unknown = 5", 'tables."t".unknown'),
        ("version = 1\ntables.t.columns = 5", 'tables."t".columns: a table is needed'),
        ('version = 1\ntables.t.columns.c = "nmae"', 'tables."t".columns."c": no kind "nmae"'),
        ("version = 1\ntables.t.columns.c = 5", 'tables."t".columns."c": a table is needed'),
        ("version = 1\ntables.t.columns.c = {}", 'tables."t".columns."c".kind: text is needed'),
        ('version = 1\ntables.t.columns.c = { kind = "date", days = 0 }', '"c".days: 1 to'),
        ('version = 1\ntables.t.columns.c = { kind = "date", days = true }', '"c".days: 1 to'),
        ('version = 1\ntables.t.columns.c = { kind = "name", days = 5 }', '"c".days: only for'),
        ('version = 1\ntables.t.columns.c = { kind = "date", day = 5 }', '"c"."day": not known'),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, words: str) -> None:
    with pytest.raises(PolicyInvalid) as caught:
        load_policy(text.encode())
    assert words in caught.value.reason


@pytest.mark.parametrize(
    "content", [b"version = 1 # \xff", b"[" * 100_000, b"#" * (LONGEST_POLICY_BYTES + 1)], ids=["latin", "deep", "long"]
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(PolicyInvalid):
        load_policy(content)
