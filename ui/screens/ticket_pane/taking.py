"""What the pane does about a checkout: choose a source, ask for what is needed, take the copy, tell what went wrong."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.errors import PlainConnectionRefused
from app.model import Customer
from app.operations.first_look import FirstLook
from ui import words
from ui.icons.names import Icon
from ui.jobs import Job
from ui.screens.ticket_pane.check_out import CheckOutFlow, Wanted
from ui.screens.ticket_pane.covering import shown_chosen, shown_failure, shown_source
from ui.screens.ticket_pane.sources import chosen_of
from ui.screens.ticket_pane.state import ChosenSource, Stage
from ui.source_names import line_name, source_icon
from ui.surroundings import NoticeAct

if TYPE_CHECKING:
    from ui.screens.ticket_pane.pane import TicketPane

Picker = Callable[[], str]


class TakingActs(QObject):
    """Wires the sources of the pane to the flow that checks out."""

    def __init__(self, pane: "TicketPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._failures: dict[str, tuple[Wanted, BaseException]] = {}
        self._password_for: Wanted | None = None
        self.pick_folder: Picker = self._ask_folder
        self.pick_file: Picker = self._ask_file
        self.flow = CheckOutFlow(pane.around, self)
        self.flow.looked.connect(self._on_looked)
        self.flow.look_failed.connect(self._on_look_failed)
        self.flow.password_wanted.connect(self._on_password_wanted)
        self.flow.failed.connect(self._on_failed)
        sources = pane.body.sources
        sources.chosen.connect(self.start)
        sources.folder_wanted.connect(self.choose_folder)
        sources.file_wanted.connect(self.choose_file)
        sources.database_wanted.connect(self.choose_database)
        pane.database_form.given.connect(self._on_address)
        pane.password_form.given.connect(self._on_password)
        for form in (pane.database_form, pane.password_form):
            form.left.connect(pane.hide_forms)
        pane.body.progress.block.cancel_asked.connect(pane.cancel_checkout)
        pane.menu.aboutToShow.connect(self._fill_menu)

    def is_checkout(self, job: Job) -> bool:
        """Whether a listed job takes a copy."""
        return job.listing is not None and job.listing.what == self.flow.what(job.listing.ticket)

    @Slot(object)
    def start(self, source: ChosenSource) -> None:
        """Take a copy from a source."""
        self._pane.chosen = source
        choosing = self._pane.choosing
        choice, allow_plain = choosing.choice_for(source), choosing.allows_plain(source)
        password = choosing.password_for(source)
        self._begin(Wanted(self._pane.number, source, allow_plain, choice=choice), password)

    def use(self, source: ChosenSource) -> None:
        """Show a source on the primary button. Nothing is read from it before that is pressed, but for its size."""
        self._pane.chosen, self._pane.look = source, None
        self._pane.failure.clear()
        self.look_at_source()
        self._pane.show_state()

    def look_at_source(self) -> None:
        """Find out how large the chosen source is."""
        if self._pane.chosen is not None and self.can_drop() and self._pane.around.session.is_unlocked:
            self.flow.look_at(self._pane.chosen)

    @Slot()
    def choose_folder(self) -> None:
        """Pick a folder."""
        self._use_path(self.pick_folder())

    @Slot()
    def choose_file(self) -> None:
        """Pick a file."""
        self._use_path(self.pick_file())

    @Slot()
    def choose_database(self) -> None:
        """Ask for the address of a database."""
        self._pane.hide_forms()
        self._pane.database_form.show()
        self._pane.database_form.begin()

    def can_drop(self) -> bool:
        """Whether something dropped on the pane could be checked out."""
        return self._pane.state is not None and self._pane.state.stage is Stage.READY

    def on_drop(self, paths: list[Path]) -> None:
        """Something was dropped."""
        self._use_path(str(paths[0]))

    def show_failure_of(self, ticket: str) -> None:
        """Say again what went wrong while another ticket was shown."""
        if ticket in self._failures:
            self._show_failure(*self._failures.pop(ticket))

    def stop_asking(self) -> None:
        """A password is asked for something else now."""
        self._password_for = None

    def forget(self) -> None:
        """Drop everything."""
        self._failures.clear()
        self._password_for = None

    def _use_path(self, path: str) -> None:
        if path:
            self.use(ChosenSource("", path, path))

    def _begin(self, wanted: Wanted, password: bytes | None = None) -> None:
        self._pane.hide_forms()
        self._pane.failure.clear()
        self.flow.start(wanted, password)

    @Slot(object, object)
    def _on_looked(self, source: ChosenSource, look: FirstLook) -> None:
        chosen = self._pane.chosen
        if chosen is not None and chosen.text == source.text:
            self._pane.chosen, self._pane.look = source, look
            self._pane.show_state()

    @Slot(object, object)
    def _on_look_failed(self, source: ChosenSource, error: object) -> None:
        chosen = self._pane.chosen
        is_meant = chosen is not None and chosen.text == source.text and self.can_drop()
        if not is_meant or not isinstance(error, BaseException):
            return
        if not source.is_known:
            self._pane.chosen = None
        self._pane.failure.show_failure(self._said(error), self._another())
        self._pane.show_state()

    @Slot(object)
    def _on_password_wanted(self, wanted: Wanted) -> None:
        if wanted.ticket != self._pane.number or not self._pane.around.session.is_unlocked:
            return
        self._password_for = wanted
        self._pane.choosing.stop_asking()
        self._pane.hide_forms()
        self._pane.password_form.show()
        can_remember = self._pane.around.session.vault.keys.store is not None
        shown = shown_chosen(self._pane.around.sharing, wanted.source, self._customer())
        location = shown.location if shown is not None else ""
        self._pane.password_form.ask(location, can_remember=can_remember)

    @Slot(bytes, bool)
    def _on_password(self, password: bytes, remembers: bool) -> None:  # noqa: FBT001
        wanted, self._password_for = self._password_for, None
        if wanted is not None:
            self._begin(replace(wanted, remembers=remembers), password)

    @Slot(str)
    def _on_address(self, text: str) -> None:
        self._pane.hide_forms()
        kind = text.partition("://")[0].partition("+")[0]
        self.use(ChosenSource({"postgres": "postgresql", "mariadb": "mysql"}.get(kind, kind), text, text))

    @Slot(object, object)
    def _on_failed(self, wanted: Wanted, error: object) -> None:
        if not isinstance(error, BaseException):
            return
        if wanted.ticket == self._pane.number:
            self._show_failure(wanted, error)
            return
        self._failures[wanted.ticket] = (wanted, error)
        show = NoticeAct(self.tr("Show"), partial(self._pane.bring_up, wanted.ticket))
        text = self.tr("The checkout for {number} failed.").format(number=wanted.ticket)
        self._pane.around.notices.tell(text, show)

    def _show_failure(self, wanted: Wanted, error: BaseException) -> None:
        again = NoticeAct(self.tr("Try again"), lambda: self._begin(wanted))
        acts = [again, self._another()]
        if isinstance(error, PlainConnectionRefused):
            plain = replace(wanted, allow_plain=True)
            acts = [NoticeAct(self.tr("Connect without encryption"), lambda: self._begin(plain)), self._another()]
        self._pane.failure.show_failure(self._said(error), *acts)
        self._pane.refresh()

    def _customer(self) -> Customer | None:
        return self._pane.story.ticket.customer if self._pane.story else None

    def _said(self, error: BaseException) -> words.Failure:
        """A failure in words that may be shown."""
        return shown_failure(self._pane.around.sharing, words.failure(error), self._customer())

    def _another(self) -> NoticeAct:
        return NoticeAct(self.tr("Choose another folder…"), self.choose_folder)

    @Slot()
    def _fill_menu(self) -> None:
        """The arrow beside the main button: the same sources as below."""
        menu, story, icons = self._pane.menu, self._pane.story, self._pane.around.theme.icons
        menu.clear()
        sharing, customer = self._pane.around.sharing, self._customer()
        for each in story.sources if story else ():
            source = chosen_of(each)
            shown = shown_source(sharing, each, customer)
            action = menu.addAction(icons.icon(source_icon(each.kind)), line_name(shown.kind, shown.location))
            action.triggered.connect(lambda _on=False, source=source: self.use(source))
        menu.addSeparator()
        for text, icon, run in (
            (self.tr("Folder…"), Icon.FOLDER, self.choose_folder),
            (self.tr("File or dump…"), Icon.FILE, self.choose_file),
            (self.tr("Database…"), Icon.DATABASE, self.choose_database),
        ):
            menu.addAction(icons.icon(icon), text, run)

    def _ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self._pane.window(), self.tr("Choose a folder to check out"))

    def _ask_file(self) -> str:
        return QFileDialog.getOpenFileName(self._pane.window(), self.tr("Choose a file to check out"))[0]
