"""The palette: finds what is typed, leads there, and does nothing that destroys."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.driving import Driver
from tests.ui.vaults import HARBOUR, TICKET, held, result_of
from ui.acts import Act
from ui.icons.names import Icon
from ui.places import Place, Where
from ui.shell.frame import Frame
from ui.shell.palette_entries import Heading, Kind, Offer, Prefix, act_offers, grouped, matches, parsed
from ui.shell.palette_list import ROW

MOST_MS_TO_OPEN = 50


@pytest.mark.parametrize(
    ("text", "words", "is_match"),
    [
        ("ERP-4711 Invoice run aborts", "erp-4711", True),
        ("ERP-4711 Invoice run aborts", "erp4711", True),
        ("ERP-4711 Invoice run aborts", "4711", True),
        ("ERP-4711 Invoice run aborts", "711", True),
        ("ERP-4711 Invoice run aborts", "run inv", True),
        ("ERP-4711 Invoice run aborts", "un", False),
        ("Bäckerei Ostermann", "BÄCK", True),
        ("Straße", "strasse", True),
        ("Quartz", "quart x", False),
        ("anything", "", True),
    ],
)
def test_words_match_beginnings_and_longer_parts(text: str, words: str, is_match: bool) -> None:
    assert matches(text, words) is is_match


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_query_is_judged(text: str, words: str) -> None:
    assert matches(text, text[:0])
    assert isinstance(matches(text, words), bool)
    assert parsed(words).prefix in Prefix


@pytest.mark.parametrize(
    ("typed", "prefix", "words", "kinds"),
    [
        ("erp", Prefix.NONE, "erp", set(Kind)),
        (" > lock", Prefix.ACTS, "lock", {Kind.DO}),
        ("@quartz", Prefix.CUSTOMERS, "quartz", {Kind.CUSTOMERS}),
        ("#4711", Prefix.TICKETS, "4711", {Kind.TICKETS, Kind.COPIES}),
        ("? keys", Prefix.HELP, "keys", {Kind.DO}),
    ],
)
def test_a_prefix_narrows_what_is_searched(typed: str, prefix: Prefix, words: str, kinds: set[Kind]) -> None:
    query = parsed(typed)
    assert (query.prefix, query.words) == (prefix, words)
    assert {kind for kind in Kind if query.wants(kind)} == kinds


def test_groups_come_in_order_under_their_headings() -> None:
    do, customer = Offer(Kind.DO, "a", Icon.ADD, "A"), Offer(Kind.CUSTOMERS, "b", Icon.ADD, "B")
    rows = grouped([do, customer])
    assert [type(row) for row in rows] == [Heading, Offer, Heading, Offer]
    assert rows[1] is customer


def test_what_is_not_possible_comes_last_with_its_reason() -> None:
    first, second = Act("a", lambda: "Alpha…", Icon.ADD), Act("b", lambda: "Alpine", Icon.ADD, in_palette=True)
    hidden = Act("c", lambda: "Alpha hidden", Icon.ADD, in_palette=False)
    offers = act_offers([(first, "Not now", ""), (second, "", "F3"), (hidden, "", "")], "alp")
    assert [(offer.text, offer.reason, offer.end) for offer in offers] == [
        ("Alpine", "", "F3"),
        ("Alpha", "Not now", ""),
    ]


def texts(frame: Frame) -> list[str]:
    """What the palette shows, top to foot."""
    rows = frame.palette_card._list.rows
    return [rows.index(at, 0).data() for at in range(rows.rowCount())]


def find(driver: Driver, frame: Frame, typed: str, wanted: str) -> None:
    """Open it, type, and wait for a row."""
    driver.key("Ctrl+K")
    driver.type(typed)
    driver.wait(lambda: wanted in texts(frame))


def test_it_opens_within_a_blink_with_what_is_at_hand(driver: Driver, frame: Frame) -> None:
    frame.palette_card.open()
    frame.palette_card.leave()
    began = time.perf_counter()
    frame.palette_card.open()
    frame.palette_card.repaint()
    took = (time.perf_counter() - began) * 1000
    assert took < MOST_MS_TO_OPEN, took
    assert "New ticket" in texts(frame)
    del driver


def test_a_ticket_is_found_by_number_and_by_customer_and_enter_shows_it(driver: Driver, frame: Frame) -> None:
    find(driver, frame, "hafen", "Hafenlogistik Nord")
    assert texts(frame)[0] == "Tickets"
    assert set(texts(frame)[1:3]) == {"ERP-4730", "ERP-4751"}
    second = texts(frame)[2]
    driver.key("Down")
    driver.key("Return")
    assert frame.navigator.place == Place(Where.TICKETS, second)
    assert not frame.palette_card.is_open


def test_a_customer_leads_to_its_place(driver: Driver, frame: Frame) -> None:
    find(driver, frame, "@hafen", "Hafenlogistik Nord")
    assert "ERP-4730" not in texts(frame)
    driver.key("Return")
    assert frame.navigator.place == Place(Where.CUSTOMERS, HARBOUR)


def test_an_act_is_run_by_name_and_shows_its_keys(driver: Driver, frame: Frame) -> None:
    find(driver, frame, ">settings", "Settings")
    row = frame.palette_card._list.currentIndex().data(ROW)
    assert (row.text, row.end) == ("Settings", "Ctrl+,")
    driver.key("Return")
    assert frame.content.where is Where.SETTINGS


def test_ctrl_enter_runs_the_main_act_of_a_ticket(
    driver: Driver, frame: Frame, customer_folder: Path, qtbot: QtBot
) -> None:
    result_of(frame.session, lambda vault, _monitor: held(vault, customer_folder), qtbot.waitUntil)
    find(driver, frame, "4711", TICKET)
    driver.key("Ctrl+Return")
    driver.wait(lambda: frame.navigator.place == Place(Where.COPY, TICKET))


def test_tab_shows_what_else_can_be_done_and_esc_leads_back(driver: Driver, frame: Frame) -> None:
    find(driver, frame, "4711", TICKET)
    driver.key("Tab")
    assert texts(frame) == ["Tickets", "Show ERP-4711", "Do", "Open the copy of ERP-4711"]
    driver.key("Down")
    driver.key("Return")
    assert frame.palette_card.is_open, "there is no copy to open"
    driver.key("Escape")
    assert TICKET in texts(frame)
    driver.key("Escape")
    assert not frame.palette_card.is_open


def test_copies_of_mine_are_found_without_waiting(
    driver: Driver, frame: Frame, customer_folder: Path, qtbot: QtBot
) -> None:
    result_of(frame.session, lambda vault, _monitor: held(vault, customer_folder), qtbot.waitUntil)
    driver.wait(lambda: bool(frame.held.mine))
    driver.key("Ctrl+K")
    assert texts(frame)[:2] == ["Copies", TICKET]
    driver.key("Return")
    assert frame.navigator.place == Place(Where.COPY, TICKET)


def test_the_tickets_one_was_at_are_offered_before_anything_is_typed(driver: Driver, frame: Frame) -> None:
    frame.navigator.go(Place(Where.TICKETS, "KAS-1190"))
    frame.navigator.go(Place(Where.BOARD))
    driver.key("Ctrl+K")
    driver.wait(lambda: texts(frame)[:2] == ["Tickets", "KAS-1190"])


def test_what_destroys_is_not_run_but_led_to(driver: Driver, frame: Frame) -> None:
    ran: list[str] = []
    act = Act("test.destroy", lambda: "Destroy everything", Icon.WIPE, is_destructive=True)
    frame.acts.add(act, lambda: ran.append("ran"))
    frame.navigator.go(Place(Where.TICKETS, TICKET))
    find(driver, frame, ">destroy", "Destroy everything")
    driver.key("Return")
    assert ran == []
    assert frame.split.is_open


def test_a_search_that_comes_late_is_dropped(driver: Driver, frame: Frame) -> None:
    driver.key("Ctrl+K")
    for letter in "hafenlogistik":
        driver.type(letter)
    driver.wait(lambda: "Hafenlogistik Nord" in texts(frame))
    assert "KAS-1190" not in texts(frame)


def test_typing_a_passphrase_like_secret_leaves_nothing_behind(driver: Driver, frame: Frame) -> None:
    driver.key("Ctrl+K")
    driver.type("something private")
    frame.palette_card.forget()
    driver.key("Ctrl+K")
    assert frame.palette_card._field.text() == ""
    assert QGuiApplication.clipboard().text() != "something private"


def test_tab_does_not_leave_the_palette_and_a_click_beside_it_closes(driver: Driver, frame: Frame) -> None:
    driver.key("Ctrl+K")
    for _ in range(3):
        driver.key("Tab")
        assert frame.palette_card.isAncestorOf(QGuiApplication.focusObject())  # type: ignore[arg-type]
    QTest.mouseClick(frame.palette_card, Qt.MouseButton.LeftButton, pos=frame.palette_card.rect().bottomLeft())
    assert not frame.palette_card.is_open


def test_a_customer_that_is_found_gets_a_new_ticket(driver: Driver, frame: Frame) -> None:
    find(driver, frame, "hafen", "New ticket for Hafenlogistik Nord")
    while frame.palette_card._list.currentIndex().data() != "New ticket for Hafenlogistik Nord":
        driver.key("Down")
    driver.key("Return")
    expect_form_for_harbour(driver, frame)


@pytest.mark.parametrize("keys", [("Ctrl+Return",), ("Tab", "Down", "Return")])
def test_the_keyboard_makes_a_ticket_for_a_customer(driver: Driver, frame: Frame, keys: tuple[str, ...]) -> None:
    find(driver, frame, "@hafen", "Hafenlogistik Nord")
    for key in keys:
        driver.key(key)
    expect_form_for_harbour(driver, frame)


def expect_form_for_harbour(driver: Driver, frame: Frame) -> None:
    form = frame.pane.form
    driver.wait(lambda: form.isVisible() and form._customer.text() == f"Hafenlogistik Nord ({HARBOUR})")
    assert form.missing() == "Needs a title."
    assert form._title.hasFocus()
    assert not frame.palette_card.is_open
