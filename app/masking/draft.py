"""Writes a first policy for a database: what seems to be about people is masked, the rest is left to a person."""

import json
from collections.abc import Iterator, Mapping

from app.masking.classify import Samples, classify
from app.masking.kinds import Kind
from app.masking.policy import VERSION
from app.tables import Survey, Table

_HEAD = """\
# A first draft, from names and samples. Look at every line.
# In a table that is named here, a column without a line is masked until it has one.
# Kinds: {kinds}
version = {version}
customer = {customer}
default_table = "keep"
"""


def draft_policy(survey: Survey, samples: Mapping[str, Samples] | None = None, customer: str = "") -> str:
    """A policy file with each table in which something was suspected. `samples` goes by the title of the table.

    Columns nobody suspected are there as comments: to keep one, take the mark away.
    """
    kinds = ", ".join(kind.value for kind in Kind)
    head = _HEAD.format(kinds=kinds, version=VERSION, customer=_basic(customer))
    parts = [_table_lines(table, (samples or {}).get(table.title, ())) for table in survey.tables]
    return head + "".join("\n" + "\n".join(lines) + "\n" for lines in map(list, parts) if lines)


def _table_lines(table: Table, samples: Samples) -> Iterator[str]:
    suspected = {each.column: each for each in classify(table, samples)}
    if not suspected:
        return
    keys = {*table.primary_key, *(name for index in table.indexes if index.is_unique for name in index.columns)}
    yield f"[tables.{_basic(table.title)}.columns]"
    for column in table.columns:
        found = suspected.get(column.name)
        if found is None:
            yield f"# {_basic(column.name)} = {_basic(Kind.KEEP.value)}  # {_shown(column.declared)}"
            continue
        kind = Kind.HASH if column.name in keys and not found.kind.keeps_apart else found.kind
        yield f"{_basic(column.name)} = {_basic(kind.value)}  # {found.reason}"


def _basic(text: str) -> str:
    """A basic string of TOML, which is one of JSON but for two things: surrogates and DEL."""
    sound = text.encode("utf-8", "replace").decode()
    return json.dumps(sound, ensure_ascii=False).replace("\x7f", "\\u007f")


def _shown(text: str) -> str:
    """What may stand in a comment."""
    return "".join(character if character.isprintable() else " " for character in text)
