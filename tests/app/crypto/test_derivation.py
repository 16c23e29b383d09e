"""Keys are derived as the standards say, and never differently from the first release on."""

import hashlib
import hmac
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.crypto.derivation import CopyLabel, EpochContext, EpochLabel, StretchingCost, copy_key, epoch_key, stretch
from app.crypto.secret import Secret
from app.model import KeyMode

PARTS = bytes(range(64))
VAULT = bytes(range(100, 116))
SALT = bytes(range(200, 216))
CONTEXT = EpochContext(VAULT, 7, KeyMode.KEYRING_AND_PASSPHRASE, SALT, StretchingCost())

# Written down once. If one of them must change, every vault that exists is lost.
EPOCH_KEYS = {
    EpochLabel.COMMITMENT: "52b1262bf23b0cb8996a4afc885ded21f3d2c86dbf9a8a3d33892ed581090ca5",
    EpochLabel.TABLE: "3ed3103e2423972c5bf646fa3f2ecf2c26683a28815df6d3baf4836cb4f47111",
    EpochLabel.ANCHOR: "a04ffad9d9c66b51c1655fe142508c27c10d5a500c42010972a45d81ac73eb83",
}
COPY_KEYS = {
    CopyLabel.CATALOGUE: "d982b7dad5490fac4b2da23e14d1ba5812aa10cc5c01dcd558f8f02bfbfd8fb5",
    CopyLabel.CONTENT: "619173adf9aed9359157ad7acaa18d7c516a044941165a80b92a416c5d8fe42f",
    CopyLabel.COMMIT: "c412507a5493e7412b9c8499d0e95a4ae5e661afc9f0ba299371a5dcc3f8eabf",
    CopyLabel.DATABASE: "1dc1a0fcc7cd377d6956c5c3a0c075698d8d0b0ab2dbd2f700ceda70333b33b9",
}


def hkdf(algorithm: str, material: bytes, salt: bytes, info: bytes, size: int) -> bytes:
    """RFC 5869, written from its text."""
    fixed = hmac.digest(salt, material, algorithm)
    done, block, number = b"", b"", 0
    while len(done) < size:
        number += 1
        block = hmac.digest(fixed, block + info + bytes([number]), algorithm)
        done += block
    return done[:size]


def test_the_hkdf_of_this_file_is_that_of_rfc_5869() -> None:
    derived = hkdf("sha256", b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA)), 42)
    assert derived.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"  # appendix A.1
    )


def test_the_argon2id_underneath_is_that_of_rfc_9106() -> None:
    argon = Argon2id(
        salt=b"\x02" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\x04" * 12, secret=b"\x03" * 8
    )
    tag = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"  # section 5.3
    assert argon.derive(b"\x01" * 32).hex() == tag


@pytest.mark.parametrize("label", EpochLabel)
def test_keys_of_an_epoch_never_change(label: EpochLabel) -> None:
    derived = epoch_key(Secret(PARTS), CONTEXT, label).reveal()
    assert derived.hex() == EPOCH_KEYS[label]
    assert derived == hkdf("sha512", PARTS, CONTEXT.binding(), bytes([len(label.value)]) + label.value, 32)


@pytest.mark.parametrize("label", CopyLabel)
def test_keys_of_a_copy_never_change(label: CopyLabel) -> None:
    copy = bytes(range(16))
    derived = copy_key(Secret(PARTS[:32]), copy, label).reveal()
    assert derived.hex() == COPY_KEYS[label]
    assert derived == hkdf("sha512", PARTS[:32], copy, bytes([len(label.value)]) + label.value, 32)


def test_a_stretched_passphrase_never_changes() -> None:
    stretched = stretch(Secret(b"correct horse"), bytes(range(16)), StretchingCost())
    assert stretched.reveal().hex() == "577f1ff37e9a3e52c97d39f8e83891c1b73b0e87ffe0429cee8ede2fb005fe44"


def test_the_binding_holds_every_part_in_its_place() -> None:
    numbers = b"".join(number.to_bytes(8, "big") for number in (16,)) + SALT
    cost = b"".join(number.to_bytes(8, "big") for number in (3, 4, 65536))
    assert CONTEXT.binding() == VAULT + bytes([0, 0, 0, 0, 0, 0, 0, 7, 1]) + hashlib.sha256(numbers + cost).digest()


def test_each_mode_has_a_byte_of_its_own() -> None:
    modes = [replace(CONTEXT, mode=mode).binding()[24] for mode in KeyMode]
    assert modes == [0, 1, 2]


@pytest.mark.parametrize(
    "other",
    [
        replace(CONTEXT, vault=bytes(16)),
        replace(CONTEXT, epoch=8),
        replace(CONTEXT, mode=KeyMode.KEYRING),
        replace(CONTEXT, mode=KeyMode.PASSPHRASE),
        replace(CONTEXT, salt=b""),
        replace(CONTEXT, salt=SALT[:-1] + b"\x00"),
        replace(CONTEXT, cost=StretchingCost(passes=4)),
        replace(CONTEXT, cost=StretchingCost(lanes=1)),
        replace(CONTEXT, cost=StretchingCost(memory_kib=65537)),
    ],
)
@pytest.mark.parametrize("label", EpochLabel)
def test_whatever_an_epoch_is_bound_to_changes_its_keys(other: EpochContext, label: EpochLabel) -> None:
    assert epoch_key(Secret(PARTS), other, label).reveal().hex() != EPOCH_KEYS[label]


def test_no_two_labels_give_the_same_key() -> None:
    found = {epoch_key(Secret(PARTS), CONTEXT, label).reveal() for label in EpochLabel}
    found |= {copy_key(Secret(PARTS), CONTEXT.binding(), label).reveal() for label in CopyLabel}
    assert len(found) == len(EpochLabel) + len(CopyLabel)


@pytest.mark.parametrize(
    ("cost", "is_acceptable"),
    [
        (StretchingCost(), True),
        (StretchingCost(16, 16, 1024 * 1024), True),
        (StretchingCost(passes=2), False),
        (StretchingCost(passes=17), False),
        (StretchingCost(lanes=0), False),
        (StretchingCost(lanes=17), False),
        (StretchingCost(memory_kib=65535), False),
        (StretchingCost(memory_kib=1024 * 1024 + 1), False),
    ],
)
def test_a_cost_is_neither_weaker_than_promised_nor_beyond_any_machine(
    cost: StretchingCost, *, is_acceptable: bool
) -> None:
    assert cost.is_acceptable() is is_acceptable
