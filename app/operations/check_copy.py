"""Check: read a whole copy, name what is damaged, and say so in the register."""

from app.copies.check import CheckReport, check
from app.custody.ledger import Event
from app.errors import CopyDamaged, CopyRolledBack
from app.model import CopyRecord, CopyState
from app.progress import Monitor
from app.registry.facts import CopyFacts
from app.unlocked.vault import Unlocked


def check_copy(
    vault: Unlocked, ticket: str, monitor: Monitor, *, copy: str | None = None
) -> tuple[CopyRecord, CheckReport]:
    """Check one copy. It becomes DAMAGED when anything is, and HELD again when nothing is any more.

    Raises CopyDamaged or CopyRolledBack, after entering it, when the copy as a whole cannot be trusted.
    """
    record = vault.pick_copy(ticket, copy)
    try:
        with vault.opened(record, writable=False) as sealed:
            report = check(sealed, monitor)
    except (CopyDamaged, CopyRolledBack) as error:
        _mark(vault, record, error.code)
        raise
    # The names of damaged files are the customer's: they stay in the report and out of the register.
    return _mark(vault, record, f"{len(report.damaged)} files" if report.damaged else ""), report


def _mark(vault: Unlocked, record: CopyRecord, damage: str) -> CopyRecord:
    state = CopyState.DAMAGED if damage else CopyState.HELD
    if state is record.state:
        return vault.registry.copies.note(record.id, CopyFacts(damage=damage))
    vault.ledger.append(Event.COPY_DAMAGED if damage else Event.COPY_MENDED, copy=record.id)
    return vault.step(record, state, "check", CopyFacts(damage=damage))
