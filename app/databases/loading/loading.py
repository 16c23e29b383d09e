"""Loads the tables of a snapshot into a sealed database: all of them in one transaction, each one verified."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import apsw

from app.crypto.secret import Secret
from app.databases.loading.cell_problems import CellProblems
from app.databases.loading.choosing import ChosenTable, TableChoice, chosen_tables
from app.databases.loading.load_record import begin_record, record_refused, record_table
from app.databases.loading.load_report import LoadReport, TableLoad
from app.databases.loading.snapshot_rows import batches_of
from app.databases.loading.table_writer import TableWriter
from app.databases.loading.target_table import TargetTable, plan_targets, unkept_references
from app.databases.sealed.failures import known
from app.databases.stopping import stoppable
from app.errors import TableDiffers, TableRefused
from app.masking.plan import MaskingPlan, plan_masking
from app.masking.policy import Policy
from app.ports import TableSnapshot
from app.progress import Monitor, Step, Unit
from app.tables import Consistency, Survey

PAGE_BYTES = 16 * 1024
"""As long as the chunks that databases are sealed in."""


def load_tables(
    destination: apsw.Connection,
    snapshot: TableSnapshot,
    choice: TableChoice,
    policy: Policy | None,
    masking_key: Secret | None,
    monitor: Monitor,
) -> LoadReport:
    """Fill the empty database `destination`. Where this raises, nothing is in it.

    Tables that cannot be read are left out and listed. Every other one holds as many rows as the snapshot counts, and
    gives back what was put in: TableDiffers is raised otherwise. With a policy a key is needed. Memory is bounded by
    the batches of the snapshot, and by the greatest index. Raises TableUnknown, PolicyInvalid, FilterRefused,
    ServerGone, Cancelled, DiskFull and what else the copy may say.
    """
    if policy is not None and masking_key is None:
        msg = "a policy without a key"
        raise ValueError(msg)
    survey = snapshot.survey()
    plan = None if policy is None else plan_masking(policy, survey)
    loading = _Loading(destination, snapshot, survey, plan, masking_key, monitor)
    chosen = loading.counted(chosen_tables(choice, survey.tables))
    try:
        with _settings(destination), stoppable(destination, monitor), _transaction(destination):
            return loading.run(chosen)
    except apsw.Error as error:
        raise known(error, destination.filename.encode()) from error


@dataclass(frozen=True, slots=True)
class _Counted:
    """A table that is taken, and how many rows of it there are."""

    chosen: ChosenTable
    rows: int


class _Loading:
    """One load on its way."""

    def __init__(
        self,
        destination: apsw.Connection,
        snapshot: TableSnapshot,
        survey: Survey,
        plan: MaskingPlan | None,
        key: Secret | None,
        monitor: Monitor,
    ) -> None:
        self._destination = destination
        self._snapshot = snapshot
        self._survey = survey
        self._plan = plan
        self._key = key
        self._monitor = monitor
        self._refused: list[tuple[str, str, str]] = []
        self._bytes = 0

    def counted(self, chosen: Sequence[ChosenTable]) -> list[_Counted]:
        """Those that can be read, with the rows there are. A condition that is none shows before anything is made."""
        counted = []
        for each in chosen:
            self._monitor.check()
            try:
                rows = 0 if each.is_schema_only else self._snapshot.count(each.table, each.where)
                counted.append(_Counted(each, rows))
            except TableRefused as error:
                self._refuse(each, error)
        return counted

    def run(self, counted: Sequence[_Counted]) -> LoadReport:
        """Make and fill every table."""
        begin_record(self._destination, self._survey)
        possible = [each for each in counted if self._is_possible(each.chosen)]
        targets = plan_targets([each.chosen for each in possible])
        loads = []
        for each, target in zip(possible, targets, strict=True):
            load = self._table_or_nothing(each, target)
            if load is not None:
                loads.append(load)
        record_refused(self._destination, self._refused)
        titles = [(f"{schema}.{name}" if schema else name, reason) for schema, name, reason in self._refused]
        notes = self._plan.notes if self._plan else ()
        return LoadReport(tuple(loads), tuple(titles), notes, self._survey.is_encrypted)

    def _is_possible(self, chosen: ChosenTable) -> bool:
        """Whether SQLite can have such a table."""
        limits = (apsw.SQLITE_LIMIT_COLUMN, apsw.SQLITE_LIMIT_VARIABLE_NUMBER)
        most = min(self._destination.limit(limit) for limit in limits)
        columns = len(chosen.table.columns)
        if not 0 < columns <= most:
            reason = f"{columns} columns; 1 to {most} are possible"
            self._refuse(chosen, TableRefused(table=chosen.table.title, reason=reason))
            return False
        return True

    def _refuse(self, chosen: ChosenTable, error: TableRefused) -> None:
        self._refused.append((chosen.table.schema, chosen.table.name, error.reason))

    def _table_or_nothing(self, counted: _Counted, target: TargetTable) -> TableLoad | None:
        try:
            for looks_first in (False, True):
                with _savepoint(self._destination) as savepoint:
                    load = self._table(counted, target, looks_first=looks_first)
                    savepoint.keeps = load is not None
                if load is not None:
                    return load
        except TableRefused as error:
            self._refuse(counted.chosen, error)
            return None
        except apsw.TooBigError:
            reason = "a row is longer than is possible"
            self._refuse(counted.chosen, TableRefused(table=counted.chosen.table.title, reason=reason))
            return None
        raise TableDiffers(table=target.source.title, expected="rows as they were read", found="others")

    def _table(self, counted: _Counted, target: TargetTable, *, looks_first: bool) -> TableLoad | None:
        """Make and fill one table; None where what is in it is not what was put in."""
        chosen = counted.chosen
        masks = self._plan.masks(chosen.table, self._key) if self._plan and self._key else {}
        problems = CellProblems(self._destination, target, masks.keys())
        writer = TableWriter(self._destination, target, masks, problems, looks_first=looks_first)
        if not chosen.is_schema_only:
            with batches_of(self._snapshot, chosen.table, chosen.where) as batches:
                for batch in batches:
                    writer.write(batch)
                    self._monitor.report(Step.SEALING, self._bytes + writer.hash.size_bytes, 0, Unit.BYTES)
            if not self._is_written(writer):
                return None
        problems.finish()
        writer.add_indexes()
        load = self._load(counted, writer, problems)
        record_table(self._destination, writer.target, load, self._plan.kinds(chosen.table) if self._plan else {})
        self._bytes += writer.hash.size_bytes
        return load

    def _is_written(self, writer: TableWriter) -> bool:
        total = writer.hash.size_bytes
        found = writer.read_back(lambda done: self._monitor.report(Step.CHECKING, done, total, Unit.BYTES))
        return found == writer.hash.hexdigest()

    def _load(self, counted: _Counted, writer: TableWriter, problems: CellProblems) -> TableLoad:
        chosen, rows = counted.chosen, writer.hash.rows
        is_torn = rows != counted.rows
        if is_torn and self._survey.consistency is not Consistency.PARTIAL:
            raise TableDiffers(table=chosen.table.title, expected=f"{counted.rows} rows", found=str(rows))
        notes = list(writer.notes)
        if unkept := unkept_references(writer.target):
            notes.append(f"foreign keys left out, for what they refer to is not here or no key: {unkept}")
        if is_torn:
            notes.append(f"rows came or went while it was read: {counted.rows} counted, {rows} read")
        return TableLoad(
            title=chosen.table.title,
            name=writer.target.name,
            rows=rows,
            sha256="" if chosen.is_schema_only else writer.hash.hexdigest(),
            where=chosen.where,
            is_schema_only=chosen.is_schema_only,
            problems=problems.counts,
            masked=tuple(self._plan.kinds(chosen.table).items()) if self._plan else (),
            notes=tuple(notes),
            is_torn=is_torn,
        )


@contextmanager
def _settings(connection: apsw.Connection) -> Iterator[None]:
    """For the load: nothing of it needs to survive a crash, and nobody else is there. The rest as before, after it."""
    before = {name: connection.pragma(name) for name in ("synchronous", "foreign_keys", "journal_mode")}
    if connection.pragma("page_count") == 0:
        connection.pragma("page_size", PAGE_BYTES)
    connection.pragma("synchronous", "OFF")
    connection.pragma("foreign_keys", value=False)
    connection.pragma("journal_mode", "MEMORY")
    try:
        yield
    finally:
        for name, value in before.items():
            connection.pragma(name, value)


@contextmanager
def _transaction(connection: apsw.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@dataclass(slots=True)
class _Savepoint:
    keeps: bool = False


@contextmanager
def _savepoint(connection: apsw.Connection) -> Iterator[_Savepoint]:
    """What is done inside is taken back, unless it says that it is to be kept."""
    state = _Savepoint()
    connection.execute("SAVEPOINT bailee_table")
    try:
        yield state
    finally:
        if connection.in_transaction:
            if not state.keeps:
                connection.execute("ROLLBACK TO bailee_table")
            connection.execute("RELEASE bailee_table")
