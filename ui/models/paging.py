"""A table of very many rows, of which only what can be seen is read, in the background.

Answers carry the number of the question they belong to: what was asked for before something else was, is dropped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.progress import Progress
from app.registry.paging import Page, PageAsk, Survey
from ui.models.row_cache import PAGE_ROWS, Seen
from ui.models.row_source import RowSource
from ui.models.rows_model import Look, RowsModel
from ui.session import VaultSession

if TYPE_CHECKING:
    from ui.jobs import Job

BATCH_MS: Final = 200


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a worker gives back, with the number of the question."""

    question: int
    result: Page[Any, Any] | Survey[Any]


class PagedModel(RowsModel):
    """Rows of a RowSource. `show` asks another question, `refresh` the same one again, without a reset.

    Signals:
        counted: how many rows there are, and whether these are all.
        positioned: the list was surveyed: where rows stand now, by id, among those that were asked for.
        failed: something could not be read; the exception.
    """

    counted = Signal(int, bool)
    positioned = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        session: VaultSession,
        lane: str,
        look: Callable[[Any], Look],
        headings: Callable[[], Sequence[str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(look, headings, parent)
        self._session = session
        self._lane = lane
        self._source: RowSource | None = None
        self._question = 0
        self._round = 0
        self._is_new = False
        self._reading: Job | None = None
        self._surveying: Job | None = None
        self._early: _Answer | None = None
        self._wanted_ids: set[str] = set()
        self._kept_ids: Callable[[], Sequence[str]] = tuple
        self._soon = QTimer(self, singleShot=True, interval=BATCH_MS)
        self._soon.timeout.connect(self.refresh)

    # ---- asking

    def show(self, source: RowSource) -> None:
        """Ask another question. What was shown stays until the first rows come."""
        self._stop()
        self._source = source
        self._question += 1
        self._round += 1
        self._is_new = True
        if not self._session.is_unlocked:
            return
        if source.so_far() is None:
            self._read(PageAsk(most=PAGE_ROWS))
        self._survey()

    @Slot()
    def refresh(self) -> None:
        """Ask the same question again; rows stay where they are until they are known anew."""
        self._soon.stop()
        if self._source is not None and self._session.is_unlocked:
            if self._surveying is not None:
                self._soon.start()
                return
            self._survey()

    def refresh_soon(self) -> None:
        """The same, for whoever hears of changes one by one."""
        if not self._soon.isActive():
            self._soon.start()

    def keep_in_sight(self, ids: Callable[[], Sequence[str]]) -> None:
        """After each survey tell in `positioned` where the rows with these ids stand."""
        self._kept_ids = ids

    def locate(self, row_id: str) -> None:
        """Find out where a row stands, and tell it in `positioned`."""
        self._wanted_ids.add(row_id)
        self.refresh()

    def look_at(self, first: int, last: int) -> None:
        """These rows can be seen: read what is missing of them."""
        self._seen = Seen(first, last, is_upwards=first < self._seen.first)
        self._read_on()

    def forget(self) -> None:
        """Show nothing, and know nothing."""
        self._stop()
        self._soon.stop()
        self._source = None
        self._question += 1
        self._round += 1
        self._wanted_ids.clear()
        self._begin_anew()

    # ---- showing

    @property
    def source(self) -> RowSource | None:
        """The question being asked."""
        return self._source

    @property
    def is_counted(self) -> bool:
        """Whether all rows are known in number."""
        return self._cache.is_surveyed and not self._is_new

    def id_at(self, number: int) -> str:
        """What a row is known by; "" while it was not read."""
        row = self._cache.row(number)
        return "" if row is None or self._source is None else self._source.id_of(row)

    # ---- reading

    def _read_on(self) -> None:
        if self._reading is not None or self._source is None or self._is_new or not self._session.is_unlocked:
            return
        ask = self._cache.missing(self._seen)
        if ask is not None:
            self._cache.note_asked(ask)
            self._read(ask)

    def _read(self, ask: PageAsk[Any]) -> None:
        source, number = self._source, self._round
        if source is None:
            return
        self._reading = self._session.run(
            lambda vault, monitor: _Answer(number, source.page(vault, ask, monitor)), lane=self._lane
        )
        self._reading.succeeded.connect(self._on_page)
        self._reading.failed.connect(self.failed)
        self._reading.finished.connect(self._on_reading_over)

    def _survey(self) -> None:
        source, number = self._source, self._question
        if source is None:
            return
        known = [*self._wanted_ids, *self._kept_ids()]
        self._surveying = self._session.run(
            lambda vault, monitor: _Answer(number, source.survey(vault, known, monitor)), lane=f"{self._lane}:survey"
        )
        self._surveying.progressed.connect(self._on_survey_progressed)
        self._surveying.succeeded.connect(self._on_survey)
        self._surveying.failed.connect(self.failed)
        self._surveying.finished.connect(self._on_surveying_over)

    def _stop(self) -> None:
        for job in (self._reading, self._surveying):
            if job is not None:
                job.cancel()
        self._reading = self._surveying = self._early = None

    @Slot(object)
    def _on_page(self, answer: _Answer) -> None:
        page = answer.result
        if answer.question != self._round or not isinstance(page, Page):
            return
        if self._is_new:
            self._begin_anew()
        before = self._cache.count
        self._cache.put(page.first, page.rows, page.last)
        for number in range(page.first, page.first + PAGE_ROWS):
            self._looks.pop(number, None)
        if not self._cache.is_surveyed:
            self._set_count(max(before, page.first + len(page.rows)))
            self.counted.emit(self._cache.count, page.is_end)
        self._tell(page.first, min(page.first + len(page.rows), before))

    @Slot()
    def _on_reading_over(self) -> None:
        if self._reading is not None and self._reading.state.is_over:
            self._reading = None
            early, self._early = self._early, None
            if early is not None:
                self._on_survey(early)
            self._read_on()

    @Slot(object)
    def _on_survey_progressed(self, _progress: Progress) -> None:
        job = self.sender()
        found = self._source.so_far() if self._source is not None and job is self._surveying else None
        if found:
            if self._is_new:
                self._begin_anew()
            self._set_count(found)
            self.counted.emit(found, False)  # noqa: FBT003 - a signal has no keywords
            self._read_on()

    @Slot(object)
    def _on_survey(self, answer: _Answer) -> None:
        survey = answer.result
        if answer.question != self._question or not isinstance(survey, Survey):
            return
        if self._is_new and self._reading is not None:
            self._early = answer  # what was shown before stays until there are rows to show
            return
        if self._is_new:
            self._begin_anew()
        self._round += 1
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        is_whole = survey.count == self._cache.count <= PAGE_ROWS and not self._cache.is_surveyed
        self._set_count(survey.count)
        self._cache.survey(survey.count, survey.anchors, self._seen)
        if is_whole:
            self._cache.settle()
        self._wanted_ids -= set(survey.positions)
        self.counted.emit(survey.count, True)  # noqa: FBT003 - a signal has no keywords
        self.positioned.emit(survey.positions)
        self._read_on()

    @Slot()
    def _on_surveying_over(self) -> None:
        if self._surveying is not None and self._surveying.state.is_over:
            self._surveying = None

    def _begin_anew(self) -> None:
        """The first rows of another question are there."""
        self._is_new = False
        self._reset(0)
