"""A throw-away MariaDB on a free port of 127.0.0.1, with TLS, for as long as the tests of one worker run."""

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pymysql
import pytest

from tests.servers.certificates import write_certificates
from tests.servers.process import ServerDiedError, as_user, free_port, missing_programs, run, running, server_folder

PACKAGE = "mariadb-server"
OWNER = "mysql"
USER = "bailee"
PASSWORD = "my-pass-1 ünï"
ATTEMPTS = 3

FIRST_STATEMENTS = """
CREATE DATABASE IF NOT EXISTS customer CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS '{user}'@'127.0.0.1' IDENTIFIED BY '{password}';
GRANT ALL ON customer.* TO '{user}'@'127.0.0.1';
"""


@dataclass(frozen=True)
class MariaServer:
    """`certificate` is that of the authority behind the server's own, which is for 127.0.0.1."""

    port: int
    socket: Path
    certificate: Path
    pid: int = 0

    def url(self, database: str = "customer", *, user: str = USER) -> str:
        """The database as a technician would name it."""
        return f"mysql://{user}@127.0.0.1:{self.port}/{database}"

    def administrator(self, database: str | None = None) -> "pymysql.Connection[pymysql.cursors.Cursor]":
        """A connection that may do everything."""
        return pymysql.connect(
            unix_socket=str(self.socket), user="root", database=database, autocommit=True, charset="utf8mb4"
        )

    @contextmanager
    def fresh_database(self, name: str) -> Iterator[str]:
        """An empty database for one test; USER may do everything in it."""
        with self.administrator() as connection, connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4")
            cursor.execute(f"GRANT ALL ON `{name}`.* TO '{USER}'@'127.0.0.1'")
            try:
                yield name
            finally:
                cursor.execute(f"DROP DATABASE `{name}`")


@contextmanager
def running_mariadb() -> Iterator[MariaServer]:
    """A server with an empty database `customer`. Skips the test where Debian's package is missing."""
    if reason := missing_programs("mariadbd", "mariadb-install-db", "setpriv", package=PACKAGE):
        pytest.skip(reason)
    with server_folder("bailee-maria-", owner=OWNER) as folder:
        _install(folder)
        with ExitStack() as stack:
            yield _started(folder, stack)


def _install(folder: Path) -> None:
    install = ("mariadb-install-db", "--no-defaults", f"--datadir={folder / 'data'}", "--skip-test-db")
    run(as_user(OWNER, (*install, "--auth-root-authentication-method=normal")), folder=folder)
    statements = FIRST_STATEMENTS.format(user=USER, password=PASSWORD)
    (folder / "first.sql").write_text(statements, encoding="utf-8")
    write_certificates(folder)


def _started(folder: Path, stack: ExitStack) -> MariaServer:
    for attempt in range(ATTEMPTS):
        server = MariaServer(free_port(), folder / "s", folder / "authority.pem")
        options = {
            "datadir": folder / "data",
            "bind-address": "127.0.0.1",
            "port": server.port,
            "socket": server.socket,
            "pid-file": folder / "pid",
            "innodb-buffer-pool-size": "64M",
            "innodb-flush-log-at-trx-commit": 0,
            "innodb-use-native-aio": 0,
            "max-allowed-packet": "64M",
            "character-set-server": "utf8mb4",
            "init-file": folder / "first.sql",
            "ssl-cert": folder / "server.pem",
            "ssl-key": folder / "server.key",
            "event-scheduler": "OFF",
        }
        command = ("mariadbd", "--no-defaults", "--skip-name-resolve", *(f"--{k}={v}" for k, v in options.items()))
        try:
            pid = stack.enter_context(
                running(as_user(OWNER, command), folder=folder, is_ready=partial(_lets_in, server))
            )
        except ServerDiedError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return MariaServer(server.port, server.socket, server.certificate, pid)
    raise AssertionError


def _lets_in(server: MariaServer) -> bool:
    if sys.platform == "win32":
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(server.socket)) == 0


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[MariaServer]:
    """One server for all tests of a worker."""
    with running_mariadb() as server:
        yield server
