"""The audit as somebody uses it: reading, searching, verifying, exporting; and a chain that breaks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from app.custody.ledger import Event
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.export_ledger import checkpoint_beside
from app.progress import Monitor
from tests.app.custody.long_ledger import lengthen_ledger
from tests.ui.driving import Driver
from tests.ui.vaults import RecordedNotices, held
from ui.places import Place, Where
from ui.screens.log.audit import AuditTab
from ui.screens.log.ledger_saving import ask_where
from ui.screens.log.screen import LogScreen
from ui.surroundings import Surroundings

Drive = Callable[[QWidget], Driver]
MANY = 30_000


@pytest.fixture
def screen(around: Surroundings, customer_folder: Path) -> LogScreen:
    """ERP-4711 was checked out and wiped, KAS-1190 is held."""
    vault = around.session.vault
    held(vault, customer_folder)
    held(vault, customer_folder, "KAS-1190")
    close_ticket(vault, plan_close(vault, "ERP-4711", at_once=True), Monitor(), at_once=True)
    made = LogScreen(around)
    around.navigator.moved.connect(made.arrive)
    return made


@pytest.fixture
def audit(screen: LogScreen) -> AuditTab:
    return screen.audit


@pytest.fixture
def driver(screen: LogScreen, drive: Drive) -> Driver:
    screen.resize(1200, 700)
    driver = drive(screen)
    screen.arrive(Place(Where.LOG))
    driver.wait(lambda: screen.audit._model.is_counted and screen.audit._model.row(0) is not None)
    return driver


def said(audit: AuditTab) -> list[str]:
    """What the rows say, newest first."""
    looks = [audit._model.look(row) for row in range(min(100, audit._model.rowCount()))]
    return [look.spoken[1] for look in looks if look is not None]


def tickets(audit: AuditTab) -> set[str]:
    looks = [audit._model.look(row) for row in range(audit._model.rowCount())]
    return {look.spoken[2].partition(" ")[0] for look in looks if look is not None}


def damage(path: Path) -> bytes:
    """Exchange the lines 3 and 4; what was there before."""
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], lines[3], lines[2], *lines[4:]]))
    return whole


def test_entries_are_told_in_words_with_tickets_in_the_place_of_ids(audit: AuditTab, driver: Driver) -> None:
    told = said(audit)
    assert told[0] == "Copy wiped and verified"
    assert told[-1] == "Vault created"
    assert "Copy taken: 5 kB, 5 files" in told
    assert driver.says("ERP-4711 Quartz and Vale GmbH")
    assert driver.says(f"{len(told)} entries")


def test_what_happens_later_comes_by_itself(audit: AuditTab, driver: Driver, around: Surroundings) -> None:
    driver.row("Copy wiped and verified")
    before = audit._model.rowCount()
    job = around.session.run(lambda vault, _: vault.ledger.append(Event.COPY_KEPT, copy="x"), lane="test", ticket="")
    assert job is not None
    driver.wait(lambda: said(audit)[:1] == ["Close taken back"])
    assert audit._model.rowCount() == before + 1
    driver.wait(lambda: audit.table.currentIndex().row() == 1)


def test_entries_are_searched_by_ticket_customer_and_event(audit: AuditTab, driver: Driver) -> None:
    audit.head.search.setText("bäckerei")
    driver.wait(lambda: tickets(audit) == {"KAS-1190"})
    audit.head.search.setText("wiped erp")
    driver.wait(lambda: said(audit) == ["Copy wiped and verified"])
    audit.head.search.setText("nothing like it")
    driver.wait_to_read("No entry matches")
    driver.click("Show all entries")
    driver.wait(lambda: said(audit)[-1:] == ["Vault created"])


def test_entries_are_narrowed_by_event_person_and_time(audit: AuditTab, driver: Driver, around: Surroundings) -> None:
    driver.wait(lambda: len(audit.head._person.menu().actions()) == 2)
    driver.click("Event")
    driver.click("Checkout begun")
    driver.wait(lambda: said(audit) == ["Checkout begun", "Checkout begun"])
    driver.click("Person")
    driver.click(around.session.vault.technician)
    driver.wait(lambda: audit._model.is_counted and said(audit) == ["Checkout begun", "Checkout begun"])
    driver.click("Time")
    driver.click("Today")
    driver.wait(lambda: audit._model.is_counted and len(said(audit)) == 2)
    assert audit.head.wish.since is not None
    driver.click("Clear filters")
    driver.wait(lambda: "Vault created" in said(audit))
    assert not driver.has("Clear filters")


def test_a_ticket_leads_to_its_entries_and_back(audit: AuditTab, driver: Driver, around: Surroundings) -> None:
    around.navigator.go(Place(Where.LOG, "KAS-1190"))
    driver.wait(lambda: tickets(audit) == {"KAS-1190"})
    places: list[Place] = []
    around.navigator.moved.disconnect()
    around.navigator.moved.connect(places.append)
    driver.row("Checkout begun")
    driver.key("Return")
    assert places == [Place(Where.TICKETS, "KAS-1190")]


def test_the_chain_is_verified_and_that_is_remembered(audit: AuditTab, driver: Driver, around: Surroundings) -> None:
    driver.wait_to_read("The chain of entries was not verified yet.")
    driver.click("Verify now")
    size = around.session.vault.ledger.head().size
    driver.wait(lambda: audit.chain.text().startswith(f"Chain verified up to entry {size}, today "))
    again = LogScreen(around)
    again.arrive(Place(Where.LOG))
    driver.wait(lambda: again.audit.chain.text() == audit.chain.text())
    again.deleteLater()


def test_a_break_is_named_and_stays_until_the_chain_holds(
    audit: AuditTab, driver: Driver, around: Surroundings, notices: RecordedNotices
) -> None:
    path = around.session.vault.ledger.path
    whole = damage(path)
    driver.click("Verify now")
    driver.wait_to_read("The chain breaks at entry 3.")
    assert notices.announced[-1] == "! The chain breaks at entry 3."
    audit.refresh()
    driver.wait(around.session.runner.is_idle)
    assert "breaks at entry 3" in audit.chain.text()
    driver.click("Show entry 3")
    assert audit.table.currentIndex().row() == audit._model.rowCount() - 3
    path.write_bytes(whole)
    driver.click("Verify again")
    driver.wait_to_read("Chain verified up to entry")


def test_an_entry_is_shown_though_others_were_looked_for(audit: AuditTab, driver: Driver) -> None:
    audit.head.search.setText("wiped")
    driver.wait(lambda: audit._model.is_counted and len(said(audit)) == 1)
    audit.chain.entry_asked.emit(2)
    driver.wait(lambda: audit.table.currentIndex().row() == audit._model.rowCount() - 2 > 0)
    assert audit.head.wish.is_for_all


def test_verifying_can_be_stopped(audit: AuditTab, driver: Driver, around: Surroundings) -> None:
    lengthen_ledger(around.session.vault, MANY, 1)
    driver.click("Verify now")
    driver.wait(lambda: audit.chain.text().startswith("Verifying the chain, ") and " 0 %" not in audit.chain.text())
    driver.click("Cancel")
    driver.wait_to_read("The chain of entries was not verified yet.")
    assert not audit.failure.isVisible()


def test_a_long_ledger_is_paged_and_searched_as_it_is_read(
    audit: AuditTab, driver: Driver, around: Surroundings
) -> None:
    few = audit._model.rowCount()
    lengthen_ledger(around.session.vault, MANY, 1)
    audit.refresh()
    driver.wait(lambda: audit._model.rowCount() == MANY + few)
    bar = audit.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    driver.wait(lambda: audit._model.look(MANY + few - 1) is not None)
    last = audit._model.look(MANY + few - 1)
    assert last is not None
    assert last.spoken[1] == "Vault created"
    middle = MANY // 2
    bar.setValue(middle * audit.table.row_height())
    driver.wait(lambda: audit._model.row(middle) is not None)
    row = audit._model.row(middle)
    assert row is not None
    assert row.entry.number == MANY + few - middle
    audit.head.search.setText("erp-4711")
    driver.wait(lambda: audit._model.is_counted and audit._model.row(0) is not None and tickets(audit) == {"ERP-4711"})


def test_what_is_shown_is_exported_as_pages(
    audit: AuditTab, driver: Driver, notices: RecordedNotices, around: Surroundings, tmp_path: Path
) -> None:
    to = tmp_path / "ledger.pdf"
    audit.export.ask_where = lambda _: to
    audit.head.search.setText("erp-4711")
    driver.wait(lambda: audit._model.is_counted and audit._model.row(0) is not None and tickets(audit) == {"ERP-4711"})
    found = audit._model.rowCount()
    driver.click("Export")
    driver.wait(lambda: any("with a signed checkpoint beside it" in text for text in notices.told))
    assert f"{found} entries exported as ledger.pdf" in notices.told[-1]
    assert found < around.session.vault.ledger.head().size
    assert to.read_bytes().startswith(b"%PDF-")
    assert checkpoint_beside(to).exists()


def test_more_entries_than_pages_hold_are_refused_with_a_way_out(
    audit: AuditTab, driver: Driver, around: Surroundings, tmp_path: Path
) -> None:
    lengthen_ledger(around.session.vault, MANY, 1)
    to = tmp_path / "ledger.pdf"
    audit.export.ask_where = lambda _: to
    driver.click("Export")
    driver.wait(lambda: audit.failure.failure is not None)
    failure = audit.failure.failure
    assert failure is not None
    assert "up to 20,000 entries" in failure.happened
    assert "export a table" in failure.next_step
    assert not to.exists()


@pytest.mark.parametrize(
    ("chosen", "kind", "path"),
    [
        ("", "", None),
        ("/a/b.csv", "PDF document (*.pdf)", "/a/b.csv"),
        ("/a/b", "PDF document (*.pdf)", "/a/b.pdf"),
        ("/a/b", "Table of all entries (*.csv)", "/a/b.csv"),
        ("/a/b.txt", "Table of all entries (*.csv)", "/a/b.txt.csv"),
    ],
)
def test_the_name_of_an_export_says_what_it_is(
    monkeypatch: pytest.MonkeyPatch, chosen: str, kind: str, path: str | None
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_about, **_options: (chosen, kind))
    assert ask_where("ledger.pdf") == (Path(path) if path else None)


def test_the_ledger_is_exported_with_a_checkpoint_beside_it(
    audit: AuditTab, driver: Driver, notices: RecordedNotices, around: Surroundings, tmp_path: Path
) -> None:
    to = tmp_path / "ledger.csv"
    asked: list[str] = []

    def ask(proposed: str) -> Path:
        asked.append(proposed)
        return to

    audit.export.ask_where = ask
    audit.head.search.setText("erp-4711")
    driver.wait(lambda: audit.head.wish.text == "erp-4711")
    driver.click("Export")
    driver.wait(lambda: any("with a signed checkpoint beside it" in text for text in notices.told))
    assert asked == ["ledger.pdf"]
    head = around.session.vault.ledger.head()
    assert f"{head.size} entries exported as ledger.csv, with a signed" in notices.told[-1], "a table is of all entries"
    assert to.exists()
    assert checkpoint_beside(to).exists()
    driver.click("Export")
    driver.wait(lambda: audit.failure.failure is not None)  # nothing is replaced
    audit.failure.clear()
    audit.export.ask_where = lambda _: None
    driver.click("Export")
    assert audit.failure.failure is None


def test_entries_are_copied_as_they_are_told(audit: AuditTab, driver: Driver) -> None:
    driver.row("Vault created")
    QTest.keyClick(audit.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Vault created\t")


def test_an_entry_that_cannot_be_read_says_so(audit: AuditTab, driver: Driver, around: Surroundings) -> None:
    path = around.session.vault.ledger.path
    path.write_bytes(path.read_bytes() + b"nonsense\n")
    audit.refresh()
    driver.wait(lambda: said(audit)[:1] == ["This entry cannot be read"])


def test_nothing_is_left_after_locking(screen: LogScreen, driver: Driver, around: Surroundings) -> None:
    screen.audit.verify()
    around.session.lock()
    screen.forget()
    assert screen.audit._model.rowCount() == 0
    assert not any("ERP-" in text or "Quartz" in text for text in driver.readable())
    driver.wait(around.session.runner.is_idle)
    assert screen.audit.chain.text() == "The chain of entries was not verified yet."


def test_the_keyboard_reaches_search_and_list(screen: LogScreen, driver: Driver, around: Surroundings) -> None:
    screen.focus_search()
    assert screen.audit.head.search.hasFocus() or QGuiApplication.platformName() == "offscreen"
    assert screen.audit.table in screen.zones()
    driver.click("Certificates")
    assert around.navigator.place == Place(Where.LOG, "", "certificates")
    assert screen.certificates.table in screen.zones()
