"""What SQLite complains about while a technician's statement is compiled or run, in words that may be logged."""

from typing import Final

import apsw

from app.databases.sealed.failures import known
from app.errors import BaileeError, StatementFailed, StatementRefused

_TALKATIVE: Final = frozenset({
    apsw.SQLITE_ERROR,
    apsw.SQLITE_CONSTRAINT_FUNCTION,
    apsw.SQLITE_CONSTRAINT_TRIGGER,
    apsw.SQLITE_CONSTRAINT_VTAB,
})  # fmt: skip
"""Results whose message can repeat a value: RAISE in a trigger, a malformed document, a search that is not one."""

_OTHERS: Final = (
    apsw.BusyError,
    apsw.LockedError,
    apsw.NotADBError,
    apsw.CorruptError,
    apsw.FormatError,
    apsw.CantOpenError,
    apsw.IOError,
)
_BUGS: Final = (
    apsw.ConnectionClosedError,
    apsw.ConnectionNotClosedError,
    apsw.CursorClosedError,
    apsw.ForkingViolationError,
    apsw.ThreadingViolationError,
)
FAILURES: Final = (apsw.Error, BaileeError, MemoryError, UnicodeError)
"""What compiling or running a statement can raise. `complaint` tells the expected from bugs."""


def complaint(error: Exception, text: str, path: bytes, *, offset: int = 0, is_running: bool = False) -> BaileeError:
    """What `error` means for the statement `text`, which stands at `offset` in its script. Raise it `from None`.

    SQLite's message about a statement that is compiled speaks of the statement and the schema alone. One that comes
    while it runs can repeat the customer's data: it is put where it is shown but never logged. A bug is raised again.
    """
    if isinstance(error, _BUGS):
        raise error
    if isinstance(error, (BaileeError, *_OTHERS)):
        return known(error, path)
    if isinstance(error, apsw.ReadOnlyError):
        return StatementRefused(reason="this database is open for reading only")
    if isinstance(error, apsw.Error):
        return _of_sqlite(error, text, offset, is_running=is_running)
    return _of_text(error, offset)


def _of_sqlite(error: apsw.Error, text: str, offset: int, *, is_running: bool) -> BaileeError:
    if isinstance(error, apsw.BindingsError):
        return StatementFailed(reason="the statement has parameters, and they have no values", offset=offset)
    if isinstance(error, apsw.TooBigError):
        return StatementFailed(reason="a value or the statement itself is too long", offset=offset)
    said = str(error).removeprefix(f"{type(error).__name__}: ")
    if is_running and getattr(error, "extendedresult", apsw.SQLITE_ERROR) in _TALKATIVE:
        return StatementFailed(reason="the database refused it while it ran", offset=offset, said=said)
    return StatementFailed(reason=said, offset=_place(error, text, offset))


def _of_text(error: Exception, offset: int) -> BaileeError:
    """What Python itself raises before SQLite sees the statement."""
    if isinstance(error, MemoryError):
        return StatementFailed(reason="not enough memory", offset=offset)
    if isinstance(error, UnicodeEncodeError):
        return StatementFailed(reason="the statement holds what is not text", offset=offset + error.start)
    if isinstance(error, UnicodeDecodeError):
        return StatementFailed(reason="it meets a name that is not text", offset=offset)
    raise error


def _place(error: apsw.Error, text: str, offset: int) -> int:
    """The position in characters; SQLite counts the bytes of UTF-8."""
    place = getattr(error, "error_offset", -1)
    if place < 0:
        return offset
    return offset + len(text.encode()[:place].decode(errors="ignore"))
