"""Opens what belongs to a customer: for reading only, never through a link, never waiting for what is no file."""

import errno
import os
import time


def _flags(*names: str) -> int:
    """The flags of these names; one that this system lacks counts as none."""
    return sum(getattr(os, name, 0) for name in names)


# O_NONBLOCK: a pipe that has taken the place of a file must not hold us up until somebody writes to it.
_ALWAYS = _flags("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_NOINHERIT", "O_BINARY", "O_SEQUENTIAL")
_FOLDER = _ALWAYS | _flags("O_DIRECTORY")

# Access times are the customer's data too, and leaving them alone spares the customer's disk a write for each file.
_KEEP_TIMES = _flags("O_NOATIME")

_LEASE_PAUSES_SECONDS = (0.01, 0.04, 0.2, 1.0)


def open_file(name: str, folder: int | None) -> int:
    """A descriptor of `name` in the open folder `folder`; raises OSError.

    The caller must look at what came: O_NONBLOCK keeps a pipe from blocking, it does not refuse it.
    """
    try:
        return _open(name, _ALWAYS, folder)
    except BlockingIOError:
        return _open_leased(name, folder)


def open_folder(name: str | bytes, parent: int | None) -> int:
    """A descriptor of the folder `name` in the open folder `parent`; raises OSError. Not on Windows."""
    return _open(name, _FOLDER, parent)


def _open(name: str | bytes, flags: int, folder: int | None) -> int:
    try:
        return os.open(name, flags | _KEEP_TIMES, dir_fd=folder)
    except PermissionError as error:
        # Only the owner and root may leave access times alone; the others are told EPERM, where a file that
        # cannot be read at all is EACCES.
        if error.errno != errno.EPERM or not _KEEP_TIMES:
            raise
        return os.open(name, flags, dir_fd=folder)


def _open_leased(name: str, folder: int | None) -> int:
    """Open a file on which a server such as Samba holds a lease: the first try has asked for it back."""
    for pause in _LEASE_PAUSES_SECONDS:
        time.sleep(pause)
        try:
            return _open(name, _ALWAYS, folder)
        except BlockingIOError:
            continue
    return _open(name, _ALWAYS, folder)
