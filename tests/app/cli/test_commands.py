"""Every command, as JSON and as text: the keys that are documented, and lines that a person can read."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.cli.exits import Exit
from app.model import Problem, ProblemKind
from app.ports import Source, SourceFile, SourceItem
from app.settings import Settings
from app.sources.choice import source_at
from tests.app.cli.terminal import Terminal
from tests.app.world import CUSTOMER, TREE, World

KEYS = {
    "customer": "id number name contact created_at",
    "ticket": "id number title state customer created_at",
    "note": "at kind author text",
    "copy": "id ticket customer state source_kind source technician is_incomplete is_overdue files folders links "
    "content_bytes problems generation created_at held_at due_at closed_at wipe_at key_destroyed_at wiped_at damage "
    "certificate",
    "name": "name kind size mode mtime_ns target",
    "change": "change kind path old_path old_size new_size",
    "check": "id ticket state files content_bytes damaged",
    "recover": "completed abandoned wiped unended swept",
    "certificate": "number ticket verdict fingerprint file",
    "verify": "is_genuine is_key_known is_in_ledger number ticket copy verdict exceptions fingerprint sha256",
    "entry": "number at event facts previous hash",
    "ledger": "is_sound size head checkpoints",
    "checkpoint": "size head checkpoint",
    "init": "id home mode store public_key_file",
    "ledger export": "file checkpoint entries",
}


def has_keys(value: Any, kind: str) -> bool:
    return set(KEYS[kind].split()) <= set(value)


@pytest.fixture
def held(terminal: Terminal) -> Terminal:
    """T-1 holds a copy."""
    terminal.json("checkout", "T-1", "--from", str(terminal.world.source()))
    return terminal


def test_a_vault_is_made(terminal: Terminal, tmp_path: Path) -> None:
    value = terminal.json("init", "--home", str(tmp_path / "new"))
    assert has_keys(value, "init")
    assert (value["mode"], value["store"]) == ("keyring", "memory")
    assert Path(value["public_key_file"]).is_file()
    text = terminal.run("--home", str(tmp_path / "newer"), "init").text()
    assert "Its key: keyring, kept in memory." in text


@pytest.mark.parametrize(
    ("words", "mode"),
    [(("--keystore", "passphrase"), "passphrase"), (("--add-passphrase",), "keyring+passphrase")],
    ids=["passphrase", "both"],
)
def test_a_vault_with_a_passphrase_is_made_and_opened(
    terminal: Terminal, tmp_path: Path, words: tuple[str, ...], mode: str
) -> None:
    home = ("--home", str(tmp_path / "new"))

    def given(passphrase: bytes) -> str:
        reading, writing = os.pipe()
        os.write(writing, passphrase)
        os.close(writing)
        return str(reading)

    short = terminal.json("init", *words, *home, "--passphrase-fd", given(b"1234567"), expect=Exit.FAILED)
    assert short["error"]["code"] == "B105"
    assert not (tmp_path / "new").exists()
    text = terminal.run("init", *words, *home, "--passphrase-fd", given(b"correct horse")).text()
    assert f"Its key: {mode}" in text
    assert ("this weaker protection" in text) is (mode == "passphrase")
    assert terminal.json("board", *home, "--passphrase-fd", given(b"correct horse")) == []
    wrong = terminal.json("board", *home, "--passphrase-fd", given(b"wrong horse"), expect=Exit.NOT_UNLOCKED)
    assert wrong["error"]["code"] == "B208"


def test_a_second_vault_in_the_same_place_is_refused(terminal: Terminal) -> None:
    assert terminal.json("init", expect=Exit.FAILED)["error"]["code"] == "B202"


def test_customers(terminal: Terminal) -> None:
    added = terminal.json("customer", "add", "C-7", "--name", "Köhler", "--contact", "k@example.org")
    assert has_keys(added, "customer")
    assert terminal.json("customer", "show", "C-7") == added
    assert terminal.json("customer", "list")[1] == added
    assert "Entered customer C-8, Ada." in terminal.run("customer", "add", "C-8", "--name", "Ada").text()
    assert "Contact: none noted" in terminal.run("customer", "show", "C-8").text()
    assert "Köhler" in terminal.run("customer", "list").text()


def test_tickets(terminal: Terminal) -> None:
    added = terminal.json("ticket", "add", "T-7", "--title", "Stops", "--customer", CUSTOMER)
    assert has_keys(added, "ticket")
    assert added["customer"] == {"number": CUSTOMER, "name": "Quartz and Vale"}
    assert added in terminal.json("ticket", "list")
    note = terminal.json("ticket", "note", "T-7", "Looked at it")
    assert has_keys(note, "note")
    shown = terminal.json("ticket", "show", "T-7")
    assert (shown["notes"][0]["text"], shown["copies"]) == ("Looked at it", [])
    assert "Entered ticket T-8" in terminal.run("ticket", "add", "T-8", "--title", "x", "--customer", CUSTOMER).text()
    assert "Noted. 2 notes on T-7." in terminal.run("ticket", "note", "T-7", "again").text()
    assert "Looked at it" in terminal.run("ticket", "show", "T-7").text()
    assert "T-7" in terminal.run("ticket", "list").text()


def test_a_checkout(terminal: Terminal) -> None:
    source = str(terminal.world.source())
    value = terminal.json("checkout", "T-1", "--from", source, "--due-days", "3")
    assert has_keys(value, "copy")
    assert (value["state"], value["files"], value["problem_list"]) == ("HELD", 3, [])
    text = terminal.run("checkout", "T-2", "--from", source).text()
    assert re.match(r"T-2 holds 3 files, 44 B, until .*\n", text)


@dataclass(frozen=True)
class Doubtful:
    """A source of which one file cannot be read."""

    inner: Source

    @property
    def kind(self) -> str:
        return self.inner.kind

    @property
    def location(self) -> str:
        return self.inner.location

    def estimate(self) -> int:
        return self.inner.estimate()

    def items(self) -> Iterator[SourceItem | Problem]:
        yield from self.inner.items()
        yield Problem(b"locked\xff", ProblemKind.UNREADABLE, "permission denied")

    def open(self, item: SourceItem) -> AbstractContextManager[SourceFile | Problem]:
        return self.inner.open(item)


def test_an_incomplete_checkout_is_held_and_said_to_be_incomplete(terminal: Terminal) -> None:
    usual = terminal.doors.unlock
    terminal.replace_unlock(partial(usual, find_source=lambda text, home: Doubtful(source_at(text, home))))
    source = str(terminal.world.source())
    value = terminal.json("checkout", "T-1", "--from", source, expect=Exit.INCOMPLETE)
    assert (value["state"], value["is_incomplete"]) == ("HELD", True)
    problem = {"path": "locked\udcff", "kind": "unreadable", "detail": "permission denied"}
    assert value["problem_list"] == [problem] == terminal.json("problems", "T-1")
    text = terminal.run("checkout", "T-2", "--from", source).text()
    assert "  unreadable: locked\\udcff permission denied\n" in text
    assert "The copy is incomplete" in text
    assert "locked\\udcff" in terminal.run("problems", "T-1").text()
    assert "HELD (incomplete)" in terminal.run("board").text()


def test_the_board(held: Terminal) -> None:
    (copy,) = held.json("board")
    assert has_keys(copy, "copy")
    assert not copy["is_overdue"]
    assert "T-1" in held.run("board").text()
    held.world.clock.advance(8 * 86_400)
    assert held.json("board")[0]["is_overdue"]
    assert "overdue" in held.run("board").text()


def test_listing(held: Terminal) -> None:
    names = held.json("ls", "T-1")
    assert all(has_keys(name, "name") for name in names)
    assert [(name["name"], name["kind"]) for name in names] == [
        ("deep", "folder"),
        ("empty", "file"),
        ("notes.txt", "file"),
    ]
    assert [name["name"] for name in held.json("ls", "T-1", "deep")] == ["table.csv"]
    assert "deep/" in held.run("ls", "T-1").text()


def test_reading_writing_removing_and_what_changed(held: Terminal) -> None:
    data = bytes(range(256)) * 5
    assert held.run("cat", "T-1", "notes.txt").out == TREE[b"notes.txt"]
    value = held.json("put", "T-1", "deep/new.bin", data=data)
    assert (value["path"], value["size"]) == ("deep/new.bin", len(data))
    assert held.run("--json", "cat", "T-1", "deep/new.bin").out == data
    assert held.json("rm", "T-1", "empty")["path"] == "empty"
    changes = {change["path"]: change for change in held.json("changes", "T-1")}
    assert all(has_keys(change, "change") for change in changes.values())
    assert {path: change["change"] for path, change in changes.items()} == {"deep/new.bin": "added", "empty": "deleted"}
    assert "deep/new.bin" in held.run("changes", "T-1").text()
    assert "Wrote 3 B to notes.txt." in held.run("put", "T-1", "notes.txt", data=b"new").text()
    assert "Removed deep/new.bin" in held.run("rm", "T-1", "deep/new.bin").text()


def test_what_is_shown_on_a_screen_is_no_escape_and_what_goes_into_a_file_is_one(
    held: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32":
        pytest.skip("needs a terminal of its own")
    screen, behind = os.openpty()
    with monkeypatch.context() as patch, os.fdopen(behind, "w") as shown:
        patch.setattr("sys.stdout", shown)
        assert held.run("cat", "T-1", "notes.txt").code == Exit.DONE
    assert os.read(screen, 1000) == TREE[b"notes.txt"]
    os.close(screen)
    assert [entry for entry in held.json("ledger", "show") if entry["event"] == "copy.escape"] == []
    held.run("cat", "T-1", "notes.txt")
    escapes = [entry["facts"] for entry in held.json("ledger", "show") if entry["event"] == "copy.escape"]
    assert [facts["bytes"] for facts in escapes] == [len(TREE[b"notes.txt"])]


def test_checking(held: Terminal) -> None:
    value = held.json("check", "T-1")
    assert has_keys(value, "check")
    assert (value["files"], value["damaged"]) == (3, [])
    assert "Checked 3 files" in held.run("check", "T-1").text()


def test_damage_is_named_and_has_an_exit_code_of_its_own(terminal: Terminal, world: World) -> None:
    source = world.source("big", {b"big": bytes(range(256)) * 1000})
    copy = terminal.json("checkout", "T-1", "--from", str(source))["id"]
    (segment,) = (world.home.copies / copy / "segments").iterdir()
    data = bytearray(segment.read_bytes())
    data[50_000] ^= 1
    segment.write_bytes(data)
    value = terminal.json("check", "T-1", expect=Exit.INCOMPLETE)
    assert (value["state"], [item["path"] for item in value["damaged"]]) == ("DAMAGED", ["big"])
    assert "Damaged: big" in terminal.run("check", "T-1").text()


def test_nothing_to_show_is_said_in_words_and_is_an_empty_list(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    terminal.json("checkout", "T-1", "--from", str(tmp_path / "empty"))
    for words, sentence in (
        (("ls", "T-1"), "The folder is empty."),
        (("changes", "T-1"), "Nothing was changed."),
        (("problems", "T-1"), "Everything arrived."),
    ):
        assert terminal.json(*words) == []
        assert terminal.run(*words).text() == f"{sentence}\n"
    terminal.json("close", "T-1", "--now")
    assert terminal.json("board") == []
    assert terminal.run("board").text() == "No copy is held.\n"
    new = ("--home", str(tmp_path / "new"))
    terminal.json("init", *new)
    assert terminal.run("customer", "list", *new).text() == "No customers yet.\n"
    assert terminal.run("ticket", "list", *new).text() == "No tickets yet.\n"
    assert terminal.run("recover").text() == "Nothing was left unended.\n"


def test_settings(terminal: Terminal) -> None:
    assert terminal.json("settings", "show") == Settings().plain()
    assert terminal.json("settings", "set", "undo_seconds", "5") == Settings(undo_seconds=5).plain()
    assert terminal.run("settings", "show").text().startswith("undo_seconds = 5\ndue_days = 7\n")
    assert terminal.json("settings", "set", "appearance", "dark")["appearance"] == "dark"
    for name, value in (("undo_seconds", "-1"), ("due_days", "9" * 5000), ("no", "1")):
        error = terminal.json("settings", "set", name, value, expect=Exit.FAILED)["error"]
        assert error["code"] == "B003"


def test_the_ledger(held: Terminal) -> None:
    entries = held.json("ledger", "show")
    assert all(has_keys(entry, "entry") for entry in entries)
    assert has_keys(held.json("ledger", "verify"), "ledger")
    assert has_keys(held.json("ledger", "checkpoint"), "checkpoint")
    assert "vault.created" in held.run("ledger", "show").text()
    assert "The ledger holds: 3 entries, borne out by 1 checkpoint." in held.run("ledger", "verify").text()
    assert held.run("ledger", "checkpoint").text().startswith("bailee/")
    held.world.home.ledger.write_bytes(b"")
    error = held.json("ledger", "verify", expect=Exit.NOT_VERIFIED)["error"]
    assert error["code"] == "B507"


def test_a_change_is_taken_back(held: Terminal) -> None:
    held.run("put", "T-1", "notes.txt", data=b"edited")
    assert "Took back 1 change." in held.run("revert", "T-1", "notes.txt").text()
    assert held.run("cat", "T-1", "notes.txt").out == TREE[b"notes.txt"]
    assert "Nothing was changed there." in held.run("revert", "T-1", "notes.txt").text()
    held.run("rm", "T-1", "notes.txt")
    value = held.json("revert", "T-1", "notes.txt")
    assert (value["ticket"], value["path"]) == ("T-1", "notes.txt")
    assert has_keys(value["reverted"][0], "change")
    assert held.run("revert", "T-1", "none").code == Exit.FAILED


def test_what_changed_is_handed_over(held: Terminal, tmp_path: Path) -> None:
    assert "There was nothing to write." in held.run("export-changes", "T-1", "--to", str(tmp_path)).text()
    held.run("put", "T-1", "notes.txt", data=b"edited")
    text = held.run("export-changes", "T-1", "--to", str(tmp_path)).text()
    assert "Wrote 1 file to " in text
    value = held.json("export-changes", "T-1", "--to", str(tmp_path))
    assert set(value) == {"id", "ticket", "folder", "is_complete", "written", "missing", "remarks"}
    (written,) = value["written"]
    assert set(written) == {"path", "name", "change", "size", "sha256"}
    assert (Path(value["folder"]) / written["name"]).read_bytes() == b"edited"
    assert held.run("export-changes", "T-1", "--to", str(tmp_path / "none")).code == Exit.FAILED
