"""What the system said about one name, as a Problem; and what it said about a whole source, as an error."""

import errno
import os
import stat

from app.errors import BaileeError, SourceMissing, SourceUnreadable
from app.model import Problem, ProblemKind
from app.sources.naming import shown

# What opening says when, since the listing, a link (ELOOP; EMLINK on FreeBSD), a socket (ENXIO) or a folder has
# taken the place of a file, or a file the place of a folder.
_EXCHANGED = frozenset({errno.ELOOP, errno.EMLINK, errno.ENXIO, errno.EISDIR, errno.ENOTDIR})

BARRED = "the home folder of Bailee is never taken"
NOT_GIVEN = "open is for the file that items() has given last"


def reason(error: OSError) -> str:
    """The system's own words, without the file name that `str` would add."""
    return error.strerror or type(error).__name__


def refusal(path: bytes, error: OSError) -> Problem:
    """Why `path`, which was listed, could not be opened or looked at."""
    if isinstance(error, FileNotFoundError):
        return Problem(path, ProblemKind.VANISHED, reason(error))
    if error.errno in _EXCHANGED:
        return exchanged(path)
    return Problem(path, ProblemKind.UNREADABLE, reason(error))


def exchanged(path: bytes) -> Problem:
    """`path` is no longer what was listed."""
    return Problem(path, ProblemKind.CHANGED, "something else has taken its place")


def skipped(path: bytes, mode: int) -> Problem:
    """`path` is neither folder, file nor link."""
    match stat.S_IFMT(mode):
        case stat.S_IFBLK | stat.S_IFCHR:
            return Problem(path, ProblemKind.SKIPPED_DEVICE)
        case stat.S_IFSOCK:
            return Problem(path, ProblemKind.SKIPPED_SOCKET)
        case stat.S_IFIFO:
            return Problem(path, ProblemKind.SKIPPED_PIPE)
        case _:
            return Problem(path, ProblemKind.SKIPPED_OTHER)


def source_error(source: str | os.PathLike[str], error: OSError) -> BaileeError:
    """Why the source as a whole cannot be taken."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return SourceMissing(source=shown(source))
    return SourceUnreadable(source=shown(source), reason=reason(error))
