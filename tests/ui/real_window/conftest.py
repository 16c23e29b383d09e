"""A vault with copies in it, a display, and somebody who unlocks the program on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.model import CopyState
from app.operations.put_file import put_file
from app.progress import Monitor
from app.settings import Home, Settings
from tests.ui.real_window.display import Display, require_display_programs
from tests.ui.real_window.person import Person
from tests.ui.tills import make_till
from tests.ui.vaults import PASSPHRASE, TICKET, held, opener, write_tree
from ui.translating import Language

CLEAN, FREE, TILL = "ERP-4730", "ERP-4751", "KAS-1190"
UNDO_SECONDS = 600
TILL_ROW = f"{TILL}, Till closes with rounding difference"
CLEAN_ROW = f"{CLEAN}, Duplicate customer numbers on import"

States = Callable[[], dict[str, CopyState]]


def unlock(person: Person) -> None:
    """Type the passphrase and wait for the board."""
    person.type(PASSPHRASE.decode())
    person.key("Return")
    person.wait_to_read("Lock vault")
    person.wait_to_read(TICKET)


@pytest.fixture(scope="session")
def display() -> Iterator[Display]:
    """A screen of 1440x900."""
    require_display_programs()
    with Display() as display:
        yield display


@pytest.fixture
def prepared(home: Home, customer_folder: Path) -> Home:
    """A vault in which three tickets hold a copy, one of them changed, one a database; and English is set."""
    Settings(undo_seconds=UNDO_SECONDS, language=Language.ENGLISH.value).save(home)
    vault = opener(home)()
    try:
        held(vault, customer_folder)
        pieces = iter([b"UPDATE invoice_run SET vat = 7;\n", b""])
        put_file(vault, TICKET, b"fix.sql", lambda _most: next(pieces), Monitor())
        held(vault, write_tree(customer_folder.parent / "harbour"), CLEAN)
        held(vault, make_till(customer_folder.parent / "till" / "till.sqlite").parent, TILL)
    finally:
        vault.close()
    return home


@pytest.fixture
def states(prepared: Home) -> States:
    """What the register says of each ticket's copy, read by another Bailee."""

    def read() -> dict[str, CopyState]:
        vault = opener(prepared)()
        try:
            return {record.ticket.number: record.state for record in vault.registry.copies.all()}
        finally:
            vault.close()

    return read


@pytest.fixture
def person(display: Display, prepared: Home) -> Iterator[Person]:
    """Somebody before the unlock card."""
    with Person(display, "ui.main", home=prepared.path) as person:
        person.spot("Unlock")
        yield person
        assert "Traceback" not in person.complaints


@pytest.fixture
def inside(person: Person) -> Person:
    """Somebody before the board."""
    unlock(person)
    return person
