"""Commands that end custody and prove it."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import SystemClock
from app.cli.arguments import Commands, with_ticket
from app.cli.exits import Exit
from app.cli.output import count_text, one_line, when_text
from app.cli.session import Session
from app.cli.shapes import of_copy, of_entry, of_ticket
from app.custody.evidence import Verdict
from app.errors import Cancelled
from app.model import CopyRecord, CopyState
from app.operations.certify import export_certificate, verdict_of_copy, verify_certificate
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.export_ledger import export_ledger
from app.operations.read_ledger import show_ledger, sign_ledger, verify_ledger
from app.operations.recover import recover
from app.operations.undo_close import undo_close
from app.operations.wait_for_wipe import wait_for_wipe
from app.unlocked.ledger_wish import LedgerWish

if TYPE_CHECKING:
    from app.crypto.canonical import Json


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    parser = with_ticket(commands.add("close", _close, "Close a ticket and wipe its copies."), with_copy=False)
    parser.add_argument("--now", action="store_true", help="wipe at once, without the undo window")
    parser.add_argument("--wait", action="store_true", help="stay through the undo window and wipe then")
    with_ticket(commands.add("undo", _undo, "Take back a close within its undo window."), with_copy=False)
    commands.add("recover", _recover, "End what was left unended, and do the wipes whose time has come.")
    parser = with_ticket(commands.add("certificate", _certificate, "Write the certificate of a wiped copy to a file."))
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="a new file, .json or .pdf")
    parser = commands.add("verify", _verify, "Verify a certificate. Needs no vault.")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--key", type=Path, default=None, metavar="FILE", help="the public key it must be signed with")
    parser.add_argument("--ledger", type=Path, default=None, metavar="FILE", help="a ledger that must know it")
    parser.add_argument("--ticket", default=None, metavar="TICKET", help="the ticket it must speak of")
    group = commands.group("ledger", "Show, verify and sign the ledger.")
    commands.add("show", _ledger_show, "Show every entry.", within=group)
    commands.add("verify", _ledger_verify, "Verify it against the register and all checkpoints.", within=group)
    commands.add("checkpoint", _ledger_checkpoint, "Sign how far it has come.", within=group)
    parser = commands.add(
        "export", _ledger_export, "Write it to a file, with a signed checkpoint beside it.", within=group
    )
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="a new file, .csv or .pdf")
    parser.add_argument(
        "--search", default="", metavar="TEXT", help="of tickets, customers and people named so; PDF only"
    )
    parser.add_argument(
        "--since", type=_day, default=None, metavar="DAY", help="from this day on, as 2026-11-22; PDF only"
    )
    parser.add_argument("--until", type=_day, default=None, metavar="DAY", help="before this day; PDF only")


def _close(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        plan = plan_close(vault, asked.ticket, at_once=asked.now)
        records = close_ticket(vault, plan, session.monitor, at_once=asked.now)
        ending = Exit.DONE
        if asked.wait and not asked.now:
            try:
                records = wait_for_wipe(vault, records, session.monitor)
            except Cancelled:
                # The close stands: what follows says until when it can be taken back.
                ending = Exit.CANCELLED
        session.bar.clear()
        ticket = vault.registry.tickets.by_number(asked.ticket)
        fresh = [vault.registry.copies.get(record.id) for record in records]
        verdicts = {record.id: verdict_of_copy(vault, record) for record in fresh if record.certificate_number}
        value = {
            **of_ticket(ticket),
            "copies": [{**of_copy(record), "verdict": verdicts.get(record.id)} for record in fresh],
        }
        lines = (_ending(record, verdicts.get(record.id)) for record in fresh)
        session.output.give(value, f"Closed {asked.ticket}.", *lines)
    return Exit.INCOMPLETE if Verdict.FAIL.value in verdicts.values() else ending


def _ending(record: CopyRecord, verdict: str | None) -> str:
    if record.state is CopyState.WIPED:
        return f"Wiped. Certificate {record.certificate_number}: {verdict}."
    when = when_text(record.wipe_at)
    return (
        f"Copy {record.id[:8]} is wiped from {when} on: by the next command, by `bailee recover`, or by the open "
        f"window. Until then `bailee undo {record.ticket.number}` takes it back."
    )


def _undo(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked(and_recover=False) as vault:
        kept = undo_close(vault, asked.ticket)
        lines = [f"{asked.ticket} is open again; {count_text(len(kept), 'copy', 'copies')} held as before."]
        session.output.give({"ticket": asked.ticket, "copies": [of_copy(record) for record in kept]}, *lines)
    return Exit.DONE


def _recover(session: Session, _asked: argparse.Namespace) -> int:
    with session.unlocked(and_recover=False) as vault:
        found = recover(vault, session.monitor)
        session.bar.clear()
        value: dict[str, Json] = {
            "completed": [of_copy(record) for record in found.completed],
            "abandoned": [of_copy(record) for record in found.abandoned],
            "wiped": [of_copy(vault.registry.copies.get(record.id)) for record in found.wiped],
            "unended": [of_copy(record) for record in found.unended],
            "swept": found.swept,
        }
        session.output.give(value, *(session.report_recovery(found) or ["Nothing was left unended."]))
    return Exit.INCOMPLETE if found.unended else Exit.DONE


def _certificate(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        certificate = export_certificate(vault, asked.ticket, asked.to, copy=asked.copy)
        value: dict[str, Json] = {
            "number": certificate.number,
            "ticket": certificate.ticket,
            "verdict": certificate.verdict,
            "fingerprint": certificate.fingerprint,
            "file": str(asked.to),
        }
        session.output.give(value, f"Certificate {certificate.number} ({certificate.verdict}) is in {asked.to}.")
    return Exit.DONE


def _verify(session: Session, asked: argparse.Namespace) -> int:
    key = asked.key or (session.home.public_key if session.home.public_key.is_file() else None)
    found = verify_certificate(asked.file, key=key, ledger=asked.ledger, ticket=asked.ticket, clock=SystemClock())
    certificate = found.certificate
    value: dict[str, Json] = {
        "is_genuine": True,
        "is_key_known": found.is_key_known,
        "is_in_ledger": found.is_in_ledger if asked.ledger else None,
        "number": certificate.number,
        "ticket": certificate.ticket,
        "copy": certificate.copy_id,
        "verdict": certificate.verdict,
        "exceptions": list(certificate.exceptions),
        "fingerprint": certificate.fingerprint,
        "sha256": certificate.digest,
    }
    whose = f"the key in {key}" if key else f"key {certificate.fingerprint}: compare it with the one you were given"
    lines = [
        f"Certificate {certificate.number} for ticket {certificate.ticket} is as it was signed.",
        f"Signed by {whose}.",
        f"Verdict: {certificate.verdict}.",
        *(f"  {one_line(code)}" for code in certificate.exceptions),
    ]
    session.output.give(value, *lines)
    return Exit.DONE


def _ledger_show(session: Session, _asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        entries = show_ledger(vault)
        lines = [
            f"{entry.number:>5}  {when_text(entry.at)}  {entry.event:<19} "
            + " ".join(f"{name}={value}" for name, value in sorted(entry.facts.items()))
            for entry in entries
        ]
        session.output.give([of_entry(entry) for entry in entries], *lines)
    return Exit.DONE


def _ledger_verify(session: Session, _asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        report = verify_ledger(vault)
        value: dict[str, Json] = {
            "is_sound": True,
            "size": report.head.size,
            "head": report.head.hash,
            "checkpoints": report.checkpoints,
        }
        entries, notes = count_text(report.head.size, "entry", "entries"), count_text(report.checkpoints, "checkpoint")
        session.output.give(value, f"The ledger holds: {entries}, borne out by {notes}.")
    return Exit.DONE


def _day(text: str) -> datetime:
    """The beginning of a day as the clock on the wall has it."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").astimezone()
    except ValueError as error:
        message = "a day is written as 2026-11-22"
        raise argparse.ArgumentTypeError(message) from error


def _ledger_export(session: Session, asked: argparse.Namespace) -> int:
    wish = LedgerWish(asked.search, since=asked.since, until=asked.until)
    with session.unlocked() as vault:
        done = export_ledger(vault, asked.to, session.monitor, wish)
        session.bar.clear()
        value: dict[str, Json] = {
            "file": str(done.file),
            "checkpoint": str(done.checkpoint),
            "entries": done.entries,
        }
        entries = count_text(done.entries, "entry", "entries")
        session.output.give(value, f"{entries} in {done.file}, and a signed checkpoint beside it.")
    return Exit.DONE


def _ledger_checkpoint(session: Session, _asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        note = sign_ledger(vault)
        head = vault.ledger.head()
        value: dict[str, Json] = {"size": head.size, "head": head.hash, "checkpoint": note}
        session.output.give(value, note.rstrip("\n"))
    return Exit.DONE
