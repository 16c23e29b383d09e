"""Where the window starts: `bailee-desktop [bailee://ticket/NUMBER]`.

What is imported here stands between the start and the unlock card; everything else waits until it is shown.
"""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext

from PySide6.QtWidgets import QApplication

from app.settings import Home
from ui.collecting import Collector

PROGRAM = "bailee-desktop"
_NEEDS_DISPLAY = ("linux", "freebsd", "openbsd", "netbsd")


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed; or do what an option says."""
    options = _options(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    if options.selftest:
        return _selftest()
    if options.gallery:
        from ui.gallery import main as gallery  # noqa: PLC0415 - for developers

        return gallery([])
    missing = _what_is_missing()
    if missing:
        sys.stderr.write(f"{PROGRAM}: {missing}\n")
        return 1
    return _run(options.link, is_watched=options.heartbeat)


def _run(link: str, *, is_watched: bool) -> int:
    """One window after another: choosing another vault makes a new one."""
    from ui.program import Program  # noqa: PLC0415 - after what is missing was said
    from ui.shell.single_instance import SingleInstance  # noqa: PLC0415

    application = QApplication([PROGRAM])
    application.setApplicationName("Bailee")
    application.setDesktopFileName("bailee")
    application.setQuitOnLastWindowClosed(False)
    collector = Collector(application)
    home: Home | None = Home.default()
    code = 0
    while home is not None:
        instance = SingleInstance(home, application)
        if not instance.is_first():
            return 0 if instance.hand_over(link) else _not_answered()
        program = Program(application, home, link)
        instance.knocked.connect(program.window.open_link)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_about, program=program: program.window.end())
        with _watched(application) if is_watched else nullcontext():
            code = application.exec()
        home, link = program.close(), ""
        instance.close()
    collector.close()
    return code


@contextmanager
def _watched(application: QApplication) -> Iterator[None]:
    """Count how promptly the interface thread answers, and tell at the end."""
    from ui.heartbeat import Heartbeat  # noqa: PLC0415 - for developers

    heart = Heartbeat(application)
    heart.start()
    try:
        yield
    finally:
        sys.stderr.write("\n".join([f"{PROGRAM}: heartbeat", *heart.stop().table()]) + "\n")


def _not_answered() -> int:
    sys.stderr.write(f"{PROGRAM}: Bailee is running and does not answer. End it, and start again.\n")
    return 1


def _what_is_missing() -> str:
    """Why there can be no window, said before Qt ends the program over it; "" where there can be."""
    if sys.platform.startswith(_NEEDS_DISPLAY) and not any(
        map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    ):
        return "There is no screen to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    return ""


def _selftest() -> int:
    """Whether this binding to Qt keeps its references in order."""
    from ui.theme.binding import references  # noqa: PLC0415

    found = references()
    sys.stdout.write(f"references: None {found.none:+d}, True {found.true:+d}\n")
    return 0 if found.are_flat else 1


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=PROGRAM, description="The window of Bailee.")
    parser.add_argument("link", nargs="?", default="", help="bailee://ticket/NUMBER: show it once the vault is open")
    parser.add_argument("--gallery", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--selftest", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(heartbeat=False)
    if not getattr(sys, "frozen", False):
        parser.add_argument("--heartbeat", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
