"""How much of something is done, and how fast it goes, in the unit it is counted in."""

from PySide6.QtCore import QCoreApplication

from app.progress import Progress, Unit
from ui import formats


def amount_words(progress: Progress) -> str:
    """How much is done of how much: "12,400 of 1,000,412 entries"; "" where there is nothing to count."""
    done, total = progress.done, progress.total
    match progress.unit:
        case Unit.STEPS:
            return ""
        case Unit.BYTES:
            return formats.size_of(done, total)
        case Unit.SECONDS if not total:
            return formats.duration(done)
        case Unit.SECONDS:
            text = QCoreApplication.translate("Progress", "{part} of {whole}", "stretches of time")
            return text.format(part=formats.duration(done), whole=formats.duration(total))
    if not total:
        return counted_words(done, progress.unit)
    return _of(total, progress.unit).format(part=formats.count(done))


def rate_words(unit: Unit, per_second: float) -> str:
    """How fast: "86 MB/s", "38,000 entries/s"; "" where it is too slow for a number, or no speed at all."""
    if unit is Unit.BYTES:
        return formats.rate(per_second)
    whole = round(per_second)
    if unit in {Unit.STEPS, Unit.SECONDS} or whole < 1:
        return ""
    text = QCoreApplication.translate("Progress", "{amount}/s", "so many a second")
    return text.format(amount=counted_words(whole, unit))


def counted_words(number: int, unit: Unit) -> str:
    """A number of things: "12,400 entries"; "" for what is no thing."""
    few = formats.plural(number)
    match unit:
        case Unit.FILES:
            text = QCoreApplication.translate("Progress", "%n file(s)", "", few)
        case Unit.ROWS:
            text = QCoreApplication.translate("Progress", "%n row(s)", "", few)
        case Unit.PAGES:
            text = QCoreApplication.translate("Progress", "%n page(s)", "", few)
        case Unit.ENTRIES:
            text = QCoreApplication.translate("Progress", "%n entry(s)", "", few)
        case _:
            return ""
    return formats.counted(text, number)


def _of(total: int, unit: Unit) -> str:
    """A text with a place for how many of them are done."""
    few = formats.plural(total)
    match unit:
        case Unit.FILES:
            text = QCoreApplication.translate("Progress", "{part} of %n file(s)", "", few)
        case Unit.ROWS:
            text = QCoreApplication.translate("Progress", "{part} of %n row(s)", "", few)
        case Unit.PAGES:
            text = QCoreApplication.translate("Progress", "{part} of %n page(s)", "", few)
        case _:
            text = QCoreApplication.translate("Progress", "{part} of %n entry(s)", "", few)
    return formats.counted(text, total)
