"""The fixtures of the window's tests are what they say: a real vault, real parts around it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import PassphraseWrong
from app.model import CopyState
from app.operations.register import all_customers, all_tickets
from tests.ui.vaults import CUSTOMERS, TICKETS, held, opener, result_of
from ui.session import VaultSession, VaultState
from ui.surroundings import Surroundings


def test_the_vault_opens_with_its_passphrase_alone(session: VaultSession) -> None:
    assert {ticket.number for ticket in all_tickets(session.vault)} == set(TICKETS)
    assert {customer.number for customer in all_customers(session.vault)} == set(CUSTOMERS)
    with pytest.raises(PassphraseWrong):
        opener(session.home, b"another")()


def test_a_real_copy_can_be_made_and_told_of(around: Surroundings, customer_folder: Path, qtbot: QtBot) -> None:
    changed: list[str] = []
    around.session.changed.connect(changed.append)
    record = result_of(around.session, lambda vault, _: held(vault, customer_folder), qtbot.waitUntil)
    assert record.state is CopyState.HELD
    assert record.size.files == 5
    assert changed == [""]


def test_locking_is_possible_at_once(session: VaultSession) -> None:
    session.lock()
    assert session.state is VaultState.LOCKED
