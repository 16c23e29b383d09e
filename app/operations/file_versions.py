"""File versions: what a file of a copy was at the checkout and is now. Nothing leaves the copy."""

from app.copies.versions import SHOWN_BYTES, FileVersions, file_versions_in
from app.model import CopyRecord
from app.unlocked.vault import Unlocked


def file_versions(
    vault: Unlocked, ticket: str, path: bytes, *, shown_bytes: int = SHOWN_BYTES, copy: str | None = None
) -> tuple[CopyRecord, FileVersions]:
    """Both states of a file, by the path it has now or, if it was deleted, had.

    Raises PathMissing, NotAFile, FileDamaged and their kin.
    """
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=False) as sealed:
        return record, file_versions_in(sealed, path, shown_bytes)
