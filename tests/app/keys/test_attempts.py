"""Wrong passphrases make the next try wait, longer and longer."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.disk.locks import FileLock
from app.keys.attempts import Attempts
from tests.app.disk.places import immutable
from tests.fakes import NEW_YEAR, StoppedClock


class Tries:
    """Attempts as each process would make them anew."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "attempts"
        self.clock = StoppedClock()

    @property
    def now(self) -> Attempts:
        return Attempts(self.path, self.clock, FileLock(self.path.with_name("lock"), what="it", wait_seconds=0))

    def waited(self) -> float:
        before = self.clock.now()
        self.now.wait()
        return (self.clock.now() - before).total_seconds()


@pytest.fixture
def tries(tmp_path: Path) -> Tries:
    return Tries(tmp_path)


def test_nothing_waits_before_the_first_mistake(tries: Tries) -> None:
    assert tries.waited() == 0
    tries.now.succeeded()
    assert not tries.path.exists()


def test_the_pause_doubles_up_to_a_minute(tries: Tries) -> None:
    pauses, waits = [], []
    for _ in range(12):
        pauses.append(tries.now.failed())
        waits.append(tries.waited())
    assert pauses == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert waits == pauses


def test_time_that_went_by_counts(tries: Tries) -> None:
    for _ in range(5):
        tries.now.failed()
    tries.clock.advance(3)
    assert tries.waited() == 1
    assert tries.waited() == 0


def test_a_clock_set_back_does_not_lock_anybody_out(tries: Tries) -> None:
    for _ in range(5):
        tries.now.failed()
    tries.clock.advance(-1_000_000)
    assert tries.waited() == 60


def test_the_right_passphrase_forgets_the_wrong_ones(tries: Tries) -> None:
    for _ in range(9):
        tries.now.failed()
    tries.now.succeeded()
    assert tries.waited() == 0
    assert tries.now.failed() == 0


def test_the_count_has_an_end(tries: Tries) -> None:
    tries.path.write_text(json.dumps({"count": 1000, "until": NEW_YEAR.isoformat()}))
    assert tries.now.failed() == 60
    assert json.loads(tries.path.read_text())["count"] == 1000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"count":1001,"until":"2026-01-01T13:00:00+00:00"}',
        '{"count":-1,"until":"2026-01-01T13:00:00+00:00"}',
        '{"count":5,"until":"2026-01-01T13:00:00"}',
        '{"count":5,"until":"soon"}',
        '{"count":5,"until":"2026-01-01T13:00:00+00:00","more":1}',
    ],
)
def test_a_damaged_count_counts_as_none(tries: Tries, text: str) -> None:
    tries.path.write_text(text)
    assert tries.waited() == 0
    assert tries.now.failed() == 0


@given(
    st.binary(max_size=60)
    | st.builds(
        lambda n, t: json.dumps({"count": n, "until": t}).encode(),
        st.integers(),
        st.datetimes().map(lambda at: at.isoformat() + "+00:00"),
    )
)
def test_any_content_is_borne(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    tries = Tries(tmp_path_factory.mktemp("tries"))
    tries.path.write_bytes(content)
    assert 0 <= tries.waited() <= 60
    assert 0 <= tries.now.failed() <= 60


def test_far_away_times_are_borne(tries: Tries) -> None:
    for until in ("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"):
        tries.path.write_text(json.dumps({"count": 5, "until": until}))
        assert tries.waited() in {0, 60}


def test_where_nothing_can_be_counted_nobody_is_kept_from_trying(tries: Tries) -> None:
    with FileLock(tries.path.with_name("lock"), what="it"):
        assert tries.now.failed() == 0
    with immutable(tries.path.parent):
        tries.now.failed()
    assert os.listdir(tries.path.parent) == ["lock"]


def test_the_pause_is_told_in_whole(tries: Tries) -> None:
    for _ in range(4):
        tries.now.failed()
    assert json.loads(tries.path.read_text()) == {
        "count": 4,
        "until": (NEW_YEAR + timedelta(seconds=2)).isoformat(),
    }
