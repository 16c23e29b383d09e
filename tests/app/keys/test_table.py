"""The key table opens as it was sealed, in its own vault, epoch and generation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.canonical import to_canonical
from app.crypto.sealing import seal_blob
from app.crypto.secret import Secret
from app.errors import KeyTableDamaged, SecretClosed
from app.keys.table import KeyTable, open_table, seal_table
from app.model import CopyId
from tests.app.keys.vaults import A, B, C, key_of

KEY = Secret(bytes(range(32)))
VAULT = bytes(range(16))
BOUND_TO = b"bailee/v1/key-table" + VAULT + (3).to_bytes(8, "big") + (12).to_bytes(8, "big")
# Sealed by the first release. It opens for ever.
FIRST = bytes.fromhex(
    "c9612d68e7899e0d463ac8c0f05a58fe000765c67494298007b550f5b34ce9489f583b0aae823336bba40b9904887e77c674"
    "4a1cd012afae633e4fc7dac914c46c853205fb3d7197af74e00a55b35b86cf2a6f54450911c91d279ad6a01777d91579a383"
    "e495e5ae77d5f85a9d0f62b0c6542674468eb357a0898d6b8aa9489ba08a3a73fe8099a05000ee2930dd84262f62a532f494"
    "9a94f1b2493c7ccbcfc2cd7ca41df8ff0c91b25f78aeca182dc35f3826b92d883c8c2d306ffffec8e2cdbc4c583dcef854de"
    "08adcf69792350b85b5ad6b09ecc6a2d1020c326326c3b986c05a699797d567ca2549d35ee1b226c1c2835a9be8e8ed78221"
    "58b77bf9d33da4c9a49d36c3a20a6bd5bb963894e2871a1cc8ab73530fc04310035fe60c76cf494f67e0d3e1bf6a793732d4"
    "db3bed8c930321e44ee1e890f35e0840d42521"
)


def table(*copies: CopyId) -> KeyTable:
    held = {copy: Secret(key_of(copy)) for copy in copies}
    return KeyTable(held, Secret(b"r" * 32), Secret(b"s" * 32))


def unseal(sealed: bytes, key: Secret = KEY) -> KeyTable:
    return open_table(sealed, key, VAULT, 3, 12, "table-x")


def test_the_first_release_opens_for_ever() -> None:
    assert unseal(FIRST).equals(table(A, B))


@given(st.lists(st.sampled_from([A, B, C]), unique=True))
def test_opens_as_it_was_sealed(copies: list[CopyId]) -> None:
    opened = unseal(seal_table(table(*copies), KEY, VAULT, 3, 12))
    assert opened.equals(table(*copies))
    assert {copy: key.reveal() for copy, key in opened.copies.items()} == {copy: key_of(copy) for copy in copies}


def test_tables_are_equal_when_every_key_is() -> None:
    held = {A: Secret(key_of(A))}
    assert not table(A).equals(table(B))
    assert not table(A).equals(table(A, B))
    assert not table(A).equals(KeyTable({A: Secret(key_of(B))}, Secret(b"r" * 32), Secret(b"s" * 32)))
    assert not table(A).equals(KeyTable(held, Secret(b"x" * 32), Secret(b"s" * 32)))
    assert not table(A).equals(KeyTable(held, Secret(b"r" * 32), Secret(b"x" * 32)))


def test_copies_come_and_go_without_touching_the_table_before() -> None:
    before = table(A, B)
    after = before.with_copy(C, Secret(key_of(C))).without(frozenset({A, CopyId("never there")}))
    assert set(after.copies) == {B, C}
    assert set(before.copies) == {A, B}
    assert after.registry is before.registry


def test_fresh_tables_share_nothing() -> None:
    keys = {key.reveal() for fresh in (KeyTable.fresh(), KeyTable.fresh()) for key in (fresh.registry, fresh.signing)}
    assert len(keys) == 4


def test_closing_drops_every_key() -> None:
    closed = table(A)
    closed.close()
    for key in (closed.copies[A], closed.registry, closed.signing):
        with pytest.raises(SecretClosed):
            key.reveal()


@given(st.integers(0, len(FIRST) - 1), st.integers(1, 255))
def test_any_changed_byte_is_noticed(at: int, flip: int) -> None:
    changed = bytearray(FIRST)
    changed[at] ^= flip
    for wrong in (bytes(changed), FIRST[:at]):
        with pytest.raises(KeyTableDamaged, match="table-x"):
            unseal(wrong)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_named_failure(data: bytes) -> None:
    with pytest.raises(KeyTableDamaged):
        unseal(data)


@given(st.binary(max_size=200))
def test_any_sealed_content_is_a_table_or_a_named_failure(data: bytes) -> None:
    with pytest.raises(KeyTableDamaged):
        unseal(seal_blob(KEY, data, BOUND_TO))


@pytest.mark.parametrize(
    "content",
    [
        {"copies": {}, "registry": "AA==", "signing": "AA=="},
        {"copies": [], "registry": "A" * 43 + "=", "signing": "A" * 43 + "="},
        {"copies": {"a": "AA=="}, "registry": "A" * 43 + "=", "signing": "A" * 43 + "="},
        {"copies": {}, "registry": "A" * 43 + "="},
        {"copies": {}, "registry": "A" * 43 + "=", "signing": "A" * 43 + "=", "more": 1},
    ],
    ids=["short keys", "no object", "short copy", "missing", "more"],
)
def test_content_that_is_no_table_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(KeyTableDamaged, match="content"):
        unseal(seal_blob(KEY, to_canonical(content), BOUND_TO))  # type: ignore[arg-type]


def test_is_bound_to_vault_epoch_generation_and_key() -> None:
    for vault, epoch, generation, key in [
        (bytes(16), 3, 12, KEY),
        (VAULT, 4, 12, KEY),
        (VAULT, 3, 13, KEY),
        (VAULT, 3, 12, Secret(bytes(32))),
    ]:
        with pytest.raises(KeyTableDamaged):
            open_table(FIRST, key, vault, epoch, generation, "table-x")
