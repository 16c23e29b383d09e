"""The real program on a real display, used over AT-SPI as a screen reader uses it, by nothing but that."""

from collections.abc import Iterator

import pytest

from app.model import CopyState
from app.settings import Home
from tests.ui.accessibility.assisted import Assisted
from tests.ui.accessibility.at_spi import AccessibilityBus, launcher, running_accessibility
from tests.ui.accessibility.conftest import ERRAND, KNOWN, states
from tests.ui.accessibility.journey import change_a_row, check_out, close, let_it_be_wiped
from tests.ui.real_window.display import Display, require_display_programs
from tests.ui.real_window.person import Person

pytestmark = pytest.mark.slow


@pytest.fixture
def bus() -> Iterator[AccessibilityBus]:
    """AT-SPI on a bus of its own."""
    require_display_programs()
    launcher()
    with running_accessibility() as bus:
        yield bus


@pytest.fixture
def person(bus: AccessibilityBus, prepared: Home) -> Iterator[Assisted]:
    """Somebody before the locked program, with a screen reader."""
    with (
        Display() as display,
        Person(display, "ui.main", home=prepared.path, environment=bus.environment) as running,
    ):
        yield Assisted(bus)
        assert "Traceback" not in running.complaints


def test_checkout_and_wipe_go_by_screen_reader_and_every_step_is_announced(person: Assisted, prepared: Home) -> None:
    check_out(person, ERRAND)
    assert states(prepared)[ERRAND.ticket] is CopyState.HELD
    change_a_row(person)
    close(person, ERRAND)
    assert states(prepared)[ERRAND.ticket] is CopyState.CLOSING
    let_it_be_wiped(person, ERRAND)
    assert states(prepared) == {ERRAND.ticket: CopyState.WIPED, KNOWN: CopyState.HELD}
