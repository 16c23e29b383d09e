"""A key store over one back-end object of the keyring library, which it never trusts to have done what it says."""

import hmac
import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Protocol, TypeVar

from app.errors import BaileeError, KeyNotDestroyed, KeyStoreFailed, KeyStoreTimeout
from app.keys.stores.bounded_calls import BoundedCalls, LimitPassed
from app.keys.stores.failures import translated
from app.keys.stores.refusal import refuse

USER = "kek"
LIMIT_SECONDS = 30.0
MOST_DUPLICATES = 16

T = TypeVar("T")


class Backend(Protocol):
    """What is asked of a back end of the keyring library."""

    def get_password(self, service: str, username: str) -> str | None:
        """The text kept, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a text."""

    def delete_password(self, service: str, username: str) -> None:
        """Delete it, or only the first of several."""


class BackendStore:
    """Fulfils the port KeyStore. The entry is the keyring's service, the secret is kept as base64 text.

    `limit_seconds` holds for each call of put, get and delete as a whole.
    """

    def __init__(self, backend: Backend, *, name: str, limit_seconds: float = LIMIT_SECONDS) -> None:
        refuse(backend)
        self._backend = backend
        self._name = name
        self._limit_seconds = limit_seconds
        self._calls = BoundedCalls()

    @property
    def name(self) -> str:
        """The stable name of this kind of store."""
        return self._name

    def put(self, entry: str, secret: bytes) -> None:
        """Keep `secret` under the new name `entry`; on return it has been read back and compared.

        An entry that exists already is refused: overwriting keeps the old secret on Windows (keyring #545), loses both
        on a crash on macOS, and opens a dialog in KeePassXC. After a failure nothing is left under `entry`; after a
        time-out, what the keyring still takes is deleted again as long as this process lives.
        """
        text = b64encode(secret).decode("ascii")
        deadline = self._deadline()
        if self._run("put", lambda: self._read(entry), deadline=deadline) is not None:
            raise KeyStoreFailed(store=self._name, act="put", reason="the entry exists already")

        def take_back() -> None:
            self._remove(entry)

        try:
            kept = self._run(
                "put",
                lambda: self._write(entry, text),
                deadline=deadline,
                undo=take_back,
                unspeakable=text,
            )
        except KeyStoreTimeout:
            raise
        except BaileeError:
            self._try_to(take_back, deadline=deadline)
            raise
        if kept is None or not hmac.compare_digest(kept.encode(), text.encode()):
            self._try_to(take_back, deadline=deadline)
            raise KeyStoreFailed(store=self._name, act="put", reason="what it gives back is not what it was given")

    def get(self, entry: str) -> bytes | None:
        """The secret under `entry`, or None when there is none."""
        text = self._run("get", lambda: self._read(entry), deadline=self._deadline())
        if text is None:
            return None
        secret = _decoded(text)
        if secret is None:
            raise KeyStoreFailed(store=self._name, act="get", reason="the value is damaged")
        return secret

    def delete(self, entry: str) -> int:
        """Delete every duplicate of `entry`; the number deleted. Raises KeyNotDestroyed when one can still be read."""
        return self._run("delete", lambda: self._remove(entry), deadline=self._deadline())

    def _read(self, entry: str) -> str | None:
        try:
            return self._backend.get_password(entry, USER)
        except UnicodeError:
            # Every back end decodes before it answers. A value that is no text is still a value to be deleted.
            return ""

    def _write(self, entry: str, text: str) -> str | None:
        self._backend.set_password(entry, USER, text)
        return self._read(entry)

    def _remove(self, entry: str) -> int:
        # The Secret Service deletes only the first match, and duplicates do come about (keyring #345).
        for deleted in range(MOST_DUPLICATES):
            if self._read(entry) is None:
                return deleted
            self._backend.delete_password(entry, USER)
        if self._read(entry) is not None:
            raise KeyNotDestroyed(store=self._name, entry=entry)
        return MOST_DUPLICATES

    def _try_to(self, take_back: Callable[[], None], *, deadline: float) -> None:
        try:
            self._run("put", take_back, deadline=deadline, undo=take_back)
        except BaileeError:
            # The failure that made it necessary is the one to report, and it raises that one itself.
            return

    def _run(
        self,
        act: str,
        work: Callable[[], T],
        *,
        deadline: float,
        undo: Callable[[], object] | None = None,
        unspeakable: str = "",
    ) -> T:
        def translating() -> T:
            failure: BaileeError
            try:
                return work()
            except Exception as error:  # noqa: BLE001 - each library below has errors of its own
                failure = translated(error, store=self._name, act=act, unspeakable=unspeakable)
            # Raised out here so that Python does not tie the original to it.
            raise failure

        try:
            return self._calls.run(translating, deadline=deadline, undo=undo)
        except LimitPassed:
            pass
        raise KeyStoreTimeout(store=self._name, seconds=self._limit_seconds)

    def _deadline(self) -> float:
        return time.monotonic() + self._limit_seconds


def _decoded(text: str) -> bytes | None:
    """None unless `text` is base64 exactly as written here; Python's decoder alone takes stray last bits."""
    try:
        secret = b64decode(text, validate=True)
    except ValueError:
        return None
    return secret if secret and b64encode(secret).decode("ascii") == text else None
