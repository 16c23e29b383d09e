"""The ledger as a table with a signed checkpoint beside it: what others need to recompute the chain."""

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest

from app.crypto.canonical import to_canonical
from app.custody.checkpoint import read_checkpoint
from app.custody.ledger import Event
from app.errors import Cancelled, FileExists, LedgerDamaged
from app.operations.export_ledger import COLUMNS, checkpoint_beside, export_ledger
from app.operations.register import add_ticket
from app.progress import Monitor
from app.unlocked.vault import Unlocked
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
    assert (done.table, done.checkpoint) == (to, checkpoint_beside(to))
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
