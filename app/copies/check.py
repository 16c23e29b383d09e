"""Reads a whole copy and names what is damaged. Damage in one file never hides the others."""

from dataclasses import dataclass

from app.copies.sealed_chunks import RUN_BYTES
from app.copies.sealed_copy import SealedCopy
from app.errors import FileDamaged
from app.model import NodeKind
from app.progress import Monitor, Step, Unit

_REPORT_EVERY_FILES = 64


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that cannot be read as it was written."""

    path: bytes
    reason: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was read, and what of it is damaged."""

    files: int
    content_bytes: int
    damaged: tuple[Damage, ...]


def check(copy: SealedCopy, monitor: Monitor) -> CheckReport:
    """Open every chunk of every file. The catalogue as a whole was authenticated when the copy was opened."""
    total = sum(node.size for _, node in copy.walk() if node.kind == NodeKind.FILE)
    files = done = 0
    damaged = []
    buffer = memoryview(bytearray(RUN_BYTES))
    for path, node in copy.walk():
        if node.kind != NodeKind.FILE:
            continue
        try:
            with copy.open_found(node) as file:
                for offset in range(0, file.size, len(buffer)):
                    monitor.report(Step.CHECKING, done + offset, total, Unit.BYTES)
                    file.pread_into(buffer, offset)
        except FileDamaged as error:
            damaged.append(Damage(path, error.reason))
        files += 1
        done += node.size
        if not files % _REPORT_EVERY_FILES:
            monitor.report(Step.CHECKING, done, total, Unit.BYTES)
    monitor.report(Step.CHECKING, total, total, Unit.BYTES)
    return CheckReport(files, total, tuple(damaged))
