"""A connection to MySQL or MariaDB: how TLS is asked for, and what a server may not ask of us."""

import socket
import ssl
import struct
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

from app.errors import PlainConnectionRefused, ServerUnreachable, UrlRefused
from app.sources.servers.connecting import CONNECT_SECONDS, ServerAccess
from app.sources.servers.mysql.failures import login_failure, network_reason
from app.sources.servers.url import DatabaseUrl

if TYPE_CHECKING:
    from pymysql.connections import Connection

READ_SECONDS = 1800
"""How long the server may keep silent, as while it counts a big table."""

NOT_UNDERSTOOD = (
    AssertionError,
    AttributeError,
    IndexError,
    NameError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)
"""What the driver raises, beside its own errors, when a server does not keep to the protocol, or asks for a file."""
MALFORMED = 2027
"""The number of the error that stands for these from here on."""

_MODES = ("disabled", "preferred", "required", "verify_ca", "verify_identity")
_YES = frozenset({"1", "true", "yes", "on"})


def connected(pymysql: ModuleType, access: ServerAccess) -> "Connection":
    """A new connection, with text left undecoded.

    Raises LoginFailed, ServerUnreachable, PlainConnectionRefused, UrlRefused.
    """
    url = access.url
    if url.option("charset").lower() not in {"", "utf8mb4"}:
        raise UrlRefused(reason="its charset is always utf8mb4, whatever that of the tables")
    tls = _tls(access)
    types = pymysql.constants.FIELD_TYPE
    whole = (types.TINY, types.SHORT, types.LONG, types.LONGLONG, types.INT24, types.YEAR)
    decoders = dict.fromkeys(whole, int) | {types.FLOAT: float, types.DOUBLE: float}
    connection: Connection = pymysql.connect(
        host=url.host or "localhost",
        port=url.port,
        user=url.user,
        password=access.reveal_password().encode(),
        database=url.database,
        charset="utf8mb4",
        use_unicode=False,
        conv=pymysql.converters.encoders | decoders,
        read_timeout=READ_SECONDS,
        write_timeout=READ_SECONDS,
        local_infile=False,
        autocommit=True,
        defer_connect=True,
        auth_plugin_map={} if isinstance(tls.get("ssl"), ssl.SSLContext) else _no_clear_password(access),
        **tls,
    )
    line = _line(url, access.location)
    try:
        connection.connect(line)
    except pymysql.MySQLError as error:
        line.close()
        raise login_failure(error, access.location) from error
    except NOT_UNDERSTOOD as error:
        line.close()
        raise ServerUnreachable(source=access.location, reason="it does not speak as MySQL does") from error
    return connection


def _line(url: DatabaseUrl, location: str) -> socket.socket:
    """A socket on which the server has begun to speak, which it does first. Raises ServerUnreachable."""
    line = None
    try:
        line = _opened(url)
        line.settimeout(CONNECT_SECONDS)
        greeting = line.recv(1, socket.MSG_PEEK)
    except OSError as error:
        if line is not None:
            line.close()
        raise ServerUnreachable(source=location, reason=network_reason(error)) from error
    if not greeting:
        line.close()
        raise ServerUnreachable(source=location, reason="it broke the connection off")
    return line


def _opened(url: DatabaseUrl) -> socket.socket:
    if url.socket:
        if sys.platform == "win32":
            raise UrlRefused(reason="there are no unix sockets on Windows")
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(CONNECT_SECONDS)
        try:
            line.connect(url.socket)
        except OSError:
            line.close()
            raise
        return line
    line = socket.create_connection((url.host, url.port), CONNECT_SECONDS)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    return line


def _tls(access: ServerAccess) -> dict[str, Any]:
    """What the driver is told about TLS: a context where it is demanded, nothing where it is welcome."""
    url = access.url
    mode = url.option("ssl_mode").lower() or _usual_mode(access)
    if mode not in _MODES:
        raise UrlRefused(reason=f"its ssl_mode must be one of {', '.join(_MODES)}")
    if access.demands_encryption and mode == "disabled":
        raise PlainConnectionRefused(source=access.location)
    if mode == "disabled":
        return {"ssl_disabled": True}
    if mode == "preferred" and not access.demands_encryption:
        return {}
    return {"ssl": _context(url, mode)}


def _usual_mode(access: ServerAccess) -> str:
    """As MySQL's own programs have it: whoever names an authority wants it to be checked."""
    url = access.url
    if url.option("ssl_verify_identity").lower() in _YES:
        return "verify_identity"
    if url.option("ssl_ca") or url.option("ssl_verify_cert").lower() in _YES:
        return "verify_ca"
    return "required" if access.demands_encryption or url.option("ssl_cert") else "preferred"


def _context(url: DatabaseUrl, mode: str) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=url.option("ssl_ca") or None)
        # Servers make themselves certificates on their first start that lack what the strict reading asks for.
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        context.check_hostname = mode == "verify_identity"
        context.verify_mode = ssl.CERT_REQUIRED if mode.startswith("verify") else ssl.CERT_NONE
        if certificate := url.option("ssl_cert"):
            context.load_cert_chain(certificate, url.option("ssl_key") or None, _no_password)
    except OSError as error:
        raise UrlRefused(reason="its certificates cannot be read") from error
    return context


def _no_password() -> NoReturn:
    """Instead of the question that OpenSSL would put to the terminal."""
    raise UrlRefused(reason="the key of its certificate has a password")


def _no_clear_password(access: ServerAccess) -> dict[str, Any]:
    """For a connection that may turn out to be plain: whoever sits between may ask for the password itself."""

    class Refusal:
        def __init__(self, _connection: object) -> None:
            pass

        def authenticate(self, _packet: object) -> NoReturn:
            raise PlainConnectionRefused(source=access.location)

    return {"mysql_clear_password": Refusal, "dialog": Refusal}
