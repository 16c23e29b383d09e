import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.errors import (
    AccessDenied,
    BaileeError,
    DiskFailed,
    DiskFull,
    FileMissing,
    ReadOnlyFolder,
    RegistryBusy,
    RegistryDamaged,
)
from app.registry.failures import expected_failure


class _EngineError(Exception):
    def __init__(self, code: int) -> None:
        super().__init__("refused")
        self.sqlite_errorcode = code
        self.sqlite_errorname = f"SQLITE_{code}"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (5, RegistryBusy),
        (5 | 2 << 8, RegistryBusy),  # BUSY_SNAPSHOT
        (6, RegistryBusy),
        (15, RegistryBusy),
        (10, DiskFailed),
        (10 | 4 << 8, DiskFailed),  # IOERR_FSYNC
        (11, RegistryDamaged),
        (24, RegistryDamaged),
        (26, RegistryDamaged),
        (13, DiskFull),
    ],
)
def test_what_the_engine_says_has_a_name(tmp_path: Path, code: int, kind: type[BaileeError]) -> None:
    assert type(expected_failure(_EngineError(code), tmp_path / "r.db")) is kind


@pytest.mark.parametrize("code", [1, 2, 7, 10 | 12 << 8, 12, 17, 18, 19, 20, 21, 25])
def test_the_rest_are_bugs(tmp_path: Path, code: int) -> None:
    assert expected_failure(_EngineError(code), tmp_path / "r.db") is None


def test_what_is_not_of_the_engine_is_a_bug(tmp_path: Path) -> None:
    assert expected_failure(ValueError("5"), tmp_path) is None
    assert expected_failure(None, tmp_path) is None


@pytest.mark.parametrize("code", [3, 8, 14, 14 | 6 << 8, 23])
def test_why_a_file_cannot_be_opened_is_asked_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    path = tmp_path / "r.db"
    error = _EngineError(code)
    assert type(expected_failure(error, tmp_path / "none" / "r.db")) is FileMissing
    with monkeypatch.context() as patched:
        patched.setattr(os, "access", lambda *_: True)
        assert type(expected_failure(error, path)) is DiskFailed
    with monkeypatch.context() as patched:
        patched.setattr(os, "access", lambda *_: False)
        assert type(expected_failure(error, path)) is AccessDenied
        path.touch()
        assert type(expected_failure(error, path)) is AccessDenied


@pytest.mark.parametrize("code", [8, 14])
def test_a_file_system_for_reading_only_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(os, "ST_RDONLY", 1, raising=False)
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=1), raising=False)
    assert type(expected_failure(_EngineError(code), tmp_path / "r.db")) is ReadOnlyFolder


def test_a_system_that_cannot_say_counts_as_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(os, "statvfs", fail, raising=False)
    assert type(expected_failure(_EngineError(8), tmp_path / "r.db")) is AccessDenied


def test_what_went_wrong_is_kept(tmp_path: Path) -> None:
    damaged = expected_failure(_EngineError(26), tmp_path)
    failed = expected_failure(_EngineError(10), tmp_path)
    assert isinstance(damaged, RegistryDamaged)
    assert damaged.reason == "refused"
    assert isinstance(failed, DiskFailed)
    assert failed.reason == "SQLITE_10"
