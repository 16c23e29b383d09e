"""Takes a database into a new copy: a database file page by page or row by row, or the tables of a server."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from app.copies.ingest import Loaded
from app.copies.sealed_copy import SealedCopy
from app.crypto.secret import Secret
from app.databases.loading.choosing import TableChoice
from app.databases.loading.load_report import LoadReport
from app.databases.loading.loading import load_tables
from app.databases.sealed.opening import SealedDatabases
from app.masking.policy import Policy
from app.model import Problem, ProblemKind
from app.ports import DatabaseSource, TableSource
from app.progress import Monitor


@dataclass(frozen=True, slots=True)
class TablesWanted:
    """Tables of a database, which of them and which rows, and how they are masked.

    `is_plain_allowed` is the yes to a connection over a network that is not encrypted.
    """

    source: TableSource
    choice: TableChoice
    policy: Policy | None = None
    is_plain_allowed: bool = False

    @property
    def kind(self) -> str:
        """The stable word for where it comes from."""
        return self.source.kind

    @property
    def location(self) -> str:
        """Where it lies, without any secret."""
        return self.source.location


def take_database(copy: SealedCopy, source: DatabaseSource, monitor: Monitor) -> Loaded:
    """Take a whole database file; then the caller commits. Raises what `copy_into` raises: nothing was committed."""
    with (
        SealedDatabases(copy) as databases,
        closing(databases.connect(source.file_name, writable=True, create=True)) as connection,
    ):
        problems = source.copy_into(connection, monitor)
    return _finished(copy, source.file_name, problems)


def take_tables(
    copy: SealedCopy, wanted: TablesWanted, masking_key: Secret | None, monitor: Monitor
) -> tuple[Loaded, LoadReport]:
    """Take the tables into one new database; then the caller commits."""
    name = wanted.source.file_name
    with (
        SealedDatabases(copy) as databases,
        wanted.source.open() as snapshot,
        closing(databases.connect(name, writable=True, create=True)) as connection,
    ):
        report = load_tables(connection, snapshot, wanted.choice, wanted.policy, masking_key, monitor)
    return _finished(copy, name, tuple(_problems(report))), report


def _problems(report: LoadReport) -> Iterator[Problem]:
    """What a technician should know of tables. Each cell is listed in the database itself."""
    for title, reason in report.refused:
        yield Problem(title.encode(), ProblemKind.UNREADABLE, reason)
    for table in report.tables:
        if table.is_torn:
            yield Problem(table.title.encode(), ProblemKind.CHANGED, "; ".join(table.notes))
        for trouble, cells in table.problems:
            yield Problem(table.title.encode(), ProblemKind.INEXACT, f"{trouble.value}: {cells} cells")


def _finished(copy: SealedCopy, name: bytes, problems: tuple[Problem, ...]) -> Loaded:
    copy.note_problems(problems)
    copy.freeze_baseline()
    return Loaded(
        files=1,
        content_bytes=copy.stat(name).size,
        problems=len(problems),
        doubtful=sum(problem.kind.makes_incomplete for problem in problems),
    )
