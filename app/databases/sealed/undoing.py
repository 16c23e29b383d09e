"""Puts a database back to where it was before a run."""

from app.databases.sealed.live_file import LiveFile
from app.databases.sealed.live_place import LivePlace
from app.databases.sealed.saved_blocks import SAVED_BYTES, SavedRun
from app.errors import BaileeError
from app.progress import Monitor, Step, Unit

_REPORT_BLOCKS = 256
_COOKIE = slice(40, 44)


def restore(place: LivePlace, live: LiveFile, saved: SavedRun, monitor: Monitor) -> None:
    """Write what `saved` kept over the database, forget the run and make both durable.

    Nobody may be reading or writing. Raises FileDamaged if something kept is damaged: then nothing has changed.
    """
    for position, _ in enumerate(saved.numbers()):
        saved.content(position)
        if position % _REPORT_BLOCKS == 0:
            monitor.report(Step.CHECKING, position * SAVED_BYTES, saved.count * SAVED_BYTES, Unit.BYTES)
    cookie = bytes(live.read(4, _COOKIE.start))
    with monitor.point_of_no_return():
        try:
            _write_back(live, saved, monitor)
            live.recorder.forget_last()
            _tell_connections(live, cookie)
        except BaileeError as error:
            place.stop(error)
            raise
        place.commit()


def _write_back(live: LiveFile, saved: SavedRun, monitor: Monitor) -> None:
    live.file.truncate(saved.size_bytes)
    for position, number in enumerate(saved.numbers()):
        offset = number * SAVED_BYTES
        live.file.pwrite(saved.content(position)[: saved.size_bytes - offset], offset)
        if position % _REPORT_BLOCKS == 0:
            monitor.report(Step.SAVING, position * SAVED_BYTES, saved.count * SAVED_BYTES, Unit.BYTES)


def _tell_connections(live: LiveFile, cookie: bytes) -> None:
    """What open connections remember must not pass for what there is now.

    Their pages do not, by a lie of the VFS. Their schema would, once changes have made its number what it was: so it
    becomes one higher than any they have seen. Without connections the file is what it was, to the byte.
    """
    live.forget_blocks()
    if live.locks.outdate() and live.size and bytes(live.read(4, _COOKIE.start)) != cookie:
        number = (int.from_bytes(cookie, "big") + 1) & 0xFFFFFFFF
        live.write(number.to_bytes(4, "big"), _COOKIE.start)
