"""Source tables: what a database holds before anything is taken, and whether a condition for its rows is one."""

from dataclasses import dataclass

from app.databases.intake import TablesWanted
from app.databases.loading.choosing import RowFilter, TableChoice, chosen_tables
from app.databases.loading.snapshot_rows import first_rows
from app.progress import Monitor
from app.tables import Survey


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table by its title, and how many rows the statistics of the source say it has."""

    title: str
    row_estimate: int | None
    columns: int


def list_source_tables(wanted: TablesWanted, monitor: Monitor) -> tuple[SourceTable, ...]:
    """Every table, by schema and name. No row is read. Raises LoginFailed, ServerUnreachable, NotADatabase."""
    return tuple(
        SourceTable(table.title, table.row_estimate, len(table.columns)) for table in _survey(wanted, monitor).tables
    )


def try_condition(wanted: TablesWanted, title: str, condition: str, monitor: Monitor) -> None:
    """Read the first rows of a table for which a condition holds, and drop them.

    Raises FilterRefused, TableUnknown, and as `list_source_tables` does.
    """
    monitor.check()
    with wanted.source.open() as snapshot:
        monitor.check()
        (chosen,) = (
            each
            for each in chosen_tables(TableChoice((), (RowFilter(title, condition),)), snapshot.survey().tables)
            if each.where
        )
        first_rows(snapshot, chosen.table, chosen.where, most=1)


def _survey(wanted: TablesWanted, monitor: Monitor) -> Survey:
    monitor.check()
    with wanted.source.open() as snapshot:
        monitor.check()
        return snapshot.survey()
