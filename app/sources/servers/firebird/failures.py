"""What Firebird's refusals mean. Decided by GDS code; its own words may quote rows and are kept back.

Codes: "Firebird Language Reference", appendix "Error Codes and Their Meanings". The driver raises the same class for
all of them.
"""

from app.errors import (
    BaileeError,
    FilterRefused,
    LoginFailed,
    PlainConnectionRefused,
    ServerGone,
    ServerUnreachable,
    TableRefused,
    UrlRefused,
)

LONGEST_REASON = 300

_LOGIN = frozenset({335544472, 335544421, 335545106, 335545029})  # login, connect_reject, login_error, no auth plugin
_NO_ENCRYPTION = frozenset({335545064, 335545065})  # wirecrypt_incompatible, miss_wirecrypt
_NO_DATABASE = frozenset({335544344, 335544375, 335544323})  # io_error, unavailable, bad_db_format
_NO_NETWORK = frozenset({335544721, 335544722, 335544648})  # network_error, net_connect_err, conn_lost
_NO_RIGHT = 335544352
_GONE = {
    335544528: "the database was shut down",
    335544856: "somebody ended the connection",
    335544794: "somebody stopped the statement",
    335544721: "the connection broke",
    335544722: "the connection broke",
    335544726: "the connection broke",
    335544727: "the connection broke",
    335544741: "the connection broke",
    335544648: "the connection broke",
    335544324: "the connection broke",
    335544325: "the connection broke",
    335544332: "the transaction was ended",
}
_TABLE = {
    _NO_RIGHT: "no right to read all of it",
    335544395: "it is no longer there",
    335544580: "it is no longer there",
    335544396: "its columns are no longer the same",
    335544578: "its columns are no longer the same",
    335544453: "somebody else holds it locked",
    335544345: "somebody else holds it locked",
    335544335: "it is damaged on the server",
    335544405: "it is damaged on the server",
    335544344: "the server cannot read its own files",
}


def codes_of(error: Exception) -> tuple[int, ...]:
    """Every GDS code in a driver's exception, the most important first."""
    return tuple(getattr(error, "gds_codes", None) or ())


def login_failure(error: Exception, source: str) -> BaileeError:
    """Why there is no connection."""
    codes = codes_of(error)
    found = frozenset(codes)
    if found & _LOGIN:
        return LoginFailed(source=source)
    if found & _NO_ENCRYPTION:
        return PlainConnectionRefused(source=source)
    if found & _NO_NETWORK:
        return ServerUnreachable(source=source, reason="no connection could be made")
    if found & _NO_DATABASE:
        return UrlRefused(reason="the server cannot open a database of that name")
    return ServerUnreachable(source=source, reason=_answered(codes))


def whole_failure(error: Exception, source: str) -> BaileeError | None:
    """The error when more than one table is concerned; None otherwise."""
    codes = codes_of(error)
    reasons = [_GONE[code] for code in codes if code in _GONE]
    if reasons or not codes:
        return ServerGone(source=source, reason=reasons[0] if reasons else "the connection broke")
    return None


def catalogue_failure(error: Exception, source: str) -> BaileeError:
    """Why the catalogue cannot be read, or the snapshot not be opened."""
    return whole_failure(error, source) or ServerGone(source=source, reason=_answered(codes_of(error)))


def table_failure(error: Exception, source: str, table: str) -> BaileeError:
    """Why `table` cannot be read."""
    codes = codes_of(error)
    reasons = [_TABLE[code] for code in codes if code in _TABLE]
    reason = reasons[0] if reasons else _answered(codes)
    return whole_failure(error, source) or TableRefused(table=table, reason=reason)


def filter_failure(error: Exception, source: str, table: str, *, has_read: bool) -> BaileeError:
    """Why a condition is refused; the server's words count only where the statement has read no row."""
    codes = codes_of(error)
    if _NO_RIGHT in codes:
        return table_failure(error, source, table)
    words = "" if has_read else " ".join(str(error).split())
    safe = "".join(character for character in words if character.isprintable())[:LONGEST_REASON]
    return whole_failure(error, source) or FilterRefused(table=table, reason=safe or _answered(codes))


def _answered(codes: tuple[int, ...]) -> str:
    return f"the server answered {codes[0]}" if codes else "the server gave no reason"
