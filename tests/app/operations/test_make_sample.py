"""The sample: everything a first walk through Bailee needs, and nothing of it afterwards."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.databases.sample_database import sample_database
from app.errors import FileExists, TransitionRefused
from app.masking.accounts import is_iban
from app.model import CopyState, TicketState
from app.operations.check_out import check_out, plan_check_out
from app.operations.find_database import DatabaseWish, find_database
from app.operations.list_files import list_files
from app.operations.make_sample import CUSTOMER_NUMBER, make_sample, remove_sample, sample_folder
from app.operations.show_tables import show_tables
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.app.disk.places import immutable
from tests.app.world import World

FILES = {
    "README.txt",
    "letters/offer.txt",
    "letters/reminder.txt",
    "letters/complaint.txt",
    "export/contacts.csv",
    "erp.sqlite",
}


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_sample_can_be_checked_out_and_wiped_and_leaves_nothing(world: World, vault: Unlocked) -> None:
    sample = make_sample(vault, name="Beispielkunde", title="Rechnungen doppelt")
    assert (sample.customer.number, sample.customer.name) == (CUSTOMER_NUMBER, "Beispielkunde")
    assert (sample.ticket.number, sample.ticket.title) == ("SAMPLE-1", "Rechnungen doppelt")
    assert files_in(sample.folder) == FILES
    record = check_out(vault, plan_check_out(vault, sample.ticket.number, str(sample.folder)), Monitor())
    assert record.state is CopyState.HELD
    assert record.size is not None
    assert (record.size.files, record.size.problems) == (len(FILES), 0)
    assert {item.name for item in list_files(vault, sample.ticket.number, b"letters").names} == {
        b"offer.txt",
        b"reminder.txt",
        b"complaint.txt",
    }
    names = [table.name for table in show_tables(vault, sample.ticket.number, b"erp.sqlite")[1]]
    assert {"customer", "invoice", "invoice_line", "open_invoice"} <= set(names)
    with pytest.raises(TransitionRefused):
        remove_sample(vault)
    assert files_in(sample.folder) == FILES
    world.close(vault, sample.ticket.number, at_once=True)
    beside = {path.name for path in sample.folder.parent.iterdir()}
    assert remove_sample(vault)
    assert {path.name for path in sample.folder.parent.iterdir()} == beside - {sample.folder.name}
    assert vault.registry.tickets.by_number("SAMPLE-1").state is TicketState.CLOSED
    assert remove_sample(vault), "nothing to do is fine"


def test_a_sample_is_made_once_and_again_when_it_was_used(world: World, vault: Unlocked) -> None:
    first = make_sample(vault)
    (first.folder / "letters" / "offer.txt").unlink()
    again = make_sample(vault)
    assert again == first
    assert files_in(first.folder) == FILES
    check_out(vault, plan_check_out(vault, "SAMPLE-1", str(first.folder)), Monitor())
    assert make_sample(vault).ticket.number == "SAMPLE-2"
    world.close(vault, "SAMPLE-1", at_once=True)
    remove_sample(vault)
    assert make_sample(vault).ticket.number == "SAMPLE-3"


def test_what_somebody_else_keeps_there_is_neither_filled_nor_cleared(vault: Unlocked) -> None:
    folder = sample_folder(vault)
    folder.mkdir()
    (folder / "mine").write_text("keep")
    with pytest.raises(FileExists):
        make_sample(vault)
    assert not remove_sample(vault)
    assert files_in(folder) == {"mine"}
    assert CUSTOMER_NUMBER not in {customer.number for customer in vault.registry.customers.all()}
    (folder / "mine").unlink()
    assert files_in(make_sample(vault).folder) == FILES


def test_a_file_that_will_not_go_is_told_and_tried_again(tmp_path: Path, template: World) -> None:
    world = template.twin(tmp_path)
    with world.unlocked() as vault:
        sample = make_sample(vault)
        with immutable(sample.folder / "erp.sqlite"):
            assert not remove_sample(vault)
        assert files_in(sample.folder) <= FILES
        assert remove_sample(vault)
        assert not sample.folder.exists()


def test_the_database_of_the_sample_has_true_rows_about_nobody(tmp_path: Path) -> None:
    path = tmp_path / "erp.sqlite"
    path.write_bytes(sample_database())
    assert sample_database() == path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for (iban,) in connection.execute("SELECT iban FROM customer"):
            assert is_iban(iban)
        wrong = connection.execute(
            "SELECT count(*) FROM invoice WHERE abs(total - (SELECT sum(quantity * price) FROM invoice_line "
            "WHERE invoice_id = invoice.id)) > 0.01"
        ).fetchone()
        assert wrong == (0,)
        assert connection.execute("SELECT count(*) FROM open_invoice").fetchone()[0] > 10


def test_the_database_alone_can_be_taken_too(vault: Unlocked) -> None:
    sample = make_sample(vault)
    wish = DatabaseWish()
    found = find_database(vault, str(sample.folder / "erp.sqlite"), wish, lambda _: pytest.fail("asked for a password"))
    assert found is not None
    assert check_out(vault, plan_check_out(vault, "SAMPLE-1", found), Monitor()).source_kind == "sqlite"
