"""Row differences: which rows of a table SQL changed since the checkout, for looking at. Nothing leaves the copy."""

from dataclasses import dataclass, field

from app.copies.paths import outside_workroom
from app.databases.comparing.comparing import compared
from app.databases.comparing.row_changes import RowChange
from app.databases.comparing.row_layout import RowLayout
from app.databases.comparing.row_reading import RawText, Value
from app.databases.console.looking import ResultColumn
from app.databases.console.personal import personal_columns
from app.databases.sealed.opening import SealedDatabases
from app.errors import TableUnknown
from app.masking.kinds import Kind
from app.model import CopyRecord
from app.progress import Monitor
from app.tables import Cell
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class RowDifferences:
    """The first changed rows of a table, in the order of its key, and whether there are more.

    `personal` says of each column whether it seems to be about people, so that it is not shown in clear.
    """

    table: str
    columns: tuple[str, ...]
    personal: tuple[Kind | None, ...]
    rows: tuple[RowChange, ...] = field(repr=False)
    has_more: bool


def row_differences(
    vault: Unlocked, ticket: str, path: bytes, table: str, monitor: Monitor, *, most: int = 500, copy: str | None = None
) -> tuple[CopyRecord, RowDifferences]:
    """At most so many changed rows. Raises TableUnknown for one that did not change or cannot be compared by rows."""
    record = vault.pick_copy(ticket, copy)
    with (
        vault.opened(record, writable=False) as sealed,
        SealedDatabases(sealed) as databases,
        compared(databases, outside_workroom(path), monitor) as found,
    ):
        for change in found.changes.tables:
            if change.name == table and change.laid is not None:
                rows = tuple(found.rows(change, most + 1))
                return record, _differences(table, change.laid, rows, most)
    raise TableUnknown(table=table)


def _differences(table: str, laid: RowLayout, rows: tuple[RowChange, ...], most: int) -> RowDifferences:
    names = tuple(column.name for column in laid.columns)
    seen = [_plain(side) for row in rows for side in (row.before, row.now) if side is not None]
    declared = {column.name: column.declared for column in laid.now.columns}
    columns = [ResultColumn(name, declared.get(name, ""), table, name) for name in names]
    return RowDifferences(table, names, personal_columns(columns, seen), rows[:most], len(rows) > most)


def _plain(cells: tuple[Value, ...]) -> tuple[Cell, ...]:
    return tuple(cell.data if isinstance(cell, RawText) else cell for cell in cells)
