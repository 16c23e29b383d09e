"""Streams a source into a new copy: packed into segments, in bounded memory, with one commit at the end."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.copies.file_sealing import READ_BYTES, FileSealing
from app.copies.layout import EMPTY_ROOT, MOST_BYTES, ROOT_ID, ChunkRow, NodeRow
from app.copies.paths import check_name, outside_workroom
from app.copies.sealed_copy import SealedCopy
from app.errors import NameRefused, SourceUnreadable
from app.model import NodeKind, Problem, ProblemKind
from app.ports import Source, SourceFile, SourceItem
from app.progress import Monitor, Step, Unit

_ROWS_AT_ONCE = 8192
_TWIN = "its folder gave this name twice"
_REPORT_EVERY_BYTES = 4 * 1024 * 1024
_REPORT_EVERY_FILES = 256


@dataclass(slots=True)
class Loaded:
    """What a checkout brought. `doubtful` counts the problems that make it incomplete."""

    files: int = 0
    folders: int = 0
    links: int = 0
    content_bytes: int = 0
    problems: int = 0
    doubtful: int = 0


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Millions of small objects come and go here, none of them in a cycle: looking for cycles costs a tenth."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


class Ingest:
    """Fills one new copy from one source. Use it once."""

    def __init__(self, copy: SealedCopy, monitor: Monitor, total_bytes: int = 0) -> None:
        self._copy = copy
        self._store = copy.store
        self._monitor = monitor
        self._total = total_bytes
        self._loaded = Loaded()
        self._folders: dict[bytes, int] = {b"": ROOT_ID}
        self._nodes: list[NodeRow] = []
        self._chunks: list[ChunkRow] = []
        self._problems: list[tuple[bytes, str, str]] = []
        # Two buffers: the last chunk of a block is sealed only when it is known whether more follows.
        self._buffers = (memoryview(bytearray(READ_BYTES)), memoryview(bytearray(READ_BYTES)))
        self._unreported = 0

    def run(self, source: Source) -> Loaded:
        """Take everything in; then the caller commits. Raises Cancelled or DiskFull: nothing was committed."""
        with _collector_at_rest():
            return self._take_all(source)

    def _take_all(self, source: Source) -> Loaded:
        self._monitor.report(Step.SEALING, 0, self._total, Unit.BYTES)
        self._store.catalogue.stop_indexing_names()
        for item in source.items():
            if isinstance(item, Problem):
                self._note(item)
            elif item.kind is NodeKind.FILE:
                self._take_file(source, item)
            elif item.kind is NodeKind.LINK:
                self._take_link(item)
            else:
                self._take_folder(item)
            if len(self._nodes) >= _ROWS_AT_ONCE:
                self._write_rows()
        self._write_rows()
        if not self._store.catalogue.index_names():
            self._drop_twins()
            self._write_rows()
            self._store.catalogue.index_names()
        self._copy.names.freeze_baseline()
        self._monitor.report(Step.SEALING, self._loaded.content_bytes, self._total, Unit.BYTES)
        return self._loaded

    def _take_link(self, item: SourceItem) -> None:
        if self._add_node(item, self._copy.names.take_id(), 0, 0, EMPTY_ROOT):
            self._loaded.links += 1

    def _take_folder(self, item: SourceItem) -> None:
        if not item.path:
            self._put_node((ROOT_ID, ROOT_ID, b"", int(item.kind), item.mode, item.mtime_ns, 0, 0, EMPTY_ROOT, b""))
            return
        node = self._copy.names.take_id()
        if item.path in self._folders:
            self._note(Problem(item.path, ProblemKind.CHANGED, _TWIN))
        elif self._add_node(item, node, 0, 0, EMPTY_ROOT):
            self._folders[item.path] = node
            self._loaded.folders += 1

    def _take_file(self, source: Source, item: SourceItem) -> None:
        with source.open(item) as file:
            if isinstance(file, Problem):
                self._note(file)
                return
            node = self._copy.names.take_id()
            sealing, is_whole = self._seal_file(node, item, file)
            trouble = file.trouble() if is_whole else None
        if trouble is not None:
            self._note(trouble)
        if not self._add_node(item, node, sealing.size, sealing.chunk_bytes, sealing.root()):
            return
        loaded = self._loaded
        loaded.files += 1
        loaded.content_bytes += sealing.size
        if not loaded.files % _REPORT_EVERY_FILES or self._unreported >= _REPORT_EVERY_BYTES:
            self._report(0)

    def _seal_file(self, node: int, item: SourceItem, file: SourceFile) -> tuple[FileSealing, bool]:
        """Seal the content; the second value says whether all of it could be read."""
        sealing = FileSealing(self._store, node, self._buffers, self._chunks)
        try:
            if sealing.take_small(file):
                self._unreported += sealing.size
                return sealing, True
            for size in sealing.take(file):
                self._unreported += size
                if self._unreported >= _REPORT_EVERY_BYTES:
                    self._report(sealing.size)
                if len(self._chunks) >= _ROWS_AT_ONCE:
                    self._write_chunks()
        except SourceUnreadable as error:
            sealing.end_early()
            self._note(Problem(item.path, ProblemKind.UNREADABLE, error.reason))
            return sealing, False
        return sealing, True

    def _add_node(self, item: SourceItem, node: int, size: int, chunk_bytes: int, root: bytes) -> bool:
        """Note a name that came in; whether it can stand in a copy."""
        above, _, name = item.path.rpartition(b"/")
        parent = self._folders.get(above)
        try:
            check_name(name, outside_workroom(item.path))
        except NameRefused as error:
            self._note(Problem(item.path, ProblemKind.UNREADABLE, f"name refused: {error.reason}"))
            return False
        if parent is None:
            self._note(Problem(item.path, ProblemKind.UNREADABLE, "its folder is not in the copy"))
            return False
        facts = (int(item.kind), item.mode, item.mtime_ns, size, chunk_bytes, root, item.target)
        self._put_node((node, parent, name, *facts))
        return True

    def _put_node(self, row: NodeRow) -> None:
        mtime_ns = row[5]
        if not -MOST_BYTES <= mtime_ns <= MOST_BYTES:
            # Some file systems go on for centuries after 2262.
            row = (*row[:5], MOST_BYTES if mtime_ns > 0 else -MOST_BYTES, *row[6:])
        self._nodes.append(row)
        self._store.tree.touch(row[0])

    def _drop_twins(self) -> None:
        """A folder that changes while it is listed may give a name twice: the first stays, and so does a folder."""
        for node in self._store.catalogue.twins():
            self._note(Problem(self._copy.names.path_of(node), ProblemKind.CHANGED, _TWIN))
            self._store.catalogue.drop_node(node.id)
            self._store.tree.touch(node.id)
            self._loaded.links -= node.kind == NodeKind.LINK
            self._loaded.files -= node.kind == NodeKind.FILE
            self._loaded.content_bytes -= node.size

    def _note(self, problem: Problem) -> None:
        self._problems.append((problem.path, problem.kind.value, problem.detail))
        self._loaded.problems += 1
        self._loaded.doubtful += problem.kind.makes_incomplete

    def _report(self, inside_bytes: int) -> None:
        self._unreported = 0
        done = self._loaded.content_bytes + inside_bytes
        self._monitor.report(Step.SEALING, done, max(self._total, done) if self._total else 0, Unit.BYTES)

    def _write_rows(self) -> None:
        self._store.catalogue.put_nodes(self._nodes)
        self._nodes.clear()
        self._store.catalogue.add_problems(self._problems)
        self._store.forget_digest("problem")
        self._problems.clear()
        self._write_chunks()

    def _write_chunks(self) -> None:
        self._store.catalogue.put_chunks(self._chunks)
        self._chunks.clear()
        self._monitor.check()
