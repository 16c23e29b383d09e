import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from app.custody.certificate import Certificate, make_certificate
from app.custody.checkpoint import find_checkpoints, read_checkpoint
from app.custody.evidence import Shortfall, Verdict, Verification
from app.custody.rendering import render_pdf, words
from app.disk.machine import Risk
from app.errors import CertificateMismatch
from app.model import (
    ClearedFile,
    Clearing,
    EscapeState,
    KeyDeletion,
    KeyMode,
)
from tests.app.custody.rendering_samples import (
    CLEARING,
    COPY,
    EVIDENCE,
    RECORD,
    ROOT,
    SIGNER,
    VAULT,
    certificate,
    deletion,
    escape,
    lines,
    named,
    pages,
    printed,
    text_of,
)


def test_everything_that_matters_can_be_read() -> None:
    of = certificate()
    found = printed(of)
    for fact in [
        "Certificate of destruction",
        "PASS",
        "No. C-0012, issued 17 Nov 2026 17:12:03 UTC",
        "Müller & Söhne (Bau)",
        "K-1042",
        "ERP-4711: Update failed",
        "Jana Novak",
        "bench-03",
        "Bailee 0.1.0",
        "11 Nov 2026 17:12:03 UTC",
        "12 Nov 2026 17:12:03 UTC",
        "17 Nov 2026 17:08:03 UTC",
        "17 Nov 2026 17:11:03 UTC",
        COPY,
        "12.3 GB (12,345,678,901 bytes)",
        "18,211",
        "1,204, 16",
        "2 (the copy was complete)",
        ROOT,
        "Cryptographic erase of the copy's keys (purge), followed by clear",
        "Follows the fields of NIST SP 800-88 rev. 2",
        "The current key table does not hold the key of the copy.",
        "The key table from before the wipe does not open any more.",
        "No file of the copy remains.",
        "secret-service",
        f"bailee/{VAULT}/6-5f21c0d9",
        "absent",
        "The files lay on ext4, which overwrites in place.",
        "Key tables",
        "16.0 MB",
        "Nothing is on record as having left it.",
        "1,893",
        "c0ffee42" * 8,
        of.fingerprint,
        of.digest,
        "Page 1 of 2",
        "Page 2 of 2",
    ]:
        assert fact in found, fact
    whole = " ".join(found)
    assert "in epochs 5 to 6, opened by a random key in the keyring" in whole
    assert "This page is a rendering. The signed JSON document is authoritative." in whole
    assert "bailee verify FILE" in whole
    assert "Exceptions" not in found


def test_it_claims_neither_too_much_nor_a_certification() -> None:
    for evidence in (EVIDENCE, replace(EVIDENCE, escapes=[escape(EscapeState.OUTSTANDING)])):
        said = text_of(certificate(evidence)).lower()
        assert "unrecoverable" not in said
        assert "certified" not in said


def test_the_checkpoint_on_the_page_can_be_verified() -> None:
    of = certificate()
    [note] = find_checkpoints("\n".join(printed(of)))
    assert read_checkpoint(note, of.public_key).head == EVIDENCE.trail.head


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_sentence(verdict: Verdict) -> None:
    assert "(a code" not in words.verdict_sentence(verdict.value)


@pytest.mark.parametrize("shortfall", list(Shortfall))
def test_every_exception_has_a_sentence(shortfall: Shortfall) -> None:
    sentence = words.shortfall_sentence(shortfall.value)
    assert sentence.endswith(".")
    assert shortfall.value not in sentence


@pytest.mark.parametrize("risk", list(Risk))
def test_every_residual_risk_has_a_sentence(risk: Risk) -> None:
    sentence = words.risk_sentence(risk.value)
    assert sentence.endswith(".")
    assert risk.value not in sentence


@pytest.mark.parametrize("mode", list(KeyMode))
def test_every_mode_has_words(mode: KeyMode) -> None:
    assert words.mode_words(mode.value) != mode.value


@pytest.mark.parametrize("state", list(EscapeState))
def test_every_state_of_an_escape_has_words(state: EscapeState) -> None:
    assert words.escape_words(state.value) in {"outstanding", "reclaimed"}


def test_all_exceptions_and_risks_stand_on_the_page() -> None:
    content = {
        **certificate().content,
        "exceptions": [shortfall.value for shortfall in Shortfall],
        "residual_risks": [risk.value for risk in Risk],
    }
    said = text_of(Certificate(content, SIGNER.public_key, "0" * 64))
    for shortfall in Shortfall:
        assert words.shortfall_sentence(shortfall.value) in said
    for risk in Risk:
        assert words.risk_sentence(risk.value) in said


def test_codes_of_a_later_version_are_shown_as_they_are() -> None:
    content = {**certificate().content, "exceptions": ["moon-full"], "residual_risks": [], "verdict": "MAYBE"}
    found = printed(Certificate(content, SIGNER.public_key, "0" * 64))
    assert "moon-full (a code that this version of Bailee does not know)." in found
    assert "MAYBE (a code that this version of Bailee does not know)." in found
    assert "None stated." in found


def test_a_failed_wipe_says_so() -> None:
    stuck = ClearedFile("Could not be cleared as intended", 1, False, False, False, failure="in use")
    failed = replace(
        EVIDENCE,
        mode=KeyMode.PASSPHRASE,
        record=replace(RECORD, is_incomplete=True, damage="segment 12", held_at=None, size=None),
        trail=replace(
            EVIDENCE.trail, deletions=(KeyDeletion(5, "", "", 0, is_absent=False),), last_epoch=5, is_sound=False
        ),
        clearing=Clearing("btrfs", overwrites_in_place=False, files=(stuck,)),
        verification=Verification(key_in_table=True, old_table_opens=None, files_remaining=3),
    )
    found = printed(certificate(failed))
    for fact in [
        "FAIL",
        "Exceptions",
        "segment 12",
        "not stated (the copy was incomplete)",
        "The current key table still holds the key of the copy.",
        "Opening the key table from before the wipe was not tried.",
        "Files that remain: 3.",
        "The key of the copy was kept in epoch 5, opened by a passphrase alone.",
        "nothing to read",
        "none",
        "The files lay on btrfs, which is not known to overwrite in place: old blocks, encrypted, may remain.",
        "Could not be cleared as intended",
        "in use",
    ]:
        assert fact in found, fact


def test_what_left_the_copy_is_counted_and_listed() -> None:
    said = text_of(certificate(replace(EVIDENCE, escapes=[escape(), escape(EscapeState.OUTSTANDING, "export")])))
    assert "2 items left it: 1 reclaimed (cleared only), 1 outstanding." in said
    assert "15 Nov 2026 17:12:03 UTC" in said
    assert "export" in said
    assert "8.1 MB" in said


def test_long_lists_are_summarised() -> None:
    deletions = tuple(deletion(epoch) for epoch in range(5, 305))
    files = tuple(
        ClearedFile(f"copies/9a/segments/{number}", 1, False, False, False, failure="in use") for number in range(50)
    )
    large = replace(
        EVIDENCE,
        trail=replace(EVIDENCE.trail, deletions=deletions, last_epoch=304),
        escapes=[escape()] * 5_000,
        clearing=replace(CLEARING, files=files),
        risks=[Risk.SWAP.value] * 45,
    )
    pdf = render_pdf(certificate(large), typefaces=(), is_compressed=False)
    found = lines(pdf)
    assert "And 260 more in the JSON." in found
    assert "And 960 more in the JSON." in found
    assert "And 10 more in the JSON." in found
    assert "And 5 more in the JSON." in found
    assert found.count("Entry") > 1, "the head of a table stands on each page"
    assert pages(pdf) <= 8


def test_a_certificate_without_surprises_fits_on_two_pages() -> None:
    assert pages(render_pdf(certificate(), typefaces=())) == 2


def test_the_same_certificate_makes_the_same_file() -> None:
    text = make_certificate(EVIDENCE, SIGNER)
    assert render_pdf(certificate(), source=text) == render_pdf(certificate(), source=text)


def test_the_file_is_dated_as_the_certificate() -> None:
    pdf = render_pdf(certificate(), typefaces=(), is_compressed=False)
    assert b"D:20261117171203" in pdf
    assert b"D:20000101000000" in render_pdf(Certificate({}, SIGNER.public_key, ""), typefaces=(), is_compressed=False)


def test_the_signed_document_is_attached_as_it_is() -> None:
    text = make_certificate(EVIDENCE, SIGNER)
    pdf = render_pdf(certificate(), source=text, typefaces=(), is_compressed=False)
    assert text.strip() in pdf
    assert b"certificate.json" in pdf


def test_another_document_is_not_attached() -> None:
    other = make_certificate(replace(EVIDENCE, number="C-0013"), SIGNER)
    with pytest.raises(CertificateMismatch):
        render_pdf(certificate(), source=other)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext")
def test_a_reader_of_pdf_finds_the_text(tmp_path: Path) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(render_pdf(certificate(named("Żółć")), source=make_certificate(named("Żółć"), SIGNER)))
    outcome = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)
    said = outcome.stdout.decode()
    assert "Certificate of destruction" in said
    assert certificate(named("Żółć")).digest in said
    assert "Page 2 of 2" in said
    assert outcome.stderr == b""
