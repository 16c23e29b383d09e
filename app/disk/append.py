"""A file that only ever grows: segments of a copy, the ledger."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Self

from app.disk.direct import write_directly
from app.disk.durable import FILE_MODE, sync_folder, sync_handle, write_all
from app.disk.failures import translated

_FLAGS = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class AppendFile:
    """An open file to which bytes are added at the end. Close it."""

    def __init__(self, path: Path, handle: int, size: int) -> None:
        self.path = path
        self._handle = handle
        self.size = size

    @classmethod
    def create(cls, path: Path, *, is_name_forced: bool = True) -> Self:
        """A new, empty file. Its name is on the medium unless that is left to a later `sync_folder`.

        Raises FileExists.
        """
        with translated(path):
            handle = os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            if is_name_forced:
                sync_folder(path.parent)
        except BaseException:
            os.close(handle)
            raise
        return cls(path, handle, 0)

    @classmethod
    def open(cls, path: Path) -> Self:
        """An existing file. Raises FileMissing."""
        with translated(path):
            handle = os.open(path, _FLAGS)
            return cls(path, handle, os.fstat(handle).st_size)

    def append(self, data: bytes | memoryview) -> int:
        """Add `data`; the offset where it starts. After a failed call nothing of it counts, and it can be repeated."""
        return self._append(data, directly=False)

    def append_directly(self, data: bytes | memoryview) -> int:
        """Like `append`, for much data: past the memory of the system, as far as that can be done."""
        return self._append(data, directly=True)

    def _append(self, data: bytes | memoryview, *, directly: bool) -> int:
        start = self.size
        with translated(self.path):
            try:
                done = write_directly(self._handle, start, data) if directly else 0
                write_all(self._handle, memoryview(data)[done:])
            except OSError:
                with suppress(OSError):
                    os.ftruncate(self._handle, start)
                raise
        self.size = start + len(data)
        return start

    def cut(self, size: int) -> None:
        """Drop what stands behind `size`: the rest of a write that did not end."""
        with translated(self.path):
            os.ftruncate(self._handle, size)
            sync_handle(self._handle)
        self.size = size

    def sync(self) -> None:
        """Force everything added so far to the medium."""
        with translated(self.path):
            sync_handle(self._handle)

    def close(self) -> None:
        """Let go of the file. Safe to call twice."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
