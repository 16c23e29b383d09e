"""Which file system a path lies on, and whether writing over a file there hits the same blocks."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

UNKNOWN = "unknown"
_IN_PLACE = frozenset({"ext2", "ext3", "ext4", "xfs", "jfs", "tmpfs", "vfat", "exfat", "ntfs", "ntfs3", "fat32", "hfs"})


@dataclass(frozen=True, slots=True)
class FileSystem:
    """`kind` in the system's own word. `overwrites_in_place` is False whenever it is not known."""

    kind: str
    overwrites_in_place: bool


def file_system_of(path: Path) -> FileSystem:
    """The file system that `path`, which exists, lies on."""
    return _detect(path)


def parse_mountinfo(text: str, device: str, path: str) -> FileSystem:
    """Find `path`, absolute and without links, in the text of Linux's /proc/self/mountinfo (proc_pid_mountinfo(5)).

    By its device number, "major:minor"; else by where it is mounted, since subvolumes of btrfs have numbers that are
    not listed.
    """
    longest, by_place = "", FileSystem(UNKNOWN, overwrites_in_place=False)
    for line in text.split("\n"):
        left, _, right = line.partition(" - ")
        before, after = left.split(" "), right.split(" ")
        if len(before) < 5 or len(after) < 3:
            continue
        # With data=journal the old bytes also lie in the journal, and new ones go there first.
        is_journalled = "data=journal" in after[2].split(",")
        found = FileSystem(after[0], after[0] in _IN_PLACE and not is_journalled)
        if before[2] == device:
            return found
        place = _unescaped(before[4])
        # Of two mounts on one place, the later hides the earlier.
        if len(place) >= len(longest) and f"{path}/".startswith(f"{place.rstrip('/')}/"):
            longest, by_place = place, found
    return by_place


def _unescaped(place: str) -> str:
    """White space and backslashes stand in mountinfo as octal numbers."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), place)


def _text_of(path: Path) -> str:
    """What the system tells there; nothing in a jail without /proc."""
    try:
        return path.read_text("utf-8", "surrogateescape")
    except OSError:
        return ""


if sys.platform == "win32":

    def _detect(path: Path) -> FileSystem:
        import ctypes  # noqa: PLC0415 - the call below exists on Windows alone

        name = ctypes.create_unicode_buffer(64)
        root = os.path.splitdrive(path.resolve())[0] + "\\"
        is_known = ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, None, name, len(name))
        kind = name.value.lower() if is_known else UNKNOWN
        return FileSystem(kind, kind in _IN_PLACE)

elif sys.platform == "darwin":

    def _detect(path: Path) -> FileSystem:
        # APFS, the file system of every supported macOS, never writes in place; others are treated alike.
        del path
        return FileSystem("apfs", overwrites_in_place=False)

else:

    def _detect(path: Path) -> FileSystem:
        number = path.stat().st_dev
        device = f"{os.major(number)}:{os.minor(number)}"
        return parse_mountinfo(_text_of(Path("/proc/self/mountinfo")), device, os.path.realpath(path))
