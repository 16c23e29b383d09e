"""Ed25519 signatures (RFC 8032) over checkpoints and certificates, and keyed digests (HMAC-SHA-256, RFC 2104)."""

import hashlib
import hmac

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.crypto.secret import Secret

PUBLIC_KEY_BYTES = 32
SIGNATURE_BYTES = 64


class Signer:
    """Signs with the key of one vault."""

    def __init__(self, seed: Secret) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed.reveal())

    @property
    def public_key(self) -> bytes:
        """The 32 bytes that everybody may know."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of `message`."""
        return self._key.sign(message)


def is_signed_by(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made by the owner of `public_key`. Any bytes are allowed."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public_key: bytes) -> str:
    """A short name for a public key, for people to compare: 16 hex digits of its SHA-256 in groups of four."""
    digest = hashlib.sha256(public_key).hexdigest()[:16]
    return "-".join(digest[at : at + 4] for at in range(0, 16, 4))


def keyed_digest(key: Secret, message: bytes) -> bytes:
    """HMAC-SHA-256 of `message`."""
    return hmac.digest(key.reveal(), message, "sha256")


def digests_match(one: bytes, other: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one, other)
