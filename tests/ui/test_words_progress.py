"""Amounts and speeds are told in the unit that whoever reports counts in."""

import pytest

from app.progress import Progress, Step, Unit
from ui.words_progress import amount_words, counted_words, rate_words


@pytest.mark.parametrize(
    ("unit", "done", "total", "text"),
    [
        (Unit.BYTES, 500_000_000, 4_000_000_000, "500 MB of 4.0 GB"),
        (Unit.BYTES, 500_000_000, 0, "500 MB"),
        (Unit.FILES, 3, 318, "3 of 318 files"),
        (Unit.FILES, 0, 1, "0 of 1 file"),
        (Unit.ROWS, 12_400, 0, "12,400 rows"),
        (Unit.ROWS, 1, 12_400, "1 of 12,400 rows"),
        (Unit.PAGES, 7, 0, "7 pages"),
        (Unit.PAGES, 7, 90, "7 of 90 pages"),
        (Unit.ENTRIES, 1, 0, "1 entry"),
        (Unit.ENTRIES, 400_000, 1_000_412, "400,000 of 1,000,412 entries"),
        (Unit.ENTRIES, 3_000_000_000, 5_000_000_000, "3,000,000,000 of 5,000,000,000 entries"),
        (Unit.SECONDS, 12, 90, "12 s of 1 min"),
        (Unit.SECONDS, 12, 0, "12 s"),
        (Unit.STEPS, 1, 2, ""),
    ],
)
def test_amounts(unit: Unit, done: int, total: int, text: str) -> None:
    assert amount_words(Progress(Step.VERIFYING, done, total, unit)) == text


@pytest.mark.parametrize(
    ("unit", "per_second", "text"),
    [
        (Unit.BYTES, 86_000_000.4, "86 MB/s"),
        (Unit.FILES, 1.2, "1 file/s"),
        (Unit.ENTRIES, 38_000.0, "38,000 entries/s"),
        (Unit.PAGES, 0.3, ""),
        (Unit.SECONDS, 1.0, ""),
        (Unit.STEPS, 5.0, ""),
    ],
)
def test_speeds(unit: Unit, per_second: float, text: str) -> None:
    assert rate_words(unit, per_second) == text


@pytest.mark.parametrize("unit", [Unit.BYTES, Unit.SECONDS, Unit.STEPS])
def test_what_is_no_thing_is_not_counted_as_one(unit: Unit) -> None:
    assert counted_words(3, unit) == ""
