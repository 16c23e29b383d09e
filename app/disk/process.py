"""What the process does for itself: files for their owner alone, no core dumps, no tracing by other programs."""

import os
import sys

_PR_SET_DUMPABLE = 4


def fill_missing_streams() -> None:
    """Put something in the place of standard streams that were closed, before a file of ours gets their number."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - for good


def harden() -> None:
    """Take the measures this system offers. Best effort; nothing is claimed of it."""
    os.umask(0o077)
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - costs start-up time elsewhere

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def discard_output() -> None:
    """Let go of a standard output that nobody reads any more, so that the last flush does not complain."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)
