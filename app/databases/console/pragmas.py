"""Which PRAGMA statements a technician may run. What is not listed here is refused."""

from typing import Final

_DESCRIBING: Final = frozenset({
    "collation_list",
    "compile_options",
    "database_list",
    "foreign_key_check",
    "foreign_key_list",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "module_list",
    "pragma_list",
    "quick_check",
    "table_info",
    "table_list",
    "table_xinfo",
})  # fmt: skip
"""They only tell something, whatever they are given."""

_ASKED: Final = _DESCRIBING | {
    "analysis_limit",
    "application_id",
    "auto_vacuum",
    "automatic_index",
    "busy_timeout",
    "cache_size",
    "cell_size_check",
    "data_version",
    "defer_foreign_keys",
    "encoding",
    "foreign_keys",
    "freelist_count",
    "ignore_check_constraints",
    "journal_mode",
    "legacy_alter_table",
    "locking_mode",
    "max_page_count",
    "mmap_size",
    "page_count",
    "page_size",
    "query_only",
    "recursive_triggers",
    "reverse_unordered_selects",
    "schema_version",
    "secure_delete",
    "synchronous",
    "temp_store",
    "trusted_schema",
    "user_version",
    "writable_schema",
}
"""They only tell something as long as they are given no value."""

_SET_WHEN_WRITING: Final = frozenset({"application_id", "defer_foreign_keys", "foreign_keys", "user_version"})
_STORED: Final = frozenset({"application_id", "user_version"})


def is_allowed(name: str, value: str | None, *, writing: bool) -> bool:
    """Whether `PRAGMA name` or `PRAGMA name = value` neither reaches out of the database nor weakens the connection."""
    name = name.lower()
    if value is None:
        return name in _ASKED
    return name in _DESCRIBING or (writing and name in _SET_WHEN_WRITING)


def changes_database(name: str, value: str | None) -> bool:
    """Whether the value is kept in the file."""
    return value is not None and name.lower() in _STORED


def is_idle_inside(name: str, value: str | None) -> bool:
    """Whether SQLite ignores it, without a word, while a transaction is open."""
    return value is not None and name.lower() == "foreign_keys"
