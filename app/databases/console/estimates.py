"""About how many rows a table has, without reading them."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

import apsw

from app.databases.console.keys import as_sql
from app.databases.table_names import quoted


class EstimateSource(Enum):
    """Where an estimate comes from."""

    STATISTICS = "statistics"
    """What ANALYZE noted when it last ran."""
    ROWIDS = "rowids"
    """The distance of the highest from the lowest rowid: never too low, and exact where no row was deleted."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number of rows that is not to be taken for a count."""

    rows: int
    source: EstimateSource


_STATISTICS: Final = "SELECT CAST(stat AS BLOB) FROM main.sqlite_stat1 WHERE tbl = ? AND stat IS NOT NULL LIMIT 8"
_MOST_ROWS: Final = 2**63
"""No table has more; a number above is not from ANALYZE."""


def estimate_rows(connection: apsw.Connection, table: str, rowid: str) -> Estimate | None:
    """An estimate for a table of `main`. `rowid` is a name its rowid has, "" for none. Takes two look-ups at most.

    None where there is nothing to go by. What is stored in the statistics is not trusted further than being shown.
    """
    noted = _from_statistics(connection, table)
    if noted is not None:
        return Estimate(noted, EstimateSource.STATISTICS)
    if not rowid:
        return None
    name, place = as_sql(rowid), f"main.{quoted(table)}"
    # Each alone is one step down the tree; both in one SELECT would read the whole table.
    ends = f"SELECT (SELECT min({name}) FROM {place}), (SELECT max({name}) FROM {place})"  # noqa: S608 - quoted
    lowest, highest = next(connection.execute(ends))
    return Estimate(0 if lowest is None else highest - lowest + 1, EstimateSource.ROWIDS)


def _from_statistics(connection: apsw.Connection, table: str) -> int | None:
    """The first number of any line about the table (https://sqlite.org/fileformat2.html#stat1tab)."""
    if connection.table_exists("main", "sqlite_stat1") is False:
        return None
    for (stat,) in connection.execute(_STATISTICS, (table,)):
        first = bytes(stat).split(b" ", 1)[0]
        if first.isdigit() and len(first) < 20 and int(first) < _MOST_ROWS:
            return int(first)
    return None
