"""Files that are in memory alone."""

from app.databases.sealed.locking import FileLocks


class MemoryFile:
    """What SQLite wants a file for and nobody needs afterwards: temporary tables, journals of statements."""

    def __init__(self) -> None:
        self.locks = FileLocks()
        self._data = bytearray()

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return len(self._data)

    def read(self, amount: int, offset: int) -> bytearray:
        """Up to `amount` bytes."""
        return self._data[offset : offset + amount]

    def write(self, data: bytes, offset: int) -> None:
        """Write all of `data`."""
        if offset > len(self._data):
            self.truncate(offset)
        self._data[offset : offset + len(data)] = data

    def truncate(self, size: int) -> None:
        """Make the file `size` bytes long."""
        if size > len(self._data):
            self._data.extend(bytes(size - len(self._data)))
        else:
            del self._data[size:]

    def close(self) -> None:
        """Nothing is held."""
