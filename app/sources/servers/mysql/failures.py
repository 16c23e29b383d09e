"""What refusals of MySQL and MariaDB mean. Decided by number; the server's own words may quote rows and are kept back.

Numbers: "Server Error Message Reference" and "Client Error Message Reference" of the MySQL manual, "MariaDB Error
Codes" of the MariaDB knowledge base.
"""

import socket
import ssl

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

# Wrong name or password, account locked or expired, host not allowed, no right to the database.
_LOGIN = frozenset({1044, 1045, 1130, 1251, 1524, 1698, 1820, 1862, 2059, 2061, 3118, 3159, 4151})
_NO_TLS = 2026
_UNKNOWN_DATABASE = 1049
_NO_CONNECTION = 2003
_UNREACHABLE = {
    1040: "it takes no more connections",
    1129: "it has blocked this machine",
    1203: "it takes no more connections of this user",
    1226: "it takes no more connections of this user",
    2013: "it broke the connection off",
}
_GONE = {
    1053: "the server is shutting down",
    1317: "somebody stopped the statement",
    1927: "somebody ended the connection",
    1969: "the server ended the statement for taking too long",
    3024: "the server ended the statement for taking too long",
    4031: "the server ended the connection for being idle",
}
# The driver's own numbers for a broken connection, and the server's for a network that fails.
_BROKEN = frozenset({0, 1077, 1079, 1152, 1158, 1159, 1160, 1161, 1184, 2006, 2013, 2014, 2027, 2055, 3169})
_TABLE = {
    1142: "no right to read it",
    1143: "no right to read all of its columns",
    1146: "it is no longer there",
    1054: "its columns are no longer the same",
    1412: "it was altered after the snapshot began",
    1194: "it is damaged on the server",
    1195: "it is damaged on the server",
    1205: "somebody else holds it locked",
    1030: "the server cannot read its own files",
    1932: "the server cannot read its own files",
    1877: "the server cannot read its own files",
}


def number_of(error: Exception) -> int:
    """The number in a driver's exception; 0, as after a lost connection, when it has none."""
    first = error.args[0] if error.args else 0
    return first if isinstance(first, int) else 0


def network_reason(error: OSError) -> str:
    """Why a connection could not be made."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not trusted"
    if isinstance(error, ssl.SSLError):
        return "no TLS connection could be made"
    if isinstance(error, socket.gaierror):
        return "its name is not known"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, FileNotFoundError):
        return "there is no such socket"
    return "nobody listens there" if isinstance(error, ConnectionRefusedError) else "no connection could be made"


def login_failure(error: Exception, source: str) -> BaileeError:
    """Why there is no connection."""
    number = number_of(error)
    if number in _LOGIN:
        return LoginFailed(source=source)
    if number == _NO_TLS:
        return PlainConnectionRefused(source=source)
    if number == _UNKNOWN_DATABASE:
        return UrlRefused(reason="the server has no database of that name")
    cause = getattr(error, "original_exception", None)
    if isinstance(cause, OSError):
        return ServerUnreachable(source=source, reason=network_reason(cause))
    return ServerUnreachable(source=source, reason=_UNREACHABLE.get(number, f"the server answered {number}"))


def whole_failure(error: Exception, source: str) -> BaileeError | None:
    """The error when more than one table is concerned; None otherwise."""
    number = number_of(error)
    if number in _GONE or number in _BROKEN:
        return ServerGone(source=source, reason=_GONE.get(number, "the connection broke"))
    return None


def catalogue_failure(error: Exception, source: str) -> BaileeError:
    """Why the catalogue cannot be read, or the snapshot not be opened."""
    answered = f"the server answered {number_of(error)}"
    return whole_failure(error, source) or ServerGone(source=source, reason=answered)


def table_failure(error: Exception, source: str, table: str) -> BaileeError:
    """Why `table` cannot be read."""
    number = number_of(error)
    reason = _TABLE.get(number, f"the server answered {number}")
    return whole_failure(error, source) or TableRefused(table=table, reason=reason)


def filter_failure(error: Exception, source: str, table: str, *, has_read: bool) -> BaileeError:
    """Why a condition is refused; the server's words count only where the statement has read no row."""
    number = number_of(error)
    if number in _TABLE and number != 1054:
        return table_failure(error, source, table)
    words = "" if has_read or len(error.args) < 2 else str(error.args[1])
    safe = "".join(character for character in words if character.isprintable())[:LONGEST_REASON]
    reason = safe or f"the server answered {number}"
    return whole_failure(error, source) or FilterRefused(table=table, reason=reason)
