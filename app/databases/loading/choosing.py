"""Which tables are taken, which of their rows, and which only as a shape."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from app.errors import FilterRefused, InputRefused, TableUnknown
from app.tables import Table, named

_SCHEMA_ONLY = ":schema"
_QUOTED_PART = re.compile(r'"((?:[^"]|"")*)"')
_PATTERN_SIGNS = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Wish:
    """A table by its name, or several by a pattern such as `invoice_*`. A name that was quoted is no pattern."""

    name: str
    is_quoted: bool = False
    is_schema_only: bool = False


@dataclass(frozen=True, slots=True)
class RowFilter:
    """A condition in the engine's own SQL for the rows of one table."""

    table: str
    condition: str


@dataclass(frozen=True, slots=True)
class TableChoice:
    """What to take. Without wishes that is every table."""

    wishes: tuple[Wish, ...] = ()
    filters: tuple[RowFilter, ...] = ()


@dataclass(frozen=True, slots=True)
class ChosenTable:
    """A table that is taken. `where` is "" for all its rows."""

    table: Table
    where: str = ""
    is_schema_only: bool = False


def parse_tables(texts: Iterable[str]) -> tuple[Wish, ...]:
    """Read `NAME` and `NAME:schema`, also several with commas between. Raises InputRefused.

    A name with a comma, a colon or signs of a pattern in it stands in double quotes, one of its own doubled.
    """
    return tuple(wish for text in texts for wish in _wishes(text))


def parse_filters(texts: Iterable[str]) -> tuple[RowFilter, ...]:
    """Read `TABLE=CONDITION`. A table with `=` in its name stands in double quotes. Raises InputRefused."""
    return tuple(_row_filter(text) for text in texts)


def chosen_tables(choice: TableChoice, tables: Sequence[Table]) -> list[ChosenTable]:
    """What is meant, in the order of `tables`. Raises TableUnknown, FilterRefused."""
    shapes_only = _meant(choice.wishes, tables) if choice.wishes else {_place(table): False for table in tables}
    conditions: dict[tuple[str, str], str] = {}
    for each in choice.filters:
        table = _one(each.table, tables)
        place = _place(table)
        if place not in shapes_only:
            raise TableUnknown(table=f"{each.table} among those to take")
        if shapes_only[place]:
            raise FilterRefused(table=table.title, reason="no rows of it are taken")
        if place in conditions:
            raise FilterRefused(table=table.title, reason="it has two")
        conditions[place] = each.condition
    return [
        ChosenTable(table, conditions.get(place, ""), shapes_only[place])
        for table in tables
        if (place := _place(table)) in shapes_only
    ]


def _wishes(text: str) -> Iterator[Wish]:
    at = 0
    while True:
        name, is_quoted, end = _name(text, at, stops=",:")
        is_schema_only = text.startswith(_SCHEMA_ONLY, end)
        end += len(_SCHEMA_ONLY) if is_schema_only else 0
        if not name or text[end : end + 1] not in {"", ","}:
            raise InputRefused(field="tables", reason=f'"{text}" is not NAME or NAME:schema')
        yield Wish(name, is_quoted, is_schema_only)
        if end == len(text):
            return
        at = end + 1


def _row_filter(text: str) -> RowFilter:
    name, _, end = _name(text, 0, stops="=")
    condition = text[end + 1 :].strip()
    if not name or text[end : end + 1] != "=" or not condition:
        raise InputRefused(field="where", reason="not TABLE=CONDITION")
    return RowFilter(name, condition)


def _name(text: str, at: int, *, stops: str) -> tuple[str, bool, int]:
    """A name from `at` on, whether it was quoted, and where it ends; parts of it may be quoted apart: "a"."b"."""
    quoted: list[str] = []
    end = at
    while found := _QUOTED_PART.match(text, end):
        quoted.append(found[1].replace('""', '"'))
        end = found.end()
        if text[end : end + 2] != '."':
            return ".".join(quoted), True, end
        end += 1
    bare = re.compile(f"[^{stops}]*").match(text, at)
    end = bare.end() if bare else at
    return text[at:end].strip(), False, end


def _meant(wishes: Iterable[Wish], tables: Sequence[Table]) -> dict[tuple[str, str], bool]:
    """The tables that are wished for, and of which only the shape. The later wish counts."""
    shapes_only: dict[tuple[str, str], bool] = {}
    for wish in wishes:
        is_pattern = not wish.is_quoted and not _PATTERN_SIGNS.isdisjoint(wish.name)
        found = _fitting(wish.name, tables) if is_pattern and not named(tables, wish.name) else []
        for table in found or [_one(wish.name, tables)]:
            shapes_only[_place(table)] = wish.is_schema_only
    return shapes_only


def _fitting(pattern: str, tables: Iterable[Table]) -> list[Table]:
    """The tables whose title fits; without a dot in the pattern, also those whose name alone does."""
    folded = pattern.casefold()
    return [
        table
        for table in tables
        if fnmatchcase(table.title.casefold(), folded)
        or ("." not in folded and fnmatchcase(table.name.casefold(), folded))
    ]


def _one(name: str, tables: Sequence[Table]) -> Table:
    found = named(tables, name)
    if len(found) == 1:
        return found[0]
    raise TableUnknown(table=f"{name}: it may be {', '.join(table.title for table in found)}" if found else name)


def _place(table: Table) -> tuple[str, str]:
    return table.schema, table.name
