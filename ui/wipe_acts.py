"""The acts on a copy that is closing, and what is said when they have ended; for every place that offers them."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.errors import TransitionRefused
from app.model import CopyRecord, CopyState
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.make_sample import CUSTOMER_NUMBER, remove_sample, sample_folder
from app.operations.undo_close import undo_close
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import words
from ui.certificate_saving import AskWhere, ask_where, save_certificate
from ui.jobs import Job, Listing
from ui.places import Place, Where
from ui.session import VaultSession
from ui.surroundings import NoticeAct, Surroundings
from ui.wipe_states import WipeTrouble

WIPE_LANE = "wiping"


def undo(session: VaultSession, ticket: str) -> Job:
    """Take a close back. Raises VaultLocked."""
    return session.run(lambda vault, _monitor: undo_close(vault, ticket), lane=f"ticket:{ticket}", ticket=ticket)


def wipe_now(session: VaultSession, ticket: str) -> Job:
    """Wipe without waiting for the deadline; the result is the copies. Raises VaultLocked."""
    what = QCoreApplication.translate("WipeActs", "Wiping {ticket}").format(ticket=ticket)
    return session.run(
        lambda vault, monitor: close_ticket(vault, plan_close(vault, ticket, at_once=True), monitor, at_once=True),
        lane=WIPE_LANE,
        listing=Listing(what, ticket),
        ticket=ticket,
    )


def tell_wiped(around: Surroundings, records: Iterable[CopyRecord], ask: AskWhere = ask_where) -> None:
    """Tell of each copy that is wiped, with its certificate."""
    said = QCoreApplication.translate("WipeActs", "Wiped. Certificate {number}.")
    view = QCoreApplication.translate("WipeActs", "View", "a certificate")
    save = QCoreApplication.translate("WipeActs", "Save PDF")
    for record in records:
        if record.state is CopyState.WIPED:
            number = record.certificate_number
            around.notices.tell(
                said.format(number=number),
                NoticeAct(view, partial(view_certificate, around, record.ticket.number)),
                NoticeAct(save, partial(_save, around, record, ask)),
            )


def end_sample(around: Surroundings, records: Iterable[CopyRecord]) -> Job | None:
    """Once a copy of the sample is wiped, the sample goes as well; None where it is about others."""
    own = [each for each in records if each.ticket.customer.number == CUSTOMER_NUMBER]
    if not any(each.state is CopyState.WIPED for each in own):
        return None
    job = around.session.run(_without_sample, lane="sample", ticket="")
    job.succeeded.connect(partial(_on_sample_over, around))
    job.failed.connect(partial(tell_failure, around))
    return job


def _without_sample(vault: Unlocked, _monitor: Monitor) -> str:
    """The folder of the sample where something of it could not be removed, else ""."""
    try:
        return "" if remove_sample(vault) else str(sample_folder(vault))
    except TransitionRefused:
        return ""  # another copy of it was taken meanwhile: that one's wipe ends it


def _on_sample_over(around: Surroundings, left: object) -> None:
    if left:
        text = QCoreApplication.translate("WipeActs", "Something of the sample could not be removed from {folder}.")
        around.notices.tell(text.format(folder=left))


def tell_kept(around: Surroundings, ticket: str, records: object) -> None:
    """Tell that a close was taken back; it can be done again as long as the copies are what they were."""
    said = QCoreApplication.translate("WipeActs", "{number} is held as before.").format(number=ticket)
    kept = [each for each in records if isinstance(each, CopyRecord)] if isinstance(records, list) else []
    around.notices.offer_redo(said, partial(_close_again, around, ticket, _as_they_were(kept)))


def _close_again(around: Surroundings, ticket: str, as_they_were: frozenset[tuple[str, int]]) -> None:
    job = around.session.run(partial(_close_unchanged, ticket, as_they_were), lane=f"ticket:{ticket}", ticket=ticket)
    job.succeeded.connect(partial(_on_closed_again, around, ticket))
    job.failed.connect(partial(_lead_to, around, ticket))


def _close_unchanged(ticket: str, as_they_were: frozenset[tuple[str, int]], vault: Unlocked, monitor: Monitor) -> bool:
    """Whether it was closed: work that came in since then would be lost without having been shown."""
    plan = plan_close(vault, ticket)
    if _as_they_were(plan.held) != as_they_were:
        return False
    close_ticket(vault, plan, monitor)
    return True


def _as_they_were(records: Iterable[CopyRecord]) -> frozenset[tuple[str, int]]:
    return frozenset((record.id, record.generation) for record in records)


def _on_closed_again(around: Surroundings, ticket: str, is_closed: bool) -> None:  # noqa: FBT001 - a slot
    if not is_closed:
        said = QCoreApplication.translate("WipeActs", "{number} was changed since. Close it where that is shown.")
        around.notices.tell(said.format(number=ticket), _show_ticket(around, ticket))


def _lead_to(around: Surroundings, ticket: str, error: object) -> None:
    """It could not be closed again: say so, and lead to where it can be looked at and tried."""
    if isinstance(error, BaseException):
        around.notices.tell(words.failure(error).happened, _show_ticket(around, ticket))


def tell_trouble(around: Surroundings, trouble: WipeTrouble) -> None:
    """Say in passing that a wipe is stuck, and lead to the ticket, which says why and has the way on."""
    said = QCoreApplication.translate("WipeActs", "{number} is in use and is wiped as soon as it is free.")
    if trouble.error is not None:
        said = QCoreApplication.translate("WipeActs", "The wipe of {number} was stopped. It is tried again by itself.")
    elif trouble.key_destroyed_at is not None:
        said = QCoreApplication.translate(
            "WipeActs", "The key of {number} is destroyed; files are still to be removed."
        )
    around.notices.tell(said.format(number=trouble.ticket), _show_ticket(around, trouble.ticket))


def _show_ticket(around: Surroundings, ticket: str) -> NoticeAct:
    show = QCoreApplication.translate("WipeActs", "Show ticket")
    return NoticeAct(show, partial(around.navigator.go, Place(Where.BOARD, ticket)))


def tell_failure(around: Surroundings, error: object) -> None:
    """Tell of something that failed and is tried again by itself, or has no place of its own to be told at."""
    if isinstance(error, BaseException):
        failure = words.failure(error)
        around.notices.tell(failure.happened, detail=failure.next_step)


def view_certificate(around: Surroundings, ticket: str) -> None:
    """Go to the certificate of a ticket."""
    around.navigator.go(Place(Where.LOG, ticket, "certificates"))


def _save(around: Surroundings, record: CopyRecord, ask: AskWhere) -> None:
    save_certificate(around, record.ticket.number, record.certificate_number, copy=record.id, ask=ask)
