"""The certificate of destruction: an authoritative JSON document with an Ed25519 signature.

The fields follow what NIST SP 800-88 rev. 2 (section 4.6 and appendix C) asks for, and add ticket, customer, keys,
escapes and the ledger. It claims a cryptographic erase of keys and what was verified, never that data is
"unrecoverable", and it claims no certification by anyone.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.crypto.canonical import Json, decode_bytes, encode_bytes, parse_object, to_canonical
from app.crypto.fields import Fields
from app.crypto.signing import PUBLIC_KEY_BYTES, SIGNATURE_BYTES, Signer, fingerprint, is_signed_by
from app.custody.checkpoint import make_checkpoint
from app.custody.evidence import Evidence, Verdict, shortfalls, verdict_of
from app.errors import CertificateInvalid, FormatNewer
from app.model import Clearing, CopyRecord, EscapeState

FORMAT = 1
LIMIT_BYTES = 4 << 20
_MOST_LISTED = 1000
_LABEL = b"bailee/v1/certificate\n"


def make_certificate(evidence: Evidence, signer: Signer) -> bytes:
    """The signed certificate as the text of a file."""
    found = shortfalls(evidence)
    verdict = verdict_of(found)
    content: dict[str, Json] = {
        "format": FORMAT,
        "number": evidence.number,
        "vault": evidence.vault,
        "issued_at": evidence.issued_at.isoformat(),
        "tool": {"name": "Bailee", "version": evidence.tool_version},
        "workstation": evidence.workstation,
        "verdict": verdict.value,
        "exceptions": [shortfall.value for shortfall in found],
        "sanitisation": {
            "standard": "NIST SP 800-88 rev. 2",
            # What can still be opened with a passphrase has not been purged, whatever else was done.
            "method": "purge" if evidence.mode.uses_keyring and verdict is not Verdict.FAIL else "clear",
            "technique": "cryptographic-erase-of-the-keys-of-the-copy",
            "followed_by": "clear",
            "verification": _methods(evidence),
        },
        "residual_risks": list(evidence.risks),
        "ledger": {
            "size": evidence.trail.head.size,
            "head": evidence.trail.head.hash,
            "checkpoint": make_checkpoint(signer, evidence.vault, evidence.trail.head),
        },
        **_about_copy(evidence.record),
        **_about_wipe(evidence),
    }
    signature = signer.sign(_LABEL + to_canonical(content))
    return (
        to_canonical(
            {
                "certificate": content,
                "signature": {
                    "algorithm": "Ed25519",
                    "public_key": encode_bytes(signer.public_key),
                    "value": encode_bytes(signature),
                },
            }
        )
        + b"\n"
    )


def _methods(evidence: Evidence) -> list[Json]:
    """What was really tried."""
    tried: list[Json] = ["key-table-read", "folder-scan"]
    if evidence.mode.uses_keyring:
        tried.append("keyring-read-back")
    if evidence.verification.old_table_opens is not None:
        tried.append("trial-opening-of-the-old-key-table")
    return tried


def _about_copy(record: CopyRecord) -> dict[str, Json]:
    size = record.size
    return {
        "ticket": {"number": record.ticket.number, "title": record.ticket.title},
        "customer": {"number": record.ticket.customer.number, "name": record.ticket.customer.name},
        "technician": record.technician,
        "copy": {
            "id": record.id,
            "source_kind": record.source_kind,
            "is_incomplete": record.is_incomplete,
            "files": size.files if size else None,
            "folders": size.folders if size else None,
            "links": size.links if size else None,
            "content_bytes": size.content_bytes if size else None,
            "problems": size.problems if size else None,
            "root_at_checkout": size.root if size else None,
            "generation": record.generation,
            "damage": record.damage,
        },
        "times": {
            "checkout_began": _text(record.created_at),
            "held": _text(record.held_at),
            "closed": _text(record.closed_at),
            "key_destroyed": _text(record.key_destroyed_at),
        },
    }


def _about_wipe(evidence: Evidence) -> dict[str, Json]:
    tried = evidence.verification
    return {
        "keys": {
            "mode": evidence.mode.value,
            "first_epoch": evidence.record.first_epoch,
            "last_epoch": evidence.trail.last_epoch,
            "deletions": [
                {
                    "epoch": deletion.epoch,
                    "store": deletion.store,
                    "entry": deletion.entry,
                    "deletions": deletion.deletions,
                    "is_absent": deletion.is_absent,
                }
                for deletion in evidence.trail.deletions
            ],
        },
        "clearing": _about_clearing(evidence.clearing),
        "verified": {
            "at": evidence.issued_at.isoformat(),
            "key_in_table": tried.key_in_table,
            "old_table_opens": tried.old_table_opens,
            "files_remaining": tried.files_remaining,
        },
        "escapes": [
            {
                "at": escape.at.isoformat(),
                "what": escape.what,
                "content_bytes": escape.content_bytes,
                "sha256": escape.digest,
                "state": escape.state.value,
            }
            for escape in evidence.escapes[:_MOST_LISTED]
        ],
        "escapes_in_all": {
            state.value: sum(escape.state is state for escape in evidence.escapes) for state in EscapeState
        },
    }


def _about_clearing(clearing: Clearing) -> dict[str, Json]:
    """Counts by class of file: the names of segments mean nothing to anyone."""
    classes: dict[str, list[int]] = {}
    failed = [item for item in clearing.files if item.failure]
    for item in clearing.files:
        counts = classes.setdefault(_class_of(item.name), [0, 0, 0, 0, 0])
        for at, amount in enumerate((1, item.size_bytes, item.was_overwritten, item.was_punched, item.is_removed)):
            counts[at] += amount
    return {
        "file_system": clearing.filesystem,
        "overwrites_in_place": clearing.overwrites_in_place,
        "classes": {
            name: {
                "files": counts[0],
                "bytes": counts[1],
                "overwritten": counts[2],
                "blocks_given_back": counts[3],
                "removed": counts[4],
            }
            for name, counts in sorted(classes.items())
        },
        "failures": [{"class": _class_of(item.name), "reason": item.failure} for item in failed[:_MOST_LISTED]],
        "failures_in_all": len(failed),
    }


def _class_of(name: str) -> str:
    if name.startswith("keys/"):
        return "key-table"
    return "segments" if "/segments/" in name else "catalogue"


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate whose signature fits its own public key. Whether that key is the right one is for the reader."""

    content: Mapping[str, Json]
    public_key: bytes
    digest: str

    @property
    def number(self) -> str:
        """Its number."""
        return str(self.content["number"])

    @property
    def ticket(self) -> str:
        """The number of the ticket it speaks of."""
        ticket = self.content["ticket"]
        return str(ticket["number"]) if isinstance(ticket, Mapping) else ""

    @property
    def copy_id(self) -> str:
        """The id of the copy it speaks of."""
        copy = self.content["copy"]
        return str(copy["id"]) if isinstance(copy, Mapping) else ""

    @property
    def verdict(self) -> str:
        """What it says in sum."""
        return str(self.content["verdict"])

    @property
    def exceptions(self) -> tuple[str, ...]:
        """The codes of what keeps the verdict from being a plain PASS."""
        listed = self.content["exceptions"]
        return tuple(str(code) for code in listed) if isinstance(listed, list) else ()

    @property
    def fingerprint(self) -> str:
        """A short name of its public key."""
        return fingerprint(self.public_key)


def read_certificate(data: bytes) -> Certificate:
    """Read and verify a certificate with nothing but what it carries. Raises CertificateInvalid, FormatNewer."""
    if len(data) > LIMIT_BYTES:
        raise CertificateInvalid(reason="too long")
    try:
        fields = Fields(parse_object(data))
        content = fields.object("certificate").values()
        signature = fields.object("signature")
        algorithm = signature.text("algorithm")
        public_key = signature.octets("public_key", PUBLIC_KEY_BYTES)
        value = signature.octets("value", SIGNATURE_BYTES)
        signature.finish()
        fields.finish()
        found = Fields(content).whole("format", least=1)
        signed = _LABEL + to_canonical(content)
    except (ValueError, RecursionError) as error:
        raise CertificateInvalid(reason=f"cannot be read: {error}") from error
    if algorithm != "Ed25519" or not is_signed_by(public_key, signed, value):
        raise CertificateInvalid(reason="the signature does not fit: it was changed")
    if found > FORMAT:
        raise FormatNewer(what="the certificate", found=found, known=FORMAT)
    _require_fields(content)
    return Certificate(content, public_key, certificate_digest(data))


def _require_fields(content: Mapping[str, Json]) -> None:
    """Anybody can sign anything with a key of their own: what a reader relies on must be there all the same."""
    fields = Fields(content)
    try:
        fields.text("number")
        fields.text("verdict")
        fields.object("ticket").text("number")
        fields.object("copy").text("id")
        exceptions = fields.values().get("exceptions")
        if not isinstance(exceptions, list) or not all(isinstance(code, str) for code in exceptions):
            raise ValueError("exceptions")  # noqa: EM101, TRY301 - as Fields says it
    except ValueError as error:
        raise CertificateInvalid(reason=f"lacks what every certificate has: {error}") from error


def certificate_digest(data: bytes) -> str:
    """The SHA-256 of the certificate in its one form, in hex, as the ledger holds it. Raises CertificateInvalid."""
    try:
        return hashlib.sha256(to_canonical(parse_object(data))).hexdigest()
    except (ValueError, RecursionError) as error:
        raise CertificateInvalid(reason=f"cannot be read: {error}") from error


def parse_public_key(text: str) -> bytes:
    """Read a public key from base64. Raises CertificateInvalid."""
    try:
        return decode_bytes(text.strip(), PUBLIC_KEY_BYTES)
    except ValueError as error:
        raise CertificateInvalid(reason="not a public key in base64") from error
