"""Quitting with a wipe that waits: the sheet, its three answers, and what another process finds afterwards."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.model import CopyState
from app.settings import Home
from tests.ui.real_window.conftest import CLEAN, CLEAN_ROW, States
from tests.ui.real_window.person import ROOT, Person
from tests.ui.vaults import PASSPHRASE, TICKET

pytestmark = pytest.mark.slow


@pytest.fixture
def asked(inside: Person) -> Person:
    """Somebody whose window was closed by its frame while a wipe waits."""
    inside.click(CLEAN_ROW)
    inside.click("Close and wipe")
    inside.wait_to_read(f"{CLEAN} wipes in")
    inside.key("alt+F4")
    inside.wait_to_read("1 wipe is pending.")
    return inside


def _terminal(home: Home, *words: str) -> tuple[int, Any]:
    """What the program in the terminal says; it is another process on the same vault."""
    command = [sys.executable, "-m", "app.cli", "--json", "--home", str(home.path), "--passphrase-fd", "0", *words]
    ran = subprocess.run(command, input=PASSPHRASE + b"\n", capture_output=True, check=False, cwd=ROOT, timeout=60)
    return ran.returncode, json.loads(ran.stdout) if ran.stdout else None


def _ended(person: Person) -> None:
    person.wait(lambda: person.exit_code is not None, "it did not end", 60)
    assert person.exit_code == 0


def test_cancel_stays_and_the_countdown_goes_on(asked: Person, states: States) -> None:
    asked.click("Cancel")
    asked.wait(lambda: not asked.says("1 wipe is pending."), "the sheet stayed")
    assert asked.says(f"{CLEAN} wipes in")
    assert asked.exit_code is None
    assert states()[CLEAN] is CopyState.CLOSING


def test_undo_and_quit_leaves_the_copy_as_it_was(asked: Person, prepared: Home) -> None:
    asked.click("Undo and quit")
    _ended(asked)
    code, board = _terminal(prepared, "board")
    assert code == 0
    assert {CLEAN, TICKET} <= set(json.dumps(board).replace('"', " ").split())


def test_wipe_now_and_quit_leaves_nothing_but_a_certificate_that_verifies(
    asked: Person, prepared: Home, states: States, tmp_path: Path
) -> None:
    asked.click("Wipe now and quit")
    _ended(asked)
    assert states()[CLEAN] is CopyState.WIPED
    certificate = tmp_path / "certificate.json"
    assert _terminal(prepared, "certificate", CLEAN, "--to", str(certificate))[0] == 0
    key, ledger = prepared.path / "public-key.txt", prepared.path / "ledger.jsonl"
    code, _ = _terminal(
        prepared, "verify", str(certificate), "--key", str(key), "--ledger", str(ledger), "--ticket", CLEAN
    )
    assert code == 0
    assert _terminal(prepared, "ls", CLEAN)[0] == 1, "there is no copy to list"
    assert states()[TICKET] is CopyState.HELD
