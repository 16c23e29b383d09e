"""A key as a scoped thing: copied in, used, overwritten when dropped, refusing every use afterwards.

Python and the libraries below it make copies of their own (a cipher context, a `bytes` handed to a driver), which
nothing here can reach. Overwriting is best effort and is not claimed anywhere.
"""

import hmac
import secrets
from types import TracebackType
from typing import Self

from app.errors import SecretClosed

KEY_BYTES = 32


class Secret:
    """Secret bytes that never show in `repr`, logs or comparisons by value."""

    __slots__ = ("_buffer", "_is_open")

    def __init__(self, material: bytes | bytearray | memoryview) -> None:
        self._buffer = bytearray(material)
        self._is_open = True

    @classmethod
    def random(cls, size_bytes: int = KEY_BYTES) -> Self:
        """Fresh bytes from the system's generator."""
        return cls(secrets.token_bytes(size_bytes))

    def reveal(self) -> bytes:
        """The bytes themselves, for the call that needs them and no longer. Raises SecretClosed after `close`."""
        material = bytes(self._buffer)
        # Asked afterwards: another thread may have closed it while the bytes were copied.
        if not self._is_open:
            raise SecretClosed
        return material

    def copy(self) -> "Secret":
        """A second, independent holder of the same bytes."""
        return Secret(self.reveal())

    def equals(self, other: "Secret | bytes") -> bool:
        """Compare in constant time."""
        theirs = other.reveal() if isinstance(other, Secret) else other
        return hmac.compare_digest(self.reveal(), theirs)

    def close(self) -> None:
        """Overwrite the bytes and refuse every later use."""
        self._is_open = False  # first: whoever reads what is overwritten next is to notice
        self._buffer[:] = bytes(len(self._buffer))  # of the same length, so it is overwritten where it lies

    @property
    def is_open(self) -> bool:
        """Whether the bytes are still there."""
        return self._is_open

    def __len__(self) -> int:
        return len(self._buffer)

    def __repr__(self) -> str:
        return f"Secret({'open' if self._is_open else 'closed'})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
