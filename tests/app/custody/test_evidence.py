"""What keeps a wipe from being a plain PASS, and what that adds up to."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import pytest

from app.custody.evidence import Evidence, Shortfall, Verdict, shortfalls, verdict_of
from app.model import EscapeState, KeyMode
from tests.app.custody.samples import a_deletion, a_record, a_trail, an_escape, evidence, sound

FAILING = {Shortfall.KEY_PRESENT, Shortfall.OLD_TABLE_OPENS, Shortfall.FILES_REMAIN}
CASES: dict[Shortfall, Evidence] = {
    Shortfall.PASSPHRASE_ONLY: evidence(mode=KeyMode.PASSPHRASE),
    Shortfall.ESCAPES: evidence(escapes=[an_escape(EscapeState.RECLAIMED), an_escape()]),
    Shortfall.OLD_EPOCH_NOT_TRIED: evidence(verification=replace(sound(), old_table_opens=None)),
    Shortfall.EVIDENCE_MISSING: evidence(trail=a_trail(last=1)),
    Shortfall.KEY_PRESENT: evidence(verification=replace(sound(), key_in_table=True)),
    Shortfall.OLD_TABLE_OPENS: evidence(verification=replace(sound(), old_table_opens=True)),
    Shortfall.FILES_REMAIN: evidence(verification=replace(sound(), files_remaining=1)),
    Shortfall.LEDGER_DAMAGED: evidence(trail=a_trail(1, is_sound=False)),
}


def every_set() -> Iterable[tuple[Shortfall, ...]]:
    return (chosen for size in range(len(Shortfall) + 1) for chosen in combinations(Shortfall, size))


def test_nothing_wanting_is_a_pass() -> None:
    assert shortfalls(evidence()) == []
    assert verdict_of([]) is Verdict.PASS


@pytest.mark.parametrize("shortfall", Shortfall)
def test_each_shortfall_is_seen_alone_and_gives_its_verdict(shortfall: Shortfall) -> None:
    found = shortfalls(CASES[shortfall])
    assert found == [shortfall]
    assert verdict_of(found) is (Verdict.FAIL if shortfall in FAILING else Verdict.EXCEPTIONS)


def test_the_worst_shortfall_decides() -> None:
    for chosen in every_set():
        expected = Verdict.FAIL if FAILING & set(chosen) else Verdict.EXCEPTIONS if chosen else Verdict.PASS
        assert verdict_of(chosen) is expected


@pytest.mark.parametrize("mode", [KeyMode.KEYRING, KeyMode.KEYRING_AND_PASSPHRASE])
def test_every_epoch_from_the_first_to_the_last_needs_its_deletion(mode: KeyMode) -> None:
    record = a_record(first_epoch=3)
    assert shortfalls(evidence(mode=mode, record=record, trail=a_trail(3, 4, 5))) == []
    for proven in ([4, 5], [3, 5], [3, 4]):
        trail = a_trail(*proven, last=5)
        assert shortfalls(evidence(mode=mode, record=record, trail=trail)) == [Shortfall.EVIDENCE_MISSING]


def test_a_deletion_that_was_not_read_back_proves_nothing() -> None:
    trail = replace(a_trail(1), deletions=(a_deletion(1, is_absent=False),))
    assert shortfalls(evidence(trail=trail)) == [Shortfall.EVIDENCE_MISSING]


def test_a_copy_whose_first_epoch_was_not_noted_counts_from_the_first_of_all() -> None:
    record = a_record(first_epoch=None)
    assert shortfalls(evidence(record=record, trail=a_trail(2))) == [Shortfall.EVIDENCE_MISSING]
    assert shortfalls(evidence(record=record, trail=a_trail(1, 2))) == []


def test_without_a_keyring_there_is_no_deletion_to_ask_for() -> None:
    bare = replace(sound(), old_table_opens=None)
    trail = a_trail(last=4)
    assert shortfalls(evidence(mode=KeyMode.PASSPHRASE, trail=trail, verification=bare)) == [Shortfall.PASSPHRASE_ONLY]


def test_the_codes_are_the_documented_ones() -> None:
    assert {shortfall.value for shortfall in Shortfall} == {
        "passphrase-only-no-forward-secrecy",
        "escapes-outstanding",
        "old-epoch-not-tried-after-interruption",
        "key-deletion-evidence-missing",
        "key-still-present",
        "old-key-table-still-opens",
        "files-remain",
        "ledger-damaged",
    }
