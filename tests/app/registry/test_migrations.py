"""A register of an earlier Bailee is brought up to date with everything that is in it."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.crypto.secret import Secret
from app.model import CopyId, CopyState, NoteKind, Priority
from app.registry import database
from app.registry.database import close_database, open_database, revision
from app.registry.migrations import environment
from app.registry.registry import Registry
from app.registry.schema import HEAD_REVISION
from app.registry.transactions import reading, writing
from tests.app.registry.conftest import NOW, a_copy

_AT = "'2026-11-04T10:30:00.123456+00:00'"
_ROWS = (
    f"INSERT INTO customers VALUES ('c1', 'K-1', 'Müller', 'info@example.org', {_AT})",
    f"INSERT INTO tickets VALUES ('t1', '4711', 'Twice', 'open', 'c1', {_AT})",
    f"INSERT INTO tickets VALUES ('t2', '4712', 'Never', 'closed', 'c1', {_AT})",
    f"INSERT INTO notes VALUES (1, 't1', {_AT}, 'work', 'ada', 'looked at it')",
    "INSERT INTO copies (id, ticket_id, state, source_kind, source, technician, created_at, is_incomplete, generation, "
    f"damage) VALUES ('aa', 't1', 'HELD', 'folder', '/srv/data', 'ada', {_AT}, 0, 7, '')",
    f"INSERT INTO escapes VALUES (1, 'aa', {_AT}, 'file', 12, 'ab', 'outstanding')",
    f"INSERT INTO certificates VALUES ('C-0001', 'aa', 1, 'text', 'cd', {_AT}, 1)",
    "INSERT INTO meta VALUES ('ledger.size', '3')",
)


def older(path: Path, key: Secret, wanted: str, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A register as a Bailee made it that knew `wanted` for the newest schema."""
    with monkeypatch.context() as patch:
        for module in (environment, database):
            patch.setattr(module, "HEAD_REVISION", wanted)
        return open_database(path, key)


def test_what_the_first_schema_held_is_there_after_the_step(
    path: Path, key: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = older(path, key, "0001", monkeypatch)
    with writing(engine) as connection:
        assert revision(connection) == "0001"
        for row in _ROWS:
            connection.exec_driver_sql(row)
    close_database(engine)
    with Registry.open(path, key, may_create=False) as registry:
        first, second = registry.tickets.all()
        assert (first.number, first.assignee, first.priority) == ("4711", "", Priority.NORMAL)
        assert second.customer == registry.customers.by_number("K-1")
        [note] = registry.tickets.notes(first.id)
        assert (note.kind, note.text, note.at) == (NoteKind.WORK, "looked at it", NOW)
        entered = replace(a_copy(first), state=CopyState.HELD, generation=7, certificate_number="C-0001")
        assert registry.copies.all() == [entered]
        assert (entered.exported_generation, entered.extensions, entered.is_changed) == (None, 0, True)
        assert [escape.content_bytes for escape in registry.escapes.of_copy(CopyId("aa"))] == [12]
        assert registry.meta.get("ledger.size") == "3"
        assert registry.work_times.of_ticket(first.id) == []
        assert registry.drafts.of("") == []
        assert registry.sources.of_customer(first.customer.id) == []
        registry.tickets.assign(first.id, "ada")
        assert registry.tickets.by_id(first.id).assignee == "ada"


def test_a_step_that_fails_leaves_the_register_as_it_was(
    path: Path, key: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_database(older(path, key, "0001", monkeypatch))

    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_index", cut)
        with pytest.raises(KeyboardInterrupt):
            open_database(path, key)
    engine = older(path, key, "0001", monkeypatch)
    with reading(engine) as connection:
        assert revision(connection) == "0001"
        columns = connection.exec_driver_sql("SELECT name FROM pragma_table_info('tickets')").scalars().all()
        assert "assignee" not in columns
    close_database(engine)
    engine = open_database(path, key)
    with reading(engine) as connection:
        assert revision(connection) == HEAD_REVISION
    close_database(engine)
