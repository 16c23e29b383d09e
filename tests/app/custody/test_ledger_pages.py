"""The ledger in pages, from its end: the same lines as reading it from the beginning, whatever lies in the file."""

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.custody import ledger_pages
from app.custody.ledger import LONGEST_LINE_BYTES, Event, read_line
from app.custody.ledger_filter import LedgerFilter, Need, subjects_of
from app.custody.ledger_pages import (
    INDEX_LINES,
    LedgerHits,
    LedgerIndex,
    index_ledger,
    lines_at,
    lines_before,
    lines_behind,
    place_in,
    search_ledger,
)
from app.errors import Cancelled
from app.progress import Monitor, Progress
from tests.app.custody.ledgers import written
from tests.app.world import quick_place
from tests.fakes import NEW_YEAR


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.jsonl"


def long_ledger(path: Path, count: int) -> list[int]:
    """Many lines without a true chain, as nobody verifies it here; where each begins."""
    starts, lines, end = [], [], 0
    for number in range(1, count + 1):
        fields = {
            "at": (NEW_YEAR + timedelta(minutes=number)).isoformat(),
            "event": "copy.escape" if number % 3 else "copy.held",
            "facts": {"copy": f"{number % 7:032x}", "pad": "x" * (number % 50)},
            "n": number,
            "prev": "0" * 64,
        }
        line = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode() + b"\n"
        starts.append(end)
        lines.append(line)
        end += len(line)
    path.write_bytes(b"".join(lines))
    return starts


def numbers(lines: list[ledger_pages.LedgerLine]) -> list[int]:
    return [line.entry.number if line.entry else 0 for line in lines]


def found(path: Path, wanted: LedgerFilter) -> list[int]:
    hits = LedgerHits()
    search_ledger(path, wanted, hits, Monitor())
    numbered = numbers(lines_at(path, hits.some(0, len(hits))))
    # What goes through the entries one by one takes the same ones.
    entries = map(read_line, path.read_bytes().splitlines() if path.exists() else [])
    assert [entry.number for entry in entries if wanted.takes(entry)] == numbered[::-1]
    return numbered


# ---- pages


def test_the_newest_lines_come_first_and_pages_follow_each_other(path: Path) -> None:
    starts = long_ledger(path, 2_500)
    first = lines_before(path, None, 200)
    assert numbers(first) == list(range(2_500, 2_300, -1))
    assert [line.start for line in first] == starts[:2_299:-1]
    second = lines_before(path, first[-1].start, 200)
    assert numbers(second) == list(range(2_300, 2_100, -1))
    assert numbers(lines_before(path, starts[3], 200)) == [3, 2, 1]
    assert lines_before(path, 0, 200) == []


def test_the_first_page_does_not_read_the_whole_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ledger(path, 5_000)
    read: list[int] = []
    plain = ledger_pages._Reading._read

    def counted(reading: ledger_pages._Reading, start: int, size: int) -> bytes:
        read.append(size)
        return plain(reading, start, size)

    monkeypatch.setattr(ledger_pages._Reading, "_read", counted)
    assert len(lines_before(path, None, 200)) == 200
    assert sum(read) < path.stat().st_size / 5


def test_entries_are_those_of_the_ledger_itself(path: Path) -> None:
    anchored = written(path, 6)
    assert [line.entry for line in lines_before(path, None, 10)] == list(anchored.ledger.entries())[::-1]


def test_a_ledger_that_is_not_there_is_empty(path: Path) -> None:
    assert lines_before(path, None, 10) == []
    assert index_ledger(path, LedgerIndex(), Monitor()) == LedgerIndex()
    assert lines_behind(path, LedgerIndex(), 0, 10) == []
    assert found(path, LedgerFilter()) == []
    assert lines_at(path, [5])[0].entry is None
    assert place_in(path, LedgerIndex(), 0) is None


def test_a_line_that_a_crash_left_unfinished_does_not_count(path: Path) -> None:
    written(path, 3)
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"at":"2026')
    assert numbers(lines_before(path, None, 10)) == [3, 2, 1]
    assert index_ledger(path, LedgerIndex(), Monitor()).lines == 3
    path.write_bytes(b'{"at":"2026')
    assert lines_before(path, None, 10) == []
    assert index_ledger(path, LedgerIndex(), Monitor()) == LedgerIndex()


def test_a_line_that_cannot_be_read_is_shown_as_such(path: Path) -> None:
    written(path, 3)
    first, second, third = path.read_bytes().splitlines(keepends=True)
    deep = b'{"a":' * 2_000 + b"1" + b"}" * 2_000 + b"\n"
    path.write_bytes(first + b"nonsense\n" + deep + second + b"\n" + third)
    assert numbers(lines_before(path, None, 10)) == [3, 0, 2, 0, 0, 1]


def test_what_is_longer_than_any_line_ends_the_reading(path: Path) -> None:
    written(path, 2)
    first, second = path.read_bytes().splitlines(keepends=True)
    overlong = b"x" * (2 * LONGEST_LINE_BYTES)
    path.write_bytes(first + overlong + b"\n" + second)
    assert numbers(lines_before(path, None, 10)) == [2]
    index = index_ledger(path, LedgerIndex(), Monitor())
    assert index.lines == 3
    assert numbers(lines_behind(path, index, 0, 10)) == [1]
    assert lines_at(path, [len(first)])[0].entry is None


# ---- the index


def test_an_index_leads_to_any_line(path: Path) -> None:
    starts = long_ledger(path, 4_321)
    index = index_ledger(path, LedgerIndex(), Monitor())
    assert (index.lines, index.end) == (4_321, path.stat().st_size)
    assert index.starts == tuple(starts[::INDEX_LINES])
    for skip in (0, 1, 199, 999, 1_000, 2_321, 4_000, 4_320):
        lines = lines_behind(path, index, skip, 200)
        assert numbers(lines) == list(range(4_321 - skip, max(0, 4_121 - skip), -1))
    assert lines_behind(path, index, 4_321, 200) == []
    for number in (1, 1_000, 1_001, 4_321):
        assert place_in(path, index, starts[number - 1]) == 4_321 - number
    assert place_in(path, index, starts[5] + 1) is None
    assert place_in(path, index, index.end) is None


def test_an_index_ends_where_the_last_line_of_a_step_does(path: Path) -> None:
    long_ledger(path, INDEX_LINES)
    index = index_ledger(path, LedgerIndex(), Monitor())
    assert index.starts == (0, path.stat().st_size)
    assert numbers(lines_behind(path, index, 0, 1)) == [INDEX_LINES]


def test_an_index_is_brought_up_to_date_by_what_was_added(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ledger(path, 3_500)
    whole = path.read_bytes()
    cut = whole.index(b"\n", len(whole) // 2) + 1
    path.write_bytes(whole[: cut + 7])  # with the beginning of a line
    before = index_ledger(path, LedgerIndex(), Monitor())
    assert before.end == cut
    path.write_bytes(whole)
    begun: list[int] = []
    plain = ledger_pages._Reading._read

    def noted(reading: ledger_pages._Reading, start: int, size: int) -> bytes:
        begun.append(start)
        return plain(reading, start, size)

    monkeypatch.setattr(ledger_pages._Reading, "_read", noted)
    after = index_ledger(path, before, Monitor())
    assert min(begun) == cut
    assert after == index_ledger(path, LedgerIndex(), Monitor())


def test_an_index_of_a_ledger_that_was_cut_is_made_anew(path: Path) -> None:
    long_ledger(path, 50)
    before = index_ledger(path, LedgerIndex(), Monitor())
    long_ledger(path, 20)
    assert index_ledger(path, before, Monitor()).lines == 20
    assert numbers(lines_behind(path, before, 0, 50)) == list(range(20, 0, -1))


def test_indexing_tells_how_far_it_is_and_can_be_stopped(path: Path) -> None:
    long_ledger(path, 3_000)
    reports: list[Progress] = []
    index_ledger(path, LedgerIndex(), Monitor(reports.append))
    assert reports[-1].done == reports[-1].total == path.stat().st_size
    stopped = Monitor()
    stopped.cancel()
    with pytest.raises(Cancelled):
        index_ledger(path, LedgerIndex(), stopped)


@given(
    data=st.one_of(st.binary(max_size=300), st.text(alphabet="ab\n", max_size=100).map(str.encode)),
    block=st.integers(1, 40),
)
def test_reading_backwards_gives_what_reading_forwards_gives(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, block: int
) -> None:
    place = Path(quick_place() or tmp_path_factory.getbasetemp())
    path = place / f"bailee-pages-{tmp_path_factory.getbasetemp().parent.name}.jsonl"
    path.write_bytes(data)
    try:
        with ledger_pages._Reading(path) as reading:
            end = data.rfind(b"\n") + 1
            forwards = list(reading.forwards(0, end))
            assert [line for _, line in forwards] == data[:end].split(b"\n")[:-1]
            assert list(reading.backwards(len(data), block))[::-1] == forwards
        index = index_ledger(path, LedgerIndex(), Monitor())
        assert (index.lines, index.end) == (data.count(b"\n"), end)
    finally:
        path.unlink()


# ---- searching


def test_lines_are_found_by_event_by_copy_and_by_both(path: Path) -> None:
    long_ledger(path, 300)
    copy = f"{3:032x}"
    held = Need(events=frozenset({"copy.held"}))
    third = Need(subjects=frozenset({copy}))
    assert found(path, LedgerFilter((held,))) == [n for n in range(300, 0, -1) if n % 3 == 0]
    assert found(path, LedgerFilter((third,))) == [n for n in range(300, 0, -1) if n % 7 == 3]
    assert found(path, LedgerFilter((held, third))) == [n for n in range(300, 0, -1) if n % 21 == 3]
    either = Need(frozenset({"copy.held"}), frozenset({copy}))
    assert found(path, LedgerFilter((either,))) == [n for n in range(300, 0, -1) if n % 3 == 0 or n % 7 == 3]
    assert found(path, LedgerFilter((Need(),))) == []
    assert len(found(path, LedgerFilter())) == 300


def test_lines_are_found_among_more_ids_than_can_be_looked_for_at_once(path: Path) -> None:
    long_ledger(path, 70)
    ids = frozenset(f"{number:032x}" for number in range(5, 500))
    assert found(path, LedgerFilter((Need(subjects=ids),))) == [n for n in range(70, 0, -1) if n % 7 >= 5]
    assert found(path, LedgerFilter((Need(events=frozenset({"é"})),))) == []


def test_lines_are_found_by_time(path: Path) -> None:
    long_ledger(path, 30)
    since, until = NEW_YEAR + timedelta(minutes=10), NEW_YEAR + timedelta(minutes=13)
    assert found(path, LedgerFilter((), since, until)) == [12, 11, 10]
    assert found(path, LedgerFilter((), since)) == list(range(30, 9, -1))
    assert found(path, LedgerFilter((), None, until)) == list(range(12, 0, -1))


def test_lines_that_make_no_sense_are_not_found(path: Path) -> None:
    lines = [
        b"nonsense",
        b"[]",
        b'{"event":"x"}',
        b'{"at":5,"event":"x","facts":{}}',
        b'{"at":"2026-01-01T00:00:00","event":"x","facts":{}}',
        b'{"at":"2026-01-01T00:00:00+00:00","event":["x"],"facts":{}}',
        b'{"at":"2026-01-01T00:00:00+00:00","event":"y","facts":["x"]}',
        b'{"at":"2026-01-01T00:00:00+00:00","event":"y","facts":{"copies":["x",1],"copy":2}}',
    ]
    path.write_bytes(b"\n".join(lines) + b"\n")
    hits = LedgerHits()
    wanted = Need(frozenset({"x"}), frozenset({"x"}))
    search_ledger(path, LedgerFilter((wanted,), NEW_YEAR - timedelta(days=900)), hits, Monitor())
    assert len(hits) == 1


def test_ids_are_taken_from_every_kind_of_fact(path: Path) -> None:
    ledger = written(path, 0).ledger
    ledger.append(Event.KEY_DESTROYED, copies=["a", "b"], epoch=1)
    ledger.append(Event.CHECKOUT_BEGUN, copy="a", ticket="t")
    ledger.append(Event.VAULT_CREATED)
    assert [subjects_of(entry) for entry in ledger.entries()] == [["a", "b"], ["a", "t"], []]


def test_hits_come_while_it_is_searched_and_searching_can_be_stopped(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_ledger(path, 1_000)
    monkeypatch.setattr(ledger_pages, "_SCAN_BLOCK", 20_000)
    hits, seen = LedgerHits(), []
    wanted = LedgerFilter((Need(events=frozenset({"copy.held"})),))
    search_ledger(path, wanted, hits, Monitor(lambda _: seen.append(len(hits))))
    assert len(hits) == 333
    assert 0 < seen[0] < seen[-1] < 333
    monitor = Monitor(lambda _: monitor.cancel())
    part = LedgerHits()
    with pytest.raises(Cancelled):
        search_ledger(path, wanted, part, monitor)
    assert 0 < len(part) < 333
    assert part.some(0, 5) == hits.some(0, 5)


def test_the_place_of_a_hit_is_known() -> None:
    hits = LedgerHits()
    starts = sorted(random.Random(7).sample(range(10_000), 500), reverse=True)
    hits.add(starts[:200])
    hits.add(starts[200:])
    assert [hits.place_of(start) for start in starts] == list(range(500))
    assert hits.place_of(10_001) is None
    assert hits.place_of(-1) is None
    assert hits.some(498, 10) == starts[498:]
