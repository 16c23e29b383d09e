"""The key that the masking of a ticket goes by: it lies in the ticket's copies and nowhere else, and dies with them."""

from app.copies.paths import WORKROOM
from app.copies.sealed_copy import SealedCopy
from app.crypto.secret import KEY_BYTES, Secret
from app.errors import PathMissing

_PATH = WORKROOM + b"/masking-key"


def keep_masking_key(copy: SealedCopy, key: Secret) -> None:
    """Put the key into a copy; then the caller commits."""
    try:
        copy.stat(WORKROOM)
    except PathMissing:
        copy.mkdir(WORKROOM)
    with copy.open_file(_PATH, writable=True, create=True) as file:
        file.truncate(0)
        file.pwrite(key.reveal(), 0)


def kept_masking_key(copy: SealedCopy) -> Secret | None:
    """The key of a copy, or None where nothing in it was masked."""
    try:
        with copy.open_file(_PATH) as file:
            return Secret(file.pread(KEY_BYTES, 0))
    except PathMissing:
        return None
