"""What tables, views, keys and indexes an SQLite database has, told by SQLite itself."""

from dataclasses import replace
from typing import Any, Final

from app.sources.sqlite_rows import RowReader
from app.tables import Cell, Column, Consistency, ForeignKey, Index, Storage, Survey, Table, View

# Columns of a STRICT table hold what their type says; https://www.sqlite.org/stricttables.html.
_STRICT: Final = {
    "INT": Storage.INTEGER,
    "INTEGER": Storage.INTEGER,
    "REAL": Storage.REAL,
    "TEXT": Storage.TEXT,
    "BLOB": Storage.BLOB,
}
_HIDDEN: Final = 1
_KEEPERS: Final = "shadow"
_RESERVED: Final = "sqlite_"


def read_survey(connection: Any, *, consistency: Consistency, is_encrypted: bool, version: str) -> Survey:  # noqa: ANN401
    """The survey of what `connection`, of sqlcipher3 and in a transaction, sees. Raises the driver's errors."""
    return _Surveyor(connection).survey(consistency, is_encrypted=is_encrypted, version=version)


class _Surveyor:
    """One survey under way."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - the driver has no types
        self._reader = RowReader(connection)
        self._notes: list[str] = []

    def survey(self, consistency: Consistency, *, is_encrypted: bool, version: str) -> Survey:
        columns = ("name", "type", "strict")
        listed = self._rows(columns, "FROM pragma_table_list WHERE schema = 'main' ORDER BY name", ())
        estimates = self._estimates({name for name, _, _ in listed})
        tables = []
        for name, kind, is_strict in listed:
            if not isinstance(name, str) or "\0" in name:
                self._notes.append(f"{_text(kind)} {_text(name)} is left out: its name is not text")
            elif kind == "virtual":
                self._notes.append(f"virtual table {name} is left out; what it keeps in tables of its own is not")
            elif kind in {"table", _KEEPERS} and not name.lower().startswith(_RESERVED):
                found = self._table(name, estimates.get(name), is_strict=bool(is_strict))
                tables += [found] if found else []
        self._note_triggers()
        return Survey(
            engine="SQLite",
            version=version,
            consistency=consistency,
            is_encrypted=is_encrypted,
            tables=_with_targets(tables),
            views=self._views(),
            notes=tuple(self._notes),
        )

    def _table(self, name: str, estimate: int | None, *, is_strict: bool) -> Table | None:
        asked = ("name", "type", '"notnull"', "dflt_value", "pk", "hidden")
        rows = self._rows(asked, "FROM pragma_table_xinfo(?) ORDER BY cid", (name,))
        rows = [row for row in rows if row[5] != _HIDDEN]
        if not rows or not all(isinstance(row[0], str) for row in rows):
            self._notes.append(f"table {name} is left out: it has a column whose name is not text")
            return None
        columns = tuple(
            Column(
                name=str(column),
                declared=_text(declared),
                storage=_STRICT.get(_text(declared).upper(), Storage.ANY) if is_strict else Storage.ANY,
                is_nullable=not not_null,
                default=None if default is None else _text(default),
            )
            for column, declared, not_null, default, _, _ in rows
        )
        keys = sorted((int(str(row[4])), str(row[0])) for row in rows if row[4])
        return Table(
            schema="",
            name=name,
            columns=columns,
            primary_key=tuple(column for _, column in keys),
            foreign_keys=self._foreign_keys(name),
            indexes=self._indexes(name),
            row_estimate=estimate,
        )

    def _foreign_keys(self, table: str) -> tuple[ForeignKey, ...]:
        """With no target columns where the target's primary key is meant."""
        rows = self._rows(
            ("id", '"table"', '"from"', '"to"'), "FROM pragma_foreign_key_list(?) ORDER BY id, seq", (table,)
        )
        found: dict[Cell, list[tuple[Cell, ...]]] = {}
        for number, *ends in rows:
            found.setdefault(number, []).append(tuple(ends))
        return tuple(
            ForeignKey(
                columns=tuple(_text(own) for _, own, _ in pairs),
                target_schema="",
                target_table=_text(pairs[0][0]),
                target_columns=tuple(_text(target) for _, _, target in pairs if target is not None),
            )
            for pairs in found.values()
        )

    def _indexes(self, table: str) -> tuple[Index, ...]:
        rows = self._rows(("name", '"unique"', "partial", "origin"), "FROM pragma_index_list(?) ORDER BY seq", (table,))
        indexes = []
        for untrusted_name, is_unique, is_partial, origin in rows:
            name = _text(untrusted_name)
            if origin == "pk":
                continue
            parts = self._rows(("name",), "FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno", (untrusted_name,))
            if is_partial or not all(isinstance(column, str) for (column,) in parts):
                self._notes.append(
                    f"index {name} of table {table} is left out: it is not over plain columns or all rows"
                )
                continue
            columns = tuple(str(column) for (column,) in parts)
            # The name of a constraint's index is reserved, and can be given to no other.
            indexes.append(Index(name.removeprefix(_RESERVED), columns, is_unique=bool(is_unique)))
        return tuple(indexes)

    def _views(self) -> tuple[View, ...]:
        rows = self._rows(("name", "sql"), "FROM sqlite_schema WHERE type = 'view' ORDER BY name", ())
        return tuple(View("", _text(name), _text(sql)) for name, sql in rows)

    def _note_triggers(self) -> None:
        ((count,),) = self._rows(("count(*)",), "FROM sqlite_schema WHERE type = 'trigger'", ())
        if count:
            self._notes.append(f"{_text(count)} triggers are left out")

    def _estimates(self, names: set[Cell]) -> dict[Cell, int]:
        """How many rows ANALYZE found, by table."""
        if "sqlite_stat1" not in names:
            return {}
        rows = self._rows(("tbl", "stat"), "FROM sqlite_stat1", ())
        firsts = ((table, _text(stat).partition(" ")[0]) for table, stat in rows)
        return {table: int(first) for table, first in firsts if first.isdecimal() and len(first) < 19}

    def _rows(self, columns: tuple[str, ...], rest: str, values: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
        return list(self._reader.rows(columns, rest, values))


def _text(untrusted: Cell) -> str:
    """Whatever stands in the schema, as text; what is not UTF-8 in it is shown as its bytes."""
    if isinstance(untrusted, bytes):
        return untrusted.decode("utf-8", "backslashreplace")
    return "" if untrusted is None else str(untrusted)


def _with_targets(tables: list[Table]) -> tuple[Table, ...]:
    """The same tables, each foreign key with the columns it refers to where it only names a table."""
    keys = {table.name.lower(): table.primary_key for table in tables}

    def whole(key: ForeignKey) -> ForeignKey:
        if key.target_columns:
            return key
        return replace(key, target_columns=keys.get(key.target_table.lower(), ()))

    return tuple(replace(table, foreign_keys=tuple(map(whole, table.foreign_keys))) for table in tables)
