"""Commands that work with the databases of a copy."""

import argparse
import os
import sys

from app.cli.arguments import Commands, with_ticket
from app.cli.exits import Exit
from app.cli.output import count_text, indented, one_line, table, when_text, writing_out
from app.cli.result_layouts import as_csv, as_json, as_table, shortened
from app.cli.session import Session
from app.cli.shapes import name_bytes, name_text, time_text
from app.cli.standard_output import way_out_of, write_raw
from app.crypto.canonical import Json
from app.databases.console.examining import Caution, Effect, Examination
from app.databases.console.history import HistoryEntry
from app.databases.console.listing import TableInfo
from app.databases.console.writing import StatementReport
from app.errors import InputRefused
from app.operations.read_sql import WayOut, read_sql
from app.operations.show_history import show_history
from app.operations.show_tables import show_schema, show_tables
from app.operations.write_sql import examine_sql, undo_sql, write_sql

_LONGEST_SCRIPT_BYTES = 16 * 1024 * 1024
_CAUTIONS = {
    Caution.NO_WHERE: "it has no WHERE",
    Caution.EVERY_ROW: "it changes every row of the table",
    Caution.DROPS: "it drops something",
}


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    parser = _with_database(commands.add("sql", _sql, "Run SQL in a database of a copy; it only reads unless --write."))
    parser.add_argument("sql", metavar="SQL", help="one or more statements, or - to read them from standard input")
    parser.add_argument("--csv", action="store_true", help="give rows as CSV")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--write", action="store_true", help="let it change the copy; `undo-sql` takes it back")
    how.add_argument("--dry-run", action="store_true", help="say what it would change, and change nothing")
    _with_database(commands.add("tables", _tables, "List the tables of a database of a copy."))
    _with_database(commands.add("schema", _schema, "Show the schema of a database of a copy, as SQL."))
    parser = with_ticket(commands.add("history", _history, "Show what SQL was run on the databases of a copy."))
    parser.add_argument("--limit", type=int, default=100, metavar="N", help="so many of the newest")
    parser.add_argument("--contains", default="", metavar="TEXT", help="only those with this text in them")
    _with_database(commands.add("undo-sql", _undo_sql, "Take back the last run of SQL that changed a database."))


def _with_database(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    with_ticket(parser).add_argument("database", metavar="DB", help="path of the database in the copy")
    return parser


def _sql(session: Session, asked: argparse.Namespace) -> int:
    script = _script(asked.sql)
    if asked.write or asked.dry_run:
        return _write(session, asked, script) if asked.write else _examine(session, asked, script)
    laid_out = as_json if asked.json else as_csv if asked.csv else as_table
    descriptor = sys.stdout.fileno()
    if os.isatty(descriptor):
        session.bar.silence()
    with session.unlocked() as vault:
        way_out = WayOut(write_raw, way_out_of(descriptor))
        path = name_bytes(asked.database)
        read_sql(vault, asked.ticket, path, script, laid_out, way_out, session.monitor, copy=asked.copy)
        with writing_out():
            sys.stdout.buffer.flush()
    return Exit.DONE


def _write(session: Session, asked: argparse.Namespace, script: str) -> int:
    with session.unlocked() as vault:
        path = name_bytes(asked.database)
        record, report = write_sql(vault, asked.ticket, path, script, session.monitor, copy=asked.copy)
        session.bar.clear()
        value: dict[str, Json] = {
            "id": record.id,
            "ticket": asked.ticket,
            "changes": report.changed.in_all,
            "statements": [_of_statement(statement) for statement in report.statements],
        }
        lines = [f"Changed {count_text(report.changed.in_all, 'row')} in the copy."]
        if report.changed.in_all or any(statement.kind.value == "changes schema" for statement in report.statements):
            lines.append(f"Take it back with: bailee undo-sql {asked.ticket} {asked.database}")
        session.output.give(value, *lines)
    return Exit.DONE


def _of_statement(report: StatementReport) -> dict[str, Json]:
    """Without the rows it gave: those would leave the copy, and only `_sql` enters what leaves."""
    return {"kind": report.kind.value, "changes": report.changed.in_all}


def _examine(session: Session, asked: argparse.Namespace, script: str) -> int:
    with session.unlocked() as vault:
        path = name_bytes(asked.database)
        record, found = examine_sql(vault, asked.ticket, path, script, session.monitor, copy=asked.copy)
        session.bar.clear()
        value: dict[str, Json] = {
            "id": record.id,
            "ticket": asked.ticket,
            "changes_database": found.changes_database,
            "rows": found.rows,
            "statements": [_of_effect(effect) for effect in found.effects],
        }
        session.output.give(value, *_effect_lines(found))
    return Exit.DONE


def _of_effect(effect: Effect) -> dict[str, Json]:
    return {
        "sql": effect.statement.text,
        "kind": effect.kind.value if effect.kind else None,
        "rows": effect.changed.own if effect.changed else None,
        "rows_in_all": effect.changed.in_all if effect.changed else None,
        "tables": [
            {"table": change.table, "operation": change.operation.value, "via": change.via} for change in effect.changes
        ],
        "cautions": [caution.value for caution in effect.cautions],
    }


def _effect_lines(found: Examination) -> list[str]:
    lines = []
    for effect in found.effects:
        kind = effect.kind.value if effect.kind else "cannot be told before the statements above it have run"
        rows = f", {count_text(effect.changed.own, 'row')}" if effect.changed and effect.changes_database else ""
        lines.append(f"{indented(effect.statement.text)}\n    {kind}{rows}")
        lines += [f"    {change.operation.value} {one_line(change.table)}" for change in effect.changes]
        lines += [f"    Take care: {_CAUTIONS[caution]}." for caution in effect.cautions]
    lines.append("Nothing was changed.")
    return lines


def _tables(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        _, found = show_tables(vault, asked.ticket, name_bytes(asked.database), copy=asked.copy)
        rows = [
            (item.name, item.kind.value, _about(item), f"{len(item.columns)}", item.problem)
            for item in found
            if not item.is_internal
        ]
        lines = table(("Table", "Kind", "Rows", "Columns", ""), rows)
        session.output.give([_of_table(item) for item in found], *(lines if rows else ["There is no table."]))
    return Exit.DONE


def _about(item: TableInfo) -> str:
    return f"about {item.estimate.rows:,}" if item.estimate else ""


def _of_table(item: TableInfo) -> dict[str, Json]:
    return {
        "name": item.name,
        "kind": item.kind.value,
        "row_estimate": item.estimate.rows if item.estimate else None,
        "is_internal": item.is_internal,
        "problem": item.problem,
        "columns": [
            {
                "name": column.name,
                "type": column.declared,
                "is_required": column.is_required,
                "key_position": column.key_position,
                "default": column.default,
            }
            for column in item.columns
        ],
    }


def _schema(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        _, found = show_schema(vault, asked.ticket, name_bytes(asked.database), copy=asked.copy)
        value: Json = [
            {"kind": entry.kind, "name": entry.name, "table": entry.table, "sql": entry.sql} for entry in found
        ]
        session.output.give(value, *(f"{entry.sql};" for entry in found if entry.sql))
    return Exit.DONE


def _undo_sql(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        record, run = undo_sql(vault, asked.ticket, name_bytes(asked.database), session.monitor, copy=asked.copy)
        session.bar.clear()
        value: Json = {
            "id": record.id,
            "ticket": asked.ticket,
            "database": asked.database,
            "run": run.number,
            "began_at": time_text(run.began_at),
        }
        session.output.give(value, f"Took back the run of {when_text(run.began_at)}.")
    return Exit.DONE


def _history(session: Session, asked: argparse.Namespace) -> int:
    if asked.limit < 1:
        raise InputRefused(field="limit", reason="at least 1")
    with session.unlocked() as vault:
        _, found = show_history(vault, asked.ticket, limit=asked.limit, contains=asked.contains, copy=asked.copy)
        rows = [
            (
                when_text(entry.at),
                name_text(entry.database),
                entry.outcome.value,
                f"{entry.rows:,}",
                f"{entry.changes:,}",
                shortened(entry.sql),
            )
            for entry in found
        ]
        lines = table(("When", "Database", "Outcome", "Rows", "Changed", "SQL"), rows)
        session.output.give([_of_entry(entry) for entry in found], *(lines if found else ["Nothing was run."]))
    return Exit.DONE


def _of_entry(entry: HistoryEntry) -> dict[str, Json]:
    return {
        "at": time_text(entry.at),
        "database": name_text(entry.database),
        "sql": entry.sql,
        "outcome": entry.outcome.value,
        "rows": entry.rows,
        "changes": entry.changes,
        "milliseconds": round(entry.milliseconds),
    }


def _script(text: str) -> str:
    if text != "-":
        return text
    data = sys.stdin.buffer.read(_LONGEST_SCRIPT_BYTES + 1)
    if len(data) > _LONGEST_SCRIPT_BYTES:
        raise InputRefused(field="SQL", reason=f"longer than {_LONGEST_SCRIPT_BYTES} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused(field="SQL", reason="not UTF-8") from error
