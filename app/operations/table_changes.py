"""Changes inside a database of a copy, as a script or CSV."""

from collections.abc import Callable

from app.copies.paths import outside_workroom
from app.databases.comparing.comparing import ChangeForm, compared
from app.databases.comparing.table_changes import DatabaseChanges
from app.databases.sealed.opening import SealedDatabases
from app.model import CopyRecord
from app.progress import Monitor
from app.unlocked.escaping import AccountedOutput
from app.unlocked.vault import Unlocked


def show_table_changes(
    vault: Unlocked, ticket: str, path: bytes, monitor: Monitor, *, copy: str | None = None
) -> tuple[CopyRecord, DatabaseChanges]:
    """What SQL changed in a database since its checkout. Raises NotADatabase, PathMissing, Cancelled."""
    record = vault.pick_copy(ticket, copy)
    with (
        vault.opened(record, writable=False) as sealed,
        SealedDatabases(sealed) as databases,
        compared(databases, outside_workroom(path), monitor) as found,
    ):
        return record, found.changes


def export_table_changes(
    vault: Unlocked,
    ticket: str,
    path: bytes,
    form: ChangeForm,
    write: Callable[[memoryview], object],
    monitor: Monitor,
    *,
    copy: str | None = None,
    escapes_to: str = "",
) -> tuple[CopyRecord, tuple[str, ...]]:
    """Write the changes; what could not be written, in plain English. What escapes is entered before it is given out.

    Raises NotADatabase, PathMissing, Cancelled; InputRefused for a script for a server the database is not from.
    """
    record = vault.pick_copy(ticket, copy)
    out = AccountedOutput(vault, record, escapes_to, write)

    def write_text(text: str) -> None:
        out.write(text.encode("utf-8", "surrogateescape"))

    with (
        vault.opened(record, writable=False) as sealed,
        SealedDatabases(sealed) as databases,
        compared(databases, outside_workroom(path), monitor) as found,
    ):
        left_out = found.written(form, write_text)
        out.finish()
    return record, left_out
