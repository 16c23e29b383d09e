"""Clears files whose key is destroyed already: best effort on the medium, itemised, never raised half-way.

One pass only: NIST SP 800-88 asks for no more, and the claim rests on the key, not on this.
"""

import os
import secrets
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app.disk.durable import FILE_MODE, SPOILED_PREFIX, sync_folder, sync_handle, write_all
from app.disk.filesystem import FileSystem, file_system_of
from app.disk.trimming import forget_blocks
from app.errors import BaileeError
from app.model import ClearedFile, Clearing

Report = Callable[[int, int], None]
_BLOCK_BYTES = 4 << 20


def clear(paths: Sequence[Path], home: Path, report: Report) -> Clearing:
    """Clear files and whole folders below `home`; what is not there is passed over.

    `report` is told the files done and the files in all, and may raise: what was cleared by then stays cleared, and
    the rest is still there for the next call.
    """
    kind = file_system_of(home)
    files = [file for path in paths for file in _files(path)]
    filler = secrets.token_bytes(min(_BLOCK_BYTES, max([1, *map(_size, files)])))
    cleared: list[ClearedFile] = []
    for file in files:
        report(len(cleared), len(files))
        cleared.append(_clear_file(file, home, kind, filler))
    for path in paths:
        cleared.extend(_remove_folders(path, home))
    report(len(files), len(files))
    return Clearing(kind.kind, kind.overwrites_in_place, tuple(cleared))


def _files(path: Path) -> Iterator[Path]:
    """Everything that is not a folder; a link to one is not followed."""
    if not _is_folder(path):
        if os.path.lexists(path):
            yield path
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted([*names, *(f for f in folders if Path(folder, f).is_symlink())]):
            yield Path(folder, name)


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112, PTH114 - Path's own raise without rights


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def _clear_file(path: Path, home: Path, kind: FileSystem, filler: bytes) -> ClearedFile:
    """Overwrite and remove one file. What cannot be overwritten is removed all the same, and `failure` says so."""
    item = ClearedFile(path.relative_to(home).as_posix(), 0, was_overwritten=False, was_punched=False, is_removed=True)
    # The name said nothing of the customer; renaming keeps even the id out of old folder blocks.
    nameless = path.with_name(f"{SPOILED_PREFIX}{secrets.token_hex(8)}")
    try:
        status = path.lstat()
        item = replace(item, size_bytes=status.st_size)
        if stat.S_ISREG(status.st_mode):
            item = _spoil(path, item, kind, filler)
            if status.st_nlink > 1:
                item = replace(item, failure="the file has other names, which are still there")
        os.rename(path, nameless)
        os.unlink(nameless)
        sync_folder(path.parent)
    except FileNotFoundError:
        return replace(item, failure="")
    except (OSError, BaileeError) as error:
        is_removed = not os.path.lexists(path) and not os.path.lexists(nameless)
        return replace(item, is_removed=is_removed, failure=_reason(error))
    return item


def _spoil(path: Path, item: ClearedFile, kind: FileSystem, filler: bytes) -> ClearedFile:
    """Write over the file once and give its blocks back; `item` with what was done."""
    try:
        handle = _open_for_spoiling(path)
        try:
            if kind.overwrites_in_place:
                left = item.size_bytes
                while left > 0:
                    part = memoryview(filler)[: min(left, len(filler))]
                    write_all(handle, part)
                    left -= len(part)
                sync_handle(handle)
                item = replace(item, was_overwritten=True)
            return replace(item, was_punched=item.size_bytes > 0 and forget_blocks(handle, item.size_bytes))
        finally:
            os.close(handle)
    except OSError as error:
        return replace(item, failure=f"not overwritten: {_reason(error)}")


def _open_for_spoiling(path: Path) -> int:
    flags = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(path, flags)
    except PermissionError:
        os.chmod(path, FILE_MODE)  # made read-only by somebody
        return os.open(path, flags)


def _remove_folders(path: Path, home: Path) -> Iterator[ClearedFile]:
    """Remove the folders that clearing emptied; an item for each that cannot be removed."""
    if not _is_folder(path):
        return
    found: list[str] = []
    # A folder that cannot be listed is not given by walk itself, and must not be passed over.
    for folder, _, _ in os.walk(path, topdown=False, onerror=lambda error: found.append(error.filename)):
        found.append(folder)
    for folder in found:
        try:
            os.rmdir(folder)
        except OSError as error:
            yield _folder_item(Path(folder), home, error)
    try:
        sync_folder(path.parent)
    except BaileeError as error:
        yield _folder_item(path, home, error)


def _folder_item(folder: Path, home: Path, error: OSError | BaileeError) -> ClearedFile:
    name, is_removed = folder.relative_to(home).as_posix(), not os.path.lexists(folder)
    return ClearedFile(name, 0, was_overwritten=False, was_punched=False, is_removed=is_removed, failure=_reason(error))


def _reason(error: OSError | BaileeError) -> str:
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else error.code
