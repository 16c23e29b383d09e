"""Vaults put together from their parts: first openings that were cut short, and parts that are gone or put back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import app.bootstrap
from app.bootstrap import SystemClock, init, tool_version, unlock
from app.crypto.canonical import encode_bytes
from app.crypto.secret import Secret
from app.custody.certificate import parse_public_key
from app.disk.locks import FileLock
from app.errors import (
    BaileeError,
    LedgerDamaged,
    PassphraseNeeded,
    PassphraseWrong,
    RegistryDamaged,
    SettingsDamaged,
    VaultBusy,
    VaultExists,
    VaultMissing,
    VaultRolledBack,
)
from app.keys.vault import create_vault
from app.operations.read_ledger import verify_ledger
from app.operations.recover import recover
from app.registry.meta import Meta
from app.settings import Settings
from app.unlocked.vault import Unlocked
from tests.app.world import World, enter, files_below

PASSPHRASE = b"correct horse battery"


@pytest.fixture
def bare(tmp_path: Path) -> World:
    """Where no vault has been made yet."""
    return World(tmp_path)


def is_good(world: World) -> None:
    with world.unlocked() as vault:
        enter(vault)
        world.check_out(vault)
        world.close(vault, at_once=True)
        verify_ledger(vault)
        assert [entry.event for entry in vault.ledger.entries()].count("vault.created") == 1


def test_a_new_vault_is_there_and_a_second_one_is_refused(bare: World) -> None:
    with bare.created() as vault:
        assert parse_public_key(vault.home.public_key.read_text("ascii")) == vault.keys.signer().public_key
        assert (
            (vault.home.copies / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
        )
        (entry,) = vault.ledger.entries()
        assert entry.facts == {
            "vault": vault.keys.vault,
            "mode": "keyring",
            "store": "memory",
            "public_key": encode_bytes(vault.keys.signer().public_key),
        }
    before = files_below(bare.home.path)
    with pytest.raises(VaultExists), bare.created():
        pass
    assert files_below(bare.home.path) == before
    is_good(bare)


def test_without_a_vault_there_is_none(bare: World) -> None:
    with pytest.raises(VaultMissing), bare.unlocked():
        pass
    with pytest.raises(PassphraseNeeded), bare.created(use_keyring=False):
        pass
    assert not bare.keyring.entries


def crashed_before_the_register(world: World) -> None:
    create_vault(world.home.path, world.keyring, None).close()


@pytest.mark.parametrize(
    ("has_register", "line"),
    [(False, None), (True, None), (True, b""), (True, b'{"at":"2026')],
    ids=["before the register", "before the ledger", "an empty ledger", "half a line"],
)
def test_a_first_opening_that_was_cut_short_is_done_again(bare: World, has_register: bool, line: bytes | None) -> None:
    crashed_before_the_register(bare)
    if has_register:
        crash_after_the_register(bare)
    if line is not None:
        bare.home.ledger.write_bytes(line)
    is_good(bare)


class PowerCutError(Exception):
    """What a crash is to the code above it, but that the test goes on."""


def crash_in(world: World, where: object, name: str) -> None:
    """Unlock, with a power cut where `name` is called."""

    def crash(*_: object) -> None:
        raise PowerCutError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(where, name, crash)
        with pytest.raises(PowerCutError), world.unlocked():
            pass


def crash_after_the_register(world: World) -> None:
    crash_in(world, app.bootstrap, "_begin_ledger")
    assert world.home.registry.is_file()


def test_a_crash_between_the_first_line_and_its_note_in_the_register_begins_no_second_one(bare: World) -> None:
    crashed_before_the_register(bare)
    crash_in(bare, Meta, "set_many")
    is_good(bare)
    assert bare.home.ledger.read_bytes().count(b"vault.created") == 1


def test_a_register_that_was_deleted_is_not_silently_made_anew(world: World) -> None:
    with world.unlocked() as vault:
        world.check_out(vault)
    before = files_below(world.home.path)
    for path in world.home.path.glob("registry.db*"):
        path.unlink()
    for _ in range(2):
        with pytest.raises(RegistryDamaged, match="missing"), world.unlocked():
            pass
    assert files_below(world.home.path) == before
    assert not world.home.registry.exists()


def test_a_register_and_ledger_that_were_deleted_together_are_missed_as_soon_as_there_was_a_copy(world: World) -> None:
    with world.unlocked() as vault:
        world.check_out(vault)
    world.home.ledger.unlink()
    world.home.registry.unlink()
    with pytest.raises(RegistryDamaged), world.unlocked():
        pass


def test_a_register_of_another_vault_does_not_open(world: World, bare: World) -> None:
    with bare.created():
        pass
    for path in world.home.path.glob("registry.db*"):
        path.unlink()
    shutil.copy(bare.home.registry, world.home.registry)
    with pytest.raises(RegistryDamaged), world.unlocked():
        pass


def test_a_ledger_that_was_deleted_is_not_begun_anew_and_the_gap_stays(world: World) -> None:
    world.home.ledger.unlink()
    with world.unlocked() as vault:
        assert not vault.home.ledger.exists()
        with pytest.raises(LedgerDamaged, match="missing at the end"):
            verify_ledger(vault)
        world.check_out(vault)
        with pytest.raises(LedgerDamaged, match="lines are missing before line 2"):
            verify_ledger(vault)


def old_keys(world: World, act: Callable[[Unlocked], object]) -> None:
    """Put HEAD and tables back as they were before `act`."""
    saved = {path: path.read_bytes() for path in [world.home.path / "HEAD", *(world.home.path / "keys").iterdir()]}
    with world.unlocked() as vault:
        act(vault)
    for path in (world.home.path / "keys").iterdir():
        path.unlink()
    for path, data in saved.items():
        path.write_bytes(data)


def test_keys_of_an_earlier_generation_that_were_put_back_are_named(world: World) -> None:
    old_keys(world, world.check_out)
    before = files_below(world.home.path)
    with pytest.raises(VaultRolledBack) as caught, world.unlocked():
        pass
    assert (caught.value.found, caught.value.expected) == (1, 2)
    assert files_below(world.home.path) == before


def test_keys_of_an_earlier_epoch_that_were_put_back_open_nothing(world: World) -> None:
    with world.unlocked() as vault:
        world.check_out(vault)
    old_keys(world, lambda vault: world.close(vault, at_once=True))
    with pytest.raises(BaileeError) as caught, world.unlocked():
        pass
    assert caught.value.code == "B206"


def test_keys_that_are_newer_than_the_register_knows_are_those_of_a_crash(world: World) -> None:
    with world.unlocked() as vault:
        world.check_out(vault)
        vault.registry.meta.set("keys.generation", "1")
    with world.unlocked() as vault:
        assert not recover(vault, world.monitor).did_something


def test_damaged_settings_lock_nothing_away_for_good(world: World) -> None:
    world.home.settings.write_bytes(b"{")
    with pytest.raises(SettingsDamaged):
        Settings.load(world.home)
    with world.unlocked() as vault:
        assert vault.settings == Settings()


def test_a_public_key_that_was_exchanged_is_put_right_and_the_ledger_says_so(world: World) -> None:
    genuine = world.home.public_key.read_bytes()
    world.home.public_key.write_bytes(b"A" * 43 + b"=\n")
    with world.unlocked() as vault:
        assert [entry.event for entry in vault.ledger.entries()][-1] == "public-key.restored"
    assert world.home.public_key.read_bytes() == genuine
    with world.unlocked() as vault:
        assert [entry.event for entry in vault.ledger.entries()].count("public-key.restored") == 1


def test_what_a_crash_left_in_the_home_folder_is_swept_and_what_others_write_is_not(world: World) -> None:
    left = [world.home.path / f".bailee-new-{name}-00" for name in ("HEAD", "public-key.txt")]
    at_work = world.home.path / ".bailee-new-settings.json-00"
    for path in (*left, at_work):
        path.write_bytes(b"x")
    with world.unlocked():
        pass
    assert not any(path.exists() for path in left)
    assert at_work.exists()


def test_while_another_changes_keys_nothing_of_theirs_is_swept(
    world: World, vault: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = world.home.path / ".bailee-new-HEAD-00"
    half.write_bytes(b"x")
    # Time flies for whoever waits for the lock.
    monkeypatch.setattr("time.monotonic", iter(range(0, 10**6, 100)).__next__)
    with FileLock(world.home.path / "vault.lock", what="it"), pytest.raises(VaultBusy):
        app.bootstrap._lay_out(vault.home, vault.keys)
    assert half.exists()


def test_a_public_key_that_was_lost_is_written_again(world: World) -> None:
    before = world.home.public_key.read_bytes()
    world.home.public_key.unlink()
    with world.unlocked():
        pass
    assert world.home.public_key.read_bytes() == before


def test_wrong_passphrases_make_the_next_try_wait_longer_and_longer(bare: World) -> None:
    with bare.created(PASSPHRASE, use_keyring=False):
        pass
    before = files_below(bare.home.path)
    pauses, waits = [], []
    for _ in range(5):
        began = bare.clock.now()
        with pytest.raises(PassphraseWrong) as caught, bare.unlocked(b"wrong horse"):
            pass
        waits.append((bare.clock.now() - began).total_seconds())
        pauses.append(caught.value.pause_seconds)
    assert pauses == [0, 0, 1, 2, 4]
    assert waits == [0, *pauses[:-1]]
    with pytest.raises(PassphraseNeeded), bare.unlocked():
        pass
    with bare.unlocked(PASSPHRASE):
        pass
    assert files_below(bare.home.path) == before


def test_the_usual_clock_is_that_of_the_machine() -> None:
    clock = SystemClock()
    began = clock.now()
    clock.sleep(0.001)
    assert began.tzinfo is not None
    assert clock.now() > began
    assert tool_version()


def test_the_usual_parts_are_those_of_the_machine(bare: World) -> None:
    init(bare.home, use_keyring=False, passphrase=Secret(PASSPHRASE)).close()
    vault = unlock(bare.home, passphrase=Secret(PASSPHRASE))
    assert isinstance(vault.clock, SystemClock)
    vault.close()
