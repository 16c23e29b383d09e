"""Export files: hand over single files of a copy. Each is entered as an escape before its first byte leaves."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.copies.handle import SealedFile
from app.copies.paths import outside_workroom, split_path
from app.disk.handing_over import NewFolder, numbered, safe_name
from app.errors import FileMissing, InputRefused
from app.model import CopyRecord
from app.progress import Monitor, Step, Unit
from app.unlocked.escaping import enter_escape
from app.unlocked.vault import Unlocked

_BLOCK_BYTES = 1024 * 1024
_MOST_TRIES = 10_000


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file that was written whole."""

    path: bytes
    file: Path
    content_bytes: int
    digest: str


def export_files(
    vault: Unlocked, ticket: str, paths: Sequence[bytes], into: Path, monitor: Monitor, *, copy: str | None = None
) -> tuple[CopyRecord, tuple[ExportedFile, ...]]:
    """Write files into a folder that is there, under names that every system bears; nothing is overwritten.

    What was written before something went wrong stays; nothing stands there half. Raises PathMissing, NotAFile,
    FileDamaged, InputRefused, FileMissing, DiskFull, TransitionRefused, Cancelled.
    """
    record = vault.pick_copy(ticket, copy)
    into = into.absolute()
    if not into.is_dir():
        raise FileMissing(path=str(into))
    if into.resolve().is_relative_to(vault.home.path.resolve()):
        raise InputRefused(field="folder", reason="lies inside the home folder of Bailee")
    written = []
    with vault.opened(record, writable=False) as sealed:
        for path in paths:
            with sealed.open_file(outside_workroom(path)) as file:
                written.append(_export(vault, record, path, file, into, monitor))
    return record, tuple(written)


def _export(
    vault: Unlocked, record: CopyRecord, path: bytes, file: SealedFile, into: Path, monitor: Monitor
) -> ExportedFile:
    name = _free(into, safe_name(split_path(path)[-1]))
    if file.size:
        digest = hashlib.sha256()
        _pass_on(file, digest.update, monitor, 0)
        enter_escape(vault, record, "file", file.size, digest.hexdigest())
    with NewFolder(into).begin((name,)) as out:
        _pass_on(file, out.write, monitor, file.size)
        monitor.check()
        return ExportedFile(path, into / name, file.size, out.keep())


def _pass_on(file: SealedFile, write: Callable[[memoryview], object], monitor: Monitor, before: int) -> None:
    buffer = memoryview(bytearray(min(_BLOCK_BYTES, max(file.size, 1))))
    for offset in range(0, file.size, _BLOCK_BYTES):
        monitor.report(Step.READING, before + offset, 2 * file.size, Unit.BYTES)
        count = file.pread_into(buffer[: min(_BLOCK_BYTES, file.size - offset)], offset)
        write(buffer[:count])


def _free(into: Path, name: str) -> str:
    tries = (numbered(name, number) for number in range(1, _MOST_TRIES))
    return next((tried for tried in tries if not (into / tried).exists()), name)
