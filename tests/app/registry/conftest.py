"""A real register in a real file for every test that asks for one."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.model import CopyId, CopyRecord, CopyState, Ticket
from app.registry.registry import Registry

NOW = datetime(2026, 11, 4, 10, 30, 0, 123456, tzinfo=UTC)


@pytest.fixture
def key() -> Iterator[Secret]:
    with Secret.random() as secret:
        yield secret


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


@pytest.fixture
def registry(path: Path, key: Secret) -> Iterator[Registry]:
    with Registry.open(path, key) as opened:
        yield opened


@pytest.fixture
def ticket(registry: Registry) -> Ticket:
    customer = registry.customers.add("K-1", "Müller & Söhne", "info@example.org", at=NOW)
    return registry.tickets.add("4711", "Invoices print twice", customer, at=NOW)


@pytest.fixture
def record(registry: Registry, ticket: Ticket) -> CopyRecord:
    """A copy that has just been entered."""
    entered = a_copy(ticket)
    registry.copies.insert(entered)
    return entered


def a_copy(
    ticket: Ticket, copy_id: str = "aa", source: str = "/srv/data", state: CopyState = CopyState.CHECKING_OUT
) -> CopyRecord:
    return CopyRecord(
        id=CopyId(copy_id),
        ticket=ticket,
        state=state,
        source_kind="folder",
        source=source,
        technician="ada",
        created_at=NOW,
    )
