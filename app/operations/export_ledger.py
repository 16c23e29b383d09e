"""Export the ledger: every entry as CSV, or those somebody asked for as PDF; a signed checkpoint lies beside either.

All of the chain is verified as it is written. Hash and `previous` of each entry stand in the table, and the checkpoint
signs the last one: whoever has both, and the public key of the vault, can recompute the chain.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.crypto.canonical import to_canonical
from app.crypto.signing import fingerprint
from app.custody.checkpoint import make_checkpoint
from app.custody.ledger import EMPTY, Entry, LedgerHead
from app.custody.ledger_filter import subjects_of
from app.custody.rendering.ledger_document import MOST_ENTRIES, LedgerHeading, LedgerLine, render_ledger
from app.disk.append import AppendFile
from app.disk.durable import remove_file, write_new
from app.errors import InputRefused, TooManyEntries
from app.progress import Monitor, Step, Unit, make_way
from app.unlocked.ledger_wish import LedgerWish, filter_of
from app.unlocked.vault import Unlocked

COLUMNS: Final = ("entry", "at", "event", "ticket", "facts", "previous", "hash")
_AT_ONCE: Final = 500
_BETWEEN_PAUSES: Final = 50
_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "'", *"\uff1d\uff0b\uff0d\uff20")
_EVERYTHING: Final = LedgerWish()


@dataclass(frozen=True, slots=True)
class LedgerExport:
    """What was written: the file with so many entries, and the signed checkpoint of the ledger's last one."""

    file: Path
    checkpoint: Path
    entries: int


def checkpoint_beside(file: Path) -> Path:
    """Where the checkpoint of an export lies."""
    return file.with_name(f"{file.name}.checkpoint.txt")


def export_ledger(vault: Unlocked, to: Path, monitor: Monitor, wish: LedgerWish = _EVERYTHING) -> LedgerExport:
    """Write two new files, CSV or PDF by the ending of the name. What cannot be ended, or does not hold, leaves none.

    A table always holds every entry. A PDF can be of some. Raises TooManyEntries for more than it holds, InputRefused,
    FileExists, LedgerDamaged, Cancelled, DiskFull and its kin.
    """
    match to.suffix.lower():
        case ".csv" if not wish.is_for_all:
            raise InputRefused(field="--to", reason="a .csv file holds every entry; a .pdf file can hold some")
        case ".csv":
            head, entries = _write_table(vault, to, monitor)
        case ".pdf":
            head, entries = _write_pages(vault, to, monitor, wish)
        case _:
            raise InputRefused(field="--to", reason="the name must end in .csv or .pdf")
    try:
        write_new(checkpoint_beside(to), _checkpoint(vault, head).encode())
    except BaseException:
        remove_file(to)
        raise
    return LedgerExport(to, checkpoint_beside(to), entries)


def _checkpoint(vault: Unlocked, head: LedgerHead) -> str:
    return make_checkpoint(vault.keys.signer(), vault.keys.vault, head)


def _verified(vault: Unlocked, monitor: Monitor) -> Iterator[Entry]:
    """Every entry, told of now and then."""
    size = vault.ledger.head().size
    for entry in vault.ledger.complete_entries():
        yield entry
        if entry.number % _BETWEEN_PAUSES == 0:
            make_way()
        if entry.number % _AT_ONCE == 0:
            monitor.report(Step.VERIFYING, entry.number, max(size, entry.number), Unit.ENTRIES)


def _write_table(vault: Unlocked, to: Path, monitor: Monitor) -> tuple[LedgerHead, int]:
    file = AppendFile.create(to)
    try:
        try:
            head, some = EMPTY, list[Entry]()
            file.append(_lines([COLUMNS], start=_MARK))
            for entry in _verified(vault, monitor):
                head = LedgerHead(entry.number, entry.hash)
                some.append(entry)
                if len(some) == _AT_ONCE:
                    file.append(_rows(vault, some))
                    some = []
            file.append(_rows(vault, some))
            file.sync()
        finally:
            file.close()
    except BaseException:
        remove_file(to)
        raise
    return head, head.size


def _write_pages(vault: Unlocked, to: Path, monitor: Monitor, wish: LedgerWish) -> tuple[LedgerHead, int]:
    if wish.is_for_all and vault.ledger.head().size > MOST_ENTRIES:
        raise TooManyEntries(most=MOST_ENTRIES)
    head, found = _found(vault, monitor, wish)
    signer = vault.keys.signer()
    heading = LedgerHeading(
        vault=vault.keys.vault,
        fingerprint=fingerprint(signer.public_key),
        head=head,
        checkpoint=_checkpoint(vault, head),
        made_at=vault.clock.now(),
        wanted=_in_words(wish),
    )
    data = render_ledger(
        heading,
        _with_tickets(vault, found),
        lambda done, total: monitor.report(Step.SAVING, done, total, Unit.ENTRIES),
        lambda done, total: monitor.report(Step.SAVING, done, total, Unit.PAGES),
    )
    write_new(to, data)
    return head, len(found)


def _found(vault: Unlocked, monitor: Monitor, wish: LedgerWish) -> tuple[LedgerHead, list[Entry]]:
    """The end of the chain, all of which holds, and the entries that are wanted."""
    wanted, head, found = filter_of(vault, wish), EMPTY, list[Entry]()
    for entry in _verified(vault, monitor):
        head = LedgerHead(entry.number, entry.hash)
        if wanted.takes(entry):
            if len(found) == MOST_ENTRIES:
                raise TooManyEntries(most=MOST_ENTRIES)
            found.append(entry)
    return head, found


def _with_tickets(vault: Unlocked, entries: Sequence[Entry]) -> list[LedgerLine]:
    lines = list[LedgerLine]()
    for at in range(0, len(entries), _AT_ONCE):
        some = entries[at : at + _AT_ONCE]
        lines += [LedgerLine(entry, ticket) for entry, ticket in zip(some, _tickets(vault, some), strict=True)]
    return lines


def _in_words(wish: LedgerWish) -> tuple[tuple[str, str], ...]:
    said = (
        ("Search", wish.text.strip()),
        ("Event", ", ".join(sorted(wish.events))),
        ("Person", wish.technician),
        ("From", wish.since.isoformat(" ", "seconds") if wish.since else ""),
        ("Before", wish.until.isoformat(" ", "seconds") if wish.until else ""),
    )
    return tuple((name, text) for name, text in said if text)


def _tickets(vault: Unlocked, entries: Sequence[Entry]) -> list[str]:
    """The number of the ticket that each entry speaks of; "" where the register knows none."""
    known = vault.registry.subjects.of({subject for entry in entries for subject in subjects_of(entry)})
    numbers = [[known[each].ticket_number for each in subjects_of(entry)[:1] if each in known] for entry in entries]
    return [" ".join(each) for each in numbers]


def _rows(vault: Unlocked, entries: Sequence[Entry]) -> bytes:
    return _lines([
        (
            str(entry.number),
            entry.at.isoformat(),
            entry.event,
            _plain(ticket),
            to_canonical(dict(entry.facts)).decode("ascii"),
            entry.previous,
            entry.hash,
        )
        for entry, ticket in zip(entries, _tickets(vault, entries), strict=True)
    ])  # fmt: skip


def _plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _lines(rows: list[tuple[str, ...]], *, start: str = "") -> bytes:
    text = io.StringIO()
    text.write(start)
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode()
