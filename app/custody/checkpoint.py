"""A signed statement of how long the ledger is and what its last hash is: a C2SP signed note (c2sp.org/signed-note).

Left with a ticket or printed on a certificate, it shows later if the end of the ledger was cut off.
"""

import hashlib
from dataclasses import dataclass

from app.crypto.canonical import decode_bytes, encode_bytes
from app.crypto.signing import SIGNATURE_BYTES, Signer, is_signed_by
from app.custody.ledger import LedgerHead
from app.errors import CertificateInvalid
from app.model import VaultId

_ED25519 = b"\x01"
_DASH = "\N{EM DASH} "
_KEY_ID_BYTES = 4
_HASH_BYTES = 32
_LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What was signed: the vault, and the head of its ledger."""

    vault: VaultId
    head: LedgerHead


def make_checkpoint(signer: Signer, vault: VaultId, head: LedgerHead) -> str:
    """The note as text, ending with a line feed."""
    signature = _key_id(vault, signer.public_key) + signer.sign(_body(vault, head).encode())
    return _note(vault, head, signature)


def read_checkpoint(text: str, public_key: bytes) -> Checkpoint:
    """Read and verify a note. Raises CertificateInvalid for anything that this key did not sign."""
    # What is longer is no checkpoint, and does not get as far as being one after the cut.
    body, _, tail = text[:_LONGEST_TEXT].partition(f"\n\n{_DASH}")
    try:
        origin, size, digest = body.split("\n")
        vault = VaultId(origin.split("/")[1])
        head = LedgerHead(int(size), decode_bytes(digest, _HASH_BYTES).hex())
        signature = decode_bytes(tail.removesuffix("\n").rpartition(" ")[2], _KEY_ID_BYTES + SIGNATURE_BYTES)
        signed = _body(vault, head).encode()
    except (ValueError, IndexError) as error:
        raise CertificateInvalid(reason="the checkpoint cannot be read") from error
    # What was understood, written anew, must be the text: so nothing in it can be read in two ways.
    is_formed = text == _note(vault, head, signature)
    is_genuine = signature[:_KEY_ID_BYTES] == _key_id(vault, public_key) and is_signed_by(
        public_key, signed, signature[_KEY_ID_BYTES:]
    )
    if not is_formed or not is_genuine:
        raise CertificateInvalid(reason="the checkpoint was not signed by this key")
    return Checkpoint(vault, head)


def find_checkpoints(text: str) -> list[str]:
    """The notes of a vault that stand somewhere in a longer text."""
    found, rest = [], text
    while (at := rest.find("bailee/")) >= 0:
        rest = rest[at:]
        head, separator, tail = rest.partition(f"\n\n{_DASH}")
        if separator and head.count("\n") == 2:
            found.append(f"{head}{separator}{tail.split(chr(10))[0]}\n")
        rest = rest[1:]
    return found


def _body(vault: VaultId, head: LedgerHead) -> str:
    return f"{_origin(vault)}\n{head.size}\n{encode_bytes(bytes.fromhex(head.hash))}\n"


def _note(vault: VaultId, head: LedgerHead, signature: bytes) -> str:
    return f"{_body(vault, head)}\n{_DASH}{_origin(vault)} {encode_bytes(signature)}\n"


def _origin(vault: VaultId) -> str:
    return f"bailee/{vault}/ledger"


def _key_id(vault: VaultId, public_key: bytes) -> bytes:
    return hashlib.sha256(_origin(vault).encode() + b"\n" + _ED25519 + public_key).digest()[:_KEY_ID_BYTES]
