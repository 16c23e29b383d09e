"""Commands about who works on a ticket, how long, and for how long its copy is held."""

import getpass

import pytest

from app.cli.exits import Exit
from tests.app.cli.terminal import Terminal
from tests.app.world import CUSTOMER


@pytest.fixture
def held(terminal: Terminal) -> Terminal:
    """T-1 holds a copy."""
    terminal.json("checkout", "T-1", "--from", str(terminal.world.source()))
    return terminal


def test_a_ticket_is_taken_handed_on_and_dropped(terminal: Terminal) -> None:
    assert terminal.json("ticket", "take", "T-1")["assignee"] == getpass.getuser()
    assert terminal.json("ticket", "show", "T-1")["assignee"] == getpass.getuser()
    assert terminal.run("ticket", "take", "T-1", "--hand-to", "Bob").text() == "Bob works on T-1.\n"
    assert terminal.json("ticket", "take", "T-1", "--drop")["assignee"] == ""
    assert terminal.run("ticket", "take", "T-1", "--drop").text() == "Nobody works on T-1.\n"
    assert terminal.error("ticket", "take", "T-1", "--hand-to", " ")["code"] == "B105"
    assert terminal.run("ticket", "take", "T-1", "--drop", "--hand-to", "Bob").code == Exit.USAGE


def test_a_ticket_has_a_priority(terminal: Terminal) -> None:
    assert terminal.json("ticket", "show", "T-1")["priority"] == "normal"
    assert terminal.run("ticket", "priority", "T-1", "high").text() == "T-1 has high priority.\n"
    assert terminal.json("ticket", "priority", "T-1", "low")["priority"] == "low"
    assert terminal.run("ticket", "priority", "T-1", "highest").code == Exit.USAGE


def test_a_ticket_is_edited(terminal: Terminal) -> None:
    before = terminal.json("ticket", "show", "T-1")
    said = terminal.run("ticket", "edit", "T-1", "--title", "Prints upside down", "--priority", "high").text()
    assert said == "T-1: Prints upside down, high priority.\n"
    shown = terminal.json("ticket", "show", "T-1")
    assert (shown["title"], shown["priority"]) == ("Prints upside down", "high")
    assert [note["text"] for note in shown["notes"]] == [f"Title changed; it was: {before['title']}"]
    assert terminal.json("ticket", "edit", "T-1", "--priority", "low")["title"] == "Prints upside down"
    assert terminal.error("ticket", "edit", "T-1", "--title", " ")["code"] == "B105"
    assert terminal.run("ticket", "edit", "T-1", "--priority", "highest").code == Exit.USAGE


def test_time_is_noted_and_added_up(terminal: Terminal) -> None:
    assert terminal.run("ticket", "time", "T-1").text() == "Today 0:00 h, in all 0:00 h.\n"
    terminal.run("ticket", "time", "T-1", "--minutes", "20", "--note", "read the log")
    terminal.world.clock.advance(3 * 86_400)
    value = terminal.json("ticket", "time", "T-1", "--minutes", "65")
    assert set(value) == {"ticket", "seconds_today", "seconds_in_all", "times"}
    assert value["seconds_in_all"] == 85 * 60
    newest, oldest = value["times"]
    assert set(newest) == {"id", "author", "began_at", "seconds", "note", "booked_at"}
    assert (newest["seconds"], oldest["note"], oldest["author"]) == (65 * 60, "read the log", getpass.getuser())
    assert value["seconds_today"] <= 65 * 60
    text = terminal.run("ticket", "time", "T-1").text()
    assert "read the log" in text
    assert "in all 1:25 h." in text
    for minutes in ("0", "-5", "1441", "9" * 30):
        assert terminal.error("ticket", "time", "T-1", "--minutes", minutes)["code"] == "B105"
    assert terminal.json("ticket", "time", "T-1") == value


def test_a_copy_is_held_longer(held: Terminal) -> None:
    value = held.json("extend", "T-1", "--days", "30", "--reason", "waits for the customer")
    assert (value["extensions"], value["due_at"], value["is_changed"]) == (1, "2026-01-31T12:00:00+00:00", False)
    text = held.run("extend", "T-1", "--days", "5", "--reason", "not for long").text()
    assert text.startswith("T-1 is held until ")
    assert text.endswith(", 2 extensions.\n")
    notes = held.json("ticket", "show", "T-1")["notes"]
    assert [note["text"] for note in notes if note["kind"] == "work"] == [
        "Extended to 2026-01-31: waits for the customer",
        "Extended to 2026-01-06: not for long",
    ]
    assert [entry["event"] for entry in held.json("ledger", "show")].count("copy.extended") == 2
    assert held.error("extend", "T-1", "--days", "0", "--reason", "x")["code"] == "B105"
    assert held.error("extend", "T-2", "--days", "5", "--reason", "x")["code"] == "B503"
    assert held.run("extend", "T-1", "--days", "5").code == Exit.USAGE


def test_what_was_worked_on_is_called_changed(held: Terminal) -> None:
    assert not held.json("board")[0]["is_changed"]
    held.run("put", "T-1", "new", data=b"work")
    assert held.json("board")[0]["is_changed"]


def test_where_copies_were_taken_from(terminal: Terminal) -> None:
    assert terminal.run("customer", "sources", CUSTOMER).text() == "No copy was taken yet.\n"
    source = str(terminal.world.source())
    terminal.json("checkout", "T-1", "--from", source)
    [known] = terminal.json("customer", "sources", CUSTOMER)
    assert known == {"kind": "folder", "location": source, "last_used_at": "2026-01-01T12:00:00+00:00"}
    assert source in terminal.run("customer", "sources", CUSTOMER).text()
