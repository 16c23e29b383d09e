"""Terminals that make it hard: closed streams, full ones, readers that stall, one descriptor for two purposes."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.cli.processes import PASSPHRASE, Bailee
from tests.app.world import World, enter, quick_place

if sys.platform == "win32":
    pytest.skip("hands descriptors to processes", allow_module_level=True)

SPOOF = b"new\nline  0755  forged"
BIG_BYTES = 8_000_000


@pytest.fixture(scope="module")
def made() -> Iterator[World]:
    with tempfile.TemporaryDirectory(prefix="bailee-world-", dir=quick_place()) as folder:
        world = World(Path(folder))
        with world.created(PASSPHRASE, use_keyring=False) as vault:
            enter(vault)
            world.check_out(vault, "T-1", {SPOOF: b"x", b"big": os.urandom(BIG_BYTES)})
        yield world


@pytest.fixture
def bailee(made: World) -> Iterator[Bailee]:
    with tempfile.TemporaryDirectory(prefix="bailee-world-", dir=quick_place()) as folder:
        yield Bailee(made.twin(Path(folder)).home.path)


def shell(bailee: Bailee, words: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """A command as a shell starts it, redirections and all."""
    environment = {**os.environ, "BAILEE_HOME": str(bailee.home), "BAILEE": f"{sys.executable} -m app.cli"}
    return subprocess.run(
        ["sh", "-c", words], input=data, capture_output=True, env=environment, timeout=60, check=False
    )


def test_what_stands_behind_the_passphrase_on_standard_input_is_the_file(bailee: Bailee) -> None:
    content = bytes(range(256)) * 100
    ended = shell(bailee, "$BAILEE --passphrase-fd 0 put T-1 new", PASSPHRASE + b"\n" + content)
    assert ended.returncode == 0, ended.stderr
    assert bailee.run("cat", "T-1", "new")[1] == content


def test_without_a_terminal_nothing_is_taken_for_a_passphrase(bailee: Bailee) -> None:
    ended = shell(bailee, "exec setsid $BAILEE --json put T-1 new", b"the content\n")
    assert ended.returncode == 5
    assert json.loads(ended.stdout)["error"]["code"] == "B207"


@pytest.mark.parametrize("words", ["settings show", "--json settings show"])
@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_is_no_fault(bailee: Bailee, words: str, closed: str) -> None:
    ended = shell(bailee, f"$BAILEE {words} {closed}")
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", ["settings show", "--json settings show", "--json customer list"])
def test_output_that_cannot_be_written_is_an_expected_failure(bailee: Bailee, words: str) -> None:
    ended = shell(bailee, f"$BAILEE --passphrase-fd 0 {words} >/dev/full", PASSPHRASE + b"\n")
    assert ended.returncode == 1
    assert b"B601" in ended.stderr
    assert b"Traceback" not in ended.stderr


def test_a_name_with_a_line_feed_stays_on_its_line(bailee: Bailee) -> None:
    lines = bailee.run("ls", "T-1")[1].decode().splitlines()
    assert len(lines) == 3
    assert lines[-1].endswith("new\\nline  0755  forged")


def wait_for_escape(bailee: Bailee) -> None:
    deadline = time.monotonic() + 20
    while b"copy.escape" not in (bailee.home / "ledger.jsonl").read_bytes():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_certificate_misses_what_was_given_out_before_a_kill(bailee: Bailee, number: signal.Signals) -> None:
    with bailee.started("cat", "T-1", "big") as process:
        assert process.stdout is not None
        assert process.stdout.read(1000)
        wait_for_escape(bailee)
        process.send_signal(number)
        if number != signal.SIGKILL:
            time.sleep(0.2)
            process.send_signal(number)
            process.stdout.close()
        process.wait(timeout=20)
    bailee.json("close", "T-1", "--now")
    to = bailee.home.parent / "certificate.json"
    bailee.json("certificate", "T-1", "--to", str(to))
    escapes = json.loads(to.read_bytes())["certificate"]["escapes"]
    assert [escape["content_bytes"] for escape in escapes] == [BIG_BYTES]
    assert "escapes-outstanding" in bailee.json("verify", str(to))["exceptions"]


def test_a_closed_ticket_is_opened_again_for_another_checkout(bailee: Bailee, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "file").write_bytes(b"x")
    bailee.json("close", "T-1")
    assert bailee.json("ticket", "reopen", "T-1", expect=1)["error"]["code"] == "B501"
    bailee.json("undo", "T-1")
    bailee.json("close", "T-1", "--now")
    assert bailee.json("checkout", "T-1", "--from", str(tmp_path / "data"), expect=1)["error"]["code"] == "B506"
    assert bailee.json("ticket", "reopen", "T-1")["state"] == "open"
    assert bailee.json("checkout", "T-1", "--from", str(tmp_path / "data"))["state"] == "HELD"


def test_a_pipe_in_the_place_of_a_certificate_is_refused_at_once(bailee: Bailee, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert bailee.json("verify", str(tmp_path / "pipe"), expect=1)["error"]["code"] == "B105"
