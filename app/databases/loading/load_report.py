"""What came of loading tables."""

from dataclasses import dataclass

from app.masking.kinds import Kind
from app.tables import CellTrouble


@dataclass(frozen=True, slots=True)
class TableLoad:
    """One table that is there now. `title` is its name at the source, `name` the one in the sealed database.

    `sha256` is over the rows as they lie there (see RowHash), "" where none were taken. `masked` names columns with
    what was done to them. `notes` say in plain English what is looser than at the source.
    """

    title: str
    name: str
    rows: int = 0
    sha256: str = ""
    where: str = ""
    is_schema_only: bool = False
    problems: tuple[tuple[CellTrouble, int], ...] = ()
    masked: tuple[tuple[str, Kind], ...] = ()
    notes: tuple[str, ...] = ()
    is_torn: bool = False
    """Rows came or went while it was read, which only a survey without one moment for all tables allows."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """All of them. `refused` are tables that could not be read, with the reason."""

    tables: tuple[TableLoad, ...]
    refused: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    is_connection_encrypted: bool = False

    @property
    def is_incomplete(self) -> bool:
        """Whether something that was asked for is not there, or not of one moment."""
        return bool(self.refused) or any(table.is_torn for table in self.tables)

    @property
    def rows(self) -> int:
        """How many rows were taken."""
        return sum(table.rows for table in self.tables)

    @property
    def problem_cells(self) -> int:
        """How many cells are not, or not exactly, what they were."""
        return sum(cells for table in self.tables for _, cells in table.problems)
