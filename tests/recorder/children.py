"""Forks a process for one step, waits for it with a time limit, and tells how it ended."""

import ctypes
import faulthandler
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import NoReturn

_REFUSED, _RAISED = 3, 4
_TEXT_BYTES = 20_000
_PR_SET_PDEATHSIG = 1


class End(Enum):
    """How a forked process came to its end."""

    DONE = auto()
    REFUSED = auto()  # it raised one of the errors that were foreseen
    RAISED = auto()
    KILLED = auto()  # by SIGKILL
    SIGNAL = auto()  # by any other signal
    HUNG = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a forked process ended, and what it said."""

    end: End
    text: str


def in_child(step: Callable[[], None], *, seconds: float, refused: tuple[type[BaseException], ...] = ()) -> Outcome:
    """Run `step` in a forked process; the caller must have no other thread. Nothing it changes is seen here."""
    if sys.platform != "linux":
        raise NotImplementedError
    reader, writer = os.pipe()
    parent = os.getpid()
    process = os.fork()
    if process == 0:
        _run(step, parent, writer, refused)
    os.close(writer)
    handle = os.pidfd_open(process)
    try:
        is_hung, text = _follow(process, handle, reader, seconds)
        _, status = os.waitpid(process, 0)
    finally:
        os.close(reader)
        os.close(handle)
    return Outcome(_end(status, is_hung=is_hung), text)


def _run(step: Callable[[], None], parent: int, writer: int, refused: tuple[type[BaseException], ...]) -> NoReturn:
    if sys.platform != "linux":
        raise NotImplementedError
    code = _RAISED
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(_RAISED)
        faulthandler.register(signal.SIGUSR1, file=writer, all_threads=True)
        faulthandler.enable(file=writer)
        step()
        code = 0
    except refused:
        code = _REFUSED
    except BaseException:  # noqa: BLE001 - a forked process must never return into the caller's code
        os.write(writer, traceback.format_exc().encode(errors="replace")[-_TEXT_BYTES:])
    finally:
        os._exit(code)


def _follow(process: int, handle: int, reader: int, seconds: float) -> tuple[bool, str]:
    """Gather what the process says until it ends. When its time is up, it is asked where it stands, and killed."""
    if sys.platform != "linux":
        raise NotImplementedError
    said, deadline, is_hung = bytearray(), time.monotonic() + seconds, False
    while True:
        ready, _, _ = select.select([handle, reader], [], [], max(deadline - time.monotonic(), 0))
        if reader in ready and (piece := os.read(reader, 65536)):
            said += piece
        elif handle in ready:
            break
        elif reader in ready:  # closed, though the process is still there
            select.select([handle], [], [], max(deadline - time.monotonic(), 0.01))
        if not ready or time.monotonic() > deadline:
            os.kill(process, signal.SIGKILL if is_hung else signal.SIGUSR1)
            is_hung, deadline = True, time.monotonic() + 0.5
    return is_hung, said.decode(errors="replace")


def _end(status: int, *, is_hung: bool) -> End:
    if sys.platform != "linux":
        raise NotImplementedError
    if is_hung:
        return End.HUNG
    if os.WIFSIGNALED(status):
        return End.KILLED if os.WTERMSIG(status) == signal.SIGKILL else End.SIGNAL
    return {0: End.DONE, _REFUSED: End.REFUSED}.get(os.WEXITSTATUS(status), End.RAISED)
