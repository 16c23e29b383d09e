"""Checkpoints: signed notes on how far the ledger has come, of which nothing can be changed."""

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.secret import Secret
from app.crypto.signing import Signer, is_signed_by
from app.custody.checkpoint import Checkpoint, find_checkpoints, make_checkpoint, read_checkpoint
from app.custody.ledger import LedgerHead
from app.errors import CertificateInvalid
from app.model import VaultId
from tests.app.custody.samples import HEAD, VAULT

SIGNER = Signer(Secret(bytes(range(32))))
OTHER = Signer(Secret(bytes(32)))
NOTE = make_checkpoint(SIGNER, VAULT, HEAD)


def test_what_was_signed_is_read() -> None:
    assert read_checkpoint(NOTE, SIGNER.public_key) == Checkpoint(VAULT, HEAD)


def test_it_is_a_signed_note_that_others_can_verify_too() -> None:
    """By the words of c2sp.org/signed-note, without any code of ours."""
    text, _, signatures = NOTE.rpartition("\n\n")
    assert text.split("\n") == [f"bailee/{VAULT}/ledger", "7", base64.b64encode(bytes.fromhex(HEAD.hash)).decode()]
    dash, name, encoded = signatures.removesuffix("\n").split(" ")
    assert (dash, name) == ("\u2014", f"bailee/{VAULT}/ledger")
    raw = base64.b64decode(encoded)
    key_id = hashlib.sha256(name.encode() + b"\n\x01" + SIGNER.public_key).digest()[:4]
    assert raw[:4] == key_id
    assert is_signed_by(SIGNER.public_key, f"{text}\n".encode(), raw[4:])


def test_one_that_another_key_signed_is_refused() -> None:
    with pytest.raises(CertificateInvalid, match="not signed by this key"):
        read_checkpoint(NOTE, OTHER.public_key)
    with pytest.raises(CertificateInvalid, match="not signed by this key"):
        read_checkpoint(make_checkpoint(OTHER, VAULT, HEAD), SIGNER.public_key)


@pytest.mark.parametrize("with_what", ["", "A", "=", " ", "\n", "0", "\ud800"], ids=ascii)
def test_no_character_can_be_exchanged_taken_out_or_put_in(with_what: str) -> None:
    for at in range(len(NOTE) + 1):
        for edited in (NOTE[:at] + with_what + NOTE[at + 1 :], NOTE[:at] + with_what + NOTE[at:]):
            if edited != NOTE:
                with pytest.raises(CertificateInvalid):
                    read_checkpoint(edited, SIGNER.public_key)


def test_no_bit_can_be_turned() -> None:
    for at, character in enumerate(NOTE):
        for bit in range(7):
            with pytest.raises(CertificateInvalid):
                read_checkpoint(NOTE[:at] + chr(ord(character) ^ 1 << bit) + NOTE[at + 1 :], SIGNER.public_key)


@pytest.mark.parametrize(
    "edited",
    [
        NOTE + NOTE,
        NOTE + "x" * 3000,
        "x" * 3000 + NOTE,
        NOTE.replace("\n7\n", "\n07\n"),
        NOTE.replace("\n7\n", "\n 7\n"),
        NOTE.replace("\n7\n", "\n7_0\n"),
        NOTE.replace("\n7\n", "\n-7\n"),
        NOTE.replace("\n7\n", "\n" + "9" * 1500 + "\n"),
        NOTE.replace("/ledger", "/ledge"),
        NOTE.replace(f"bailee/{VAULT}", "bailee"),
        NOTE.replace("\n", "\r\n"),
        NOTE.replace("\u2014", "-"),
        "",
        "\n\n\u2014 ",
    ],
    ids=range(14),
)
def test_what_looks_like_one_is_refused(edited: str) -> None:
    with pytest.raises(CertificateInvalid):
        read_checkpoint(edited, SIGNER.public_key)


@given(text=st.text(max_size=400))
def test_any_text_is_refused(text: str) -> None:
    with pytest.raises(CertificateInvalid):
        read_checkpoint(text, SIGNER.public_key)


@given(
    size=st.integers(0, 10**12), digest=st.binary(min_size=32, max_size=32), vault=st.binary(min_size=16, max_size=16)
)
def test_every_head_is_read_as_it_was_signed(size: int, digest: bytes, vault: bytes) -> None:
    head, name = LedgerHead(size, digest.hex()), VaultId(vault.hex())
    assert read_checkpoint(make_checkpoint(SIGNER, name, head), SIGNER.public_key) == Checkpoint(name, head)


def test_they_are_found_in_a_longer_text() -> None:
    second = make_checkpoint(SIGNER, VAULT, LedgerHead(9, HEAD.hash))
    text = f"See bailee/ and bailee/x/ledger below.\n\n{NOTE}\nand\n{second}bailee/\n\n\u2014 the end"
    assert find_checkpoints(text) == [NOTE, second]


@given(
    before=st.text(alphabet="bailee/\n\u2014 x", max_size=30), after=st.text(alphabet="bailee/\n\u2014 x", max_size=30)
)
def test_one_that_stands_in_any_text_is_found(before: str, after: str) -> None:
    found = find_checkpoints(f"{before}\n{NOTE}{after}")
    assert NOTE in found
    assert all(one.count("\n") <= 5 for one in found)


def test_where_there_is_none_none_is_found() -> None:
    assert find_checkpoints("") == []
    assert find_checkpoints("bailee/x/ledger\n1\nzz\n") == []
