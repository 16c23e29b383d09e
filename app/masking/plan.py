"""What a policy means for one database: a rule for every column of every table, also for those nobody has named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.crypto.secret import Secret
from app.errors import PolicyInvalid
from app.masking.dates import WINDOW_DAYS
from app.masking.kinds import Kind
from app.masking.masks import Mask, Rule, mask_for
from app.masking.policy import Policy, TablePolicy
from app.tables import Column, ForeignKey, Storage, Survey, Table, named

_KEPT = Rule(Kind.KEEP, WINDOW_DAYS)

# Beginnings of declared types, after those that say more about what is in a column than how it is stored.
_BY_DECLARATION = (
    ("bool", Kind.DROP),
    ("bit(1)", Kind.DROP),
    ("tinyint(1)", Kind.DROP),
    ("uuid", Kind.HASH),
    ("uniqueidentifier", Kind.HASH),
    ("datetime", Kind.DATE),
    ("date", Kind.DATE),
    ("timestamp", Kind.DATE),
    ("smalldatetime", Kind.DATE),
    ("time", Kind.DROP),
    ("numeric", Kind.NUMBER),
    ("decimal", Kind.NUMBER),
    ("money", Kind.NUMBER),
)
_BY_STORAGE = {
    Storage.INTEGER: Kind.NUMBER,
    Storage.REAL: Kind.NUMBER,
    Storage.TEXT: Kind.TEXT,
    Storage.BLOB: Kind.DROP,
    Storage.ANY: Kind.TEXT,
}

_Place = tuple[str, str, str]
"""Schema, table and column."""


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """The rule of a column. `is_classified` where the policy names the column."""

    rule: Rule
    is_classified: bool


@dataclass(frozen=True, slots=True)
class MaskingPlan:
    """A rule for each column. `notes` say in plain English what the policy leads to and may not have meant."""

    rules: Mapping[_Place, ColumnRule]
    notes: tuple[str, ...] = ()

    def rule(self, table: Table, column: Column) -> Rule:
        """What is done with a column. One that was not there when this was planned is dropped."""
        found = self.rules.get((table.schema, table.name, column.name))
        return Rule(Kind.DROP, WINDOW_DAYS) if found is None else found.rule

    def masks(self, table: Table, key: Secret) -> dict[int, Mask]:
        """The masks of a table by the position of the column; only of those that are masked."""
        masks = {at: mask_for(self.rule(table, column), column, key) for at, column in enumerate(table.columns)}
        return {at: mask for at, mask in masks.items() if mask is not None}

    def kinds(self, table: Table) -> dict[str, Kind]:
        """The kind of each masked column of a table."""
        kinds = {column.name: self.rule(table, column).kind for column in table.columns}
        return {name: kind for name, kind in kinds.items() if kind is not Kind.KEEP}


def plan_masking(policy: Policy, survey: Survey) -> MaskingPlan:
    """Work out the rule of each column; what the policy does not name gets one by itself, or is kept.

    A column without a rule in a masked table takes that of the column it refers to, so that joins go on working;
    otherwise its own keys, type and declaration decide. Raises PolicyInvalid.
    """
    drawing = _Drawing(policy, survey)
    rules = {
        (table.schema, table.name, column.name): ColumnRule(
            drawing.rule((table.schema, table.name, column.name)),
            (table.schema, table.name, column.name) in drawing.classified,
        )
        for table in survey.tables
        for column in table.columns
    }
    plan = MaskingPlan(rules, tuple(drawing.notes))
    for table in survey.tables:
        _check_keys(table, plan)
    return MaskingPlan(rules, (*drawing.notes, *_cut_joins(survey, plan)))


class _Drawing:
    """The rules that are there, and how to come by the others."""

    def __init__(self, policy: Policy, survey: Survey) -> None:
        self.notes: list[str] = []
        self.classified: dict[_Place, Rule] = {}
        self._columns = {
            (table.schema, table.name, column.name): column for table in survey.tables for column in table.columns
        }
        self._targets: dict[_Place, _Place] = {}
        self._keys: set[_Place] = set()
        self._masked: dict[tuple[str, str], bool] = {}
        self._drawn: dict[_Place, Rule] = {}
        for table in survey.tables:
            self._masked[table.schema, table.name] = policy.masks_other_tables
            self._note_keys(table, survey)
        seen: set[tuple[str, str]] = set()
        for entry in policy.tables:
            table = _meant(entry, survey)
            if (table.schema, table.name) in seen:
                raise PolicyInvalid(reason=f'tables."{entry.name}": table {table.title} is named twice')
            seen.add((table.schema, table.name))
            self._masked[table.schema, table.name] = entry.masks_unknown
            self._classify(entry, table)

    def rule(self, place: _Place) -> Rule:
        """The rule of a column, and on the way of all it refers to."""
        path: list[_Place] = []
        at: _Place | None = place
        found: Rule | None = None
        while at is not None and found is None:
            path.append(at)
            found = self._own_rule(at)
            at = self._targets.get(at)
            if at in path:
                break
        if found is None:
            found = Rule(self._automatic(path[-1]), WINDOW_DAYS)
        for each in path:
            self._drawn[each] = found
        return found

    def _own_rule(self, place: _Place) -> Rule | None:
        if place in self.classified:
            return self.classified[place]
        if not self._masked[place[0], place[1]]:
            return _KEPT
        return self._drawn.get(place)

    def _automatic(self, place: _Place) -> Kind:
        column = self._columns[place]
        declared = column.declared.strip().lower()
        by_declaration = (kind for beginning, kind in _BY_DECLARATION if declared.startswith(beginning))
        kind = next(by_declaration, _BY_STORAGE[column.storage])
        if place not in self._keys or kind.keeps_apart:
            return kind
        return Kind.NUMBER if column.storage is Storage.INTEGER else Kind.HASH

    def _note_keys(self, table: Table, survey: Survey) -> None:
        unique = [name for index in table.indexes if index.is_unique for name in index.columns]
        self._keys.update((table.schema, table.name, name) for name in (*table.primary_key, *unique))
        for source, target in _references(table, survey):
            self._targets.setdefault(source, target)
            self._keys.add(target)
        for foreign in table.foreign_keys:
            self._keys.update((table.schema, table.name, name) for name in foreign.columns)

    def _classify(self, entry: TablePolicy, table: Table) -> None:
        for name, rule in entry.rules.items():
            path = f'tables."{entry.name}".columns."{name}"'
            names = [column.name for column in table.columns]
            found = [each for each in names if each == name]
            found = found or [each for each in names if each.casefold() == name.casefold()]
            if len(found) > 1:
                raise PolicyInvalid(reason=f"{path}: fits several columns")
            if not found:
                self.notes.append(f"the policy names {path}, which the database does not have")
            for each in found:
                place = (table.schema, table.name, each)
                if place in self.classified:
                    raise PolicyInvalid(reason=f"{path}: the column is named twice")
                self.classified[place] = rule


def _meant(entry: TablePolicy, survey: Survey) -> Table:
    """A name that is not there may be a slip, and the table that was meant would be kept: so nothing is taken."""
    found = named(survey.tables, entry.name)
    if len(found) != 1:
        reason = "the database has no such table" if not found else f"fits {', '.join(each.title for each in found)}"
        raise PolicyInvalid(reason=f'tables."{entry.name}": {reason}')
    return found[0]


def _references(table: Table, survey: Survey) -> Iterator[tuple[_Place, _Place]]:
    """Each column that refers to another, with that one, where the database has it."""
    for foreign in table.foreign_keys:
        target = _target(foreign, survey)
        if target is not None:
            theirs = {column.name for column in target.columns}
            for mine, other in zip(foreign.columns, foreign.target_columns or target.primary_key, strict=False):
                if other in theirs and any(column.name == mine for column in table.columns):
                    yield (table.schema, table.name, mine), (target.schema, target.name, other)


def _target(foreign: ForeignKey, survey: Survey) -> Table | None:
    meant = (foreign.target_schema, foreign.target_table)
    return next((table for table in survey.tables if (table.schema, table.name) == meant), None)


def _check_keys(table: Table, plan: MaskingPlan) -> None:
    single = [index.columns[0] for index in table.indexes if index.is_unique and len(index.columns) == 1]
    for column in table.columns:
        kind = plan.rule(table, column).kind
        if column.name in {*table.primary_key, *single} and not kind.keeps_apart:
            reason = f'tables."{table.title}".columns."{column.name}": "{kind.value}" cannot keep apart what is a key'
            raise PolicyInvalid(reason=reason)


def _cut_joins(survey: Survey, plan: MaskingPlan) -> Iterator[str]:
    for table in survey.tables:
        for source, target in _references(table, survey):
            if plan.rules[source].rule.kind is not plan.rules[target].rule.kind:
                yield f"{'.'.join(filter(None, source))} no longer matches {'.'.join(filter(None, target))}"
