"""What `--json` gives out: records as objects with stable keys. Documented in docs/cli.md."""

import os
from datetime import datetime

from app.copies.changes import Change
from app.copies.check import CheckReport
from app.crypto.canonical import Json
from app.custody.ledger import Entry
from app.model import CopyRecord, Customer, KnownSource, NodeKind, Note, Problem, Ticket, WorkTime
from app.operations.export_changes import Handed
from app.operations.list_files import Listed

_KINDS = {NodeKind.FOLDER: "folder", NodeKind.FILE: "file", NodeKind.LINK: "link"}


def name_text(name: bytes) -> str:
    """A name as text. Bytes that are not UTF-8 become lone surrogates, which JSON carries as escapes (PEP 383)."""
    return name.decode("utf-8", "surrogateescape")


def name_bytes(text: str) -> bytes:
    """The name that was typed, or that `name_text` gave."""
    return os.fsencode(text) if os.name == "posix" else text.encode("utf-8", "surrogatepass")


def time_text(at: datetime | None) -> str | None:
    """A time as ISO 8601 in UTC."""
    return at.isoformat(timespec="seconds") if at else None


def of_customer(customer: Customer) -> dict[str, Json]:
    """A customer."""
    return {
        "id": customer.id,
        "number": customer.number,
        "name": customer.name,
        "contact": customer.contact,
        "created_at": time_text(customer.created_at),
    }


def of_source(source: KnownSource) -> dict[str, Json]:
    """Where copies for a customer were taken from."""
    return {"kind": source.kind, "location": source.location, "last_used_at": time_text(source.last_used_at)}


def of_ticket(ticket: Ticket) -> dict[str, Json]:
    """A ticket."""
    return {
        "id": ticket.id,
        "number": ticket.number,
        "title": ticket.title,
        "state": ticket.state.value,
        "customer": {"number": ticket.customer.number, "name": ticket.customer.name},
        "created_at": time_text(ticket.created_at),
        "assignee": ticket.assignee,
        "priority": ticket.priority.value,
    }


def of_time(time: WorkTime) -> dict[str, Json]:
    """A span of work."""
    return {
        "id": time.id,
        "author": time.author,
        "began_at": time_text(time.began_at),
        "seconds": time.seconds,
        "note": time.note,
        "booked_at": time_text(time.booked_at),
    }


def of_note(note: Note) -> dict[str, Json]:
    """A line of a work log."""
    return {"at": time_text(note.at), "kind": note.kind.value, "author": note.author, "text": note.text}


def of_copy(record: CopyRecord, *, is_overdue: bool = False) -> dict[str, Json]:
    """A copy."""
    size = record.size
    return {
        "id": record.id,
        "ticket": record.ticket.number,
        "customer": record.ticket.customer.name,
        "state": record.state.value,
        "source_kind": record.source_kind,
        "source": record.source,
        "technician": record.technician,
        "is_incomplete": record.is_incomplete,
        "is_overdue": is_overdue,
        "files": size.files if size else None,
        "folders": size.folders if size else None,
        "links": size.links if size else None,
        "content_bytes": size.content_bytes if size else None,
        "problems": size.problems if size else None,
        "generation": record.generation,
        "created_at": time_text(record.created_at),
        "held_at": time_text(record.held_at),
        "due_at": time_text(record.due_at),
        "closed_at": time_text(record.closed_at),
        "wipe_at": time_text(record.wipe_at),
        "key_destroyed_at": time_text(record.key_destroyed_at),
        "wiped_at": time_text(record.wiped_at),
        "damage": record.damage,
        "certificate": record.certificate_number or None,
        "extensions": record.extensions,
        "is_changed": record.is_changed,
    }


def of_listed(item: Listed) -> dict[str, Json]:
    """A name in a copy."""
    return {
        "name": name_text(item.name),
        "kind": _KINDS[item.kind],
        "size": item.size,
        "mode": item.mode,
        "mtime_ns": item.mtime_ns,
        "target": name_text(item.target) if item.kind is NodeKind.LINK else None,
    }


def of_problem(problem: Problem) -> dict[str, Json]:
    """Something that did not arrive."""
    return {"path": name_text(problem.path), "kind": problem.kind.value, "detail": problem.detail}


def of_change(change: Change) -> dict[str, Json]:
    """A change since the checkout."""
    return {
        "change": change.kind.value,
        "kind": _KINDS[change.node_kind],
        "path": name_text(change.path),
        "old_path": name_text(change.old_path),
        "old_size": change.old_size,
        "new_size": change.new_size,
    }


def of_handed(handed: Handed) -> dict[str, Json]:
    """A file that was written by an export of changes."""
    return {
        "path": name_text(handed.path),
        "name": handed.name,
        "change": handed.change.value,
        "size": handed.content_bytes,
        "sha256": handed.digest,
    }


def of_check(record: CopyRecord, report: CheckReport) -> dict[str, Json]:
    """What a check found."""
    return {
        "id": record.id,
        "ticket": record.ticket.number,
        "state": record.state.value,
        "files": report.files,
        "content_bytes": report.content_bytes,
        "damaged": [{"path": name_text(item.path), "reason": item.reason} for item in report.damaged],
    }


def of_entry(entry: Entry) -> dict[str, Json]:
    """A line of the ledger."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "event": entry.event,
        "facts": dict(entry.facts),
        "previous": entry.previous,
        "hash": entry.hash,
    }
