"""The process keeps what it makes for its owner, and leaves no image of its memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("limits and /proc of Linux", allow_module_level=True)


def run(code: str, *, fails: bool = False) -> subprocess.CompletedProcess[str]:
    buffered = {**os.environ, "PYTHONUNBUFFERED": ""}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=not fails, env=buffered)


def test_files_are_for_their_owner_and_memory_is_never_written_out(tmp_path: Path) -> None:
    code = f"""
import ctypes, pathlib, resource
from app.disk.process import harden
harden()
path = pathlib.Path({str(tmp_path / "file")!r})
path.touch(mode=0o666)
print(oct(path.stat().st_mode & 0o777), resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3))
"""
    assert run(code).stdout.split() == ["0o600", "0", "0"]


def test_an_output_that_nobody_reads_does_not_complain() -> None:
    code = """
import os, sys
from app.disk.process import discard_output
reading, writing = os.pipe()
os.dup2(writing, 1)
os.close(writing)
os.close(reading)
try:
    print("lost", flush=True)
except BrokenPipeError:
    {then}
"""
    done = run(code.format(then="pass"), fails=True)
    assert "BrokenPipeError" in done.stderr
    assert run(code.format(then="discard_output()")).stderr == ""
