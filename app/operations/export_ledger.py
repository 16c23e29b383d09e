"""Export the ledger: every entry as CSV, verified as it is written, and a signed checkpoint beside it.

Hash and `previous` of each entry stand in the table, and the checkpoint signs the last one: whoever has both, and the
public key of the vault, can recompute the chain.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.crypto.canonical import to_canonical
from app.custody.checkpoint import make_checkpoint
from app.custody.ledger import EMPTY, Entry, LedgerHead
from app.custody.ledger_pages import subjects_of
from app.disk.append import AppendFile
from app.disk.durable import remove_file, write_new
from app.progress import Monitor, Step, make_way
from app.unlocked.vault import Unlocked

COLUMNS: Final = ("entry", "at", "event", "ticket", "facts", "previous", "hash")
_AT_ONCE: Final = 500
_BETWEEN_PAUSES: Final = 50
_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "'", *"\uff1d\uff0b\uff0d\uff20")


@dataclass(frozen=True, slots=True)
class LedgerExport:
    """What was written: the table, and the signed checkpoint of its last entry."""

    table: Path
    checkpoint: Path
    entries: int


def checkpoint_beside(table: Path) -> Path:
    """Where the checkpoint of a table lies."""
    return table.with_name(f"{table.name}.checkpoint.txt")


def export_ledger(vault: Unlocked, to: Path, monitor: Monitor) -> LedgerExport:
    """Write two new files. What cannot be ended, or does not hold, leaves none.

    Raises FileExists, LedgerDamaged, Cancelled, DiskFull and its kin.
    """
    file = AppendFile.create(to)
    try:
        try:
            head = _write(vault, file, monitor)
            file.sync()
        finally:
            file.close()
        note = make_checkpoint(vault.keys.signer(), vault.keys.vault, head)
        write_new(checkpoint_beside(to), note.encode())
    except BaseException:
        remove_file(to)
        raise
    return LedgerExport(to, checkpoint_beside(to), head.size)


def _write(vault: Unlocked, file: AppendFile, monitor: Monitor) -> LedgerHead:
    size, head = vault.ledger.head().size, EMPTY
    some: list[Entry] = []
    file.append(_lines([COLUMNS], start=_MARK))
    for entry in vault.ledger.complete_entries():
        head = LedgerHead(entry.number, entry.hash)
        some.append(entry)
        if entry.number % _BETWEEN_PAUSES == 0:
            make_way()
        if len(some) == _AT_ONCE:
            file.append(_rows(vault, some))
            some = []
            monitor.report(Step.VERIFYING, entry.number, max(size, entry.number))
    file.append(_rows(vault, some))
    return head


def _rows(vault: Unlocked, entries: list[Entry]) -> bytes:
    known = vault.registry.subjects.of({subject for entry in entries for subject in subjects_of(entry)})
    return _lines([
        (
            str(entry.number),
            entry.at.isoformat(),
            entry.event,
            " ".join(_plain(known[each].ticket_number) for each in subjects_of(entry)[:1] if each in known),
            to_canonical(dict(entry.facts)).decode("ascii"),
            entry.previous,
            entry.hash,
        )
        for entry in entries
    ])  # fmt: skip


def _plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _lines(rows: list[tuple[str, ...]], *, start: str = "") -> bytes:
    text = io.StringIO()
    text.write(start)
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode()
