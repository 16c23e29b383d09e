"""What holds for every command: one JSON value, errors included; exit codes; options before and after; bugs."""

import argparse
import json
import os
import signal
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

import pytest

from app.cli import commands_custody, commands_register, commands_tickets, commands_work
from app.cli.arguments import Commands
from app.cli.exits import Exit, exit_of
from app.cli.output import Output
from app.errors import (
    Cancelled,
    CertificateInvalid,
    KeyStoreLocked,
    LedgerDamaged,
    PassphraseWrong,
    TicketUnknown,
    VaultMissing,
)
from app.sources.choice import source_at
from tests.app.cli.terminal import Terminal

USUAL = {
    "TICKET": "T-9",
    "NUMBER": "C-9",
    "PATH": "x",
    "TEXT": "x",
    "NAME": "no",
    "VALUE": "1",
    "FILE": "/nowhere/file",
    "PRIORITY": "high",
    "N": "5",
}


def every_command() -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    commands = Commands("1.0")
    for module in (commands_register, commands_tickets, commands_work, commands_custody):
        module.add_to(commands)
    yield from below(commands.parser, ())


def below(
    parser: argparse.ArgumentParser, words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield words, parser
    for group in groups:
        for name, inner in group.choices.items():
            yield from below(inner, (*words, name))


def arguments_of(parser: argparse.ArgumentParser) -> list[str]:
    """Something for everything a command must be given."""
    given = []
    for action in parser._actions:
        if not action.option_strings and action.nargs is None:
            given.append(USUAL[str(action.metavar)])
        elif action.required:
            given += [action.option_strings[-1], USUAL.get(str(action.metavar), "/nowhere/x.json")]
    return given


COMMANDS = {" ".join(words): (words, parser) for words, parser in every_command()}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("place", ["before", "after"])
def test_every_command_gives_one_json_value_wherever_the_options_stand(
    terminal: Terminal, tmp_path: Path, name: str, place: str
) -> None:
    """Without a vault nearly all of them fail, and say so in JSON as well."""
    words, parser = COMMANDS[name]
    options = ["--json", "--home", str(tmp_path / "none" / "home"), "--passphrase-fd", "99"]
    given = [*words, *arguments_of(parser)]
    ended = terminal.run(*options, *given) if place == "before" else terminal.run(*given, *options)
    if name == "cat":
        assert ended.out == b""
    else:
        value = ended.json()
        assert ("error" in value) is (ended.code != 0)
    assert ended.code in {Exit.DONE, Exit.FAILED}
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("checkout",),
        ("checkout", "T-1"),
        ("customer",),
        ("customer", "ad"),
        ("init", "--keystore", "none"),
        ("--passphrase-fd", "x", "board"),
        ("checkout", "T-1", "--from", "x", "--due-days", "soon"),
        ("close", "T-1", "--no"),
        ("board", "--ho", "x"),
        ("board", "more"),
    ],
    ids=" ".join,
)
def test_a_command_line_that_is_not_understood_is_said_to_be_so(terminal: Terminal, words: tuple[str, ...]) -> None:
    ended = terminal.run(*words, "--json")
    assert ended.code == Exit.USAGE
    error = ended.json()["error"]
    assert (error["code"], error["name"]) == ("usage", "UsageError")
    assert error["message"]
    ended = terminal.run(*words)
    assert (ended.code, ended.out) == (Exit.USAGE, b"")
    assert ended.err.startswith("usage: bailee")


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_help_and_version_are_printed(terminal: Terminal, capfdbinary: pytest.CaptureFixture[bytes], word: str) -> None:
    with pytest.raises(SystemExit) as caught:
        terminal.run(word)
    assert caught.value.code == 0
    assert capfdbinary.readouterr().out.startswith(b"usage: bailee" if word == "--help" else b"bailee ")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Cancelled(), 130),
        (TicketUnknown(number="T"), 1),
        (VaultMissing(home="x"), 1),
        (CertificateInvalid(reason="x"), 4),
        (LedgerDamaged(entry=1, reason="x"), 4),
        (PassphraseWrong(pause_seconds=1), 5),
        (KeyStoreLocked(store="x"), 5),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_exit_codes_are_the_documented_ones(error: Cancelled, code: int) -> None:
    assert exit_of(error) == code


def test_an_error_says_what_happened_what_it_means_and_what_to_do(terminal: Terminal) -> None:
    ended = terminal.run("--json", "ls", "T-9")
    assert ended.code == Exit.FAILED
    assert ended.json() == {
        "error": {
            "code": "B103",
            "name": "TicketUnknown",
            "message": "no ticket T-9",
            "next": "See `bailee ticket list`, or enter the ticket with `bailee ticket add`.",
        }
    }
    assert ended.err.splitlines() == [
        "bailee: There is no ticket of this number. [B103: no ticket T-9]",
        "Nothing was changed.",
        "See `bailee ticket list`, or enter the ticket with `bailee ticket add`.",
    ]


def test_a_bug_gives_a_code_and_no_word_of_the_data(terminal: Terminal) -> None:
    def unlock(*_: object, **__: object) -> None:
        message = "Quartz and Vale"
        raise RuntimeError(message)

    terminal.replace_unlock(unlock)
    ended = terminal.run("board", "--json")
    assert ended.code == Exit.BUG
    error = ended.json()["error"]
    assert (error["name"], len(error["code"])) == ("RuntimeError", 8)
    assert f"code {error['code']}" in ended.err
    assert "Quartz" not in ended.err + ended.out.decode()
    again = terminal.run("board")
    assert (again.out, f"code {error['code']}" in again.err) == (b"", True)


def test_ctrl_c_while_the_vault_is_unlocked_stops(terminal: Terminal) -> None:
    terminal.replace_unlock(lambda *_, **__: signal.raise_signal(signal.SIGINT))
    ended = terminal.run("board", "--json")
    assert (ended.code, ended.json()["error"]["code"]) == (Exit.CANCELLED, "B001")
    assert ended.err.startswith("Stopped. ")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_polite_request_stops_a_checkout_and_leaves_nothing(terminal: Terminal, number: signal.Signals) -> None:
    usual = terminal.doors.unlock
    before = signal.getsignal(number)

    def find(text: str, home: Path) -> object:
        signal.raise_signal(number)
        return source_at(text, home)

    terminal.replace_unlock(lambda *given, **named: usual(*given, **named, find_source=find))
    error = terminal.json("checkout", "T-1", "--from", str(terminal.world.source()), expect=Exit.CANCELLED)["error"]
    assert error["code"] == "B001"
    assert signal.getsignal(number) is before
    assert terminal.json("board") == []
    assert {path.name for path in terminal.world.home.copies.iterdir()} == {"CACHEDIR.TAG"}


def test_a_name_that_the_terminal_cannot_show_is_shown_with_escapes(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    terminal.json("customer", "add", "C-7", "--name", "Łukasz")
    out = tmp_path / "out"
    with out.open("wb") as raw, TextIOWrapper(raw, encoding="latin-1") as narrow:
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdout", narrow)
            assert terminal.run("customer", "show", "C-7").code == Exit.DONE
        narrow.flush()
    assert out.read_bytes().startswith(rb"C-7  \u0141ukasz")


def test_control_characters_in_names_do_not_reach_the_terminal(terminal: Terminal) -> None:
    name = b"red \x1b[31m\xff\xe2\x80\xae.txt"
    source = terminal.world.source("evil", {name: b"x"})
    terminal.json("checkout", "T-1", "--from", str(source))
    assert terminal.run("ls", "T-1").out.endswith(b"red \\x1b[31m\\udcff\\u202e.txt\n")
    (listed,) = terminal.json("ls", "T-1")
    assert os.fsencode(listed["name"]) == name
    assert terminal.run("cat", "T-1", listed["name"]).out == b"x"


def test_json_is_pure_ascii_and_one_value(capsys: pytest.CaptureFixture[str]) -> None:
    output = Output(as_json=True)
    output.give({"name": "Köhler \udcff"}, "not shown")
    output.aside("for people")
    shown, aside = capsys.readouterr()
    assert shown.isascii()
    assert json.loads(shown) == {"name": "Köhler \udcff"}
    assert aside == "for people\n"
