"""The vault of the journeys that go by accessible actions."""

from pathlib import Path

import pytest

from app.model import CopyState
from app.settings import Home, Settings
from tests.ui.accessibility.journey import UNDO_SECONDS, Errand
from tests.ui.tills import make_till
from tests.ui.vaults import held, opener
from ui.translating import Language

ERRAND = Errand("ERP-4751", "Delivery notes print twice since update 26.3", "Check out till")
KNOWN = "ERP-4730"


@pytest.fixture
def prepared(home: Home, tmp_path: Path) -> Home:
    """A vault in which the folder with the customer's till is known from another ticket."""
    Settings(undo_seconds=UNDO_SECONDS, language=Language.ENGLISH.value).save(home)
    vault = opener(home)()
    try:
        held(vault, make_till(tmp_path / "customers" / "till" / "till.sqlite").parent, KNOWN)
    finally:
        vault.close()
    return home


def states(home: Home) -> dict[str, CopyState]:
    """What the register says of each ticket's copy."""
    vault = opener(home)()
    try:
        return {record.ticket.number: record.state for record in vault.registry.copies.all()}
    finally:
        vault.close()
