#!/usr/bin/env python3
"""Everything a developer does with Bailee, from a bare Python 3.11 or newer: python3 dev.py COMMAND.

setup   make .venv and install what requirements.lock lists, each file checked against its hash
run     start the program: the window where there is a screen to show it on, else the demo
demo    check a made-up ticket out, work on it, wipe it and verify the certificate
test    run the tests; without further arguments the whole suite, and then judge its coverage
check   formatting, lint, types for Linux, Windows and macOS, the architecture contracts, and the translations
bench   bench NAME runs tests/bench/NAME.py
pictures      `pictures --to DIR` drives the window through its screens and states, and takes pictures
translations  collect the texts of the window for the translators, and make what the program reads of them
build   make the program with PyInstaller, in dist/
lock    write requirements.lock anew; `lock --upgrade` takes the newest versions

Whatever follows the command is handed on: python3 dev.py test tests/app/crypto -k seal
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Command = Callable[[Sequence[str]], int]

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.stamp"
LOCK = ROOT / "requirements.lock"
ON_WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if ON_WINDOWS else "bin")
PYTHON = str(BIN / ("python.exe" if ON_WINDOWS else "python"))
OLDEST = (3, 11)

COVERED_IN_FULL = ("app/crypto", "app/keys", "app/copies", "app/disk", "app/custody")


class SystemPackage(NamedTuple):
    """A Debian or Ubuntu package, and the program or file that shows that it is there."""

    name: str
    shown_by: str
    wanted_for: str


WINDOW_PACKAGES = (
    SystemPackage("libegl1", "libEGL.so.1", "the window"),
    SystemPackage("libgl1", "libGL.so.1", "the window"),
    SystemPackage("libxkbcommon0", "libxkbcommon.so.0", "the window"),
    SystemPackage("libxkbcommon-x11-0", "libxkbcommon-x11.so.0", "the window under X"),
    SystemPackage("libfontconfig1", "libfontconfig.so.1", "the window"),
    SystemPackage("libfreetype6", "libfreetype.so.6", "the window"),
    SystemPackage("libglib2.0-0", "libglib-2.0.so.0", "the window"),
    SystemPackage("libdbus-1-3", "libdbus-1.so.3", "the window"),
    SystemPackage("libxcb-cursor0", "libxcb-cursor.so.0", "the window under X"),
    SystemPackage("libxcb-icccm4", "libxcb-icccm.so.4", "the window under X"),
    SystemPackage("libxcb-keysyms1", "libxcb-keysyms.so.1", "the window under X"),
    SystemPackage("libxcb-image0", "libxcb-image.so.0", "the window under X"),
    SystemPackage("libxcb-randr0", "libxcb-randr.so.0", "the window under X"),
    SystemPackage("libxcb-render-util0", "libxcb-render-util.so.0", "the window under X"),
    SystemPackage("libxcb-shape0", "libxcb-shape.so.0", "the window under X"),
    SystemPackage("libxcb-xinerama0", "libxcb-xinerama.so.0", "the window under X"),
    SystemPackage("libxcb-xkb1", "libxcb-xkb.so.1", "the window under X"),
)
TEST_PACKAGES = (
    *WINDOW_PACKAGES,
    SystemPackage("fonts-dejavu-core", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "pictures of the window"),
    SystemPackage("xvfb", "Xvfb", "tests in a real window"),
    SystemPackage("openbox", "openbox", "tests in a real window"),
    SystemPackage("xdotool", "xdotool", "tests in a real window"),
    SystemPackage("at-spi2-core", "/usr/libexec/at-spi-bus-launcher", "tests with a screen reader's eyes"),
    SystemPackage("gcc", "cc", "the recorder of disk writes"),
    SystemPackage("libc6-dev", "/usr/include/stdio.h", "the recorder of disk writes"),
    SystemPackage("dbus-daemon", "dbus-run-session", "tests against a real keyring"),
    SystemPackage("gnome-keyring", "gnome-keyring-daemon", "tests against a real keyring"),
    SystemPackage("postgresql", "/usr/lib/postgresql", "tests against a real PostgreSQL"),
    SystemPackage("mariadb-server", "/usr/sbin/mariadbd", "tests against a real MariaDB"),
    SystemPackage("firebird3.0-server", "/usr/sbin/firebird", "tests against a real Firebird"),
)
BUILD_PACKAGES = (SystemPackage("binutils", "objdump", "PyInstaller"),)


class StopError(Exception):
    """Nothing more can be done; the message says why and what would help."""


def say(text: str) -> None:
    print(f"== {text}", flush=True)


def call(*command: str | Path) -> int:
    """Run a command in the project folder and return its exit code, 128 + n when signal n ended it."""
    words = [str(word) for word in command]
    say(shlex.join(words))
    process = subprocess.Popen(words, cwd=ROOT)
    try:
        code = process.wait()
    except KeyboardInterrupt:  # the command was interrupted with us: let it end in its own way
        process.wait()
        raise
    return code if code >= 0 else 128 - code


def must(*command: str | Path) -> None:
    code = call(*command)
    if code:
        msg = f"That failed with exit code {code}: {command[0]}"
        raise StopError(msg)


def python(*arguments: str) -> int:
    return call(PYTHON, *arguments)


def refuse_old_python() -> None:
    if sys.version_info >= OLDEST:
        return
    found = [name for name in ("python3.13", "python3.12", "python3.11") if shutil.which(name)]
    hint = f" Try: {found[0]} dev.py ..." if found else " Install Python 3.11 or newer."
    msg = f"Bailee needs Python 3.11 or newer; this is {sys.version.split()[0]}.{hint}"
    raise StopError(msg)


def is_there(package: SystemPackage) -> bool:
    if os.path.isabs(package.shown_by):  # noqa: PTH117 - a plain word is a program, not a path
        return Path(package.shown_by).exists()
    if ".so." in package.shown_by:
        return has_library(package.shown_by)
    return shutil.which(package.shown_by) is not None


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def provide(packages: Sequence[SystemPackage]) -> bool:
    """Install what is missing if we may, or say how; True when everything is there."""
    missing = [package for package in packages if not is_there(package)]
    if not missing or not sys.platform.startswith("linux"):
        return True
    for package in missing:
        say(f"Not found: {package.shown_by}, needed for {package.wanted_for}")
    names = [package.name for package in missing]
    install = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    if not shutil.which("apt-get"):
        say(f"On Debian these come with: {' '.join(names)}. Please install the same for this system.")
        return False
    if os.geteuid() != 0:
        say(f"Please type: sudo {shlex.join(install)}")
        return False
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    call("apt-get", "update", "-q")
    return call(*install) == 0


def want(packages: Sequence[SystemPackage]) -> None:
    if not provide(packages):
        say("Going on without them: what needs them will be skipped or fail.")


# ---------------------------------------------------------------------------------------- the environment


def fingerprint() -> str:
    """What .venv depends on: the lock, the project's own metadata, the interpreter and the place."""
    place = f"{sys.version}\n{sys.base_prefix}\n{ROOT}"
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), place.encode())
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def make_venv() -> None:
    """Make .venv with the running interpreter, afresh if another one made it."""
    if importlib.util.find_spec("ensurepip") is None:
        package = SystemPackage(f"python3.{sys.version_info[1]}-venv", "python3-venv", "making .venv")
        if not provide([package]):
            msg = "Python's venv module is not complete on this system."
            raise StopError(msg)
    config = VENV / "pyvenv.cfg"
    lines = config.read_text(encoding="utf-8").splitlines() if config.exists() else []
    ours = f"version = {sys.version.split()[0]}" in lines
    if Path(sys.prefix).resolve() == VENV:
        if not ours:
            msg = f"Start this with a Python outside {VENV}."
            raise StopError(msg)
        return
    say(f"Making {VENV} with Python {sys.version.split()[0]}")
    must(sys.executable, "-m", "venv", *([] if ours else ["--clear"]), VENV)


def ready() -> None:
    """Make .venv match the lock; a moment's work when it does already."""
    if STAMP.exists() and STAMP.read_text(encoding="ascii") == fingerprint():
        return
    STAMP.unlink(missing_ok=True)
    make_venv()
    say("Installing what requirements.lock lists (a minute or two the first time)")
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
    must(*pip, "--require-hashes", "-r", LOCK)
    must(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT)
    STAMP.write_text(fingerprint(), encoding="ascii")


# -------------------------------------------------------------------------------------------- the commands


def setup(_: Sequence[str]) -> int:
    ready()
    say(f"Ready: {BIN / 'bailee'}")
    return 0


def has_screen() -> bool:
    return sys.platform in {"win32", "darwin"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def run(arguments: Sequence[str]) -> int:
    if not has_screen():
        say("There is no screen to open a window on: here is the demo.")
        return demo(arguments)
    want(WINDOW_PACKAGES)
    ready()
    return python("-m", "ui.main", *arguments)


def demo(arguments: Sequence[str]) -> int:
    ready()
    return python("-m", "tests.demo", *arguments)


def test(arguments: Sequence[str]) -> int:
    want(TEST_PACKAGES)
    ready()
    if arguments:
        return python("-m", "pytest", "-n", "2", *arguments)
    must(PYTHON, "-m", "coverage", "erase")
    code = python("-m", "coverage", "run", "-m", "pytest", "-n", "2")
    if code:
        return code
    must(PYTHON, "-m", "coverage", "combine", "--quiet")
    return worst(
        [
            python("-m", "coverage", "report", f"--include={folder}/*", "--fail-under=100")
            for folder in COVERED_IN_FULL
            if (ROOT / folder).is_dir()
        ]
    )


def check(_: Sequence[str]) -> int:
    want(TEST_PACKAGES)
    ready()
    lint = BIN / ("lint-imports.exe" if ON_WINDOWS else "lint-imports")
    steps: dict[str, tuple[str | Path, ...]] = {
        "formatting": (PYTHON, "-m", "ruff", "format", "--check", "."),
        "lint": (PYTHON, "-m", "ruff", "check", "."),
        "types, Linux": (PYTHON, "-m", "mypy", "--platform", "linux"),
        "types, Windows": (PYTHON, "-m", "mypy", "--platform", "win32", "--cache-dir", ".mypy_cache/win32"),
        "types, macOS": (PYTHON, "-m", "mypy", "--platform", "darwin", "--cache-dir", ".mypy_cache/darwin"),
        "architecture": (lint,),
        "translations": (PYTHON, "-m", "tests.translations", "--check"),
    }
    codes = {name: call(*command) for name, command in steps.items()}
    failed = [name for name, code in codes.items() if code]
    say(f"Failed: {'; '.join(failed)}" if failed else "All checks passed")
    return worst(list(codes.values()))


def bench(arguments: Sequence[str]) -> int:
    folder = ROOT / "tests" / "bench"
    names = sorted(path.stem for path in folder.glob("[!_]*.py"))
    if not arguments or arguments[0] not in names:
        msg = f"Say which: python3 dev.py bench NAME. There are: {', '.join(names) or 'none yet'}"
        raise StopError(msg)
    ready()
    return python("-m", f"tests.bench.{arguments[0]}", *arguments[1:])


def pictures(arguments: Sequence[str]) -> int:
    ready()
    return python("-m", "tests.pictures", *arguments)


def translations(arguments: Sequence[str]) -> int:
    ready()
    return python("-m", "tests.translations", *arguments)


def build(arguments: Sequence[str]) -> int:
    want(BUILD_PACKAGES)
    ready()
    return python("-m", "PyInstaller", "--noconfirm", *arguments, "build.spec")


def lock(arguments: Sequence[str]) -> int:
    """Resolve for every system and Python at once, which pip cannot: hence uv, in a passing environment."""
    with tempfile.TemporaryDirectory(prefix="bailee-lock-") as folder:
        say(f"Making a passing environment for uv in {folder}")
        venv.create(folder, with_pip=True)
        uv_python = Path(folder, *Path(PYTHON).relative_to(VENV).parts)
        must(uv_python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "uv")
        extras = "--extra dev --extra postgresql --extra mysql --extra firebird --extra sqlserver"
        options = f"{extras} --universal --generate-hashes --no-header --no-emit-index-url --quiet"
        compiling = ("-m", "uv", "pip", "compile", "pyproject.toml", "--python-version", "3.11")
        must(uv_python, *compiling, *options.split(), "--output-file", LOCK.name, *arguments)
    if "://" in LOCK.read_text(encoding="utf-8"):
        msg = "requirements.lock names an address; it must hold names, versions and hashes only."
        raise StopError(msg)
    return 0


def worst(codes: Sequence[int]) -> int:
    return next((code for code in codes if code), 0)


def main(arguments: Sequence[str]) -> int:
    every: tuple[Command, ...] = (setup, run, demo, test, check, bench, pictures, translations, build, lock)
    commands = {command.__name__: command for command in every}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments and arguments[0] in {"-h", "--help", "help"} else 2
    try:
        refuse_old_python()
        return commands[arguments[0]](arguments[1:])
    except StopError as stop:
        print(f"dev.py: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ndev.py: interrupted", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
