"""Reads what the recorder wrote down, and searches it for what must never have reached the disk."""

import os
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from tests.recorder.build import preloaded, run_driver

WRITES = frozenset({"write", "pwrite", "writev", "pwritev", "pwritev2", "sendfile", "copy_file_range", "splice"})
_HEAD = struct.Struct("=IHHHHiiiQQqqqQ")
_MAGIC = 0x43455242
_PUNCH_HOLE, _COLLAPSE, _ZERO, _INSERT = 2, 8, 16, 32


@dataclass(frozen=True, slots=True)
class Record:
    """One call. `number` is 0 for an event that is not counted; `other` is the second path, or a link's text."""

    number: int
    call: str
    path: str
    other: str
    offset: int
    length: int  # asked for; what was done is in `result` and `data`
    data: bytes
    result: int
    error: int
    mode: int
    process: int
    file: tuple[int, int]

    @property
    def is_done(self) -> bool:
        """Whether the call succeeded."""
        return self.result >= 0


def read_log(log: Path) -> Iterator[Record]:
    """The records in the order in which the calls were made."""
    with log.open("rb") as file:
        while head := file.read(_HEAD.size):
            yield _record(head, file)


def _record(head: bytes, file: BinaryIO) -> Record:
    def take(size: int) -> bytes:
        taken = file.read(size)
        if len(taken) < size:
            msg = "The log of the recorder ends inside a record."
            raise ValueError(msg)
        return taken

    values = _HEAD.unpack(head + take(_HEAD.size - len(head)))
    magic, call, path, other, error, process, number, mode, device, inode, offset, length, result, data = values
    if magic != _MAGIC:
        msg = "The log of the recorder is damaged."
        raise ValueError(msg)
    texts = [os.fsdecode(take(size)) for size in (call, path, other)]
    return Record(
        number=number,
        call=texts[0],
        path=texts[1],
        other=texts[2],
        offset=offset,
        length=length,
        data=take(data),
        result=result,
        error=error,
        mode=mode,
        process=process,
        file=(device, inode),
    )


def every_byte(log: Path) -> Iterator[bytes]:
    """What each call wrote, in order."""
    return (record.data for record in read_log(log) if record.data)


@dataclass(slots=True)
class _Image:
    """The content of a file as far as it was written under the recorder. A hole at the end is left out."""

    path: str
    content: bytearray = field(default_factory=bytearray)

    def put(self, offset: int, data: bytes) -> None:
        if offset > len(self.content):
            self.content.extend(bytes(offset - len(self.content)))
        self.content[offset : offset + len(data)] = data

    def zero(self, offset: int, length: int) -> None:
        end = min(offset + length, len(self.content))
        if end > offset:
            self.content[offset:end] = bytes(end - offset)


class Images:
    """The files as they come to be, record by record. Told apart by inode: a path may be used again."""

    def __init__(self) -> None:
        self._images: dict[tuple[int, int], _Image] = {}

    def apply(self, record: Record) -> _Image | None:
        """Follow one call; the image that received data, if any did."""
        if not record.is_done or not record.number:
            return None
        if record.call in WRITES:
            image = self._images.setdefault(record.file, _Image(record.path))
            image.put(record.offset, record.data)
            return image
        if record.call == "open":
            self._images[record.file] = _Image(record.path)
        elif record.call in {"ftruncate", "truncate"} and record.file in self._images:
            del self._images[record.file].content[record.length :]
        elif record.call == "fallocate":
            self._allocate(record)
        elif record.call == "rename":
            self._rename(record.path, record.other)
        elif record.call == "unlink":
            self._forget(record.path)
        return None

    def _allocate(self, record: Record) -> None:
        if record.mode & (_COLLAPSE | _INSERT):
            msg = f"fallocate with mode {record.mode} moves content, which is not followed."
            raise NotImplementedError(msg)
        if record.mode & (_PUNCH_HOLE | _ZERO) and record.file in self._images:
            self._images[record.file].zero(record.offset, record.length)

    def _rename(self, old: str, new: str) -> None:
        if old != new:
            self._forget(new)
        for image in self._images.values():
            if image.path == old or image.path.startswith(f"{old}/"):
                image.path = new + image.path[len(old) :]

    def _forget(self, path: str) -> None:
        for image in self._images.values():
            if image.path == path:
                image.path = ""

    def now(self) -> dict[str, bytes]:
        """What lies under each name at this moment."""
        return {image.path: bytes(image.content) for image in self._images.values() if image.path}


@dataclass(frozen=True, slots=True)
class Finding:
    """A marker that reached the disk."""

    marker: bytes
    number: int
    call: str
    path: str


class Recording:
    """The log of a run that has ended."""

    def __init__(self, log: Path) -> None:
        self.log = log

    def records(self) -> Iterator[Record]:
        """All records."""
        return read_log(self.log)

    def every_byte(self) -> Iterator[bytes]:
        """What each call wrote, in order."""
        return every_byte(self.log)

    def calls(self) -> Counter[str]:
        """How often each call was made."""
        return Counter(record.call for record in self.records())

    def find(self, *markers: bytes) -> list[Finding]:
        """Where markers came to lie in a file at any time, also across two writes, or in a name or a link."""
        if not markers or not all(markers):
            msg = "There is nothing to search for."
            raise ValueError(msg)
        images, margin = Images(), max(map(len, markers)) - 1
        found = []
        for record in self.records():
            if not record.is_done:
                continue
            texts = [os.fsencode(record.path), os.fsencode(record.other)]
            image = images.apply(record)
            if image is not None:
                start = max(record.offset - margin, 0)
                texts.append(bytes(image.content[start : record.offset + len(record.data) + margin]))
            for marker in markers:
                if any(marker in text for text in texts):
                    found.append(Finding(marker, record.number, record.call, record.path))  # noqa: PERF401
        return found

    def images(self) -> dict[str, bytes]:
        """The files as the recorded calls left them; what was there before the recording reads as zeros."""
        images = Images()
        for record in self.records():
            images.apply(record)
        return images.now()

    def escapes(self) -> list[str]:
        """Files that may have been changed in ways not recorded: shared memory maps, stdio, unreadable copies."""
        return sorted(
            {
                record.path
                for record in self.records()
                if not record.number or (record.call in WRITES and len(record.data) < record.result)
            }
        )


def run_recorded(
    target: str, folder: Path, *arguments: str, log: Path, watch: Sequence[Path] = (), seconds: float | None = None
) -> Recording:
    """Call `target`, "module:function", with `folder` and `arguments` in a new process under the recorder.

    The module is imported before recording begins. Watched is `folder`, unless `watch` says otherwise. A process
    that the function starts itself is not recorded; one that it forks is. Raises DriverError.
    """
    watched = os.pathsep.join(map(str, watch or (folder,)))
    run_driver(["record", target, str(log), watched, str(folder), *arguments], seconds=seconds)
    return Recording(log)


def recorded_environment(log: Path, watch: Sequence[Path]) -> dict[str, str]:
    """The environment for any program that is to be recorded from its first moment on, with all it starts."""
    watched = ":".join(os.path.realpath(folder) for folder in watch)
    return preloaded() | {"RECORDER_WATCH": watched, "RECORDER_LOG": str(log)}
