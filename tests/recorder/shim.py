"""Control of the library from inside a process that was started under it."""

import ctypes
import errno
import os
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path


class Mode(StrEnum):
    """What happens at the chosen call."""

    BEFORE = "before"  # killed instead of making the call
    AFTER = "after"  # killed when the call has been made
    TORN = "torn"  # killed after half the bytes of a write; any other call as BEFORE
    FULL = "full"  # half the bytes of a write, a short count; from the next call on writes fail with ENOSPC
    BROKEN = "broken"  # the call fails with EIO, and so do all later writes and syncs

    @property
    def kills(self) -> bool:
        """Whether the process ends there, or lives on and sees an error."""
        return self in {Mode.BEFORE, Mode.AFTER, Mode.TORN}


_KILLS = {Mode.BEFORE: 0, Mode.AFTER: 1, Mode.TORN: 2}


class Shim:
    """The library in this process. Its count and last call are shared with forked processes."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None, use_errno=True)
        if not hasattr(self._library, "recorder_start"):
            msg = "This process was not started with the recorder in LD_PRELOAD."
            raise RuntimeError(msg)
        self._library.recorder_count.restype = ctypes.c_long
        self._library.recorder_arm.argtypes = (ctypes.c_long, ctypes.c_int)
        self._library.recorder_fail.argtypes = (ctypes.c_long, ctypes.c_int, ctypes.c_int)
        self._library.recorder_short.argtypes = (ctypes.c_long,)
        self._library.recorder_last.argtypes = (ctypes.c_char_p, ctypes.c_size_t)
        self._library.recorder_hit.argtypes = (ctypes.c_char_p, ctypes.c_size_t)

    @staticmethod
    def is_loaded() -> bool:
        """Whether this process runs under the library."""
        return hasattr(ctypes.CDLL(None), "recorder_start")

    def watch(self, folders: Iterable[Path]) -> None:
        """Count what happens below `folders`, which need not exist yet. `/` is everything."""
        real = [os.path.realpath(folder) for folder in folders]
        if any(":" in path for path in real):
            msg = f"A watched folder must not have a colon in its path: {real}"
            raise ValueError(msg)
        self._library.recorder_watch(os.fsencode(":".join(real)))

    def start(self, log: Path | None = None) -> None:
        """Count from 0, and add a record of each call to `log`."""
        if self._library.recorder_start(None if log is None else os.fsencode(log)) < 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(log))

    def stop(self) -> None:
        """Count no more; whatever was armed is disarmed."""
        self._library.recorder_stop()

    @property
    def count(self) -> int:
        """Calls counted since `start`, by this process and those it forked."""
        return int(self._library.recorder_count())

    @property
    def last(self) -> str:
        """Name and path of the last counted call."""
        return self._text(self._library.recorder_last)

    @property
    def hit(self) -> str:
        """Name and path of the first call that was killed, shortened or refused; empty if none was."""
        return self._text(self._library.recorder_hit)

    @staticmethod
    def _text(function: Callable[[ctypes.Array[ctypes.c_char], int], object]) -> str:
        buffer = ctypes.create_string_buffer(3 * 4096)
        function(buffer, len(buffer))
        return os.fsdecode(buffer.value)

    def arm(self, number: int, mode: Mode) -> None:
        """Die at the call with this number, counted from 1 at `start`."""
        self._library.recorder_arm(number, _KILLS[mode])

    def fail(self, number: int, error: int, *, only_writes: bool = False) -> None:
        """Refuse the call with this number, and all writes after it, with an errno; with EIO also syncs.

        With `only_writes` the call itself is refused only if it is a write too, as on a full disk.
        """
        self._library.recorder_fail(number, error, only_writes)

    def shorten(self, number: int) -> None:
        """Let the call with this number, if it is a write, take only half of the bytes and say so."""
        self._library.recorder_short(number)

    def inflict(self, number: int, mode: Mode) -> None:
        """Prepare what `mode` says for the call with this number."""
        if mode.kills:
            self.arm(number, mode)
        elif mode is Mode.BROKEN:
            self.fail(number, errno.EIO)
        else:
            self.shorten(number)
            self.fail(number + 1, errno.ENOSPC, only_writes=True)
