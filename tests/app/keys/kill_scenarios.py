"""What is killed at every call by `test_kill`, and what must hold afterwards."""

from pathlib import Path

from app.errors import BaileeError, EpochKeyGone, VaultMissing
from app.keys.head import parse_head
from app.keys.rotation import OldEpoch, Unfinished, begin_wipe, delete_old_key, settle, still_opens, unfinished
from app.keys.vault import Keys
from app.model import CopyId
from tests.app.keys.vaults import A, B, C, add, copies_in, holding, is_tidy, key_files, make, unlock, wipe
from tests.fakes import FileKeyStore
from tests.recorder.killing import Scenario


class KeyScenario(Scenario):
    """A vault below the folder, and a keyring that outlives the process beside it."""

    watched = ("home", "keyring")
    refused = (BaileeError, OSError)
    passphrase: bytes | None = None

    def home(self, folder: Path) -> Path:
        return folder / "home"

    def store(self, folder: Path) -> FileKeyStore:
        (folder / "keyring").mkdir(exist_ok=True)
        return FileKeyStore(folder / "keyring" / "ring")

    def unlock(self, folder: Path) -> Keys:
        return unlock(self.home(folder), self.store(folder), self.passphrase)

    def recovered(self, folder: Path) -> Keys:
        """Unlock and end what was begun, as the program does when it starts."""
        keys = self.unlock(folder)
        if unfinished(keys) is Unfinished.COMMITTED:
            assert delete_old_key(keys).is_absent
        settle(keys)
        return keys

    def check(self, folder: Path, keys: Keys) -> None:
        """Nothing lies about, and the vault is as good as ever."""
        assert unfinished(keys) is Unfinished.NOTHING
        assert is_tidy(self.home(folder)), sorted(path.name for path in self.home(folder).rglob("*"))
        assert set(self.store(folder).entries) == {keys.head.entry}
        again = self.unlock(folder)
        assert again.head == keys.head
        assert again.table.equals(keys.table)


class Creating(KeyScenario):
    """A vault is made. Whoever finds none makes it again."""

    def act(self, folder: Path) -> None:
        make(self.home(folder), self.store(folder))

    def recover_and_check(self, folder: Path) -> None:
        try:
            keys = self.recovered(folder)
        except VaultMissing:
            make(self.home(folder), self.store(folder))
            keys = self.recovered(folder)
        assert copies_in(keys) == {}
        assert (keys.head.epoch, keys.head.generation) == (1, 1)
        self.check(folder, keys)


class Adding(KeyScenario):
    """A copy comes to two that are there."""

    def prepare(self, folder: Path) -> None:
        make(self.home(folder), self.store(folder), A, B)

    def act(self, folder: Path) -> None:
        add(self.unlock(folder), C)

    def recover_and_check(self, folder: Path) -> None:
        keys = self.recovered(folder)
        assert copies_in(keys) in (holding(A, B), holding(A, B, C))
        assert keys.head.generation == 1 + len(keys.table.copies)
        self.check(folder, keys)


class Rotating(KeyScenario):
    """A is wiped; B and C must live on."""

    def prepare(self, folder: Path) -> None:
        keys = make(self.home(folder), self.store(folder), CopyId("0" * 32), A, B, C)
        wipe(keys, CopyId("0" * 32))
        for name, content in key_files(self.home(folder)).items():
            (folder / "kept" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "kept" / name).write_bytes(content)

    def act(self, folder: Path) -> None:
        keys = self.unlock(folder)
        begin_wipe(keys, frozenset({A}))
        delete_old_key(keys)
        settle(keys)

    def recover_and_check(self, folder: Path) -> None:
        keys = self.recovered(folder)
        self.check(folder, keys)
        if keys.holds(A):
            assert keys.head.epoch == 2
            assert copies_in(keys) == holding(A, B, C)
        else:
            assert keys.head.epoch == 3
            assert copies_in(keys) == holding(B, C)
            self.nothing_brings_it_back(folder, keys)

    def nothing_brings_it_back(self, folder: Path, keys: Keys) -> None:
        """What somebody kept of the vault before the wipe opens no more."""
        kept = key_files(folder / "kept")
        head = parse_head(kept["HEAD"])
        assert not still_opens(keys, OldEpoch(head, kept[f"keys/{head.table}"]))
        try:
            unlock(folder / "kept", self.store(folder))
        except EpochKeyGone:
            return
        raise AssertionError


class RotatingAgain(Rotating):
    """The same in one process that goes on after a failure, as a long-running program does."""

    def act(self, folder: Path) -> None:
        keys = self.unlock(folder)
        try:
            super().act(folder)
        except BaileeError:
            if unfinished(keys) is Unfinished.COMMITTED:
                delete_old_key(keys)
                settle(keys)
            wipe(keys, A)


class RotatingWithPassphrase(Rotating):
    """The same with a passphrase beside the keyring."""

    passphrase = b"correct"

    def prepare(self, folder: Path) -> None:
        make(self.home(folder), self.store(folder), A, B, C, passphrase=self.passphrase)

    def recover_and_check(self, folder: Path) -> None:
        keys = self.recovered(folder)
        self.check(folder, keys)
        assert copies_in(keys) == (holding(B, C) if keys.head.epoch == 2 else holding(A, B, C))
