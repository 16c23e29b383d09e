"""Databases of many shapes, and edits to them: what the comparison and the scripts are tried on."""

import random
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import apsw

if TYPE_CHECKING:
    from collections.abc import Callable

Rows = dict[tuple[object, ...], tuple[object, ...]]
Dumped = dict[str, Rows]

_TYPES = ("", "INTEGER", "TEXT", "REAL", "NUMERIC", "BLOB", "VARCHAR(10)", "DATETIME")
_STRICT = ("INTEGER", "TEXT", "REAL", "BLOB", "ANY")
_DEFAULTS = ("5", "1.5", "NULL", "'it'", "(1 + 1)")
_NAMES = ("select", 'a"b', "t e m p", "ключ", "🦊", "x'; DROP TABLE y;--", "rowid", "_rowid_", "plain", "ORDER")


@dataclass
class Shape:
    """A table as it was made, for edits to go by."""

    name: str
    columns: list[str]
    types: list[str]
    key: list[str]
    is_strict: bool
    unique: list[str] = field(default_factory=list)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def value(dice: random.Random, declared: str, *, is_strict: bool) -> object:
    """Anything that SQLite can hold; what a strict column takes."""
    kinds: dict[str, Callable[[], object]] = {
        "INTEGER": lambda: dice.choice([0, 1, -1, 2**63 - 1, -(2**63), dice.randrange(1000)]),
        "REAL": lambda: dice.choice([0.0, -0.0, 1.0, 1e300, float("inf"), -float("inf"), 5e-324, _real(dice)]),
        "TEXT": lambda: dice.choice(
            ["", "it's", "1", "1.0", "a\0b", "é🦊\n=1+1", "A", "a", "z" * dice.choice([9, 700, 3000])]
        ),
        "BLOB": lambda: dice.choice([b"", b"\0", b"\xff\xfe", dice.randbytes(dice.choice([5, 900, 2500]))]),
    }
    if dice.random() < 0.1:
        return None
    wanted = declared if is_strict and declared in kinds else dice.choice(list(kinds))
    return kinds[wanted]()


def _real(dice: random.Random) -> float:
    found: float = struct.unpack("d", dice.randbytes(8))[0]
    return found if found == found else 0.5


def build(connection: apsw.Connection, dice: random.Random, *, tables: int = 4) -> list[Shape]:
    """Make tables with rows, indexes, a view and a trigger."""
    shapes = [_table(connection, dice, f"{dice.choice(_NAMES)}{number}") for number in range(tables)]
    first = quoted(shapes[0].name)
    connection.execute(f"CREATE VIEW seen AS SELECT * FROM {first}")
    connection.execute(
        f"CREATE TABLE log (what); CREATE TRIGGER noted AFTER INSERT ON {first} BEGIN INSERT INTO log VALUES (1); END"
    )
    for shape in shapes:
        fill(connection, dice, shape, dice.choice([0, 3, 150]))
    return shapes


def _table(connection: apsw.Connection, dice: random.Random, name: str) -> Shape:
    is_strict, form = dice.random() < 0.3, dice.choice(["hidden", "hidden", "integer", "auto", "without", "text key"])
    columns = dice.sample(_NAMES, dice.randint(2, 5))
    types = [dice.choice(_STRICT if is_strict else _TYPES) for _ in columns]
    shape = Shape(name, columns, types, [], is_strict)
    parts = [f"{quoted(column)} {declared}" for column, declared in zip(columns, types, strict=True)]
    if form in {"integer", "auto"}:
        parts.insert(0, "id INTEGER PRIMARY KEY" + (" AUTOINCREMENT" if form == "auto" else ""))
    elif form == "without":
        shape.key = columns[:2]
        collation, order = dice.choice(["BINARY", "NOCASE", "RTRIM"]), dice.choice(["ASC", "DESC"])
        parts.append(f"PRIMARY KEY ({quoted(columns[0])} COLLATE {collation} {order}, {quoted(columns[1])})")
    elif form == "text key":
        parts.append(f"PRIMARY KEY ({quoted(columns[0])})")
        shape.unique = columns[:1]
    if dice.random() < 0.4:
        kind = dice.choice(["STORED", "VIRTUAL"])
        parts.insert(
            len(parts) - (form in {"without", "text key"}),
            f"made {dice.choice(_STRICT[:2])} AS (length({quoted(columns[-1])})) {kind}",
        )
    options = [*(["STRICT"] if is_strict else []), *(["WITHOUT ROWID"] if form == "without" else [])]
    connection.execute(f"CREATE TABLE {quoted(name)} ({', '.join(parts)}) {', '.join(options)}")
    if dice.random() < 0.5:
        shape.unique.append(columns[-1])
        connection.execute(f"CREATE UNIQUE INDEX {quoted('u' + name)} ON {quoted(name)} ({quoted(columns[-1])})")
    connection.execute(
        f"CREATE INDEX {quoted('i' + name)} ON {quoted(name)} ({quoted(columns[0])}, {quoted(columns[-1])})"
    )
    return shape


def fill(connection: apsw.Connection, dice: random.Random, shape: Shape, count: int) -> None:
    names = ", ".join(quoted(column) for column in shape.columns)
    marks = ", ".join("?" * len(shape.columns))
    for _ in range(count):
        values = [value(dice, declared, is_strict=shape.is_strict) for declared in shape.types]
        _attempt(connection, f"INSERT INTO {quoted(shape.name)} ({names}) VALUES ({marks})", values)


def edit(connection: apsw.Connection, dice: random.Random, shapes: list[Shape], times: int) -> None:
    """Random edits of rows; what a constraint refuses does not happen."""
    for _ in range(times):
        shape = dice.choice(shapes)
        table = quoted(shape.name)
        place = dice.randrange(len(shape.columns))
        column = quoted(shape.columns[place])
        first, number = quoted(shape.columns[0]), dice.randrange(1000)
        some = (
            f"{first} IN (SELECT {first} FROM {table} LIMIT 1 OFFSET {number} % max(1, (SELECT count(*) FROM {table})))"
        )
        match dice.randrange(6):
            case 0:
                fill(connection, dice, shape, dice.choice([1, 1, 20]))
            case 1:
                _attempt(connection, f"DELETE FROM {table} WHERE {some}", [])
            case 2 | 3:
                new = value(dice, shape.types[place], is_strict=shape.is_strict)
                _attempt(connection, f"UPDATE {table} SET {column} = ? WHERE {some}", [new])
            case 4:
                bad = f"UPDATE {table} SET {column} = CAST(x'41ff' AS TEXT) WHERE {some}"
                _attempt(connection, bad, [])
            case _:
                _attempt(connection, f"UPDATE {table} SET {column} = {column} || 'x' WHERE {some}", [])


def alter(connection: apsw.Connection, dice: random.Random, shapes: list[Shape]) -> None:
    """A random change of the schema."""
    shape = dice.choice(shapes)
    table, column = quoted(shape.name), quoted(shape.columns[-1])
    values = f"SELECT {column}, 1 FROM {table} WHERE {column} IS NOT NULL"
    statements = [
        f"ALTER TABLE {table} ADD COLUMN added {dice.choice(_STRICT[:4])} DEFAULT {dice.choice(_DEFAULTS)}",
        f"DROP INDEX {quoted('i' + shape.name)}; ALTER TABLE {table} DROP COLUMN {column}",
        f"CREATE TABLE anew (k PRIMARY KEY, v) WITHOUT ROWID; INSERT OR IGNORE INTO anew {values};"
        f" DROP TABLE {table}; ALTER TABLE anew RENAME TO {table}",
        f"UPDATE {table} SET {column} = CASE {column} WHEN 'a' THEN 'A' WHEN 'A' THEN 'a' ELSE {column} END",
        f"ALTER TABLE {table} RENAME COLUMN {column} TO renamed",
        f"DROP INDEX {quoted('i' + shape.name)}",
        f"CREATE INDEX anew ON {table} ({column}) WHERE {column} IS NOT NULL",
        f"DROP TABLE {table}",
        "DROP VIEW seen; CREATE VIEW seen AS SELECT 2",
        "DROP TRIGGER noted",
        "CREATE TABLE fresh (id INTEGER PRIMARY KEY, text); INSERT INTO fresh VALUES (7, 'it''s'), (9, x'00')",
        "PRAGMA user_version = 77",
        f"CREATE TRIGGER late BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END",
    ]
    _attempt(connection, dice.choice(statements), [])


def _attempt(connection: apsw.Connection, statement: str, values: list[object]) -> None:
    try:
        with connection:
            connection.execute(statement, values)
    except (apsw.ConstraintError, apsw.MismatchError, apsw.SQLError):
        return


def dump(connection: apsw.Connection) -> Dumped:
    """Every row of every table by its key, each value with its type and bytes; an independent, slow reader."""
    return {
        str(name): _rows(connection, str(name), is_without_rowid=bool(is_without_rowid))
        for schema, name, kind, _, is_without_rowid, _ in connection.execute("PRAGMA table_list")
        if schema == "main" and kind == "table" and not str(name).startswith("sqlite_s")
    }


def _rows(connection: apsw.Connection, table: str, *, is_without_rowid: bool) -> Rows:
    info = connection.execute("SELECT name, pk, hidden FROM pragma_table_xinfo(?)", (table,))
    columns = {str(name): int(str(position)) for name, position, hidden in info if hidden != 2}
    key = sorted((name for name in columns if columns[name]), key=lambda name: columns[name])
    if not is_without_rowid:
        taken = {name.lower() for name in columns}
        key = [alias for alias in ("rowid", "_rowid_", "oid") if alias not in taken][:1]
    cells = ", ".join(
        f"typeof({name}), iif(typeof({name}) = 'text', CAST({name} AS BLOB), {name})"
        for name in map(quoted, [*key, *columns])
    )
    rows: Rows = {}
    for place, row in enumerate(connection.execute(f"SELECT {cells} FROM {quoted(table)}")):
        exact = tuple(struct.pack("d", cell) if isinstance(cell, float) else cell for cell in row)
        rows[exact[: 2 * len(key)] or (place,)] = exact[2 * len(key) :]
    return rows


def schema(connection: apsw.Connection) -> set[tuple[object, ...]]:
    """Every object with its text."""
    return set(
        connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_s%'")
    )
