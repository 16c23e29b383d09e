"""What is in force in a vault at one moment, read from its key files and written to them."""

from contextlib import closing
from dataclasses import dataclass

from app.crypto.secret import Secret
from app.disk.durable import write_new
from app.errors import EpochKeyGone, KeyTableDamaged
from app.keys.epoch import EpochKeys, open_epoch
from app.keys.files import KeyFiles
from app.keys.head import Head
from app.keys.table import KeyTable, open_table, seal_table
from app.ports import KeyStore


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


def open_latest(files: KeyFiles, head: Head, store: KeyStore | None, passphrase: Secret | None) -> State:
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


def write_table(files: KeyFiles, state: State) -> None:
    """Write a table and prove that it can be read back before anything relies on it."""
    head = state.head
    sealed = seal_table(state.table, state.epoch_keys.table, bytes.fromhex(head.vault), head.epoch, head.generation)
    write_new(files.table(head.table), sealed)
    with closing(_read_table(files, head, state.epoch_keys)) as reread:
        if not reread.equals(state.table):
            msg = "a key table was not written as it was meant"
            raise AssertionError(msg)
