"""An open file of a copy: positional reads and writes, as everything above sees it."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from app.copies.content import FileContent
from app.copies.layout import MOST_BYTES
from app.copies.paths import shown
from app.errors import CopyReadOnly, HandleClosed


class SealedFile:
    """A handle on one file. Writes are in memory or sealed; they are durable after `flush`. Close it."""

    def __init__(
        self,
        content: FileContent,
        *,
        writable: bool,
        flush: Callable[[], object],
        give_back: Callable[[FileContent], None],
    ) -> None:
        self._content = content
        self._writable = writable
        self._flush = flush
        self._give_back = give_back
        self._is_open = True

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return self._opened().node.size

    def pread(self, size: int, offset: int) -> bytes:
        """Up to `size` bytes from `offset`; fewer only at the end of the file. Raises FileDamaged."""
        content = self._opened()
        _check_place(offset, size)
        buffer = bytearray(max(0, min(size, content.node.size - offset)))
        content.read_into(offset, memoryview(buffer))
        return bytes(buffer)

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        """Fill `buffer` from `offset`; the number of bytes. Raises FileDamaged."""
        content = self._opened()
        _check_place(offset, len(buffer))
        return content.read_into(offset, buffer)

    def pwrite(self, data: bytes | bytearray | memoryview, offset: int) -> int:
        """Write all of `data` at `offset`; the number of bytes. Raises CopyReadOnly."""
        content = self._changed()
        _check_place(offset, len(data), MOST_BYTES)
        if data:
            content.write(offset, memoryview(data))
        return len(data)

    def truncate(self, size: int) -> None:
        """Make the file `size` bytes long; growth reads as zeros."""
        content = self._changed()
        _check_place(0, size, MOST_BYTES)
        content.truncate(size)

    def flush(self) -> None:
        """Make what was written so far durable, together with everything else changed in the copy."""
        self._opened()
        self._flush()

    def close(self) -> None:
        """Let go of the handle; unflushed writes stay part of the copy's next commit. Safe to call twice."""
        if self._is_open:
            self._is_open = False
            self._give_back(self._content)

    def _opened(self) -> FileContent:
        if not self._is_open or self._content.is_dropped:
            # Its folders may be gone, or the copy closed: the name alone is known.
            raise HandleClosed(path=shown(self._content.node.name))
        return self._content

    def _changed(self) -> FileContent:
        content = self._opened()
        if not self._writable:
            raise CopyReadOnly(path=content.path)
        return content

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _check_place(offset: int, size: int, most: int | None = None) -> None:
    """Nobody may ask for bytes that no file can have."""
    if offset < 0 or size < 0 or (most is not None and offset + size > most):
        msg = f"{size} bytes from {offset}"
        raise ValueError(msg)
