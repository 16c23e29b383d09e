"""What throw-away servers have in common: a free port, a folder of their own, an end that always comes."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 60.0
STOP_SECONDS = 20.0


class ServerDiedError(Exception):
    """A server ended by itself; most often because somebody else took its port first."""


def missing_programs(*programs: str, package: str) -> str:
    """Why a server cannot be started here; empty when it can."""
    missing = [program for program in programs if shutil.which(program, path=search_path()) is None]
    return f"not installed: {', '.join(missing)} (Debian package {package})" if missing else ""


def search_path() -> str:
    """Where programs lie, those of the system included."""
    return os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def server_folder(prefix: str, *, owner: str) -> Iterator[Path]:
    """An empty folder for `owner` where we are root, else for ourselves; with a short path, for a socket in it."""
    with tempfile.TemporaryDirectory(prefix=prefix) as name:
        folder = Path(name)
        if _is_root():
            shutil.chown(folder, owner, owner)
        yield folder


def as_user(owner: str, command: tuple[str, ...]) -> tuple[str, ...]:
    """`command`, as `owner` where we are root, and so that it ends with us even if we are killed."""
    change = ("--reuid", owner, "--regid", owner, "--clear-groups") if _is_root() else ()
    return ("setpriv", *change, "--pdeathsig", "TERM", "--", *command)


def run(command: tuple[str, ...], *, folder: Path, given: str = "", extra: dict[str, str] | None = None) -> None:
    """Run `command` in `folder` to its end; what it said is in the error when it fails."""
    done = subprocess.run(
        command,
        input=given,
        env=environment(folder, extra),
        cwd=folder,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        message = f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        raise ServerDiedError(message)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


@contextmanager
def running(
    command: tuple[str, ...], *, folder: Path, is_ready: Callable[[], bool], extra: dict[str, str] | None = None
) -> Iterator[int]:
    """Start a server and wait for it; its process id. It is stopped at the end, whatever happens."""
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env=environment(folder, extra),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        _wait(process, is_ready, log)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: "subprocess.Popen[bytes]", is_ready: Callable[[], bool], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while not is_ready():
        if process.poll() is not None or time.monotonic() > end:
            raise ServerDiedError(log.read_text(encoding="utf-8", errors="replace")[-4000:])
        time.sleep(0.02)


def environment(folder: Path, extra: dict[str, str] | None = None) -> dict[str, str]:
    """As little as a server needs."""
    return {"PATH": search_path(), "HOME": str(folder), "LC_ALL": "C.UTF-8", "TMPDIR": str(folder), **(extra or {})}
