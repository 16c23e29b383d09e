"""The commands that end custody: close, undo, recover, certificate, verify."""

import signal
from functools import partial
from pathlib import Path

import pytest

from app.cli.exits import Exit
from app.errors import KeyStoreLocked
from tests.app.cli.terminal import Terminal
from tests.app.cli.test_commands import has_keys
from tests.app.holding import held_elsewhere
from tests.fakes import StoppedClock


@pytest.fixture
def held(terminal: Terminal) -> Terminal:
    """T-1 holds a copy."""
    terminal.json("checkout", "T-1", "--from", str(terminal.world.source()))
    return terminal


def test_a_close_can_be_taken_back(held: Terminal) -> None:
    value = held.json("close", "T-1")
    assert (value["state"], [copy["state"] for copy in value["copies"]]) == ("closed", ["CLOSING"])
    assert has_keys(value, "ticket")
    undone = held.json("undo", "T-1")
    assert (undone["ticket"], [copy["state"] for copy in undone["copies"]]) == ("T-1", ["HELD"])
    text = held.run("close", "T-1").text()
    assert "`bailee undo T-1` takes it back" in text
    assert "T-1 is open again; 1 copy held as before." in held.run("undo", "T-1").text()


def test_the_next_command_does_the_wipe_that_is_due(held: Terminal) -> None:
    held.json("close", "T-1")
    held.world.clock.advance(31)
    ended = held.run("--json", "board")
    assert (ended.json(), ended.err) == ([], "Wiped the copy of T-1.\n")


def test_undo_does_not_first_do_the_wipe_that_is_due(held: Terminal) -> None:
    held.json("close", "T-1")
    held.world.clock.advance(31)
    assert held.json("undo", "T-1", expect=Exit.FAILED)["error"]["code"] == "B505"
    assert held.world.home.copies.joinpath("CACHEDIR.TAG").is_file()
    found = held.json("recover")
    assert has_keys(found, "recover")
    assert [copy["state"] for copy in found["wiped"]] == ["WIPED"]
    assert found["wiped"][0]["certificate"] == "C-0001"


def test_a_close_at_once_and_its_certificate(held: Terminal, tmp_path: Path) -> None:
    text = held.run("close", "T-1", "--now").text()
    assert text == "Closed T-1.\nWiped. Certificate C-0001: PASS.\n"
    assert "certificate C-0001" in held.run("ticket", "show", "T-1").text()
    value = held.json("certificate", "T-1", "--to", str(tmp_path / "c.json"))
    assert has_keys(value, "certificate")
    assert "Certificate C-0001 (PASS) is in" in held.run("certificate", "T-1", "--to", str(tmp_path / "c.pdf")).text()
    found = held.json("verify", str(tmp_path / "c.json"), "--ledger", str(held.world.home.ledger))
    assert has_keys(found, "verify")
    assert (found["is_genuine"], found["is_key_known"], found["is_in_ledger"]) == (True, True, True)
    text = held.run("verify", str(tmp_path / "c.json")).text()
    assert "Signed by the key in" in text
    assert "Verdict: PASS." in text


def test_a_certificate_is_verified_where_there_is_no_vault(held: Terminal, tmp_path: Path) -> None:
    held.json("close", "T-1", "--now")
    held.json("certificate", "T-1", "--to", str(tmp_path / "c.json"))
    nowhere = ("--home", str(tmp_path / "nowhere"))
    found = held.json("verify", str(tmp_path / "c.json"), *nowhere)
    assert (found["is_key_known"], found["is_in_ledger"]) == (False, None)
    assert "compare it with the one you were given" in held.run("verify", str(tmp_path / "c.json"), *nowhere).text()
    edited = tmp_path / "edited.json"
    edited.write_bytes((tmp_path / "c.json").read_bytes().replace(b'"PASS"', b'"pass"'))
    error = held.json("verify", str(edited), *nowhere, expect=Exit.NOT_VERIFIED)["error"]
    assert error["code"] == "B508"
    words = ("verify", str(tmp_path / "c.json"), "--ticket", "T-2", *nowhere)
    assert held.json(*words, expect=Exit.NOT_VERIFIED)["error"]["code"] == "B510"


def test_a_close_that_waits_ends_wiped(held: Terminal) -> None:
    assert [copy["state"] for copy in held.json("close", "T-1", "--wait")["copies"]] == ["WIPED"]


class ImpatientClock(StoppedClock):
    """Presses Ctrl+C as soon as somebody waits."""

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        signal.raise_signal(signal.SIGINT)


def test_whoever_stops_waiting_is_told_that_the_close_stands(held: Terminal) -> None:
    usual = held.doors.unlock
    held.replace_unlock(partial(usual, clock=ImpatientClock()))
    ended = held.run("--json", "close", "T-1", "--wait")
    assert ended.code == Exit.CANCELLED
    assert [copy["state"] for copy in ended.json()["copies"]] == ["CLOSING"]
    held.replace_unlock(usual)
    assert held.json("undo", "T-1")["copies"][0]["state"] == "HELD"


def test_a_copy_in_use_is_refused_with_nothing_changed(held: Terminal) -> None:
    (copy,) = held.json("board")
    with held_elsewhere(held.world.home.copies / f"{copy['id']}.lock"):
        assert held.json("close", "T-1", "--now", expect=Exit.FAILED)["error"]["code"] == "B311"
    assert held.json("board") == [copy]


def test_a_wipe_that_waits_for_a_copy_in_use_is_incomplete(held: Terminal) -> None:
    held.json("close", "T-1")
    (copy,) = held.json("board")
    held.world.clock.advance(31)
    with held_elsewhere(held.world.home.copies / f"{copy['id']}.lock"):
        ended = held.run("--json", "recover")
    assert ended.code == Exit.INCOMPLETE
    assert [one["id"] for one in ended.json()["unended"]] == [copy["id"]]


def test_what_recovery_did_is_said_in_words(held: Terminal) -> None:
    held.json("close", "T-1")
    held.world.clock.advance(31)
    (held.world.home.copies / ("5a" * 16)).mkdir()
    assert held.run("recover").text() == "Wiped the copy of T-1.\nCleared 1 stray folder.\n"


def test_what_cannot_be_recovered_now_does_not_stop_the_command(held: Terminal) -> None:
    held.json("close", "T-1")
    held.world.clock.advance(31)

    def locked(act: str) -> None:
        if act == "put":
            raise KeyStoreLocked(store="memory")

    held.world.keyring.before = locked
    ended = held.run("--json", "board")
    assert ended.code == Exit.DONE
    assert [copy["state"] for copy in ended.json()] == ["CLOSING"]
    assert "could not end what was left unended: B210" in ended.err


def test_a_request_to_stop_while_the_key_goes_comes_too_late(held: Terminal) -> None:
    def stop(act: str) -> None:
        if act == "put":
            signal.raise_signal(signal.SIGINT)

    held.world.keyring.before = stop
    # The key is being made: it is too late to stop, and the wipe goes on to its end.
    value = held.json("close", "T-1", "--now")
    assert [one["state"] for one in value["copies"]] == ["WIPED"]


def test_the_ledger_is_written_as_a_table_and_as_pages(held: Terminal, tmp_path: Path) -> None:
    table, pages = tmp_path / "l.csv", tmp_path / "l.pdf"
    value = held.json("ledger", "export", "--to", str(table))
    assert has_keys(value, "ledger export")
    assert Path(value["checkpoint"]).read_text("utf-8").startswith("bailee/")
    assert value["entries"] == len(table.read_text("utf-8").splitlines()) - 1
    text = held.run("ledger", "export", "--to", str(pages), "--search", "T-1", "--since", "2020-01-01").text()
    assert f"in {pages}, and a signed checkpoint beside it." in text
    assert pages.read_bytes().startswith(b"%PDF-")
    some = held.json("ledger", "export", "--to", str(tmp_path / "s.pdf"), "--until", "2020-01-01")
    assert some["entries"] == 0
    refused = held.json("ledger", "export", "--to", str(tmp_path / "s.csv"), "--search", "T-1", expect=Exit.FAILED)
    assert refused["error"]["code"] == "B105"
    assert held.run("ledger", "export", "--to", str(tmp_path / "x.pdf"), "--since", "today").code == Exit.USAGE
