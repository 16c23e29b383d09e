"""The acts on a copy that is closing, and what is said when they have ended; for every place that offers them."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.model import CopyRecord, CopyState
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.undo_close import undo_close
from ui import words
from ui.certificate_saving import AskWhere, ask_where, save_certificate
from ui.jobs import Job, Listing
from ui.places import Place, Where
from ui.session import VaultSession
from ui.surroundings import NoticeAct, Surroundings

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


def tell_kept(around: Surroundings, ticket: str) -> None:
    """Tell that a close was taken back."""
    said = QCoreApplication.translate("WipeActs", "{number} is held as before.")
    around.notices.tell(said.format(number=ticket))


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
