"""The growing pause after wrong passphrases. A courtesy against guessing at the keyboard, not against a thief."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from app.crypto.canonical import parse_object, to_canonical
from app.crypto.fields import Fields
from app.disk.durable import read_whole, remove_file, replace_file
from app.disk.locks import FileLock
from app.errors import BaileeError, FileMissing
from app.ports import Clock

FREE_TRIES = 2
LONGEST_PAUSE_SECONDS = 60.0
_MOST_COUNTED = 1000
_LIMIT_BYTES = 1000


class Attempts:
    """Counts wrong passphrases in a small file, across processes. `lock` is not held by the caller."""

    def __init__(self, path: Path, clock: Clock, lock: FileLock) -> None:
        self._path = path
        self._clock = clock
        self._lock = lock

    def wait(self) -> None:
        """Sit out what is left of the pause that the last wrong passphrase brought."""
        _, until = self._read()
        left = (until - self._clock.now()).total_seconds()
        if left > 0:
            self._clock.sleep(min(left, LONGEST_PAUSE_SECONDS))

    def failed(self) -> float:
        """Count one more; the pause in seconds that the next try has to wait."""
        pause = 0.0
        # The passphrase was wrong, and that is what has to be said, even where the disk is full or read-only.
        with suppress(BaileeError), self._lock:
            count = min(self._read()[0] + 1, _MOST_COUNTED)
            pause = _pause_after(count)
            until = self._clock.now() + timedelta(seconds=pause)
            replace_file(self._path, to_canonical({"count": count, "until": until.isoformat()}))
        return pause

    def succeeded(self) -> None:
        """Forget the wrong ones."""
        if self._path.exists():
            remove_file(self._path)

    def tries_before_pause(self) -> int:
        """How many tries there are until a wrong one brings a pause; 0 where the last did."""
        return max(0, FREE_TRIES + 1 - self._read()[0])

    def _read(self) -> tuple[int, datetime]:
        nothing = (0, self._clock.now())
        try:
            fields = Fields(parse_object(read_whole(self._path, _LIMIT_BYTES)))
            count, until = fields.whole("count", most=_MOST_COUNTED), datetime.fromisoformat(fields.text("until"))
            fields.finish()
        except (FileMissing, ValueError):
            # Whoever can damage this file can also delete it: it protects nothing worth an error.
            return nothing
        return (count, until) if until.tzinfo is not None else nothing


def _pause_after(count: int) -> float:
    extra = count - FREE_TRIES
    return min(2.0 ** (extra - 1), LONGEST_PAUSE_SECONDS) if extra > 0 else 0.0
