"""Small real stand-ins for the world outside: key stores, a clock, and keyring back ends good and bad."""

# ruff: noqa: ARG002 - a fake has the signature of what it stands for

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from keyring.errors import KeyringLocked, PasswordDeleteError, PasswordSetError

from app.errors import KeyStoreFailed

NEW_YEAR = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


class StoppedClock:
    """A Clock that moves when told to, or when somebody sleeps."""

    def __init__(self, start: datetime = NEW_YEAR) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def sleep(self, seconds: float) -> None:
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class MemoryKeyStore:
    """A KeyStore in memory. `history` has every value it ever held, `calls` every call as (act, entry)."""

    def __init__(self, name: str = "memory") -> None:
        self._name = name
        self.entries: dict[str, bytes] = {}
        self.history: list[bytes] = []
        self.calls: list[tuple[str, str]] = []

    @property
    def name(self) -> str:
        return self._name

    def put(self, entry: str, secret: bytes) -> None:
        self.calls.append(("put", entry))
        if entry in self.entries:
            raise KeyStoreFailed(store=self._name, act="put", reason="the entry exists already")
        self.entries[entry] = secret
        self.history.append(secret)

    def get(self, entry: str) -> bytes | None:
        self.calls.append(("get", entry))
        return self.entries.get(entry)

    def delete(self, entry: str) -> int:
        self.calls.append(("delete", entry))
        return 0 if self.entries.pop(entry, None) is None else 1


class FileKeyStore:
    """A KeyStore that outlives its process: `path` has the present state, `history_path` every value ever held.

    Keep both outside the vault. A kill at any instant leaves the state before or after the call.
    """

    def __init__(self, path: Path, name: str = "file") -> None:
        self._path = path
        self._name = name
        self.history_path = path.with_name(path.name + ".history")

    @property
    def name(self) -> str:
        return self._name

    @property
    def entries(self) -> dict[str, bytes]:
        try:
            state: dict[str, str] = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return {entry: bytes.fromhex(value) for entry, value in state.items()}

    @property
    def history(self) -> list[bytes]:
        try:
            lines = self.history_path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [bytes.fromhex(line) for line in lines]

    def put(self, entry: str, secret: bytes) -> None:
        entries = self.entries
        if entry in entries:
            raise KeyStoreFailed(store=self._name, act="put", reason="the entry exists already")
        # The history first: it may hold one value too many after a kill, never one too few.
        with self.history_path.open("a", encoding="utf-8") as history:
            history.write(secret.hex() + "\n")
            history.flush()
            os.fsync(history.fileno())
        self._replace({**entries, entry: secret})

    def get(self, entry: str) -> bytes | None:
        return self.entries.get(entry)

    def delete(self, entry: str) -> int:
        entries = self.entries
        if entries.pop(entry, None) is None:
            return 0
        self._replace(entries)
        return 1

    def _replace(self, entries: dict[str, bytes]) -> None:
        new = self._path.with_name(self._path.name + ".new")
        with new.open("w", encoding="utf-8") as state:
            json.dump({entry: secret.hex() for entry, secret in entries.items()}, state)
            state.flush()
            os.fsync(state.fileno())
        os.replace(new, self._path)


class DictBackend:
    """A keyring back end that does what it should. `texts` is what it holds, by (service, user)."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, str], str] = {}
        self.calls: list[str] = []

    def get_password(self, service: str, username: str) -> str | None:
        self.calls.append("get")
        return self.texts.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.calls.append("set")
        self.texts[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.calls.append("delete")
        if self.texts.pop((service, username), None) is None:
            message = "no such entry"
            raise PasswordDeleteError(message)


class CompoundBackend(DictBackend):
    """The Windows Credential Manager (keyring #545): overwriting keeps the old secret as user@service."""

    def get_password(self, service: str, username: str) -> str | None:
        found = super().get_password(service, username)
        return found if found is not None else super().get_password(f"{username}@{service}", username)

    def set_password(self, service: str, username: str, password: str) -> None:
        old = self.texts.get((service, username))
        if old is not None:
            super().set_password(f"{username}@{service}", username, old)
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        """The worst of two worlds: Windows keeps two, and only the first found goes."""
        compound = f"{username}@{service}"
        super().delete_password(service if (service, username) in self.texts else compound, username)


class DeleteThenAddBackend(DictBackend):
    """The macOS Keychain: setting is deleting and adding. `dies_between` is a crash at the worst moment."""

    dies_between = False

    def set_password(self, service: str, username: str, password: str) -> None:
        self.texts.pop((service, username), None)
        if self.dies_between:
            message = "interrupted"
            raise PasswordSetError(message)
        super().set_password(service, username, password)


class NullBackend(DictBackend):
    """Throws away what it is given, without a word."""

    def set_password(self, service: str, username: str, password: str) -> None:
        self.calls.append("set")


class DuplicatingBackend:
    """Holds any number of texts under one name; gives and deletes the first (Secret Service, keyring #345)."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, str], list[str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return next(iter(self.texts.get((service, username), [])), None)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.texts.setdefault((service, username), []).append(password)

    def delete_password(self, service: str, username: str) -> None:
        self.texts[service, username].pop(0)


class LockedBackend(DictBackend):
    """Locked, with nobody there to answer the prompt."""

    def get_password(self, service: str, username: str) -> str | None:
        message = "Failed to unlock the collection!"
        raise KeyringLocked(message)


class TruncatingBackend(DictBackend):
    """Keeps the first `most` characters, as a store with a limit might."""

    def __init__(self, most: int = 20) -> None:
        super().__init__()
        self._most = most

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[: self._most])


class HangingBackend(DictBackend):
    """Blocks in the acts named by `hangs_in` until `answered` is set, as if a prompt waited on the screen."""

    def __init__(self, *hangs_in: str) -> None:
        super().__init__()
        self.hangs_in = set(hangs_in)
        self.answered = Event()
        # Set when an act that was waiting has come to its end.
        self.went_on = Event()

    def get_password(self, service: str, username: str) -> str | None:
        self._wait("get")
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._wait("set")
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._wait("delete")
        super().delete_password(service, username)

    def _wait(self, act: str) -> None:
        if act in self.hangs_in:
            self.answered.wait()
            self.went_on.set()
