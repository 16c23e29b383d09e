"""The stretches of time that the audit can be narrowed to."""

from datetime import datetime, timedelta
from enum import StrEnum

from ui.days import local_day


class Stretch(StrEnum):
    """How far back one looks."""

    EVER = "ever"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


def begin_of(stretch: Stretch, now: datetime) -> datetime | None:
    """Since when: whole days as the clock on the wall has them. None for ever."""
    days = {Stretch.TODAY: 0, Stretch.WEEK: 6, Stretch.MONTH: 29, Stretch.YEAR: 364}.get(stretch)
    return None if days is None else local_day(now - timedelta(days=days)).begins_at
