"""A database as it was before its first recorded run: saved blocks over the present file."""

from array import array
from itertools import groupby

from app.copies.paths import shown
from app.databases.sealed.live_file import LiveFile, as_rollback_database
from app.databases.sealed.live_place import LivePlace
from app.databases.sealed.locking import FileLocks
from app.databases.sealed.recorder import Recorder
from app.databases.sealed.saved_blocks import SAVED_BYTES, SavedRun
from app.errors import BaileeError, CopyReadOnly, PathMissing

_RUN_SHIFT = 40
_PRESENT = -1


class PastFile:
    """The earliest content that was kept of each block, or else the present one.

    What a run keeps while this is open shows at once, so it needs no locks.
    """

    def __init__(self, live: LiveFile, recorder: Recorder) -> None:
        self.locks = FileLocks()
        self._live = live
        self._recorder = recorder
        self._runs: list[tuple[SavedRun, int]] = []
        self._sources = array("q")
        self._seen = (-1, -1)
        self._size = 0

    @property
    def size(self) -> int:
        """How long the file was."""
        self._catch_up()
        return self._size

    def read(self, amount: int, offset: int) -> bytes:
        """Up to `amount` bytes. Raises FileDamaged."""
        self._catch_up()
        end = max(offset, min(offset + amount, self._size))
        parts = []
        for is_present, group in groupby(range(offset // SAVED_BYTES, -(-end // SAVED_BYTES)), self._is_present):
            blocks = list(group)
            start = blocks[0] * SAVED_BYTES
            first, last = max(offset, start), min(end, (blocks[-1] + 1) * SAVED_BYTES)
            if is_present:
                parts.append(bytes(self._live.read(last - first, first)))
            else:
                parts.append(b"".join(self._kept(number) for number in blocks)[first - start : last - start])
        return b"".join(parts)

    def write(self, data: bytes, offset: int) -> None:  # noqa: ARG002
        """Refused; SQLite knows, and does not try."""
        raise CopyReadOnly(path=shown(self._live.path))

    def truncate(self, size: int) -> None:  # noqa: ARG002
        """Refused; SQLite knows, and does not try."""
        raise CopyReadOnly(path=shown(self._live.path))

    def close(self) -> None:
        """Let go of everything."""
        self._drop_runs()
        self._live.close()

    def _is_present(self, number: int) -> bool:
        return number >= len(self._sources) or self._sources[number] == _PRESENT

    def _kept(self, number: int) -> bytes:
        run, place = divmod(self._sources[number], 1 << _RUN_SHIFT)
        content = self._runs[run][0].content(place)
        return bytes(as_rollback_database(bytearray(content))) if number == 0 else content

    def _catch_up(self) -> None:
        """Learn what runs have kept since, or that runs were taken back."""
        version, changes = self._recorder.version, self._recorder.changes
        if (version, changes) == self._seen:
            return
        if version != self._seen[0]:
            self._drop_runs()
        for saved in self._recorder.open_runs(len(self._runs)):
            if not self._runs:
                self._sources = array("q", [_PRESENT]) * -(-saved.size_bytes // SAVED_BYTES)
            self._runs.append((saved, 0))
        for position, (saved, absorbed) in enumerate(self._runs):
            for place, number in enumerate(saved.numbers(absorbed), absorbed):
                if number < len(self._sources) and self._sources[number] == _PRESENT:
                    self._sources[number] = (position << _RUN_SHIFT) | place
            self._runs[position] = (saved, saved.count)
        self._size = self._runs[0][0].size_bytes if self._runs else self._live.size
        self._seen = (version, changes)

    def _drop_runs(self) -> None:
        while self._runs:
            self._runs.pop()[0].close()
        self._sources = array("q")


class PastPlace:
    """Databases as they were. There is nothing beside them, and nothing to be written."""

    def __init__(self, live: LivePlace) -> None:
        self.can_write = False
        self.settling: bytes | None = None
        self._live = live

    def open_main(self, path: bytes, *, writable: bool, create: bool) -> PastFile:  # noqa: ARG002
        """Open a database file, for reading whatever was asked."""
        live = self._live.open_main(path, writable=False, create=False)
        return PastFile(live, live.recorder)

    def open_side(self, path: bytes, *, create: bool) -> PastFile:  # noqa: ARG002
        """There is none."""
        raise PathMissing(path=shown(path))

    def delete(self, path: bytes) -> bool:  # noqa: ARG002
        """There is none."""
        return False

    def has(self, path: bytes) -> bool:  # noqa: ARG002
        """There is none."""
        return False

    def check(self) -> None:
        """As for the present."""
        self._live.check()

    def fail(self, error: BaileeError) -> None:
        """As for the present."""
        self._live.fail(error)

    def commit(self) -> None:
        """Nothing is changed."""
