"""A new folder for people to take away: names that every system bears, and no half file under a final name."""

import hashlib
import itertools
import os
import re
import unicodedata
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from app.disk.durable import FILE_MODE, FOLDER_MODE, sync_folder, sync_handle, write_all
from app.disk.failures import translated
from app.errors import FileExists, NameRefused

_PART = ".bailee-part-"
_LONGEST_BYTES = 150
_NUMBER_BYTES = 10
_MOST_TRIES = 1000
_FORBIDDEN = frozenset('<>:"/\\|?*%')
# Controls, marks that turn the direction of writing, what is not assigned, private or half of a pair.
_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)")


def safe_name(name: bytes) -> str:
    """A name for a file that came from elsewhere, as close to it as every system bears; never empty.

    Whatever cannot stand in it becomes %XX for each byte. Two names may become one: see NewFolder.
    """
    text = "".join(_safe(character) for character in name.decode("utf-8", "surrogateescape"))
    if text.startswith(" "):
        text = "%20" + text[1:]
    if text.endswith((".", " ")):
        text = text[:-1] + f"%{ord(text[-1]):02X}"
    if _DEVICES.match(text) or text.startswith(_PART) or not text:
        text = f"_{text}"
    return _shortened(text, name)


def _safe(character: str) -> str:
    if character in _FORBIDDEN or unicodedata.category(character) in _INVISIBLE:
        return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogateescape"))
    return character


def _shortened(text: str, name: bytes) -> str:
    """Cut in the middle, with a part of the hash there: the ending says what kind of file it is."""
    if len(text.encode()) <= _LONGEST_BYTES:
        return text
    stem, dot, ending = text.rpartition(".")
    if not dot or len(ending.encode()) > 12:
        stem, ending = text, ""
    mark = f"~{hashlib.sha256(name).hexdigest()[:8]}"
    room = _LONGEST_BYTES - len((mark + dot + ending).encode()) if ending else _LONGEST_BYTES - len(mark)
    cut = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .%")
    return f"{cut}{mark}{dot}{ending}" if ending else f"{cut}{mark}"


def numbered(name: str, number: int) -> str:
    """A name with a number before its ending; the first goes without."""
    stem, dot, ending = name.rpartition(".")
    if number == 1:
        return name
    return f"{stem}~{number}.{ending}" if dot and stem else f"{name}~{number}"


def is_safe(name: str) -> bool:
    """Whether every system bears a name, as it does those of `safe_name`."""
    is_plain = all(character == "%" or _safe(character) == character for character in name)
    is_whole = bool(name) and not name.startswith((" ", _PART)) and not name.endswith((".", " "))
    return (
        is_plain
        and is_whole
        and not _DEVICES.match(name)
        and len(name.encode("utf-8", "surrogateescape")) <= _LONGEST_BYTES + _NUMBER_BYTES
    )


class NewFolder:
    """A folder that was not there before, and the files written into it. Every file is durable once it is kept."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._names: dict[tuple[bytes, ...], tuple[str, ...]] = {(): ()}
        self._taken: set[tuple[str, ...]] = set()

    @classmethod
    def create(cls, parent: Path, name: str) -> Self:
        """Make it below `parent`, with a number behind its name if that is taken. Raises FileMissing and its kin."""
        _require_safe(name)
        for number in range(1, _MOST_TRIES):
            path = parent / (name if number == 1 else f"{name} ({number})")
            with translated(path):
                try:
                    os.mkdir(path, FOLDER_MODE)
                except FileExistsError:
                    continue
            sync_folder(parent)
            return cls(path)
        raise FileExists(path=str(parent / name))

    def place(self, parts: tuple[bytes, ...]) -> tuple[str, ...]:
        """The names under which a path of a copy is kept here: no two paths get the same, whatever the case."""
        found = self._names.get(parts)
        if found is None:
            above = self.place(parts[:-1])
            wished = safe_name(parts[-1])
            names = (numbered(wished, number) for number in itertools.count(1))
            name = next(name for name in names if (*above, _folded(name)) not in self._taken)
            self._taken.add((*above, _folded(name)))
            found = self._names[parts] = (*above, name)
        return found

    def begin(self, names: tuple[str, ...]) -> "NewFile":
        """Begin a file, with the folders it is in. Raises NameRefused, FileExists, DiskFull and their kin."""
        for name in names:
            _require_safe(name)
        folder = self.path
        for name in names[:-1]:
            folder /= name
            with translated(folder):
                try:
                    os.mkdir(folder, FOLDER_MODE)
                except FileExistsError:
                    continue
            sync_folder(folder.parent)
        return NewFile(folder / names[-1])

    def remove_if_empty(self) -> bool:
        """Take the folder away again if nothing is in it, or in folders in it; whether it is gone."""
        folders = sorted((path for path in self.path.rglob("*") if path.is_dir()), reverse=True)
        with suppress(OSError):
            for folder in [*folders, self.path]:
                os.rmdir(folder)
        return not self.path.exists()


class NewFile:
    """A file that gets its name once it is whole. Leave the block without `keep`, and nothing is left of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._part = path.with_name(f"{_PART}{path.name[:40]}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        with translated(self._part):
            self._handle = os.open(self._part, flags, FILE_MODE)
        self._digest = hashlib.sha256()
        self.size = 0
        self._is_kept = False

    def write(self, data: memoryview) -> None:
        """Add some bytes. Raises DiskFull and its kin."""
        with translated(self.path):
            write_all(self._handle, data)
        self._digest.update(data)
        self.size += len(data)

    def keep(self) -> str:
        """Force it to the medium and give it its name; the SHA-256 of what is in it. Raises FileExists."""
        with translated(self.path):
            sync_handle(self._handle)
            self._close()
            if self.path.exists():
                raise FileExists(path=str(self.path))
            os.rename(self._part, self.path)
        self._is_kept = True
        sync_folder(self.path.parent)
        return self._digest.hexdigest()

    def _close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()
        if not self._is_kept:
            with suppress(OSError):
                os.unlink(self._part)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _require_safe(name: str) -> None:
    if not is_safe(name):
        raise NameRefused(path=ascii(name), reason="cannot stand in a folder of every system")
