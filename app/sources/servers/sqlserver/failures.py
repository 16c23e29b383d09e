"""What SQL Server's refusals mean. Decided by number; the server's own words may quote rows and are kept back.

Numbers below 20000: "Database Engine events and errors" of Microsoft's documentation; 20000 and above: sybdb.h of
FreeTDS, on which the driver is built.
"""

from app.errors import (
    BaileeError,
    FilterRefused,
    LoginFailed,
    ServerGone,
    ServerUnreachable,
    SnapshotImpossible,
    TableRefused,
    UrlRefused,
)

LONGEST_REASON = 300

_LOGIN = frozenset({18450, 18451, 18452, 18456, 18461, 18470, 18486, 18487, 18488, 916, 20014})
_NO_DATABASE = frozenset({911, 4060, 4063, 4064})
_UNREACHABLE = {
    20002: "no connection could be made, or none that is encrypted",
    20003: "no answer in time",
    20009: "nobody listens there",
    20013: "its name is not known",
    17809: "it takes no more connections",
    10928: "it takes no more connections",
}
_GONE = {
    596: "somebody ended the connection",
    6005: "the server is shutting down",
    17147: "the server is shutting down",
    20003: "no answer in time",
    20004: "the connection broke",
    20006: "the connection broke",
    20017: "the connection broke",
    20020: "the connection broke",
    20047: "the connection broke",
    0: "the connection broke",
}
_NO_SNAPSHOT = frozenset({3951, 3952, 3953, 3954, 3955, 3956, 3957, 3958, 3966})
_NO_RIGHT = frozenset({229, 230, 300})
_TABLE = {
    207: "its columns are no longer the same",
    208: "it is no longer there",
    605: "it is damaged on the server",
    823: "the server cannot read its own files",
    824: "it is damaged on the server",
    1222: "somebody else holds it locked",
    3961: "it was altered after the snapshot began",
    3964: "it was altered after the snapshot began",
    41332: "it is kept in memory, where there are no such snapshots",
    41333: "it is kept in memory, where there are no such snapshots",
}


def number_of(error: Exception) -> int:
    """The number in a driver's exception, which may wrap its arguments once more; 0 when it has none."""
    first = _arguments(error)[0]
    return first if isinstance(first, int) else 0


def login_failure(error: Exception, source: str) -> BaileeError:
    """Why there is no connection."""
    number = number_of(error)
    if number in _LOGIN:
        return LoginFailed(source=source)
    if number in _NO_DATABASE:
        return UrlRefused(reason="the server has no database of that name, or not for this user")
    return ServerUnreachable(source=source, reason=_UNREACHABLE.get(number, _answered(number)))


def whole_failure(error: Exception, source: str) -> BaileeError | None:
    """The error when more than one table is concerned; None otherwise."""
    number = number_of(error)
    if number in _NO_SNAPSHOT:
        return SnapshotImpossible(source=source, reason="the server gave the snapshot up")
    if number in _GONE:
        return ServerGone(source=source, reason=_GONE[number])
    return None


def catalogue_failure(error: Exception, source: str) -> BaileeError:
    """Why the catalogue cannot be read, or the snapshot not be opened."""
    return whole_failure(error, source) or ServerGone(source=source, reason=_answered(number_of(error)))


def table_failure(error: Exception, source: str, table: str) -> BaileeError:
    """Why `table` cannot be read."""
    number = number_of(error)
    reason = "no right to read all of it" if number in _NO_RIGHT else _TABLE.get(number, _answered(number))
    return whole_failure(error, source) or TableRefused(table=table, reason=reason)


def filter_failure(error: Exception, source: str, table: str, *, has_read: bool) -> BaileeError:
    """Why a condition is refused; the server's words count only where the statement has read no row."""
    number = number_of(error)
    if number in _NO_RIGHT or number in {3961, 3964, 41332, 41333}:
        return table_failure(error, source, table)
    words = "" if has_read else _words(error)
    safe = "".join(character for character in words if character.isprintable())[:LONGEST_REASON]
    return whole_failure(error, source) or FilterRefused(table=table, reason=safe or _answered(number))


def _words(error: Exception) -> str:
    """The server's message, without what the library adds for itself."""
    arguments = _arguments(error)
    said = arguments[1] if len(arguments) > 1 else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return text.partition("DB-Lib error message")[0].strip()


def _arguments(error: Exception) -> tuple[object, ...]:
    arguments = error.args[0] if error.args and isinstance(error.args[0], tuple) else error.args
    return arguments or (0,)


def _answered(number: int) -> str:
    return f"the server answered {number}"
