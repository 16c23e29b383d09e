"""A change made in the program by real keys is what is lost with the copy, and only a real hold wipes it."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from app.model import CopyState
from app.settings import Home
from tests.ui.real_window.conftest import TILL, TILL_ROW, States
from tests.ui.real_window.person import ROOT, Person
from tests.ui.vaults import PASSPHRASE

pytestmark = pytest.mark.slow

UPDATE = "UPDATE article SET price = 1.1 WHERE id = 2"


def _edit(person: Person) -> None:
    """Write one row by SQL, through the bar that says first what it will change."""
    person.double_click(TILL_ROW)
    person.click("Tables and SQL")
    person.wait_to_read("article")
    person.click("SQL")
    person.type(UPDATE)
    person.wait_to_read(UPDATE)
    person.click("Run")
    person.wait_to_read("This changes 1 row in article.")
    person.click("Run with checkpoint")
    person.wait_to_read("The copy holds a checkpoint from before.")


def _changed_rows(home: Home) -> Any:
    """What another Bailee, the one in the terminal, says was changed."""
    command = [sys.executable, "-m", "app.cli", "--json", "--home", str(home.path), "--passphrase-fd", "0"]
    said = subprocess.run(
        [*command, "changes", TILL],
        input=PASSPHRASE + b"\n",
        capture_output=True,
        check=True,
        cwd=ROOT,
        timeout=60,
    )
    return json.loads(said.stdout)


def test_an_edit_is_listed_as_a_loss_and_only_a_held_button_closes_the_copy(
    inside: Person, prepared: Home, states: States, tmp_path: Path
) -> None:
    _edit(inside)
    inside.click("Close and wipe")
    inside.wait_to_read("till.article")
    inside.wait_to_read("1 row changed")
    inside.picture(tmp_path / "loss-list.png")
    inside.click("Hold to wipe")
    inside.slide_off("Press again to wipe", 1.6)
    inside.wait_to_read("Hold to wipe")
    time.sleep(0.7)  # so that a press that had been taken for the second would count
    assert states()[TILL] is CopyState.HELD
    inside.slide_off("Hold to wipe", 1.6)
    time.sleep(0.7)
    assert states()[TILL] is CopyState.HELD
    inside.hold("Hold to wipe", 1.2)
    inside.wait_to_read(f"{TILL} wipes in")
    assert states()[TILL] is CopyState.CLOSING
    inside.click("Undo", within="toast")
    inside.wait_to_read(f"{TILL} is held as before.")
    assert states()[TILL] is CopyState.HELD
    assert "article" in json.dumps(_changed_rows(prepared))


def test_what_is_held_long_enough_is_wiped_with_all_that_was_changed(inside: Person, states: States) -> None:
    _edit(inside)
    inside.click("Close and wipe")
    inside.wait_to_read("till.article")
    inside.hold("Hold to wipe", 1.2)
    inside.wait_to_read(f"{TILL} wipes in")
    inside.click("Wipe now", within="toast")
    inside.wait_to_read("Wiped. Certificate C-0001.")
    assert states()[TILL] is CopyState.WIPED
    inside.click("View", within="toast")
    inside.wait_to_read("C-0001")
    inside.wait_to_read(TILL)
