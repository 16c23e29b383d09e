"""The URL of a database as a technician writes it, taken apart, checked and in one form. Never with a password."""

import ipaddress
from dataclasses import dataclass
from enum import Enum
from typing import NoReturn
from urllib.parse import parse_qsl

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from app.errors import UrlRefused

LONGEST_NAME_BYTES = 200


class Engine(Enum):
    """The servers that tables can be taken from; the value is the scheme of a canonical URL."""

    POSTGRESQL = "postgresql"
    MYSQL = "mysql"
    FIREBIRD = "firebird"
    SQLSERVER = "sqlserver"


_SCHEMES = {
    "postgresql": Engine.POSTGRESQL,
    "postgres": Engine.POSTGRESQL,
    "mysql": Engine.MYSQL,
    "mariadb": Engine.MYSQL,
    "firebird": Engine.FIREBIRD,
    "mssql": Engine.SQLSERVER,
    "sqlserver": Engine.SQLSERVER,
}
_PORTS = {Engine.POSTGRESQL: 5432, Engine.MYSQL: 3306, Engine.FIREBIRD: 3050, Engine.SQLSERVER: 1433}

# What may follow the question mark. Nothing else is passed on: other options could carry a secret, name a file to
# write to, or weaken what is asked of the connection.
_OPTIONS = {
    Engine.POSTGRESQL: frozenset(
        {
            "host",  # the folder of a unix socket
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "sslcrl",
            "ssl_min_protocol_version",
            "channel_binding",
            "gssencmode",
            "target_session_attrs",
        }
    ),
    Engine.MYSQL: frozenset(
        {
            "unix_socket",
            "charset",
            "ssl_mode",
            "ssl_ca",
            "ssl_cert",
            "ssl_key",
            "ssl_verify_cert",
            "ssl_verify_identity",
        }
    ),
    Engine.FIREBIRD: frozenset({"charset", "role", "wire_crypt"}),
    Engine.SQLSERVER: frozenset({"charset", "encryption", "tds_version"}),
}
_SOCKETS = {Engine.POSTGRESQL: "host", Engine.MYSQL: "unix_socket"}


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """Where a database is. `host` is "" for a unix socket, which then is an absolute path in `socket`."""

    engine: Engine
    user: str
    host: str
    port: int
    database: str
    socket: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> "DatabaseUrl":
        """Take `text` apart. Raises UrlRefused, which never quotes it: part of it may be a secret.

        A driver in the scheme is ignored. A password is refused, for whoever can list the processes of a machine
        reads the arguments of all of them.
        """
        untrusted_url = _parsed(text)
        engine = _engine(untrusted_url)
        options = _options(text, engine)
        socket = options.pop(_SOCKETS.get(engine, ""), "")
        host, port = _address(untrusted_url, engine, socket)
        user, database = untrusted_url.username or "", untrusted_url.database or ""
        if not user:
            _refuse("it names no user")
        if not database:
            _refuse("it names no database")
        if not all(map(str.isprintable, (user, host, database, socket, *options.values()))):
            _refuse("it holds control characters")
        return cls(engine, user, host, port, database, socket, tuple(sorted(options.items())))

    @property
    def location(self) -> str:
        """The canonical form: user, host, port and database, without options. The same for the same database."""
        query = {_SOCKETS[self.engine]: self.socket} if self.socket else {}
        port = None if self.socket and self.port == _PORTS[self.engine] else self.port
        url = URL.create(self.engine.value, self.user, None, self.host or None, port, self.database, query)
        return url.render_as_string(hide_password=False)

    @property
    def file_name(self) -> bytes:
        """The name of the database with .sqlite behind it, fit to be one name in any folder."""
        untrusted_name = self.database.replace("\\", "/").rstrip("/").rpartition("/")[2]
        safe = "".join("_" if character in '<>:"|?*' else character for character in untrusted_name)
        stem = safe.encode()[:LONGEST_NAME_BYTES].decode("utf-8", "ignore").strip(" .") or "database"
        return f"{stem}.sqlite".encode()

    @property
    def is_local(self) -> bool:
        """Whether what is sent there cannot leave this machine: a unix socket or a loopback address."""
        if self.socket or self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def option(self, name: str) -> str:
        """What the URL says about `name`; "" when nothing."""
        return dict(self.options).get(name, "")


def _refuse(reason: str) -> NoReturn:
    raise UrlRefused(reason=reason)


def _parsed(text: str) -> URL:
    """SQLAlchemy's own reading; what it says about a text that is none may quote it and is dropped."""
    try:
        return make_url(text)
    except (ArgumentError, ValueError):
        pass
    raise UrlRefused(reason="it is not written as ENGINE://USER@HOST:PORT/DATABASE")


def _engine(url: URL) -> Engine:
    if url.password is not None:
        _refuse("it holds a password; leave it out, Bailee asks for it")
    engine = _SCHEMES.get(url.drivername.partition("+")[0].lower())
    if engine is None:
        _refuse(f"its scheme must be one of {', '.join(_SCHEMES)}")
    return engine


def _address(url: URL, engine: Engine, socket: str) -> tuple[str, int]:
    host = _host(url.host or "")
    if socket and (host or not socket.startswith("/")):
        _refuse("a socket is an absolute path, and no host is named beside it")
    if not host and not socket:
        _refuse("it names no host")
    if set(host) & set("/,@% "):
        _refuse("its host is not one")
    port = _PORTS[engine] if url.port is None else url.port
    if not 0 < port < 1 << 16:
        _refuse("its port is not one")
    return host, port


def _options(text: str, engine: Engine) -> dict[str, str]:
    """The options in `text`, each known, given once and with a value.

    One that is not is not quoted: it may be half a password. SQLAlchemy would drop those without a value.
    """
    known = _OPTIONS[engine]
    pairs = parse_qsl(text.partition("?")[2], keep_blank_values=True)
    found = {name: value for name, value in pairs if name in known and value}
    if len(found) < len(pairs):
        _refuse(f"after the question mark stand only, and once each: {', '.join(sorted(known))}")
    return found


def _host(text: str) -> str:
    """A host in one form: lower case, addresses as they are usually written."""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return text.lower().rstrip(".")
