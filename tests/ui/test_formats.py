"""Numbers, sizes and times: at the edges of units, at midnight, where clocks change, and in another language."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QLocale

from ui import formats

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)  # a Friday; noon in Berlin
BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the time zone of one process cannot be set there")


def _take_time_zone() -> None:
    if sys.platform != "win32":
        time.tzset()


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local time is that of Berlin."""
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", BERLIN)
    _take_zone()
    yield
    if before is None:
        monkeypatch.delenv("TZ")
    else:
        monkeypatch.setenv("TZ", before)
    _take_zone()


def _take_zone() -> None:
    if sys.platform != "win32":
        time.tzset()


@pytest.fixture
def german() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (4_400, "4 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (6_840_000, "6.8 MB"),
        (9_940_000, "9.9 MB"),
        (9_960_000, "10 MB"),
        (940_000_000, "940 MB"),
        (999_499_999, "999 MB"),
        (999_500_000, "1.0 GB"),
        (12_400_000_000, "12.4 GB"),
        (999_949_999_999, "999.9 GB"),
        (999_950_000_000, "1.0 TB"),
        (-12_400_000_000, "-12.4 GB"),
        (-999_950_000_000, "-1.0 TB"),
    ],
)
def test_sizes_are_decimal_and_turn_over_where_they_round(number: int, shown: str) -> None:
    assert formats.size(number) == shown


@given(st.integers(0, 10**15))
def test_no_size_shows_a_thousand_of_a_unit(number: int) -> None:
    assert float(formats.size(number).split()[0]) < 1000


def test_a_part_of_an_amount() -> None:
    assert formats.size_of(1_800_000_000, 4_200_000_000) == "1.8 GB of 4.2 GB"
    assert formats.size_of(1_800_000_000, 0) == "1.8 GB"
    assert formats.rate(86_400_000.7) == "86 MB/s"
    assert formats.rate(-1) == "0 bytes/s"


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0, "0 %"), (0.62, "62 %"), (0.999, "99 %"), (1, "100 %"), (1.2, "100 %"), (-0.1, "0 %"), (0.29, "29 %")],
)
def test_a_share_is_whole_only_when_nothing_is_missing(share: float, shown: str) -> None:
    assert formats.percent(share) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (-5, "0 s"),
        (0.9, "0 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (3_599, "59 min"),
        (3_600, "1 h"),
        (6_120, "1 h 42 min"),
        (86_399, "23 h 59 min"),
        (86_400, "1 d"),
        (187_200, "2 d 4 h"),
        (400 * 86_400, "400 d"),
    ],
)
def test_a_stretch_of_time(seconds: float, shown: str) -> None:
    assert formats.duration(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (-1, "a few seconds"),
        (4, "a few seconds"),
        (11, "about 20 s"),
        (49.9, "about 50 s"),
        (50, "about 1 min"),
        (170, "about 3 min"),
        (3_569, "about 59 min"),
        (3_571, "about 1 h"),
        (4_500, "about 1 h 15 min"),
        (35_900, "about 10 h"),
        (90_000, "about 1 d 1 h"),
    ],
)
def test_a_rest_is_as_rough_as_it_is_known(seconds: float, shown: str) -> None:
    assert formats.rest(seconds) == shown


def test_clocks_that_count() -> None:
    assert [formats.countdown(left) for left in (29.2, 24, 0, -3, 3_900)] == ["0:30", "0:24", "0:00", "0:00", "1:05:00"]
    assert [formats.stopwatch(worked) for worked in (0, 59, 6_120, 360_000, -1)] == [
        "00:00",
        "00:00",
        "01:42",
        "100:00",
        "00:00",
    ]


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (NOW, "12:00"),
        (datetime(2026, 11, 19, 23, 0, tzinfo=UTC), "00:00"),  # midnight in Berlin is today
        (datetime(2026, 11, 19, 22, 59, tzinfo=UTC), "Thu 23:59"),
        (datetime(2026, 11, 20, 22, 59, tzinfo=UTC), "23:59"),
        (datetime(2026, 11, 20, 23, 0, tzinfo=UTC), "Sat 00:00"),
        (datetime(2026, 11, 14, 11, 0, tzinfo=UTC), "Sat 12:00"),
        (datetime(2026, 11, 13, 11, 0, tzinfo=UTC), "13 Nov 2026"),  # a week ago: Fri alone could be today
        (datetime(2026, 11, 26, 11, 0, tzinfo=UTC), "Thu 12:00"),
        (datetime(2026, 11, 27, 11, 0, tzinfo=UTC), "27 Nov 2026"),
        (datetime(1999, 12, 31, 23, 30, tzinfo=UTC), "1 Jan 2000"),
    ],
)
def test_a_moment_is_as_short_as_it_is_clear(when: datetime, shown: str) -> None:
    assert formats.moment(when, NOW) == shown


def test_where_clocks_change_the_hours_that_passed_count() -> None:
    before, after = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert formats.time_of_day(before) == formats.time_of_day(after) == "02:30"
    assert formats.due(after, before) == "in 1 h"
    spring = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert formats.time_of_day(spring) == "01:59"
    assert formats.time_of_day(spring + timedelta(minutes=1)) == "03:00"
    day_before = datetime(2026, 3, 28, 11, 0, tzinfo=UTC)
    assert formats.moment(day_before, datetime(2026, 3, 29, 10, 0, tzinfo=UTC)) == "Sat 12:00"


@pytest.mark.parametrize(
    ("away", "shown", "said"),
    [
        (timedelta(hours=5, minutes=40), "in 5 h", "due in 5 hours"),
        (timedelta(days=1), "in 1 d", "due in 1 day"),
        (timedelta(days=6, hours=23), "in 6 d", "due in 6 days"),
        (timedelta(days=400), "in 400 d", "due in 400 days"),
        (timedelta(minutes=12, seconds=59), "in 12 min", "due in 12 minutes"),
        (timedelta(seconds=9), "in 9 s", "due in 9 seconds"),
        (timedelta(0), "in 0 s", "due in 0 seconds"),
        (-timedelta(seconds=30), "now", "due now"),
        (-timedelta(minutes=1), "1 min over", "1 minute overdue"),
        (-timedelta(days=2, hours=4, minutes=9), "2 d 4 h over", "2 days 4 hours overdue"),
        (-timedelta(hours=1, minutes=5), "1 h 5 min over", "1 hour 5 minutes overdue"),
        (-timedelta(days=1), "1 d over", "1 day overdue"),
    ],
)
def test_what_is_due(away: timedelta, shown: str, said: str) -> None:
    assert formats.due(NOW + away, NOW) == shown
    assert formats.due_sentence(NOW + away, NOW) == said


@pytest.mark.parametrize(
    ("held_for", "term", "shown"),
    [
        (timedelta(days=6.7), timedelta(days=7), "6.7 of 7 d"),
        (timedelta(days=6.999), timedelta(days=7), "6.9 of 7 d"),
        (timedelta(days=3), timedelta(days=7), "3 of 7 d"),
        (timedelta(days=15.4), timedelta(days=14), "15 of 14 d"),
        (timedelta(0), timedelta(days=7), "0 of 7 d"),
        (-timedelta(days=1), timedelta(days=7), "0 of 7 d"),
        (timedelta(hours=3.25), timedelta(hours=8), "3.2 of 8 h"),
        (timedelta(days=1), timedelta(0), "24 of 0 h"),
    ],
)
def test_how_much_of_its_time_it_was_held(held_for: timedelta, term: timedelta, shown: str) -> None:
    assert formats.held(NOW - held_for, NOW - held_for + term, NOW) == shown


@pytest.mark.parametrize(
    ("gone", "shown"),
    [
        (-timedelta(hours=1), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=30), "1 d ago"),
        (timedelta(days=7), "13 Nov 2026"),
    ],
)
def test_how_long_ago(gone: timedelta, shown: str) -> None:
    assert formats.ago(NOW - gone, NOW) == shown


def test_exact_times() -> None:
    assert formats.time_to_the_second(NOW + timedelta(seconds=3)) == "12:00:03"
    assert formats.day_and_time(NOW) == "20 Nov 2026 12:00"
    assert formats.count(12_400) == "12,400"


@pytest.mark.parametrize("number", [0, 1, -1, 2**31 - 1, 2**31, -(2**40), 2**63, 2**70])
def test_a_plural_form_has_its_number_however_large(number: int) -> None:
    text = QCoreApplication.translate("Formats", "%n row(s)", "", formats.plural(number))
    assert formats.counted(text, number) == f"{number:,} row(s)"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("show", "shown"),
    [
        (lambda: formats.count(1_234_567), "1.234.567"),
        (lambda: formats.size(12_400_000_000), "12,4 GB"),
        (lambda: formats.held(NOW - timedelta(days=6.7), NOW + timedelta(days=0.3), NOW), "6,7 of 7 d"),
        (lambda: formats.moment(NOW - timedelta(days=3), NOW), "Di. 12:00"),
        (lambda: formats.time_of_day(NOW), "12:00"),
    ],
)
def test_numbers_and_names_of_days_follow_the_region(show: Callable[[], str], shown: str) -> None:
    assert show() == shown


def test_an_american_clock_has_twelve_hours() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    assert formats.time_of_day(NOW + timedelta(hours=5)).replace("\u202f", " ") == "5:00 PM"


def test_a_system_without_a_region_has_plain_clocks() -> None:
    QLocale.setDefault(QLocale.c())
    assert formats.time_of_day(NOW) == "12:00"
