"""Walks a source folder by full paths, where no call takes the descriptor of a folder: on Windows.

Somebody who exchanges a folder for a junction while it is being walked can lead us out of the source; links and
junctions that were there before are never followed.
"""

import os
import stat
from collections.abc import Iterator

from app.model import Problem, ProblemKind
from app.ports import SourceItem
from app.sources.listing import Identity, file_item, folder_item, identity, is_link, link_item
from app.sources.naming import long_path, name_bytes
from app.sources.problems import BARRED, NOT_GIVEN, exchanged, refusal, skipped, source_error
from app.sources.reading import Reading


class PathWalk:
    """One source folder, walked by paths. `barred` is a folder that is never entered."""

    def __init__(self, root: str, barred: Identity | None) -> None:
        self._root = long_path(root)
        self._barred = barred
        self._listed: tuple[SourceItem, str] | None = None

    def items(self) -> Iterator[SourceItem | Problem]:
        """Every name, a folder before what is in it. `open` is for the walk that gave an item last."""
        try:
            os.scandir(self._root).close()
        except OSError as error:
            raise source_error(self._root, error) from error
        pending = [(b"", self._root)]
        while pending:
            found: list[tuple[bytes, str]] = []
            yield from self._folder(*pending.pop(), found)
            pending.extend(sorted(found, reverse=True))

    def open(self, item: SourceItem) -> Reading:
        """The file `item`, which `items` has just given."""
        if self._listed is None or self._listed[0] is not item:
            raise ValueError(NOT_GIVEN)
        return Reading(self._root, item.path, self._listed[1], None, None)

    def _folder(self, path: bytes, folder: str, found: list[tuple[bytes, str]]) -> Iterator[SourceItem | Problem]:
        """A folder and what it holds; the folders in it are put into `found`."""
        try:
            status = os.lstat(folder)
        except OSError as error:
            yield refusal(path, error)
            return
        if is_link(status) or not stat.S_ISDIR(status.st_mode):
            yield exchanged(path)
            return
        yield folder_item(path, status)
        if identity(status) == self._barred:
            yield Problem(path, ProblemKind.SKIPPED_OTHER, BARRED)
        else:
            yield from self._content(path, folder, found)

    def _content(self, path: bytes, folder: str, found: list[tuple[bytes, str]]) -> Iterator[SourceItem | Problem]:
        prefix = path + b"/" if path else b""
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    inner = prefix + name_bytes(entry.name)
                    given = self._given(inner, entry)
                    if given is None:
                        found.append((inner, entry.path))
                    else:
                        yield given
        except OSError as error:
            yield refusal(path, error)
        self._listed = None

    def _given(self, path: bytes, entry: os.DirEntry[str]) -> SourceItem | Problem | None:
        """What to give for one name: None for a folder, which comes later."""
        try:
            status = entry.stat(follow_symlinks=False)
            if is_link(status):
                return link_item(path, status, name_bytes(os.readlink(entry.path)))
        except OSError as error:
            return refusal(path, error)
        if stat.S_ISDIR(status.st_mode):
            return None
        if not stat.S_ISREG(status.st_mode):
            return skipped(path, status.st_mode)
        item = file_item(path, status)
        self._listed = (item, entry.path)
        return item
