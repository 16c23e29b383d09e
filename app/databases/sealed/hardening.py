"""What every connection to somebody else's database is set to, before the first of its bytes is believed.

After https://sqlite.org/security.html. Triggers and views stay on, since without them a customer's database could not
be worked on as it is; what they may call is limited by the untrusted schema.
"""

import apsw

BUSY_MS = 5_000
_CACHE_KIB = 16 * 1024

_SETTINGS = {
    apsw.SQLITE_DBCONFIG_DEFENSIVE: 1,
    apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA: 0,
    apsw.SQLITE_DBCONFIG_WRITABLE_SCHEMA: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER: 1,
    apsw.SQLITE_DBCONFIG_ENABLE_VIEW: 1,
}
_LIMITS = {
    apsw.SQLITE_LIMIT_LENGTH: 1_000_000_000,
    apsw.SQLITE_LIMIT_SQL_LENGTH: 10_000_000,
    apsw.SQLITE_LIMIT_COLUMN: 2_000,
    apsw.SQLITE_LIMIT_EXPR_DEPTH: 1_000,
    apsw.SQLITE_LIMIT_COMPOUND_SELECT: 500,
    apsw.SQLITE_LIMIT_VDBE_OP: 1_000_000,
    apsw.SQLITE_LIMIT_FUNCTION_ARG: 127,
    apsw.SQLITE_LIMIT_ATTACHED: 2,  # VACUUM needs one
    apsw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    apsw.SQLITE_LIMIT_VARIABLE_NUMBER: 32_766,
    apsw.SQLITE_LIMIT_TRIGGER_DEPTH: 100,
    apsw.SQLITE_LIMIT_WORKER_THREADS: 0,
}


def harden(connection: apsw.Connection, *, busy_ms: int = BUSY_MS) -> None:
    """Set a new connection up. May read the schema, and fail for it."""
    for setting, value in _SETTINGS.items():
        connection.config(setting, value)
    for limit, value in _LIMITS.items():
        connection.limit(limit, value)
    connection.set_busy_timeout(busy_ms)
    # In "files", which the VFS keeps in memory: a sort in SQLite's own memory cannot be stopped.
    connection.pragma("temp_store", 1)
    connection.pragma("mmap_size", 0)
    connection.pragma("cell_size_check", value=True)
    connection.pragma("cache_size", -_CACHE_KIB)
