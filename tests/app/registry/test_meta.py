from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.model import Escape, EscapeState, NoteKind
from app.registry.registry import Registry
from tests.app.registry.conftest import NOW, a_copy

MARKER = "Zitronenfalter-7f3a"


def test_a_value_is_put_and_replaced(registry: Registry) -> None:
    assert registry.meta.get("generation") is None
    registry.meta.set("generation", "1")
    registry.meta.set("generation", "2")
    assert registry.meta.get("generation") == "2"
    registry.meta.set("empty", "")
    assert registry.meta.get("empty") == ""


def test_many_are_put_together_or_not_at_all(registry: Registry) -> None:
    registry.meta.set_many({"a": "1", "b": "2"})
    registry.meta.set_many({})
    with pytest.raises(UnicodeEncodeError):
        registry.meta.set_many({"a": "3", "c": "4", "d": "\ud800"})
    assert [registry.meta.get(key) for key in "abcd"] == ["1", "2", None, None]


def test_nothing_that_was_written_can_be_read_on_the_disk(path: Path, key: Secret) -> None:
    with Registry.open(path, key) as registry:
        customer = registry.customers.add(MARKER, MARKER, MARKER, at=NOW)
        ticket = registry.tickets.add(MARKER, MARKER, customer, at=NOW)
        registry.tickets.add_note(ticket.id, NoteKind.WORK, MARKER, MARKER * 5_000, at=NOW)
        copy = a_copy(ticket, source=MARKER)
        registry.copies.insert(copy)
        registry.escapes.add(Escape(NOW, copy.id, MARKER, 1, "ab", EscapeState.OUTSTANDING))
        registry.certificates.add("C-0001", copy.id, MARKER, "ab", at=NOW)
        registry.meta.set(MARKER, MARKER)
        files = {file.name: file.read_bytes() for file in path.parent.iterdir()}
        assert set(files) == {"register.db", "register.db-wal", "register.db-shm"}
        assert len(files["register.db-wal"]) > len(MARKER) * 5_000
    files["after closing"] = path.read_bytes()
    secrets = [MARKER, "Zitronenfalter", "CREATE TABLE", "customers", "SQLite format 3", copy.id * 8]
    for name, content in files.items():
        for secret in (*(text.encode() for text in secrets), MARKER.encode("utf-16-le"), key.reveal()):
            assert secret not in content, name
