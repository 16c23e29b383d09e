"""Vaults for whole stories: every part is the real one, but the keyring is a file and the clock stands still."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from app.bootstrap import init, unlock
from app.copies.paths import is_workroom
from app.copies.sealed_copy import SealedCopy
from app.errors import KeyStoreFailed
from app.model import CopyRecord, NodeKind
from app.operations.check_out import check_out, plan_check_out
from app.operations.register import add_customer, add_ticket
from app.progress import Monitor
from app.settings import Home
from app.unlocked.vault import Unlocked
from tests.fakes import NEW_YEAR, FileKeyStore, StoppedClock

Tree = Mapping[bytes, bytes]
"""What is in a copy, by path: the content of a file, the target of a link, nothing for a folder."""

FOLDER = b"a folder"
CUSTOMER = "C-58201177"


class FileKeyring(FileKeyStore):
    """Says what goes wrong as every real store does."""

    def put(self, entry: str, secret: bytes) -> None:
        try:
            super().put(entry, secret)
        except OSError as error:
            raise KeyStoreFailed(store=self.name, act="put", reason=str(error)) from error

    def delete(self, entry: str) -> int:
        try:
            return super().delete(entry)
        except OSError as error:
            raise KeyStoreFailed(store=self.name, act="delete", reason=str(error)) from error


class Place:
    """One vault in a folder of its own, the keyring beside the home folder, and the customers' folders."""

    def __init__(self, folder: Path, home: Path | None = None) -> None:
        self.folder = folder
        self.home = Home(home or folder / "home")
        self.keyring = FileKeyring(folder / "keys" / "keyring")

    def source(self, ticket: str) -> Path:
        """The customer's folder for a ticket."""
        return self.folder / "customers" / ticket

    def lay_out(self) -> None:
        """The folders that are there before the vault is."""
        (self.folder / "keys").mkdir()

    @contextmanager
    def created(self) -> Iterator[Unlocked]:
        """A new vault, unlocked."""
        vault = init(
            self.home, use_keyring=True, passphrase=None, clock=StoppedClock(), find_store=lambda: self.keyring
        )
        try:
            yield vault
        finally:
            vault.close()

    @contextmanager
    def unlocked(self, *, seconds: float = 0) -> Iterator[Unlocked]:
        """The vault, unlocked so long after it was made."""
        clock = StoppedClock(NEW_YEAR + timedelta(seconds=seconds))
        vault = unlock(self.home, passphrase=None, clock=clock, stores=lambda _: self.keyring)
        try:
            yield vault
        finally:
            vault.close()

    def check_out(self, vault: Unlocked, ticket: str, tree: Tree) -> CopyRecord:
        """Make the customer's folder, and check it out."""
        lay_down(self.source(ticket), tree)
        return check_out(vault, plan_check_out(vault, ticket, str(self.source(ticket))), Monitor())


def enter(vault: Unlocked, tickets: Sequence[str], *, name: str = "Quartz and Vale") -> None:
    """Enter one customer with tickets."""
    add_customer(vault, CUSTOMER, name, "it@quartz.example")
    for number in tickets:
        add_ticket(vault, number, f"Trouble behind {number}", CUSTOMER)


def lay_down(folder: Path, tree: Tree) -> None:
    """Make a tree on the disk. Folders come before what is in them."""
    folder.mkdir(parents=True)
    for path, content in tree.items():
        at = folder / os.fsdecode(path)
        if content == FOLDER:
            at.mkdir()
        else:
            at.write_bytes(content)


def tree_of(copy: SealedCopy) -> Tree:
    """Everything in a copy but Bailee's own."""
    found = {}
    for path, node in copy.walk():
        if is_workroom(path):
            continue
        if node.kind == NodeKind.FILE:
            with copy.open_found(node) as file:
                found[path] = file.pread(node.size, 0)
        elif path:
            found[path] = node.target if node.kind == NodeKind.LINK else FOLDER
    return found
