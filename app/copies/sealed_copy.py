"""The file API over one sealed copy: the only way to its bytes."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from app.copies.handle import SealedFile
from app.copies.layout import CHUNK_BYTES, Node, tree_root
from app.copies.namespace import Namespace
from app.copies.open_files import OpenFiles
from app.copies.paths import shown
from app.copies.store import CopyStore
from app.crypto.secret import Secret
from app.disk.locks import FileLock
from app.errors import CopyBusy, CopyReadOnly, HandleClosed, NotAFile, PathMissing, VaultBusy
from app.model import CopyId, NodeKind, Problem, ProblemKind


def copy_lock(folder: Path, copy: CopyId, *, wait_seconds: float = 2.0) -> FileLock:
    """The lock that whoever changes or wipes a copy holds. It lies beside the copy's folder."""
    return FileLock(folder.with_name(f"{folder.name}.lock"), what=f"copy {copy}", wait_seconds=wait_seconds)


class SealedCopy:
    """An open copy. One process at a time may have it open for writing; readers see the moment they opened it.

    Changes are gathered until `commit`, which makes all of them durable at once. After DiskFull or its kin nothing
    more can be changed: close it, and open it again to go on from the last commit. Not for use by two threads at once.
    Close it.
    """

    def __init__(self, store: CopyStore, lock: FileLock | None, *, writable: bool) -> None:
        self.store = store
        self._lock = lock
        self._is_writable = writable
        self.names = Namespace(store)
        self._files = OpenFiles(store, self.names)
        self._is_open = True

    @classmethod
    def create(cls, folder: Path, copy: CopyId, secret: Secret, *, lent: FileLock | None = None) -> Self:
        """Make a new, empty copy in `folder`, which must not exist. Raises FileExists, CopyBusy.

        `lent` is the copy's lock where the caller holds it already, and goes on holding it afterwards. Nothing can be
        opened there before the first `commit`: what is left then is for the caller to clear away.
        """
        lock = None if lent else _locked(folder, copy)
        try:
            return cls(CopyStore.create(folder, copy, secret), lock, writable=True)
        except BaseException:
            _release(lock)
            raise

    @classmethod
    def open(cls, folder: Path, copy: CopyId, secret: Secret, *, writable: bool, least_generation: int = 0) -> Self:
        """Open and authenticate. Raises CopyDamaged, CopyRolledBack, CopyBusy, FormatNewer."""
        lock = _locked(folder, copy) if writable else None
        try:
            store = CopyStore.open(folder, copy, secret, writable=writable, least_generation=least_generation)
            return cls(store, lock, writable=writable)
        except BaseException:
            _release(lock)
            raise

    @property
    def generation(self) -> int:
        """The number of commits."""
        return self.store.generation

    @property
    def root(self) -> str:
        """The hash over all names and contents as of the last commit, in hex."""
        return self.store.root.hex()

    # names

    def stat(self, path: bytes) -> Node:
        """What is at `path`, with the size that an open handle sees. Raises PathMissing."""
        return self._files.current(self._opened().get(path))

    def listdir(self, path: bytes = b"") -> list[Node]:
        """What is in a folder, by name. Raises PathMissing, NotAFolder."""
        return [self._files.current(node) for node in self._opened().listing(path)]

    def walk(self, path: bytes = b"") -> Iterator[tuple[bytes, Node]]:
        """Everything below `path` with its path, a folder before what is in it."""
        return ((at, self._files.current(node)) for at, node in self._opened().walk(path))

    def mkdir(self, path: bytes) -> None:
        """Make a folder. Raises PathExists, PathMissing, NotAFolder, NameRefused."""
        self._writable(path).make_folder(path)

    def symlink(self, path: bytes, target: bytes) -> None:
        """Keep a symbolic link as data."""
        self._writable(path).make_link(path, target)

    def rename(self, old: bytes, new: bytes) -> None:
        """Move a name; a file takes the place of a file that is there, and handles on that one are dead."""
        names = self._writable(old)
        replaced = names.find(new)
        moved = names.rename(old, new)
        if replaced is not None and replaced.id != moved.id:
            self._files.forget(replaced.id)
        self._files.moved(moved)

    def place(self, node: Node, folder: int, name: bytes) -> None:
        """Put a node into the folder with this id. Raises PathExists, PathMissing without that folder."""
        self._files.moved(self._writable(name).move(node, folder, name))

    def unlink(self, path: bytes) -> None:
        """Remove a file or a link. Handles on it are dead from then on."""
        self._files.forget(self._writable(path).unlink(path).id)

    def rmdir(self, path: bytes) -> None:
        """Remove an empty folder."""
        self._writable(path).remove_folder(path)

    # content

    def open_file(
        self, path: bytes, *, writable: bool = False, create: bool = False, chunk_bytes: int = CHUNK_BYTES
    ) -> SealedFile:
        """Open a file; with `create`, make it if it is missing. Raises PathMissing, NotAFile, FileDamaged."""
        node = self._opened().find(path)
        if writable or create:
            self._writable(path)
        if node is None and create:
            node = self.names.make_file(path, chunk_bytes=chunk_bytes)
        if node is None:
            node = self.names.get(path)
        if node.kind != NodeKind.FILE:
            raise NotAFile(path=shown(path))
        return self.open_found(node, writable=writable)

    def open_found(self, node: Node, *, writable: bool = False) -> SealedFile:
        """Open a file that `stat`, `listdir` or `walk` has given. Raises PathMissing if it is gone, FileDamaged."""
        self._opened()
        if writable:
            self._writable(node.name)
        content = self._files.take(node)
        return SealedFile(content, writable=writable, flush=self.commit, give_back=self._files.give_back)

    def open_as_it_was(self, node: int) -> SealedFile:
        """Open a file of the checkout as it was then, for reading, whatever became of it since.

        Raises PathMissing for a node the checkout did not bring, NotAFile, FileDamaged.
        """
        old = self._opened().at_checkout(node)
        if old is None:
            raise PathMissing(path="the file")
        if old.kind != NodeKind.FILE:
            raise NotAFile(path=shown(old.name))
        content = self._files.as_it_was(old)
        return SealedFile(content, writable=False, flush=self.commit, give_back=lambda _: None)

    def restore_content(self, old: Node) -> None:
        """Make a node of the checkout what it was then, name and place included; handles on it are dead."""
        self._writable(old.name)
        self.store.begin_writing()
        self._files.forget(old.id)
        self.names.remember(old.id)
        self.store.kept.put_back(old)
        self.store.put_node(old)

    def replace_content(self, path: bytes, *, create: bool) -> SealedFile:
        """Open a file for writing from scratch, even one whose present content is damaged. Keeps its name and mode."""
        node = self._writable(path).find(path)
        if node is not None and node.kind == NodeKind.FILE:
            self._files.forget(self.names.unlink(path).id)
            self.store.put_node(replace(node, size=0, root=tree_root([]), mtime_ns=time.time_ns()))
        return self.open_file(path, writable=True, create=create)

    def problems(self) -> list[Problem]:
        """What did not arrive at the checkout."""
        self._opened()
        return [Problem(path, ProblemKind(kind), detail) for path, kind, detail in self.store.catalogue.problems()]

    def note_problems(self, problems: Sequence[Problem]) -> None:
        """Keep what did not arrive at the checkout, beside what was noted before."""
        self._writable(b"")
        self.store.begin_writing()
        self.store.catalogue.add_problems([(item.path, item.kind.value, item.detail) for item in problems])
        self.store.forget_digest("problem")

    def freeze_baseline(self) -> None:
        """From here on, changes are changes since the checkout."""
        self._writable(b"")
        self.names.freeze_baseline()

    # durability

    def commit(self) -> int:
        """Make every change so far durable, all or nothing; the generation. Does nothing where nothing changed.

        To forget changes instead, close the copy without a commit.
        """
        self._opened()
        self._files.seal()
        self.store.commit()
        return self.store.generation

    def forget_places(self) -> None:
        """Look up anew where chunks lie: they were moved."""
        self._files.forget_places()

    def close(self) -> None:
        """Let go of the copy; changes since the last `commit` are lost. Safe to call twice."""
        if self._is_open:
            self._is_open = False
            self._files.close()
            self.store.close()
            _release(self._lock)

    def _opened(self) -> Namespace:
        if not self._is_open:
            raise HandleClosed(path="the copy")
        return self.names

    def _writable(self, path: bytes) -> Namespace:
        names = self._opened()
        if not self._is_writable:
            raise CopyReadOnly(path=shown(path))
        return names

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _locked(folder: Path, copy: CopyId) -> FileLock:
    lock = copy_lock(folder, copy)
    try:
        lock.acquire()
    except VaultBusy as error:
        raise CopyBusy(copy=copy) from error
    return lock


def _release(lock: FileLock | None) -> None:
    if lock is not None:
        lock.release()
