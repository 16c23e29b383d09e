import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script.revision import RevisionMap
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.schema import CreateIndex, CreateTable

from app.crypto.secret import Secret
from app.registry.database import open_database
from app.registry.migrations.environment import migrations
from app.registry.registry import Registry
from app.registry.schema import HEAD_REVISION, UtcTime, metadata
from app.registry.transactions import reading, writing

WORDS = re.compile(r"ticket_(words|texts|numbered)")
"""The index of words, which SQLite alone has: its own tables, a view, and triggers."""


def _is_declared(name: str | None, *_: object) -> bool:
    return name is None or not WORDS.match(name)


def _definitions(connection: Connection) -> dict[str, list[str]]:
    """What SQLite was told, in an order of its own: autogenerate does not look at CHECK."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {
        name: sorted(" ".join(part.split()) for part in _parts(sql))
        for name, sql in rows
        if name != "alembic_version" and _is_declared(name)
    }


def _parts(sql: str) -> list[str]:
    """What stands between the commas outside of all inner parentheses: a column added later stands at the end."""
    parts, depth = [""], 0
    for piece in re.split(r"([(),])", sql):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if depth == 1 and piece in {"(", ","}:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def test_the_migrations_lead_to_the_schema(path: Path, key: Secret) -> None:
    migrated = open_database(path, key)
    declared = create_engine("sqlite://")
    metadata.create_all(declared)
    with reading(migrated) as one, declared.connect() as other:
        context = MigrationContext.configure(one, opts={"include_name": _is_declared})
        assert compare_metadata(context, metadata) == []
        assert _definitions(one) == _definitions(other)
    migrated.dispose()
    declared.dispose()


def test_the_newest_migration_is_the_one_that_is_asked_for() -> None:
    history = RevisionMap(migrations)
    assert history.heads == (HEAD_REVISION,)
    assert history.bases == ("0001",)


def test_postgresql_understands_the_schema() -> None:
    dialect = make_url("postgresql://").get_dialect()()
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))
    held = next(index for index in metadata.tables["copies"].indexes if index.unique)
    assert str(CreateIndex(held).compile(dialect=dialect)).endswith("WHERE state != 'WIPED'")


@given(
    st.datetimes(
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30)), timezone(-timedelta(hours=11))])
    ).filter(lambda at: 2 < at.year < 9998)
)
def test_a_time_comes_back_in_utc(at: datetime) -> None:
    kind, dialect = UtcTime(), sqlite.dialect()
    stored = kind.process_bind_param(at, dialect)
    assert stored is not None
    assert len(stored) == len("2026-11-04T10:30:00.123456+00:00")
    back = kind.process_result_value(stored, dialect)
    assert back == at
    assert back.tzinfo is UTC


@given(st.lists(st.datetimes(timezones=st.just(UTC)), max_size=10))
def test_times_sort_as_text(times: list[datetime]) -> None:
    stored = [UtcTime().process_bind_param(at, sqlite.dialect()) for at in times]
    assert sorted(stored, key=str) == [UtcTime().process_bind_param(at, sqlite.dialect()) for at in sorted(times)]


def test_a_time_without_a_zone_is_a_bug(registry: Registry) -> None:
    with pytest.raises(StatementError, match="without a time zone"):
        registry.customers.add("K-1", "Müller", "", at=datetime(2026, 11, 4))  # noqa: DTZ001
    assert registry.customers.all() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE copies SET state = 'LOST'",
        "UPDATE tickets SET state = 'ajar'",
        "UPDATE copies SET ticket_id = 'nobody'",
        "DELETE FROM tickets",
        "INSERT INTO notes (ticket_id, at, kind, author, text) VALUES ('nobody', '', 'work', '', '')",
        "INSERT INTO escapes (copy_id, at, what, content_bytes, digest, state) VALUES ('aa', '', '', 0, '', 'x')",
    ],
)
@pytest.mark.usefixtures("record")
def test_the_database_itself_refuses_what_cannot_be(registry: Registry, statement: str) -> None:
    with pytest.raises(IntegrityError), writing(registry._engine) as connection:
        connection.exec_driver_sql(statement)
