"""Saving a result as CSV: the statement runs once more, and what leaves the copy is entered before it leaves."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.databases.console.personal import personal_columns
from app.databases.console.results import Result
from app.disk.handing_over import NewFile
from app.masking.kinds import Kind
from app.operations.read_sql import WayOut, read_sql
from app.progress import Monitor
from app.tables import Cell
from app.unlocked.vault import Unlocked
from ui.jobs import Job, Listing
from ui.screens.copy.tables.clippings import csv_line
from ui.screens.copy.tables.masked import masked
from ui.screens.copy.tables.sessions import Sessions
from ui.session import VaultSession

ESCAPES_TO = "file"


def save_dialog(parent: QWidget, proposed: str) -> QFileDialog:
    """Asks for a name that nobody has; does not wait for the answer, so that it holds up no lock."""
    title = QCoreApplication.translate("SqlSaving", "Save result")
    dialog = QFileDialog(parent, title, proposed, QCoreApplication.translate("SqlSaving", "CSV (*.csv)"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    # What is there is not replaced.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.selectFile(proposed)
    return dialog


def save_result(session: VaultSession, sessions: Sessions, path: bytes, sql: str, to: Path, *, is_masked: bool) -> Job:
    """Write the result of a statement into a new file; masked columns as they are shown."""
    record = sessions.record
    what = QCoreApplication.translate("SqlSaving", "Saving a result of {ticket}")
    listing = Listing(what.format(ticket=record.ticket.number), record.ticket.number)
    work = partial(_save, record.ticket.number, record.id, path, sql, to, partial(_as_csv, is_masked=is_masked))
    return session.run(work, lane=f"read:save:{record.id}", listing=listing, ticket=record.ticket.number)


def _save(
    ticket: str,
    copy: str,
    path: bytes,
    sql: str,
    to: Path,
    laid_out: Callable[[Iterator[Result]], Iterator[bytes]],
    vault: Unlocked,
    monitor: Monitor,
) -> Path:
    with NewFile(to) as file:
        read_sql(vault, ticket, path, sql, laid_out, WayOut(file.write, ESCAPES_TO), monitor, copy=copy)
        file.keep()
    return to


def _as_csv(results: Iterator[Result], *, is_masked: bool) -> Iterator[bytes]:
    for result in results:
        yield _bytes(csv_line([column.name for column in result.columns]))
        rows = result.fetch()
        kinds = personal_columns(result.columns, rows) if is_masked else ()
        while rows:
            yield _bytes("".join(csv_line(_hidden(row, kinds)) for row in rows))
            rows = result.fetch()


def _hidden(row: tuple[Cell, ...], kinds: tuple[Kind | None, ...]) -> tuple[Cell, ...]:
    if not any(kinds):
        return row
    return tuple(
        masked(cell, kind) if kind is not None and cell is not None else cell
        for cell, kind in zip(row, kinds, strict=True)
    )


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
