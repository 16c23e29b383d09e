"""The sections with tables: deleted keys, cleared files, and what left the copy. Long ones are summarised."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from app.custody.rendering import figures, words
from app.custody.rendering.content import NOT_STATED, Part
from app.custody.rendering.fonts import Style
from app.custody.rendering.sheet import LABEL, Column, Setting, Sheet
from app.model import EscapeState

_Item = TypeVar("_Item")
MOST_ROWS = 40
_HASH = Setting(Style.CODE, 6.2, 3.8)


def keys_section(sheet: Sheet, keys: Part) -> None:
    """In which epochs the copy's key lay, and the evidence that each of them is gone."""
    sheet.heading("Keys and epochs")
    first, last = figures.count(keys, "first_epoch"), figures.count(keys, "last_epoch")
    epochs = f"in epoch {first}" if first == last else f"in epochs {first} to {last}"
    sheet.paragraph(f"The key of the copy was kept {epochs}, opened by {words.mode_words(keys.text('mode'))}.")
    sheet.skip(1)
    columns = [
        Column("Epoch", 14),
        Column("Key store", 34),
        Column("Entry", 82, setting=_HASH),
        Column("Deleted", 16, is_number=True),
        Column("Read back", 24),
    ]
    _table(sheet, columns, keys.parts("deletions"), _deletion, "No deletion of a key is on record.")


def clearing_section(sheet: Sheet, clearing: Part) -> None:
    """What was done to the files, by class, and what went wrong."""
    sheet.heading("Clearing of the files")
    sheet.paragraph(words.about_file_system(clearing))
    sheet.skip(1)
    columns = [
        Column("Class", 40),
        *(Column(name, 26, is_number=True) for name in ("Files", "Size", "Overwritten", "Blocks freed", "Removed")),
    ]
    _table(sheet, columns, clearing.fields("classes"), _class, "No file was there to be cleared.")
    failures = clearing.parts("failures")
    if failures:
        _table(sheet, [Column("Could not be cleared as intended", 100), Column("Reason", 70)], failures, _failure, "")


def escapes_section(sheet: Sheet, escapes: Sequence[Part], in_all: Part) -> None:
    """What left the sealed copy, which the erase of keys does not reach."""
    sheet.heading("Data that left the sealed copy")
    if escapes:
        reclaimed = in_all.whole(EscapeState.RECLAIMED.value) or 0
        outstanding = in_all.whole(EscapeState.OUTSTANDING.value) or 0
        number = figures.things(reclaimed + outstanding, "item", "items")
        sheet.paragraph(
            f"The cryptographic erase covers the encrypted boundary. {number}"
            f" left it: {reclaimed:,} reclaimed (cleared only), {outstanding:,} outstanding."
        )
        sheet.skip(1)
    columns = [
        Column("When", 39),
        Column("What", 46),
        Column("Size", 18, is_number=True),
        Column("SHA-256", 47, setting=_HASH),
        Column("State", 20),
    ]
    _table(sheet, columns, escapes, _escape, "Nothing is on record as having left it.")


def say_what_is_left_out(sheet: Sheet, total: int) -> None:
    """Where a list was longer than what is shown of it."""
    if total > MOST_ROWS:
        sheet.paragraph(f"And {total - MOST_ROWS:,} more in the JSON.", LABEL)


def _deletion(item: Part) -> list[str]:
    return [
        figures.count(item, "epoch"),
        _or_none(item, "store"),
        _or_none(item, "entry"),
        figures.count(item, "deletions"),
        words.read_back(item),
    ]


def _class(named: tuple[str, Part]) -> list[str]:
    name, item = named
    return [
        words.word(name),
        figures.count(item, "files"),
        figures.size(item, "bytes"),
        *(figures.count(item, what) for what in ("overwritten", "blocks_given_back", "removed")),
    ]


def _failure(item: Part) -> list[str]:
    return [words.word(item.text("class")), item.text("reason")]


def _escape(item: Part) -> list[str]:
    return [
        figures.time(item, "at"),
        item.text("what"),
        figures.size(item, "content_bytes"),
        item.text("sha256"),
        words.escape_words(item.text("state")),
    ]


def _or_none(item: Part, name: str) -> str:
    text = item.text(name)
    return "none" if text == NOT_STATED else text


def _table(
    sheet: Sheet, columns: Sequence[Column], items: Sequence[_Item], row: Callable[[_Item], list[str]], empty: str
) -> None:
    if items:
        sheet.table(columns, [row(item) for item in items[:MOST_ROWS]])
    else:
        sheet.paragraph(empty)
    say_what_is_left_out(sheet, len(items))
