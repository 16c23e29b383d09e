"""Whatever is done to a copy, in whatever order, it is what a plain dictionary would be."""

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

import app.copies.content as content_of_file
from app.copies import integrity, open_files, segments
from app.copies.check import check
from app.copies.handle import SealedFile
from app.copies.reclaim import reclaim
from app.copies.sealed_copy import SealedCopy
from app.errors import BaileeError, HandleClosed
from app.model import NodeKind
from app.progress import Monitor
from tests.app.copies.making import create, noise, quick_folder, read, reopen
from tests.app.copies.plain_tree import Contents, PlainFile, PlainFolder, PlainLink, PlainTree

CHUNK = 16 * 1024
NAMES = st.sampled_from([b"a", b"b", b"\xff c"])
PATHS = st.one_of(st.lists(NAMES, min_size=1, max_size=2), st.lists(NAMES, max_size=3)).map(b"/".join)
EDGES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK - 7, 5 * CHUNK]
SIZES = st.sampled_from(EDGES) | st.integers(0, 3 * CHUNK)
FEW = 3


class CopyMachine(RuleBasedStateMachine):
    """Does the same to a copy and to its model, and compares what comes out."""

    def __init__(self) -> None:
        super().__init__()
        self.cleanup = contextlib.ExitStack()
        self.set_limits(self.cleanup.enter_context(pytest.MonkeyPatch.context()))
        self.folder = self.cleanup.enter_context(quick_folder()) / "copy"
        self.copy = create(self.folder)
        self.copy.commit()
        self.model = PlainTree()
        self.committed = self.model.snapshot()
        self.handles: list[tuple[SealedFile, PlainFile]] = []
        self.seed = 0

    def set_limits(self, limits: pytest.MonkeyPatch) -> None:
        """As they are."""

    def teardown(self) -> None:
        with self.cleanup, self.copy:
            self.everything_is_there()

    def both(self, real: Callable[[], object], model: Callable[[], object]) -> bool:
        """Do both; they raise the same, or neither does. Whether it was done."""
        try:
            model()
        except BaileeError as error:
            with pytest.raises(type(error)):
                real()
            return False
        real()
        return True

    # names

    @rule(path=PATHS)
    def mkdir(self, path: bytes) -> None:
        self.both(lambda: self.copy.mkdir(path), lambda: self.model.add(path, PlainFolder()))

    @rule(path=PATHS, to=st.binary(max_size=20))
    def symlink(self, path: bytes, to: bytes) -> None:
        self.both(lambda: self.copy.symlink(path, to), lambda: self.model.add(path, PlainLink(to)))

    @rule(old=PATHS, new=PATHS)
    def rename(self, old: bytes, new: bytes) -> None:
        self.both(lambda: self.copy.rename(old, new), lambda: self.model.rename(old, new))

    @rule(path=PATHS)
    def unlink(self, path: bytes) -> None:
        self.both(lambda: self.copy.unlink(path), lambda: self.model.unlink(path))

    @rule(path=PATHS)
    def rmdir(self, path: bytes) -> None:
        self.both(lambda: self.copy.rmdir(path), lambda: self.model.rmdir(path))

    @rule(path=PATHS)
    def listdir(self, path: bytes) -> None:
        names: list[bytes] = []
        if self.both(lambda: names.extend(n.name for n in self.copy.listdir(path)), lambda: self.model.names_in(path)):
            assert names == self.model.names_in(path)

    @rule(path=PATHS)
    def stat(self, path: bytes) -> None:
        if self.both(lambda: self.copy.stat(path), lambda: self.model.get(path)):
            node, plain = self.copy.stat(path), self.model.get(path)
            kind = {PlainFile: NodeKind.FILE, PlainLink: NodeKind.LINK, PlainFolder: NodeKind.FOLDER}[type(plain)]
            assert node.kind == kind
            assert node.size == (len(plain.data) if isinstance(plain, PlainFile) else 0)

    # content

    @precondition(lambda self: len(self.handles) < FEW)
    @rule(path=PATHS)
    def create_file(self, path: bytes) -> None:
        def make() -> None:
            if path not in self.model.nodes:
                self.model.add(path, PlainFile())
            self.model.file(path)

        opened: list[SealedFile] = []
        if self.both(
            lambda: opened.append(self.copy.open_file(path, writable=True, create=True, chunk_bytes=CHUNK)), make
        ):
            self.handles.append((opened[0], self.model.file(path)))

    @precondition(lambda self: len(self.handles) < FEW)
    @rule(path=PATHS)
    def open_file(self, path: bytes) -> None:
        opened: list[SealedFile] = []
        if self.both(lambda: opened.append(self.copy.open_file(path, writable=True)), lambda: self.model.file(path)):
            self.handles.append((opened[0], self.model.file(path)))

    @precondition(lambda self: len(self.handles) < FEW)
    @rule(path=PATHS)
    def replace_content(self, path: bytes) -> None:
        def empty() -> None:
            old = self.model.file(path)
            old.is_gone = True
            self.model.nodes[path] = PlainFile()

        opened: list[SealedFile] = []
        if self.both(lambda: opened.append(self.copy.replace_content(path, create=False)), empty):
            self.handles.append((opened[0], self.model.file(path)))

    def with_handle(self, data: st.DataObject, act: Callable[..., None]) -> None:
        handle, plain = data.draw(st.sampled_from(self.handles))
        if plain.is_gone:
            with pytest.raises(HandleClosed):
                act(handle, plain)
            self.handles.remove((handle, plain))
            handle.close()
        else:
            act(handle, plain)

    @precondition(lambda self: self.handles)
    @rule(data=st.data(), offset=SIZES, size=SIZES)
    def pwrite(self, data: st.DataObject, offset: int, size: int) -> None:
        self.seed += 1
        written = noise(size, self.seed)

        def act(handle: SealedFile, plain: PlainFile) -> None:
            assert handle.pwrite(written, offset) == size
            plain.write(offset, written)

        self.with_handle(data, act)

    @precondition(lambda self: self.handles)
    @rule(data=st.data(), offset=SIZES, size=SIZES)
    def pread(self, data: st.DataObject, offset: int, size: int) -> None:
        def act(handle: SealedFile, plain: PlainFile) -> None:
            assert handle.pread(size, offset) == bytes(plain.data[offset : offset + size])
            buffer = memoryview(bytearray(size))
            count = handle.pread_into(buffer, offset)
            assert bytes(buffer[:count]) == bytes(plain.data[offset : offset + size])

        self.with_handle(data, act)

    @precondition(lambda self: self.handles)
    @rule(data=st.data(), size=SIZES)
    def truncate(self, data: st.DataObject, size: int) -> None:
        def act(handle: SealedFile, plain: PlainFile) -> None:
            handle.truncate(size)
            plain.truncate(size)
            assert handle.size == size

        self.with_handle(data, act)

    @precondition(lambda self: self.handles)
    @rule(data=st.data())
    def close_handle(self, data: st.DataObject) -> None:
        pair = data.draw(st.sampled_from(self.handles))
        self.handles.remove(pair)
        pair[0].close()
        pair[0].close()

    @precondition(lambda self: self.handles)
    @rule(data=st.data())
    def flush(self, data: st.DataObject) -> None:
        def act(handle: SealedFile, _: PlainFile) -> None:
            handle.flush()
            self.committed = self.model.snapshot()

        self.with_handle(data, act)

    # durability

    @rule()
    def commit(self) -> None:
        before = self.copy.generation
        assert self.copy.commit() in {before, before + 1}
        self.committed = self.model.snapshot()

    @rule(is_committed=st.booleans(), is_reclaimed=st.booleans())
    def close_and_reopen(self, is_committed: bool, is_reclaimed: bool) -> None:
        if is_committed:
            self.commit()
        generation = self.copy.generation
        self.copy.close()
        for handle, _ in self.handles:
            with pytest.raises(HandleClosed):
                handle.pread(1, 0)
        self.handles.clear()
        self.model = self.committed.snapshot()
        self.copy = reopen(self.folder, writable=True, least_generation=generation)
        if is_reclaimed:
            reclaim(self.copy, Monitor())

    @rule()
    def reclaim(self) -> None:
        reclaim(self.copy, Monitor())
        self.committed = self.model.snapshot()

    @rule()
    def look_in_from_outside(self) -> None:
        """Somebody else opens the copy for reading: the last commit is there, whole."""
        with reopen(self.folder) as other:
            assert check(other, Monitor()).damaged == ()
            assert contents(other) == self.committed.contents()

    @rule()
    def everything_is_there(self) -> None:
        assert contents(self.copy) == self.model.contents()


def contents(copy: SealedCopy) -> Contents:
    found: Contents = {}
    for path, node in copy.walk():
        match node.kind:
            case NodeKind.FILE:
                found[path] = read(copy, path)
            case NodeKind.LINK:
                found[path] = ("link", node.target)
            case _:
                found[path] = None
    return found


class CrampedMachine(CopyMachine):
    """The same with so little memory, and segments so small, that every limit is reached all the time."""

    def set_limits(self, limits: pytest.MonkeyPatch) -> None:
        limits.setattr(open_files, "_MOST_CHANGED_BYTES", 2 * CHUNK)
        limits.setattr(open_files, "_MOST_IDLE", 1)
        limits.setattr(content_of_file, "_LEAVES_CACHED", 1)
        limits.setattr(content_of_file, "LEAF_ROWS", 2)
        limits.setattr(integrity, "LEAF_ROWS", 2)
        limits.setattr(content_of_file, "RUN_BYTES", 2 * CHUNK)
        limits.setattr(segments, "SEGMENT_BYTES", 5 * CHUNK)
        limits.setattr(segments, "_BUFFER_BYTES", 2 * CHUNK + 100)
        limits.setattr(segments, "_OPEN_READERS", 1)


STEPS = settings(stateful_step_count=40)
TestAnyUse = CopyMachine.TestCase
TestAnyUse.settings = STEPS
TestAnyUseInCrampedQuarters = CrampedMachine.TestCase
TestAnyUseInCrampedQuarters.settings = STEPS
