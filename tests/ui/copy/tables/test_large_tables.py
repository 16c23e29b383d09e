"""Tables with a million rows: what is fetched and kept stays bounded while somebody scrolls."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.model import CopyRecord
from app.operations.sql_session import SqlSession
from app.progress import Monitor
from tests.ui.copy.tables.conftest import make_database, read, wait_to_read
from tests.ui.driving import Driver
from tests.ui.vaults import held
from ui.screens.copy.tables.console import Console
from ui.screens.copy.tables.row_sources import ResultRows, TableRows
from ui.screens.copy.tables.sql_work import TABLE_ROWS
from ui.screens.copy.tables.tab import TablesTab
from ui.surroundings import Surroundings

MILLION = """
    CREATE TABLE ledger(id INTEGER PRIMARY KEY, what TEXT);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000)
    INSERT INTO ledger SELECT i, 'booking ' || i FROM n;
"""


@pytest.fixture
def record(around: Surroundings, tmp_path: Path) -> CopyRecord:
    folder = tmp_path / "customer"
    make_database(folder / "erp.sqlite", MILLION)
    return held(around.session.vault, folder)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The key before every page that is read, as it is read."""
    found: list[object] = []
    plain = SqlSession.page

    def noted(self: SqlSession, table: str, monitor: Monitor, **options: object) -> object:
        found.append(options.get("after"))
        return plain(self, table, monitor, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(SqlSession, "page", noted)
    return found


@pytest.fixture
def never_counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    counted: list[str] = []
    plain = SqlSession.count

    def noted(self: SqlSession, table: str, monitor: Monitor) -> int:
        counted.append(table)
        return plain(self, table, monitor)

    monkeypatch.setattr(SqlSession, "count", noted)
    return lambda: len(counted)


def open_table(person: Driver, tab: TablesTab, console: Console) -> TableRows:
    tab.tree.table_chosen.emit(console.path, "ledger", False)
    wait_to_read(person, "500 of about 1,000,000 row(s)")
    source = console.results.model.source
    assert isinstance(source, TableRows)
    return source


def shown(console: Console, row: int) -> object:
    model = console.results.model
    return model.data(model.index(row, 1))


def test_the_first_page_of_a_table_is_one_page_and_nothing_is_counted(
    person: Driver, tab: TablesTab, console: Console, pages: list[object], never_counted: Callable[[], int]
) -> None:
    open_table(person, tab, console)
    assert pages == [None]
    assert never_counted() == 0
    person.click("Count rows")
    person.wait(lambda: console.results.summary().startswith("1,000,000"))
    assert never_counted() == 1


def test_scrolling_far_reads_each_page_once_and_keeps_few(
    person: Driver, tab: TablesTab, console: Console, pages: list[object]
) -> None:
    source = open_table(person, tab, console)
    bar = console.results.grid.verticalScrollBar()
    for page in range(2, 62):
        bar.setValue(bar.maximum())
        person.wait(lambda page=page: source.count >= page * TABLE_ROWS)  # type: ignore[misc]
        assert source.pages_here <= 20
    assert len(pages) == len(set(map(str, pages))) <= 63
    assert sum(1 for _ in source.here()) <= 20 * TABLE_ROWS
    assert shown(console, source.count - 1) == f"booking {source.count}"


def test_what_was_dropped_is_read_again_by_its_key_when_it_is_in_sight(
    person: Driver, tab: TablesTab, console: Console, pages: list[object]
) -> None:
    source = open_table(person, tab, console)
    bar = console.results.grid.verticalScrollBar()
    for page in range(2, 27):
        bar.setValue(bar.maximum())
        person.wait(lambda page=page: source.count >= page * TABLE_ROWS)  # type: ignore[misc]
    assert source.row(0) is None
    read_before = len(pages)
    bar.setValue(0)
    person.wait(lambda: shown(console, 0) == "booking 1")
    assert len(pages) - read_before <= 3
    bar.setValue(bar.maximum() // 3)
    first = console.results.grid.rowAt(5)
    person.wait(lambda: shown(console, first) == f"booking {first + 1}")


def test_jumping_about_reads_only_what_is_in_sight_at_last(
    person: Driver, tab: TablesTab, console: Console, pages: list[object]
) -> None:
    source = open_table(person, tab, console)
    bar = console.results.grid.verticalScrollBar()
    for page in range(2, 27):
        bar.setValue(bar.maximum())
        person.wait(lambda page=page: source.count >= page * TABLE_ROWS)  # type: ignore[misc]
    read_before = len(pages)
    for step in range(200):
        bar.setValue(bar.maximum() * (step * 37 % 200) // 200)
        console.results.grid.viewport().repaint()
    bar.setValue(0)
    person.wait(lambda: shown(console, 0) == "booking 1")
    assert len(pages) - read_before <= 8


def test_rows_of_a_query_come_in_thousands_and_stop_where_memory_is_to_stop(
    person: Driver, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.screens.copy.tables.row_sources.MOST_RESULT_ROWS", 5_000)
    console.editor.setPlainText("SELECT * FROM ledger")
    person.click("Run")
    wait_to_read(person, "First 1,000 row(s)")
    source = console.results.model.source
    assert isinstance(source, ResultRows)
    bar = console.results.grid.verticalScrollBar()
    for thousand in range(2, 6):
        bar.setValue(bar.maximum())
        person.wait(lambda thousand=thousand: source.count >= thousand * 1_000)  # type: ignore[misc]
    assert source.is_cut
    assert not source.has_more
    assert read(person, "First 5,000 row(s)")


def test_more_rows_of_a_result_are_gone_once_another_console_changed_nothing_but_this_one_ran(
    person: Driver, console: Console
) -> None:
    console.editor.setPlainText("SELECT * FROM ledger")
    person.click("Run")
    wait_to_read(person, "First 1,000 row(s)")
    session = console.work.sessions._sessions[console.work.console]
    session.run("SELECT 1", Monitor())
    bar = console.results.grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    wait_to_read(person, "Something else was run since.")
    assert console.results.model.rowCount() == 1_000
