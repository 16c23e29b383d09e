"""The ledger: a chain of lines that shows where it was cut."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.custody.ledger import EMPTY, NO_HASH, Entry, Event, Ledger, LedgerHead
from app.disk.append import AppendFile
from app.errors import LedgerDamaged
from tests.app.custody.ledgers import Anchored, append_in_processes, append_many, written
from tests.fakes import NEW_YEAR, StoppedClock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.jsonl"


def test_every_line_carries_the_hash_of_the_one_before(path: Path) -> None:
    anchored = written(path, 3)
    entries = list(anchored.ledger.entries())
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == [NO_HASH, entries[0].hash, entries[1].hash]
    assert entries[2] == Entry(
        3, NEW_YEAR, "copy.cleared", entries[1].hash, {"copy": f"{2:032x}", "files": 2}, entries[2].hash
    )
    assert anchored.known == LedgerHead(3, entries[2].hash) == anchored.ledger.head() == anchored.ledger.verify()


def test_no_two_events_are_written_alike() -> None:
    assert len({event.value for event in Event}) == len(Event)


def test_a_ledger_that_is_not_there_is_empty_and_is_not_made_by_looking(path: Path) -> None:
    ledger = Ledger(path, StoppedClock())
    assert list(ledger.entries()) == []
    assert ledger.head() == EMPTY == ledger.verify()
    assert not path.exists()


def test_an_empty_file_is_an_empty_ledger(path: Path) -> None:
    path.touch()
    ledger = Ledger(path, StoppedClock())
    assert ledger.head() == EMPTY == ledger.verify()
    ledger.append(Event.VAULT_CREATED)
    assert ledger.verify().size == 1


def test_a_line_that_a_crash_left_unfinished_does_not_count_and_is_dropped_by_the_next(path: Path) -> None:
    anchored = written(path, 2)
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"at":"2026')
    assert anchored.ledger.head() == anchored.known
    assert anchored.ledger.verify().size == 2
    anchored.ledger.append(Event.COPY_WIPED, copy="x")
    assert path.read_bytes().startswith(whole + b'{"at":')
    assert [entry.event for entry in anchored.ledger.entries()][2:] == ["copy.wiped"]


def test_a_first_line_that_was_not_finished_does_not_count(path: Path) -> None:
    path.write_bytes(b'{"at"')
    anchored = Anchored(path)
    assert anchored.ledger.head() == EMPTY
    anchored.ledger.append(Event.VAULT_CREATED)
    assert anchored.ledger.verify().size == 1


def test_looking_at_the_head_takes_nothing_from_a_line_that_is_just_being_written(path: Path) -> None:
    anchored = written(path, 2)
    half = path.read_bytes() + b'{"at":"20'
    path.write_bytes(half)
    anchored.ledger.head()
    assert path.read_bytes() == half


class PowerCutError(Exception):
    """What a crash is to the code above it, but that the test goes on."""


class CutShort(Anchored):
    """A register after whose every note of a kind the power is cut."""

    def __init__(self, path: Path, *, is_line_written: bool) -> None:
        super().__init__(path)
        self.cuts = 0
        self._is_line_written = is_line_written

    def _note(self, head: LedgerHead) -> None:
        is_crash = bool(self.cuts) and bool(head.line) is not self._is_line_written
        self.cuts -= is_crash
        if not (is_crash and self._is_line_written):
            super()._note(head)
        if is_crash:
            raise PowerCutError


@pytest.mark.parametrize("is_line_written", [False, True])
@pytest.mark.parametrize("before", [0, 3])
def test_crashes_on_either_side_of_a_line_are_made_good_however_often_they_come(
    path: Path, is_line_written: bool, before: int
) -> None:
    cut = CutShort(path, is_line_written=is_line_written)
    for number in range(before):
        cut.ledger.append(Event.COPY_KEPT, copy=str(number))
    for number in range(3):
        cut.cuts = 1
        with pytest.raises(PowerCutError):
            cut.ledger.append(Event.COPY_WIPED, copy=f"cut {number}")
        assert cut.ledger.verify().size >= before
    cut.ledger.append(Event.COPY_WIPED, copy="last")
    assert cut.ledger.verify() == cut.known
    # Before the line: the later cuts came while the first line was being made good, and their own never began.
    begun = ["cut 0", "cut 1", "cut 2", "last"] if is_line_written else ["cut 0", "last"]
    assert [entry.facts["copy"] for entry in cut.ledger.entries()][before:] == begun


@pytest.mark.parametrize("forged", [1, 2])
def test_a_line_that_somebody_else_added_is_found_though_it_follows_the_one_before(path: Path, forged: int) -> None:
    anchored = written(path, 3)
    known = anchored.known
    for _ in range(forged):
        anchored.ledger.append(Event.KEY_DESTROYED, epoch=1)
    anchored.known = known
    with pytest.raises(LedgerDamaged, match="not a line that the register knows") as caught:
        anchored.ledger.verify()
    assert caught.value.entry == 4
    anchored.ledger.append(Event.COPY_WIPED, copy="x")
    with pytest.raises(LedgerDamaged) as caught:
        anchored.ledger.verify()
    assert caught.value.entry in {4, 5}


@pytest.mark.parametrize("left", [0, 1, 4])
def test_a_line_added_to_a_ledger_that_was_cut_leaves_the_gap_to_be_seen(path: Path, left: int) -> None:
    anchored = written(path, 5)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:left]))
    with pytest.raises(LedgerDamaged, match="missing at the end"):
        anchored.ledger.verify()
    anchored.ledger.append(Event.COPY_WIPED, copy="x")
    with pytest.raises(LedgerDamaged) as caught:
        anchored.ledger.verify()
    assert (caught.value.entry, caught.value.reason) == (left + 1, "lines are missing before line 6")


def test_a_line_that_another_program_adds_while_one_reads_is_no_damage(path: Path) -> None:
    anchored = written(path, 3)
    reading = anchored.ledger.entries()
    next(reading)
    for _ in range(2):
        anchored.ledger.append(Event.COPY_WIPED, copy="x")
    assert [entry.number for entry in reading] == [2, 3, 4, 5]


@pytest.mark.parametrize("line", [b"", b"rubbish", b"{}"], ids=["none", "rubbish", "empty"])
def test_a_line_that_the_register_lost_is_not_made_good(path: Path, line: bytes) -> None:
    anchored = written(path, 3)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    anchored.known = replace(anchored.known, line=line)
    with pytest.raises(LedgerDamaged, match="missing at the end"):
        anchored.ledger.verify()
    anchored.ledger.append(Event.COPY_WIPED, copy="x")
    with pytest.raises(LedgerDamaged, match="lines are missing before line 4"):
        anchored.ledger.verify()


def test_a_ledger_that_was_deleted_is_not_silently_begun_anew(path: Path) -> None:
    anchored = written(path, 3)
    path.unlink()
    anchored.ledger.append(Event.COPY_WIPED, copy="x")
    with pytest.raises(LedgerDamaged, match="lines are missing before line 4"):
        list(anchored.ledger.entries())


def test_a_last_line_that_was_exchanged_shows_even_after_more_was_added(path: Path) -> None:
    anchored = written(path, 3)
    forged = written(path.with_name("other.jsonl"), 2)
    forged.ledger.append(Event.COPY_KEPT, copy="forged")
    path.write_bytes(forged.ledger.path.read_bytes())
    assert anchored.ledger.head().size == anchored.known.size
    with pytest.raises(LedgerDamaged, match="not a line that the register knows"):
        anchored.ledger.verify()
    anchored.ledger.append(Event.COPY_WIPED, copy="x")
    with pytest.raises(LedgerDamaged, match="does not follow the line before") as caught:
        anchored.ledger.verify()
    assert caught.value.entry == 4


def test_appending_goes_on_behind_a_last_line_that_cannot_be_read(path: Path) -> None:
    anchored = written(path, 3)
    path.write_bytes(path.read_bytes() + b"rubbish\n")
    assert anchored.ledger.head() == anchored.known
    anchored.ledger.append(Event.COPY_WIPED, copy="x")
    with pytest.raises(LedgerDamaged) as caught:
        anchored.ledger.verify()
    assert caught.value.entry == 4


def test_nothing_is_added_to_rubbish_that_nobody_knows_the_size_of(path: Path) -> None:
    path.write_bytes(b"rubbish\n")
    with pytest.raises(LedgerDamaged, match="its last line cannot be read"):
        Ledger(path, StoppedClock()).append(Event.COPY_WIPED)
    assert path.read_bytes() == b"rubbish\n"


def test_processes_that_append_at_once_make_one_chain(path: Path) -> None:
    assert append_in_processes(path, 40, ("a", "b")) == [0, 0]
    entries = list(Ledger(path, StoppedClock()).entries())
    assert len(entries) == 80
    assert {str(entry.facts["copy"]) for entry in entries} == {"a", "b"}


def test_whoever_looks_while_another_appends_sees_whole_lines_only(path: Path) -> None:
    append_many(path, "first", 1)
    ledger, sizes = Ledger(path, StoppedClock()), []
    whole = AppendFile.open(path)
    try:
        for part in (b'{"at":"', b'2026"', b"}"):
            whole.append(part)
            sizes.append((ledger.head().size, ledger.verify().size))
    finally:
        whole.close()
    assert sizes == [(1, 1)] * 3


def test_a_line_that_was_held_up_can_be_written_without_another(path: Path) -> None:
    cut = CutShort(path, is_line_written=False)
    cut.cuts = 1
    with pytest.raises(PowerCutError):
        cut.ledger.append(Event.COPY_WIPED, copy="x")
    assert list(cut.ledger.entries()) == []
    for _ in range(2):
        cut.ledger.settle()
        assert [entry.facts["copy"] for entry in cut.ledger.entries()] == ["x"]
        assert not cut.known.line
