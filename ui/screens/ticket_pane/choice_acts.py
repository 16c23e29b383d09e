"""What to take: reads the tables of the chosen source, tries conditions, shows what a policy does, keeps the choice."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.databases.intake import TablesWanted
from app.databases.loading.source_choice import SourceChoice
from app.errors import FilterRefused, LoginFailed, PlainConnectionRefused, SourceRefused
from app.operations.find_database import DatabaseWish
from app.operations.kept_choices import keep_choice, kept_choice
from app.operations.mask_preview import MaskPreview, preview_mask
from app.operations.source_tables import list_source_tables, try_condition
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import words
from ui.jobs import Job
from ui.screens.ticket_pane.covering import shown_chosen, shown_failure
from ui.screens.ticket_pane.source_finding import FoundSource, PasswordWanted, find, is_database, wish_of
from ui.screens.ticket_pane.state import ChosenSource
from ui.surroundings import NoticeAct

if TYPE_CHECKING:
    from ui.screens.ticket_pane.pane import TicketPane

Picker = Callable[[], str]
Work = Callable[[TablesWanted, Monitor], object]
Take = Callable[[object], None]


class ChoiceActs(QObject):
    """For the source that the pane shows. What was typed about it is dropped with it."""

    def __init__(self, pane: "TicketPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._part = pane.body.line.choice
        self._source: ChosenSource | None = None
        self._choice: SourceChoice | None = None
        self._password: bytes | None = None
        self._allows_plain = False
        self._remembers = False
        self._again: Callable[[], None] | None = None
        self._reading: Job | None = None
        self._turn = 0
        self.pick_policy: Picker = self._ask_policy
        part = self._part
        part.opened.connect(self.read_tables)
        part.stop_asked.connect(self._stop)
        part.edited.connect(self._on_edited)
        part.condition_entered.connect(self._try)
        part.policy_asked.connect(self._choose_policy)
        part.preview_asked.connect(self._show_preview)
        pane.body.line.source_shown.connect(self._on_source)
        pane.password_form.given.connect(self._on_password)
        pane.password_form.left.connect(self.stop_asking)
        pane.around.sharing.changed.connect(self._on_sharing)
        self._on_sharing()

    def choice_for(self, source: ChosenSource) -> SourceChoice | None:
        """What is wanted of a source; None where only the register knows."""
        return self._choice if self._is_shown(source) else None

    def password_for(self, source: ChosenSource) -> bytes | None:
        """The password that was typed to look at a source."""
        return self._password if self._is_shown(source) else None

    def allows_plain(self, source: ChosenSource) -> bool:
        """Whether somebody said yes to a connection to it that is not encrypted."""
        return self._allows_plain and self._is_shown(source)

    @Slot()
    def stop_asking(self) -> None:
        """A password is asked for something else now, or for nothing."""
        self._again = None

    @Slot()
    def forget(self) -> None:
        """Drop everything."""
        self._turn += 1
        self._stop()
        self._source, self._choice, self._password, self._again = None, None, None, None
        self._allows_plain = self._remembers = False
        self._part.clear()

    @Slot()
    def read_tables(self) -> None:
        """List the tables of the source, in the background."""
        job = self._run(list_source_tables, self._on_tables, self.read_tables)
        if job is not None:
            self._reading = job
            self._part.show_job(job)
            job.finished.connect(partial(self._on_read, self._turn))

    # ---- the source

    @Slot()
    def _on_source(self) -> None:
        source = self._pane.chosen
        self.forget()
        self._part.setVisible(source is not None and is_database(source))
        if source is None or not is_database(source) or not self._pane.around.session.is_unlocked:
            return
        self._source = source
        customer, text = self._customer_number(), source.text
        job = self._pane.around.session.run(
            lambda vault, _monitor: kept_choice(vault, customer, text), lane="read:choice"
        )
        job.succeeded.connect(partial(self._on_kept, self._turn))
        job.failed.connect(partial(self._on_failed, self._turn, self._on_source))

    def _is_shown(self, source: ChosenSource) -> bool:
        return self._source is not None and self._source.text == source.text

    def _customer_number(self) -> str:
        return self._pane.story.ticket.customer.number if self._pane.story else ""

    def _on_kept(self, turn: int, choice: object) -> None:
        if turn == self._turn and isinstance(choice, SourceChoice) and self._choice is None:
            self._choice = choice
            self._part.show_summary(choice)

    @Slot()
    def _on_edited(self) -> None:
        source, session = self._source, self._pane.around.session
        if source is None or not session.is_unlocked:
            return
        self._choice = choice = self._part.choice()
        customer, text = self._customer_number(), source.text
        job = session.run(lambda vault, _monitor: keep_choice(vault, customer, text, choice), lane="drafts")
        job.failed.connect(partial(self._on_failed, self._turn, self._on_edited))

    # ---- what is read from it

    def _on_tables(self, tables: object) -> None:
        if isinstance(tables, tuple):
            self._part.show_tables(tables, self._choice or SourceChoice())

    def _on_read(self, turn: int) -> None:
        if turn == self._turn:
            self._reading = None
            self._part.hide_job()

    @Slot()
    def _stop(self) -> None:
        """Do not wait for it any longer; a server that does not answer is given up in the background."""
        job, self._reading = self._reading, None
        if job is not None:
            self._turn += 1
            job.cancel()
            self._part.hide_job()
            if not self._part.has_tables and self._part.is_open:
                self._part.toggle()

    @Slot(str, str)
    def _try(self, title: str, condition: str) -> None:
        def tell(error: BaseException) -> None:
            reason = error.reason if isinstance(error, FilterRefused) else words.failure(error).happened
            self._part.show_wrong(title, reason)

        def work(wanted: TablesWanted, monitor: Monitor) -> object:
            try:
                try_condition(wanted, title, condition, monitor)
            except FilterRefused as error:
                return error
            return None

        def take(found: object) -> None:
            if isinstance(found, FilterRefused):
                tell(found)

        self._run(work, take, partial(self._try, title, condition))

    @Slot()
    def _choose_policy(self) -> None:
        path = self.pick_policy()
        if path:
            self._part.use_policy(path)
            self._part.preview.clear()

    @Slot()
    def _show_preview(self) -> None:
        choice = self._part.choice()
        self._run(lambda wanted, _monitor: preview_mask(wanted), self._on_preview, self._show_preview, choice)

    def _on_preview(self, found: object) -> None:
        if not isinstance(found, MaskPreview) or self._pane.around.sharing.is_on:
            return
        self._part.preview.show_columns(found.columns)
        lines = list(found.notes)
        lines += [
            self.tr("Looks personal and is not masked: {column}").format(column=f"{table}.{column}")
            for table, column in found.overlooked
        ]
        if not found.columns:
            lines.insert(0, self.tr("This policy masks no column of these tables."))
        self._part.show_notes("\n".join(lines))

    def _run(self, work: Work, take: Take, again: Callable[[], None], choice: SourceChoice | None = None) -> Job | None:
        source, session = self._source, self._pane.around.session
        if source is None or not session.is_unlocked:
            return None
        self._part.failure.clear()
        look = partial(_look, source, choice, self._password, self._allows_plain, self._remembers, work)
        job = session.run(look, lane="read:source")
        job.succeeded.connect(partial(self._on_looked, self._turn, take, again))
        job.failed.connect(partial(self._on_failed, self._turn, again))
        return job

    def _on_looked(self, turn: int, take: Take, again: Callable[[], None], found: object) -> None:
        if turn != self._turn:
            return
        if isinstance(found, PasswordWanted):
            self._ask(found.location, again)
        else:
            take(found)

    def _ask(self, location: str, again: Callable[[], None]) -> None:
        pane = self._pane
        pane.hide_forms()
        pane.taking.stop_asking()
        self._again = again
        shown = shown_chosen(pane.around.sharing, self._source, pane.story.ticket.customer if pane.story else None)
        covered = shown.location if shown is not None and pane.around.sharing.is_on else location
        pane.password_form.show()
        pane.password_form.ask(covered, can_remember=pane.around.session.vault.keys.store is not None)

    @Slot(bytes, bool)
    def _on_password(self, password: bytes, remembers: bool) -> None:  # noqa: FBT001
        again, self._again = self._again, None
        if again is not None:
            self._pane.hide_forms()
            self._password, self._remembers = password, remembers
            again()

    def _on_failed(self, turn: int, again: Callable[[], None], error: object) -> None:
        if turn != self._turn or not isinstance(error, BaseException):
            return
        if isinstance(error, LoginFailed):
            self._password = None
        acts = [NoticeAct(self.tr("Try again"), again)]
        if isinstance(error, PlainConnectionRefused):
            acts = [NoticeAct(self.tr("Connect without encryption"), partial(self._connect_plainly, again))]
        customer = self._pane.story.ticket.customer if self._pane.story else None
        said = shown_failure(self._pane.around.sharing, words.failure(error), customer)
        self._part.failure.show_failure(said, *acts)

    def _connect_plainly(self, again: Callable[[], None]) -> None:
        self._allows_plain = True
        again()

    @Slot()
    def _on_sharing(self) -> None:
        """Values in clear are for one pair of eyes."""
        is_on = self._pane.around.sharing.is_on
        self._part.allow_preview(self.tr("Not while others look at the screen") if is_on else "")

    def _ask_policy(self) -> str:
        title = self.tr("Choose a masking policy")
        return QFileDialog.getOpenFileName(self._pane.window(), title, "", self.tr("Masking policies (*.toml)"))[0]


def _look(
    source: ChosenSource,
    choice: SourceChoice | None,
    password: bytes | None,
    allows_plain: bool,  # noqa: FBT001
    remembers: bool,  # noqa: FBT001
    work: Work,
    vault: Unlocked,
    monitor: Monitor,
) -> object:
    wish = replace(wish_of(choice) if choice is not None else DatabaseWish(), by_table=True)
    found = find(vault, source.text, wish, password, allow_plain=allows_plain, remembers=remembers)
    if not isinstance(found, FoundSource):
        return found
    if not isinstance(found.database, TablesWanted):
        raise SourceRefused(source=source.location, reason="not a database")
    return work(found.database, monitor)
