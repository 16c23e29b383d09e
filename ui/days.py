"""The day as the clock on the wall has it."""

from datetime import UTC, datetime, time, timedelta

from app.model import Day


def local_day(now: datetime) -> Day:
    """The local day that `now` is in. On a day on which the clock is changed it has 23 or 25 hours."""
    date = now.astimezone().date()
    begins, ends = (datetime.combine(each, time.min).astimezone(UTC) for each in (date, date + timedelta(days=1)))
    return Day(begins, ends)
