"""Where a passphrase comes from: a prompt, or a file descriptor. Never from arguments or the environment."""

import getpass
import os
import warnings

from app.crypto.secret import Secret
from app.errors import InputRefused, PassphraseNeeded

_LONGEST_BYTES = 4096
SHORTEST = 8


class Passphrases:
    """Asks for the passphrase of a vault, or the password of a database, once for each need."""

    def __init__(self, descriptor: int | None, option: str = "--passphrase-fd") -> None:
        """`option` is what `descriptor` was given with."""
        self._descriptor = descriptor
        self._option = option

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

    def of_database(self, location: str) -> Secret:
        """The password of the database at `location`; empty where there is none."""
        return self._read(f"Password for {location}: ")

    def _read(self, prompt: str) -> Secret:
        if self._descriptor is None:
            try:
                with warnings.catch_warnings():
                    # Without a terminal getpass would echo, and take for a passphrase what is meant for a file.
                    warnings.simplefilter("error", getpass.GetPassWarning)
                    return Secret(getpass.getpass(prompt).encode("utf-8", "surrogateescape"))
            except getpass.GetPassWarning as error:
                raise PassphraseNeeded from error
            except EOFError as error:
                raise InputRefused(field="passphrase", reason="none was given") from error
        try:
            data = bytearray()
            # One by one: what stands behind the line feed is not ours, it may be the content of a file.
            while len(data) <= _LONGEST_BYTES and (byte := os.read(self._descriptor, 1)) not in {b"", b"\n"}:
                data += byte
        except (OSError, OverflowError) as error:
            raise InputRefused(field=self._option, reason="cannot be read from") from error
        line = bytes(data).removesuffix(b"\r")
        if len(line) > _LONGEST_BYTES:
            raise InputRefused(field="passphrase", reason="too long")
        return Secret(line)
