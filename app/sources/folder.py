"""A folder of files, or a single file, as the source of a copy. Nothing is ever written to either."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager

from app.errors import BaileeError
from app.model import NodeKind, Problem
from app.ports import SourceFile, SourceItem
from app.sources.listing import Identity, file_item
from app.sources.naming import long_path, name_bytes, shown
from app.sources.problems import NOT_GIVEN, exchanged, source_error
from app.sources.reading import Reading

if sys.platform == "win32":
    from app.sources.pathwalk import PathWalk as Walk
else:
    from app.sources.walk import DescriptorWalk as Walk

_PRIVATE_FOLDER = 0o700


class FolderSource:
    """A folder and everything below it. Fulfils the port `Source`.

    Symbolic links are taken as what they are and never followed. Other file systems mounted inside are followed like
    ordinary folders. A file with several names is taken once for each. The order is that of the disk, except that a
    folder comes before what is in it.

    A folder that cannot be listed comes twice: as an item, because it exists, and as the problem.
    """

    kind = "folder"

    def __init__(self, path: str, *, barred: Identity | None = None) -> None:
        """`path` is absolute and free of links. `barred` is never entered: the home folder, shown by some mount."""
        self.location = shown(path)
        self._walk = Walk(path, barred)

    def estimate(self) -> int:
        """How many bytes of content there are, by the sizes of the files; holes count, no file is opened."""
        try:
            return sum(item.size_bytes for item in self._walk.items() if isinstance(item, SourceItem))
        except BaileeError:
            return 0

    def items(self) -> Iterator[SourceItem | Problem]:
        """Every name, a folder before what is in it.

        Raises SourceMissing or SourceUnreadable when the folder itself cannot be listed. Close the iterator, or let
        go of it, to give back the folders it holds open. One walk at a time.
        """
        return self._walk.items()

    def open(self, item: SourceItem) -> AbstractContextManager[SourceFile | Problem]:
        """Open the file that `items` has just given, before asking it for the next: its folder is open only then."""
        return self._walk.open(item)


class SingleFileSource:
    """One file, given as a folder that holds nothing else. Fulfils the port `Source`."""

    kind = "file"

    def __init__(self, path: str) -> None:
        """`path` is absolute and free of links."""
        self.location = shown(path)
        self._path = long_path(path)
        self._listed: tuple[SourceItem, os.stat_result] | None = None

    def estimate(self) -> int:
        """The size of the file; 0 when it cannot be seen."""
        try:
            return os.lstat(self._path).st_size
        except OSError:
            return 0

    def items(self) -> Iterator[SourceItem | Problem]:
        """The folder b"", private and as old as the file, then the file under its own name.

        Raises SourceMissing or SourceUnreadable when the file cannot be seen.
        """
        try:
            status = os.lstat(self._path)
        except OSError as error:
            raise source_error(self._path, error) from error
        yield SourceItem(b"", NodeKind.FOLDER, _PRIVATE_FOLDER, status.st_mtime_ns)
        name = name_bytes(os.path.basename(self._path))  # noqa: PTH119 - Path cannot keep every name
        if not stat.S_ISREG(status.st_mode):
            yield exchanged(name)
            return
        item = file_item(name, status)
        self._listed = (item, status)
        yield item
        self._listed = None

    def open(self, item: SourceItem) -> AbstractContextManager[SourceFile | Problem]:
        """Open the file that `items` has just given, before asking it for the next."""
        if self._listed is None or self._listed[0] is not item:
            raise ValueError(NOT_GIVEN)
        folder = os.path.dirname(self._path)  # noqa: PTH120
        return Reading(folder, item.path, self._path, None, self._listed[1])
