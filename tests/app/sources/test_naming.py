"""Names of Windows, which can be reckoned with anywhere."""

import stat
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from app.sources.listing import is_link
from app.sources.naming import long_path, name_bytes, shown

if TYPE_CHECKING:
    import os

SYMLINK, JUNCTION, CLOUD_FILE = 0xA000_000C, 0xA000_0003, 0x9000_001A


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("C:\\data", "\\\\?\\C:\\data"),
        ("\\\\server\\share\\data", "\\\\?\\UNC\\server\\share\\data"),
        ("\\\\?\\C:\\data", "\\\\?\\C:\\data"),
    ],
)
def test_on_windows_a_path_gets_the_form_that_may_be_long(
    path: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert long_path(path) == expected


@pytest.mark.parametrize(("tag", "expected"), [(0, False), (SYMLINK, True), (JUNCTION, True), (CLOUD_FILE, False)])
def test_on_windows_a_junction_is_a_link_and_a_file_in_the_cloud_is_not(
    tag: int, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    status = cast("os.stat_result", SimpleNamespace(st_mode=stat.S_IFDIR, st_reparse_tag=tag))
    assert is_link(status) is expected


def test_a_path_is_shown_as_text_that_can_be_stored() -> None:
    assert shown(b"caf\xc3\xa9 \xff") == "caf\u00e9 \\xff"
    assert shown("plain") == "plain"
    assert name_bytes("caf\u00e9") == b"caf\xc3\xa9"
