"""Opens the register: one SQLCipher file under one raw key, its schema brought up to date."""

from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry

from app.crypto.secret import KEY_BYTES, Secret
from app.errors import BaileeError, FileMissing, RegistryDamaged, SecretClosed, VaultLocked
from app.registry.failures import expected_failure
from app.registry.schema import HEAD_REVISION
from app.registry.transactions import begin, reading, writing

PATIENCE_SECONDS: Final = 10.0

_PAGE_BYTES: Final = 4096  # of SQLCipher 4
_KEY: Final = "bailee_key"

# Before the key, or SQLCipher writes every failure to stderr.
_SILENCE: Final = "PRAGMA cipher_log_level = NONE"
_SETTINGS: Final = (
    "PRAGMA cipher_compatibility = 4",  # what this file is, whatever a later SQLCipher would write by itself
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA journal_mode = WAL",  # the first to read the file: a wrong key shows here
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # macOS, where fsync does not reach the disk; nothing elsewhere
    "PRAGMA checkpoint_fullfsync = ON",
)


def open_database(
    path: Path,
    key: Secret,
    *,
    may_create: bool = True,
    patience_seconds: float = PATIENCE_SECONDS,
) -> Engine:
    """Open the register at `path` with the raw 32-byte `key`, creating or migrating it as needed.

    The engine keeps a copy of the key of its own until `close_database`; afterwards a use raises VaultLocked. A lock
    held by another program is waited for `patience_seconds`. The database engine makes the file and those beside it
    (`-wal`, `-shm`) itself, so the caller's umask must be 0o077 where others can enter the folder.

    Raises RegistryDamaged (wrong key, or no register), RegistryNewer, RegistryBusy, FileMissing (no such folder; or
    no such file, without `may_create`), AccessDenied, ReadOnlyFolder, DiskFull, DiskFailed.
    """
    if len(key) != KEY_BYTES:
        message = f"a key of {len(key)} bytes"
        raise ValueError(message)
    _require_content(path, may_be_empty=may_create)
    engine = _engine(path, key.copy(), patience_seconds)
    try:
        _bring_up_to_date(engine)
    except BaseException:
        close_database(engine)
        raise
    return engine


def close_database(engine: Engine) -> None:
    """Drop the key and close the file: at once, and where a thread is still at it, as soon as it is done."""
    engine.get_execution_options()[_KEY].close()
    engine.dispose()


def _require_content(path: Path, *, may_be_empty: bool) -> None:
    """Refuse what the database engine would take for a new database: no file, an empty one, and a mere stump."""
    if not path.exists():
        if may_be_empty:
            return  # should the folder be missing too, the engine says so
        raise FileMissing(path=str(path))
    size_bytes = path.stat().st_size if path.is_file() else _PAGE_BYTES
    if size_bytes < _PAGE_BYTES and not (may_be_empty and size_bytes == 0):
        raise RegistryDamaged(reason=f"the file has only {size_bytes} bytes")


def _engine(path: Path, key: Secret, patience_seconds: float) -> Engine:
    def connect() -> Any:  # noqa: ANN401 - the driver has no types
        return _connect(path, key, patience_seconds)

    engine = create_engine(
        "sqlite://",
        execution_options={_KEY: key},
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,  # a pooled connection is with one thread at a time
        hide_parameters=True,  # customer data does not belong in a traceback
    )

    def name_failure(context: ExceptionContext) -> BaileeError | None:
        return expected_failure(context.original_exception, path)

    def let_go(_: Any, record: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver has no types
        if not key.is_open:
            record.invalidate()

    event.listen(engine, "begin", begin)
    event.listen(engine, "handle_error", name_failure)
    event.listen(engine, "checkin", let_go)
    return engine


def _connect(path: Path, key: Secret, patience_seconds: float) -> Any:  # noqa: ANN401 - the driver has no types
    try:
        raw_key = f"x'{key.reveal().hex()}'"  # first, so that a closed register leaves the file alone
    except SecretClosed as error:
        raise VaultLocked from error
    # isolation_level None: the driver begins no transactions by itself, `transactions.begin` does.
    connection = sqlcipher.connect(path, timeout=patience_seconds, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(_SILENCE)
        # Not PRAGMA key: the statement would stay, key and all, in the driver's statement cache.
        connection.set_key(raw_key)
        _require_cipher(connection)
        for setting in _SETTINGS:
            connection.execute(setting).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _require_cipher(connection: Any) -> None:  # noqa: ANN401 - the driver has no types
    """An SQLite without a cipher takes the key without a word, and writes everything in clear."""
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise RegistryDamaged(reason="this build of SQLite cannot encrypt")


def _bring_up_to_date(engine: Engine) -> None:
    with reading(engine) as connection:
        if revision(connection) == HEAD_REVISION:
            return
    # Only now: importing Alembic takes longer than all else here together.
    from app.registry.migrations.environment import upgrade  # noqa: PLC0415

    with writing(engine) as connection:
        upgrade(connection)


def revision(connection: Connection) -> str | None:
    """The revision of the schema, None for a database without tables. Raises RegistryDamaged when it is missing."""
    tables = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise RegistryDamaged(reason="tables without a revision")
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    if len(found) != 1:
        raise RegistryDamaged(reason=f"{len(found)} revisions")
    return str(found[0])
