"""What the ledger proves about the keys of one copy."""

from pathlib import Path

import pytest

from app.crypto.canonical import Json
from app.custody.ledger import Event, Ledger
from app.custody.trail import trail_of
from app.model import CopyId, KeyDeletion
from tests.app.custody.samples import COPY, a_record
from tests.fakes import StoppedClock

OTHER = CopyId("ff" * 16)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.jsonl", StoppedClock())


def destroyed(ledger: Ledger, epoch: int, *copies: str, deletions: int = 1, is_absent: bool = True) -> None:
    facts: dict[str, Json] = {
        "epoch": epoch,
        "store": "memory",
        "entry": f"bailee/v/{epoch}",
        "deletions": deletions,
        "is_absent": is_absent,
        "copies": list(copies),
    }
    ledger.append(Event.KEY_DESTROYED, **facts)


def test_it_runs_from_the_first_epoch_of_the_copy_to_the_one_that_ended_with_it(ledger: Ledger) -> None:
    ledger.append(Event.VAULT_CREATED)
    destroyed(ledger, 1, OTHER)
    destroyed(ledger, 2)
    destroyed(ledger, 3, COPY, OTHER)
    destroyed(ledger, 4, OTHER)
    trail = trail_of(ledger, a_record(first_epoch=2))
    assert [deletion.epoch for deletion in trail.deletions] == [2, 3]
    assert (trail.last_epoch, trail.is_sound, trail.head) == (3, True, ledger.head())
    assert trail.deletions[0] == KeyDeletion(2, "memory", "bailee/v/2", 1, is_absent=True)


def test_a_deletion_reported_twice_after_a_crash_counts_as_it_was_first_reported(ledger: Ledger) -> None:
    destroyed(ledger, 1, deletions=2)
    destroyed(ledger, 1, COPY, deletions=0)
    trail = trail_of(ledger, a_record())
    assert [(deletion.epoch, deletion.deletions) for deletion in trail.deletions] == [(1, 2)]
    assert trail.last_epoch == 1


def test_a_copy_that_the_ledger_does_not_see_end_has_its_first_epoch_alone(ledger: Ledger) -> None:
    destroyed(ledger, 1, OTHER)
    destroyed(ledger, 2, OTHER)
    trail = trail_of(ledger, a_record(first_epoch=2))
    assert (trail.last_epoch, [deletion.epoch for deletion in trail.deletions]) == (2, [2])
    assert trail_of(ledger, a_record(first_epoch=None)).last_epoch == 1


def test_an_empty_ledger_proves_nothing_and_is_sound(ledger: Ledger) -> None:
    trail = trail_of(ledger, a_record())
    assert (trail.deletions, trail.last_epoch, trail.is_sound) == ((), 1, True)


def test_of_a_damaged_ledger_what_stands_before_the_damage_counts(ledger: Ledger) -> None:
    destroyed(ledger, 1, OTHER)
    destroyed(ledger, 2, COPY)
    sound = ledger.path.read_bytes()
    ledger.path.write_bytes(sound + b"rubbish\n")
    trail = trail_of(ledger, a_record())
    assert (len(trail.deletions), trail.last_epoch, trail.is_sound, trail.head.size) == (2, 2, False, 2)
    ledger.path.write_bytes(b"rubbish\n" + sound)
    assert (trail_of(ledger, a_record()).deletions, trail_of(ledger, a_record()).is_sound) == ((), False)


@pytest.mark.parametrize("facts", [{}, {"epoch": "1", "store": "", "entry": "", "deletions": 0}], ids=["none", "text"])
def test_a_report_that_cannot_be_understood_is_damage(ledger: Ledger, facts: dict[str, Json]) -> None:
    ledger.append(Event.KEY_DESTROYED, **facts)
    assert not trail_of(ledger, a_record()).is_sound


@pytest.mark.parametrize("copies", [None, "no list", [1, None]], ids=repr)
def test_a_report_without_a_list_of_copies_ends_none(ledger: Ledger, copies: Json) -> None:
    ledger.append(Event.KEY_DESTROYED, epoch=1, store="s", entry="e", deletions=1, is_absent="yes", copies=copies)
    trail = trail_of(ledger, a_record())
    assert (trail.last_epoch, trail.is_sound) == (1, True)
    assert [deletion.is_absent for deletion in trail.deletions] == [False]


def test_a_long_ledger_lets_others_go_on_meanwhile(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[int] = []
    monkeypatch.setattr("app.custody.trail.make_way", lambda: pauses.append(1))
    for epoch in range(1, 121):
        destroyed(ledger, epoch, COPY if epoch == 120 else OTHER)
    trail = trail_of(ledger, a_record())
    assert (trail.last_epoch, len(trail.deletions), len(pauses)) == (120, 120, 2)
