"""HEAD is read strictly: as it was written, or not at all."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.crypto.canonical import Json, to_canonical
from app.crypto.derivation import StretchingCost
from app.crypto.secret import Secret
from app.errors import FormatNewer, HeadDamaged
from app.keys.head import LIMIT_BYTES, Head, Retired, parse_head
from app.model import KeyMode, VaultId

VAULT = VaultId("00112233445566778899aabbccddeeff")
HEAD = Head(
    vault=VAULT,
    epoch=3,
    generation=12,
    mode=KeyMode.KEYRING_AND_PASSPHRASE,
    store="secret-service",
    entry=f"bailee/{VAULT}/3-01020304",
    table="table-3-0011223344556677",
    salt=bytes(range(16)),
    cost=StretchingCost(),
    commitment=bytes(range(32)),
    previous=Retired(2, f"bailee/{VAULT}/2-05060708", "table-2-8899aabbccddeeff"),
)
ANCHOR = Secret(bytes(32))
SEALED = HEAD.sealed(ANCHOR)
# The first release wrote this. It is read for ever.
FIRST = (
    b'{"argon2id":{"lanes":4,"memory_kib":65536,"passes":3},'
    b'"commitment":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",'
    b'"entry":"bailee/00112233445566778899aabbccddeeff/3-01020304","epoch":3,"format":1,"generation":12,'
    b'"mac":"JjCCQGMnLjyOs9DSkq1BSbb5qJXpty1fCmA0oWrpH3I=","mode":"keyring+passphrase",'
    b'"previous":{"entry":"bailee/00112233445566778899aabbccddeeff/2-05060708","epoch":2,'
    b'"table":"table-2-8899aabbccddeeff"},"salt":"AAECAwQFBgcICQoLDA0ODw==","store":"secret-service",'
    b'"table":"table-3-0011223344556677","vault":"00112233445566778899aabbccddeeff"}\n'
)


def test_the_first_release_is_read_for_ever() -> None:
    head = parse_head(FIRST)
    assert head == SEALED
    head.check_mac(ANCHOR)
    assert head.to_bytes() == FIRST


@pytest.mark.parametrize(
    "head",
    [
        SEALED,
        replace(SEALED, previous=None),
        replace(SEALED, mode=KeyMode.KEYRING, salt=b""),
        replace(SEALED, mode=KeyMode.PASSPHRASE, store="", entry=""),
    ],
    ids=["full", "first epoch", "keyring", "passphrase"],
)
def test_comes_back_as_it_was_written(head: Head) -> None:
    assert parse_head(head.to_bytes()) == head


@given(st.binary(max_size=300))
@example(b"")
@example(b"[" * 4000)
@example(b'{"a":' * 800)
@example(b"{}")
def test_any_bytes_are_a_head_or_a_named_failure(data: bytes) -> None:
    with pytest.raises((HeadDamaged, FormatNewer)):
        parse_head(data)


@given(st.integers(0, len(FIRST) - 1), st.integers(1, 255))
def test_any_changed_byte_is_refused_or_breaks_the_mac(at: int, flip: int) -> None:
    changed = bytearray(FIRST)
    changed[at] ^= flip
    with pytest.raises((HeadDamaged, FormatNewer)):
        parse_head(bytes(changed)).check_mac(ANCHOR)


@given(st.dictionaries(st.sampled_from(sorted(json.loads(FIRST))), st.none() | st.integers() | st.text(max_size=9)))
def test_any_fields_are_a_head_or_a_named_failure(fields: dict[str, int | str | None]) -> None:
    with suppress(HeadDamaged, FormatNewer):
        parse_head(to_canonical({**json.loads(FIRST), **fields}) + b"\n")


@pytest.mark.parametrize("number", [2, 9, 10**15])
def test_a_newer_format_is_told_whatever_else_is_in_it(number: int) -> None:
    with pytest.raises(FormatNewer) as caught:
        parse_head(to_canonical({"format": number, "new": True}))
    assert (caught.value.found, caught.value.known) == (number, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 0},
        {"vault": VAULT[:-1]},
        {"vault": VAULT.upper()},
        {"epoch": 0},
        {"epoch": 2**63},
        {"generation": 0},
        {"mode": "none"},
        {"mode": "keyring"},
        {"mode": "passphrase"},
        {"store": ""},
        {"entry": ""},
        {"entry": "x" * 201},
        {"table": "../../HEAD"},
        {"table": "table-/../x"},
        {"table": "HEAD"},
        {"table": ""},
        {"salt": ""},
        {"salt": "AAECAwQFBgcICQoLDA0OD0=="},
        {"commitment": "AA=="},
        {"mac": ""},
        {"argon2id": None},
        {"argon2id": {"lanes": 4, "memory_kib": 65536, "passes": 1}},
        {"argon2id": {"lanes": 4, "memory_kib": 64, "passes": 3}},
        {"argon2id": {"lanes": 4, "memory_kib": 65536, "passes": 3, "more": 1}},
        {"argon2id": {"lanes": 4, "memory_kib": 65536}},
        {"previous": {}},
        {"previous": {"entry": "", "epoch": 1, "table": "../x"}},
        {"previous": {"entry": "", "epoch": 1, "table": "table-1", "more": 1}},
        {"more": 1},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_before_anything_is_trusted(changes: dict[str, Json]) -> None:
    with pytest.raises(HeadDamaged):
        parse_head(to_canonical({**json.loads(FIRST), **changes}) + b"\n")


@pytest.mark.parametrize(
    "text",
    [FIRST.strip(), FIRST + b"\n", b" " + FIRST, FIRST.replace(b",", b", "), FIRST + b" " * LIMIT_BYTES],
    ids=["no end", "two ends", "space before", "spaces", "too long"],
)
def test_another_form_of_the_same_is_refused(text: bytes) -> None:
    with pytest.raises(HeadDamaged):
        parse_head(text)


@pytest.mark.parametrize("name", sorted(set(json.loads(FIRST))))
def test_every_field_is_needed(name: str) -> None:
    fields = json.loads(FIRST)
    del fields[name]
    with pytest.raises(HeadDamaged):
        parse_head(to_canonical(fields) + b"\n")


@pytest.mark.parametrize(
    "changed",
    [
        replace(SEALED, epoch=4),
        replace(SEALED, generation=13),
        replace(SEALED, store="other"),
        replace(SEALED, entry="other"),
        replace(SEALED, table="table-other"),
        replace(SEALED, cost=StretchingCost(lanes=1)),
        replace(SEALED, previous=None),
        replace(SEALED, mac=bytes(32)),
    ],
    ids=["epoch", "generation", "store", "entry", "table", "cost", "previous", "mac"],
)
def test_the_mac_covers_every_field(changed: Head) -> None:
    with pytest.raises(HeadDamaged, match="MAC"):
        changed.check_mac(ANCHOR)
    with pytest.raises(HeadDamaged, match="MAC"):
        SEALED.check_mac(Secret(b"x" * 32))
