"""What a sealed database that was taken from a server says of where its tables come from."""

from dataclasses import dataclass

import apsw

from app.databases.schema.change_schema import translated


@dataclass(frozen=True, slots=True)
class OriginColumn:
    """A column on the server, and its type in the server's words. `is_masked` ones never held the customer's values."""

    name: str
    declared: str
    is_masked: bool


@dataclass(frozen=True, slots=True)
class OriginTable:
    """A table on the server; its columns by what they are called in the sealed database."""

    schema: str
    name: str
    columns: dict[str, OriginColumn]


@dataclass(frozen=True, slots=True)
class Origin:
    """A server's database; its tables by what they are called in the sealed one."""

    engine: str
    tables: dict[str, OriginTable]


def read_origin(connection: apsw.Connection) -> Origin | None:
    """Where the tables come from; None for a database that was taken as a file. Raises NotADatabase."""
    with translated(connection):
        known = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")}
        if not {"_bailee_survey", "_bailee_table", "_bailee_column"} <= known:
            return None
        engine = connection.execute("SELECT value FROM main._bailee_survey WHERE \"key\" = 'engine'").get
        columns: dict[str, dict[str, OriginColumn]] = {}
        found = 'SELECT "table", name, source_name, declared, mask FROM main._bailee_column ORDER BY "table", position'
        for table, name, source_name, declared, mask in connection.execute(found):
            columns.setdefault(table, {})[name] = OriginColumn(source_name, declared, bool(mask))
        tables = connection.execute("SELECT name, source_schema, source_name FROM main._bailee_table")
        return Origin(
            engine=str(engine or ""),
            tables={name: OriginTable(schema, title, columns.get(name, {})) for name, schema, title in tables},
        )
