"""Lines that no ledger of Bailee has: too long, too deep, in another form, or any bytes at all."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.custody.ledger import NO_HASH, Event, Ledger
from app.errors import AccessDenied, DiskFailed, LedgerDamaged
from tests.app.custody.ledgers import written
from tests.app.world import quick_place
from tests.fakes import NEW_YEAR, StoppedClock

LONGEST_LINE_BYTES = 1 << 20


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.jsonl"


@pytest.mark.parametrize("length", [LONGEST_LINE_BYTES - 1, LONGEST_LINE_BYTES, 3 * LONGEST_LINE_BYTES])
@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_longer_than_any_is_damage(path: Path, length: int, end: bytes) -> None:
    anchored = written(path, 1)
    path.write_bytes(path.read_bytes() + b"x" * length + end)
    is_torn = not end and length <= LONGEST_LINE_BYTES
    if is_torn:
        assert anchored.ledger.verify().size == 1
    else:
        with pytest.raises(LedgerDamaged):
            anchored.ledger.verify()
    anchored.ledger.append(Event.COPY_WIPED, copy="x")
    if not is_torn:
        with pytest.raises(LedgerDamaged):
            anchored.ledger.verify()


def test_a_line_nested_as_deeply_as_a_reader_can_stand_is_damage(path: Path) -> None:
    for depth in range(300, 1200, 50):
        path.write_bytes(b'{"at":' + b'{"a":' * depth + b"1" + b"}" * (depth + 1) + b"\n")
        with pytest.raises(LedgerDamaged):
            list(Ledger(path, StoppedClock()).entries())


def test_facts_nested_as_deeply_as_a_reader_can_stand_are_damage_or_an_entry(path: Path) -> None:
    for depth in range(900, 1010):
        facts = b'{"a":' * depth + b"1" + b"}" * depth
        line = (
            b'{"at":"2026-01-01T12:00:00+00:00","event":"x","facts":' + facts + b',"n":1,"prev":"' + b"0" * 64 + b'"}'
        )
        path.write_bytes(line + b"\n")
        with suppress(LedgerDamaged):
            assert len(list(Ledger(path, StoppedClock()).entries())) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n", 0),
        ("n", "1"),
        ("n", True),
        ("at", "yesterday"),
        ("at", 5),
        ("event", None),
        ("prev", "0" * 63),
        ("prev", "Z" * 64),
        ("facts", []),
        ("more", 1),
    ],
)
def test_a_first_line_with_a_wrong_field_is_damage(path: Path, name: str, value: object) -> None:
    line = {"at": NEW_YEAR.isoformat(), "event": "x", "facts": {}, "n": 1, "prev": NO_HASH}
    ledger = Ledger(path, StoppedClock())
    path.write_text(json.dumps(line, sort_keys=True, separators=(",", ":")) + "\n", "ascii")
    assert ledger.verify().size == 1
    path.write_text(json.dumps({**line, name: value}, sort_keys=True, separators=(",", ":")) + "\n", "ascii")
    with pytest.raises(LedgerDamaged):
        ledger.verify()


def test_a_line_in_another_form_is_damage_though_it_says_the_same(path: Path) -> None:
    ledger = written(path, 1).ledger
    path.write_bytes(path.read_bytes().replace(b'":', b'": '))
    with pytest.raises(LedgerDamaged, match="not in the form it was written in"):
        ledger.verify()


def test_a_place_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises((DiskFailed, AccessDenied)):
        list(Ledger(tmp_path, StoppedClock()).entries())


@given(
    data=st.one_of(
        st.binary(max_size=400), st.text(alphabet='{}[]":,0123456789natevpr\n', max_size=200).map(str.encode)
    )
)
def test_any_bytes_are_entries_or_damage(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    place = Path(quick_place() or tmp_path_factory.getbasetemp())
    path = place / f"bailee-fuzz-{tmp_path_factory.getbasetemp().parent.name}.jsonl"
    path.write_bytes(data)
    ledger = Ledger(path, StoppedClock())
    try:
        for read in (lambda: list(ledger.entries()), ledger.verify, ledger.head):
            with suppress(LedgerDamaged):
                read()
    finally:
        path.unlink()
