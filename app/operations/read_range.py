"""Read a part of a file, for viewers: the bytes stay in memory, so nothing leaves the copy."""

from app.copies.paths import outside_workroom
from app.model import CopyRecord
from app.unlocked.vault import Unlocked

MOST_BYTES = 64 * 1024 * 1024


def read_range(
    vault: Unlocked, ticket: str, path: bytes, offset: int, size: int, *, copy: str | None = None
) -> tuple[CopyRecord, bytes]:
    """Up to `size` bytes from `offset`, MOST_BYTES at most; fewer at the end of the file.

    Raises PathMissing, NotAFile, FileDamaged and their kin.
    """
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=False) as sealed, sealed.open_file(outside_workroom(path)) as file:
        return record, file.pread(min(size, MOST_BYTES), offset)
