"""A connection to Firebird, which sends text as it is stored: what it would make of another encoding may lose some.

Firebird logs in by SRP, which never shows the password, and encrypts afterwards; its older ways, which do show it, are
refused wherever the connection has to be encrypted.
"""

from types import ModuleType
from typing import TYPE_CHECKING

from app.errors import BaileeError, DriverMissing, LoginFailed, PlainConnectionRefused, UrlRefused
from app.sources.servers.connecting import CONNECT_SECONDS, ServerAccess
from app.sources.servers.firebird.failures import login_failure
from app.sources.servers.url import DatabaseUrl

if TYPE_CHECKING:
    from firebird.driver import Connection

EXTRA = "firebird"
_MODES = ("required", "enabled", "disabled")


def connected(firebird: ModuleType, access: ServerAccess) -> "Connection":
    """A new connection.

    Raises LoginFailed, ServerUnreachable, PlainConnectionRefused, UrlRefused, DriverMissing.
    """
    mode = _mode(access)
    settings = firebird.core.DPB(
        user=access.url.user,
        role=access.url.option("role") or None,
        charset="NONE",
        config=f"WireCrypt = {mode.capitalize()}",
        auth_plugin_list="Srp256, Srp" if mode == "required" else None,
        timeout=CONNECT_SECONDS,
        no_gc=True,  # clearing old versions of rows away is work of the database's own, and writes
    )
    buffer = _buffer(settings, access)
    if buffer is None:
        raise LoginFailed(source=access.location)
    _load(firebird)
    failure: BaileeError
    with firebird.get_api().master.get_dispatcher() as provider:
        try:
            attachment = provider.attach_database(_place(access.url), buffer, "utf-8")
        except firebird.DatabaseError as error:
            failure = login_failure(error, access.location)
        else:
            # For the driver it is UTF-8: so are the names of the catalogue, and what is sent.
            connection: Connection = firebird.Connection(attachment, "", None, settings.sql_dialect, "UTF8")
            return connection
    raise failure


def _buffer(settings: object, access: ServerAccess) -> bytes | None:
    """What is sent to the server; None for a password that the system's encoding does not have."""
    settings.password = access.reveal_password()  # type: ignore[attr-defined]
    try:
        buffer: bytes = settings.get_buffer()  # type: ignore[attr-defined]
    except UnicodeEncodeError:
        return None
    else:
        return buffer
    finally:
        settings.password = None  # type: ignore[attr-defined]


def _load(firebird: ModuleType) -> None:
    """Find the client library, which is not part of the driver."""
    try:
        firebird.get_api()
    except (OSError, AttributeError) as error:  # none there, or one that is too old
        engine = "Firebird (its client library, libfbclient 3 or newer, is not on this machine)"
        raise DriverMissing(engine=engine, extra=EXTRA) from error


def _mode(access: ServerAccess) -> str:
    mode = access.url.option("wire_crypt").lower() or ("required" if access.demands_encryption else "enabled")
    if mode not in _MODES:
        raise UrlRefused(reason=f"its wire_crypt must be one of {', '.join(_MODES)}")
    if access.demands_encryption and mode == "disabled":
        raise PlainConnectionRefused(source=access.location)
    return "required" if access.demands_encryption else mode


def _place(url: DatabaseUrl) -> str:
    host = f"[{url.host}]" if ":" in url.host else url.host
    return f"inet://{host}:{url.port}/{url.database}"
