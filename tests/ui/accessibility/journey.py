"""One journey: unlock, check out, change a row, close, hold by two presses, wipe, and read the certificate."""

from dataclasses import dataclass

from tests.ui.accessibility.assisted import Assisted
from tests.ui.vaults import PASSPHRASE

UPDATE = "UPDATE article SET price = 1.1 WHERE id = 2"
UNDO_SECONDS = 16
_PAUSE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Errand:
    """The ticket without a copy, its title, and what its button says."""

    ticket: str
    title: str
    button: str


def check_out(person: Assisted, errand: Errand) -> None:
    """From the locked vault to a copy that is ready."""
    person.write(PASSPHRASE.decode(), "Passphrase")
    person.press("Unlock")
    person.choose("Tickets", "Places")
    person.choose(errand.title, "Tickets")
    person.press(errand.button)
    person.wait_to_hear("Copy ready", is_urgent=False)


def change_a_row(person: Assisted) -> None:
    """In the copy: by SQL, through the bar that says first what it will change."""
    person.press("Open copy")
    person.press("Tables and SQL")
    person.wait_to_read("article")
    person.write(UPDATE, "SQL")
    person.press("Run")
    person.wait_to_hear("This changes 1 row in article.", is_urgent=False)
    person.press("Run with checkpoint")
    person.wait_to_hear("The copy holds a checkpoint from before.", is_urgent=False)


def close(person: Assisted, errand: Errand) -> None:
    """Past the loss list, by two separate presses."""
    person.press("Close and wipe")
    person.wait_to_read("till.article")
    person.press("Hold to wipe")
    person.wait_to_hear("Press again to wipe", is_urgent=False)
    person.pause(_PAUSE_SECONDS)
    person.press("Hold to wipe")
    person.wait_to_hear(f"{errand.ticket} wipes in", is_urgent=True)


def let_it_be_wiped(person: Assisted, errand: Errand) -> None:
    """Every step of the countdown is said, and the certificate can be read."""
    person.wait_to_hear(f"{errand.ticket} wipes in", is_urgent=False)  # the last call, ten seconds before the end
    person.wait_to_hear("The time to take it back is over.", is_urgent=True)
    person.wait_to_hear(f"Wiping {errand.ticket}", is_urgent=True)
    person.wait_to_hear("Wiped. Certificate C-0001.", is_urgent=False)
    person.press("View")
    person.wait_to_read("C-0001")
    person.wait_to_read(errand.ticket)
