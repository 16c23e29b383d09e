"""A database loaded with a policy: masked cells, joins that still hold, and nothing of the original anywhere in it."""

import apsw
import pytest

from app.crypto.secret import Secret
from app.databases.loading.choosing import TableChoice, parse_filters, parse_tables
from app.databases.loading.loading import load_tables
from app.databases.loading.masking_preview import preview_masking
from app.databases.loading.snapshot_rows import first_rows, samples_of
from app.errors import PolicyInvalid
from app.masking.draft import draft_policy
from app.masking.kinds import Kind
from app.masking.policy import Policy, load_policy
from app.progress import Monitor
from app.tables import CellProblem, CellTrouble, Storage, Table
from tests.app.databases.snapshots import GivenSnapshot, SqliteSnapshot, column, refused

SCHEMA = """
CREATE TABLE customer (
    id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, email TEXT, phone TEXT, iban TEXT, notes TEXT, born TEXT,
    scan BLOB, since TEXT
);
CREATE UNIQUE INDEX by_email ON customer (email);
CREATE TABLE invoice (
    nr TEXT PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id),
    contact TEXT REFERENCES customer (email), total REAL
);
"""
POLICY = load_policy(
    b"""
version = 1
[tables.customer.columns]
id = "keep"
full_name = "name"
email = "e-mail"
phone = "phone"
iban = "iban"
notes = "free text"
born = "date"
[tables.invoice.columns]
nr = "code"
total = "keep"
"""
)
KEY = Secret(b"the masking key of one ticket...")
PEOPLE = ("Mustermann", "Grabowski", "Heidemann")


def source() -> SqliteSnapshot:
    connection = apsw.Connection(":memory:")
    connection.execute(SCHEMA)
    for number, name in enumerate(PEOPLE, start=1):
        row = (
            number,
            f"Erika {name}",
            f"erika.{name.lower()}@kaufhaus.de",
            f"+49 171 555{number}{number}{number}",
            "DE89370404400532013000",
            f"Spoke to {name} about the contract",
            f"19{number}0-05-17",
            name.encode(),
            "2020-01-01",
        )
        connection.execute("INSERT INTO customer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        invoice = (f"RE-2024-{number}", number, row[2], 9.5 * number)
        connection.execute("INSERT INTO invoice VALUES (?, ?, ?, ?)", invoice)
    return SqliteSnapshot(connection)


def load(key: Secret = KEY, choice: TableChoice | None = None) -> apsw.Connection:
    destination = apsw.Connection(":memory:")
    report = load_tables(destination, source(), choice or TableChoice(), POLICY, key, Monitor())
    assert not report.is_incomplete
    return destination


def test_nothing_of_the_people_is_in_the_database() -> None:
    content = load().serialize("main")
    for word in (*PEOPLE, "Erika", "kaufhaus", "contract", "5551", "370404400532013000", "1910-05-17", "RE-2024-1"):
        assert word.encode() not in content
        assert word.lower().encode() not in content


def test_what_is_kept_is_kept_and_joins_still_hold() -> None:
    destination = load()
    rows = destination.execute(
        "SELECT id, total FROM customer JOIN invoice ON id = customer_id AND email = contact ORDER BY 1"
    ).fetchall()
    assert rows == [(1, 9.5), (2, 19.0), (3, 28.5)]
    assert destination.execute("PRAGMA foreign_key_check").fetchall() == []
    assert destination.execute("SELECT DISTINCT scan FROM customer").fetchall() == [(None,)]


def test_the_same_key_gives_the_same_database_and_another_key_another() -> None:
    with Secret(b"the masking key of another one..") as other:
        tables = [load(key).execute("SELECT * FROM customer").fetchall() for key in (KEY, KEY, other)]
    assert tables[0] == tables[1]
    masked = [[set(column) for column in list(zip(*rows, strict=True))[1:7]] for rows in tables]
    assert all(one.isdisjoint(other) for one, other in zip(masked[0], masked[2], strict=True))


def test_the_database_and_the_report_say_what_was_masked() -> None:
    destination = apsw.Connection(":memory:")
    report = load_tables(destination, source(), TableChoice(), POLICY, KEY, Monitor())
    found = destination.execute("SELECT \"table\", name, mask FROM _bailee_column WHERE mask <> ''").fetchall()
    assert dict(report.tables[1].masked) == {"nr": Kind.CODE, "contact": Kind.EMAIL}
    assert {(table, name) for table, name, _ in found} == {
        *(("customer", name) for name in ("full_name", "email", "phone", "iban", "notes", "born", "scan", "since")),
        ("invoice", "nr"),
        ("invoice", "contact"),
    }
    assert ("customer", "since", "free text") in found


def test_conditions_are_on_the_rows_as_they_are_at_the_source() -> None:
    choice = TableChoice(parse_tables(["customer"]), parse_filters(["customer=full_name LIKE '%Grabowski'"]))
    assert load(choice=choice).execute("SELECT id FROM customer").fetchall() == [(2,)]


def test_what_is_said_of_a_masked_cell_is_not_kept() -> None:
    table = Table("", "t", (column("a", Storage.TEXT), column("b", Storage.TEXT)))
    problems = [CellProblem("t", 0, name, CellTrouble.PRECISION_LOST, "Mustermann") for name in ("a", "b")]
    destination = apsw.Connection(":memory:")
    policy = load_policy(b'version = 1\n[tables.t]\ncolumns.b = "keep"')
    load_tables(
        destination, GivenSnapshot([table], {"t": [("x", "y")]}, {"t": problems}), TableChoice(), policy, KEY, Monitor()
    )
    found = destination.execute('SELECT "column", detail FROM _bailee_problem').fetchall()
    assert found == [("a", ""), ("b", "Mustermann")]


def test_a_policy_that_does_not_fit_leaves_nothing() -> None:
    destination = apsw.Connection(":memory:")
    policy = load_policy(b"version = 1\n[tables.nobody]")
    with pytest.raises(PolicyInvalid):
        load_tables(destination, source(), TableChoice(), policy, KEY, Monitor())
    assert destination.execute("SELECT * FROM sqlite_schema").fetchall() == []
    with pytest.raises(ValueError, match="key"):
        load_tables(destination, source(), TableChoice(), policy, None, Monitor())


def test_a_preview_shows_a_few_cells_before_and_after_and_hides_them_from_logs() -> None:
    choice = TableChoice(parse_tables(["customer"]), parse_filters(["customer=id < 3"]))
    found = {each.column: each for each in preview_masking(source(), choice, POLICY, KEY, rows=5)}
    assert "id" not in found
    assert found["full_name"].before == ("Erika Mustermann", "Erika Grabowski")
    loaded = load().execute("SELECT full_name FROM customer WHERE id < 3").fetchall()
    assert [(name,) for name in found["full_name"].after] == loaded
    assert found["scan"].after == (None, None)
    assert "Mustermann" not in repr(found)
    assert len(preview_masking(source(), TableChoice(), POLICY, KEY, rows=1)[0].before) == 1
    assert preview_masking(source(), TableChoice(), Policy(), KEY) == []


def test_a_preview_ends_the_reading_and_stands_a_table_that_cannot_be_read() -> None:
    tables = [Table("", name, (column("a", Storage.TEXT),)) for name in ("one", "two")]
    rows = {"one": [("x",)] * 9, "two": [("x",)]}
    snapshot = GivenSnapshot(tables, rows, failing_rows={"two": refused("two")})
    policy = load_policy(b'version = 1\ndefault_table = "mask"')
    found = preview_masking(snapshot, TableChoice(), policy, KEY, rows=3)
    assert [(each.table, len(each.before)) for each in found] == [("one", 3), ("two", 0)]
    assert snapshot.ended == ["one", "two"]
    assert first_rows(snapshot, tables[0], most=5) == [("x",)] * 5
    assert samples_of(snapshot, tables, most=1) == {"one": [("x",)], "two": [("x",)]}
    assert samples_of(snapshot, tables, most=2) == {"one": [("x",)] * 2, "two": []}


def test_a_policy_drafted_from_samples_can_be_used() -> None:
    snapshot = source()
    survey = snapshot.survey()
    text = draft_policy(survey, samples_of(snapshot, survey.tables, most=20), customer="10023")
    destination = apsw.Connection(":memory:")
    load_tables(destination, source(), TableChoice(), load_policy(text.encode()), KEY, Monitor())
    content = destination.serialize("main")
    assert not any(name.encode() in content for name in PEOPLE)
