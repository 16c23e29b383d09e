"""What becomes of a script that somebody wants to run: read, written at once, or asked about first. And in which words.

The core judges every statement; here is only what follows from that for the person.
"""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.databases.console.examining import Caution, Effect, Examination
from app.databases.console.looking import Kind, Operation
from app.databases.console.statements import first_word
from app.errors import StatementRefused
from ui import formats

_WIDE = frozenset({Caution.NO_WHERE, Caution.EVERY_ROW, Caution.DROPS})


class Route(Enum):
    """Where a script goes."""

    READ = auto()
    WRITE = auto()
    ASK = auto()


def route(found: Examination, *, is_read_only: bool, in_transaction: bool) -> Route:
    """Asked about is what writes while the switch says read only, and what is wide in any case."""
    writing = [effect for effect in found.effects if needs_writer(effect)]
    if not writing:
        return Route.READ
    if in_transaction and all(effect.kind is Kind.CONTROLS_TRANSACTION for effect in writing):
        return Route.WRITE
    is_wide = any(_WIDE & set(effect.cautions) for effect in writing)
    return Route.ASK if is_read_only or is_wide else Route.WRITE


def needs_writer(effect: Effect) -> bool:
    """Whether a statement can only be run where it may write. What cannot be told is taken to."""
    return effect.changes_database or effect.kind is None or effect.kind is Kind.CONTROLS_TRANSACTION


@dataclass(frozen=True, slots=True)
class Question:
    """What is said before a script may write. `is_wide` where it takes much away at once."""

    text: str
    is_wide: bool


def question(found: Examination, *, is_counted: bool) -> Question:
    """What a script would do, as far as that is known."""
    writing = [effect for effect in found.effects if needs_writer(effect)]
    sentences = [_summary(found, writing, is_counted=is_counted)]
    sentences += dict.fromkeys(sentence for effect in writing for sentence in _warnings(effect))
    return Question(" ".join(filter(None, sentences)), any(_WIDE & set(effect.cautions) for effect in writing))


def refused_by_switch(error: StatementRefused) -> bool:
    """Whether it was refused for nothing but that it writes."""
    return error.reason.startswith("this session is read-only")


def _summary(found: Examination, writing: list[Effect], *, is_counted: bool) -> str:
    changing = [effect for effect in writing if effect.changes_database]
    if not changing:
        return QCoreApplication.translate("SqlQuestion", "This begins or ends a transaction.")
    tables = list(dict.fromkeys(change.table for effect in changing for change in effect.changes if not change.via))
    only_rows = all(effect.kind is Kind.CHANGES_ROWS for effect in changing)
    where = tables[0] if len(tables) == 1 else ""
    rows = found.rows if is_counted else None
    if not only_rows:
        if where:
            return QCoreApplication.translate("SqlQuestion", "This changes the structure of {table}.").format(
                table=where
            )
        return QCoreApplication.translate("SqlQuestion", "This changes the structure of the database.")
    if rows is None:
        return (
            QCoreApplication.translate("SqlQuestion", "This changes rows in {table}.").format(table=where)
            if where
            else QCoreApplication.translate("SqlQuestion", "This changes rows in %n table(s).", "", len(tables))
        )
    counted = formats.counted(
        QCoreApplication.translate("SqlQuestion", "This changes %n row(s)", "", formats.plural(rows)), rows
    )
    if where:
        return QCoreApplication.translate("SqlQuestion", "{changes} in {table}.").format(changes=counted, table=where)
    return QCoreApplication.translate("SqlQuestion", "{changes} in {tables} tables.").format(
        changes=counted, tables=formats.count(len(tables))
    )


def _warnings(effect: Effect) -> list[str]:
    found = []
    cautions = set(effect.cautions)
    if Caution.NO_WHERE in cautions:
        is_delete = any(change.operation is Operation.DELETE and not change.via for change in effect.changes)
        found.append(
            QCoreApplication.translate("SqlQuestion", "DELETE without WHERE deletes every row.")
            if is_delete
            else QCoreApplication.translate("SqlQuestion", "UPDATE without WHERE changes every row.")
        )
    elif Caution.EVERY_ROW in cautions:
        found.append(QCoreApplication.translate("SqlQuestion", "That is every row of the table."))
    if Caution.DROPS in cautions:
        names = [change.table for change in effect.changes if change.operation is Operation.DROP]
        if names:
            found.append(
                QCoreApplication.translate("SqlQuestion", "DROP removes {table} with all it holds.").format(
                    table=names[0]
                )
            )
        elif first_word(effect.statement.text) == "ALTER":
            found.append(QCoreApplication.translate("SqlQuestion", "A column is dropped with all it holds."))
        else:
            found.append(QCoreApplication.translate("SqlQuestion", "Something is dropped for good."))
    if effect.changed is not None and effect.changed.in_all > effect.changed.own:
        more = effect.changed.in_all - effect.changed.own
        found.append(
            QCoreApplication.translate(
                "SqlQuestion", "Triggers and foreign keys change %n more row(s).", "", formats.plural(more)
            ).replace(str(more), formats.count(more), 1)
        )
    return found
