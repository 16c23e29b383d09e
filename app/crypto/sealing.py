"""AES-256-GCM over chunks and small blobs (NIST SP 800-38D, 96-bit random nonces)."""

import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.crypto.secret import Secret
from app.errors import SealBroken

NONCE_BYTES = 12
TAG_BYTES = 16
_CHUNK_LABEL = b"bailee/v1/chunk"
_POSITION = struct.Struct(">QQI?")
_NONCES_AT_ONCE = 512


class ChunkSealer:
    """Seals and opens the chunks of one copy. Not for use by two threads at once, nor on both sides of a fork.

    The additional data of a chunk is the label, the copy's id (16 bytes), the file's id and the chunk's index (8
    bytes each, big endian), the plaintext length (4 bytes) and one byte that is 1 for the last chunk of the file.
    """

    def __init__(self, content_key: Secret, copy: bytes) -> None:
        self._cipher = AESGCM(content_key.reveal())
        self._prefix = _CHUNK_LABEL + copy
        self._nonces = b""
        self._used = 0

    def seal_into(
        self, file: int, index: int, plain: memoryview, out: memoryview, *, is_last: bool
    ) -> tuple[bytes, bytes]:
        """Seal `plain` into `out`, which is TAG_BYTES longer; the nonce and the tag that pin this version."""
        used = self._used
        if used == len(self._nonces):
            self._nonces = os.urandom(NONCE_BYTES * _NONCES_AT_ONCE)
            used = 0
        self._used = used + NONCE_BYTES
        nonce = self._nonces[used : used + NONCE_BYTES]
        size = len(plain)
        self._cipher.encrypt_into(nonce, plain, self._prefix + _POSITION.pack(file, index, size, is_last), out)
        return nonce, bytes(out[size:])

    def open_into(
        self, file: int, index: int, sealed: memoryview, nonce: bytes, out: memoryview, *, is_last: bool
    ) -> None:
        """Open `sealed` (ciphertext followed by its tag) into `out`. Raises SealBroken; `out` is then zeros."""
        size = len(sealed) - TAG_BYTES
        if size < 0 or len(nonce) != NONCE_BYTES:
            raise SealBroken(what=f"chunk {index}")
        position = self._prefix + _POSITION.pack(file, index, size, is_last)
        try:
            self._cipher.decrypt_into(nonce, sealed, position, out)
        except InvalidTag as error:
            out[:] = bytes(len(out))  # it holds what the cipher made of bytes that are not ours
            raise SealBroken(what=f"chunk {index}") from error


def seal_blob(key: Secret, plain: bytes, bound_to: bytes) -> bytes:
    """Seal a small blob as nonce, ciphertext, tag; it opens only together with the same `bound_to`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key.reveal()).encrypt(nonce, plain, bound_to)


def open_blob(key: Secret, sealed: bytes, bound_to: bytes, what: str) -> Secret:
    """Open what `seal_blob` made. Raises SealBroken naming `what`."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise SealBroken(what=what)
    try:
        return Secret(AESGCM(key.reveal()).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to))
    except InvalidTag as error:
        raise SealBroken(what=what) from error
