"""Reading at any offset, by any number of threads."""

import os
import sys
from pathlib import Path
from threading import Lock

from app.disk.failures import translated


class RandomReader:
    """An open file that is read at offsets. Close it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        with translated(path):
            self._handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))

    def size(self) -> int:
        """How many bytes there are now."""
        with translated(self.path):
            return os.fstat(self._handle).st_size

    def read_into(self, offset: int, buffer: memoryview) -> int:
        """Fill `buffer` from `offset`; fewer bytes only where the file ends."""
        done = 0
        with translated(self.path):
            while done < len(buffer):
                count = self._read(offset + done, buffer[done:])
                if not count:
                    break
                done += count
        return done

    if sys.platform == "win32":

        def _read(self, offset: int, buffer: memoryview) -> int:
            with self._lock:
                os.lseek(self._handle, offset, os.SEEK_SET)
                data = os.read(self._handle, len(buffer))
            buffer[: len(data)] = data
            return len(data)
    else:

        def _read(self, offset: int, buffer: memoryview) -> int:
            return os.preadv(self._handle, [buffer], offset)

    def close(self) -> None:
        """Let go of the file. Safe to call twice."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
