"""The ledger as pages: what stands on them, and that nothing anybody wrote can break them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.custody.ledger import Entry, LedgerHead
from app.custody.rendering.ledger_document import LedgerHeading, LedgerLine, render_ledger
from tests.app.custody.rendering_samples import NOW, lines, pages

HEADING = LedgerHeading(
    vault="3f9d0c51b2a84e6f9d7c10a2b3c4d5e6",
    fingerprint="SHA256:abc",
    head=LedgerHead(1_000_412, "ab" * 32),
    checkpoint="bailee/3f9d\n1000412\nq6ur\n\n\N{EM DASH} bailee sig\n",
    made_at=NOW,
)


def line(number: int, ticket: str = "ERP-4711", **facts: object) -> LedgerLine:
    at = datetime(2026, 11, 17, 8, 0, tzinfo=UTC) + timedelta(minutes=number)
    return LedgerLine(Entry(number, at, "copy.escape", "0" * 64, facts, "f" * 64), ticket)  # type: ignore[arg-type]


def nobody(_done: int, _total: int) -> None:
    """Nobody listens."""


def printed(some: list[LedgerLine], heading: LedgerHeading = HEADING) -> list[str]:
    return lines(render_ledger(heading, some, nobody, nobody, typefaces=(), is_compressed=False))


def test_everything_that_matters_can_be_read() -> None:
    found = printed(
        [line(1, bytes=12, what="file", copies=["a", "b"])], replace(HEADING, wanted=(("Search", "hafen"),))
    )
    for text in [
        "Ledger",
        "1 of 1,000,412 entries, written 17 Nov 2026 17:12:03 UTC",
        "Only entries with",
        "Search",
        "hafen",
        "Every entry was verified when this was written: the chain holds up to entry 1,000,412.",
        HEADING.vault,
        HEADING.head.hash,
        "SHA256:abc",
        "bailee/3f9d",
        "1000412",
        "2026-11-17 08:01:00",
        "copy.escape",
        "ERP-4711",
        'bytes=12 copies=["a","b"] what=file',
        "Page 1 of 1",
    ]:
        assert text in found


def test_without_a_filter_it_is_of_all_entries() -> None:
    found = printed([line(1)])
    assert "1,000,412 entries, written 17 Nov 2026 17:12:03 UTC" in found
    assert "Only entries with" not in found


def test_the_head_of_the_table_stands_on_every_page_and_no_entry_is_lost() -> None:
    some = [line(number, bytes=number, copy=f"{number:032x}", sha256=f"{number:064x}") for number in range(1, 101)]
    data = render_ledger(HEADING, some, nobody, nobody, typefaces=(), is_compressed=False)
    found = lines(data)
    assert pages(data) > 3
    assert found.count("Time \\(UTC\\)") + found.count("Time (UTC)") == pages(data)
    assert [text for text in found if text.isdigit() and len(text) < 4] == [str(number) for number in range(1, 101)]
    assert f"Page {pages(data)} of {pages(data)}" in found


def test_long_facts_are_broken_and_what_is_too_long_is_cut() -> None:
    found = printed([line(1, copies=["c" * 32] * 60)])
    assert any(text.endswith("\N{HORIZONTAL ELLIPSIS}") for text in found)
    assert all(len(text) < 130 for text in found)


def test_what_was_written_by_anybody_is_shown_and_obeyed_by_nobody() -> None:
    found = printed([line(1, ticket="\u202eERP\n{nb}", note="(a) \\ b\x00")])
    assert any("\\u{202E}ERP" in text for text in found)
    assert any("note=(a) \\ b\\u{0}" in text for text in found)


def test_it_is_told_of_entries_and_then_of_pages_and_can_be_stopped() -> None:
    entries: list[tuple[int, int]] = []
    painted: list[tuple[int, int]] = []
    some = [line(number) for number in range(1, 101)]
    render_ledger(HEADING, some, lambda *now: entries.append(now), lambda *now: painted.append(now), typefaces=())
    assert entries == [(0, 100), (20, 100), (40, 100), (60, 100), (80, 100)]
    assert painted == [(number, len(painted)) for number in range(1, len(painted) + 1)]

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    for reports in ((stop, nobody), (nobody, stop)):
        with pytest.raises(InterruptedError):
            render_ledger(HEADING, some, *reports)


def test_the_same_entries_make_the_same_file() -> None:
    some = [line(number) for number in range(1, 30)]
    assert render_ledger(HEADING, some, nobody, nobody) == render_ledger(HEADING, some, nobody, nobody)
