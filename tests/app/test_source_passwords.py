"""Passwords of customers' databases lie in the keyring and nowhere else, under names that tell nothing."""

import pytest

from app.crypto.secret import Secret
from app.errors import KeyStoreMissing
from app.operations.find_database import DatabaseWish, find_database
from app.unlocked.source_passwords import SourcePasswords
from tests.app.world import World, files_below

LOCATION = "postgresql://reader@db.example:5432/erp"
PASSWORD = b"Zephyrine's password"


def test_a_password_is_kept_replaced_and_forgotten(world: World) -> None:
    with world.unlocked() as vault:
        passwords = SourcePasswords(vault)
        assert passwords.get(LOCATION) is None
        for word in (b"first", PASSWORD):
            passwords.remember(LOCATION, Secret(word))
        found = passwords.get(LOCATION)
        assert found is not None
        assert found.reveal() == PASSWORD
        assert passwords.get(LOCATION + "2") is None
        assert not any("db.example" in entry for entry in world.keyring.entries)
    assert not any(PASSWORD in content for content in files_below(world.home.path).values())
    with world.unlocked() as vault:
        passwords = SourcePasswords(vault)
        assert passwords.forget(LOCATION)
        assert not passwords.forget(LOCATION)
        assert passwords.get(LOCATION) is None


def test_a_remembered_password_is_not_asked_for_unless_it_is_to_be_replaced(world: World) -> None:
    asked: list[str] = []

    def ask(location: str) -> Secret:
        asked.append(location)
        return Secret(PASSWORD)

    with world.unlocked() as vault:
        for remembers, times in ((True, 1), (False, 1), (True, 2), (False, 2)):
            find_database(vault, LOCATION, DatabaseWish(remembers=remembers), ask)
            assert asked == [LOCATION] * times


def test_a_vault_without_a_keyring_keeps_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    world = World(tmp_path_factory.mktemp("world"))
    with world.created(b"long enough", use_keyring=False) as vault:
        passwords = SourcePasswords(vault)
        assert passwords.get(LOCATION) is None
        assert not passwords.forget(LOCATION)
        with pytest.raises(KeyStoreMissing):
            passwords.remember(LOCATION, Secret(PASSWORD))
