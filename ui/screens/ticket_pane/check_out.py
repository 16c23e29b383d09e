"""Checking out from the pane: looks at the source, finds the database, asks for its password, and takes the copy."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.databases.loading.source_choice import SourceChoice
from app.model import CopyRecord
from app.operations.check_out import check_out, plan_check_out
from app.operations.first_look import FirstLook, first_look
from app.operations.kept_choices import kept_choice
from app.operations.take_ticket import take_ticket
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import formats
from ui.jobs import Job, Listing
from ui.places import Place, Where
from ui.screens.ticket_pane.source_finding import FoundSource, PasswordWanted, find, wish_of
from ui.screens.ticket_pane.state import ChosenSource
from ui.screens.ticket_pane.tables_model import summary
from ui.source_names import is_server
from ui.surroundings import NoticeAct, Surroundings


@dataclass(frozen=True, slots=True)
class Wanted:
    """A checkout as asked for: the ticket, the source, and what was said about how to reach it.

    `choice` is what of a database is wanted; None for what was wanted the last time.
    """

    ticket: str
    source: ChosenSource
    allow_plain: bool = False
    remembers: bool = False
    choice: SourceChoice | None = None


class CheckOutFlow(QObject):
    """One checkout after the other, for whichever ticket the pane shows.

    Signals:
        looked: the ChosenSource looked at, and its FirstLook.
        look_failed: the ChosenSource, and the error.
        password_wanted: the Wanted that cannot go on without it.
        began: the number of the ticket whose copy is being taken.
        failed: the Wanted, and the error.
    """

    looked = Signal(object, object)
    look_failed = Signal(object, object)
    password_wanted = Signal(object)
    began = Signal(str)
    failed = Signal(object, object)

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._session = around.session

    def what(self, ticket: str) -> str:
        """What the job that takes a copy is called."""
        return self.tr("Checking out {number}").format(number=ticket)

    def look_at(self, source: ChosenSource) -> None:
        """Find out how large it is, in the background. A server is not connected to for that."""
        if is_server(source.kind) or "://" in source.text:
            return
        job = self._session.run(lambda vault, _monitor: first_look(source.text, vault.home.path), lane="read:look")
        job.succeeded.connect(partial(self._on_looked, source))
        job.failed.connect(partial(self.look_failed.emit, source))

    def start(self, wanted: Wanted, password: bytes | None = None) -> None:
        """Take the copy. Without `password` it is taken from the keyring, or asked for."""
        job = self._session.run(partial(_find, wanted, password), lane=f"ticket:{wanted.ticket}")
        job.succeeded.connect(partial(self._on_found, wanted))
        job.failed.connect(partial(self.failed.emit, wanted))

    def _on_looked(self, source: ChosenSource, look: object) -> None:
        if isinstance(look, FirstLook):
            self.looked.emit(replace(source, kind=look.kind or source.kind), look)

    def _on_found(self, wanted: Wanted, answer: tuple[PasswordWanted | FoundSource, SourceChoice]) -> None:
        found, choice = answer
        settled = replace(wanted, choice=choice)
        if isinstance(found, PasswordWanted):
            self.password_wanted.emit(settled)
        elif self._session.is_unlocked:
            self._take(settled, found)

    def _take(self, wanted: Wanted, found: FoundSource) -> None:
        what = self.what(wanted.ticket)
        job: Job = self._session.run(
            partial(_take, wanted, found),
            lane=f"ticket:{wanted.ticket}",
            listing=Listing(what, wanted.ticket),
            ticket=wanted.ticket,
        )
        job.succeeded.connect(partial(self._on_taken, wanted))
        job.failed.connect(partial(self._on_not_taken, wanted))
        job.cancelled.connect(partial(self._on_stopped, wanted))
        self.began.emit(wanted.ticket)

    def _on_taken(self, wanted: Wanted, record: object) -> None:
        if not isinstance(record, CopyRecord):
            return
        size = formats.size(record.size.content_bytes if record.size else 0)
        problems = record.size.problems if record.size else 0
        text = self.tr("Copy ready, {size}.").format(size=size)
        detail = self.tr("%n thing(s) did not arrive.", "", problems) if problems else ""
        if wanted.choice is not None and not wanted.choice.is_everything:
            taken = self.tr("Taken: {choice}.").format(choice=summary(wanted.choice))
            detail = f"{taken} {detail}".strip()
        place = Place(Where.COPY, wanted.ticket)
        self._around.notices.tell(
            text, NoticeAct(self.tr("Open"), partial(self._around.navigator.go, place)), detail=detail
        )

    def _on_not_taken(self, wanted: Wanted, error: object) -> None:
        self._session.changed.emit(wanted.ticket)
        self.failed.emit(wanted, error)

    def _on_stopped(self, wanted: Wanted) -> None:
        self._session.changed.emit(wanted.ticket)
        text = self.tr("Checkout for {number} stopped.").format(number=wanted.ticket)
        self._around.notices.tell(text, detail=self.tr("What was copied so far is wiped."))


def _find(
    wanted: Wanted, password: bytes | None, vault: Unlocked, _monitor: Monitor
) -> tuple[PasswordWanted | FoundSource, SourceChoice]:
    text, choice = wanted.source.text, wanted.choice
    if choice is None:
        customer = vault.registry.tickets.by_number(wanted.ticket).customer.number
        choice = kept_choice(vault, customer, text)
    found = find(vault, text, wish_of(choice), password, allow_plain=wanted.allow_plain, remembers=wanted.remembers)
    return found, choice


def _take(wanted: Wanted, found: FoundSource, vault: Unlocked, monitor: Monitor) -> CopyRecord:
    plan = plan_check_out(vault, wanted.ticket, found.database or wanted.source.text)
    if not plan.ticket.assignee:
        take_ticket(vault, wanted.ticket)
    return check_out(vault, plan, monitor, with_total=True)
