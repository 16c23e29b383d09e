"""Sample: a made-up customer with a ticket and a folder to take a copy of, for the first steps, and its end."""

import csv
import random
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final

from app.custody.states import PRESENT
from app.databases.sample_database import sample_database
from app.disk.clearing import clear
from app.disk.durable import make_folder, read_whole, write_new
from app.errors import CustomerUnknown, FileExists, FileMissing, TransitionRefused
from app.model import Customer, Ticket, TicketState
from app.unlocked.vault import Unlocked

CUSTOMER_NUMBER: Final = "SAMPLE"
_README: Final = "README.txt"
_SIGN: Final = (
    b"Made-up data for trying out Bailee. Nobody in it exists. It is cleared when the sample is removed from Bailee.\n"
)
_WORDS: Final = ("pump", "valve", "delivery", "reminder", "paid", "warehouse", "agreed", "call back", "invoice", "seal")
_ROWS: Final = 120


@dataclass(frozen=True, slots=True)
class Sample:
    """What was made. `folder` lies beside the home folder: nothing in a home folder can be checked out."""

    customer: Customer
    ticket: Ticket
    folder: Path


def sample_folder(vault: Unlocked) -> Path:
    """Where the sample lies, or would lie."""
    home = vault.home.path
    return home.with_name(f"{home.name}-sample")


def make_sample(vault: Unlocked, *, name: str = "Sample customer", title: str = "Invoices are printed twice") -> Sample:
    """Make what is not there yet of a customer, an open ticket without a copy, and a folder with a database.

    Raises FileExists where something else lies in the place of the folder.
    """
    folder = sample_folder(vault)
    if folder.exists() and any(folder.iterdir()) and not _is_ours(folder):
        raise FileExists(path=str(folder))
    _write(folder)
    customer = _customer(vault, name)
    return Sample(customer, _ticket(vault, customer, title), folder)


def remove_sample(vault: Unlocked) -> bool:
    """Close the tickets of the sample and clear its folder; whether nothing of the folder is left.

    Raises TransitionRefused while a copy of it is on this machine: it is wiped by closing its ticket.
    """
    own = [ticket for ticket in vault.registry.tickets.all() if ticket.customer.number == CUSTOMER_NUMBER]
    for ticket in own:
        for record in vault.registry.copies.of_ticket(ticket.id, states=PRESENT):
            raise TransitionRefused(copy=record.id, state=record.state.value, act="remove the sample")
    for ticket in own:
        vault.registry.tickets.set_state(ticket.id, TicketState.CLOSED)
    folder = sample_folder(vault)
    if _is_ours(folder):
        _clear(folder)
    return not folder.exists()


def _clear(folder: Path) -> None:
    """The sign by which the folder is known for ours goes last: where something stays, it can be tried again."""
    others = [path for path in folder.iterdir() if path.name != _README]
    for paths in (others, [folder]):
        if clear(paths, folder.parent, lambda _done, _total: None).remaining:
            return


def _is_ours(folder: Path) -> bool:
    try:
        return read_whole(folder / _README, len(_SIGN)) == _SIGN
    except FileMissing:
        return False


def _customer(vault: Unlocked, name: str) -> Customer:
    try:
        return vault.registry.customers.by_number(CUSTOMER_NUMBER)
    except CustomerUnknown:
        return vault.registry.customers.add(CUSTOMER_NUMBER, name, "", at=vault.clock.now())


def _ticket(vault: Unlocked, customer: Customer, title: str) -> Ticket:
    """One that is open and holds no copy, or a new one."""
    tickets = vault.registry.tickets.all()
    for ticket in tickets:
        is_open = ticket.customer.id == customer.id and ticket.state is TicketState.OPEN
        if is_open and not vault.registry.copies.of_ticket(ticket.id, states=PRESENT):
            return ticket
    taken = {ticket.number for ticket in tickets}
    number = next(name for count in range(1, len(taken) + 2) if (name := f"{CUSTOMER_NUMBER}-{count}") not in taken)
    return vault.registry.tickets.add(number, title, customer, at=vault.clock.now())


def _write(folder: Path) -> None:
    """Write the files that are not there. The one by which the folder is known for ours comes first."""
    dice = random.Random(1)  # noqa: S311 - nothing secret
    files = {
        _README: _SIGN,
        "letters/offer.txt": _letter("Offer", dice),
        "letters/reminder.txt": _letter("Reminder", dice),
        "letters/complaint.txt": _letter("Complaint", dice),
        "export/contacts.csv": _table(dice),
        "erp.sqlite": sample_database(),
    }
    make_folder(folder)
    for name, data in files.items():
        path = folder / name
        if not path.exists():
            make_folder(path.parent)
            write_new(path, data)


def _letter(subject: str, dice: random.Random) -> bytes:
    lines = (" ".join(dice.choice(_WORDS) for _ in range(dice.randint(6, 14))).capitalize() + "." for _ in range(20))
    return "\n".join([f"Subject: {subject}", "", *lines, ""]).encode()


def _table(dice: random.Random) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("number", "name", "email", "amount"))
    for number in range(1, _ROWS + 1):
        name = f"{dice.choice('ABCDEFGHKLMNPRST')}. Sample"
        writer.writerow((number, name, f"contact{number}@example.org", f"{dice.random() * 900:.2f}"))
    return text.getvalue().encode()
