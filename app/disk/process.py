"""What the process does for itself: files for their owner alone, no core dumps, no tracing by other programs."""

import os
import sys

_PR_SET_DUMPABLE = 4


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
