"""Where a passphrase comes from: a prompt, or a file descriptor. Never from arguments or the environment."""

import getpass
import os

from app.crypto.secret import Secret
from app.errors import InputRefused

_LONGEST_BYTES = 4096
SHORTEST = 8


class Passphrases:
    """Asks for the passphrase of a vault, once for each need."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def existing(self) -> Secret:
        """The passphrase that opens the vault."""
        return self._read("Passphrase: ")

    def new(self) -> Secret:
        """A passphrase for a new vault, typed twice where it is typed. Raises InputRefused."""
        first = self._read("New passphrase: ")
        if len(first) < SHORTEST:
            raise InputRefused(field="passphrase", reason=f"at least {SHORTEST} characters are needed")
        if self._descriptor is None and not first.equals(self._read("Again: ")):
            raise InputRefused(field="passphrase", reason="the two differ")
        return first

    def _read(self, prompt: str) -> Secret:
        if self._descriptor is None:
            try:
                return Secret(getpass.getpass(prompt).encode("utf-8", "surrogateescape"))
            except EOFError as error:
                raise InputRefused(field="passphrase", reason="none was given") from error
        try:
            data = bytearray()
            while len(data) <= _LONGEST_BYTES and (piece := os.read(self._descriptor, _LONGEST_BYTES)):
                data += piece
        except (OSError, OverflowError) as error:
            raise InputRefused(field="--passphrase-fd", reason="cannot be read from") from error
        line = bytes(data).split(b"\n")[0].removesuffix(b"\r")
        if len(line) > _LONGEST_BYTES:
            raise InputRefused(field="passphrase", reason="too long")
        return Secret(line)
