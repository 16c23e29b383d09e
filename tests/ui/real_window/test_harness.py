"""The display, the mouse and the keyboard of these tests are real: shown on the gallery, which needs no vault."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.real_window.display import Display
from tests.ui.real_window.person import Person

pytestmark = pytest.mark.slow


@pytest.fixture
def person(display: Display, tmp_path: Path) -> Iterator[Person]:
    with Person(display, "ui.gallery", home=tmp_path / "home") as person:
        person.wait_to_read("Check out ERP live")
        yield person


def test_a_field_is_clicked_and_typed_into(person: Person) -> None:
    person.click("Note")
    person.type("error 1203")
    person.wait_to_read("error 1203")
    person.key("ctrl+a", "Delete")
    person.wait(lambda: not person.says("error 1203"), "the field kept its text")
    assert person.clicks == 1


def test_what_is_on_the_screen_can_be_kept_as_a_picture(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "screen.png"

    def is_more_than_an_empty_screen() -> bool:
        person.picture(path)
        return path.stat().st_size > 10_000

    person.wait(is_more_than_an_empty_screen, "the window was never painted")


def test_a_program_that_ends_is_noticed(person: Person) -> None:
    person.key("alt+F4")
    person.wait(lambda: person.exit_code is not None, "it did not end")
    assert person.exit_code == 0
    with pytest.raises(pytest.fail.Exception, match=r"has ended|does not answer"):
        person.says("anything")
