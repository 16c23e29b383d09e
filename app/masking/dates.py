"""Moves dates by some days, the same date by the same number of days, and leaves them written as they were."""

import math
import re
from datetime import date, timedelta

from app.masking.keyed import Choices

WINDOW_DAYS = 182
LONGEST_WINDOW_DAYS = 3650

_PATTERNS = (
    re.compile(r"(?P<year>\d{4})(?P<gap>[-/.])(?P<month>\d{2})(?P=gap)(?P<day>\d{2})(?!\d)", re.ASCII),
    re.compile(r"(?P<year>\d{4})(?P<gap>)(?P<month>\d{2})(?P<day>\d{2})(?!\d)", re.ASCII),
    re.compile(r"(?P<day>\d{2})(?P<gap>[-/.])(?P<month>\d{2})(?P=gap)(?P<year>\d{4})(?!\d)", re.ASCII),
    re.compile(r"(?P<month>\d{2})(?P<gap>/)(?P<day>\d{2})/(?P<year>\d{4})(?!\d)", re.ASCII),
)
_NO_DATES = frozenset({"infinity", "-infinity", "0000-00-00", "0000-00-00 00:00:00"})
_DAY_SECONDS = 86_400
_LEAST_MILLISECONDS = 100_000_000_000
_LEAST_SECONDS = 10_000_000
"""Below this a number counts days: a Julian day, or one since 1900."""


def mask_date_text(text: str, choices: Choices, days: int) -> str | None:
    """The date at the beginning of `text` moved by up to so many days; what follows stays. None where there is none."""
    if text.lower() in _NO_DATES:
        return text
    for pattern in _PATTERNS:
        found = pattern.match(text)
        day = _day_of(found) if found else None
        if found is not None and day is not None:
            return _rewritten(found, _moved(day, choices, days)) + text[found.end() :]
    return None


def mask_date_number(number: float, choices: Choices, days: int) -> float:
    """A date kept as a number: yyyymmdd, seconds or milliseconds since 1970, or days since whenever."""
    if not math.isfinite(number):
        return number
    if isinstance(number, int) and len(str(number)) == 8:
        moved = mask_date_text(str(number), choices, days)
        if moved is not None:
            return int(moved)
    unit = 1
    if abs(number) >= _LEAST_SECONDS:
        unit = _DAY_SECONDS * (1000 if abs(number) >= _LEAST_MILLISECONDS else 1)
    step = _step(str(int(number // unit)), choices, days) * unit
    return number + step if abs(number + step) < 2**62 else number - step


def _day_of(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _moved(day: date, choices: Choices, days: int) -> date:
    step = _step(day.isoformat(), choices, days)
    try:
        return day + timedelta(days=step)
    except OverflowError:
        return day - timedelta(days=step)


def _step(value: str, choices: Choices, days: int) -> int:
    """From `days` back to `days` on, and never none."""
    step = choices.number(value, 2 * days) - days
    return step if step < 0 else step + 1


def _rewritten(found: re.Match[str], day: date) -> str:
    text = {"year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}"}
    return found["gap"].join(text[name] for name in sorted(text, key=found.start))
