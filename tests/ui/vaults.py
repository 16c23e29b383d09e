"""A real vault behind a passphrase for tests of the window, with customers, tickets and folders to check out."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.bootstrap import init, unlock
from app.crypto.secret import Secret
from app.model import CopyRecord
from app.operations.check_out import check_out, plan_check_out
from app.operations.register import add_customer, add_ticket
from app.ports import Clock
from app.progress import Monitor
from app.settings import Home
from app.unlocked.vault import Unlocked
from ui.session import VaultSession
from ui.surroundings import NoticeAct

PASSPHRASE = b"seven calm otters row home"
SECONDS_TO_UNLOCK = 30

QUARTZ, HARBOUR, ORCHARD = "C-100", "C-200", "C-300"
CUSTOMERS = {
    QUARTZ: ("Quartz and Vale GmbH", "Ms Seidel, +49 30 555 0100"),
    HARBOUR: ("Hafenlogistik Nord", "Mr Behrens, it@hafen.example"),
    ORCHARD: ("Bäckerei Ostermann & Söhne", ""),
}
TICKETS = {
    "ERP-4711": ("Invoice run aborts after VAT change", QUARTZ),
    "ERP-4730": ("Duplicate customer numbers on import", HARBOUR),
    "ERP-4751": ("Delivery notes print twice since update 26.3", HARBOUR),
    "KAS-1190": ("Till closes with rounding difference", ORCHARD),
}
TICKET = "ERP-4711"
TREE = {
    "notes.txt": b"The October run stops in step 4 with error 1203.\n",
    "fix_vat_2026.sql": b"UPDATE invoice_run SET vat = 19 WHERE id = 1203;\n",
    "customers.csv": b"number;name;city\n1;Quartz;Ulm\n2;Vale;Bonn\n",
    "deep/er/log.bin": bytes(range(256)) * 20,
    "deep/empty.txt": b"",
}


def write_tree(folder: Path, tree: dict[str, bytes] | None = None) -> Path:
    """A customer's folder with these files."""
    for name, content in (TREE if tree is None else tree).items():
        at = folder / name
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(content)
    return folder


def make_vault(home: Path) -> Home:
    """A vault behind PASSPHRASE with the customers and tickets above, locked."""
    at = Home(home)
    vault = init(at, use_keyring=False, passphrase=Secret(PASSPHRASE))
    try:
        fill(vault)
    finally:
        vault.close()
    return at


def fill(vault: Unlocked) -> None:
    """The customers and tickets above."""
    for number, (name, contact) in CUSTOMERS.items():
        add_customer(vault, number, name, contact)
    for number, (title, customer) in TICKETS.items():
        add_ticket(vault, number, title, customer)


def copy_vault(template: Home, to: Path) -> Home:
    """The same vault once more."""
    shutil.copytree(template.path, to, symlinks=True)
    return Home(to)


def opener(home: Home, passphrase: bytes = PASSPHRASE, clock: Clock | None = None) -> Callable[[], Unlocked]:
    """What a VaultSession unlocks with."""
    return lambda: unlock(home, passphrase=Secret(passphrase), clock=clock)


def held(vault: Unlocked, folder: Path, ticket: str = TICKET, *, due_days: int | None = None) -> CopyRecord:
    """Take a copy of `folder` for a ticket, at once and on this thread."""
    return check_out(vault, plan_check_out(vault, ticket, str(folder), due_days=due_days), Monitor())


def result_of(session: VaultSession, work: Callable[[Unlocked, Monitor], Any], wait: Callable[..., object]) -> Any:
    """What an operation gives back, run as the window runs it. `wait` is qtbot.waitUntil."""
    results: list[Any] = []
    job = session.run(work, lane="test", ticket="")
    job.succeeded.connect(results.append)
    job.failed.connect(results.append)
    wait(lambda: bool(results), timeout=SECONDS_TO_UNLOCK * 1000)
    if isinstance(results[0], BaseException):
        raise results[0]
    return results[0]


@dataclass
class ShownCountdown:
    """A countdown as it was asked for."""

    text: str
    detail: str
    until: datetime
    acts: tuple[NoticeAct, ...]
    attended: Callable[[bool], object] | None = None
    is_open: bool = True
    held: float | None = None

    def close(self) -> None:
        self.is_open = False

    def hold(self, seconds: float) -> None:
        self.held = seconds

    def run_to(self, until: datetime) -> None:
        self.held, self.until = None, until

    def explain(self, detail: str) -> None:
        self.detail = detail


@dataclass
class RecordedNotices:
    """Notices that keep what they were told, for tests of what tells them."""

    told: list[str] = field(default_factory=list)
    announced: list[str] = field(default_factory=list)
    acts: dict[str, Callable[[], object]] = field(default_factory=dict)
    countdowns: list[ShownCountdown] = field(default_factory=list)
    redo: Callable[[], object] | None = None

    def tell(self, text: str, *acts: NoticeAct, detail: str = "") -> None:
        self.told.append(f"{text} {detail}".strip())
        self.acts.update({act.text: act.run for act in acts})

    def announce(self, text: str, *, is_urgent: bool = False) -> None:
        self.announced.append(("! " if is_urgent else "") + text)

    def offer_undo(
        self, text: str, undo: Callable[[], object], redo: Callable[[], object] | None = None, *, why_no_redo: str = ""
    ) -> None:
        del why_no_redo
        self.told.append(text)
        self.acts["Undo"], self.redo = undo, redo

    def offer_redo(self, text: str, redo: Callable[[], object]) -> None:
        self.told.append(text)
        self.redo = redo

    def count_down(
        self,
        text: str,
        detail: str,
        until: datetime,
        *acts: NoticeAct,
        attended: Callable[[bool], object] | None = None,
    ) -> ShownCountdown:
        shown = ShownCountdown(text, detail, until, acts, attended)
        self.countdowns.append(shown)
        return shown


@dataclass
class MemoryInside:
    """Memory that lasts as long as the test."""

    kept: dict[str, str] = field(default_factory=dict)

    def text(self, key: str, default: str = "") -> str:
        return self.kept.get(key, default)

    def put(self, key: str, value: str) -> None:
        self.kept[key] = value


@dataclass
class SetClock:
    """A Clock that stands where it was put, in UTC; `sleep` moves it."""

    at: datetime = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at = datetime.fromtimestamp(self.at.timestamp() + seconds, UTC)


def quick_place() -> str | None:
    """Memory where there is some: these tests need nothing of what they write to last."""
    memory = "/dev/shm"
    return memory if Path(memory).is_dir() and os.access(memory, os.W_OK) else None
