"""`import` and `revert --table`, as JSON and as text."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.cli.exits import Exit
from tests.app.cli.terminal import Terminal

DUMP = (
    "BEGIN;\nCREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT);\n"
    "INSERT INTO person VALUES (1, 'Ada'), (2, 'Bo');\nCOMMIT;\n"
)


@pytest.fixture
def held(terminal: Terminal, tmp_path: Path) -> Terminal:
    """T-1 holds a folder with one database."""
    folder = tmp_path / "data"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "shop.db")) as connection:
        connection.executescript(DUMP)
    terminal.json("checkout", "T-1", "--from", str(folder))
    return terminal


def test_a_dump_becomes_a_database(held: Terminal, tmp_path: Path) -> None:
    dump = tmp_path / "people.sql"
    dump.write_text(DUMP)
    done = held.json("import", "T-1", str(dump))
    assert (done["path"], done["statements"], done["rows"], done["problems"]) == ("people.sqlite", 4, 2, [])
    (result,) = held.json("sql", "T-1", done["path"], "SELECT name FROM person ORDER BY id")
    assert result["rows"] == [["Ada"], ["Bo"]]
    assert "2 rows" in held.run("import", "T-1", str(dump), "other.db").text()
    assert held.error("import", "T-1", str(dump), "other.db")["code"] == "B305"


def test_a_database_file_is_taken_whole(held: Terminal, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "more.db")) as connection:
        connection.executescript(DUMP)
    done = held.json("import", "T-1", str(tmp_path / "more.db"))
    assert (done["path"], done["statements"], done["rows"]) == ("more.db", None, None)


def test_a_dump_that_does_not_run_is_refused_with_its_line(held: Terminal, tmp_path: Path) -> None:
    dump = tmp_path / "wrong.sql"
    dump.write_text("CREATE TABLE t(a);\nCOPY t FROM stdin;\n")
    error = held.error("import", "T-1", str(dump))
    assert (error["code"], error["name"]) == ("B727", "DumpRefused")
    assert "line 2" in error["message"]
    assert [name["name"] for name in held.json("ls", "T-1")] == ["shop.db"]


def test_one_table_goes_back_and_comes_again(held: Terminal) -> None:
    edit = "UPDATE person SET name = 'Eve' WHERE id = 1; DELETE FROM person WHERE id = 2"
    held.json("sql", "T-1", "shop.db", "--write", edit)
    done = held.json("revert", "T-1", "shop.db", "--table", "person")
    assert (done["rows"], done["run"]) == ({"added": 0, "edited": 1, "deleted": 1}, 2)
    assert held.json("changes", "T-1", "shop.db")["tables"] == []
    held.json("undo-sql", "T-1", "shop.db")
    assert "1 edited, 1 deleted" in held.run("revert", "T-1", "shop.db", "--table", "person").text()
    assert held.json("revert", "T-1", "shop.db", "--table", "person")["run"] is None
    assert "Nothing was changed there." in held.run("revert", "T-1", "shop.db", "--table", "person").text()
    assert held.error("revert", "T-1", "shop.db", "--table", "nobody")["code"] == "B708"
    held.json("sql", "T-1", "shop.db", "--write", "ALTER TABLE person ADD COLUMN more")
    assert held.error("revert", "T-1", "shop.db", "--table", "person")["code"] == "B726"
    assert held.run("revert", "T-1", "shop.db", "--table", "person").code == Exit.FAILED
