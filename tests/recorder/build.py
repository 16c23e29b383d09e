"""Compiles the recorder's library, once for every state of its source, and starts processes under it."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_SOURCES = tuple(Path(__file__).with_name(name) for name in ("core.h", "core.c", "shim.c", "names.c"))
_FLAGS = ("-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-pthread")
_COMPILERS = ("cc", "gcc", "clang")


def shim_path() -> Path:
    """The compiled library. Skips the test where it cannot be made: not on Linux, or without a C compiler."""
    if sys.platform != "linux":
        pytest.skip("The recorder of disk writes works on Linux only.")
    compiler = next(filter(None, map(shutil.which, _COMPILERS)), None)
    if compiler is None:
        pytest.skip("There is no C compiler (cc, gcc or clang) to build the recorder of disk writes with.")
    digest = hashlib.sha256(repr((compiler, _FLAGS)).encode())
    for source in _SOURCES:
        digest.update(source.read_bytes())
    library = _cache() / f"{digest.hexdigest()[:32]}.so"
    if not library.exists():
        _compile(compiler, library)
    return library


def _cache() -> Path:
    """A folder of our own in the place for temporary files, that nobody else may have prepared."""
    if sys.platform != "linux":
        raise NotImplementedError
    folder = Path(tempfile.gettempdir(), f"bailee-recorder-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if folder.is_symlink() or state.st_uid != os.getuid() or state.st_mode & 0o022:
        msg = f"{folder} belongs to somebody else or can be written by others."
        raise PermissionError(msg)
    return folder


def _compile(compiler: str, library: Path) -> None:
    """Several workers may do this at once: each under a name of its own, the last rename wins."""
    handle, name = tempfile.mkstemp(suffix=".so", dir=library.parent)
    os.close(handle)
    units = [str(source) for source in _SOURCES if source.suffix == ".c"]
    outcome = subprocess.run(
        [compiler, *_FLAGS, "-o", name, *units, "-ldl"], capture_output=True, text=True, check=False
    )
    if outcome.returncode:
        Path(name).unlink()
        pytest.fail(f"The recorder of disk writes does not compile:\n{outcome.stderr}", pytrace=False)
    os.replace(name, library)


def preloaded() -> dict[str, str]:
    """The environment for a process that runs under the library.

    Without coverage: a process that is killed reports nothing, and its data files would be counted as writes.
    """
    variables = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    already = variables.get("LD_PRELOAD")
    variables["LD_PRELOAD"] = f"{shim_path()} {already}" if already else str(shim_path())
    variables["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), variables.get("PYTHONPATH")]))
    return variables


class DriverError(Exception):
    """The process under the recorder failed; the message holds what it printed."""


def run_driver(arguments: Sequence[str], *, seconds: float | None) -> None:
    """Run `python -m tests.recorder.driver` under the library. Raises DriverError."""
    command = [sys.executable, "-m", "tests.recorder.driver", *arguments]
    outcome = subprocess.run(
        command,
        cwd=ROOT,
        env=preloaded(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=seconds,
        check=False,
    )
    if outcome.returncode:
        text = outcome.stdout.decode(errors="replace")
        msg = f"The process under the recorder ended with {outcome.returncode}:\n{text}"
        raise DriverError(msg)
