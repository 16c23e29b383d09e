"""The file of a database in the copy, shared by all connections to it, with the blocks read lately kept in memory."""

from collections import OrderedDict
from collections.abc import Callable

from app.copies.handle import SealedFile
from app.databases.sealed.locking import FileLocks
from app.databases.sealed.recorder import Recorder

BLOCK_BYTES = 64 * 1024
_MOST_BLOCKS = 1024
_MOST_AHEAD = 16
_NONE = -1
_WAL_VERSIONS = b"\2\2"
_ROLLBACK_VERSIONS = b"\1\1"
_VERSIONS_AT = 18


class BlockCache:
    """Blocks of all open databases of a copy, 64 MiB at most; those used longest ago go first."""

    def __init__(self, most_blocks: int = _MOST_BLOCKS) -> None:
        self._most = most_blocks
        self._blocks: OrderedDict[tuple[bytes, int], bytearray] = OrderedDict()

    def get(self, file: bytes, number: int) -> bytearray | None:
        """A block of a file, if it is here."""
        found = self._blocks.get((file, number))
        if found is not None:
            self._blocks.move_to_end((file, number))
        return found

    def put(self, file: bytes, number: int, block: bytearray) -> None:
        """Keep a block."""
        self._blocks[file, number] = block
        if len(self._blocks) > self._most:
            self._blocks.popitem(last=False)

    def forget_from(self, file: bytes, number: int) -> None:
        """Drop the blocks of a file from `number` on."""
        for key in [key for key in self._blocks if key[0] == file and key[1] >= number]:
            del self._blocks[key]


class LiveFile:
    """One database file. Reads come from blocks in memory, writes go through to the copy at once.

    While it is open nobody else may write to the file: SQLite and the blocks here would not notice.
    """

    def __init__(
        self,
        path: bytes,
        file: SealedFile,
        recorder: Recorder,
        cache: BlockCache,
        let_go: Callable[["LiveFile"], None],
        *,
        chunk_bytes: int,
    ) -> None:
        self.path = path
        self.file = file
        self.recorder = recorder
        self.locks = FileLocks()
        self.handles = 0
        self.size = file.size
        self.shows_log = False
        self._cache = cache
        self._chunk_bytes = chunk_bytes
        self._is_beginning_changed = False
        self._let_go = let_go
        self._expected = _NONE
        self._ahead = 1
        # The block read last: most reads are of the same one as the one before.
        self._latest_number = _NONE
        self._latest = bytearray()

    def read(self, amount: int, offset: int) -> bytes | bytearray:
        """Up to `amount` bytes; fewer only at the end of the file. Raises FileDamaged."""
        number, start = divmod(offset, BLOCK_BYTES)
        block = self._latest if number == self._latest_number else self._find(number)
        found = block[start : start + amount]
        if len(found) < amount and offset + len(found) < self.size and found:
            return found + self.read(amount - len(found), offset + len(found))
        return found

    def write(self, data: bytes, offset: int) -> None:
        """Write all of `data`."""
        self.recorder.keep(offset, len(data))
        self._latest_number = _NONE
        if offset > self.size:
            # What is between reads as zeros, which the last block does not have.
            self._cache.forget_from(self.path, self.size // BLOCK_BYTES)
        at, end = offset, offset + len(data)
        while at < end:
            number, start = divmod(at, BLOCK_BYTES)
            stop = min(end - number * BLOCK_BYTES, BLOCK_BYTES)
            self._write_within(number, start, data[at - offset : at - offset + stop - start])
            at = number * BLOCK_BYTES + stop
        self.size = max(self.size, end)

    def _write_within(self, number: int, start: int, data: bytes) -> None:
        """Write to one block; where it is in memory, whole chunks, so that the copy need not read them first."""
        block, size = self._cache.get(self.path, number), len(data)
        first, last = start, start + size
        if block is not None:
            block[first:last] = data
            if number or not self._is_beginning_changed:
                first -= first % self._chunk_bytes
                last = min(-(-last // self._chunk_bytes) * self._chunk_bytes, len(block))
                data = bytes(block[first:last])
        try:
            self.file.pwrite(data, number * BLOCK_BYTES + first)
        except BaseException:
            self._cache.forget_from(self.path, number)
            raise
        if number == 0 and start <= _VERSIONS_AT and start + size > _VERSIONS_AT + 1:
            self._is_beginning_changed = False

    def truncate(self, size: int) -> None:
        """Make the file `size` bytes long."""
        if size == self.size:
            return
        self.recorder.keep(size, None)
        self._latest_number = _NONE
        self.file.truncate(size)
        self._cache.forget_from(self.path, min(size, self.size) // BLOCK_BYTES)
        self.size = size

    def forget_blocks(self) -> None:
        """Read everything anew from now on."""
        self._cache.forget_from(self.path, 0)
        self._latest_number = _NONE
        self.size = self.file.size

    def close(self) -> None:
        """One connection less."""
        self.handles -= 1
        if not self.handles:
            self._let_go(self)
            self._cache.forget_from(self.path, 0)
            self.recorder.close()
            self.file.close()

    def _find(self, number: int) -> bytearray:
        self._latest = self._cache.get(self.path, number) or self._load(number)
        self._latest_number = number
        return self._latest

    def _load(self, number: int) -> bytearray:
        """Read a block, and more behind it for whoever reads on and on."""
        self._ahead = min(self._ahead * 2, _MOST_AHEAD) if number == self._expected else 1
        buffer = bytearray(max(0, min(self._ahead * BLOCK_BYTES, self.size - number * BLOCK_BYTES)))
        self.file.pread_into(memoryview(buffer), number * BLOCK_BYTES)
        if number == 0 and not self.shows_log:
            as_stored = buffer[:BLOCK_BYTES]
            self._is_beginning_changed = as_rollback_database(buffer)[:BLOCK_BYTES] != as_stored
        first = buffer[:BLOCK_BYTES]
        self._cache.put(self.path, number, first)
        count = 1
        for at in range(BLOCK_BYTES, len(buffer), BLOCK_BYTES):
            if self._cache.get(self.path, number + count) is None:
                self._cache.put(self.path, number + count, buffer[at : at + BLOCK_BYTES])
            count += 1
        self._expected = number + count
        return first


def as_rollback_database(beginning: bytearray) -> bytearray:
    """The beginning of a database, changed to that of one without a write-ahead log.

    Where there is no log beside it, the file alone is the database (https://sqlite.org/fileformat2.html, 1.3.3).
    """
    if beginning[18:20] == _WAL_VERSIONS:
        beginning[18:20] = _ROLLBACK_VERSIONS
    return beginning
