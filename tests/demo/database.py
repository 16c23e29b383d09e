"""The part of the tour with SQL: the sample's database in a copy of its own is read, changed, shown and taken back."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.demo.steps import Terminal, Tour

WRITTEN = b"BAILEE-SQL-8d24 corrected"
"""What SQL writes into rows of the copy."""

_TICKET = "T-3"
_QUESTION = "SELECT count(*), min(amount), max(amount), min(contact), max(note) FROM invoice"
_EDITED, _DELETED = 10, 3
_CHANGE = f"""
UPDATE invoice SET amount = 0, note = '{WRITTEN.decode()}' WHERE id <= {_EDITED};
DELETE FROM invoice WHERE id > (SELECT max(id) - {_DELETED} FROM invoice);
"""


class DatabaseStory:
    """Its steps, in their order. `original` is the customer's database."""

    def __init__(self, tour: Tour, bailee: Terminal, original: Path) -> None:
        self._tour = tour
        self._bailee = bailee
        self._original = original
        self._name = original.name

    def check_out(self) -> str:
        """The file by itself, so that it is taken as a database."""
        found = self._bailee.run("checkout", _TICKET, "--from", str(self._original))
        tables = [table["name"] for table in self._bailee.run("tables", _TICKET, self._name)]
        holds = (found["state"], found["source_kind"], tables) == ("HELD", "sqlite", ["invoice"])
        return self._tour.require(holds=holds, what=f"held: {found['source_kind']}, tables {', '.join(tables)}")

    def read(self) -> str:
        """What the original answers too; and a statement that would change something is refused."""
        answer = self._answer()
        refused = self._bailee.run("sql", _TICKET, self._name, "DELETE FROM invoice", expect=1)["error"]["code"]
        holds = answer == self._expected() and refused == "B722"
        return self._tour.require(holds=holds, what=f"{answer[0]:,} rows, as in the original; DELETE: {refused}")

    def change(self) -> str:
        """A script from standard input, so that no list of processes shows it."""
        found = self._bailee.run("sql", _TICKET, self._name, "--write", "-", data=_CHANGE.encode())
        changed = [statement["changes"] for statement in found["statements"]]
        holds = changed == [_EDITED, _DELETED] and self._answer() != self._expected()
        return self._tour.require(holds=holds, what=f"{found['changes']} rows")

    def show_changes(self) -> str:
        """How many rows changed, and each cell that did."""
        rows = self._changed()[0]["rows"]
        cells = self._bailee.raw("changes", _TICKET, self._name, "--as", "csv").decode()
        corrected = [line for line in csv.DictReader(io.StringIO(cells)) if line["now"] == WRITTEN.decode()]
        holds = rows == {"added": 0, "edited": _EDITED, "deleted": _DELETED} and len(corrected) == _EDITED
        return self._tour.require(holds=holds, what=", ".join(f"{count} {kind}" for kind, count in rows.items()))

    def take_back(self) -> str:
        """After it no row differs, and the database answers as the original."""
        run = self._bailee.run("undo-sql", _TICKET, self._name)["run"]
        holds = not self._changed() and self._answer() == self._expected()
        return self._tour.require(holds=holds, what=f"run {run}; no row differs from the original")

    def wipe(self) -> str:
        """The copy, with everything that was kept for taking runs back."""
        found = self._bailee.run("close", _TICKET, "--now")["copies"][0]
        return self._tour.require(holds=found["state"] == "WIPED", what=found["state"])

    def _answer(self) -> list[Any]:
        (result,) = self._bailee.run("sql", _TICKET, self._name, _QUESTION)
        return list(result["rows"][0])

    def _expected(self) -> list[Any]:
        with closing(sqlite3.connect(self._original)) as original:
            return list(original.execute(_QUESTION).fetchone())

    def _changed(self) -> list[dict[str, Any]]:
        return list(self._bailee.run("changes", _TICKET, self._name)["tables"])
