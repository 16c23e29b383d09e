"""The way from the source folder down to the folder being listed, held open as descriptors. Not on Windows.

No path is ever resolved as a whole: each folder is opened by its own name in the one above it, so that a link put in
the way is refused wherever it stands, and a tree may be deeper than the longest path a system takes.
"""

import errno
import os

from app.sources.listing import Identity, identity
from app.sources.opening import open_folder

_OPEN_LEVELS = 64


class _Level:
    """A folder on the way down. Its descriptor is -1 while it is closed for the benefit of deeper ones."""

    __slots__ = ("descriptor", "identity", "name", "pending")

    def __init__(self, name: bytes, descriptor: int, which: Identity) -> None:
        self.name = name
        self.descriptor = descriptor
        self.identity = which
        self.pending: list[bytes] = []


class Descent:
    """The open folders from the source down, at most 64 at a time. The caller must `close` it.

    `prefix` is what stands before each name in the folder at the bottom: b"" or a path that ends in b"/".
    """

    status: os.stat_result

    def __init__(self, root: str) -> None:
        self._root = root
        self._levels: list[_Level] = []
        self._first_open = 0
        self.prefix = b""

    def start(self) -> None:
        """Open the source folder; `status` then describes it. May raise OSError."""
        self._add(b"", open_folder(self._root, None))

    def close(self) -> None:
        """Close whatever is open."""
        for level in self._levels:
            _close(level)
        self._levels.clear()

    @property
    def descriptor(self) -> int:
        """The folder at the bottom."""
        return self._levels[-1].descriptor

    @property
    def pending(self) -> list[bytes]:
        """The names of the folders in the one at the bottom that are still to be entered; for the caller to fill."""
        return self._levels[-1].pending

    @property
    def is_over(self) -> bool:
        """Whether even the source folder has been left."""
        return not self._levels

    def enter(self, name: bytes) -> None:
        """Go down into `name`; `status` then describes it. On OSError nothing has moved."""
        self._add(name, open_folder(name, self.descriptor))
        self.prefix += name + b"/"
        if len(self._levels) - self._first_open > _OPEN_LEVELS:
            _close(self._levels[self._first_open])
            self._first_open += 1

    def leave(self) -> None:
        """Go up. On OSError we are up, and what is pending there cannot be reached any more."""
        left = self._levels.pop()
        try:
            self.prefix = self.prefix[: -len(left.name) - 1] if self._levels else b""
            if self._levels and self._levels[-1].descriptor < 0:
                self._first_open = len(self._levels) - 1
                self._reopen(left.descriptor)
        finally:
            _close(left)

    def _add(self, name: bytes, descriptor: int) -> None:
        try:
            self.status = os.fstat(descriptor)
        except OSError:
            os.close(descriptor)
            raise
        self._levels.append(_Level(name, descriptor, identity(self.status)))

    def _reopen(self, below: int) -> None:
        """Open the folder at the bottom again, which was closed on the way down, coming from its child `below`.

        The child's ".." is one step, however deep we are. It fails when the child was moved or may not be searched;
        then the whole way from the source is gone again, if anything is left to do there.
        """
        level = self._levels[-1]
        level.descriptor = _parent(below, level.identity)
        if level.descriptor < 0 and level.pending:
            level.descriptor = self._from_the_source(level.identity)

    def _from_the_source(self, expected: Identity) -> int:
        descriptor = open_folder(self._root, None)
        for level in self._levels[1:]:
            above = descriptor
            try:
                descriptor = open_folder(level.name, above)
            finally:
                os.close(above)
        return _checked(descriptor, expected)


def _parent(folder: int, expected: Identity) -> int:
    """The parent of an open folder, if it can be opened and is still the one we came from; otherwise -1."""
    if folder < 0:
        return folder
    try:
        return _checked(open_folder(b"..", folder), expected)
    except OSError:
        return -1


def _checked(descriptor: int, expected: Identity) -> int:
    try:
        if identity(os.fstat(descriptor)) == expected:
            return descriptor
    except OSError:
        os.close(descriptor)
        raise
    os.close(descriptor)
    raise FileNotFoundError(errno.ENOENT, "the folder was moved away")


def _close(level: _Level) -> None:
    if level.descriptor >= 0:
        os.close(level.descriptor)
        level.descriptor = -1
