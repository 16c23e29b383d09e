"""The vault behind the window: opened in the background, locked at once, and never taken from a running job."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.crypto.secret import Secret
from app.errors import PassphraseWrong, VaultLocked
from app.operations.register import add_customer, all_customers
from app.progress import Monitor
from app.settings import Home
from app.unlocked.vault import Unlocked
from ui.jobs import JobRunner, Listing
from ui.session import VaultSession, VaultState

PASSPHRASE = b"correct horse battery"
LONG = 20_000


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[VaultSession]:
    del qapp
    home = Home(tmp_path / "home")
    bootstrap.init(home, use_keyring=False, passphrase=Secret(PASSPHRASE)).close()
    runner = JobRunner()
    session = VaultSession(home, runner)
    yield session
    session.lock()
    runner.shutdown()


def _unlock(session: VaultSession, passphrase: bytes = PASSPHRASE) -> None:
    session.unlock(lambda: bootstrap.unlock(session.home, passphrase=Secret(passphrase)))


def test_it_opens_in_the_background_and_tells_each_state(qtbot: QtBot, session: VaultSession) -> None:
    seen: list[VaultState] = []
    session.state_changed.connect(seen.append)
    _unlock(session)
    assert session.state is VaultState.UNLOCKING
    qtbot.waitUntil(lambda: session.is_unlocked, timeout=LONG)
    session.lock()
    assert seen == [VaultState.UNLOCKING, VaultState.UNLOCKED, VaultState.LOCKED]
    with pytest.raises(VaultLocked):
        _ = session.vault
    with pytest.raises(VaultLocked):
        session.run(lambda vault, _: all_customers(vault), lane="read")


def test_a_wrong_passphrase_leaves_it_locked_and_says_so(qtbot: QtBot, session: VaultSession) -> None:
    job = session.unlock(lambda: bootstrap.unlock(session.home, passphrase=Secret(b"wrong")))
    with qtbot.waitSignal(job.failed, timeout=LONG) as failed:
        pass
    assert failed.args is not None
    assert isinstance(failed.args[0], PassphraseWrong)
    assert session.state is VaultState.LOCKED


def test_what_is_done_to_a_ticket_is_told_to_everybody(qtbot: QtBot, session: VaultSession) -> None:
    _unlock(session)
    qtbot.waitUntil(lambda: session.is_unlocked, timeout=LONG)
    with qtbot.waitSignal(session.changed, timeout=LONG) as changed:
        session.run(lambda vault, _: add_customer(vault, "C-1", "Sander", ""), lane="register", ticket="")
    assert changed.args == [""]
    with qtbot.assertNotEmitted(session.changed, wait=50):
        job = session.run(lambda vault, _: all_customers(vault), lane="read")
        with qtbot.waitSignal(job.succeeded, timeout=LONG) as done:
            pass
    assert done.args is not None
    assert [customer.name for customer in done.args[0]] == ["Sander"]


def test_a_lock_waits_for_nobody_and_a_running_job_ends_with_its_keys(qtbot: QtBot, session: VaultSession) -> None:
    _unlock(session)
    qtbot.waitUntil(lambda: session.is_unlocked, timeout=LONG)
    vault, gate = session.vault, threading.Event()

    def work(vault: Unlocked, _: Monitor) -> str:
        gate.wait(10)
        with vault.keys.registry_key():
            return add_customer(vault, "C-1", "Sander", "").name

    job = session.run(work, lane="ticket:1", listing=Listing("Working"))
    with qtbot.waitSignal(session.locking):
        session.lock()
    assert session.state is VaultState.LOCKED
    with vault.keys.registry_key():
        pass
    with qtbot.waitSignal(job.succeeded, timeout=LONG) as done:
        gate.set()
    assert done.args == ["Sander"]
    with pytest.raises(VaultLocked):
        vault.keys.registry_key()


def test_it_can_be_opened_again_while_a_job_of_before_still_runs(qtbot: QtBot, session: VaultSession) -> None:
    _unlock(session)
    qtbot.waitUntil(lambda: session.is_unlocked, timeout=LONG)
    gate = threading.Event()

    def work(vault: Unlocked, _: Monitor) -> None:
        gate.wait(10)
        add_customer(vault, "C-1", "Sander", "")

    job = session.run(work, lane="ticket:1", ticket="")
    session.lock()
    _unlock(session)
    qtbot.waitUntil(lambda: session.is_unlocked, timeout=LONG)
    with qtbot.waitSignals([job.succeeded, session.changed], timeout=LONG):
        gate.set()
    listing = session.run(lambda vault, _: all_customers(vault), lane="read")
    with qtbot.waitSignal(listing.succeeded, timeout=LONG) as done:
        pass
    assert done.args is not None
    assert [customer.number for customer in done.args[0]] == ["C-1"]
