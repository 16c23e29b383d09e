"""Remove: take a file, a link or an empty folder out of a copy. The customer's original is not touched."""

from app.copies.paths import outside_workroom
from app.databases.sealed.saved_blocks import forget_recorded_runs
from app.model import CopyRecord, NodeKind
from app.unlocked.vault import Unlocked


def remove_file(vault: Unlocked, ticket: str, path: bytes, *, copy: str | None = None) -> CopyRecord:
    """Remove one name. Raises PathMissing, FolderNotEmpty, CopyBusy and their kin."""
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=True) as sealed:
        if sealed.stat(outside_workroom(path)).kind == NodeKind.FOLDER:
            sealed.rmdir(path)
        else:
            forget_recorded_runs(sealed, path)
            sealed.unlink(path)
        sealed.commit()
    return record
