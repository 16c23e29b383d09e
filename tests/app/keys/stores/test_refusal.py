"""Back ends that cannot be trusted with a key never get into a store."""

import sys
import types
from collections.abc import Callable

import pytest
from keyring.backends import chainer, fail, null

from app.errors import KeyStoreMissing
from app.keys.stores.backend_store import Backend, BackendStore
from tests.fakes import DictBackend


class DerivedFromNull(null.Keyring):
    pass


def plaintext() -> Backend:
    """As keyrings.alt has it."""
    kind = type("PlaintextKeyring", (DictBackend,), {"__module__": "keyrings.alt.file"})
    backend: Backend = kind()
    return backend


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (null.Keyring, "keyring.backends.null.Keyring throws away what it is given"),
        (DerivedFromNull, "keyring.backends.null.Keyring throws away what it is given"),
        (fail.Keyring, "keyring.backends.fail.Keyring holds nothing"),
        (chainer.ChainerBackend, "keyring.backends.chainer.ChainerBackend writes to one keyring"),
        (plaintext, "keyrings.alt.file.PlaintextKeyring keeps its secrets in files of its own"),
    ],
)
def test_is_refused(make: Callable[[], Backend], reason: str) -> None:
    with pytest.raises(KeyStoreMissing) as caught:
        BackendStore(make(), name="whatever")
    assert caught.value.reason.startswith(reason)


def test_a_module_whose_name_only_begins_alike_is_not_refused() -> None:
    module = types.ModuleType("keyring.backends.nullable")
    kind = type("Keyring", (DictBackend,), {"__module__": module.__name__})
    BackendStore(kind(), name="whatever")
    assert module.__name__ not in sys.modules
