import secrets
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from app.crypto.secret import Secret
from app.errors import CustomerExists, CustomerUnknown, InputRefused
from app.registry.registry import Registry
from tests.app.registry.conftest import NOW

LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=300)


def test_a_customer_is_found_by_number(registry: Registry) -> None:
    added = registry.customers.add(" K-1 ", " Müller & Söhne ", " info@example.org ", at=NOW)
    assert (added.number, added.name, added.contact) == ("K-1", "Müller & Söhne", "info@example.org")
    assert added.created_at == NOW
    assert len(bytes.fromhex(added.id)) == 16
    assert registry.customers.by_number("K-1") == added
    assert registry.customers.by_number(" K-1") == added


def test_all_are_in_the_order_of_their_numbers(registry: Registry) -> None:
    for number in ("b", "a", "c"):
        registry.customers.add(number, "same name", "", at=NOW)
    assert [customer.number for customer in registry.customers.all()] == ["a", "b", "c"]


def test_a_number_is_given_once(registry: Registry) -> None:
    first = registry.customers.add("K-1", "Müller", "", at=NOW)
    with pytest.raises(CustomerExists) as caught:
        registry.customers.add(" K-1", "Meier", "", at=NOW)
    assert caught.value.number == "K-1"
    assert registry.customers.all() == [first]


def test_an_id_that_comes_twice_is_a_bug(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda _: "ab" * 16)
    registry.customers.add("K-1", "Müller", "", at=NOW)
    with pytest.raises(IntegrityError):
        registry.customers.add("K-2", "Meier", "", at=NOW)


@pytest.mark.parametrize("number", ["K-2", "", "a/b", "\udc80", "\0", "' OR 1=1 --"])
def test_an_unknown_number_is_said_to_be_unknown(registry: Registry, number: str) -> None:
    registry.customers.add("K-1", "Müller", "", at=NOW)
    with pytest.raises(CustomerUnknown) as caught:
        registry.customers.by_number(number)
    assert str(caught.value).encode()


@pytest.mark.parametrize(
    ("number", "name", "contact", "field"),
    [
        ("", "x", "", "number"),
        ("a/b", "x", "", "number"),
        ("1", "", "", "name"),
        ("1", "\ud800", "", "name"),
        ("1", "a\nb", "", "name"),
        ("1", "x" * 301, "", "name"),
        ("1", "x", "a\0b", "contact"),
        ("1", "x", "\udfff", "contact"),
    ],
)
def test_what_cannot_be_entered_is_named(registry: Registry, number: str, name: str, contact: str, field: str) -> None:
    with pytest.raises(InputRefused) as caught:
        registry.customers.add(number, name, contact, at=NOW)
    assert caught.value.field == field
    assert registry.customers.all() == []


def test_any_name_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, key: Secret) -> None:
    with Registry.open(tmp_path_factory.mktemp("names") / "register.db", key) as registry:
        names: list[str] = []

        @given(LINES.filter(str.strip), LINES)
        def enter(name: str, contact: str) -> None:
            added = registry.customers.add(str(len(names)), name, contact, at=NOW)
            names.append(name)
            assert registry.customers.by_number(added.number) == added
            assert replace(added, name=name.strip(), contact=contact.strip()) == added

        enter()
        assert len(registry.customers.all()) == len(names)
