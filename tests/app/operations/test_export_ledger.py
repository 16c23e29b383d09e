"""The ledger as a table with a signed checkpoint beside it: what others need to recompute the chain."""

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.crypto.canonical import to_canonical
from app.custody.checkpoint import read_checkpoint
from app.custody.ledger import Event
from app.custody.rendering.ledger_document import MOST_ENTRIES, LedgerHeading, LedgerLine
from app.errors import Cancelled, FileExists, InputRefused, LedgerDamaged, TooManyEntries
from app.operations import export_ledger as export_module
from app.operations.export_ledger import COLUMNS, checkpoint_beside, export_ledger
from app.operations.register import add_ticket
from app.progress import Monitor, Unit
from app.unlocked.ledger_wish import LedgerWish
from app.unlocked.vault import Unlocked
from tests.app.custody.long_ledger import lengthen_ledger
from tests.app.world import CUSTOMER, World


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "ledger.csv"


def table(to: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to.read_text("utf-8-sig"), newline="")))


def test_whoever_has_both_files_can_recompute_the_chain(world: World, vault: Unlocked, to: Path) -> None:
    world.check_out(vault)
    done = export_ledger(vault, to, world.monitor)
    rows = table(to)
    assert tuple(rows[0]) == COLUMNS
    previous = "0" * 64
    for number, row in enumerate(rows, start=1):
        line = {
            "n": number,
            "at": row["at"],
            "event": row["event"],
            "prev": previous,
            "facts": json.loads(row["facts"]),
        }
        previous = hashlib.sha256(to_canonical(line)).hexdigest()
        assert (row["entry"], row["hash"]) == (str(number), previous)
    note = checkpoint_beside(to).read_text("utf-8")
    checkpoint = read_checkpoint(note, vault.keys.signer().public_key)
    assert (checkpoint.head.size, checkpoint.head.hash) == (done.entries, previous)
    assert (done.file, done.checkpoint) == (to, checkpoint_beside(to))
    assert rows[-1]["ticket"] == "T-1"
    assert "Quartz" not in to.read_text("utf-8")


def test_no_ticket_becomes_a_formula(world: World, vault: Unlocked, to: Path) -> None:
    add_ticket(vault, "=1+1", "Title", CUSTOMER)
    world.check_out(vault, "=1+1")
    export_ledger(vault, to, world.monitor)
    assert table(to)[-1]["ticket"] == "'=1+1"


def test_more_entries_than_are_held_at_once_are_written(vault: Unlocked, to: Path) -> None:
    for number in range(1_100):
        vault.ledger.append(Event.ESCAPE, copy="x", bytes=number, sha256="")
    reports: list[int] = []
    done = export_ledger(vault, to, Monitor(lambda progress: reports.append(progress.done)))
    assert done.entries == len(table(to)) == vault.ledger.head().size
    assert reports == [500, 1_000]


def test_nothing_is_replaced(vault: Unlocked, to: Path) -> None:
    to.write_text("mine")
    with pytest.raises(FileExists):
        export_ledger(vault, to, Monitor())
    assert to.read_text() == "mine"
    to.unlink()
    checkpoint_beside(to).write_text("mine")
    with pytest.raises(FileExists):
        export_ledger(vault, to, Monitor())
    assert checkpoint_beside(to).read_text() == "mine"
    assert not to.exists()


def test_a_ledger_that_does_not_hold_is_not_exported(world: World, vault: Unlocked, to: Path) -> None:
    world.check_out(vault)
    path = vault.ledger.path
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))
    with pytest.raises(LedgerDamaged):
        export_ledger(vault, to, world.monitor)
    assert list(to.parent.glob("ledger*")) == []


def test_an_export_that_is_stopped_leaves_nothing(vault: Unlocked, to: Path) -> None:
    for number in range(1_100):
        vault.ledger.append(Event.ESCAPE, copy="x", bytes=number, sha256="")
    monitor = Monitor(lambda _: monitor.cancel())
    with pytest.raises(Cancelled):
        export_ledger(vault, to, monitor)
    assert list(to.parent.glob("ledger*")) == []


# ---- as pages


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return tmp_path / "ledger.pdf"


def test_the_whole_ledger_as_pages_with_its_checkpoint_beside(world: World, vault: Unlocked, pages: Path) -> None:
    world.check_out(vault)
    done = export_ledger(vault, pages, world.monitor)
    head = vault.ledger.head()
    assert (done.file, done.entries) == (pages, head.size)
    assert pages.read_bytes().startswith(b"%PDF-")
    checkpoint = read_checkpoint(done.checkpoint.read_text("utf-8"), vault.keys.signer().public_key)
    assert checkpoint.head == head


def test_only_what_is_looked_for_stands_on_the_pages(
    world: World, vault: Unlocked, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[LedgerHeading, Sequence[LedgerLine]]] = []

    def rendered(heading: LedgerHeading, lines: Sequence[LedgerLine], *_reports: object) -> bytes:
        seen.append((heading, lines))
        return b"%PDF-"

    monkeypatch.setattr(export_module, "render_ledger", rendered)
    add_ticket(vault, "T-9", "Another", CUSTOMER)
    world.check_out(vault)
    before = vault.ledger.head().size
    world.check_out(vault, "T-9")
    wish = LedgerWish(
        "T-9",
        frozenset({Event.COPY_HELD.value, Event.CHECKOUT_BEGUN.value}),
        vault.technician,
        vault.clock.now() - timedelta(days=1),
        vault.clock.now() + timedelta(days=1),
    )
    done = export_ledger(vault, pages, world.monitor, wish)
    [(heading, lines)] = seen
    assert [(line.entry.event, line.ticket) for line in lines] == [("checkout.begun", "T-9"), ("copy.held", "T-9")]
    assert [line.entry.number for line in lines] == [before + 1, before + 2]
    assert done.entries == 2
    assert heading.head == vault.ledger.head()
    assert [name for name, _ in heading.wanted] == ["Search", "Event", "Person", "From", "Before"]
    assert heading.wanted[1][1] == "checkout.begun, copy.held"
    assert export_ledger(vault, pages.with_name("none.pdf"), world.monitor, LedgerWish("nobody")).entries == 0


def test_a_table_is_never_of_some_entries(world: World, vault: Unlocked, to: Path) -> None:
    with pytest.raises(InputRefused, match="holds every entry"):
        export_ledger(vault, to, world.monitor, LedgerWish("T-1"))
    with pytest.raises(InputRefused, match="csv or"):
        export_ledger(vault, to.with_suffix(".txt"), world.monitor)
    assert list(to.parent.glob("ledger*")) == []


def test_more_entries_than_pages_hold_are_refused_before_they_are_read(vault: Unlocked, pages: Path) -> None:
    lengthen_ledger(vault, MOST_ENTRIES, 1)
    reports: list[int] = []
    with pytest.raises(TooManyEntries) as refused:
        export_ledger(vault, pages, Monitor(lambda progress: reports.append(progress.done)))
    assert (refused.value.most, reports) == (MOST_ENTRIES, [])
    with pytest.raises(TooManyEntries):
        export_ledger(vault, pages, Monitor(), LedgerWish(since=datetime(2026, 1, 1, tzinfo=UTC)))
    assert list(pages.parent.glob("ledger*")) == []


def test_a_long_ledger_is_verified_and_told_of_in_entries_and_then_pages(vault: Unlocked, pages: Path) -> None:
    lengthen_ledger(vault, 1_100, 1)
    reports: list[Unit] = []
    done = export_ledger(vault, pages, Monitor(lambda progress: reports.append(progress.unit)))
    assert done.entries == vault.ledger.head().size
    assert sorted({unit.value for unit in reports}) == ["entries", "pages"]
    assert reports[:2] == [Unit.ENTRIES, Unit.ENTRIES]
    assert reports[-1] is Unit.PAGES


@pytest.mark.parametrize("unit", [Unit.ENTRIES, Unit.PAGES])
def test_pages_that_are_stopped_leave_nothing(vault: Unlocked, pages: Path, unit: Unit) -> None:
    lengthen_ledger(vault, 300, 1)
    monitor = Monitor(lambda progress: monitor.cancel() if progress.unit is unit else None)
    with pytest.raises(Cancelled):
        export_ledger(vault, pages, monitor)
    assert list(pages.parent.glob("ledger*")) == []


def test_a_ledger_that_does_not_hold_makes_no_pages(world: World, vault: Unlocked, pages: Path) -> None:
    world.check_out(vault)
    path = vault.ledger.path
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))
    with pytest.raises(LedgerDamaged):
        export_ledger(vault, pages, world.monitor)
    assert list(pages.parent.glob("ledger*")) == []


def test_pages_without_their_checkpoint_do_not_stay(vault: Unlocked, pages: Path) -> None:
    checkpoint_beside(pages).write_text("mine")
    with pytest.raises(FileExists):
        export_ledger(vault, pages, Monitor())
    assert not pages.exists()
    pages.write_text("mine")
    with pytest.raises(FileExists):
        export_ledger(vault, pages, Monitor())
    assert pages.read_text() == "mine"
