"""Whatever is done to the key files while the vault is locked, it is named, and never opens as something else."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.crypto.derivation import StretchingCost
from app.errors import (
    BaileeError,
    EpochKeyGone,
    FormatNewer,
    HeadDamaged,
    KeyStoreDiffers,
    KeyTableDamaged,
    PassphraseNeeded,
    PassphraseWrong,
)
from app.keys.head import Head, parse_head
from app.model import KeyMode
from tests.app.keys.vaults import A, B, C, add, copies_in, holding, key_files, make, put_back, unlock, wipe
from tests.fakes import MemoryKeyStore

HEAD_FAILURES = (HeadDamaged, FormatNewer, EpochKeyGone, KeyStoreDiffers, PassphraseNeeded)


class Victim:
    """A vault with a past, and a sibling whose keys lie in the same keyring."""

    def __init__(self, folder: Path, passphrase: bytes | None = None) -> None:
        self.home, self.passphrase = folder / "home", passphrase
        self.store = MemoryKeyStore()
        keys = make(self.home, self.store, A, passphrase=passphrase)
        self.first_epoch = key_files(self.home)
        wipe(keys, A)
        add(keys, B)
        self.older = key_files(self.home)
        add(keys, C)
        self.now = key_files(self.home)
        self.head = keys.head
        make(folder / "sibling", self.store, A, passphrase=passphrase)
        self.sibling = key_files(folder / "sibling")

    @property
    def table(self) -> str:
        return f"keys/{self.head.table}"

    def opens_with(self, **files: bytes | None) -> BaileeError | None:
        """Put changed files in place, unlock, and put it all right again; what was raised."""
        changed = {**self.now, **{self.path(name): content for name, content in files.items()}}
        put_back(self.home, {name: content for name, content in changed.items() if content is not None})
        if changed["HEAD"] is None:
            (self.home / "HEAD").unlink()
        try:
            opened = unlock(self.home, self.store, self.passphrase)
        except BaileeError as error:
            return error
        finally:
            put_back(self.home, self.now)
        assert copies_in(opened) == holding(B, C), "opened as something else"
        return None

    def path(self, name: str) -> str:
        return {"head": "HEAD", "table": self.table}[name]

    def edited(self, change: Callable[[Head], Head]) -> bytes:
        return change(parse_head(self.now["HEAD"])).to_bytes()


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Victim:
    return Victim(tmp_path_factory.mktemp("victim"))


def flips(content: bytes) -> list[bytes]:
    """`content` with one byte changed, for each of its bytes, in a lowest and a highest bit."""
    changed = []
    for at in range(len(content)):
        for flip in (0x01, 0x80):
            one = bytearray(content)
            one[at] ^= flip
            changed.append(bytes(one))
    return changed


def test_left_alone_it_opens(victim: Victim) -> None:
    assert victim.opens_with() is None


def test_every_byte_of_head_counts(victim: Victim) -> None:
    for changed in flips(victim.now["HEAD"]):
        assert isinstance(victim.opens_with(head=changed), HEAD_FAILURES), changed


def test_every_byte_of_the_table_counts(victim: Victim) -> None:
    for changed in flips(victim.now[victim.table]):
        assert isinstance(victim.opens_with(table=changed), KeyTableDamaged)


def test_a_cut_head_is_named(victim: Victim) -> None:
    content = victim.now["HEAD"]
    for size in range(len(content)):
        assert isinstance(victim.opens_with(head=content[:size]), HeadDamaged)


def test_a_cut_table_is_named(victim: Victim) -> None:
    content = victim.now[victim.table]
    for size in range(0, len(content), 3):
        assert isinstance(victim.opens_with(table=content[:size]), KeyTableDamaged)
    assert isinstance(victim.opens_with(table=content + b"\x00"), KeyTableDamaged)


def test_zeros_are_named(victim: Victim) -> None:
    assert isinstance(victim.opens_with(head=bytes(len(victim.now["HEAD"]))), HeadDamaged)
    assert isinstance(victim.opens_with(table=bytes(len(victim.now[victim.table]))), KeyTableDamaged)


def test_missing_files_are_named(victim: Victim) -> None:
    assert isinstance(victim.opens_with(head=None), HeadDamaged)
    assert isinstance(victim.opens_with(table=None), KeyTableDamaged)


def old_table(files: dict[str, bytes]) -> bytes:
    [name] = [name for name in files if name.startswith("keys/table-")]
    return files[name]


def test_old_versions_put_back_are_named(victim: Victim) -> None:
    assert isinstance(victim.opens_with(table=old_table(victim.older)), KeyTableDamaged)
    assert isinstance(victim.opens_with(table=old_table(victim.first_epoch)), KeyTableDamaged)
    assert isinstance(victim.opens_with(head=victim.older["HEAD"]), KeyTableDamaged)
    assert isinstance(victim.opens_with(head=victim.first_epoch["HEAD"]), EpochKeyGone)


def test_all_key_files_of_an_older_epoch_put_back_are_named(victim: Victim) -> None:
    put_back(victim.home, victim.first_epoch)
    with pytest.raises(EpochKeyGone):
        unlock(victim.home, victim.store)
    put_back(victim.home, victim.now)


def test_all_key_files_of_an_older_moment_show_in_the_generation(victim: Victim) -> None:
    """The one thing that the key files alone cannot tell; the register knows the generation."""
    put_back(victim.home, victim.older)
    assert unlock(victim.home, victim.store).head.generation == victim.head.generation - 1
    put_back(victim.home, victim.now)


def test_parts_of_a_sibling_are_named(victim: Victim) -> None:
    assert isinstance(victim.opens_with(head=victim.sibling["HEAD"]), KeyTableDamaged)
    assert isinstance(victim.opens_with(table=old_table(victim.sibling)), KeyTableDamaged)
    sibling = parse_head(victim.sibling["HEAD"])
    pointing = replace(sibling, table=victim.head.table).to_bytes()
    assert isinstance(victim.opens_with(head=pointing), HeadDamaged)
    borrowed = victim.edited(lambda head: replace(head, entry=sibling.entry))
    assert isinstance(victim.opens_with(head=borrowed), HeadDamaged)


def spliced(front: bytes, back: bytes) -> list[bytes]:
    """The front of one and the end of the other, cut at several places; what is one of them is left out."""
    joined = [front[:at] + back[at:] for at in range(1, min(len(front), len(back)), 17)]
    return [content for content in joined if content not in (front, back)]


def test_spliced_files_are_named(victim: Victim) -> None:
    for other in (victim.older, victim.first_epoch, victim.sibling):
        for content in spliced(victim.now["HEAD"], other["HEAD"]):
            assert isinstance(victim.opens_with(head=content), HEAD_FAILURES)
        for content in spliced(victim.now[victim.table], old_table(other)):
            assert isinstance(victim.opens_with(table=content), KeyTableDamaged)


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        (lambda head: replace(head, epoch=head.epoch + 1), HeadDamaged),
        (lambda head: replace(head, generation=head.generation + 1), HeadDamaged),
        (lambda head: replace(head, store="other"), KeyStoreDiffers),
        (lambda head: replace(head, entry=head.entry + "0"), EpochKeyGone),
        (lambda head: replace(head, commitment=bytes(32)), HeadDamaged),
        (lambda head: replace(head, cost=StretchingCost(passes=4)), HeadDamaged),
        (lambda head: replace(head, previous=None), HeadDamaged),
        (lambda head: replace(head, mode=KeyMode.KEYRING_AND_PASSPHRASE, salt=bytes(16)), PassphraseNeeded),
        (lambda head: replace(head, mode=KeyMode.PASSPHRASE, salt=bytes(16), store="", entry=""), PassphraseNeeded),
    ],
    ids=["epoch", "generation", "store", "entry", "commitment", "cost", "previous", "both", "passphrase"],
)
def test_an_edited_head_is_named(victim: Victim, change: Callable[[Head], Head], failure: type[BaileeError]) -> None:
    assert type(victim.opens_with(head=victim.edited(change))) is failure


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Victim:
    return Victim(tmp_path_factory.mktemp("guarded"), passphrase=b"correct")


@pytest.mark.parametrize(
    ("change", "failure"),
    [
        (lambda head: replace(head, mode=KeyMode.KEYRING, salt=b""), HeadDamaged),
        (lambda head: replace(head, mode=KeyMode.PASSPHRASE, store="", entry=""), PassphraseWrong),
        (lambda head: replace(head, salt=bytes(16)), PassphraseWrong),
        (lambda head: replace(head, cost=StretchingCost(lanes=1)), PassphraseWrong),
        (lambda head: replace(head, cost=StretchingCost(passes=1)), HeadDamaged),
        (lambda head: replace(head, cost=StretchingCost(memory_kib=8)), HeadDamaged),
        (lambda head: replace(head, cost=StretchingCost(memory_kib=2**40)), HeadDamaged),
        (lambda head: replace(head, generation=99), HeadDamaged),
    ],
    ids=["passphrase stripped", "keyring stripped", "salt", "lanes", "cheap", "little memory", "endless", "generation"],
)
def test_a_vault_with_a_passphrase_is_not_talked_into_less(
    guarded: Victim, change: Callable[[Head], Head], failure: type[BaileeError]
) -> None:
    assert type(guarded.opens_with(head=guarded.edited(change))) is failure


def test_left_alone_it_opens_with_a_passphrase_too(guarded: Victim) -> None:
    assert guarded.opens_with() is None


def test_files_that_do_not_belong_there_are_borne(victim: Victim) -> None:
    (victim.home / "keys" / "stray").write_bytes(b"x")
    (victim.home / "keys" / "folder").mkdir()
    assert copies_in(unlock(victim.home, victim.store)) == holding(B, C)
    shutil.rmtree(victim.home / "keys" / "folder")
    (victim.home / "keys" / "stray").unlink()
