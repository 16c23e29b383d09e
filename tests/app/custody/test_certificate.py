"""The certificate: what it says, and that nothing of it can be changed."""

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.canonical import encode_bytes, to_canonical
from app.crypto.secret import Secret
from app.crypto.signing import Signer, fingerprint
from app.custody.certificate import (
    LIMIT_BYTES,
    certificate_digest,
    make_certificate,
    parse_public_key,
    read_certificate,
)
from app.custody.checkpoint import read_checkpoint
from app.errors import CertificateInvalid, FormatNewer
from app.model import KeyMode
from tests.app.custody.samples import COPY, HEAD, VAULT, a_record, a_trail, an_escape, evidence, sound

SIGNER = Signer(Secret(bytes(range(32))))
TEXT = make_certificate(evidence(escapes=[an_escape()]), SIGNER)
LABEL = b"bailee/v1/certificate\n"


def content_of(text: bytes) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(text)["certificate"]
    return content


def signed(content: Mapping[str, Any], signer: Signer = SIGNER) -> bytes:
    """Any content, signed as a certificate is."""
    value = signer.sign(LABEL + to_canonical(content))
    signature = {
        "algorithm": "Ed25519",
        "public_key": encode_bytes(signer.public_key),
        "value": encode_bytes(value),
    }
    return to_canonical({"certificate": content, "signature": signature}) + b"\n"


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every single value, and to every object and list."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield from leaves(inner, (*path, name))


def changed(document: Any, path: tuple[str | int, ...], value: object) -> Any:
    """A copy of `document` with another value at `path`; with Ellipsis, without what is there."""
    edited = copy.deepcopy(document)
    place = edited
    for step in path[:-1]:
        place = place[step]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return edited


def test_it_is_read_with_nothing_but_what_it_carries() -> None:
    certificate = read_certificate(TEXT)
    assert (certificate.number, certificate.ticket, certificate.copy_id) == ("C-0001", "T-1", COPY)
    assert (certificate.verdict, certificate.exceptions) == ("PASS WITH EXCEPTIONS", ("escapes-outstanding",))
    assert certificate.public_key == SIGNER.public_key
    assert certificate.fingerprint == fingerprint(SIGNER.public_key)
    assert certificate.digest == certificate_digest(TEXT)


def test_it_says_what_nist_asks_for_and_what_bailee_adds() -> None:
    content = content_of(TEXT)
    assert content["sanitisation"]["standard"] == "NIST SP 800-88 rev. 2"
    assert content["sanitisation"]["method"] == "purge"
    assert content["tool"] == {"name": "Bailee", "version": "1.0"}
    assert content["keys"]["deletions"] == [
        {"epoch": 1, "store": "memory", "entry": f"bailee/{VAULT}/1-00000000", "deletions": 1, "is_absent": True}
    ]
    assert content["verified"] == {
        "at": "2026-01-02T12:00:31+00:00",
        "key_in_table": False,
        "old_table_opens": False,
        "files_remaining": 0,
    }
    assert content["escapes"][0]["sha256"] == "cd" * 32
    assert content["times"] == {
        "checkout_began": "2026-01-01T12:00:00+00:00",
        "held": "2026-01-01T12:00:00+00:00",
        "closed": "2026-01-02T12:00:00+00:00",
        "key_destroyed": "2026-01-02T12:00:30+00:00",
    }
    assert content["copy"]["files"] == 3


def test_it_counts_what_was_cleared_by_class_of_file_and_names_what_failed() -> None:
    clearing = content_of(TEXT)["clearing"]
    assert clearing["classes"] == {
        "catalogue": {"files": 1, "bytes": 10, "overwritten": 1, "blocks_given_back": 1, "removed": 1},
        "key-table": {"files": 1, "bytes": 5, "overwritten": 1, "blocks_given_back": 1, "removed": 1},
        "segments": {"files": 2, "bytes": 101, "overwritten": 1, "blocks_given_back": 1, "removed": 2},
    }
    assert clearing["failures"] == [{"class": "segments", "reason": "B603"}]


def test_it_carries_a_checkpoint_of_the_ledger() -> None:
    ledger = content_of(TEXT)["ledger"]
    assert (ledger["size"], ledger["head"]) == (HEAD.size, HEAD.hash)
    assert read_checkpoint(ledger["checkpoint"], SIGNER.public_key).head == HEAD


def test_a_copy_of_which_little_is_known_has_a_certificate_too() -> None:
    record = replace(a_record(), size=None, held_at=None)
    content = content_of(make_certificate(evidence(record=record), SIGNER))
    assert content["copy"]["files"] is None
    assert content["times"]["held"] is None


@pytest.mark.parametrize("mode", KeyMode)
def test_its_verdict_and_exceptions_go_together(mode: KeyMode) -> None:
    for verification in (sound(), replace(sound(), old_table_opens=True), replace(sound(), files_remaining=1)):
        content = read_certificate(make_certificate(evidence(mode=mode, verification=verification), SIGNER)).content
        fails = verification.files_remaining or (mode.uses_keyring and verification.old_table_opens)
        expected = "FAIL" if fails else "PASS WITH EXCEPTIONS" if content["exceptions"] else "PASS"
        assert content["verdict"] == expected


def test_it_never_promises_what_nobody_can() -> None:
    words = make_certificate(evidence(mode=KeyMode.PASSPHRASE, trail=a_trail(last=3, is_sound=False)), SIGNER)
    for text in (TEXT, words):
        lower = text.lower()
        for promise in (b"unrecoverable", b"nist certified", b"nist-certified", b"certified by", b"impossible"):
            assert promise not in lower


def test_every_byte_that_is_changed_is_found() -> None:
    for at in range(len(TEXT)):
        with pytest.raises(CertificateInvalid):
            read_certificate(TEXT[:at] + bytes([TEXT[at] ^ 1]) + TEXT[at + 1 :])


def test_every_field_that_is_changed_taken_out_or_added_is_found() -> None:
    document = json.loads(TEXT)
    for path in leaves(document):
        for value in ("forged", 99, None, ...):
            edited = changed(document, path, value)
            if edited != document:
                with pytest.raises(CertificateInvalid):
                    read_certificate(to_canonical(edited))
    for path in [(), *leaves(document)]:
        edited = copy.deepcopy(document)
        place = edited
        for step in path:
            place = place[step]
        if isinstance(place, dict):
            place["added"] = 1
            with pytest.raises(CertificateInvalid):
                read_certificate(to_canonical(edited))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        TEXT[: len(TEXT) // 2],
        TEXT[:-3],
        bytes(len(TEXT)),
        TEXT + TEXT,
        TEXT.replace(b'{"certificate"', b'{"certificate":{},"certificate"'),
        b"[" + TEXT + b"]",
        b"%PDF-1.7",
        b"{}",
    ],
    ids=range(10),
)
def test_what_is_cut_emptied_or_no_certificate_at_all_is_found(data: bytes) -> None:
    with pytest.raises(CertificateInvalid):
        read_certificate(data)


def test_the_signature_of_a_sibling_does_not_fit() -> None:
    sibling = json.loads(make_certificate(replace(evidence(), number="C-0002"), SIGNER))
    for part in ("certificate", "signature"):
        with pytest.raises(CertificateInvalid, match="was changed"):
            read_certificate(to_canonical({**json.loads(TEXT), part: sibling[part]}))


def test_a_checkpoint_cannot_pass_for_a_certificate() -> None:
    """What is signed begins with what it is: one signature never serves for another purpose."""
    content = content_of(TEXT)
    signature = json.loads(TEXT)["signature"] | {"value": encode_bytes(SIGNER.sign(to_canonical(content)))}
    with pytest.raises(CertificateInvalid):
        read_certificate(to_canonical({"certificate": content, "signature": signature}))


def test_one_in_another_layout_says_the_same_and_has_the_same_digest() -> None:
    pretty = json.dumps(json.loads(TEXT), indent=4).encode()
    assert read_certificate(pretty).digest == certificate_digest(TEXT)


def test_one_of_a_newer_format_is_newer_and_not_forged() -> None:
    with pytest.raises(FormatNewer) as caught:
        read_certificate(signed({**content_of(TEXT), "format": 2}))
    assert (caught.value.found, caught.value.known) == (2, 1)


@pytest.mark.parametrize(
    "path", [("number",), ("verdict",), ("exceptions",), ("ticket",), ("ticket", "number"), ("copy",), ("copy", "id")]
)
@pytest.mark.parametrize("value", [..., None, 7, [7]], ids=repr)
def test_one_that_lacks_what_readers_rely_on_is_none_though_somebody_signed_it(path: Any, value: object) -> None:
    with pytest.raises(CertificateInvalid, match="lacks"):
        read_certificate(signed(changed(content_of(TEXT), path, value)))


def test_one_that_is_too_long_is_not_even_looked_at() -> None:
    with pytest.raises(CertificateInvalid, match="too long"):
        read_certificate(TEXT + b" " * LIMIT_BYTES)


def test_one_nested_as_deeply_as_a_reader_can_stand_is_none() -> None:
    for depth in [10, 400, *range(940, 1000), 100_000]:
        content = b'{"format":1,"a":' + b'{"a":' * depth + b"1" + b"}" * (depth + 1)
        with pytest.raises(CertificateInvalid):
            read_certificate(b'{"certificate":' + content + TEXT[TEXT.index(b',"signature"') :])


@given(data=st.binary(max_size=300))
def test_any_bytes_are_no_certificate(data: bytes) -> None:
    for read in (read_certificate, certificate_digest):
        try:
            read(data)
        except CertificateInvalid:
            continue
        assert read is certificate_digest


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(content=JSON, signature=JSON)
def test_any_document_of_the_right_outline_is_no_certificate(content: object, signature: object) -> None:
    with pytest.raises(CertificateInvalid):
        read_certificate(json.dumps({"certificate": content, "signature": signature}).encode())


@given(changes=st.dictionaries(st.sampled_from(sorted(content_of(TEXT))), JSON, max_size=4))
def test_anything_signed_with_some_key_is_read_or_refused_but_never_a_crash(changes: dict[str, object]) -> None:
    try:
        certificate = read_certificate(signed({**content_of(TEXT), **changes}))
    except (CertificateInvalid, FormatNewer):
        return
    assert all([certificate.number is not None, certificate.ticket is not None, certificate.verdict is not None])
    assert certificate.copy_id is not None


def test_a_public_key_is_read_from_its_file_and_nothing_else_is() -> None:
    assert parse_public_key(f" {encode_bytes(SIGNER.public_key)}\n") == SIGNER.public_key
    for text in ("", "x", encode_bytes(bytes(31)), encode_bytes(bytes(33)), "\ufffd" * 44):
        with pytest.raises(CertificateInvalid, match="not a public key"):
            parse_public_key(text)
