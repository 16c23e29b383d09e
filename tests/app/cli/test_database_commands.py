"""The commands for databases, as JSON and as text, over a real SQLite file that is checked out."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.cli.exits import Exit
from tests.app.cli.terminal import Terminal

POLICY = 'version = 1\n[tables."person".columns]\nid = "keep"\nname = "name"\n'


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "customer.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT, photo BLOB, weight REAL);"
            "INSERT INTO person VALUES (1, 'Marmaduke', x'00ff', 1.5), (2, NULL, NULL, 9e999), (3, '', x'', 0.0);"
            "CREATE TABLE empty(x);"
        )
    return path


@pytest.fixture
def held(terminal: Terminal, database: Path) -> Terminal:
    """T-1 holds the database."""
    terminal.json("checkout", "T-1", "--from", str(database))
    return terminal


def test_a_database_file_is_told_from_other_files(terminal: Terminal, database: Path, tmp_path: Path) -> None:
    (tmp_path / "plain.db").write_bytes(b"not SQLite at all")
    copy = terminal.json("checkout", "T-1", "--from", str(database))
    assert (copy["source_kind"], copy["files"], copy["is_incomplete"]) == ("sqlite", 1, False)
    assert terminal.json("checkout", "T-2", "--from", str(tmp_path / "plain.db"))["source_kind"] == "file"
    assert [name["name"] for name in terminal.json("ls", "T-1")] == ["customer.db"]


def test_tables_and_schema(held: Terminal) -> None:
    tables = held.json("tables", "T-1", "customer.db")
    assert [(table["name"], table["kind"]) for table in tables] == [("empty", "table"), ("person", "table")]
    assert tables[1]["row_estimate"] == 3
    assert [column["name"] for column in tables[1]["columns"]] == ["id", "name", "photo", "weight"]
    assert "person" in held.run("tables", "T-1", "customer.db").text()
    assert held.json("schema", "T-1", "customer.db")[0]["name"] == "person"
    assert "CREATE TABLE empty(x);" in held.run("schema", "T-1", "customer.db").text()


def test_rows_as_json_keep_their_types(held: Terminal) -> None:
    (result,) = held.json("sql", "T-1", "customer.db", "SELECT * FROM person ORDER BY id")
    assert [column["name"] for column in result["columns"]] == ["id", "name", "photo", "weight"]
    assert result["rows"] == [
        [1, "Marmaduke", {"base64": "AP8="}, 1.5],
        [2, None, None, {"real": "inf"}],
        [3, "", {"base64": ""}, 0.0],
    ]
    assert result["row_count"] == 3
    assert held.json("sql", "T-1", "customer.db", "-- nothing") == []


def test_rows_as_csv_tell_null_from_empty_text(held: Terminal) -> None:
    text = held.run("sql", "T-1", "customer.db", "--csv", "SELECT id, name, photo FROM person ORDER BY id").text()
    lines = text.splitlines()
    assert lines == ['"id","name","photo"', '1,"Marmaduke",0x00ff', "2,,", '3,"",0x']
    assert next(csv.reader(io.StringIO(text))) == ["id", "name", "photo"]


def test_rows_as_text_are_counted(held: Terminal) -> None:
    text = held.run("sql", "T-1", "customer.db", "SELECT name, photo FROM person ORDER BY id; BEGIN").text()
    assert "Marmaduke  <2 bytes>" in text
    assert "NULL" in text
    assert "3 rows" in text
    assert "BEGIN: done." in text


def test_rows_that_leave_are_entered_before(held: Terminal) -> None:
    held.json("sql", "T-1", "customer.db", "SELECT 1")
    events = [entry["event"] for entry in held.json("ledger", "show")]
    assert events.count("copy.escape") == 1


def test_nothing_is_written_unless_asked_for(held: Terminal) -> None:
    error = held.error("sql", "T-1", "customer.db", "DELETE FROM person")
    assert error["code"] == "B722"
    assert held.json("changes", "T-1") == []


def test_a_dry_run_says_what_would_be_and_changes_nothing(held: Terminal) -> None:
    value = held.json("sql", "T-1", "customer.db", "--dry-run", "DELETE FROM person WHERE id > 1; DROP TABLE empty")
    assert (value["changes_database"], next(one["rows"] for one in value["statements"])) == (True, 2)
    assert value["statements"][0]["tables"][0] == {"table": "person", "operation": "delete", "via": ""}
    text = held.run("sql", "T-1", "customer.db", "--dry-run", "UPDATE person SET name = 'x'").text()
    assert "Take care: it has no WHERE." in text
    assert "Nothing was changed." in text
    assert held.json("changes", "T-1") == []


def test_a_run_is_shown_and_taken_back(held: Terminal) -> None:
    script = "UPDATE person SET name = 'new' WHERE id = 1; DELETE FROM person WHERE id = 3; CREATE TABLE extra(y)"
    value = held.json("sql", "T-1", "customer.db", "--write", script)
    assert (value["changes"], len(value["statements"])) == (2, 3)
    (change,) = held.json("changes", "T-1")
    assert [(table["name"], table["change"]) for table in change["database"]["tables"]] == [
        ("extra", "created"),
        ("person", "same"),
    ]
    assert change["database"]["tables"][1]["rows"] == {"added": 0, "edited": 1, "deleted": 1}
    assert "table person: 0 added, 1 edited, 1 deleted" in held.run("changes", "T-1").text()
    assert held.json("changes", "T-1", "customer.db") == change["database"]
    undone = held.json("undo-sql", "T-1", "customer.db")
    assert (undone["database"], undone["run"]) == ("customer.db", 1)
    assert held.json("changes", "T-1", "customer.db")["tables"] == []
    assert "No row and no table differs" in held.run("changes", "T-1", "customer.db").text()
    assert held.error("undo-sql", "T-1", "customer.db")["code"] == "B725"


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_rows_that_a_changing_run_returns_stay_inside(held: Terminal, options: tuple[str, ...]) -> None:
    """Nothing of them is given out, so nothing is entered as having left."""
    script = "UPDATE person SET weight = 2 WHERE id = 1 RETURNING name; SELECT name FROM person"
    text = held.run(*options, "sql", "T-1", "customer.db", "--write", script).text()
    assert "Marmaduke" not in text
    if options:
        assert [statement["changes"] for statement in json.loads(text)["statements"]] == [1, 0]
    assert "copy.escape" not in [entry["event"] for entry in held.json("ledger", "show")]
    (result,) = held.json("sql", "T-1", "customer.db", "SELECT weight FROM person WHERE id = 1")
    assert result["rows"] == [[2.0]]


def test_text_says_how_to_take_a_run_back(held: Terminal) -> None:
    text = held.run("sql", "T-1", "customer.db", "--write", "DELETE FROM person WHERE id = 1").text()
    assert "Changed 1 row in the copy." in text
    assert "bailee undo-sql T-1 customer.db" in text
    assert "Took back the run of" in held.run("undo-sql", "T-1", "customer.db").text()


def test_changes_as_scripts(held: Terminal, database: Path) -> None:
    held.json("sql", "T-1", "customer.db", "--write", "UPDATE person SET name = 'new' WHERE id = 1")
    script = held.run("changes", "T-1", "customer.db", "--as", "sql").text()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.executescript(script)
        assert connection.execute("SELECT name FROM person WHERE id = 1").fetchone() == ("new",)
    table = held.run("changes", "T-1", "customer.db", "--as", "csv").text()
    assert [row["now"] for row in csv.DictReader(io.StringIO(table))] == ["new"]
    assert held.error("changes", "T-1", "customer.db", "--as", "server-sql")["code"] == "B105"
    assert held.run("changes", "T-1", "--as", "sql").code == Exit.USAGE


def test_a_transaction_left_open_is_an_error_and_rolled_back(held: Terminal) -> None:
    error = held.error("sql", "T-1", "customer.db", "--write", "BEGIN; DELETE FROM person")
    assert error["code"] == "B723"
    assert held.json("sql", "T-1", "customer.db", "SELECT count(*) FROM person")[0]["rows"] == [[3]]


def test_only_some_tables_and_masked(terminal: Terminal, database: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY, encoding="utf-8")
    options = ("--tables", "person", "--where", "person=id < 3", "--mask", str(policy))
    terminal.json("checkout", "T-1", "--from", str(database), *options)
    terminal.json("checkout", "T-2", "--from", f"sqlite://{database}", "--tables", "person:schema")
    (result,) = terminal.json("sql", "T-1", "customer.db.sqlite", "SELECT id, name, photo FROM person ORDER BY id")
    assert [row[0] for row in result["rows"]] == [1, 2]
    assert result["rows"][0][1] != "Marmaduke"
    assert result["rows"][0][2] != {"base64": "AP8="}
    assert terminal.json("sql", "T-2", "customer.db.sqlite", "SELECT count(*) FROM person")[0]["rows"] == [[0]]
    taken = [entry["facts"] for entry in terminal.json("ledger", "show") if entry["event"] == "tables.taken"]
    assert [(facts["tables"], facts["rows"], facts["masked_columns"]) for facts in taken] == [(1, 2, 3), (1, 0, 0)]


def test_the_same_value_is_masked_in_the_same_way_within_a_ticket(
    terminal: Terminal, database: Path, tmp_path: Path
) -> None:
    policy, twin = tmp_path / "policy.toml", tmp_path / "twin.db"
    policy.write_text(POLICY, encoding="utf-8")
    twin.write_bytes(database.read_bytes())
    names = []
    for ticket, source in (("T-1", database), ("T-1", twin), ("T-2", twin)):
        copy = terminal.json("checkout", ticket, "--from", str(source), "--mask", str(policy))["id"]
        name = f"{source.name}.sqlite"
        (result,) = terminal.json("sql", ticket, name, "SELECT name FROM person WHERE id = 1", "--copy", copy)
        names.append(result["rows"][0][0])
    assert names[0] == names[1] != names[2]


def test_a_first_policy_is_drafted(terminal: Terminal, database: Path) -> None:
    policy = terminal.json("mask", "draft", "--from", str(database), "--customer", "C-100")["policy"]
    assert '"name" = "name"' in policy
    assert 'customer = "C-100"' in policy


def test_a_preview_is_for_eyes_only(terminal: Terminal, database: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text(POLICY, encoding="utf-8")
    assert terminal.error("mask", "preview", "--from", str(database), "--mask", str(policy))["code"] == "B105"
    assert terminal.error("mask", "draft", "--from", str(tmp_path))["code"] == "B402"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--from", "postgresql://user:secret@localhost/x"), "B702"),
        (("--from", "oracle://user@localhost/x"), "B702"),
        (("--from", "sqlite:///no/such/file"), "B401"),
        (("--from", "DATABASE", "--tables", "nothing"), "B708"),
        (("--from", "DATABASE", "--where", "person=id <"), "B710"),
        (("--from", "DATABASE", "--where", "person=1); DELETE FROM person; --"), "B710"),
        (("--from", "DATABASE", "--where", "no condition"), "B105"),
        (("--from", "DATABASE", "--mask", "DATABASE"), "B731"),
        (("--from", "DATABASE", "--mask", "/no/such/policy"), "B606"),
    ],
)
def test_bad_input_is_refused_and_leaves_nothing(
    terminal: Terminal, database: Path, options: tuple[str, ...], code: str
) -> None:
    given = [option.replace("DATABASE", str(database)) for option in options]
    error = terminal.error("checkout", "T-1", *given)
    assert error["code"] == code
    assert "secret" not in json.dumps(error)
    assert terminal.json("board") == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("tables", "T-1", "nothing.db"), "B304"),
        (("tables", "T-1", ".bailee-workroom/history.sqlite"), "B309"),
        (("sql", "T-1", "customer.db", "SELEKT"), "B723"),
        (("sql", "T-1", "customer.db", "ATTACH 'x' AS y"), "B722"),
        (("sql", "T-1", "customer.db", "--write", "VACUUM INTO '/tmp/x'"), "B722"),
        (("sql", "T-1", "customer.db", "--write", "INSERT INTO nothing VALUES (1)"), "B723"),
        (("undo-sql", "T-1", "customer.db"), "B725"),
    ],
)
def test_bad_sql_is_refused(held: Terminal, arguments: tuple[str, ...], code: str) -> None:
    assert held.error(*arguments)["code"] == code


def test_what_was_run_is_in_the_history(held: Terminal) -> None:
    assert held.json("history", "T-1") == []
    assert "Nothing was run." in held.run("history", "T-1").text()
    held.json("sql", "T-1", "customer.db", "SELECT * FROM person")
    held.json("sql", "T-1", "customer.db", "--write", "DELETE FROM person WHERE id = 1")
    held.error("sql", "T-1", "customer.db", "SELEKT")
    held.error("sql", "T-1", "customer.db", "DELETE FROM person")
    entries = held.json("history", "T-1")
    assert [(entry["outcome"], entry["rows"], entry["changes"]) for entry in entries] == [
        ("refused", 0, 0),
        ("failed", 0, 0),
        ("done", 0, 1),
        ("done", 3, 0),
    ]
    assert [entry["sql"] for entry in held.json("history", "T-1", "--contains", "SELEKT")] == ["SELEKT"]
    assert "DELETE FROM person" in held.run("history", "T-1", "--limit", "1").text()
    assert held.error("history", "T-1", "--limit", "0")["code"] == "B105"
    assert [change["path"] for change in held.json("changes", "T-1")] == ["customer.db"]


def test_a_database_that_was_replaced_or_removed_has_no_runs(held: Terminal, database: Path) -> None:
    for act in (("put", "T-1", "customer.db"), ("rm", "T-1", "customer.db")):
        held.json("sql", "T-1", "customer.db", "--write", "CREATE TABLE extra(x)")
        held.json(*act, data=b"")
        held.json("put", "T-1", "customer.db", data=b"")
        assert held.error("undo-sql", "T-1", "customer.db")["code"] in {"B725", "B721"}
        _put_back(held, database)


def _put_back(held: Terminal, database: Path) -> None:
    ended = held.run("--json", "put", "T-1", "customer.db", data=database.read_bytes())
    assert ended.code == Exit.DONE, ended
