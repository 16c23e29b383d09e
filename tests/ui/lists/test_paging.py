"""The paged model: what is read, what is dropped, and how it changes without a reset."""

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.errors import DiskFailed
from tests.ui.lists.sources import NumberLook, Numbers, Trickle, headings, look
from ui.models.paging import PagedModel
from ui.session import VaultSession

Counts = list[tuple[int, bool]]


@pytest.fixture
def model(session: VaultSession) -> Iterator[PagedModel]:
    made = PagedModel(session, "read:numbers", look, headings)
    yield made
    made.forget()
    made.deleteLater()


@pytest.fixture
def counts(model: PagedModel) -> Counts:
    told: Counts = []
    model.counted.connect(lambda count, is_all: told.append((count, is_all)))
    return told


def shown(model: PagedModel, source: Numbers, qtbot: QtBot) -> PagedModel:
    """The model with all of it counted and the first rows read."""
    model.show(source)
    qtbot.waitUntil(lambda: model.is_counted and model.row(0) is not None)
    return model


def read(model: PagedModel, row: int, qtbot: QtBot) -> object:
    """A row, once somebody has looked at it."""
    model.look_at(row, row + 15)
    qtbot.waitUntil(lambda: model.row(row) is not None)
    return model.row(row)


def test_the_first_rows_are_there_before_they_are_counted(model: PagedModel, counts: Counts, qtbot: QtBot) -> None:
    source = Numbers(100_000)
    source.survey_gate.clear()
    model.show(source)
    qtbot.waitUntil(lambda: model.row(0) is not None)
    assert model.row(0) == 99_999
    assert model.rowCount() == 200
    assert counts == [(200, False)]
    assert not model.is_counted
    source.survey_gate.set()
    qtbot.waitUntil(lambda: model.is_counted)
    assert model.rowCount() == 100_000
    assert counts[-1] == (100_000, True)


def test_only_what_is_seen_is_read_and_one_page_ahead(model: PagedModel, qtbot: QtBot) -> None:
    source = Numbers(100_000)
    shown(model, source, qtbot)
    assert read(model, 50_450, qtbot) == 100_000 - 50_451
    qtbot.waitUntil(lambda: 50_600 in source.pages)
    assert set(source.pages) <= {0, 200, 50_400, 50_600}
    assert read(model, 99_990, qtbot) == 9


@pytest.mark.parametrize("has_anchors", [True, False])
def test_every_row_is_where_it_belongs(model: PagedModel, qtbot: QtBot, *, has_anchors: bool) -> None:
    shown(model, Numbers(7_777, has_anchors=has_anchors), qtbot)
    for row in (0, 199, 200, 999, 1_000, 1_001, 3_333, 7_776, 5_000, 4_999):
        assert read(model, row, qtbot) == 7_776 - row


def test_what_was_not_read_is_empty_and_not_a_word(model: PagedModel, qtbot: QtBot) -> None:
    shown(model, Numbers(100_000), qtbot)
    index = model.index(60_000, 0)
    assert model.row(60_000) is None
    assert model.look(60_000) is None
    assert model.id_at(60_000) == ""
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == ""
    assert model.index(3, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "about number 99996"
    assert model.index(3, 1).data(Qt.ItemDataRole.DisplayRole) is None
    assert model.id_at(3) == "99996"
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(2)] == ["Number", "About"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.rowCount(index) == model.columnCount(index) == 0
    assert not model.flags(QModelIndex())


def test_an_earlier_question_is_stopped(model: PagedModel, qtbot: QtBot) -> None:
    slow, quick = Numbers(500), Numbers(3)
    slow.gate.clear()
    slow.survey_gate.clear()
    model.show(slow)
    model.show(quick)
    qtbot.waitUntil(lambda: model.is_counted)
    qtbot.waitUntil(model._session.runner.is_idle)
    assert [model.row(number) for number in range(4)] == [2, 1, 0, None]
    assert (slow.pages, slow.surveys) == ([], 0)


def test_answers_to_an_earlier_question_are_dropped(model: PagedModel, qtbot: QtBot) -> None:
    slow, quick = Numbers(500), Numbers(3)
    model.show(slow)
    qtbot.waitUntil(lambda: bool(slow.pages) and bool(slow.surveys), timeout=5_000)
    model.show(quick)  # what was read waits for its turn to be delivered
    qtbot.waitUntil(model._session.runner.is_idle)
    assert [model.row(number) for number in range(4)] == [2, 1, 0, None]
    assert model.rowCount() == 3


def test_rows_stay_until_those_of_the_next_question_come(model: PagedModel, qtbot: QtBot) -> None:
    shown(model, Numbers(500), qtbot)
    later = Numbers(5)
    later.gate.clear()
    later.survey_gate.clear()
    model.show(later)
    assert (model.rowCount(), model.row(0)) == (500, 499)
    assert not model.is_counted
    later.gate.set()
    qtbot.waitUntil(lambda: model.rowCount() == 5)
    later.survey_gate.set()
    qtbot.waitUntil(lambda: model.is_counted)


def test_new_rows_come_without_a_reset(model: PagedModel, qtbot: QtBot) -> None:
    source = Numbers(10_000)
    shown(model, source, qtbot)
    read(model, 5_000, qtbot)
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    source.count = 10_003
    model.refresh()
    qtbot.waitUntil(lambda: model.row(5_000) == 10_002 - 5_000)
    assert model.rowCount() == 10_003
    source.count = 9_990
    model.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 9_990)
    qtbot.waitUntil(lambda: model.row(5_000) == 9_989 - 5_000)
    assert resets == []


def test_many_changes_are_one_reading(model: PagedModel, qtbot: QtBot) -> None:
    source = Numbers(500)
    shown(model, source, qtbot)
    for _ in range(50):
        model.refresh_soon()
    source.count = 501
    qtbot.waitUntil(lambda: model.rowCount() == 501)
    assert source.surveys == 2


def test_a_refresh_during_a_survey_is_not_lost(model: PagedModel, qtbot: QtBot) -> None:
    source = Numbers(500)
    source.survey_gate.clear()
    model.show(source)
    model.refresh()
    source.count = 501
    source.survey_gate.set()
    qtbot.waitUntil(lambda: source.surveys == 2)
    qtbot.waitUntil(lambda: model.rowCount() == 501)


def test_a_row_is_found_wherever_it_stands(model: PagedModel, qtbot: QtBot) -> None:
    shown(model, Numbers(100_000), qtbot)
    told: list[dict[str, int]] = []
    model.positioned.connect(told.append)
    model.locate("777")
    qtbot.waitUntil(lambda: bool(told))
    model.locate("100001")  # not in the list, perhaps later
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [{"777": 100_000 - 778}, {}]


def test_rows_come_while_more_are_looked_for(model: PagedModel, counts: Counts, qtbot: QtBot) -> None:
    source = Trickle(700)
    model.show(source)
    qtbot.waitUntil(lambda: model._surveying is not None and model._surveying.state.name == "RUNNING")
    assert source.pages == []
    source.more.release()
    qtbot.waitUntil(lambda: model.row(99) is not None)
    assert counts[0] == (100, False)
    source.more.release(6)
    qtbot.waitUntil(lambda: model.is_counted and model.rowCount() == 700)
    model.look_at(150, 210)
    qtbot.waitUntil(lambda: model.row(150) == 150 and model.row(210) == 210)
    assert counts[-1] == (700, True)


def test_a_search_that_finds_nothing_says_so(model: PagedModel, counts: Counts, qtbot: QtBot) -> None:
    shown(model, Numbers(5), qtbot)
    model.show(Trickle(0))
    qtbot.waitUntil(lambda: counts[-1] == (0, True))
    assert model.rowCount() == 0


def test_a_failure_is_told_and_the_rows_stay(model: PagedModel, qtbot: QtBot) -> None:
    source = Numbers(10_000)
    shown(model, source, qtbot)
    source.failure = DiskFailed(path="x", reason="gone")
    with qtbot.waitSignal(model.failed) as failed:
        model.look_at(5_000, 5_015)
    assert failed.args == [source.failure]
    assert model.row(0) == 9_999
    pages = len(source.pages)
    model.look_at(5_000, 5_015)
    qtbot.wait(50)
    assert len(source.pages) <= pages + 1  # it does not try again and again by itself


def test_nothing_is_known_after_forgetting(model: PagedModel, qtbot: QtBot) -> None:
    source = Numbers(500)
    shown(model, source, qtbot)
    source.gate.clear()
    source.survey_gate.clear()
    model.refresh()
    model.forget()
    assert (model.rowCount(), model.row(0), model.look(0), model.source) == (0, None, None, None)
    source.gate.set()
    source.survey_gate.set()
    qtbot.waitUntil(model._session.runner.is_idle)
    assert model.rowCount() == 0
    model.refresh()
    assert model._surveying is None


def test_a_locked_vault_is_asked_nothing(model: PagedModel, session: VaultSession, qtbot: QtBot) -> None:
    shown(model, Numbers(5_000), qtbot)
    session.lock()
    later = Numbers(3)
    model.show(later)
    model.refresh()
    model.look_at(3_000, 3_010)
    assert later.pages == []


def test_looks_are_made_anew_when_time_has_passed(session: VaultSession, qtbot: QtBot) -> None:
    made: list[int] = []

    def counted(row: int) -> NumberLook:
        made.append(row)
        return look(row)

    model = PagedModel(session, "read:numbers", counted, headings)
    shown(model, Numbers(10), qtbot)
    model.look(0)
    model.look(0)
    assert made == [9]
    model.paint_again()
    model.look(0)
    assert made == [9, 9]
    model.forget()


def test_it_is_a_model_as_qt_wants_one(model: PagedModel, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    check = cast("Callable[[PagedModel], None]", qtmodeltester.check)
    check(model)
    source = Numbers(450)
    shown(model, source, qtbot)
    source.count = 447
    model.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 447)
    check(model)
