"""The whole story on the command line, with a real keyring: what is deleted from it is gone from it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.demo.steps import Terminal

servers = pytest.importorskip("tests.servers.secret_service", exc_type=ImportError)
secretstorage = pytest.importorskip("secretstorage")

ROOT = Path(__file__).resolve().parents[2]
NOTES = b"what the customer wrote\n"

pytestmark = [pytest.mark.real_keyring, pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A desktop session with a keyring, for this process and those it starts."""
    reason = servers.missing_programs()
    if reason:
        pytest.skip(reason)
    with servers.running_secret_service() as session:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP"):
            monkeypatch.delenv(name, raising=False)
        for name, value in session.environment.items():
            monkeypatch.setenv(name, value)
        yield session.environment


def kept(environment: dict[str, str]) -> dict[str, bytes]:
    """Everything of Bailee in any collection of the keyring: secret by name."""
    bus = servers.open_dbus_connection(bus=environment["DBUS_SESSION_BUS_ADDRESS"])
    with closing(bus) as connection:
        items = [item for one in secretstorage.get_all_collections(connection) for item in one.get_all_items()]
        named = [(item.get_attributes().get("service", ""), item) for item in items]
        return {name: item.get_secret() for name, item in named if name.startswith("bailee/")}


def test_the_story_with_a_real_keyring(environment: dict[str, str], tmp_path: Path) -> None:
    source, home = tmp_path / "customer", tmp_path / "home"
    source.mkdir()
    (source / "notes.txt").write_bytes(NOTES)
    bailee = Terminal(home, None)
    assert bailee.run("init", "--keystore", "os")["mode"] == "keyring"
    before = kept(environment)
    assert len(before) == 1
    bailee.run("customer", "add", "C-1", "--name", "Quartz and Vale", "--contact", "it@quartz.example")
    for ticket in ("T-1", "T-2"):
        bailee.run("ticket", "add", ticket, "--title", "Import stops", "--customer", "C-1")
        assert bailee.run("checkout", ticket, "--from", str(source))["state"] == "HELD"
    bailee.run("put", "T-1", "answer.txt", data=b"what we answered\n")
    assert kept(environment) == before

    wiped = bailee.run("close", "T-1", "--now")["copies"]
    assert [copy["state"] for copy in wiped] == ["WIPED"]
    after = kept(environment)
    assert len(after) == 1
    assert not after.keys() & before.keys()
    assert not set(after.values()) & set(before.values())

    for ending in ("json", "pdf"):
        bailee.run("certificate", "T-1", "--to", str(tmp_path / f"certificate.{ending}"))
    assert (tmp_path / "certificate.pdf").read_bytes().startswith(b"%PDF")
    proof = ("--ticket", "T-1", "--ledger", str(home / "ledger.jsonl"), "--key", str(home / "public-key.txt"))
    found = bailee.run("verify", str(tmp_path / "certificate.json"), *proof)
    assert (found["verdict"], found["exceptions"]) == ("PASS", [])
    assert found["is_genuine"]
    assert found["is_key_known"]
    assert found["is_in_ledger"]
    bailee.run("ledger", "verify")

    # What is left can still be worked on, under the new entry; taking a file out of it is told by its certificate.
    assert bailee.raw("cat", "T-2", "notes.txt") == NOTES
    assert not bailee.run("check", "T-2")["damaged"]
    bailee.run("close", "T-2", "--now")
    bailee.run("certificate", "T-2", "--to", str(tmp_path / "second.json"))
    second = bailee.run("verify", str(tmp_path / "second.json"))
    assert second["exceptions"] == ["escapes-outstanding"]
    assert len(kept(environment)) == 1


def test_the_demonstration_holds_with_a_real_keyring(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tests.demo"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "The key of the vault is kept by secret-service" in ended.stdout
    assert "Everything held." in ended.stdout
    assert "PASS WITH EXCEPTIONS passphrase" not in ended.stdout
