"""Writes down, inside the sealed database, which cells are not what the customer's database held."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set

import apsw

from app.databases.loading.target_table import TargetTable
from app.tables import CellProblem, CellTrouble

MOST_DETAILS = 10_000
"""So many cells of one table are listed; all are counted."""

_INSERT = 'INSERT INTO _bailee_problem ("table", "row", "column", trouble, detail) VALUES (?, ?, ?, ?, ?)'
_COUNT = 'INSERT INTO _bailee_problem_count ("table", "column", trouble, cells) VALUES (?, ?, ?, ?)'


class CellProblems:
    """Those of one table. Rows are counted from 1, as the rowid does."""

    def __init__(self, connection: apsw.Connection, target: TargetTable, masked: Set[int]) -> None:
        self._connection = connection
        self._table = target.name
        self._names: Mapping[str, str] = {column.source_name: column.name for column in target.columns}
        self._masked = {target.columns[at].source_name for at in masked}
        self._counts: Counter[tuple[str, CellTrouble]] = Counter()
        self._listed = 0

    def add(self, problems: Iterable[CellProblem]) -> None:
        """List and count some. What is said of a masked cell may repeat it, and is left out."""
        rows: list[tuple[str, int, str, str, str]] = []
        for problem in problems:
            name = self._names.get(problem.column, problem.column)
            self._counts[name, problem.trouble] += 1
            if self._listed + len(rows) < MOST_DETAILS:
                detail = "" if problem.column in self._masked else problem.detail
                rows.append((self._table, problem.row + 1, name, problem.trouble.name, _sound(detail)))
        if rows:
            self._connection.executemany(_INSERT, rows)
            self._listed += len(rows)

    def finish(self) -> None:
        """Write the counts down."""
        for (column, trouble), cells in sorted(self._counts.items(), key=lambda item: (item[0][0], item[0][1].name)):
            self._connection.execute(_COUNT, (self._table, column, trouble.name, cells))

    @property
    def counts(self) -> tuple[tuple[CellTrouble, int], ...]:
        """How many cells of each trouble."""
        totals: Counter[CellTrouble] = Counter()
        for (_, trouble), cells in self._counts.items():
            totals[trouble] += cells
        return tuple(sorted(totals.items(), key=lambda item: item[0].name))


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
