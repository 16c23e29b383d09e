"""Numbers, sizes and times as people read them, the same in every locale."""

from datetime import UTC, datetime

from app.custody.rendering.content import NOT_STATED, Part

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNITS = ((10**15, "PB"), (10**12, "TB"), (10**9, "GB"), (10**6, "MB"), (10**3, "kB"))


def count(part: Part, name: str) -> str:
    """A whole number with its thousands set apart; anything else as it stands."""
    number = part.whole(name)
    return part.text(name) if number is None else f"{number:,}"


def size(part: Part, name: str, *, exact: bool = False) -> str:
    """A number of bytes in decimal units (GB = 10^9), with `exact` also to the byte."""
    number = part.whole(name)
    if number is None:
        return part.text(name)
    for unit, word in _UNITS:
        if number >= unit:
            # Whole numbers only: what was signed may be larger than any float.
            whole, tenth = divmod((number * 10 + unit // 2) // unit, 10)
            return f"{whole:,}.{tenth} {word}" + (f" ({number:,} bytes)" if exact else "")
    return f"{number:,} byte{'' if number == 1 else 's'}"


def moment(text: str) -> datetime | None:
    """A time in UTC, or None if it is none."""
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def time(part: Part, name: str, *, missing: str = NOT_STATED) -> str:
    """A time written out, such as "17 Nov 2026 17:12:03 UTC"."""
    text = part.text(name)
    at = moment(text)
    if at is None:
        return missing if text == NOT_STATED else text
    return written_out(at)


def written_out(at: datetime) -> str:
    """A time in UTC, such as "17 Nov 2026 17:12:03 UTC"."""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year} {at:%H:%M:%S} UTC"


def things(number: int, one: str, many: str) -> str:
    """A number with what it counts."""
    return f"{number:,} {one if number == 1 else many}"
