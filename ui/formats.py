"""Numbers, sizes and times as people read them, in the language and region of QLocale().

Times come in UTC and are shown in local time; `now` is handed in, so that all of a picture is of one moment.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_KILO = 1000
_DAYS_NAMED = 6
_MOST_OF_QT = 2**31 - 1
_MOST_OF_LOCALE = 2**63 - 1


def count(number: int) -> str:
    """A whole number with its groups: "12,400"."""
    if abs(number) > _MOST_OF_LOCALE:
        return f"{number:,}".replace(",", QLocale().groupSeparator())
    return QLocale().toString(number)


def plural(number: int) -> int:
    """The number to choose a plural form with: Qt takes none below zero, and none larger than an int of C."""
    return min(abs(number), _MOST_OF_QT)


def counted(text: str, number: int) -> str:
    """A plural form that was chosen with `plural(number)`, with the number itself and its groups."""
    return text.replace(str(plural(number)), count(number), 1)


def percent(share: float) -> str:
    """A share from 0 to 1: "62 %". Whole only when nothing is missing."""
    whole = min(max(share, 0.0), 1.0) * 100
    shown = QLocale().toString(int(whole + 1e-9))
    return QCoreApplication.translate("Formats", "{number} %", "a share").format(number=shown)


def size(number: int) -> str:
    """An amount of data, decimal: "940 MB", "12.4 GB"."""
    if abs(number) < _KILO:
        if abs(number) == 1:
            return QCoreApplication.translate("Formats", "1 byte").replace("1", QLocale().toString(number))
        return QLocale().formattedDataSize(number, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
    unit = _KILO
    while abs(number) >= unit * _KILO:
        unit *= _KILO
    digits = _size_digits(number, unit)
    if round(abs(number) / unit, digits) >= _KILO:  # 999.96 MB is 1.0 GB, not 1000 MB
        number = unit * _KILO if number > 0 else -unit * _KILO
        digits = _size_digits(number, unit * _KILO)
    return QLocale().formattedDataSize(number, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def _size_digits(number: int, unit: int) -> int:
    amount = abs(number) / unit
    if unit == _KILO:
        return 0
    if unit == _KILO**2:
        return 1 if amount < 9.95 else 0
    return 1


def size_of(done: int, total: int) -> str:
    """How much of an amount: "1.8 GB of 4.2 GB"; what is done alone where the total is not known."""
    if not total:
        return size(done)
    text = QCoreApplication.translate("Formats", "{part} of {whole}", "amounts of data")
    return text.format(part=size(done), whole=size(total))


def rate(bytes_per_second: float) -> str:
    """How fast: "86 MB/s"."""
    text = QCoreApplication.translate("Formats", "{amount}/s", "data per second")
    return text.format(amount=size(max(0, round(bytes_per_second))))


def duration(seconds: float) -> str:
    """A stretch of time, in its two largest units: "1 h 42 min", "42 min", "12 s", "2 d 4 h"."""
    whole = max(0, int(seconds))
    if whole < _MINUTE:
        return _seconds(whole)
    if whole < _HOUR:
        return _minutes(whole // _MINUTE)
    if whole < _DAY:
        return _two(_hours(whole // _HOUR), _minutes(whole % _HOUR // _MINUTE) if whole % _HOUR >= _MINUTE else "")
    return _two(_days(whole // _DAY), _hours(whole % _DAY // _HOUR) if whole % _DAY >= _HOUR else "")


def rest(seconds: float) -> str:
    """How long something will take yet, as roughly as it is known: "about 3 min"."""
    if seconds < 5:
        return QCoreApplication.translate("Formats", "a few seconds")
    if seconds < 50:
        about = _seconds(-int(-seconds // 10) * 10)
    elif seconds < _HOUR - _MINUTE / 2:
        about = _minutes(max(1, round(seconds / _MINUTE)))
    elif seconds < 10 * _HOUR:
        quarters = round(seconds / (_HOUR / 4))
        about = _two(_hours(quarters // 4), _minutes(quarters % 4 * 15) if quarters % 4 else "")
    else:
        about = duration(round(seconds / _HOUR) * _HOUR)
    return QCoreApplication.translate("Formats", "about {time}").format(time=about)


def countdown(seconds: float) -> str:
    """What is left, to the second: "0:24", "1:05:00"."""
    whole = max(0, -int(-seconds // 1))
    hours, minutes, rest_of = whole // _HOUR, whole % _HOUR // _MINUTE, whole % _MINUTE
    return f"{hours}:{minutes:02}:{rest_of:02}" if hours else f"{minutes}:{rest_of:02}"


def stopwatch(seconds: float) -> str:
    """Time worked, hours and minutes: "01:42"."""
    whole = max(0, int(seconds)) // _MINUTE
    return f"{whole // 60:02}:{whole % 60:02}"


def time_of_day(when: datetime) -> str:
    """The local time: "17:12"."""
    locale = QLocale()
    local = when.astimezone()
    is_plain = locale.language() is QLocale.Language.C
    pattern = "HH:mm" if is_plain else locale.timeFormat(QLocale.FormatType.ShortFormat)
    return locale.toString(QTime(local.hour, local.minute), pattern)


def time_to_the_second(when: datetime) -> str:
    """The local time: "17:12:03"."""
    local = when.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute, local.second), "HH:mm:ss")


def day(when: datetime) -> str:
    """The local date: "17 Nov 2026"."""
    local = when.astimezone()
    pattern = QCoreApplication.translate("Formats", "d MMM yyyy", "pattern of a date, see QDate::toString")
    return QLocale().toString(QDate(local.year, local.month, local.day), pattern)


def day_and_time(when: datetime) -> str:
    """Both, in full, for tooltips and lists that must be exact: "17 Nov 2026 17:12"."""
    text = QCoreApplication.translate("Formats", "{day} {time}", "a date and a time")
    return text.format(day=day(when), time=time_of_day(when))


def moment(when: datetime, now: datetime) -> str:
    """A time as short as it is clear: "17:12" today, "Tue 17:12" within six days, else "17 Nov 2026"."""
    local = when.astimezone()
    away = (local.date() - now.astimezone().date()).days
    if away == 0:
        return time_of_day(when)
    if abs(away) <= _DAYS_NAMED:
        name = QLocale().dayName(local.isoweekday(), QLocale.FormatType.ShortFormat)
        text = QCoreApplication.translate("Formats", "{weekday} {time}", "a weekday and a time")
        return text.format(weekday=name, time=time_of_day(when))
    return day(when)


def due(when: datetime, now: datetime) -> str:
    """When something must be done, short: "in 5 h", "2 d 4 h over"."""
    left = (when - now).total_seconds()
    if left < 0:
        if -left < _MINUTE:
            return QCoreApplication.translate("Formats", "now", "something is due")
        return QCoreApplication.translate("Formats", "{time} over", "overdue by").format(time=duration(-left))
    return QCoreApplication.translate("Formats", "in {time}", "time until something is due").format(time=_one(left))


def due_sentence(when: datetime, now: datetime) -> str:
    """The same in full words, for screen readers: "2 days 4 hours overdue", "due in 5 hours"."""
    left = (when - now).total_seconds()
    if left < 0:
        if -left < _MINUTE:
            return QCoreApplication.translate("Formats", "due now")
        return QCoreApplication.translate("Formats", "{time} overdue").format(time=in_words(-left))
    return QCoreApplication.translate("Formats", "due in {time}").format(time=in_words(_floor_to_one(left)))


def held(began: datetime, ends: datetime, now: datetime) -> str:
    """How much of its time something has been held: "6.7 of 7 d"."""
    term, so_far = (ends - began).total_seconds(), max(0.0, (now - began).total_seconds())
    if term < _DAY:
        return QCoreApplication.translate("Formats", "{held} of {term} h", "hours").format(
            held=_tenths(so_far / _HOUR), term=_tenths(round(term / _HOUR, 1))
        )
    return QCoreApplication.translate("Formats", "{held} of {term} d", "days").format(
        held=_tenths(so_far / _DAY), term=_tenths(round(term / _DAY, 1))
    )


def in_words(seconds: float) -> str:
    """A stretch of time in full words: "2 days 4 hours"."""
    whole = max(0, int(seconds))
    days, hours = whole // _DAY, whole % _DAY // _HOUR
    minutes = whole % _HOUR // _MINUTE
    if days:
        return _two(_full_days(days), _full_hours(hours) if hours else "")
    if hours:
        return _two(_full_hours(hours), _full_minutes(minutes) if minutes else "")
    if minutes:
        return _full_minutes(minutes)
    return QCoreApplication.translate("Formats", "%n second(s)", "", whole)


def ago(when: datetime, now: datetime) -> str:
    """How long ago: "just now", "5 min ago", "3 d ago"; the date where that is clearer."""
    gone = now - when
    if gone < timedelta(minutes=1):
        return QCoreApplication.translate("Formats", "just now")
    if gone >= timedelta(days=_DAYS_NAMED + 1):
        return day(when)
    text = QCoreApplication.translate("Formats", "{time} ago")
    return text.format(time=_one(gone.total_seconds()))


def _one(seconds: float) -> str:
    return duration(_floor_to_one(seconds))


def _floor_to_one(seconds: float) -> int:
    """Down to whole units of the largest one."""
    whole = int(seconds)
    unit = next((unit for unit in (_DAY, _HOUR, _MINUTE) if whole >= unit), 1)
    return whole // unit * unit


def _tenths(amount: float) -> str:
    """One digit after the point below ten, unless it is 0; cut, so that 6.99 is never shown as 7."""
    tenths = int(amount * 10 + 1e-6)
    if tenths >= 100 or tenths % 10 == 0:
        return QLocale().toString(tenths // 10)
    return QLocale().toString(tenths / 10, "f", 1)


def _two(first: str, second: str) -> str:
    if not second:
        return first
    return QCoreApplication.translate("Formats", "{first} {second}", "two parts of a stretch of time").format(
        first=first, second=second
    )


def _days(number: int) -> str:
    return QCoreApplication.translate("Formats", "{number} d", "days, short").format(number=count(number))


def _hours(number: int) -> str:
    return QCoreApplication.translate("Formats", "{number} h", "hours, short").format(number=number)


def _minutes(number: int) -> str:
    return QCoreApplication.translate("Formats", "{number} min", "minutes, short").format(number=number)


def _seconds(number: int) -> str:
    return QCoreApplication.translate("Formats", "{number} s", "seconds, short").format(number=number)


def _full_days(number: int) -> str:
    return QCoreApplication.translate("Formats", "%n day(s)", "", number)


def _full_hours(number: int) -> str:
    return QCoreApplication.translate("Formats", "%n hour(s)", "", number)


def _full_minutes(number: int) -> str:
    return QCoreApplication.translate("Formats", "%n minute(s)", "", number)
