"""What is shown of a statement as soon as it has run: its first rows, and whether there are more to fetch."""

from dataclasses import dataclass
from typing import Final

from app.databases.console.cells import PAGE_BYTES, Row, size_of
from app.databases.console.guarded import Changed
from app.databases.console.looking import Kind, ResultColumn
from app.databases.console.personal import personal_columns
from app.databases.console.results import Result
from app.databases.console.statements import Statement
from app.databases.console.writing import StatementReport
from app.masking.kinds import Kind as MaskKind
from app.progress import Monitor, Step, Unit

MOST_ROWS: Final = 1_000
_BITE_ROWS: Final = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one statement came to. `number` asks for more rows; 0 where there are none to be had.

    `unreadable` are the numbers, from 0, of rows whose cells could not be decoded and are all None. `personal` says
    for each column what personal data it seems to hold.
    """

    number: int
    statement: Statement
    kind: Kind
    columns: tuple[ResultColumn, ...]
    rows: tuple[Row, ...]
    has_more: bool
    changed: Changed | None
    milliseconds: float
    unreadable: tuple[int, ...]
    personal: tuple[MaskKind | None, ...]


def read_rows(result: Result, monitor: Monitor, most: int = MOST_ROWS) -> list[Row]:
    """The next rows, in bounded memory, saying how many there are. Raises as `Result.fetch`."""
    rows: list[Row] = []
    size = 0
    while len(rows) < most and size < PAGE_BYTES and not result.is_complete:
        bite = result.fetch(min(_BITE_ROWS, most - len(rows)), monitor)
        rows += bite
        size += sum(map(size_of, bite))
        monitor.report(Step.READING, result.rows, 0, Unit.ROWS)
    return rows


def outcome_of(number: int, result: Result, monitor: Monitor) -> Outcome:
    """The first rows of a result that stays open for more of them."""
    rows = read_rows(result, monitor)
    return Outcome(
        number=number,
        statement=result.statement,
        kind=result.look.kind,
        columns=result.columns,
        rows=tuple(rows),
        has_more=not result.is_complete,
        changed=None,
        milliseconds=result.milliseconds,
        unreadable=tuple(result.unreadable),
        personal=personal_columns(result.columns, rows),
    )


def outcome_of_report(report: StatementReport) -> Outcome:
    """What a statement of a writing run came to; it is over, and no more of its rows can be fetched."""
    return Outcome(
        number=0,
        statement=report.statement,
        kind=report.kind,
        columns=report.columns,
        rows=report.rows,
        has_more=report.has_more_rows,
        changed=report.changed,
        milliseconds=report.milliseconds,
        unreadable=(),
        personal=personal_columns(report.columns, report.rows),
    )
