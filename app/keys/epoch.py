"""The keys of one epoch, and the parts they are derived from."""

import secrets
from dataclasses import dataclass

from app.crypto.derivation import (
    SALT_BYTES,
    EpochContext,
    EpochLabel,
    StretchingCost,
    epoch_key,
    stretch,
)
from app.crypto.secret import KEY_BYTES, Secret
from app.crypto.signing import keyed_digest
from app.errors import EpochKeyGone, HeadDamaged, KeyStoreFailed, PassphraseNeeded, PassphraseWrong
from app.keys.head import Head, Retired
from app.model import KeyMode, VaultId
from app.ports import KeyStore

_PROOF_LABEL = b"bailee/v1/pending"


@dataclass(frozen=True, slots=True)
class EpochKeys:
    """What is derived from the parts: `commitment` says whether they are right, the others open and authenticate."""

    commitment: Secret
    table: Secret
    anchor: Secret

    def fit(self, head: Head) -> bool:
        """Whether these are the keys that `head` was written with. Checked before anything is decrypted."""
        return self.commitment.equals(head.commitment)

    def close(self) -> None:
        """Drop them."""
        for key in (self.commitment, self.table, self.anchor):
            key.close()


@dataclass(frozen=True, slots=True)
class FreshEpoch:
    """An epoch about to begin: its keys, where `kept` will lie in the keyring, and what it is bound to."""

    context: EpochContext
    entry: str
    keys: EpochKeys
    kept: Secret

    def proof(self) -> bytes:
        """What shows later that the entry was made by whoever wrote this."""
        return proof_of(self.kept, self.entry)

    def keep_in(self, store: KeyStore | None) -> None:
        """Put the keyring's part where it belongs, and drop it here."""
        if store is not None:
            store.put(self.entry, self.kept.reveal())
        self.kept.close()

    def head(self, table: str, generation: int, store: str, previous: Retired | None) -> Head:
        """The HEAD that puts this epoch in force."""
        context = self.context
        head = Head(
            vault=VaultId(context.vault.hex()),
            epoch=context.epoch,
            generation=generation,
            mode=context.mode,
            store=store,
            entry=self.entry,
            table=table,
            salt=context.salt,
            cost=context.cost,
            commitment=self.keys.commitment.reveal(),
            previous=previous,
        )
        return head.sealed(self.keys.anchor)


def begin(vault: VaultId, epoch: int, mode: KeyMode, passphrase: Secret | None) -> FreshEpoch:
    """Fresh random parts for `epoch`; nothing is stored yet."""
    salt = secrets.token_bytes(SALT_BYTES) if mode.uses_passphrase else b""
    context = EpochContext(bytes.fromhex(vault), epoch, mode, salt, StretchingCost())
    kept = Secret(secrets.token_bytes(KEY_BYTES if mode.uses_keyring else 0))
    # A new name every time: some keyrings keep an overwritten secret under another name.
    entry = f"{entry_prefix(vault)}{epoch}-{secrets.token_hex(4)}" if mode.uses_keyring else ""
    with _join(kept, passphrase, context) as parts:
        return FreshEpoch(context, entry, derive(parts, context), kept)


def entry_prefix(vault: VaultId) -> str:
    """How the names of all keyring entries of a vault begin."""
    return f"bailee/{vault}/"


def proof_of(kept: Secret, entry: str) -> bytes:
    """Made from what lies in the keyring under `entry`; nobody can make it who does not know that already."""
    return keyed_digest(kept, _PROOF_LABEL + entry.encode())


def fetch(head: Head, store: KeyStore | None, passphrase: Secret | None) -> EpochKeys:
    """Derive the keys of the epoch in force. Raises EpochKeyGone, PassphraseNeeded, or what the keyring raises."""
    with _kept(head, store) as kept, _join(kept, passphrase, head.context()) as parts:
        return derive(parts, head.context())


def open_epoch(head: Head, store: KeyStore | None, passphrase: Secret | None) -> EpochKeys:
    """The keys that `head` was written with; `head` is authentic then. Raises also PassphraseWrong and HeadDamaged."""
    keys = fetch(head, store, passphrase)
    try:
        _require_fit(keys, head)
        head.check_mac(keys.anchor)
    except BaseException:
        keys.close()
        raise
    return keys


def derive(parts: Secret, context: EpochContext) -> EpochKeys:
    """All keys of an epoch."""
    return EpochKeys(
        epoch_key(parts, context, EpochLabel.COMMITMENT),
        epoch_key(parts, context, EpochLabel.TABLE),
        epoch_key(parts, context, EpochLabel.ANCHOR),
    )


def _require_fit(keys: EpochKeys, head: Head) -> None:
    if keys.fit(head):
        return
    if head.mode.uses_passphrase:
        raise PassphraseWrong(pause_seconds=0.0)
    raise HeadDamaged(reason="it does not belong to the key in the keyring")


def _kept(head: Head, store: KeyStore | None) -> Secret:
    if store is None:
        return Secret(b"")
    found = store.get(head.entry)
    if found is None:
        raise EpochKeyGone(store=store.name, epoch=head.epoch)
    if len(found) != KEY_BYTES:  # with the passphrase behind it, only parts of a fixed width keep their places
        raise KeyStoreFailed(store=store.name, act="get", reason="what it holds is not a key of Bailee")
    return Secret(found)


def _join(kept: Secret, passphrase: Secret | None, context: EpochContext) -> Secret:
    if not context.mode.uses_passphrase:
        return kept.copy()
    if passphrase is None:
        raise PassphraseNeeded
    with stretch(passphrase, context.salt, context.cost) as stretched:
        return Secret(kept.reveal() + stretched.reveal())
