"""Walks a source folder by descriptors: every name of it, and each file opened in the folder that was listed."""

import os
import stat
from collections.abc import Iterator

from app.model import Problem, ProblemKind
from app.ports import SourceItem
from app.sources.descent import Descent
from app.sources.listing import Identity, file_item, folder_item, identity, link_item
from app.sources.naming import name_bytes
from app.sources.problems import BARRED, NOT_GIVEN, refusal, skipped, source_error
from app.sources.reading import Reading


class DescriptorWalk:
    """One source folder, walked on a system whose calls take descriptors of folders.

    Memory is bounded by the names of the folders in one folder and those above it; names of files are not kept.
    """

    def __init__(self, root: str, barred: Identity | None) -> None:
        """`barred` is a folder that is never entered, wherever a mount may show it."""
        self._root = root
        self._barred = barred
        self._listed: tuple[SourceItem, str, Descent, os.stat_result] | None = None

    def items(self) -> Iterator[SourceItem | Problem]:
        """Every name, a folder before what is in it. `open` is for the walk that gave an item last."""
        descent = Descent(self._root)
        try:
            descent.start()
        except OSError as error:
            raise source_error(self._root, error) from error
        try:
            yield folder_item(b"", descent.status)
            yield from self._content(descent)
            while not descent.is_over:
                if descent.pending:
                    yield from self._folder(descent, descent.pending.pop())
                else:
                    yield from _leave(descent)
        finally:
            descent.close()

    def open(self, item: SourceItem) -> Reading:
        """The file `item`, which `items` has just given."""
        listed = self._listed
        if listed is None or listed[0] is not item or listed[2].is_over:
            raise ValueError(NOT_GIVEN)
        _, name, descent, status = listed
        return Reading(self._root, item.path, name, descent.descriptor, status)

    def _folder(self, descent: Descent, name: bytes) -> Iterator[SourceItem | Problem]:
        """The folder `name` and what it holds, without the folders in it."""
        path = descent.prefix + name
        try:
            descent.enter(name)
        except OSError as error:
            yield from _closed_folder(path, name, descent.descriptor, error)
            return
        yield folder_item(path, descent.status)
        if identity(descent.status) == self._barred:
            yield Problem(path, ProblemKind.SKIPPED_OTHER, BARRED)
        else:
            yield from self._content(descent)

    def _content(self, descent: Descent) -> Iterator[SourceItem | Problem]:
        """What the folder at the bottom holds; its folders become pending."""
        prefix, folder, pending = descent.prefix, descent.descriptor, descent.pending
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = name_bytes(entry.name)
                    try:
                        status = entry.stat(follow_symlinks=False)
                    except OSError as error:
                        yield refusal(prefix + name, error)
                        continue
                    if stat.S_ISREG(status.st_mode):
                        item = file_item(prefix + name, status)
                        self._listed = (item, entry.name, descent, status)
                        yield item
                    elif stat.S_ISDIR(status.st_mode):
                        pending.append(name)
                    else:
                        yield _other(prefix + name, entry.name, folder, status)
        except OSError as error:
            yield refusal(prefix[:-1], error)
        self._listed = None
        pending.sort(reverse=True)


def _leave(descent: Descent) -> Iterator[Problem]:
    try:
        descent.leave()
    except OSError as error:
        for name in descent.pending:
            yield refusal(descent.prefix + name, error)
        descent.pending.clear()


def _closed_folder(path: bytes, name: bytes, parent: int, why: OSError) -> Iterator[SourceItem | Problem]:
    """A folder that cannot be entered: still a folder of the copy, if it is one, with the problem beside it."""
    try:
        status = os.stat(name, dir_fd=parent, follow_symlinks=False)
    except OSError as error:
        yield refusal(path, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield folder_item(path, status)
    yield refusal(path, why)


def _other(path: bytes, name: str, folder: int, status: os.stat_result) -> SourceItem | Problem:
    """A link, or what has no content to take."""
    if not stat.S_ISLNK(status.st_mode):
        return skipped(path, status.st_mode)
    try:
        return link_item(path, status, name_bytes(os.readlink(name, dir_fd=folder)))
    except OSError as error:
        return refusal(path, error)
