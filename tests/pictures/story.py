"""Lives through some weeks of the made-up firm: customers, tickets, copies taken, worked on, closed and wiped."""

import contextlib
import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app import bootstrap
from app.crypto.secret import Secret
from app.operations.book_time import book_time
from app.operations.check_out import check_out, plan_check_out
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.put_file import put_file
from app.operations.register import add_customer, add_note, add_ticket
from app.operations.take_ticket import hand_ticket
from app.progress import Monitor
from app.settings import Home, Settings
from app.unlocked.vault import Unlocked
from tests.pictures.people import (
    COPIES,
    CUSTOMERS,
    DATABASE,
    ME,
    OVERDUE,
    WIPED_TICKETS,
    WITHOUT_COPY,
    Held,
)
from tests.ui.vaults import PASSPHRASE, SetClock

_UNDO_SECONDS = 600
_NOTES = b"October run stops in step 4 with error 1203.\nThe VAT table has two rows for 19 %.\n"
_FIX = b"UPDATE invoice_run\n   SET vat_id = 7\n WHERE vat_id = 3\n   AND run = '2026-10';\n"


class Story:
    """A vault with a past, for a window that is opened at `now`."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.home = Home(folder / "vault")
        self._sources = folder / "customers"
        self._now = now
        self._clock = SetClock(now - timedelta(days=30))

    def tell(self) -> Home:
        """Make it all, oldest first."""
        with self._at(timedelta(days=30), ME, is_first=True) as vault:
            for number, (name, contact) in CUSTOMERS.items():
                add_customer(vault, number, name, contact)
        for ticket, (title, customer) in WIPED_TICKETS.items():
            with self._at(timedelta(days=20), ME) as vault:
                self._live_and_wipe(vault, ticket, title, customer)
        for held in sorted(COPIES, key=lambda each: -each.ago):
            with self._at(held.ago, held.holder) as vault:
                self._take(vault, held)
        self._work()
        return self.home

    def _work(self) -> None:
        with self._at(timedelta(hours=3), ME) as vault:
            add_note(vault, OVERDUE, "Compared VAT table against release notes")
            add_note(vault, OVERDUE, "Reproduced with October run, error 1203 in step 4")
            book_time(vault, OVERDUE, self._now - timedelta(hours=5), 6_120)
            self._put(vault, OVERDUE, b"fix_vat_2026.sql", _FIX)
            self._put(vault, OVERDUE, b"notes.txt", _NOTES)
            for ticket, (title, customer) in WITHOUT_COPY.items():
                add_ticket(vault, ticket, title, customer)

    def _take(self, vault: Unlocked, held: Held) -> None:
        add_ticket(vault, held.ticket, held.title, held.customer)
        hand_ticket(vault, held.ticket, held.holder)
        source = self._sources / held.customer / held.folder
        if held.ticket == DATABASE:
            make_till(source)
        else:
            make_folder(source, held.megabytes)
        plan = plan_check_out(vault, held.ticket, str(source), due_days=held.days)
        check_out(vault, plan, Monitor())

    def _live_and_wipe(self, vault: Unlocked, ticket: str, title: str, customer: str) -> None:
        add_ticket(vault, ticket, title, customer)
        source = make_folder(self._sources / customer / f"orders {ticket}", 0.3)
        check_out(vault, plan_check_out(vault, ticket, str(source)), Monitor())
        self._clock.sleep(86_400)
        close_ticket(vault, plan_close(vault, ticket, at_once=True), Monitor(), at_once=True)

    @staticmethod
    def _put(vault: Unlocked, ticket: str, path: bytes, content: bytes) -> None:
        pieces = iter([content, b""])
        put_file(vault, ticket, path, lambda _most: next(pieces), Monitor())

    @contextmanager
    def _at(self, ago: timedelta, who: str, *, is_first: bool = False) -> Iterator[Unlocked]:
        """The vault as `who` has it open at that time."""
        self._clock.at = max(self._clock.at, self._now - ago)
        os.environ["LOGNAME"] = who
        secret = Secret(PASSPHRASE)
        if is_first:
            vault = bootstrap.init(self.home, use_keyring=False, passphrase=secret, clock=self._clock)
            Settings(undo_seconds=_UNDO_SECONDS).save(self.home)
        else:
            vault = bootstrap.unlock(self.home, passphrase=secret, clock=self._clock)
        try:
            yield vault
        finally:
            vault.close()
            os.environ["LOGNAME"] = ME


def make_folder(folder: Path, megabytes: float) -> Path:
    """A customer's folder with a bit of everything."""
    dice = random.Random(folder.name)
    (folder / "config").mkdir(parents=True)
    (folder / "logs").mkdir()
    (folder / "notes.txt").write_bytes(b"October run stops in step 4.\n")
    (folder / "config" / "erp.ini").write_text("[invoice]\nvat = 19\nrounding = half-up\nstep_limit = 12\n")
    rows = "".join(f"{n};{dice.choice(('Quartz', 'Vale', 'Nord'))} {n};{dice.randrange(99)}\n" for n in range(400))
    (folder / "customers.csv").write_text("number;name;orders\n" + rows)
    (folder / "logs" / "run.log").write_text("".join(f"2026-10-{n % 28 + 1:02} step {n} ok\n" for n in range(900)))
    (folder / "data.bin").write_bytes(dice.randbytes(int(megabytes * 1e6)))
    return folder


def make_till(path: Path) -> Path:
    """A till's database: articles and what was sold."""
    path.parent.mkdir(parents=True, exist_ok=True)
    dice = random.Random(1)
    names = ("Rye loaf", "Wheat roll", "Pretzel", "Plum cake", "Butter croissant", "Spelt loaf")
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.executescript(
            "CREATE TABLE article(id INTEGER PRIMARY KEY, name TEXT, price REAL);"
            "CREATE TABLE sale(id INTEGER PRIMARY KEY, article_id INTEGER REFERENCES article, pieces INTEGER,"
            " total REAL, sold_at TEXT);"
            "CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT, email TEXT, iban TEXT);"
        )
        database.executemany(
            "INSERT INTO article VALUES (?, ?, ?)", [(n, name, 1.2 + n) for n, name in enumerate(names)]
        )
        database.executemany(
            "INSERT INTO sale VALUES (?, ?, ?, ?, ?)",
            (
                (n, dice.randrange(6), dice.randrange(1, 9), dice.randrange(1_000) / 7, f"2026-11-{n % 28 + 1:02}")
                for n in range(20_000)
            ),
        )
        database.executemany(
            "INSERT INTO customer VALUES (?, ?, ?, ?)",
            ((n, f"Guest {n}", f"guest{n}@example.org", f"DE{n:020}") for n in range(300)),
        )
        database.commit()
    return path


def begin() -> datetime:
    """Now, to the minute: all times of a picture are reckoned from it."""
    return datetime.now(UTC).replace(second=0, microsecond=0)
