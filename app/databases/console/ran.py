"""What a session over a database tells of what it ran: results, a failure, whether a transaction is open."""

from dataclasses import dataclass

from app.databases.console.cells import Row
from app.databases.console.first_rows import Outcome
from app.databases.console.paging import Page
from app.errors import StatementFailed, StatementRefused


@dataclass(frozen=True, slots=True)
class Transaction:
    """Whether a transaction of the technician's own is open, and how many changing statements wait in it."""

    is_open: bool = False
    uncommitted: int = 0


@dataclass(frozen=True, slots=True)
class Ran:
    """What a script came to, up to the statement that failed, if one did."""

    outcomes: tuple[Outcome, ...]
    failure: StatementFailed | StatementRefused | None
    transaction: Transaction


@dataclass(frozen=True, slots=True)
class MoreRows:
    """Further rows of a result; nothing follows where not `has_more`."""

    rows: tuple[Row, ...]
    has_more: bool
    milliseconds: float


@dataclass(frozen=True, slots=True)
class TablePage:
    """A page of a table. The columns are those it has now."""

    columns: tuple[str, ...]
    page: Page
