"""A throw-away PostgreSQL on a free port of 127.0.0.1, with TLS, for as long as the tests of one worker run."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.servers.certificates import write_certificates
from tests.servers.process import ServerDiedError, as_user, free_port, run, running, server_folder

PACKAGE = "postgresql"
OWNER = "postgres"
USER = "bailee"
PASSWORD = "pg-pass-1 ünï"
READER = "reader"
READER_PASSWORD = "reader-pass-1 ünï %s"
ATTEMPTS = 3

SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = '{folder}'
fsync = off
full_page_writes = off
shared_buffers = 64MB
max_connections = 50
autovacuum = off
ssl = on
ssl_cert_file = '{folder}/server.pem'
ssl_key_file = '{folder}/server.key'
"""


@dataclass(frozen=True)
class PostgresServer:
    """`certificate` is that of the authority behind the server's own, which is for 127.0.0.1."""

    port: int
    folder: Path
    certificate: Path
    pid: int = 0

    def url(self, database: str, *, user: str = READER) -> str:
        """The database as a technician would name it."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def administrator(self, database: str = "postgres", *, autocommit: bool = True) -> "psycopg.Connection[Any]":
        """A connection that may do everything."""
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=USER,
            password=PASSWORD,
            dbname=database,
            autocommit=autocommit,
            sslmode="disable",
            client_encoding="UTF8",
        )

    @contextmanager
    def fresh_database(self, name: str, options: str = "") -> Iterator[str]:
        """An empty database for one test; READER may read what is made in it from then on."""
        with self.administrator() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 {options}".encode())
            try:
                with self.administrator(name) as inside:
                    inside.execute(f"ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO {READER}".encode())
                    inside.execute(f"ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO {READER}".encode())
                yield name
            finally:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def programs() -> Path | None:
    """Where Debian keeps the programs of the newest PostgreSQL; None when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return found[-1].parent if found else None


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """A server without databases of its own. Skips the test where Debian's package is missing."""
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip(f"not installed: initdb (Debian package {PACKAGE})")
    with server_folder("bailee-pg-", owner=OWNER) as folder:
        initdb = (str(bin_folder / "initdb"), "-D", str(folder / "data"), "-U", USER, "-E", "UTF8", "--no-locale", "-N")
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        run(as_user(OWNER, (*initdb, "-A", "scram-sha-256", f"--pwfile={folder / 'password'}")), folder=folder)
        write_certificates(folder)
        with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(SETTINGS.format(folder=folder))
        with ExitStack() as stack:
            server = _started(bin_folder, folder, stack)
            with server.administrator() as connection:
                connection.execute(f"CREATE ROLE {READER} LOGIN PASSWORD '{READER_PASSWORD}'".encode())
            yield server


def _started(bin_folder: Path, folder: Path, stack: ExitStack) -> PostgresServer:
    for attempt in range(ATTEMPTS):
        server = PostgresServer(free_port(), folder, folder / "authority.pem")
        command = as_user(OWNER, (str(bin_folder / "postgres"), "-D", str(folder / "data"), "-p", str(server.port)))
        try:
            pid = stack.enter_context(
                running(command, folder=folder, is_ready=lambda server=server: _lets_in(server))  # type: ignore[misc]
            )
        except ServerDiedError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return PostgresServer(server.port, folder, server.certificate, pid)
    raise AssertionError


def _lets_in(server: PostgresServer) -> bool:
    try:
        server.administrator().close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for all tests of a worker."""
    with running_postgres() as server:
        yield server
