"""Page the ledger: its entries newest first, searched and filtered, with what the ids in them mean to people."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.custody.ledger import Entry
from app.custody.ledger_filter import subjects_of
from app.custody.ledger_pages import (
    INDEX_LINES,
    LedgerHits,
    LedgerIndex,
    LedgerLine,
    index_ledger,
    lines_at,
    lines_before,
    lines_behind,
    place_in,
    search_ledger,
)
from app.progress import Monitor
from app.registry.paging import Page, PageAsk, Survey
from app.registry.subjects import Subject
from app.unlocked.chain_notes import ChainState, chain_state
from app.unlocked.ledger_wish import LedgerWish, filter_of
from app.unlocked.vault import Unlocked

__all__ = ["INDEX_LINES", "LedgerHits", "LedgerIndex", "LedgerWish"]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An entry as a list shows it; `entry` is None for a line that cannot be read. `start` is where it begins.

    `subject` is the first of the copies and tickets it speaks of, of which there are `subjects`; None where the
    register knows none of them.
    """

    start: int
    entry: Entry | None
    subject: Subject | None = None
    subjects: int = 0


def page_ledger(vault: Unlocked, index: LedgerIndex | None, ask: PageAsk[int]) -> Page[LedgerRow, int]:
    """A page of all entries. Without an index only what stands at the end of the ledger can be asked for."""
    path = vault.ledger.path
    if ask.after is not None and not ask.skip:
        lines = lines_before(path, ask.after, ask.most)
    elif index is not None:
        lines = lines_behind(path, index, ask.first, ask.most)
    else:
        lines = lines_before(path, None, ask.first + ask.most)[ask.first :]
    return _page(vault, ask.first, lines, is_end=not lines or lines[-1].start == 0)


def survey_ledger(
    vault: Unlocked, known: LedgerIndex, starts: Collection[int], monitor: Monitor
) -> tuple[LedgerIndex, Survey[int]]:
    """The index brought up to date, how many entries there are, and where those stand that begin at `starts`."""
    path = vault.ledger.path
    index = index_ledger(path, known, monitor)
    places = {str(start): place for start in starts if (place := place_in(path, index, start)) is not None}
    return index, Survey(index.lines, (), places)


def search_in_ledger(vault: Unlocked, wish: LedgerWish, hits: LedgerHits, monitor: Monitor) -> None:
    """Look for entries from the newest on; what is found is added to `hits` as it goes. Raises Cancelled."""
    search_ledger(vault.ledger.path, filter_of(vault, wish), hits, monitor)


def page_hits(vault: Unlocked, hits: LedgerHits, ask: PageAsk[int]) -> Page[LedgerRow, int]:
    """A page of what a search has found so far."""
    lines = lines_at(vault.ledger.path, hits.some(ask.first, ask.most))
    return _page(vault, ask.first, lines, is_end=len(lines) < ask.most)


def people_in_ledger(vault: Unlocked) -> list[str]:
    """Everybody who ever checked out a copy."""
    return vault.registry.subjects.technicians()


def chain_of_ledger(vault: Unlocked) -> ChainState:
    """What the last look at the whole chain gave."""
    return chain_state(vault.registry.meta)


def _page(vault: Unlocked, first: int, lines: list[LedgerLine], *, is_end: bool) -> Page[LedgerRow, int]:
    ids = {subject for line in lines if line.entry for subject in subjects_of(line.entry)}
    known = vault.registry.subjects.of(ids)
    rows = tuple(_row(line, known) for line in lines)
    return Page(first, rows, rows[-1].start if rows else None, is_end=is_end)


def _row(line: LedgerLine, known: Mapping[str, Subject]) -> LedgerRow:
    if line.entry is None:
        return LedgerRow(line.start, None)
    ids = subjects_of(line.entry)
    found = [known[each] for each in ids if each in known]
    # An entry that names a copy and its ticket speaks of the copy.
    found.sort(key=lambda subject: not subject.technician)
    tickets = {subject.ticket_number for subject in found}
    return LedgerRow(line.start, line.entry, found[0] if found else None, len(tickets) or len(ids))
