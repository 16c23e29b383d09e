"""Another language in the open window: everything is made anew where one is, and nothing that goes on is cut short."""

import threading
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from app.settings import Settings
from tests.ui.finding import plain
from tests.ui.reading_all import all_texts
from tests.ui.vaults import TICKET, held, opener
from tests.ui.whole import Whole
from ui.jobs import Listing
from ui.places import Place, Where
from ui.translating import FOLDER

PLACES = (Place(Where.BOARD), Place(Where.TICKETS, TICKET), Place(Where.COPY, TICKET, "tables"), Place(Where.SETTINGS))


@pytest.fixture(autouse=True)
def own_locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.fixture
def person(whole: Whole, customer_folder: Path) -> Whole:
    """The window in English, over a vault that holds a copy."""
    Settings(language="en").save(whole.session.home)
    vault = opener(whole.session.home)()
    try:
        held(vault, customer_folder)
    finally:
        vault.close()
    whole.unlock()
    return whole


def _choose(person: Whole, language: str) -> None:
    preferences = person.program._preferences
    preferences.change("language", language)
    person.wait(lambda: person.program._translating.language == language and _has_frame(person))
    _settle(person)


def _has_frame(person: Whole) -> bool:
    frame = person.program.window.frame
    return frame is not None and frame.isVisible()


def _settle(person: Whole) -> None:
    person.qtbot.wait(200)
    person.wait(person.session.runner.is_idle)


def _own_texts() -> tuple[set[str], set[str]]:
    """The texts that are English only, and those that are German only."""
    english, german = set(), set()
    for message in ElementTree.parse(FOLDER / "bailee_de.ts").iter("message"):
        source, translation = message.findtext("source") or "", message.find("translation")
        text = (translation.text or "") if translation is not None else ""
        if text and "{" not in source and "%n" not in source:
            english.add(plain(source))
            german.add(plain(text))
    return english - german, german - english


def _foreign(person: Whole, texts: set[str]) -> set[str]:
    """Which of these can be met in the window: on the way through its places, and in the palette."""
    met: set[str] = set()
    for place in PLACES:
        person.frame.navigator.go(place)
        _settle(person)
        met |= {plain(text) for _where, text in all_texts(person.window)}
    person.act("palette.show")
    _settle(person)
    met |= {plain(text) for _where, text in all_texts(person.window)}
    person.frame.palette_card.leave()
    person.frame.navigator.go(Place(Where.SETTINGS))
    return met & texts


def test_nothing_of_the_other_language_is_left_on_the_way_there_and_back(person: Whole) -> None:
    english, german = _own_texts()
    assert "Arbeitskopien" in german
    person.act("settings")
    assert len(_foreign(person, english)) > 100

    _choose(person, "de")
    assert person.frame.navigator.place == Place(Where.SETTINGS)
    assert _foreign(person, english) == set()
    person.frame.navigator.go(Place(Where.BOARD))
    person.wait_to_read("Übersicht")

    _choose(person, "en")
    assert _foreign(person, german) == set()
    assert len(_foreign(person, english)) > 100


def test_the_card_before_the_vault_is_in_the_new_language(person: Whole) -> None:
    _choose(person, "de")
    person.act("lock")
    person.wait_for("Entsperren")
    assert not person.has("Unlock")


def test_one_is_where_one_was_and_the_way_back_is_there(person: Whole) -> None:
    navigator = person.frame.navigator
    navigator.go(Place(Where.TICKETS, TICKET))
    navigator.go(Place(Where.COPY, TICKET, "log"))
    navigator.go(Place(Where.SETTINGS))
    _choose(person, "de")
    assert person.frame.navigator is not navigator
    person.act("back")
    assert person.frame.navigator.place == Place(Where.COPY, TICKET, "log")
    person.act("back")
    person.wait(lambda: person.frame.pane.number == TICKET and person.frame.split.is_open)


def test_what_was_typed_is_kept_and_a_timer_runs_on(person: Whole) -> None:
    person.frame.navigator.go(Place(Where.TICKETS, TICKET))
    person.wait_for("Work note")
    person.type("half a sentence", into="Work note")
    person.frame.pane.timer.toggle(TICKET)
    person.act("settings")
    _choose(person, "de")
    assert person.frame.pane.timer.is_running
    assert person.frame.pane.timer.ticket == TICKET
    person.act("back")
    person.wait(lambda: person.frame.pane.body.work.typed() == "half a sentence")


def test_the_change_can_be_taken_back(person: Whole) -> None:
    person.act("settings")
    _choose(person, "de")
    assert any("Sprache" in toast.words.text() for toast in person.frame.toasts.toasts)
    person.act("undo")
    person.wait(lambda: person.program._translating.language == "en" and person.says("Settings"))
    assert Settings.load(person.session.home).language == "en"


def test_a_running_job_is_not_cut_short_and_the_setting_says_so(person: Whole) -> None:
    go_on = threading.Event()
    frame = person.frame
    job = person.session.run(
        lambda _vault, _monitor: go_on.wait(30), lane="test", listing=Listing("Exporting the ledger")
    )
    person.act("settings")
    person.program._preferences.change("language", "de")
    person.wait_to_read("Changes as soon as the running jobs have ended.")
    assert person.frame is frame
    go_on.set()
    person.wait(lambda: person.says("Einstellungen"))
    assert job.state.is_over
    assert not person.says("Changes as soon as the running jobs have ended.")


def test_an_open_transaction_is_not_rolled_back(person: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    person.frame.navigator.go(Place(Where.COPY, TICKET, "tables"))
    _settle(person)
    screen = person.frame.content.screen_shown
    assert screen is not None
    assert screen.in_the_way() == ""
    monkeypatch.setattr(screen.tables.consoles, "are_at_work", lambda: True)  # type: ignore[attr-defined]
    person.program._preferences.change("language", "de")
    person.qtbot.wait(500)
    assert person.program._translating.language == "en"
    assert "transaction" in person.program._preferences.language_waits
    person.act("lock")
    person.wait_for("Entsperren")


def test_taking_it_back_while_it_waits_leaves_everything(person: Whole) -> None:
    go_on, frame = threading.Event(), person.frame
    person.session.run(lambda _vault, _monitor: go_on.wait(30), lane="test", listing=Listing("Exporting the ledger"))
    preferences = person.program._preferences
    preferences.change("language", "de")
    person.wait(lambda: bool(preferences.language_waits))
    preferences.change("language", "en")
    assert preferences.language_waits == ""
    go_on.set()
    _settle(person)
    assert person.frame is frame


def test_the_old_window_is_gone_from_memory(person: Whole) -> None:
    gone: list[bool] = []
    before = person.frame
    before.destroyed.connect(lambda: gone.append(True))
    _choose(person, "de")
    QCoreApplication.processEvents()
    assert gone == [True]
