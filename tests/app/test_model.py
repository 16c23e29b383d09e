"""Values of the model that say something of their own."""

import pytest

from app.model import ClearedFile, Clearing, KeyMode, ProblemKind


@pytest.mark.parametrize(
    ("mode", "keyring", "passphrase"),
    [
        (KeyMode.KEYRING, True, False),
        (KeyMode.KEYRING_AND_PASSPHRASE, True, True),
        (KeyMode.PASSPHRASE, False, True),
    ],
)
def test_a_mode_says_what_it_needs(mode: KeyMode, keyring: bool, passphrase: bool) -> None:
    assert (mode.uses_keyring, mode.uses_passphrase) == (keyring, passphrase)


@pytest.mark.parametrize("kind", ProblemKind)
def test_only_what_is_missing_or_doubtful_makes_a_copy_incomplete(kind: ProblemKind) -> None:
    is_told_and_kept = kind.name.startswith("SKIPPED_") or kind is ProblemKind.INEXACT
    assert kind.makes_incomplete is not is_told_and_kept


def test_what_remains_is_what_was_not_removed() -> None:
    gone = ClearedFile("a", 1, was_overwritten=True, was_punched=True, is_removed=True)
    left = ClearedFile("b", 1, was_overwritten=True, was_punched=False, is_removed=False, failure="B603")
    assert Clearing("ext4", overwrites_in_place=True, files=(gone, left)).remaining == (left,)
    assert Clearing("ext4", overwrites_in_place=True).remaining == ()
