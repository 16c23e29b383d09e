"""The content of one file: which chunks cover it, which of them are changed in memory, and its hash."""

from collections.abc import Callable
from dataclasses import replace

from app.copies.integrity import LeafTree, encoded_pins
from app.copies.kept_pins import PinSource
from app.copies.layout import LEAF_ROWS, Node, Pin, encode_pin
from app.copies.namespace import Namespace
from app.copies.paths import shown
from app.copies.sealed_chunks import RUN_BYTES, ChunkLostError
from app.copies.store import CopyStore
from app.errors import FileDamaged

_LEAVES_CACHED = 16


class ChangedBytes:
    """How much memory the changed chunks of all files of a copy take. `relieve` is asked for when it is too much."""

    def __init__(self, most: int, relieve: Callable[[], None]) -> None:
        self.taken = 0
        self._most = most
        self._relieve = relieve

    def settle(self) -> None:
        """Keep to the limit."""
        if self.taken > self._most:
            self._relieve()


class FileContent:
    """One file of an open copy, shared by every handle on it.

    Chunk `i` covers the bytes from i * C up to (i + 1) * C or the end, C being the file's chunk size; a chunk that
    the catalogue does not have is a hole and reads as zeros. A chunk is never changed in place: it is sealed anew.
    Of a file that the checkout brought, the chunks of then are kept.
    """

    def __init__(
        self,
        store: CopyStore,
        node: Node,
        changed_bytes: ChangedBytes,
        names: Namespace,
        pins: PinSource | None = None,
    ) -> None:
        self.node = node
        self.handles = 0
        self.is_changed = False
        self.is_dropped = False
        self._store = store
        self._changed_bytes = changed_bytes
        self._names = names
        self._pins = pins or store.catalogue
        self._keeps = False
        self._dirty: dict[int, bytearray] = {}
        self._leaves: dict[int, dict[int, Pin]] = {}
        self._tree = LeafTree()
        self._tree.load(encoded_pins(self._pins.each_pin(node.id)))
        if self._tree.root() != node.root:
            raise FileDamaged(path=self.path, reason="its list of chunks is not the one that was committed")

    @property
    def path(self) -> str:
        """The path of the file now, for messages."""
        return shown(self._names.path_of(self.node))

    def read_into(self, offset: int, buffer: memoryview) -> int:
        """Fill `buffer` from `offset`; fewer bytes only at the end of the file. Raises FileDamaged."""
        at, end = offset, min(offset + len(buffer), self.node.size)
        while at < end:
            at += self._read_some(at, buffer[at - offset : end - offset])
        return max(end - offset, 0)

    def write(self, offset: int, data: memoryview) -> None:
        """Write `data` at `offset`; what lies between the old end and `offset` reads as zeros."""
        self._begin()
        if offset + len(data) > self.node.size:
            self._resize(offset + len(data))
        chunk, at, end = self.node.chunk_bytes, offset, offset + len(data)
        while at < end:
            index, start = divmod(at, chunk)
            stop = min(end - index * chunk, chunk)
            covered = stop - start == self._cover(index)
            piece = data[at - offset : at - offset + stop - start]
            self._dirty_chunk(index, is_overwritten=covered)[start:stop] = piece
            at += stop - start
            self._changed_bytes.settle()

    def truncate(self, size: int) -> None:
        """Make the file `size` bytes long; growth reads as zeros."""
        self._begin()
        if size != self.node.size:
            self._resize(size)

    def seal(self, mtime_ns: int) -> None:
        """Seal every changed chunk and write the node with its new hash, ready for a commit."""
        self.seal_chunks()
        self._tree.refresh(self._encoded_between)
        self.node = replace(self.node, root=self._tree.root(), mtime_ns=mtime_ns)
        self._store.put_node(self.node)
        self.is_changed = False

    def seal_chunks(self) -> None:
        """Seal every changed chunk, so that none is kept in memory."""
        last = (self.node.size - 1) // self.node.chunk_bytes
        rows, sealed = [], sorted(self._dirty)
        for index in sealed:
            plain = memoryview(self._dirty[index])[: self._cover(index)]
            pin = self._store.seal_chunk(self.node.id, index, plain, is_last=index == last)
            rows.append((self.node.id, index, pin.segment, pin.offset, pin.length, pin.nonce, pin.tag))
            self._tree.touch(index)
            leaf = self._leaves.get(index // LEAF_ROWS)
            if leaf is not None:
                leaf[index] = pin
        if self._keeps:
            self._store.kept.keep(self.node.id, sealed)
        self._store.catalogue.put_chunks(rows)
        for index in sealed:
            self._clean(index)

    def forget_places(self) -> None:
        """Look up where chunks lie when they are needed next: they were moved, or memory is short."""
        self._leaves.clear()

    def drop(self) -> None:
        """The file is gone, or the copy closed: every handle is dead."""
        self.is_dropped = True
        for index in list(self._dirty):
            self._clean(index)

    def _begin(self) -> None:
        if not self.is_changed:
            self._store.begin_writing()
            self._keeps = self._names.remember(self.node.id)
            self.is_changed = True

    def _clean(self, index: int) -> None:
        del self._dirty[index]
        self._changed_bytes.taken -= self.node.chunk_bytes

    def _cover(self, index: int) -> int:
        return min(self.node.chunk_bytes, self.node.size - index * self.node.chunk_bytes)

    def _resize(self, size: int) -> None:
        """Change the size; the chunks that were and become the last are sealed anew, since a seal knows both."""
        chunk, old = self.node.chunk_bytes, self.node.size
        last = (min(old, size) - 1) // chunk
        if last >= 0 and (last in self._dirty or self._pin(last) is not None):
            self._dirty_chunk(last, is_overwritten=False)
        if size < old:
            self._cut(size)
        self.node = replace(self.node, size=size)

    def _cut(self, size: int) -> None:
        """Forget what lies behind `size`; the chunk that becomes the last has been read already."""
        chunk = self.node.chunk_bytes
        keep = -(-size // chunk)
        for index in [index for index in self._dirty if index >= keep]:
            self._clean(index)
        if self._keeps:
            self._store.kept.keep_from(self.node.id, keep)
        self._store.catalogue.drop_chunks(self.node.id, keep)
        self._tree.touch_from(keep)
        self._leaves.clear()
        last = self._dirty.get(keep - 1)
        if last is not None:
            rest = size - (keep - 1) * chunk
            last[rest:] = bytes(chunk - rest)

    def _dirty_chunk(self, index: int, *, is_overwritten: bool) -> bytearray:
        """The chunk in memory, whole, ready to be changed."""
        found = self._dirty.get(index)
        if found is None:
            found = bytearray(self.node.chunk_bytes)
            if not is_overwritten:
                self._read_some(index * len(found), memoryview(found)[: self._cover(index)])
            self._dirty[index] = found
            self._changed_bytes.taken += len(found)
        return found

    def _read_some(self, at: int, out: memoryview) -> int:
        """Fill the beginning of `out` from `at`: one chunk of it at least, or `out` is full; the number of bytes."""
        chunk = self.node.chunk_bytes
        index, start = divmod(at, chunk)
        size = min(chunk - start, len(out))
        dirty = self._dirty.get(index)
        if dirty is not None:
            out[:size] = memoryview(dirty)[start : start + size]
            return size
        pin = self._pin(index)
        if pin is None:
            out[:size] = bytes(size)
            return size
        run = self._run(pin, start + len(out))
        size = min(sum(pin.length for pin in run) - start, len(out))
        try:
            self._store.chunks.open_run(self.node, run, start, out[:size])
        except ChunkLostError as error:
            raise FileDamaged(path=self.path, reason=str(error)) from error
        return size

    def _run(self, pin: Pin, size: int) -> list[Pin]:
        """The chunks from `pin` on that lie one after the other in one segment, as many as `size` bytes need."""
        run, end = [pin], pin.length
        while end < min(size, RUN_BYTES) and pin.index + 1 not in self._dirty:
            following = self._pin(pin.index + 1)
            if following is None or end + following.length > RUN_BYTES:
                break
            if (following.segment, following.offset) != (pin.segment, pin.offset + pin.length):
                break
            run.append(following)
            end += following.length
            pin = following
        return run

    def _pin(self, index: int) -> Pin | None:
        pin = self._leaf(index // LEAF_ROWS).get(index)
        if pin is not None and pin.length != self._cover(index):
            raise FileDamaged(path=self.path, reason=f"chunk {index} has the wrong length")
        return pin

    def _leaf(self, number: int) -> dict[int, Pin]:
        """The pins of one leaf, as the catalogue has them."""
        leaf = self._leaves.get(number)
        if leaf is None:
            first = number * LEAF_ROWS
            pins = self._pins.pins(self.node.id, first, first + LEAF_ROWS - 1)
            leaf = {found.index: found for found in pins}
            while len(self._leaves) >= _LEAVES_CACHED:
                del self._leaves[next(iter(self._leaves))]
            self._leaves[number] = leaf
        return leaf

    def _encoded_between(self, first: int, _last: int) -> list[bytes]:
        """One leaf, encoded. From memory where it is there: a database changes the same few leaves all the time."""
        leaf = self._leaf(first // LEAF_ROWS)
        return [encode_pin(index, pin.length, pin.nonce, pin.tag) for index, pin in sorted(leaf.items())]
