"""What is looked at before there is an open vault: HEAD, the tries left, the folder of the copies."""

from pathlib import Path

import pytest

from app import bootstrap
from app.bootstrap import SystemClock
from app.crypto.secret import Secret
from app.errors import AccessDenied, BaileeError, HeadDamaged, PassphraseWrong, VaultMissing
from app.model import KeyMode
from app.operations.look_at_folder import look_at_folder, synchronised_by
from app.operations.look_at_vault import look_at_vault, tries_before_pause
from app.settings import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    bootstrap.init(home, use_keyring=False, passphrase=Secret(b"correct horse")).close()
    return home


def test_it_says_what_opens_the_vault_and_writes_nothing(home: Home) -> None:
    before = sorted(path.name for path in home.path.rglob("*"))
    assert look_at_vault(home) is KeyMode.PASSPHRASE
    assert sorted(path.name for path in home.path.rglob("*")) == before


def test_without_a_vault_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(VaultMissing):
        look_at_vault(Home(tmp_path / "none"))


def test_a_head_that_is_damaged_or_gone_is_told(home: Home) -> None:
    (home.path / "HEAD").write_bytes(b"{}")
    with pytest.raises(HeadDamaged):
        look_at_vault(home)
    (home.path / "HEAD").unlink()
    with pytest.raises(HeadDamaged):
        look_at_vault(home)


def test_the_tries_run_out_and_come_back(home: Home) -> None:
    clock = SystemClock()
    left = [tries_before_pause(home, clock)]
    for _ in range(3):
        with pytest.raises(PassphraseWrong) as wrong:
            bootstrap.unlock(home, passphrase=Secret(b"wrong"))
        left.append(tries_before_pause(home, clock))
    assert left == [3, 2, 1, 0]
    assert wrong.value.pause_seconds == 1.0
    bootstrap.unlock(home, passphrase=Secret(b"correct horse")).close()
    assert tries_before_pause(home, clock) == 3


def test_a_folder_that_is_not_there_yet_is_judged_by_the_one_around_it(tmp_path: Path) -> None:
    seen = look_at_folder(tmp_path / "a" / "b")
    assert (seen.path, seen.synchronised_by, seen.is_on_network) == (tmp_path / "a" / "b", "", False)
    assert seen.free_bytes > 0
    assert seen.has_little_room == (seen.free_bytes < 5 * 10**9)


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/home/kim/Dropbox/bailee", "Dropbox"),
        ("/home/kim/OneDrive - Müller GmbH/x", "OneDrive"),
        ("/home/kim/Dropbox (Private)", "Dropbox"),
        ("/Users/kim/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud Drive"),
        ("/home/kim/Nextcloud", "Nextcloud"),
        ("/home/kim/onedrivers", ""),
        ("/home/kim/.local/share/bailee", ""),
    ],
)
def test_folders_that_are_copied_elsewhere_are_known_by_name(path: str, program: str) -> None:
    assert synchronised_by(Path(path)) == program


def test_a_mark_of_a_program_on_the_way_is_enough(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert synchronised_by(tmp_path / "deep" / "home") == "Syncthing"


def test_a_folder_nobody_may_look_at_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("shutil.disk_usage", refuse)
    with pytest.raises(AccessDenied) as caught:
        look_at_folder(tmp_path)
    assert isinstance(caught.value, BaileeError)
