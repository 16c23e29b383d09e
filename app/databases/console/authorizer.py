"""Decides what a statement may do, from what SQLite itself finds in it: never from its text.

SQLite asks for each table, function and so on, while it compiles a statement and whatever triggers, views and virtual
tables bring along (https://sqlite.org/c3ref/set_authorizer.html).
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

import apsw

from app.databases.console import pragmas
from app.databases.console.cells import text_of

_TEMPORARY: Final = frozenset({"sqlite_temp_master", "sqlite_temp_schema"})
_CATALOGUE: Final = frozenset({"sqlite_master", "sqlite_schema"}) | _TEMPORARY
_ROWS: Final = frozenset({apsw.SQLITE_INSERT, apsw.SQLITE_UPDATE, apsw.SQLITE_DELETE})
_CREATES: Final = frozenset({
    apsw.SQLITE_CREATE_INDEX,
    apsw.SQLITE_CREATE_TABLE,
    apsw.SQLITE_CREATE_TEMP_INDEX,
    apsw.SQLITE_CREATE_TEMP_TABLE,
    apsw.SQLITE_CREATE_TEMP_TRIGGER,
    apsw.SQLITE_CREATE_TEMP_VIEW,
    apsw.SQLITE_CREATE_TRIGGER,
    apsw.SQLITE_CREATE_VIEW,
    apsw.SQLITE_CREATE_VTABLE,
})  # fmt: skip
DROPS: Final = frozenset({
    apsw.SQLITE_DROP_INDEX,
    apsw.SQLITE_DROP_TABLE,
    apsw.SQLITE_DROP_TEMP_INDEX,
    apsw.SQLITE_DROP_TEMP_TABLE,
    apsw.SQLITE_DROP_TEMP_TRIGGER,
    apsw.SQLITE_DROP_TEMP_VIEW,
    apsw.SQLITE_DROP_TRIGGER,
    apsw.SQLITE_DROP_VIEW,
    apsw.SQLITE_DROP_VTABLE,
})  # fmt: skip
_SCHEMA: Final = _CREATES | DROPS | {apsw.SQLITE_ALTER_TABLE, apsw.SQLITE_REINDEX, apsw.SQLITE_ANALYZE}
_CONTROL: Final = frozenset({apsw.SQLITE_TRANSACTION, apsw.SQLITE_SAVEPOINT})
_HARMLESS: Final = frozenset({apsw.SQLITE_READ, apsw.SQLITE_SELECT, apsw.SQLITE_RECURSIVE})

_MODULES: Final = frozenset({
    "dbstat",
    "fts3",
    "fts3tokenize",
    "fts4",
    "fts4aux",
    "fts5",
    "fts5vocab",
    "geopoly",
    "rtree",
    "rtree_i32",
})  # fmt: skip
"""Virtual tables that keep everything in the database they are in."""

_REACHING: Final = frozenset({"edit", "fts3_tokenizer", "load_extension", "readfile", "sqlite_log", "writefile"})
"""Functions that load code, touch files or speak to the program's log."""

_WRITING: Final = frozenset({"optimize"})
"""Functions that rewrite an index although the statement is a SELECT (FTS3 and FTS4)."""

_SPATIAL: Final = ("_node", "_parent", "_rowid")


class Rule(Enum):
    """What statements are held to."""

    READING = "reading"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a statement would do. `via` names the trigger or view that does it, "" for the statement itself."""

    code: int
    first: str | None
    second: str | None
    database: str
    via: str

    @property
    def changes_rows(self) -> bool:
        """Whether it changes rows of a table, not of the list of tables."""
        return self.code in _ROWS and (self.first or "").lower() not in _CATALOGUE

    @property
    def changes_schema(self) -> bool:
        """Whether it creates, drops or rebuilds something."""
        return self.code in _SCHEMA

    @property
    def controls_transaction(self) -> bool:
        """Whether it begins or ends a transaction or a savepoint."""
        return self.code in _CONTROL


def spatial_shadows(connection: apsw.Connection) -> frozenset[str]:
    """The tables behind R*Tree indexes, lower case.

    SQLite prepares its writes to them whenever such an index is opened, even to be read. Nobody else can write to them
    through a connection that is `SQLITE_DBCONFIG_DEFENSIVE`.
    """
    found = connection.execute(
        "SELECT CAST(name AS BLOB), rootpage FROM main.sqlite_schema WHERE type = 'table'", can_cache=False
    )
    text = text_of(connection)
    roots = {text(name).lower(): root for name, root in found}
    groups = ([name + ending for ending in _SPATIAL] for name, root in roots.items() if not root)
    return frozenset(name for group in groups if all(part in roots for part in group) for name in group)


class Guard:
    """An authorizer for `apsw.Connection.authorizer`. It notes what it was asked and why it refused.

    Set it anew after a change of rule, so that what was compiled under the other one is compiled again.
    """

    def __init__(self, rule: Rule, shadows: frozenset[str] = frozenset()) -> None:
        self.rule = rule
        self.shadows = shadows
        self.seen: list[Action] = []
        self.refusal = ""

    def forget(self) -> None:
        """Begin a new statement."""
        self.seen.clear()
        self.refusal = ""

    def __call__(self, code: int, first: str | None, second: str | None, database: str | None, via: str | None) -> int:
        """Called by SQLite."""
        if code in _HARMLESS:
            return apsw.SQLITE_OK
        if code in _ROWS and (first or "").lower() in self.shadows:
            return apsw.SQLITE_OK
        action = Action(code, first, second, database or "", via or "")
        self.seen.append(action)
        reason = self._reason(action)
        if not reason:
            return apsw.SQLITE_OK
        self.refusal = self.refusal or reason
        return apsw.SQLITE_DENY

    def _reason(self, action: Action) -> str:
        """Why not, or nothing."""
        writing = self.rule is Rule.WRITING
        reason = f"not allowed here: {apsw.mapping_authorizer_function.get(action.code, action.code)}"
        if action.code == apsw.SQLITE_FUNCTION:
            reason = _function_reason((action.second or "").lower(), writing=writing)
        elif action.code == apsw.SQLITE_PRAGMA:
            reason = _pragma_reason(action.first or "", action.second, writing=writing)
        elif action.controls_transaction:
            reason = ""
        elif action.code in {apsw.SQLITE_ATTACH, apsw.SQLITE_DETACH}:
            reason = "ATTACH, DETACH and VACUUM are not allowed: the copy must stay closed"
        elif action.code in _ROWS or action.changes_schema:
            reason = _module_reason(action) if writing else _write_reason(action)
        return reason


def _function_reason(name: str, *, writing: bool) -> str:
    if name in _REACHING:
        return f"the function {name} is not allowed: it can reach out of the copy"
    if name in _WRITING and not writing:
        return f"this session is read-only, and the function {name} writes"
    return ""


def _pragma_reason(name: str, value: str | None, *, writing: bool) -> str:
    if pragmas.is_allowed(name, value, writing=writing):
        return ""
    if not writing and pragmas.is_allowed(name, value, writing=True):
        return f"this session is read-only, and PRAGMA {name} would set something"
    return f"PRAGMA {name} is not allowed{' with a value' if value is not None else ''}"


def _module_reason(action: Action) -> str:
    module = (action.second or "").lower()
    if action.code != apsw.SQLITE_CREATE_VTABLE or module in _MODULES:
        return ""
    return f"virtual tables of the kind {module} are not allowed: they can reach out of the copy"


def _write_reason(action: Action) -> str:
    """For a session that only reads."""
    through = f" through {action.via}" if action.via else ""
    if action.code in _ROWS and action.changes_rows:
        return f"this session is read-only, and the statement changes rows of {action.first}{through}"
    return "this session is read-only, and the statement changes the schema"
