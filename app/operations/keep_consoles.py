"""Keep consoles: what is typed in the SQL consoles of a copy stays with the copy, sealed, and is wiped with it."""

from collections.abc import Sequence
from contextlib import closing, suppress

from app.copies.paths import WORKROOM
from app.custody.states import WORKABLE
from app.databases.console.history import HISTORY_PATH
from app.databases.console.kept_consoles import KeptConsole, KeptConsoles
from app.databases.sealed.opening import SealedDatabases
from app.errors import NoCopyHeld, PathExists, PathMissing
from app.model import CopyId, CopyRecord
from app.unlocked.vault import Unlocked


def keep_consoles(vault: Unlocked, copy: CopyId, consoles: Sequence[KeptConsole]) -> None:
    """Keep these consoles and no others. Nothing is written if they are kept already.

    Raises NoCopyHeld, CopyBusy and what the copy raises.
    """
    record = _workable(vault, copy)
    if kept_consoles(vault, copy) == list(consoles):
        return
    with vault.opened(record, writable=True, as_work=False) as sealed:
        with suppress(PathExists):
            sealed.mkdir(WORKROOM)
        with (
            SealedDatabases(sealed) as databases,
            closing(databases.connect(HISTORY_PATH, writable=True, create=True)) as connection,
        ):
            KeptConsoles(connection).replace(consoles)


def kept_consoles(vault: Unlocked, copy: CopyId) -> list[KeptConsole]:
    """The consoles that were kept last. Raises NoCopyHeld and what the copy raises."""
    with vault.opened(_workable(vault, copy), writable=False) as sealed, SealedDatabases(sealed) as databases:
        try:
            connection = databases.connect(HISTORY_PATH, writable=False)
        except PathMissing:
            return []
        with closing(connection):
            return KeptConsoles(connection).all()


def _workable(vault: Unlocked, copy: CopyId) -> CopyRecord:
    record = vault.registry.copies.get(copy)
    if record.state not in WORKABLE:
        raise NoCopyHeld(ticket=record.ticket.number)
    return record
