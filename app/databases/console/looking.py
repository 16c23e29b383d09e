"""What a statement is and would do, as SQLite sees it when it compiles the statement without running it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

import apsw

from app.databases.console import pragmas
from app.databases.console.authorizer import Action, Guard, Rule
from app.databases.console.complaints import FAILURES, complaint
from app.databases.console.statements import Statement, drops_something, first_word
from app.errors import StatementFailed, StatementRefused


class Kind(Enum):
    """What sort of statement it is."""

    READS = "reads"
    CHANGES_ROWS = "changes rows"
    CHANGES_SCHEMA = "changes schema"
    CONTROLS_TRANSACTION = "controls transaction"
    PRAGMA = "pragma"


class Operation(Enum):
    """What happens to a table."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
    CREATE = "create"
    ALTER = "alter"
    DROP = "drop"
    REBUILD = "rebuild"


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table that a statement changes, as far as can be known before it runs.

    `via` names the trigger or view that does it; what foreign keys do counts as the statement's own.
    """

    table: str
    operation: Operation
    via: str = ""


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column of a result. The rest is empty where it is not a plain column of a table."""

    name: str
    declared: str = ""
    table: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found. `is_idle_inside` says that it does nothing, and says nothing, inside a transaction."""

    kind: Kind
    columns: tuple[ResultColumn, ...]
    changes: tuple[TableChange, ...]
    changes_database: bool
    drops: bool
    is_idle_inside: bool

    @property
    def is_query(self) -> bool:
        """Whether it can stand where a table can."""
        return self.kind is Kind.READS and bool(self.columns)


_TABLE_CHANGES: Final = {
    apsw.SQLITE_INSERT: (0, Operation.INSERT),
    apsw.SQLITE_UPDATE: (0, Operation.UPDATE),
    apsw.SQLITE_DELETE: (0, Operation.DELETE),
    apsw.SQLITE_CREATE_TABLE: (0, Operation.CREATE),
    apsw.SQLITE_CREATE_TEMP_TABLE: (0, Operation.CREATE),
    apsw.SQLITE_CREATE_VTABLE: (0, Operation.CREATE),
    apsw.SQLITE_CREATE_VIEW: (0, Operation.CREATE),
    apsw.SQLITE_CREATE_TEMP_VIEW: (0, Operation.CREATE),
    apsw.SQLITE_DROP_TABLE: (0, Operation.DROP),
    apsw.SQLITE_DROP_TEMP_TABLE: (0, Operation.DROP),
    apsw.SQLITE_DROP_VTABLE: (0, Operation.DROP),
    apsw.SQLITE_DROP_VIEW: (0, Operation.DROP),
    apsw.SQLITE_DROP_TEMP_VIEW: (0, Operation.DROP),
    apsw.SQLITE_CREATE_INDEX: (1, Operation.ALTER),
    apsw.SQLITE_CREATE_TEMP_INDEX: (1, Operation.ALTER),
    apsw.SQLITE_DROP_INDEX: (1, Operation.ALTER),
    apsw.SQLITE_DROP_TEMP_INDEX: (1, Operation.ALTER),
    apsw.SQLITE_CREATE_TRIGGER: (1, Operation.ALTER),
    apsw.SQLITE_CREATE_TEMP_TRIGGER: (1, Operation.ALTER),
    apsw.SQLITE_DROP_TRIGGER: (1, Operation.ALTER),
    apsw.SQLITE_DROP_TEMP_TRIGGER: (1, Operation.ALTER),
    apsw.SQLITE_ALTER_TABLE: (1, Operation.ALTER),
    apsw.SQLITE_ANALYZE: (0, Operation.REBUILD),
}
"""Which argument of the authorizer names the table."""


def look(connection: apsw.Connection, guard: Guard, statement: Statement, path: bytes) -> Look:
    """Compile a statement under `guard`, which must be the connection's authorizer.

    Raises StatementRefused, StatementFailed, and for the database itself NotADatabase or DatabaseBusy.
    """
    if "\0" in statement.text:
        # SQLite would stop reading there, and take what stands before it for the whole.
        at = statement.offset + statement.text.index("\0")
        raise StatementFailed(reason="the statement holds a NUL character", offset=at)
    guard.forget()
    tracing = _Tracing()
    cursor = connection.cursor()
    cursor.exec_trace = tracing
    try:
        cursor.execute(statement.text, can_cache=False)
    except apsw.ExecTraceAbort:
        pass
    except FAILURES as error:
        if guard.refusal:
            raise StatementRefused(reason=guard.refusal) from None
        raise complaint(error, statement.text, path, offset=statement.offset) from None
    finally:
        cursor.close(force=True)
    if tracing.text != statement.text:
        raise StatementFailed(reason="it cannot be told where this statement ends", offset=statement.offset)
    found = _understood(guard.seen, statement, tracing)
    if tracing.writes and first_word(statement.text) == "VACUUM":
        raise StatementRefused(reason="VACUUM is not allowed: it would write the whole database a second time")
    if guard.rule is Rule.READING and tracing.writes and found.kind is not Kind.PRAGMA:
        raise StatementRefused(reason="this session is read-only, and the statement asks for the right to write")
    return found


class _Tracing:
    """Called by apsw between compiling and the first step; ends it there."""

    def __init__(self) -> None:
        self.text = ""
        self.writes = False
        self.is_explained = False
        self.columns: tuple[ResultColumn, ...] = ()

    def __call__(self, cursor: apsw.Cursor, text: str, _: object) -> bool:
        self.text = text
        self.is_explained = cursor.is_explain != 0
        self.writes = not cursor.is_readonly and not self.is_explained
        self.columns = tuple(
            ResultColumn(name, declared or "", table or "", origin or "")
            for name, declared, _database, table, origin in cursor.description_full
        )
        return False


def _understood(seen: list[Action], statement: Statement, tracing: _Tracing) -> Look:
    kind = Kind.READS
    changes_database = is_idle_inside = False
    if tracing.is_explained:
        pass
    elif first_word(statement.text) == "PRAGMA":
        kind = Kind.PRAGMA
        changes_database = any(pragmas.changes_database(action.first or "", action.second) for action in seen[:1])
        is_idle_inside = any(pragmas.is_idle_inside(action.first or "", action.second) for action in seen[:1])
    elif any(action.changes_schema for action in seen):
        kind = Kind.CHANGES_SCHEMA
    elif any(action.changes_rows for action in seen):
        kind = Kind.CHANGES_ROWS
    elif any(action.controls_transaction for action in seen):
        kind = Kind.CONTROLS_TRANSACTION
    elif tracing.writes:
        kind = Kind.CHANGES_ROWS
    changes_database |= kind in {Kind.CHANGES_ROWS, Kind.CHANGES_SCHEMA}
    changes = tuple(dict.fromkeys(_changes(seen))) if changes_database else ()
    drops = kind is Kind.CHANGES_SCHEMA and drops_something(statement.text)
    return Look(kind, tracing.columns, changes, changes_database, drops, is_idle_inside)


def _changes(seen: list[Action]) -> Iterator[TableChange]:
    for action in seen:
        which, operation = _TABLE_CHANGES.get(action.code, (0, None))
        name = (action.first, action.second)[which]
        if operation and name is not None and (action.changes_schema or action.changes_rows):
            yield TableChange(name, operation, action.via)
