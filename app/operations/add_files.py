"""Add: take files and folders from this machine into a copy, as when somebody drops them there."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.copies.paths import outside_workroom
from app.copies.sealed_copy import SealedCopy
from app.disk.failures import translated
from app.disk.reading import RandomReader
from app.errors import InputRefused
from app.model import CopyRecord
from app.progress import Monitor, Step, Unit
from app.unlocked.free_paths import free_path
from app.unlocked.vault import Unlocked

_BLOCK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Added:
    """What came in. `paths` are what now stands in the folder, one for each thing given; links are left out."""

    paths: tuple[bytes, ...]
    files: int
    content_bytes: int
    left_out: int


def add_files(
    vault: Unlocked,
    ticket: str,
    folder: bytes,
    sources: Sequence[Path],
    monitor: Monitor,
    *,
    copy: str | None = None,
) -> tuple[CopyRecord, Added]:
    """Add everything or nothing; a name that is taken gets a number. The files stay where they were, too.

    Raises PathMissing, NotAFolder, FileMissing, AccessDenied, InputRefused, DiskFull, CopyBusy, Cancelled.
    """
    record = vault.pick_copy(ticket, copy)
    home = vault.home.path.resolve()
    for source in sources:
        if source.resolve().is_relative_to(home):
            raise InputRefused(field="file", reason="lies inside the home folder of Bailee")
    with vault.opened(record, writable=True) as sealed:
        adding = _Adding(sealed, monitor)
        folder = outside_workroom(folder).strip(b"/")
        sealed.names.folder(folder)
        paths = tuple(path for path in (adding.add(source, folder) for source in sources) if path)
        monitor.check()
        sealed.commit()
    return record, Added(paths, adding.files, adding.content_bytes, adding.left_out)


class _Adding:
    def __init__(self, sealed: SealedCopy, monitor: Monitor) -> None:
        self._sealed = sealed
        self._monitor = monitor
        self.files = 0
        self.content_bytes = 0
        self.left_out = 0

    def add(self, source: Path, folder: bytes) -> bytes:
        """Add one thing with what is in it; its path, or b"" for what is no file and no folder."""
        name = free_path(self._sealed, folder, os.fsencode(source.name))
        return self._add(source, outside_workroom(name))

    def _add(self, source: Path, path: bytes) -> bytes:
        with translated(source):
            kind = source.lstat().st_mode
        if stat.S_ISDIR(kind):
            self._sealed.mkdir(path)
            for inside in self._inside(source):
                self._add(inside, path + b"/" + os.fsencode(inside.name))
        elif stat.S_ISREG(kind):
            self._add_file(source, path)
        else:
            self.left_out += 1
            return b""
        return path

    def _inside(self, folder: Path) -> Iterator[Path]:
        with translated(folder):
            found = sorted(folder.iterdir())
        return iter(found)

    def _add_file(self, source: Path, path: bytes) -> None:
        buffer = memoryview(bytearray(_BLOCK_BYTES))
        with (
            closing(RandomReader(source)) as reader,
            self._sealed.open_file(path, writable=True, create=True) as file,
        ):
            offset = 0
            while count := reader.read_into(offset, buffer):
                self._monitor.report(Step.SAVING, self.content_bytes + offset, 0, Unit.BYTES)
                file.pwrite(buffer[:count], offset)
                offset += count
        self.files += 1
        self.content_bytes += offset
