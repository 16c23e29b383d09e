"""A private D-Bus session with GNOME Keyring on it, headless, its login collection unlocked."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

# Not there on Windows and macOS.
secretstorage = pytest.importorskip("secretstorage")
open_dbus_connection = pytest.importorskip("jeepney.io.blocking").open_dbus_connection

PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon")
PASSWORD = "login password of the tests"
START_SECONDS = 20.0

# No service folders: nothing is ever started on demand, so that stopping what was started here stops everything, and
# no prompter can appear.
BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def missing_programs() -> str:
    """Why the service cannot be started here; empty when it can."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    return f"not installed: {', '.join(missing)}" if missing else ""


@dataclass(frozen=True)
class SecretServiceSession:
    """`environment` is a whole one for a subprocess; in-process, DBUS_SESSION_BUS_ADDRESS of it is enough."""

    folder: Path
    address: str
    environment: dict[str, str]
    keyring_pid: int = 0

    def lock(self) -> None:
        """Lock the default collection; without a prompter nobody can open it again."""
        with closing(open_dbus_connection(bus=self.address)) as connection:
            secretstorage.Collection(connection).lock()

    def pause(self) -> None:
        """Let the service take calls and answer none."""
        self._signal("SIGSTOP")

    def go_on(self) -> None:
        """Answer again."""
        self._signal("SIGCONT")

    def kill(self) -> None:
        """End the service and leave the bus."""
        self._signal("SIGKILL")

    def _signal(self, name: str) -> None:
        os.kill(self.keyring_pid, signal.Signals[name])


@contextmanager
def running_bus() -> Iterator[SecretServiceSession]:
    """A session bus with nothing on it."""
    with ExitStack() as stack:
        # Not in pytest's folder: the path of a socket may have 107 bytes and no more.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bailee-bus-")))
        for name in ("run", ".cache", "control"):
            (folder / name).mkdir(mode=0o700)
        socket = folder / "bus"
        configuration = folder / "bus.conf"
        configuration.write_text(BUS_CONFIGURATION.format(socket=socket), encoding="utf-8")
        session = SecretServiceSession(folder, f"unix:path={socket}", _environment(folder, f"unix:path={socket}"))
        stack.enter_context(_running("dbus-daemon", f"--config-file={configuration}", "--nofork", session=session))
        _wait_until(lambda: _accepts(session.address), "the bus")
        yield session


@contextmanager
def running_secret_service(password: str = PASSWORD) -> Iterator[SecretServiceSession]:
    """A session bus with an unlocked keyring on it. Both are stopped at the end, whatever happens."""
    with running_bus() as session:
        command = ("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
        control = f"--control-directory={session.folder / 'control'}"
        with _running(*command, control, session=session, given=password) as pid:
            _wait_until(lambda: _has_unlocked_collection(session.address), "the keyring")
            yield replace(session, keyring_pid=pid)


def _environment(folder: Path, address: str) -> dict[str, str]:
    """The present one without the things through which a real keyring or a prompt could be reached."""
    foreign = ("DISPLAY", "WAYLAND_DISPLAY", "GNOME_KEYRING_CONTROL", "SSH_AUTH_SOCK", "XDG_DATA_HOME")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return {
        **kept,
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "DBUS_SESSION_BUS_ADDRESS": address,
    }


@contextmanager
def _running(*command: str, session: SecretServiceSession, given: str = "") -> Iterator[int]:
    process = subprocess.Popen(
        command,
        env=session.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdin is not None
        process.stdin.write(given)
        process.stdin.close()
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _accepts(address: str) -> bool:
    """The file of a socket is there before anybody listens on it."""
    try:
        open_dbus_connection(bus=address).close()
    except OSError:
        return False
    return True


def _has_unlocked_collection(address: str) -> bool:

    try:
        with closing(open_dbus_connection(bus=address)) as connection:
            return not bool(secretstorage.Collection(connection).is_locked())
    except (OSError, secretstorage.SecretStorageException):
        return False


def _wait_until(is_ready: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + START_SECONDS
    while not is_ready():
        if time.monotonic() > end:
            message = f"{what} did not come up within {START_SECONDS:g} s"
            raise TimeoutError(message)
        time.sleep(0.01)
