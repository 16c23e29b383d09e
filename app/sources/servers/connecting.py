"""What it takes to be let into a server, and what a connection must be like before anything is read through it."""

import importlib
from dataclasses import dataclass
from types import ModuleType

from app.crypto.secret import Secret
from app.errors import DriverMissing, PlainConnectionRefused
from app.sources.servers.url import DatabaseUrl

CONNECT_SECONDS = 20
"""How long a server may take to answer before it counts as not reached."""


@dataclass(frozen=True, slots=True)
class ServerAccess:
    """Where to connect and as whom. `password` stays the caller's, who closes it; None where none is needed.

    `allow_plain` is the technician's explicit yes to a connection that is not encrypted, to a host that is not this
    machine.
    """

    url: DatabaseUrl
    password: Secret | None = None
    allow_plain: bool = False

    @property
    def location(self) -> str:
        """How errors name this server and database."""
        return self.url.location

    @property
    def demands_encryption(self) -> bool:
        """Whether nothing may be sent before the connection is encrypted."""
        return not self.url.is_local and not self.allow_plain

    def reveal_password(self) -> str:
        """The password for the driver's call and no longer; "" where there is none."""
        return self.password.reveal().decode() if self.password is not None else ""

    def check_encryption(self, *, is_encrypted: bool) -> None:
        """Raise PlainConnectionRefused when a connection is not what it must be."""
        if self.demands_encryption and not is_encrypted:
            raise PlainConnectionRefused(source=self.location)


class ServerSource:
    """What the sources of all engines have in common: where their database is, and the name it gets in a copy."""

    def __init__(self, access: ServerAccess) -> None:
        """Nothing is connected yet."""
        self._access = access

    @property
    def location(self) -> str:
        """The canonical URL, without a password."""
        return self._access.location

    @property
    def file_name(self) -> bytes:
        """The name of the database with .sqlite behind it."""
        return self._access.url.file_name


def driver(module: str, *, engine: str, extra: str) -> ModuleType:
    """The package that speaks to `engine`, imported when it is needed. Raises DriverMissing, naming the extra."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise DriverMissing(engine=engine, extra=extra) from error
