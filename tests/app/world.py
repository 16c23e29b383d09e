"""A vault in a folder of its own, every part real but the keyring and the clock; copied from one made before."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.bootstrap import init, unlock
from app.crypto.secret import Secret
from app.model import CopyRecord
from app.operations.check_out import check_out, plan_check_out
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.register import add_customer, add_ticket
from app.progress import Monitor
from app.settings import Home
from app.unlocked.vault import Unlocked
from tests.fakes import MemoryKeyStore, StoppedClock

CUSTOMER = "C-100"
TICKETS = ("T-1", "T-2", "T-3")
TREE = {b"notes.txt": b"what the customer wrote", b"deep/table.csv": b"number,name\n1,Quartz\n", b"empty": b""}


class Keyring(MemoryKeyStore):
    """Calls `before` with the name of the act first, which may raise; with `keeps_all` it deletes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.before: Callable[[str], object] = str
        self.keeps_all = False

    def put(self, entry: str, secret: bytes) -> None:
        self.before("put")
        super().put(entry, secret)

    def get(self, entry: str) -> bytes | None:
        self.before("get")
        return super().get(entry)

    def delete(self, entry: str) -> int:
        self.before("delete")
        return 1 if self.keeps_all else super().delete(entry)


class World:
    """A home folder, what the keyring holds, and what time it is. Customers' folders lie beside the home folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Home(folder / "home")
        self.keyring = Keyring()
        self.clock = StoppedClock()
        self.monitor = Monitor()

    def twin(self, folder: Path) -> "World":
        """The same vault once more, in another folder and with a keyring of its own."""
        twin = World(folder)
        shutil.copytree(self.home.path, twin.home.path, symlinks=True)
        twin.keyring.entries = dict(self.keyring.entries)
        return twin

    @contextmanager
    def created(self, passphrase: bytes | None = None, *, use_keyring: bool = True) -> Iterator[Unlocked]:
        vault = init(
            self.home,
            use_keyring=use_keyring,
            passphrase=None if passphrase is None else Secret(passphrase),
            clock=self.clock,
            find_store=lambda: self.keyring,
        )
        try:
            yield vault
        finally:
            vault.close()

    @contextmanager
    def unlocked(self, passphrase: bytes | None = None) -> Iterator[Unlocked]:
        vault = unlock(
            self.home,
            passphrase=None if passphrase is None else Secret(passphrase),
            clock=self.clock,
            stores=lambda _: self.keyring,
        )
        try:
            yield vault
        finally:
            vault.close()

    def source(self, name: str = "data", tree: Mapping[bytes, bytes] = TREE) -> Path:
        """A customer's folder with these files."""
        folder = self.folder / "customers" / name
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in tree.items():
            at = folder / os.fsdecode(path)
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_bytes(content)
        return folder

    def check_out(self, vault: Unlocked, ticket: str = "T-1", tree: Mapping[bytes, bytes] = TREE) -> CopyRecord:
        """Take a copy of a new folder for the ticket."""
        number = len(vault.registry.copies.all())
        source = self.source(f"{ticket}-{number}", tree)
        return check_out(vault, plan_check_out(vault, ticket, str(source)), self.monitor)

    def close(self, vault: Unlocked, ticket: str = "T-1", *, at_once: bool = False) -> list[CopyRecord]:
        return close_ticket(vault, plan_close(vault, ticket, at_once=at_once), self.monitor, at_once=at_once)


def enter(vault: Unlocked) -> None:
    """One customer with three tickets."""
    add_customer(vault, CUSTOMER, "Quartz and Vale", "it@quartz.example")
    for ticket in TICKETS:
        add_ticket(vault, ticket, f"Trouble behind {ticket}", CUSTOMER)


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file that means something, with its content: locks and the register's own files aside."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock" and not path.name.startswith("registry.db")
    }


def state_of(vault: Unlocked) -> object:
    """All that must be the same before and after something that was refused."""
    registry = vault.registry
    tickets = registry.tickets.all()
    return (
        files_below(vault.home.path),
        registry.customers.all(),
        tickets,
        registry.copies.all(),
        [registry.tickets.notes(ticket.id) for ticket in tickets],
        [registry.escapes.of_copy(record.id) for record in registry.copies.all()],
    )


def quick_place() -> str | None:
    """Memory where there is some: these tests write much and need none of it to last."""
    memory = "/dev/shm"
    return memory if Path(memory).is_dir() and os.access(memory, os.W_OK) else None


@pytest.fixture(scope="session")
def template() -> Iterator[World]:
    """Made once; only ever copied."""
    with tempfile.TemporaryDirectory(prefix="bailee-world-", dir=quick_place()) as folder:
        world = World(Path(folder))
        with world.created() as vault:
            enter(vault)
        yield world


@pytest.fixture
def world(template: World) -> Iterator[World]:
    """A vault with one customer and three tickets, locked."""
    with tempfile.TemporaryDirectory(prefix="bailee-world-", dir=quick_place()) as folder:
        yield template.twin(Path(folder))


@pytest.fixture
def vault(world: World) -> Iterator[Unlocked]:
    """The vault of `world`, unlocked."""
    with world.unlocked() as opened:
        yield opened
