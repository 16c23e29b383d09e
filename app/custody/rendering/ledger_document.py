"""The ledger as pages for people to read: a PDF of the entries somebody asked for, and up to where the chain holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.crypto.canonical import Json, to_canonical
from app.custody.ledger import Entry, LedgerHead
from app.custody.rendering import figures
from app.custody.rendering.fonts import TYPEFACES, Fonts, Style, Typeface
from app.custody.rendering.page_parts import number_pages, put_checkpoint
from app.custody.rendering.painting import finish, new_pdf, paint
from app.custody.rendering.sheet import CODE, LABEL, TITLE, Column, Pair, Setting, Sheet
from app.progress import make_way

MOST_ENTRIES: Final = 20_000
"""A PDF is in memory as a whole while it is made."""

_FACTS: Final = Setting(Style.CODE, 6.2, 3.8)
_MOST_LINES: Final = 12
_ROWS_AT_ONCE: Final = 20
_COLUMNS: Final = (
    Column("Entry", 16, is_number=True),
    Column("Time (UTC)", 29),
    Column("Event", 29),
    Column("Ticket", 22),
    Column("Facts", 74, setting=_FACTS),
)

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class LedgerHeading:
    """What the first page says. `wanted` names what the entries were narrowed by; () for nothing."""

    vault: str
    fingerprint: str
    head: LedgerHead
    checkpoint: str
    made_at: datetime
    wanted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """An entry, and the number of the ticket it speaks of."""

    entry: Entry
    ticket: str


def render_ledger(
    heading: LedgerHeading,
    lines: Sequence[LedgerLine],
    laid_out: Report,
    painted: Report,
    *,
    typefaces: Sequence[Typeface] = TYPEFACES,
    is_compressed: bool = True,
) -> bytes:
    """The PDF. `laid_out` is told of entries, `painted` of pages, both of how many; they may raise."""
    pdf = new_pdf(is_compressed=is_compressed)
    fonts = Fonts(pdf, typefaces)
    try:
        sheet = Sheet(fonts)
        _open(sheet, heading, len(lines))
        sheet.table(_COLUMNS, _rows(lines, laid_out), most_lines=_MOST_LINES)
        number_pages(sheet, f"Ledger of vault {heading.vault}")
        for number, page in enumerate(sheet.pages, start=1):
            paint(pdf, fonts, [page])
            painted(number, len(sheet.pages))
            make_way()
    except BaseException:
        fonts.close()
        raise
    return finish(pdf, "Ledger", heading.made_at, None)


def _open(sheet: Sheet, heading: LedgerHeading, entries: int) -> None:
    sheet.put(["Ledger"], TITLE)
    in_all = figures.things(heading.head.size, "entry", "entries")
    told = f"{entries:,} of {in_all}" if heading.wanted else in_all
    sheet.put([f"{told}, written {figures.written_out(heading.made_at)}"], LABEL)
    sheet.skip(2.4)
    sheet.rule()
    sheet.skip(1.6)
    if heading.wanted:
        sheet.heading("Only entries with")
        sheet.pairs([Pair(name, value) for name, value in heading.wanted])
    sheet.heading("Chain")
    sheet.paragraph(
        f"Every entry was verified when this was written: the chain holds up to entry {heading.head.size:,}."
    )
    sheet.skip(1)
    sheet.pairs(
        [
            Pair("Vault", heading.vault, CODE),
            Pair("Hash of the last", heading.head.hash, CODE),
            Pair("Key fingerprint", heading.fingerprint, CODE),
        ]
    )
    put_checkpoint(sheet, heading.checkpoint)
    sheet.skip(1)
    sheet.paragraph(
        "These pages are a rendering. A table of all entries (.csv) holds the hash of each, from which the chain can be"
        " computed again; the checkpoint lies beside both as a file.",
    )
    sheet.heading("Entries")


def _rows(lines: Sequence[LedgerLine], laid_out: Report) -> Iterator[Sequence[str]]:
    for done, line in enumerate(lines):
        if done % _ROWS_AT_ONCE == 0:
            laid_out(done, len(lines))
            make_way()
        yield _row(line)


def _row(line: LedgerLine) -> Sequence[str]:
    entry = line.entry
    at = figures.moment(entry.at.isoformat())
    facts = " ".join(f"{name}={_shown(value)}" for name, value in sorted(entry.facts.items()))
    return (f"{entry.number:,}", f"{at:%Y-%m-%d %H:%M:%S}" if at else "", entry.event, line.ticket, facts)


def _shown(value: Json) -> str:
    return value if isinstance(value, str) else to_canonical(value).decode("ascii")
