"""What the sealed database says of itself: where its tables come from, what was left out, and what was changed."""

from collections.abc import Iterator, Mapping, Sequence

import apsw

from app.databases.loading.load_report import TableLoad
from app.databases.loading.target_table import TargetTable
from app.masking.kinds import Kind
from app.tables import Survey, View

_TABLES = (
    'CREATE TABLE _bailee_survey ("key" TEXT NOT NULL, value TEXT NOT NULL) STRICT',
    "CREATE TABLE _bailee_table (name TEXT PRIMARY KEY NOT NULL, source_schema TEXT NOT NULL, source_name TEXT NOT"
    ' NULL, comment TEXT NOT NULL, "rows" INT NOT NULL, rows_filtered_by TEXT NOT NULL, is_schema_only INT NOT NULL,'
    " sha256 TEXT NOT NULL, is_torn INT NOT NULL, notes TEXT NOT NULL) STRICT",
    "CREATE TABLE _bailee_refused (source_schema TEXT NOT NULL, source_name TEXT NOT NULL, reason TEXT NOT NULL)"
    " STRICT",
    'CREATE TABLE _bailee_column ("table" TEXT NOT NULL, position INT NOT NULL, name TEXT NOT NULL, source_name TEXT'
    " NOT NULL, declared TEXT NOT NULL, storage TEXT NOT NULL, is_nullable INT NOT NULL, default_value TEXT, comment"
    ' TEXT NOT NULL, mask TEXT NOT NULL, PRIMARY KEY ("table", position)) STRICT',
    'CREATE TABLE _bailee_view ("schema" TEXT NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL) STRICT',
    'CREATE TABLE _bailee_problem ("table" TEXT NOT NULL, "row" INT NOT NULL, "column" TEXT NOT NULL, trouble TEXT NOT'
    " NULL, detail TEXT NOT NULL) STRICT",
    'CREATE TABLE _bailee_problem_count ("table" TEXT NOT NULL, "column" TEXT NOT NULL, trouble TEXT NOT NULL, cells'
    " INT NOT NULL) STRICT",
)


def begin_record(connection: apsw.Connection, survey: Survey) -> None:
    """Make the tables, and say what is known before any rows come."""
    for statement in _TABLES:
        connection.execute(statement)
    facts = list(_facts(survey))
    connection.executemany("INSERT INTO _bailee_survey VALUES (?, ?)", facts)
    connection.executemany("INSERT INTO _bailee_view VALUES (?, ?, ?)", map(_view, survey.views))


def record_table(connection: apsw.Connection, target: TargetTable, load: TableLoad, kinds: Mapping[str, Kind]) -> None:
    """Say what a table is, now that it is there."""
    source = target.source
    texts = (load.name, _sound(source.schema), _sound(source.name), _sound(source.comment))
    counts = (load.rows, _sound(load.where), load.is_schema_only, load.sha256, load.is_torn, "\n".join(load.notes))
    connection.execute("INSERT INTO _bailee_table VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*texts, *counts))
    columns = []
    for at, (column, made) in enumerate(zip(source.columns, target.columns, strict=True)):
        names = (load.name, at, made.name, _sound(column.name), _sound(column.declared), made.storage.value)
        default = None if column.default is None else _sound(column.default)
        kind = kinds.get(column.name)
        rest = (column.is_nullable, default, _sound(column.comment), kind.value if kind else "")
        columns.append((*names, *rest))
    connection.executemany("INSERT INTO _bailee_column VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", columns)


def record_refused(connection: apsw.Connection, refused: Sequence[tuple[str, str, str]]) -> None:
    """Say which tables could not be read: schema, name, reason."""
    rows = [tuple(map(_sound, each)) for each in refused]
    connection.executemany("INSERT INTO _bailee_refused VALUES (?, ?, ?)", rows)


def _facts(survey: Survey) -> Iterator[tuple[str, str]]:
    yield "engine", _sound(survey.engine)
    yield "version", _sound(survey.version)
    yield "consistency", survey.consistency.value
    yield "encrypted", "yes" if survey.is_encrypted else "no"
    for note in survey.notes:
        yield "note", _sound(note)


def _view(view: View) -> tuple[str, str, str]:
    return _sound(view.schema), _sound(view.name), _sound(view.definition)


def _sound(text: str) -> str:
    """What SQLite can hold as text: no surrogates."""
    return text.encode("utf-8", "replace").decode()
