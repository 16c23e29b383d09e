"""What PostgreSQL's refusals mean. Decided by SQLSTATE; its own words may quote rows and are kept back.

The words do count while logging in, where no SQLSTATE is to be had; they are looked at, not passed on.
"""

from typing import TYPE_CHECKING

from app.errors import (
    BaileeError,
    FilterRefused,
    LoginFailed,
    PlainConnectionRefused,
    ServerGone,
    ServerUnreachable,
    SnapshotImpossible,
    TableRefused,
    UrlRefused,
)
from app.sources.servers.connecting import ServerAccess

if TYPE_CHECKING:
    import psycopg

LONGEST_REASON = 300
PROTOCOL_VIOLATION = "08P01"
"""Also what a condition gets that asks for a parameter; the connection lives on."""

_REASONS = {
    "42501": "no right to read all of it",
    "42P01": "it is no longer there",
    "42703": "its columns are no longer the same",
    "0A000": "it cannot be read like a table",
    "55000": "it is not in a state to be read",
    "55P03": "somebody else holds it locked",
    "57014": "the server stopped the reading",
    "53100": "the server's disk is full",
    "53200": "the server is out of memory",
    "54000": "a value is too long for the server to send",
    "XX001": "it is damaged on the server",
    "XX002": "an index of it is damaged on the server",
}
_CLASSES = {
    "22": "a value cannot be computed",
    "58": "the server cannot read its own files",
    "HV": "the server it comes from does not give it",
    "XX": "the server met an error of its own",
}
_SNAPSHOT_LOST = frozenset({"40001", "40P01", "72000", "25P02"})

# In the order in which they are looked for, in lower case.
_UNREACHABLE = (
    ("certificate", "its certificate is not trusted"),
    ("ssl error", "no TLS connection could be made"),
    ("connection refused", "nobody listens there"),
    ("no such file", "there is no such socket"),
    ("resolve host", "its name is not known"),
    ("translate host", "its name is not known"),
    ("timeout", "no answer in time"),
    ("timed out", "no answer in time"),
    ("too many", "it takes no more connections"),
    ("connection slots", "it takes no more connections"),
    ("starting up", "it is starting"),
    ("shutting down", "it is shutting down"),
    ("recovery", "it is recovering"),
    ("conversion between", "its text cannot be translated to Unicode"),
)


def is_gone(sqlstate: str | None) -> bool:
    """Whether the connection is broken: no SQLSTATE at all, class 08, or the server ended it."""
    if sqlstate is None or sqlstate in {"57P01", "57P02", "57P03", "57P04", "57P05"}:
        return True
    return sqlstate.startswith("08") and sqlstate != PROTOCOL_VIOLATION


def whole_failure(access: ServerAccess, sqlstate: str | None) -> BaileeError | None:
    """The error when more than one table is concerned; None otherwise."""
    if is_gone(sqlstate):
        reason = "the connection broke" if sqlstate is None else "the server ended it"
        return ServerGone(source=access.location, reason=reason)
    if sqlstate in _SNAPSHOT_LOST:
        return SnapshotImpossible(source=access.location, reason="the server gave the snapshot up")
    return None


def is_of_condition(sqlstate: str | None) -> bool:
    """Whether a failure while rows are read may come from the technician's condition."""
    return sqlstate is not None and sqlstate[:2] in {"08", "21", "22", "25", "2F", "38", "39", "42", "P0"}


def table_failure(access: ServerAccess, table: str, sqlstate: str | None) -> BaileeError:
    """Why `table` cannot be read."""
    return whole_failure(access, sqlstate) or TableRefused(table=table, reason=reason(sqlstate or ""))


def filter_failure(access: ServerAccess, table: str, sqlstate: str | None, words: str) -> BaileeError:
    """Why a condition is refused. `words` may only come from a statement that has read no row."""
    safe = "".join(character for character in words if character.isprintable())[:LONGEST_REASON]
    return whole_failure(access, sqlstate) or FilterRefused(table=table, reason=safe or reason(sqlstate or ""))


def reason(sqlstate: str) -> str:
    """What a SQLSTATE says, in words that hold nothing of the customer's."""
    return _REASONS.get(sqlstate) or _CLASSES.get(sqlstate[:2]) or f"the server answered {sqlstate}"


def login_failure(access: ServerAccess, error: "psycopg.Error") -> BaileeError:
    """Why there is no connection."""
    untrusted_words = str(error)
    lower = untrusted_words.lower()
    if "server does not support ssl" in lower:
        return PlainConnectionRefused(source=access.location)
    if "authentication failed" in lower or "pg_hba" in lower:
        return LoginFailed(source=access.location)
    for words, meaning in _UNREACHABLE:
        if words in lower:
            return ServerUnreachable(source=access.location, reason=meaning)
    if _misses_database(access, untrusted_words):
        return UrlRefused(reason="the server has no database of that name")
    if error.pgconn is not None and (error.pgconn.used_password or error.pgconn.needs_password):
        return LoginFailed(source=access.location)
    return ServerUnreachable(source=access.location, reason="no connection could be made")


def _misses_database(access: ServerAccess, words: str) -> bool:
    """A server speaks the language it was installed in; the name it complains of is the same in all of them."""
    complaint = words.partition("FATAL:")[2] or words.rpartition(":")[2]
    return access.url.database in complaint and access.url.user not in complaint
