"""What an unlocked vault says of itself."""

import getpass

import pytest

from app.errors import VaultLocked
from app.model import CopyId
from tests.app.world import World


def test_the_technician_is_the_name_of_the_account_or_unknown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with world.unlocked() as vault:
        assert vault.technician == getpass.getuser()

        def nobody() -> str:
            raise KeyError

        monkeypatch.setattr("getpass.getuser", nobody)
        assert vault.technician == "unknown"


def test_after_it_was_locked_no_key_is_given_out(world: World) -> None:
    with world.unlocked() as vault:
        record = world.check_out(vault)
    for use in (vault.keys.registry_key, vault.keys.signer, lambda: vault.keys.copy_key(record.id)):
        with pytest.raises(VaultLocked):
            use()
    with pytest.raises(VaultLocked):
        vault.keys.holds(CopyId(record.id))
    vault.close()
