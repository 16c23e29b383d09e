"""The window under a window manager, from the smallest size to a large screen and back."""

from collections.abc import Iterator

import pytest

from app.settings import Home
from tests.ui.real_window.conftest import CLEAN_ROW, unlock
from tests.ui.real_window.display import Display, require_display_programs
from tests.ui.real_window.person import Person
from tests.ui.vaults import TICKET

pytestmark = pytest.mark.slow

SMALLEST, LARGEST = (1024, 640), (2560, 1440)
STEPS = 8


@pytest.fixture(scope="module")
def large_display() -> Iterator[Display]:
    """A screen with room for the largest window and its frame."""
    require_display_programs()
    with Display(LARGEST[0] + 80, LARGEST[1] + 120) as display:
        yield display


@pytest.fixture
def inside(large_display: Display, prepared: Home) -> Iterator[Person]:
    """Somebody before the board on the large screen."""
    with Person(large_display, "ui.main", home=prepared.path) as person:
        person.spot("Unlock")
        unlock(person)
        yield person
        assert "Traceback" not in person.complaints


def test_everything_stays_in_reach_at_every_size(inside: Person) -> None:
    inside.click(CLEAN_ROW)
    inside.spot("Close and wipe")
    up = [
        (
            SMALLEST[0] + (LARGEST[0] - SMALLEST[0]) * step // STEPS,
            SMALLEST[1] + (LARGEST[1] - SMALLEST[1]) * step // STEPS,
        )
        for step in range(STEPS + 1)
    ]
    for width, height in [*up, *reversed(up[:-1])]:
        inside.resize(width, height)
        area = inside.geometry()
        for name in ("Open copy", "Close and wipe", "Extend", "Close pane"):
            assert area.holds(inside.spot(name)), f"{name} at {width}x{height}"
    inside.click("Close pane")
    inside.wait_to_read(TICKET)


def test_it_cannot_be_made_smaller_than_it_can_be_used(inside: Person) -> None:
    inside.ask_for_size(300, 200)
    now = inside.geometry()
    inside.wait(lambda: inside.geometry().size == (now.least_width, now.least_height), "it did not stop there")
    assert now.least_width <= SMALLEST[0]
    assert now.least_height <= SMALLEST[1]
    inside.spot("Everyone")
