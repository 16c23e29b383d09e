"""Signatures and keyed digests are those of the standards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.secret import Secret
from app.crypto.signing import (
    PUBLIC_KEY_BYTES,
    SIGNATURE_BYTES,
    Signer,
    digests_match,
    fingerprint,
    is_signed_by,
    keyed_digest,
)

# RFC 8032, section 7.1, tests 1 to 3: seed, public key, message, signature.
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
SIGNER = Signer(Secret(bytes(range(32))))


@pytest.mark.parametrize(("seed", "public", "message", "signature"), RFC_8032)
def test_signatures_are_those_of_rfc_8032(seed: str, public: str, message: str, signature: str) -> None:
    signer = Signer(Secret(bytes.fromhex(seed)))
    assert signer.public_key.hex() == public
    assert signer.sign(bytes.fromhex(message)).hex() == signature
    assert is_signed_by(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))


@given(message=st.binary(max_size=200), at=st.integers(0, SIGNATURE_BYTES - 1), flip=st.integers(1, 255))
def test_any_change_of_a_signature_is_noticed(message: bytes, at: int, flip: int) -> None:
    signature = bytearray(SIGNER.sign(message))
    assert is_signed_by(SIGNER.public_key, message, bytes(signature))
    assert not is_signed_by(SIGNER.public_key, message + b"x", bytes(signature))
    signature[at] ^= flip
    assert not is_signed_by(SIGNER.public_key, message, bytes(signature))


@given(public=st.binary(max_size=40) | st.binary(min_size=32, max_size=32), signature=st.binary(max_size=70))
def test_any_bytes_may_be_asked_about(public: bytes, signature: bytes) -> None:
    assert not is_signed_by(public, b"message", signature)


def test_another_key_did_not_sign() -> None:
    other = Signer(Secret(bytes(32)))
    assert not is_signed_by(other.public_key, b"message", SIGNER.sign(b"message"))
    assert len(other.public_key) == PUBLIC_KEY_BYTES


def test_fingerprints_are_for_people() -> None:
    # printf '' | sha256sum
    assert fingerprint(b"") == "e3b0-c442-98fc-1c14"


def test_keyed_digests_are_those_of_rfc_4231() -> None:
    digest = keyed_digest(Secret(b"Jefe"), b"what do ya want for nothing?")
    assert digest.hex() == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert digests_match(digest, bytes(digest))
    assert not digests_match(digest, digest[:-1])
    assert not digests_match(digest, bytes(32))
