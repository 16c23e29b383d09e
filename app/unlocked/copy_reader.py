"""Looks into a copy that stays open for reading, for somebody who turns pages: nothing is opened twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.copies.changes import Change, changes
from app.copies.handle import SealedFile
from app.copies.listing import Arrangement, Entry, Folder, Order, folders_in
from app.copies.paths import outside_workroom
from app.copies.sealed_copy import SealedCopy
from app.copies.versions import FileVersions, file_versions_in
from app.model import CopyId
from app.unlocked.shared_reading import Opening, SharedReading
from app.unlocked.vault import Unlocked


class CopyReader:
    """Shows the newest committed state of one copy. For any thread, one at a time.

    What it gives out is for the eyes of the person only: nothing of it may leave Bailee. Close it when the vault is
    locked or the ticket is closed; every call then raises Cancelled. All raise NoCopyHeld, CopyDamaged and their kin.
    """

    def __init__(self, vault: Unlocked, copy: CopyId) -> None:
        self._reading = SharedReading(vault, copy)

    def folders(self, folder: bytes, after: bytes, most: int) -> list[Folder]:
        """The folders in a folder by name, at most so many of those behind `after`. Raises PathMissing."""
        with self._opened() as copy:
            return folders_in(copy, outside_workroom(folder), after, most)

    def arranged(self, folder: bytes, order: Order, *, is_descending: bool) -> "ArrangedFolder":
        """The names in a folder, sorted; close it. Raises PathMissing, NotAFolder."""
        opening = self._reading.take()
        try:
            with opening.databases.lock:
                arrangement = Arrangement(opening.copy, outside_workroom(folder), order, is_descending=is_descending)
            return ArrangedFolder(self._reading, opening, arrangement)
        except BaseException:
            self._reading.give_back(opening)
            raise

    def read(self, path: bytes, offset: int, size: int) -> tuple[int, bytes]:
        """How long a file is, and up to `size` bytes of it from `offset`. Raises PathMissing, NotAFile, FileDamaged."""
        with self._opened() as copy, copy.open_file(outside_workroom(path)) as file:
            return _piece(file, offset, size)

    def read_before(self, node: int, offset: int, size: int) -> tuple[int, bytes]:
        """The same of a file as it was at the checkout, by the id in `Change.old_node`."""
        with self._opened() as copy, copy.open_as_it_was(node) as file:
            return _piece(file, offset, size)

    def versions(self, path: bytes) -> FileVersions:
        """What a file was at the checkout and is now. Raises PathMissing, NotAFile, FileDamaged."""
        with self._opened() as copy:
            return file_versions_in(copy, path)

    def changes(self) -> list[Change]:
        """What was changed since the checkout, by path."""
        with self._opened() as copy:
            return changes(copy)

    def close(self) -> None:
        """Let go of the copy as soon as nobody uses it. Safe to call twice."""
        self._reading.close()

    @contextmanager
    def _opened(self) -> Iterator[SealedCopy]:
        opening = self._reading.take()
        try:
            with opening.databases.lock:
                yield opening.copy
        finally:
            self._reading.give_back(opening)


class ArrangedFolder:
    """A folder as it was when it was arranged, whatever is changed meanwhile. Close it."""

    def __init__(self, reading: SharedReading, opening: Opening, arrangement: Arrangement) -> None:
        """Takes `opening` over."""
        self._reading = reading
        self._opening: Opening | None = opening
        self._arrangement = arrangement

    def __len__(self) -> int:
        return len(self._arrangement)

    def entries(self, first: int, count: int) -> list[Entry]:
        """Some of the names, from place `first` on; none once it is closed."""
        opening = self._opening
        if opening is None:
            return []
        with opening.databases.lock:
            return self._arrangement.entries(first, count)

    def close(self) -> None:
        """Let go of it. Safe to call twice."""
        opening, self._opening = self._opening, None
        if opening is not None:
            self._reading.give_back(opening)


def _piece(file: SealedFile, offset: int, size: int) -> tuple[int, bytes]:
    return file.size, file.pread(size, offset)
