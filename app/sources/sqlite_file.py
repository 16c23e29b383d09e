"""A plain SQLite file as the source of a copy: taken page by page while other programs go on writing to it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import apsw

from app.errors import BaileeError, NotADatabase, SourceUnreadable
from app.model import Problem, ProblemKind
from app.progress import Monitor, Step, Unit
from app.sources.naming import long_path, name_bytes, shown
from app.sources.opening import open_file
from app.sources.sqlite_opening import (
    EXCLUSIVE,
    MAGIC,
    PATIENCE_SECONDS,
    Patience,
    Way,
    header_of,
    is_about_one_table,
    source_failure,
    standing,
    uri,
    way_to,
)

DISTURBED: Final = "it was changed again and again while it was read"

_TRIES: Final = 3
_RESTARTS: Final = 3
_STEP_BYTES: Final = 16 << 20
_INSTRUCTIONS: Final = 20_000  # of SQLite's machine between two looks at whether to stop: some milliseconds
_MOST_INSTRUCTIONS: Final = 1_000_000  # in one prepared statement
_MOST_COMPLAINTS: Final = 10
_FLAGS: Final = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_NOFOLLOW
_UNFIT_FOR_SHOW: Final = "\N{REPLACEMENT CHARACTER}"


def is_sqlite_file(path: str) -> bool:
    """Whether the file at `path` begins like a plain SQLite database. What cannot be read does not.

    Not while this process has the database open: see `sqlite_opening.header_of`.
    """
    try:
        descriptor = open_file(long_path(path), None)
    except OSError:
        return False
    try:
        return os.read(descriptor, len(MAGIC)) == MAGIC
    except OSError:
        return False
    finally:
        os.close(descriptor)


class SqliteFileSource:
    """A plain SQLite file in any journal mode, which other programs may be using. Fulfils the port `DatabaseSource`.

    What arrives is one moment's state, whatever is in the write-ahead log included. In WAL mode writers never wait
    for us. In a rollback mode they wait while 16 MiB are read; if they write so often that the reading had to begin
    anew three times, they wait until it is over; and they wait while SQLite looks for damage afterwards, which takes
    a part of the time that the reading takes.

    Pages are taken as they are, free ones and damaged ones too.
    """

    kind = "sqlite"

    def __init__(self, path: str, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """`path` is absolute and free of links. A lock of another program is waited for `patience_seconds`."""
        self.location = shown(path)
        self.file_name = name_bytes(os.path.basename(path))  # noqa: PTH119 - Path cannot keep every name
        self._path = path
        self._patience_seconds = patience_seconds

    def estimate(self) -> int:
        """How many bytes there are, without what only the write-ahead log holds; 0 when it cannot be seen."""
        try:
            return os.stat(long_path(self._path)).st_size
        except OSError:
            return 0

    def copy_into(self, destination: apsw.Connection, monitor: Monitor) -> tuple[Problem, ...]:
        """Fill the empty database `destination`; what is wrong with what arrived. The caller makes it durable.

        Raises SourceMissing, SourceUnreadable (rights, a lock held for long, a transaction left unfinished, a disk
        that fails), NotADatabase, Cancelled, and whatever the destination raises: then it is to be thrown away.
        """
        for _ in range(_TRIES):
            header = header_of(self._path)
            if not header.startswith(MAGIC):
                raise NotADatabase(path=self.location, reason="it is no SQLite database, or an encrypted one")
            before = standing(self._path)
            way = way_to(header, before)
            patience = Patience(monitor, self._patience_seconds)
            problems = self._take(destination, way, patience, disturbs_nobody=way.needs_proof or before.has_log)
            if not way.needs_proof or standing(self._path) == before:
                return problems
        raise SourceUnreadable(source=self.location, reason=DISTURBED)

    def _take(
        self, destination: apsw.Connection, way: Way, patience: Patience, *, disturbs_nobody: bool
    ) -> tuple[Problem, ...]:
        with self._opened(way) as source:
            problems = self._probe(source, patience)
            with _backup(destination, source) as backup:
                _step_through(backup, source, patience, disturbs_nobody=disturbs_nobody)
            return problems + self._complaints(source, patience)

    def _probe(self, source: apsw.Connection, patience: Patience) -> tuple[Problem, ...]:
        """Read the header through SQLite, which refuses a file that is shorter than the header says."""
        try:
            patience.wait_for(lambda: source.pragma("schema_version"))
        except apsw.CorruptError:
            # With this setting it takes the pages that are there. Nothing can be written by this connection anyway.
            source.pragma("writable_schema", value=True)
            patience.wait_for(lambda: source.pragma("schema_version"))
            return (self._problem("the file is shorter than its header says"),)
        return ()

    @contextmanager
    def _opened(self, way: Way) -> Iterator[apsw.Connection]:
        """The source for the length of a block, in which its failures become ours."""
        source: apsw.Connection | None = None
        try:
            source = apsw.Connection(uri(self._path, way.value), flags=_FLAGS)
            _harden(source)
            if way is Way.AT_REST_WITH_LOG:
                source.execute(EXCLUSIVE)
            yield source
        except BaileeError:
            raise
        except apsw.Error as error:
            failure = source_failure(error, self._path)
            if failure is None:
                raise
            raise failure from error
        finally:
            if source is not None:
                source.close()

    def _complaints(self, source: apsw.Connection, patience: Patience) -> tuple[Problem, ...]:
        """What SQLite finds wrong with the pages, asked of the source: there they are in reach, and were just read."""

        def look_up() -> bool:
            patience.monitor.check()
            return False

        def lines() -> list[bytes]:
            # As bytes: the names in it need not be text.
            rows = source.execute("SELECT CAST(quick_check AS BLOB) FROM pragma_quick_check").fetchall()
            return [line for (line,) in rows if isinstance(line, bytes)]

        source.set_progress_handler(look_up, _INSTRUCTIONS)
        try:
            found = patience.wait_for(lines)
        except apsw.Error as error:
            if not is_about_one_table(error):
                raise
            found = [str(error).encode()]
        finally:
            source.set_progress_handler(None)
        if found == [b"ok"]:
            return ()
        said = "; ".join(_fit_for_show(line) for line in found[:_MOST_COMPLAINTS])
        more = f"; and {len(found) - _MOST_COMPLAINTS} more" if len(found) > _MOST_COMPLAINTS else ""
        return (self._problem(f"the database is damaged: {said}{more}"),)

    def _problem(self, detail: str) -> Problem:
        return Problem(self.file_name, ProblemKind.UNREADABLE, detail)


def _harden(source: apsw.Connection) -> None:
    """Before a byte of the file is believed: see https://www.sqlite.org/security.html."""
    source.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    source.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    source.limit(apsw.SQLITE_LIMIT_VDBE_OP, _MOST_INSTRUCTIONS)
    for setting, value in (("temp_store", 2), ("mmap_size", 0), ("cell_size_check", 1)):
        source.pragma(setting, value)


@contextmanager
def _backup(destination: apsw.Connection, source: apsw.Connection) -> Iterator[apsw.Backup]:
    """A backup that ends with the block. One that failed would complain once more, in the place of what went wrong."""
    backup = destination.backup("main", source, "main")
    try:
        yield backup
    except BaseException:
        # A destination that failed fails once more, in a way that apsw does not expect.
        with suppress(BaileeError, apsw.Error, SystemError):
            backup.close(force=True)
        raise
    backup.finish()


def _step_through(backup: apsw.Backup, source: apsw.Connection, patience: Patience, *, disturbs_nobody: bool) -> None:
    """Copy all pages. The source is let go after each step, unless that disturbs nobody or has led to nothing."""
    page_bytes = int(source.pragma("page_size"))
    pages = max(1, _STEP_BYTES // page_bytes)
    done = restarts = 0
    while not backup.done:
        if not source.in_transaction:
            _hold(source, patience)  # here and not in the step, which could not be tried again after some failures
        backup.step(pages)
        now = backup.page_count - backup.remaining
        restarts += now <= done and not backup.done
        done = now
        if not disturbs_nobody and restarts < _RESTARTS:
            source.execute("COMMIT")
        patience.monitor.report(Step.SEALING, done * page_bytes, backup.page_count * page_bytes, Unit.BYTES)


def _hold(source: apsw.Connection, patience: Patience) -> None:
    """From now on see this moment alone."""
    source.execute("BEGIN")
    patience.wait_for(lambda: source.pragma("schema_version"))


def _fit_for_show(untrusted_line: bytes) -> str:
    return "".join(sign if sign.isprintable() else _UNFIT_FOR_SHOW for sign in shown(untrusted_line))
