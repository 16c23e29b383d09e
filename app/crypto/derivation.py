"""Every key that is derived from another: which parts go in, under which label (RFC 5869, RFC 9106)."""

import hashlib
from dataclasses import dataclass
from enum import Enum

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.crypto.secret import KEY_BYTES, Secret
from app.model import KeyMode

SALT_BYTES = 16
_MODE_BYTE = {KeyMode.KEYRING: 0, KeyMode.KEYRING_AND_PASSPHRASE: 1, KeyMode.PASSPHRASE: 2}


class EpochLabel(Enum):
    """What a key derived from the key of an epoch is for."""

    COMMITMENT = b"bailee/v1/commit"
    TABLE = b"bailee/v1/table"
    ANCHOR = b"bailee/v1/anchor"


class CopyLabel(Enum):
    """What a key derived from the key of a copy is for."""

    CATALOGUE = b"bailee/v1/copy/catalogue"
    CONTENT = b"bailee/v1/copy/content"
    COMMIT = b"bailee/v1/copy/commit"
    DATABASE = b"bailee/v1/copy/database"


@dataclass(frozen=True, slots=True)
class StretchingCost:
    """The cost of Argon2id (RFC 9106): passes, lanes, memory in KiB. Less than the defaults is refused on reading."""

    passes: int = 3
    lanes: int = 4
    memory_kib: int = 65536

    MIN_PASSES = 3
    MIN_MEMORY_KIB = 65536
    MAX_PASSES = 16
    MAX_LANES = 16
    MAX_MEMORY_KIB = 1024 * 1024

    def is_acceptable(self) -> bool:
        """Whether the cost is neither weaker than promised nor a denial of service."""
        return (
            self.MIN_PASSES <= self.passes <= self.MAX_PASSES
            and 1 <= self.lanes <= self.MAX_LANES
            and self.MIN_MEMORY_KIB <= self.memory_kib <= self.MAX_MEMORY_KIB
        )


@dataclass(frozen=True, slots=True)
class EpochContext:
    """What the keys of an epoch are bound to. `salt` is of the passphrase, empty in a vault without one."""

    vault: bytes
    epoch: int
    mode: KeyMode
    salt: bytes
    cost: StretchingCost

    def binding(self) -> bytes:
        """The HKDF salt: vault id, epoch, mode and a hash of the stretching parameters, all of fixed width."""
        cost = self.cost
        numbers = b"".join(n.to_bytes(8, "big") for n in (cost.passes, cost.lanes, cost.memory_kib))
        parameters = hashlib.sha256(len(self.salt).to_bytes(8, "big") + self.salt + numbers).digest()
        return self.vault + self.epoch.to_bytes(8, "big") + bytes([_MODE_BYTE[self.mode]]) + parameters


def stretch(passphrase: Secret, salt: bytes, cost: StretchingCost) -> Secret:
    """Turn a passphrase into 32 bytes with Argon2id (RFC 9106, second recommended option by default: about 0.2 s)."""
    argon = Argon2id(salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return Secret(argon.derive(passphrase.reveal()))


def epoch_key(parts: Secret, context: EpochContext, label: EpochLabel) -> Secret:
    """A key of one epoch. `parts` is the keyring's 32 bytes, or the stretched passphrase, or both in that order."""
    return _hkdf(parts, context.binding(), label.value)


def copy_key(copy_secret: Secret, copy: bytes, label: CopyLabel) -> Secret:
    """A key of one copy, bound to the 16 bytes of its id."""
    return _hkdf(copy_secret, copy, label.value)


def _hkdf(material: Secret, salt: bytes, label: bytes) -> Secret:
    derived = HKDF(algorithm=SHA512(), length=KEY_BYTES, salt=salt, info=bytes([len(label)]) + label)
    return Secret(derived.derive(material.reveal()))
