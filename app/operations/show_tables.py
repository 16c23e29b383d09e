"""Tables: what is in a database of a copy, without counting rows."""

from app.databases.console.listing import SchemaEntry, TableInfo, list_tables, schema_of
from app.model import CopyRecord
from app.unlocked.opened_database import opened_database
from app.unlocked.vault import Unlocked


def show_tables(
    vault: Unlocked, ticket: str, path: bytes, *, copy: str | None = None
) -> tuple[CopyRecord, tuple[TableInfo, ...]]:
    """Every table and view, by name. Raises NotADatabase, PathMissing, NotAFile and their kin."""
    record = vault.pick_copy(ticket, copy)
    with opened_database(vault, record, path, writable=False) as opened:
        return record, list_tables(opened.connection, path)


def show_schema(
    vault: Unlocked, ticket: str, path: bytes, *, copy: str | None = None
) -> tuple[CopyRecord, list[SchemaEntry]]:
    """The statements that made the schema, in the order of their making. Raises as `show_tables` does."""
    record = vault.pick_copy(ticket, copy)
    with opened_database(vault, record, path, writable=False) as opened:
        return record, list(schema_of(opened.connection, path))
