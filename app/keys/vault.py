"""The keys of an unlocked vault: made, opened, extended, and turned over to a new epoch without some of them."""

import secrets
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.crypto.secret import KEY_BYTES, Secret
from app.crypto.signing import Signer, digests_match
from app.disk.durable import make_folder, make_home, replace_file, write_new
from app.disk.locks import FileLock
from app.errors import (
    EpochKeyGone,
    HeadDamaged,
    KeyTableDamaged,
    PassphraseNeeded,
    PassphraseWrong,
    VaultExists,
    VaultLocked,
    VaultRolledBack,
)
from app.keys.attempts import Attempts
from app.keys.epoch import EpochKeys, begin, open_epoch, proof_of
from app.keys.files import KeyFiles, Pending
from app.keys.head import Head, Retired
from app.keys.table import KeyTable, open_table, seal_table
from app.model import CopyId, KeyMode, VaultId
from app.ports import Clock, KeyStore

StoreFinder = Callable[[str], KeyStore]
_GENERATIONS_TRIED = 50


@dataclass(frozen=True, slots=True)
class State:
    """What is in force: HEAD, the keys it was written with, and the table it names."""

    head: Head
    epoch_keys: EpochKeys
    table: KeyTable

    def close(self) -> None:
        """Drop every key."""
        self.table.close()
        self.epoch_keys.close()


class Keys:
    """The open key table of one vault. `app.keys.rotation` turns it over; `close` locks the vault.

    Another process may have changed the table meanwhile: every change starts from what HEAD says now.
    """

    def __init__(self, files: KeyFiles, store: KeyStore | None, passphrase: Secret | None, state: State) -> None:
        self.files = files
        self.store = store
        self.passphrase = passphrase
        self._state = state
        self._is_open = True

    @property
    def head(self) -> Head:
        """HEAD as it was when these keys last looked."""
        return self._state.head

    @property
    def vault(self) -> VaultId:
        """The id of the vault."""
        return self.head.vault

    @property
    def table(self) -> KeyTable:
        """The open table. Raises VaultLocked after `close`."""
        if not self._is_open:
            raise VaultLocked
        return self._state.table

    def registry_key(self) -> Secret:
        """A holder of the key of the register; the caller closes it."""
        return self.table.registry.copy()

    def signer(self) -> Signer:
        """What signs checkpoints and certificates."""
        return Signer(self.table.signing)

    def holds(self, copy: CopyId) -> bool:
        """Whether the key of `copy` exists, looking at what HEAD says now."""
        self.refresh()
        return copy in self.table.copies

    def copy_key(self, copy: CopyId) -> Secret:
        """A holder of the key of `copy`; the caller closes it. The key must exist: `holds`."""
        return self.table.copies[copy].copy()

    def locked_for_change(self) -> FileLock:
        """The lock under which key files change; use it as a context."""
        return self.files.locked()

    def add_copy(self, copy: CopyId, key: Secret) -> None:
        """Make `key` durable as the key of `copy`. On return the copy can be opened after a crash."""
        with self.locked_for_change():
            self.refresh()
            old = self.head
            name = self.files.new_table_name(old.epoch)
            head = replace(old, generation=old.generation + 1, table=name).sealed(self._state.epoch_keys.anchor)
            self._switch(State(head, self._state.epoch_keys, self.table.with_copy(copy, key.copy())))
            self.files.clear_table(old.table)

    def is_superseded(self, sealed: bytes) -> bool:
        """Whether a table is an earlier one of this epoch that holds no key but such as are still in force."""
        head = self.head
        for generation in range(head.generation - 1, max(head.generation - _GENERATIONS_TRIED, 0), -1):
            with suppress(KeyTableDamaged):
                key, vault = self._state.epoch_keys.table, bytes.fromhex(head.vault)
                with closing(open_table(sealed, key, vault, head.epoch, generation, head.table)) as table:
                    return table.copies.keys() <= self.table.copies.keys()
        return False

    def begin_epoch(self, doomed: frozenset[CopyId]) -> None:
        """Switch to a new epoch whose table lacks `doomed`. Call it under `locked_for_change`, after `refresh`.

        Until HEAD is replaced, nothing has happened; from then on the copies are doomed.
        """
        old = self._state
        fresh = begin(self.vault, old.head.epoch + 1, old.head.mode, self.passphrase)
        name = self.files.new_table_name(fresh.context.epoch)
        self.files.write_pending(Pending(fresh.context.epoch, fresh.entry, name, fresh.proof()))
        fresh.keep_in(self.store)
        previous = Retired(old.head.epoch, old.head.entry, old.head.table)
        head = fresh.head(name, old.head.generation + 1, old.head.store, previous)
        self._switch(State(head, fresh.keys, self.table.without(doomed)))
        old.epoch_keys.close()
        for copy in doomed & old.table.copies.keys():
            old.table.copies[copy].close()

    def refresh(self) -> None:
        """Follow what another process did to the vault since. Raises what `unlock_vault` raises, or VaultRolledBack."""
        before = self.table
        head = self.files.read_head()
        if head == self.head:
            return
        if head.vault != self.vault:
            raise HeadDamaged(reason="it belongs to another vault")
        state = _open_latest(self.files, head, self.store, self.passphrase)
        if state.head.generation <= self.head.generation:
            state.close()
            raise VaultRolledBack(found=state.head.generation, expected=self.head.generation)
        before.close()
        self._state.epoch_keys.close()
        self._state = state

    def close(self) -> None:
        """Drop every key. Safe to call twice."""
        self._is_open = False
        self._state.close()
        if self.passphrase is not None:
            self.passphrase.close()

    def _switch(self, state: State) -> None:
        """Put `state` in force. The secrets it does not share with the state before are the caller's to close."""
        _write_table(self.files, state)
        replace_file(self.files.head, state.head.to_bytes())
        self._state = state


def create_vault(home: Path, store: KeyStore | None, passphrase: Secret | None) -> Keys:
    """Make a vault in `home`. With neither store nor passphrase, or with an empty one: PassphraseNeeded.

    Raises VaultExists, or HeadDamaged where a vault lost its HEAD. The passphrase is taken over and closed with the
    vault.
    """
    mode = _mode(store, passphrase)
    make_home(home)
    files = KeyFiles(home)
    make_folder(files.folder)
    with files.locked():
        if files.head.exists():
            raise VaultExists(home=str(home))
        files.require_unused()
        _take_back_unfinished(files, store)
        fresh = begin(VaultId(secrets.token_hex(16)), 1, mode, passphrase)
        name = files.new_table_name(1)
        files.write_pending(Pending(1, fresh.entry, name, fresh.proof()))
        fresh.keep_in(store)
        state = State(fresh.head(name, 1, store.name if store else "", None), fresh.keys, KeyTable.fresh())
        _write_table(files, state)
        replace_file(files.head, state.head.to_bytes())
        files.sweep(name)
        files.forget_pending()
    return Keys(files, store, passphrase, state)


def unlock_vault(home: Path, stores: StoreFinder, passphrase: Secret | None, clock: Clock) -> Keys:
    """Open the vault in `home`. After wrong passphrases it first waits out the pause.

    Raises VaultMissing, HeadDamaged, FormatNewer, EpochKeyGone, PassphraseNeeded, PassphraseWrong, KeyTableDamaged
    or what the keyring raises. The passphrase is taken over and closed with the vault.
    """
    files = KeyFiles(home)
    head = files.read_head()
    store = stores(head.store) if head.mode.uses_keyring else None
    if not head.mode.uses_passphrase:
        if passphrase is not None:
            passphrase.close()
        return Keys(files, store, None, _open_latest(files, head, store, None))
    if passphrase is None:
        raise PassphraseNeeded
    attempts = Attempts(files.attempts, clock, files.locked())
    attempts.wait()
    try:
        state = _open_latest(files, head, store, passphrase)
    except PassphraseWrong as error:
        raise PassphraseWrong(pause_seconds=attempts.failed()) from error
    attempts.succeeded()
    return Keys(files, store, passphrase, state)


def _open_latest(files: KeyFiles, head: Head, store: KeyStore | None, passphrase: Secret | None) -> State:
    """Open what `head` names, or what took its place meanwhile: another process may be turning the vault over."""
    while True:
        try:
            return _open(files, head, store, passphrase)
        except (EpochKeyGone, KeyTableDamaged):
            latest = files.read_head()
            if latest == head:
                raise
            head = latest


def _open(files: KeyFiles, head: Head, store: KeyStore | None, passphrase: Secret | None) -> State:
    epoch_keys = open_epoch(head, store, passphrase)
    try:
        return State(head, epoch_keys, _read_table(files, head, epoch_keys))
    except BaseException:
        epoch_keys.close()
        raise


def _read_table(files: KeyFiles, head: Head, epoch_keys: EpochKeys) -> KeyTable:
    sealed = files.read_table(head.table)
    return open_table(sealed, epoch_keys.table, bytes.fromhex(head.vault), head.epoch, head.generation, head.table)


def _write_table(files: KeyFiles, state: State) -> None:
    """Write a table and prove that it can be read back before anything relies on it."""
    head = state.head
    sealed = seal_table(state.table, state.epoch_keys.table, bytes.fromhex(head.vault), head.epoch, head.generation)
    write_new(files.table(head.table), sealed)
    with closing(_read_table(files, head, state.epoch_keys)) as reread:
        if not reread.equals(state.table):
            msg = "a key table was not written as it was meant"
            raise AssertionError(msg)


def _mode(store: KeyStore | None, passphrase: Secret | None) -> KeyMode:
    if passphrase is None:
        if store is None:
            raise PassphraseNeeded
        return KeyMode.KEYRING
    if not len(passphrase):
        raise PassphraseNeeded
    return KeyMode.PASSPHRASE if store is None else KeyMode.KEYRING_AND_PASSPHRASE


def _take_back_unfinished(files: KeyFiles, store: KeyStore | None) -> None:
    """Undo a `create_vault` that a crash cut short: its keyring entry opens nothing.

    The note lies in a folder that anybody may have prepared. It can name any entry, but prove none but its own.
    """
    pending = files.read_pending()
    if pending is None or store is None or not pending.entry.startswith("bailee/"):
        return
    kept = store.get(pending.entry)
    if (
        kept is not None
        and len(kept) == KEY_BYTES
        and digests_match(pending.proof, proof_of(Secret(kept), pending.entry))
    ):
        store.delete(pending.entry)
