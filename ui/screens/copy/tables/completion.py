"""What can be completed where somebody types SQL: columns of the tables named, tables, keywords, functions."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from app.databases.console.keywords import FUNCTIONS, KEYWORDS
from app.databases.console.listing import TableInfo
from app.databases.console.statements import statement_at
from app.databases.table_names import quoted

_MOST_OFFERED: Final = 200
_NAME = r'(?:"(?:[^"]|"")*"|\[[^\]]*\]|`[^`]*`|[^\W\d][\w$]*)'
_BEFORE: Final = re.compile(rf"(?:(?P<owner>{_NAME})\s*\.\s*)?(?P<prefix>[\w$]*)$")
_SOURCES: Final = re.compile(
    rf"\b(?:FROM|JOIN|UPDATE|INTO|TABLE)\s+(?:main\s*\.\s*)?(?P<table>{_NAME})(?:\s+(?:AS\s+)?(?P<alias>{_NAME}))?",
    re.IGNORECASE,
)
_MORE_SOURCES: Final = re.compile(rf"\s*,\s*(?P<table>{_NAME})(?:\s+(?:AS\s+)?(?P<alias>{_NAME}))?", re.IGNORECASE)
_PLAIN_NAME: Final = re.compile(r"[^\W\d][\w$]*", re.ASCII)


class OfferKind(Enum):
    """What an offer is; in the order in which they are offered."""

    COLUMN = "column"
    TABLE = "table"
    VIEW = "view"
    FUNCTION = "function"
    KEYWORD = "keyword"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to complete with. `written` is what is put into the text."""

    shown: str
    written: str
    kind: OfferKind


@dataclass(frozen=True, slots=True)
class Offers:
    """What fits, best first, for the text from `start` to the cursor."""

    start: int
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Tables with their columns, and views, of one database."""

    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    views: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Iterable[TableInfo]) -> "Names":
        """Those of a list of tables, without what somebody else keeps for itself."""
        shown = [table for table in tables if not table.is_internal]
        columns = {table.name: tuple(column.name for column in table.columns) for table in shown}
        is_view = {table.name: table.kind.value == "view" for table in shown}
        return cls(
            {name: found for name, found in columns.items() if not is_view[name]},
            {name: found for name, found in columns.items() if is_view[name]},
        )

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table or view, whatever the case of its name."""
        for name, columns in (*self.tables.items(), *self.views.items()):
            if name.lower() == table.lower():
                return columns
        return ()


def offers_at(script: str, position: int, names: Names) -> Offers:
    """What fits at the cursor. Behind `name.` only columns do."""
    before = _BEFORE.search(script[:position])
    if before is None:
        return Offers(position)
    prefix, owner = before["prefix"], before["owner"]
    statement = statement_at(script, position)
    sources = dict(_sources(statement.text if statement else ""))
    if owner is not None:
        table = sources.get(_bare(owner).lower(), _bare(owner))
        found: Iterable[Offer] = _columns(names.columns(table))
    else:
        found = _everything(sources, names)
    return Offers(position - len(prefix), tuple(_fitting(found, prefix))[:_MOST_OFFERED])


def _everything(sources: Mapping[str, str], names: Names) -> Iterator[Offer]:
    for table in dict.fromkeys(sources.values()):
        yield from _columns(names.columns(table))
    for name in names.tables:
        yield Offer(name, as_name(name), OfferKind.TABLE)
    for name in names.views:
        yield Offer(name, as_name(name), OfferKind.VIEW)
    for alias in sources:
        if alias not in {table.lower() for table in sources.values()}:
            yield Offer(alias, as_name(alias), OfferKind.TABLE)
    for function in sorted(FUNCTIONS):
        yield Offer(function, f"{function}(", OfferKind.FUNCTION)
    for keyword in sorted(KEYWORDS):
        yield Offer(keyword, keyword, OfferKind.KEYWORD)


def _columns(columns: Iterable[str]) -> Iterator[Offer]:
    return (Offer(column, as_name(column), OfferKind.COLUMN) for column in columns)


def _fitting(found: Iterable[Offer], prefix: str) -> list[Offer]:
    """Those that begin so, then those in which it begins a word; each once."""
    wanted = prefix.lower()
    unique = {(each.shown.lower(), each.kind): each for each in reversed(list(found))}
    offers = [*reversed(unique.values())]
    first = [each for each in offers if each.shown.lower().startswith(wanted)]
    later = [each for each in offers if wanted and f"_{wanted}" in each.shown.lower() and each not in first]
    return first + later


def _sources(statement: str) -> Iterator[tuple[str, str]]:
    """Pairs of what a table is called in the statement, small, and its name."""
    for match in _SOURCES.finditer(statement):
        yield from _source(match)
        at = match.end()
        while more := _MORE_SOURCES.match(statement, at):
            yield from _source(more)
            at = more.end()


def _source(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    table, alias = _bare(match["table"]), match["alias"]
    yield table.lower(), table
    if alias is not None and alias.upper() not in KEYWORDS:
        yield _bare(alias).lower(), table


def _bare(name: str) -> str:
    if name[:1] in {'"', "`", "["}:
        return name[1:-1].replace('""', '"') if name[0] == '"' else name[1:-1]
    return name


def as_name(name: str) -> str:
    """A name as it is written in SQL: in quotes only where it needs them."""
    if _PLAIN_NAME.fullmatch(name) and name.upper() not in KEYWORDS:
        return name
    return quoted(name)
