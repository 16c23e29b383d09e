"""What was sealed opens in its own place only, and not after any change."""

import struct

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.sealing import NONCE_BYTES, TAG_BYTES, ChunkSealer, open_blob, seal_blob
from app.crypto.secret import Secret
from app.errors import SealBroken

KEY = bytes(range(32))
COPY = bytes(range(50, 66))
NONCE = bytes(range(12))
places = st.tuples(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1), st.booleans())
Place = tuple[int, int, bool]


def seal(sealer: ChunkSealer, place: Place, plain: bytes) -> tuple[bytes, bytes]:
    out = bytearray(len(plain) + TAG_BYTES)
    nonce, tag = sealer.seal_into(place[0], place[1], memoryview(plain), memoryview(out), is_last=place[2])
    assert out[len(plain) :] == tag
    return nonce, bytes(out)


def unseal(sealer: ChunkSealer, place: Place, nonce: bytes, sealed: bytes) -> bytes:
    out = bytearray(b"?" * max(len(sealed) - TAG_BYTES, 0))
    try:
        sealer.open_into(place[0], place[1], memoryview(sealed), nonce, memoryview(out), is_last=place[2])
    except SealBroken:
        assert not any(out) or len(sealed) < TAG_BYTES or len(nonce) != NONCE_BYTES
        raise
    return bytes(out)


@given(places, st.binary(max_size=300))
def test_opens_as_it_was(place: Place, plain: bytes) -> None:
    nonce, sealed = seal(ChunkSealer(Secret(KEY), COPY), place, plain)
    assert unseal(ChunkSealer(Secret(KEY), COPY), place, nonce, sealed) == plain


@pytest.mark.parametrize("size", [0, 1, 65535, 65536])
def test_sizes_around_the_edges(size: int) -> None:
    sealer = ChunkSealer(Secret(KEY), COPY)
    nonce, sealed = seal(sealer, (1, 2, True), b"x" * size)
    assert unseal(sealer, (1, 2, True), nonce, sealed) == b"x" * size


def test_a_chunk_is_aes_256_gcm_with_the_additional_data_of_the_format() -> None:
    nonce, sealed = seal(ChunkSealer(Secret(KEY), COPY), (258, 3, True), b"plain")
    bound_to = b"bailee/v1/chunk" + COPY + struct.pack(">QQIB", 258, 3, 5, 1)
    assert AESGCM(KEY).decrypt(nonce, sealed, bound_to) == b"plain"


def test_a_chunk_sealed_by_the_first_release_opens_for_ever() -> None:
    sealed = bytes.fromhex("2477a56faa88a769ad25f6ffd01a9a6c16e7c4665c3acb6f455e3c454b")
    assert unseal(ChunkSealer(Secret(KEY), COPY), (258, 3, True), NONCE, sealed) == b"customer data"
    assert unseal_by_hand(sealed) == b"customer data"


def unseal_by_hand(sealed: bytes) -> bytes:
    place = (258).to_bytes(8, "big") + (3).to_bytes(8, "big") + (13).to_bytes(4, "big") + b"\x01"
    return AESGCM(KEY).decrypt(NONCE, sealed, b"bailee/v1/chunk" + COPY + place)


@given(places, places, st.binary(max_size=40))
def test_no_chunk_opens_in_the_place_of_another(place: Place, other: Place, plain: bytes) -> None:
    sealer = ChunkSealer(Secret(KEY), COPY)
    nonce, sealed = seal(sealer, place, plain)
    for wrong in ((other[0], place[1], place[2]), (place[0], other[1], place[2]), (*place[:2], not place[2])):
        if wrong != place:
            with pytest.raises(SealBroken):
                unseal(sealer, wrong, nonce, sealed)


@given(st.binary(max_size=40), st.data())
def test_any_changed_byte_is_noticed(plain: bytes, data: st.DataObject) -> None:
    sealer = ChunkSealer(Secret(KEY), COPY)
    nonce, sealed = seal(sealer, (1, 1, False), plain)
    whole = bytearray(nonce + sealed)
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken) as caught:
        unseal(sealer, (1, 1, False), bytes(whole[:NONCE_BYTES]), bytes(whole[NONCE_BYTES:]))
    assert str(caught.value) == "chunk 1 does not open under its key"


@given(st.binary(max_size=40), st.integers(0, 55))
def test_a_chunk_of_another_length_is_noticed(plain: bytes, size: int) -> None:
    sealer = ChunkSealer(Secret(KEY), COPY)
    nonce, sealed = seal(sealer, (1, 1, False), plain)
    for wrong in (sealed[:size], sealed + b"\x00"):
        if wrong != sealed:
            with pytest.raises(SealBroken):
                unseal(sealer, (1, 1, False), nonce, wrong)
    with pytest.raises(SealBroken):
        unseal(sealer, (1, 1, False), nonce[: size % NONCE_BYTES], sealed)


def test_another_copy_or_another_key_does_not_open_it() -> None:
    nonce, sealed = seal(ChunkSealer(Secret(KEY), COPY), (1, 1, False), b"plain")
    for wrong in (ChunkSealer(Secret(KEY), bytes(16)), ChunkSealer(Secret(bytes(32)), COPY)):
        with pytest.raises(SealBroken):
            unseal(wrong, (1, 1, False), nonce, sealed)


def test_no_nonce_comes_twice() -> None:
    sealer = ChunkSealer(Secret(KEY), COPY)
    out = memoryview(bytearray(TAG_BYTES))
    nothing = memoryview(b"")
    nonces = {sealer.seal_into(1, 1, nothing, out, is_last=False)[0] for _ in range(100_000)}
    assert len(nonces) == 100_000
    assert {len(nonce) for nonce in nonces} == {NONCE_BYTES}


@given(st.binary(max_size=100), st.binary(max_size=20))
def test_a_blob_opens_with_what_it_is_bound_to(plain: bytes, bound_to: bytes) -> None:
    sealed = seal_blob(Secret(KEY), plain, bound_to)
    assert open_blob(Secret(KEY), sealed, bound_to, "blob").reveal() == plain
    assert AESGCM(KEY).decrypt(sealed[:12], sealed[12:], bound_to) == plain
    with pytest.raises(SealBroken, match="blob"):
        open_blob(Secret(KEY), sealed, bound_to + b"x", "blob")
    with pytest.raises(SealBroken, match="blob"):
        open_blob(Secret(bytes(32)), sealed, bound_to, "blob")


@given(st.binary(max_size=30), st.data())
def test_any_change_of_a_blob_is_noticed(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal_blob(Secret(KEY), plain, b""))
    cut = bytes(sealed[: data.draw(st.integers(0, len(sealed) - 1))])
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    for wrong in (bytes(sealed), cut):
        with pytest.raises(SealBroken):
            open_blob(Secret(KEY), wrong, b"", "blob")


def test_no_blob_is_sealed_the_same_way_twice() -> None:
    assert len({seal_blob(Secret(KEY), b"plain", b"") for _ in range(1000)}) == 1000
