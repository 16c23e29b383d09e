import hashlib
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from app.crypto.secret import Secret
from app.model import CopyId, CopyRecord, Escape, EscapeState, Ticket
from app.registry.certificates import StoredCertificate
from app.registry.registry import Registry
from tests.app.registry.conftest import NOW, a_copy

TEXT = '{"customer":"Müller & Söhne","verdict":"PASS"}'
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()


def test_numbers_rise_and_none_is_given_twice(path: Path, key: Secret) -> None:
    with Registry.open(path, key) as registry:
        assert [registry.certificates.next_number() for _ in range(3)] == ["C-0001", "C-0002", "C-0003"]
    with Registry.open(path, key) as registry:
        assert registry.certificates.next_number() == "C-0004"
        registry.meta.set("certificates.last_number", "9999")
        assert registry.certificates.next_number() == "C-10000"


def test_numbers_taken_at_the_same_time_differ(registry: Registry) -> None:
    taken: list[str] = []
    threads = [threading.Thread(target=lambda: taken.append(registry.certificates.next_number())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [f"C-{number:04d}" for number in range(1, 9)]


def test_a_certificate_is_kept_word_for_word_and_shows_on_its_copy(registry: Registry, record: CopyRecord) -> None:
    assert registry.certificates.current(record.id) is None
    stored = registry.certificates.add("C-0001", record.id, TEXT, DIGEST, at=NOW)
    assert stored == StoredCertificate("C-0001", record.id, 1, TEXT, DIGEST, NOW, is_current=True)
    assert registry.certificates.current(record.id) == stored
    assert registry.copies.get(record.id).certificate_number == "C-0001"


def test_a_later_one_replaces_the_earlier_and_both_are_kept(registry: Registry, record: CopyRecord) -> None:
    registry.certificates.add("C-0001", record.id, TEXT, DIGEST, at=NOW)
    later = registry.certificates.add("C-0002", record.id, TEXT, DIGEST, at=NOW + timedelta(hours=1))
    assert later.serial == 2
    assert registry.certificates.current(record.id) == later
    assert [(one.number, one.is_current) for one in registry.certificates.all()] == [
        ("C-0001", False),
        ("C-0002", True),
    ]
    assert [copy.certificate_number for copy in registry.copies.all()] == ["C-0002"]


def test_a_number_that_was_used_changes_nothing(registry: Registry, record: CopyRecord) -> None:
    first = registry.certificates.add("C-0001", record.id, TEXT, DIGEST, at=NOW)
    with pytest.raises(IntegrityError):
        registry.certificates.add("C-0001", record.id, "other", DIGEST, at=NOW)
    assert registry.certificates.all() == [first]


def test_a_certificate_of_no_copy_is_a_bug(registry: Registry) -> None:
    with pytest.raises(IntegrityError):
        registry.certificates.add("C-0001", CopyId("nobody"), TEXT, DIGEST, at=NOW)


def test_those_of_several_copies_come_at_once(registry: Registry, ticket: Ticket, record: CopyRecord) -> None:
    other, without = a_copy(ticket, "bb", "/b"), a_copy(ticket, "cc", "/c")
    registry.copies.insert(other)
    registry.copies.insert(without)
    registry.certificates.add("C-0001", record.id, TEXT, DIGEST, at=NOW)
    one = registry.certificates.add("C-0002", record.id, TEXT, DIGEST, at=NOW)
    two = registry.certificates.add("C-0003", other.id, TEXT, DIGEST, at=NOW)
    found = registry.certificates.for_copies([record.id, other.id, without.id])
    assert found == {record.id: one, other.id: two}
    assert registry.certificates.for_copies(set()) == {}


def test_escapes_are_kept_in_order(registry: Registry, ticket: Ticket, record: CopyRecord) -> None:
    first = Escape(NOW, record.id, "invoices.csv", 2**33, "ab" * 32, EscapeState.OUTSTANDING)
    second = Escape(NOW - timedelta(days=1), record.id, "logo.png", 0, "cd" * 32, EscapeState.RECLAIMED)
    registry.escapes.add(first)
    registry.escapes.add(second)
    other = a_copy(ticket, "bb", "/b")
    registry.copies.insert(other)
    assert registry.escapes.of_copy(record.id) == [first, second]
    assert registry.escapes.of_copy(other.id) == []


def test_an_escape_is_kept_whatever_its_name(registry: Registry, record: CopyRecord) -> None:
    registry.escapes.add(Escape(NOW, record.id, "caf\udce9", 1, "ab", EscapeState.OUTSTANDING))
    assert registry.escapes.of_copy(record.id)[0].what == "caf\\udce9"


def test_an_escape_of_no_copy_is_a_bug(registry: Registry) -> None:
    with pytest.raises(IntegrityError):
        registry.escapes.add(Escape(NOW, CopyId("nobody"), "x", 1, "ab", EscapeState.OUTSTANDING))
