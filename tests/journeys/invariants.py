"""What must hold of a vault at every start, wherever the last run was cut off."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from app.copies.check import check
from app.crypto.derivation import EpochLabel, epoch_key
from app.crypto.secret import Secret
from app.custody.certificate import read_certificate
from app.errors import KeyTableDamaged
from app.keys.head import parse_head
from app.keys.table import open_table
from app.model import CopyId, CopyRecord, CopyState
from app.operations.certify import verify_certificate
from app.operations.read_ledger import verify_ledger
from app.operations.recover import recover
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.journeys.vaults import Place, Tree, tree_of

AFTER_A_CRASH = {"old-epoch-not-tried-after-interruption"}
_HOME = {"HEAD", "keys", "vault.lock", "copies", "public-key.txt", "ledger.jsonl", "ledger.lock", "registry.db"}
_SOMETIMES = {"wipe.lock", "registry.db-wal", "registry.db-shm"}


@dataclass(frozen=True)
class Fate:
    """What may have become of the copy of one ticket: the states it may be in, and its content while it is held."""

    states: frozenset[CopyState]
    trees: Sequence[Tree] = ()
    may_be_unknown: bool = False


class KeyFilesThen:
    """The key files as a crash left them: somebody may have kept them, and tries them with the keyring of later."""

    def __init__(self, place: Place) -> None:
        folder, head = place.home.path / "keys", place.home.path / "HEAD"
        self._head = parse_head(head.read_bytes()) if head.exists() else None
        self._sealed = [path.read_bytes() for path in folder.iterdir()] if folder.exists() else []

    def copies_for(self, place: Place) -> set[CopyId]:
        """The copies whose keys come to light, whatever epoch and generation a table was written for."""
        head = self._head
        if head is None:
            return set()
        found: set[CopyId] = set()
        for value, epoch in product(place.keyring.entries.values(), (head.epoch, head.epoch + 1)):
            key = epoch_key(Secret(value), replace(head, epoch=epoch).context(), EpochLabel.TABLE)
            vault = bytes.fromhex(head.vault)
            for sealed, generation in product(self._sealed, range(1, head.generation + 2)):
                with suppress(KeyTableDamaged):
                    found |= open_table(sealed, key, vault, epoch, generation, "").copies.keys()
        return found


def held(*trees: Tree, or_unknown: bool = False) -> Fate:
    """The copy is held, with one of these contents."""
    return Fate(frozenset({CopyState.HELD}), trees, may_be_unknown=or_unknown)


def recovered(place: Place, fates: Mapping[str, Fate], *, seconds: float = 0) -> None:
    """Start again as the program does, and check everything."""
    kept = KeyFilesThen(place)
    with place.unlocked(seconds=seconds) as vault:
        found = recover(vault, Monitor())
        assert not found.unended
        assert not recover(vault, Monitor()).did_something
        check_vault(place, vault, fates)
        present = {record.id for record in vault.registry.copies.all() if record.state is not CopyState.WIPED}
        assert kept.copies_for(place) <= present, "a key that was given up can still be had"
    _check_home(place)


def check_vault(place: Place, vault: Unlocked, fates: Mapping[str, Fate]) -> None:
    """Every copy is what its fate allows; keys, certificates and ledger say the same."""
    records = vault.registry.copies.all()
    assert {record.ticket.number for record in records} <= fates.keys()
    for ticket, fate in fates.items():
        own = [record for record in records if record.ticket.number == ticket]
        assert len(own) == 1 or (not own and fate.may_be_unknown), (ticket, own)
        for record in own:
            _check_copy(place, vault, record, fate)
    assert list(place.keyring.entries) == [vault.keys.head.entry]
    assert set(vault.keys.table.copies) == {record.id for record in records if record.state is not CopyState.WIPED}
    verify_ledger(vault)
    _check_folder_of_copies(vault, records)


def _check_copy(place: Place, vault: Unlocked, record: CopyRecord, fate: Fate) -> None:
    assert record.state in fate.states, record
    stored = vault.registry.certificates.current(record.id)
    if record.state is CopyState.WIPED:
        assert not vault.keys.holds(record.id)
        assert stored is not None
        assert stored.number == record.certificate_number
        _check_certificate(place.folder / "certificate.json", stored.text, vault, record)
        return
    assert stored is None, "a certificate for something not done"
    assert vault.keys.holds(record.id)
    with vault.opened(record, writable=False) as copy:
        assert check(copy, Monitor()).damaged == ()
        assert tree_of(copy) in fate.trees, tree_of(copy).keys()
    # Opening it for writing removes what a cut off change left; until then that is allowed to lie there.
    with vault.opened(record, writable=True) as copy:
        known = set(copy.store.catalogue.segments().values())
        assert {path.name for path in (copy.store.folder / "segments").iterdir()} == known


def _check_certificate(file: Path, text: str, vault: Unlocked, record: CopyRecord) -> None:
    file.write_text(text, "ascii")
    found = verify_certificate(
        file, key=vault.home.public_key, ledger=vault.home.ledger, ticket=record.ticket.number, clock=vault.clock
    )
    content = read_certificate(text.encode("ascii")).content
    assert found.certificate.copy_id == record.id
    exceptions = content["exceptions"]
    assert isinstance(exceptions, list)
    assert set(exceptions) <= AFTER_A_CRASH
    assert content["verified"] == {
        **dict.fromkeys(("key_in_table",), False),
        "old_table_opens": None if exceptions else False,
        "files_remaining": 0,
        "at": content["issued_at"],
    }


def _check_folder_of_copies(vault: Unlocked, records: Sequence[CopyRecord]) -> None:
    """Nothing lies there that the register does not know to be there."""
    present = {record.id for record in records if record.state is not CopyState.WIPED}
    locks = {f"{copy}.lock" for copy in present}
    names = {path.name for path in vault.home.copies.iterdir()}
    assert names - locks == {*present, "CACHEDIR.TAG"}


def _check_home(place: Place) -> None:
    """Of a locked vault: nothing temporary, nothing unknown, one key table."""
    names = {path.name for path in place.home.path.iterdir()}
    assert names - _SOMETIMES == _HOME
    tables = [path.name for path in (place.home.path / "keys").iterdir()]
    assert len(tables) == 1, tables
    assert not list(place.home.path.rglob(".bailee-*"))
