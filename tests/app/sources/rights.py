"""Lets a test see the disk as somebody without rights, even when it runs as root."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

NOBODY = 65534


@contextmanager
def as_nobody() -> Iterator[None]:
    """Inside this block this thread has the rights of nobody on files; does nothing where we are not root.

    setfsuid is the thread's alone and takes root's rights on files away with it, so that neither a second process
    nor an interpreter that nobody may read is needed.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root can read everything, and only Linux lets one thread give that up")
    libc = ctypes.CDLL(None)
    groups = libc.setfsgid(NOBODY)
    user = libc.setfsuid(NOBODY)
    try:
        yield
    finally:
        libc.setfsuid(user)
        libc.setfsgid(groups)
