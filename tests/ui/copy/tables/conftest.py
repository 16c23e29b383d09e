"""The tab over a real copy with databases in it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest
from pytestqt.qtbot import QtBot

from app.model import CopyRecord
from tests.ui.driving import Driver
from tests.ui.vaults import held
from ui.screens.copy.tables.console import Console
from ui.screens.copy.tables.tab import TablesTab
from ui.surroundings import Surroundings

ERP, ARCHIVE = b"erp.sqlite", b"deep/archive.db"
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
_ERP = """
    CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT, iban TEXT, mail TEXT);
    INSERT INTO customer VALUES (1, 'Ada Quartz', 'DE89370400440532013000', 'ada@quartz.example'),
        (2, 'Bo Vale', NULL, 'bo@vale.example'), (3, 'Cy Orchard', 'DE89370400440532013000', 'cy@orchard.example');
    CREATE TABLE invoice_run(id INTEGER PRIMARY KEY, run_no INT, net REAL, status TEXT, error TEXT);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 214)
    INSERT INTO invoice_run
        SELECT i, 1042, i * 1.5, iif(i % 4, 'posted', 'failed'), iif(i % 4, NULL, 'two rates') FROM n;
    CREATE TABLE vat_rate(rate REAL);
    INSERT INTO vat_rate VALUES (19), (7);
    CREATE VIEW failed AS SELECT * FROM invoice_run WHERE status = 'failed';
"""
_ARCHIVE = "CREATE TABLE old_invoice(id INTEGER PRIMARY KEY, what TEXT); INSERT INTO old_invoice VALUES (1, 'x');"


def read(person: Driver, text: str) -> bool:
    """Whether a text is shown. "row(s)" stands for both forms, as translated as it is by now."""
    pattern = re.escape(text).replace(r"\(s\)", r"(?:\(s\)|s)?")
    return any(re.search(pattern, shown) for shown in person.readable())


def wait_to_read(person: Driver, text: str, seconds: float = 20) -> None:
    """Wait until a text is shown, see `read`."""
    person.wait(lambda: read(person, text), seconds)


def press(person: Driver, name: str) -> None:
    """Click what may only just be appearing."""
    person.wait_for(name)
    person.click(name)


def make_database(at: Path, script: str) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    connection = apsw.Connection(str(at))
    connection.execute(script).fetchall()
    connection.close()


@pytest.fixture
def record(around: Surroundings, tmp_path: Path) -> CopyRecord:
    """A copy with two databases and a file."""
    folder = tmp_path / "customer"
    make_database(folder / "erp.sqlite", _ERP)
    make_database(folder / "deep" / "archive.db", _ARCHIVE)
    (folder / "notes.txt").write_bytes(b"nothing")
    return held(around.session.vault, folder)


@pytest.fixture
def tab(around: Surroundings, qtbot: QtBot) -> Iterator[TablesTab]:
    """The tab, with nothing in it."""
    made = TablesTab(around)
    made.resize(1150, 760)
    qtbot.addWidget(made)
    yield made
    made.forget()
    qtbot.waitUntil(around.session.runner.is_idle, timeout=20_000)


@pytest.fixture
def person(tab: TablesTab, record: CopyRecord, drive: Callable[..., Driver]) -> Driver:
    """Somebody in front of the tab, with the copy open and its tables read."""
    driver = drive(tab)
    tab.open_copy(record)
    driver.wait(lambda: tab.consoles.count() > 0 and all(node.children for node in tab.tree.shown()))
    tab.tree.console_asked.emit(ERP)
    driver.wait(tab.around.session.runner.is_idle)
    return driver


@pytest.fixture
def console(person: Driver, tab: TablesTab) -> Console:
    """The console in front, on the database of the ERP."""
    person.wait(lambda: tab.consoles.current() is not None)
    found = tab.consoles.current()
    assert found is not None
    assert found.path == ERP
    found.editor.setFocus()
    return found
