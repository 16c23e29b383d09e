"""What the system says about one name, as an item: the part that is the same wherever we walk."""

import os
import stat
import sys

from app.model import NodeKind
from app.ports import SourceItem

Identity = tuple[int, int]
"""Device and number: what makes two names the same file or folder."""


def identity(status: os.stat_result) -> Identity:
    """Which file or folder this is, whatever its name."""
    return status.st_dev, status.st_ino


def is_link(status: os.stat_result) -> bool:
    """Whether this stands for another name: a symbolic link, and on Windows a junction or anything of that kind."""
    if sys.platform == "win32":
        # The bit is set in every reparse tag that stands for another name, but not for files kept in a cloud or
        # compressed, which are ordinary files to us.
        return stat.S_ISLNK(status.st_mode) or bool(status.st_reparse_tag & 0x2000_0000)
    return stat.S_ISLNK(status.st_mode)


def folder_item(path: bytes, status: os.stat_result) -> SourceItem:
    """The folder `path`."""
    return SourceItem(path, NodeKind.FOLDER, stat.S_IMODE(status.st_mode), status.st_mtime_ns)


def file_item(path: bytes, status: os.stat_result) -> SourceItem:
    """The file `path`."""
    mode = stat.S_IMODE(status.st_mode)
    return SourceItem(path, NodeKind.FILE, mode, status.st_mtime_ns, status.st_size)


def link_item(path: bytes, status: os.stat_result, target: bytes) -> SourceItem:
    """The link `path`; where it points to is data and is never followed."""
    return SourceItem(path, NodeKind.LINK, stat.S_IMODE(status.st_mode), status.st_mtime_ns, 0, target)
