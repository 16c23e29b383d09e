"""Failures on their way through SQLite: what the copy says must reach whoever asked, and SQLite must stop for it."""

import types
from typing import cast

import apsw

from app.copies.paths import shown
from app.errors import BaileeError, DatabaseBusy, NotADatabase, StatementFailed

_BUSY = (apsw.BusyError, apsw.LockedError)
_BROKEN = (apsw.NotADBError, apsw.CorruptError, apsw.FormatError, apsw.CantOpenError, apsw.IOError)


def carried(error: BaileeError, result: int) -> BaileeError:
    """The same failure, as an exception that SQLite takes for the extended result code `result`.

    SQLite goes on after a failed write unless it is told of an input/output error, and apsw tells it so only for
    exceptions of its own. So this one is both; `known` gives the original back.
    """
    kind = type(error)
    both = types.new_class(kind.__name__, (kind, apsw.IOError))
    made = cast("BaileeError", both(**vars(error)))
    made.__dict__["extendedresult"] = result
    made.__cause__ = error
    return made


def known(error: Exception, path: bytes) -> BaileeError:
    """What a failure of a statement stands for: the copy's own failure, or that of the database at `path`.

    Raise the outcome `from` the error. For apsw.Error and what `carried` makes of others.
    """
    if isinstance(error, BaileeError):
        return error.__cause__ if isinstance(error.__cause__, BaileeError) else error
    if isinstance(error, _BUSY):
        return DatabaseBusy(path=shown(path))
    if isinstance(error, _BROKEN):
        return NotADatabase(path=shown(path), reason=_said(error))
    return StatementFailed(reason=_said(error), offset=getattr(error, "error_offset", -1))


def _said(error: Exception) -> str:
    """SQLite's own words, which apsw puts behind the name of the class."""
    return str(error).removeprefix(f"{type(error).__name__}: ")
