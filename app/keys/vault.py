"""The keys of an unlocked vault: made, opened, extended, and turned over to a new epoch without some of them."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import RLock

from app.crypto.secret import KEY_BYTES, Secret
from app.crypto.signing import Signer, digests_match
from app.disk.durable import make_folder, make_home, replace_file
from app.disk.locks import FileLock
from app.errors import (
    HeadDamaged,
    KeyTableDamaged,
    PassphraseNeeded,
    PassphraseWrong,
    SecretClosed,
    VaultExists,
    VaultLocked,
    VaultRolledBack,
)
from app.keys.attempts import Attempts
from app.keys.epoch import EpochKeys, begin, fetch, proof_of
from app.keys.files import KeyFiles, Pending
from app.keys.head import Head, Retired
from app.keys.state import State, open_latest, write_table
from app.keys.table import KeyTable, open_table
from app.model import CopyId, KeyMode, VaultId
from app.ports import Clock, KeyStore

StoreFinder = Callable[[str], KeyStore]
_GENERATIONS_TRIED = 50


class Keys:
    """The open key table of one vault. `app.keys.rotation` turns it over; `close` locks the vault.

    Another process may have changed the table meanwhile: every change starts from what HEAD says now. Calls may come
    from any thread. Secrets that are given out are holders of their own; after `close` every call raises VaultLocked.
    """

    def __init__(self, files: KeyFiles, store: KeyStore | None, passphrase: Secret | None, state: State) -> None:
        self.files = files
        self.store = store
        self.passphrase = passphrase
        self._state = state
        self._is_open = True
        # Held while secrets of the state are used and while it is exchanged. Nobody waits for `vault.lock`, a keyring
        # or a passphrase with it in hand.
        self._guard = RLock()

    @property
    def head(self) -> Head:
        """HEAD as it was when these keys last looked. Raises VaultLocked after `close`."""
        return self._present().head

    @property
    def vault(self) -> VaultId:
        """The id of the vault."""
        return self.head.vault

    @property
    def table(self) -> KeyTable:
        """The open table, for a look at what it holds: another thread may exchange and close it at any moment."""
        return self._present().table

    def registry_key(self) -> Secret:
        """A holder of the key of the register; the caller closes it."""
        with self._guard:
            return self.table.registry.copy()

    def signer(self) -> Signer:
        """What signs checkpoints and certificates."""
        with self._guard:
            return Signer(self.table.signing)

    def holds(self, copy: CopyId) -> bool:
        """Whether the key of `copy` exists, looking at what HEAD says now."""
        self.refresh()
        return copy in self.table.copies

    def copy_key(self, copy: CopyId) -> Secret:
        """A holder of the key of `copy`, looking at what HEAD says now; the caller closes it. Raises KeyError."""
        self.refresh()
        with self._guard:
            return self.table.copies[copy].copy()

    def locked_for_change(self) -> FileLock:
        """The lock under which key files change; use it as a context."""
        return self.files.locked()

    def add_copy(self, copy: CopyId, key: Secret) -> None:
        """Make `key` durable as the key of `copy`. On return the copy can be opened after a crash."""
        with self.locked_for_change():
            self.refresh()
            with self._guard:
                old = self._present()
                name = self.files.new_table_name(old.head.epoch)
                head = replace(old.head, generation=old.head.generation + 1, table=name)
                self._switch(
                    State(head.sealed(old.epoch_keys.anchor), old.epoch_keys, old.table.with_copy(copy, key.copy()))
                )
            self.files.clear_table(old.head.table)

    def is_superseded(self, sealed: bytes) -> bool:
        """Whether a table is an earlier one of this epoch that holds no key but such as are still in force."""
        with self._guard:
            state = self._present()
            head, vault = state.head, bytes.fromhex(state.head.vault)
            for generation in range(head.generation - 1, max(head.generation - _GENERATIONS_TRIED, 0), -1):
                with suppress(KeyTableDamaged):
                    found = open_table(sealed, state.epoch_keys.table, vault, head.epoch, generation, head.table)
                    with closing(found):
                        return found.copies.keys() <= state.table.copies.keys()
            return False

    def begin_epoch(self, doomed: frozenset[CopyId]) -> None:
        """Switch to a new epoch whose table lacks `doomed`. Call it under `locked_for_change`, after `refresh`.

        Until HEAD is replaced, nothing has happened; from then on the copies are doomed.
        """
        before = self.head
        with _or_locked():
            fresh = begin(before.vault, before.epoch + 1, before.mode, self.passphrase)
        name = self.files.new_table_name(fresh.context.epoch)
        self.files.write_pending(Pending(fresh.context.epoch, fresh.entry, name, fresh.proof()))
        fresh.keep_in(self.store)
        previous = Retired(before.epoch, before.entry, before.table)
        with self._guard:
            old = self._present()
            head = fresh.head(name, before.generation + 1, before.store, previous)
            self._switch(State(head, fresh.keys, old.table.without(doomed)))
            old.epoch_keys.close()
            for copy in doomed & old.table.copies.keys():
                old.table.copies[copy].close()

    def fetch(self, head: Head) -> EpochKeys:
        """What the present keyring and passphrase make of a HEAD, true or not. Raises EpochKeyGone and its kin."""
        with _or_locked():
            return fetch(head, self.store, self.passphrase)

    def refresh(self) -> None:
        """Follow what another process did to the vault since. Raises what `unlock_vault` raises, or VaultRolledBack."""
        while True:
            before = self._present()
            head = self.files.read_head()
            if head == before.head:
                return
            with self._guard:
                # A change that another thread was about to end is no news.
                if head == self._present().head:
                    return
            if head.vault != before.head.vault:
                raise HeadDamaged(reason="it belongs to another vault")
            with _or_locked():
                found = open_latest(self.files, head, self.store, self.passphrase)
            if self._follow(before, found):
                return

    def close(self) -> None:
        """Drop every key. Safe to call twice."""
        with self._guard:
            self._is_open = False
            self._state.close()
            if self.passphrase is not None:
                self.passphrase.close()

    def _present(self) -> State:
        """What is in force. Its secrets are used under the guard only."""
        state = self._state
        if not self._is_open:
            raise VaultLocked
        return state

    def _follow(self, before: State, found: State) -> bool:
        """Put what was found in the place of `before`. Where another thread was faster it is dropped, and False."""
        with self._guard:
            expected = self._state.head.generation
            if self._state is before and self._is_open and found.head.generation > expected:
                self._state = found
                before.close()
                return True
            found.close()
            if self._present() is before:
                raise VaultRolledBack(found=found.head.generation, expected=expected)
            return False

    def _switch(self, state: State) -> None:
        """Put `state` in force. The secrets it does not share with the state before are the caller's to close."""
        write_table(self.files, state)
        replace_file(self.files.head, state.head.to_bytes())
        self._state = state


@contextmanager
def _or_locked() -> Iterator[None]:
    """A passphrase that another thread drops meanwhile means that the vault was locked."""
    try:
        yield
    except SecretClosed as error:
        raise VaultLocked from error


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
        write_table(files, state)
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
        return Keys(files, store, None, open_latest(files, head, store, None))
    if passphrase is None:
        raise PassphraseNeeded
    attempts = Attempts(files.attempts, clock, files.locked())
    attempts.wait()
    try:
        state = open_latest(files, head, store, passphrase)
    except PassphraseWrong as error:
        raise PassphraseWrong(pause_seconds=attempts.failed()) from error
    attempts.succeeded()
    return Keys(files, store, passphrase, state)


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
