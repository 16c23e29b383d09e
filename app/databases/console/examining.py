"""What a script would change, found out by doing it in a savepoint and rolling that back."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

import apsw

from app.databases.console.guarded import Changed, GuardedConnection
from app.databases.console.looking import Kind, Look, Operation, TableChange
from app.databases.console.results import Result
from app.databases.console.statements import Statement, first_word, lacks_where, split
from app.databases.table_names import quoted
from app.errors import StatementFailed
from app.progress import Monitor

_SAVEPOINT: Final = "bailee_examination"


class Caution(Enum):
    """What a technician should be told in words before such a statement runs."""

    NO_WHERE = "UPDATE or DELETE without WHERE"
    EVERY_ROW = "changes every row of the table"
    DROPS = "drops something"


@dataclass(frozen=True, slots=True)
class Effect:
    """What one statement would do.

    `changed` is None where nothing was counted. `kind` is None where it needs a statement before it that was not run.
    """

    statement: Statement
    kind: Kind | None
    changes: tuple[TableChange, ...] = ()
    changes_database: bool = False
    changed: Changed | None = None
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Examination:
    """What a script would do, statement by statement."""

    effects: tuple[Effect, ...]

    @property
    def changes_database(self) -> bool:
        """Whether it would change anything; also if that cannot be told."""
        return any(effect.changes_database or effect.kind is None for effect in self.effects)

    @property
    def rows(self) -> int | None:
        """Rows changed by the statements themselves; None where one was not counted."""
        counts = [effect.changed for effect in self.effects if effect.changes_database or effect.kind is None]
        counted = [changed.own for changed in counts if changed is not None]
        return sum(counted) if len(counted) == len(counts) else None


def examine(guarded: GuardedConnection, script: str, monitor: Monitor, *, count: bool = True) -> Examination:
    """Look at a script under Rule.WRITING; with `count`, run what changes something and undo that.

    Nothing is counted on a connection that is open for reading only, nor while a transaction is open: a failure or a
    stop could roll that back too. Raises StatementRefused, StatementFailed, Cancelled, DatabaseBusy, NotADatabase.
    """
    if not count or guarded.in_transaction or guarded.connection.readonly("main"):
        return Examination(tuple(_looked_at(guarded, script, monitor)))
    last_rowid = guarded.connection.last_insert_rowid()
    guarded.order(f"SAVEPOINT {_SAVEPOINT}")
    try:
        return Examination(tuple(_tried(guarded, script, monitor)))
    finally:
        if guarded.in_transaction:
            guarded.order("ROLLBACK")
        guarded.connection.set_last_insert_rowid(last_rowid)


def _looked_at(guarded: GuardedConnection, script: str, monitor: Monitor) -> Iterator[Effect]:
    """Without running anything."""
    is_stale = False
    for statement in split(script):
        monitor.check()
        try:
            look = guarded.look(statement)
        except StatementFailed:
            if not is_stale:
                raise
            yield Effect(statement, kind=None)
            continue
        is_stale |= look.kind is Kind.CHANGES_SCHEMA
        yield _effect(statement, look)


def _tried(guarded: GuardedConnection, script: str, monitor: Monitor) -> Iterator[Effect]:
    """Run what changes something. BEGIN, COMMIT and savepoints are left out: all of it is rolled back anyway."""
    for statement in split(script):
        monitor.check()
        look = guarded.look(statement)
        if look.kind is Kind.CONTROLS_TRANSACTION and first_word(statement.text) == "ROLLBACK":
            yield _effect(statement, look)
            yield from _looked_at(guarded, script[statement.end :], monitor)
            return
        if not look.changes_database:
            yield _effect(statement, look)
            continue
        before = guarded.connection.total_changes()
        Result(guarded, statement, look, monitor).close()
        changed = guarded.changed_since(before, look)
        with guarded.stoppable(monitor):
            every_row = changed.own > 0 and _is_every_row(guarded.connection, look, changed.own)
        yield _effect(statement, look, changed, every_row=every_row)


def _effect(statement: Statement, look: Look, changed: Changed | None = None, *, every_row: bool = False) -> Effect:
    cautions: list[Caution] = []
    if look.kind is Kind.CHANGES_ROWS and lacks_where(statement.text):
        cautions.append(Caution.NO_WHERE)
    if every_row:
        cautions.append(Caution.EVERY_ROW)
    if look.drops:
        cautions.append(Caution.DROPS)
    return Effect(statement, look.kind, look.changes, look.changes_database, changed, tuple(cautions))


def _is_every_row(connection: apsw.Connection, look: Look, rows: int) -> bool:
    """Whether `rows`, just changed, are all the rows the table has or had. Reads no more rows than were changed."""
    own = next((change for change in look.changes if not change.via), None)
    if own is None or own.operation not in {Operation.UPDATE, Operation.DELETE}:
        return False
    table = quoted(own.table)
    if own.operation is Operation.DELETE:
        return next(connection.execute(f"SELECT 1 FROM {table} LIMIT 1", can_cache=False), None) is None  # noqa: S608
    counting = f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT {rows + 1})"  # noqa: S608
    found = connection.execute(counting, can_cache=False)
    return bool(next(found)[0] == rows)
