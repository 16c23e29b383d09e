"""What is wanted of a source is kept for its customer, and read back as it was; tables are listed, conditions tried."""

import os
from pathlib import Path

import apsw
import pytest

from app.crypto.secret import Secret
from app.databases.intake import TablesWanted
from app.databases.loading.source_choice import SourceChoice
from app.errors import Cancelled, FilterRefused, InputRefused, NotADatabase, TableUnknown
from app.operations.check_out import check_out, plan_check_out
from app.operations.find_database import DatabaseWish, find_database
from app.operations.kept_choices import keep_choice, kept_choice
from app.operations.source_tables import SourceTable, list_source_tables, try_condition
from app.progress import Monitor
from app.unlocked.opened_database import opened_database
from app.unlocked.vault import Unlocked
from tests.app.world import CUSTOMER

CHOICE = SourceChoice(("a", "b"), frozenset({"b"}), {"a": "x > 1"}, "/policies/quartz.toml", 3)


def nobody(location: str) -> Secret:
    raise AssertionError(location)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    connection = apsw.Connection(str(path))
    connection.execute('CREATE TABLE a(x); INSERT INTO a VALUES (1), (2); CREATE TABLE "b*"(y); CREATE TABLE c(z)')
    connection.close()
    return path


def wanted(vault: Unlocked, path: Path, choice: SourceChoice | None = None) -> TablesWanted:
    wish = DatabaseWish((choice or SourceChoice()).tables(), by_table=True)
    found = find_database(vault, str(path), wish, nobody)
    assert isinstance(found, TablesWanted)
    return found


def test_it_is_kept_for_one_customer_and_one_source(vault: Unlocked, tmp_path: Path) -> None:
    source = str(tmp_path / "erp.db")
    assert kept_choice(vault, CUSTOMER, source).is_everything
    keep_choice(vault, CUSTOMER, source, CHOICE)
    assert kept_choice(vault, CUSTOMER, source) == CHOICE
    assert kept_choice(vault, CUSTOMER, os.path.join(tmp_path, ".", "erp.db")) == CHOICE  # noqa: PTH118 - another spelling
    assert kept_choice(vault, CUSTOMER, f"sqlcipher://{source}") == CHOICE
    assert kept_choice(vault, "C-999", source).is_everything
    assert kept_choice(vault, CUSTOMER, source + "x").is_everything
    keep_choice(vault, CUSTOMER, source, SourceChoice(total=3))
    assert kept_choice(vault, CUSTOMER, source).is_everything
    assert vault.registry.drafts.of("choice/") == []


def test_an_address_is_the_same_however_it_is_written(vault: Unlocked) -> None:
    keep_choice(vault, CUSTOMER, "postgres://me@db.example/erp", CHOICE)
    assert kept_choice(vault, CUSTOMER, "postgresql://me@db.example:5432/erp") == CHOICE
    keep_choice(vault, CUSTOMER, "gopher://me@db.example/erp", CHOICE)
    assert kept_choice(vault, CUSTOMER, "gopher://me@db.example/erp") == CHOICE


@pytest.mark.parametrize(
    "text", ["", "[]", '{"taken":1}', '{"taken":null,"shapes":[],"filters":[],"policy":"","total":0}']
)
def test_what_was_not_kept_by_us_is_refused(text: str) -> None:
    with pytest.raises(InputRefused):
        SourceChoice.from_text(text)


def test_tables_are_listed_and_conditions_tried(vault: Unlocked, database: Path) -> None:
    source = wanted(vault, database)
    tables = list_source_tables(source, Monitor())
    assert [(table.title, table.columns) for table in tables] == [("a", 1), ("b*", 1), ("c", 1)]
    assert isinstance(tables[0], SourceTable)
    try_condition(source, "a", "x > 1", Monitor())
    for condition in ("nothing > 1", "x >", "1); DELETE FROM a; --"):
        with pytest.raises(FilterRefused):
            try_condition(source, "a", condition, Monitor())
    with pytest.raises(TableUnknown):
        try_condition(source, "none", "1", Monitor())
    stopped = Monitor()
    stopped.cancel()
    for act in (lambda: list_source_tables(source, stopped), lambda: try_condition(source, "a", "1", stopped)):
        with pytest.raises(Cancelled):
            act()


@pytest.mark.parametrize(
    ("choice", "tables", "a_rows"),
    [
        (SourceChoice(("a", "b*"), filters={"a": "x = 2"}), ["a", "b*"], 1),
        (SourceChoice(shapes=frozenset({"a"})), ["a", "b*", "c"], 0),
        (SourceChoice(("a",), frozenset({"a"})), ["a"], 0),
    ],
)
def test_a_checkout_takes_what_was_chosen(
    vault: Unlocked, database: Path, choice: SourceChoice, tables: list[str], a_rows: int
) -> None:
    source = wanted(vault, database, choice)
    record = check_out(vault, plan_check_out(vault, "T-1", source), Monitor())
    with opened_database(vault, record, source.source.file_name, writable=False) as opened:
        found = opened.connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_bailee%' ESCAPE '\\' ORDER BY 1"
        ).fetchall()
        assert [name for (name,) in found] == tables
        assert opened.connection.execute("SELECT count(*) FROM a").get == a_rows


def test_nothing_at_all_cannot_be_taken() -> None:
    with pytest.raises(InputRefused, match="left out"):
        SourceChoice(()).tables()


def test_a_file_that_is_no_database_says_so(vault: Unlocked, tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    path.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with pytest.raises(NotADatabase):
        list_source_tables(wanted(vault, path), Monitor())
