"""The program as it is run: real processes, real signals, real pipes."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.disk.locks import FileLock
from app.errors import VaultBusy
from tests.app.cli.processes import PASSPHRASE, Bailee
from tests.app.world import World, enter, quick_place

pytestmark = pytest.mark.skipif(os.name != "posix", reason="hands descriptors to processes")

NAME = b"\xff\xfe caf\xe9 \x01.bin"
CONTENT = bytes(range(256)) * 40
BIG_BYTES = 300_000_000


@pytest.fixture(scope="module")
def made() -> Iterator[World]:
    """A vault opened by a passphrase alone; T-1 holds a copy with an odd name and a big file."""
    with tempfile.TemporaryDirectory(prefix="bailee-world-", dir=quick_place()) as folder:
        world = World(Path(folder))
        with world.created(PASSPHRASE, use_keyring=False) as vault:
            enter(vault)
            world.check_out(vault, "T-1", {NAME: CONTENT, b"big": os.urandom(4_000_000)})
        yield world


@pytest.fixture
def bailee(made: World) -> Iterator[Bailee]:
    """The program in front of a vault of its own."""
    with tempfile.TemporaryDirectory(prefix="bailee-world-", dir=quick_place()) as folder:
        yield Bailee(made.twin(Path(folder)).home.path)


def until(happens: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    """Wait until something is so; the process must not end before."""
    deadline = time.monotonic() + 30
    while not happens():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_names_that_are_no_text_go_round_by_ls_and_cat(bailee: Bailee) -> None:
    names = [item["name"] for item in bailee.json("ls", "T-1")]
    assert [os.fsencode(name) for name in names] == [b"big", NAME]
    code, out, _ = bailee.run("cat", "T-1", os.fsencode(names[1]))
    assert (code, out) == (0, CONTENT)
    other = b"put \xfd\xfc"
    assert bailee.run("put", "T-1", other, data=CONTENT * 100)[0] == 0
    assert bailee.run("cat", "T-1", other)[1] == CONTENT * 100


def test_the_exit_codes_tell_how_it_ended(bailee: Bailee, tmp_path: Path) -> None:
    assert bailee.run("ls", "T-9")[0] == 1
    assert bailee.run("ls")[0] == 2
    (bailee.home / "ledger.jsonl").write_bytes(b"{}\n")
    assert bailee.json("ledger", "verify", expect=4)["error"]["code"] == "B507"
    wrong = Bailee(bailee.home, b"wrong horse")
    assert wrong.json("board", expect=5)["error"]["code"] == "B208"
    assert Bailee(tmp_path / "none").json("board", expect=1)["error"]["code"] == "B201"
    code, out, err = bailee.run("--passphrase-fd", "98", "board", "--json", "--passphrase-fd", "99")
    assert (code, json.loads(out)["error"]["code"]) == (1, "B105"), err


def test_ctrl_c_during_a_checkout_leaves_nothing(bailee: Bailee, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    block = os.urandom(1_000_000)
    with (source / "huge").open("wb") as file:
        for _ in range(BIG_BYTES // len(block)):
            file.write(block)
    before = sorted(path.name for path in (bailee.home / "copies").iterdir())

    def is_sealing() -> bool:
        return any(
            path.stat().st_size for path in bailee.home.glob("copies/*/segments/*") if path.parts[-3] not in before
        )

    with bailee.started("--json", "checkout", "T-2", "--from", str(source)) as process:
        until(is_sealing, process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert json.loads(out)["error"]["code"] == "B001"
    assert err.decode().startswith("Stopped.")
    assert sorted(path.name for path in (bailee.home / "copies").iterdir()) == before
    assert [copy["ticket"] for copy in bailee.json("board")] == ["T-1"]


def is_locked(path: Path) -> bool:
    try:
        with FileLock(path, what="it", wait_seconds=0):
            return False
    except VaultBusy:
        return True


@contextmanager
def waiting_for_input(bailee: Bailee, *words: bytes | str) -> Iterator[subprocess.Popen[bytes]]:
    """A `put` that has the copy open, and waits for something to write."""
    (lock,) = bailee.home.glob("copies/*.lock")
    with bailee.started(*words, stdin=subprocess.PIPE) as process:
        until(lambda: is_locked(lock), process)
        yield process


def test_a_write_that_waits_for_input_can_be_stopped(bailee: Bailee) -> None:
    with waiting_for_input(bailee, "--json", "put", "T-1", "new") as process:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=10)
        assert process.stdout is not None
        assert json.loads(process.stdout.read())["error"]["code"] == "B001"
    assert process.returncode == 130
    assert [os.fsencode(item["name"]) for item in bailee.json("ls", "T-1")] == [b"big", NAME]


def test_a_reader_that_goes_away_ends_it_quietly_and_what_left_is_entered(bailee: Bailee) -> None:
    with bailee.started("cat", "T-1", "big") as process:
        assert process.stdout is not None
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 1
    escapes = [entry["facts"] for entry in bailee.json("ledger", "show") if entry["event"] == "copy.escape"]
    assert len(escapes) == 1
    assert escapes[0]["bytes"] == 4_000_000


def test_a_reader_that_was_never_there_ends_it_quietly(bailee: Bailee) -> None:
    for words in (("--json", "ls", "T-9"), ("settings", "show")):
        with bailee.started(*words) as process:
            assert process.stdout is not None
            process.stdout.close()
            assert process.stderr is not None
            err = process.stderr.read()
        assert process.returncode == 1, err
        assert b"Traceback" not in err
        assert b"Exception ignored" not in err


def test_the_passphrase_is_nowhere_to_be_found(bailee: Bailee) -> None:
    printed = b""
    for words in (("close", "T-1", "--now"), ("ledger", "show")):
        _, out, err = bailee.run(*words)
        printed += out + err.encode()
    wrong = Bailee(bailee.home, b"wrong " + PASSPHRASE)
    _, out, err = wrong.run("board")
    printed += out + err.encode()
    assert PASSPHRASE not in printed
    for path in bailee.home.rglob("*"):
        if path.is_file():
            assert PASSPHRASE not in path.read_bytes()


def test_the_process_is_closed_to_others() -> None:
    look = (
        "import os, resource; from app.disk.process import harden; harden(); "
        "print(oct(os.umask(0)), resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True)
    assert done.stdout.split() == [b"0o77", b"0"]
