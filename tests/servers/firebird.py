"""A throw-away Firebird with a root of its own, on a free port of 127.0.0.1, for as long as one worker's tests run."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.servers.process import ServerDiedError, as_user, free_port, missing_programs, run, running, server_folder

PACKAGE = "firebird3.0-server"
OWNER = "firebird"
USER = "SYSDBA"
PASSWORD = "fb-pass-1"
READER = "READER"
READER_PASSWORD = "fb-pass-2 ünï"
ATTEMPTS = 3

# The port stands in the configuration: given with -p, the server would listen on every interface.
CONFIGURATION = """
RemoteBindAddress = 127.0.0.1
RemoteServicePort = {port}
DatabaseAccess = Restrict {folder}/db
AuthServer = Srp
UserManager = Srp
WireCrypt = Enabled
SecurityDatabase = {folder}/security3.fdb
"""
DATABASES = """
customer = {folder}/db/customer.fdb
security.db = {folder}/security3.fdb
{{
  RemoteAccess = false
}}
"""


@dataclass(frozen=True)
class FirebirdServer:
    """Databases lie in `folder`/db; `customer` is there from the beginning."""

    port: int
    folder: Path
    pid: int = 0

    def path(self, name: str) -> str:
        """Where the database `name` lies on the server."""
        return str(self.folder / "db" / f"{name}.fdb")

    def url(self, database: str = "customer", *, user: str = USER) -> str:
        """The database as a technician would name it: an alias, or a path with a second slash before it."""
        return f"firebird://{user}@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str, charset: str = "UTF8") -> Any:
        """A connection that may do everything."""
        from firebird.driver import connect

        name = f"inet://127.0.0.1:{self.port}/{database}"
        return connect(name, user=USER, password=PASSWORD, charset=charset)

    def script(self, path: str, statements: str, *, dialect: int) -> None:
        """Run `statements` in the database at `path`, as somebody who still speaks an old dialect."""
        begin = f"set sql dialect {dialect}; connect 'inet://127.0.0.1:{self.port}/{path}' "
        begin += f"user '{USER}' password '{PASSWORD}';"
        run(("isql-fb", "-q", "-b", "-ch", "UTF8"), folder=self.folder, given=f"{begin}\n{statements}\n")

    @contextmanager
    def fresh_database(self, name: str, *, charset: str = "UTF8", dialect: int = 3) -> Iterator[str]:
        """An empty database for one test; its path."""
        path = self.path(name)
        script = (
            f"set sql dialect {dialect}; create database 'inet://127.0.0.1:{self.port}/{path}' user '{USER}' "
            f"password '{PASSWORD}' page_size 8192 default character set {charset}; commit;"
        )
        run(("isql-fb", "-q", "-ch", "UTF8"), folder=self.folder, given=script)
        unsafe = ("gfix", "-write", "async", f"inet://127.0.0.1:{self.port}/{path}")
        run(unsafe, folder=self.folder, extra={"ISC_USER": USER, "ISC_PASSWORD": PASSWORD})
        try:
            yield path
        finally:
            with closing(self.connect(path)) as connection, closing(connection.cursor()) as cursor:
                cursor.execute("DELETE FROM MON$ATTACHMENTS WHERE MON$ATTACHMENT_ID <> CURRENT_CONNECTION")
                connection.commit()
            self.connect(path).drop_database()


@contextmanager
def running_firebird() -> Iterator[FirebirdServer]:
    """A server with an empty database `customer`. Skips the test where Debian's package is missing."""
    if reason := missing_programs("firebird", "isql-fb", "setpriv", package=PACKAGE):
        pytest.skip(reason)
    with server_folder("bailee-fb-", owner=OWNER) as folder:
        _install(folder)
        with ExitStack() as stack:
            yield _started(folder, stack)


def _environment(folder: Path) -> dict[str, str]:
    return {"FIREBIRD": str(folder), "FIREBIRD_LOCK": str(folder / "lock"), "FIREBIRD_TMP": str(folder / "lock")}


def _install(folder: Path) -> None:
    installed = next(Path("/usr/lib").glob("*/firebird/3.0"))
    for name in ("plugins", "lib", "UDF", "firebird.msg", "plugins.conf"):
        (folder / name).symlink_to(installed / name)
    shutil.copytree(installed / "intl", folder / "intl")  # through a link it finds no character set but its own
    run(as_user(OWNER, ("mkdir", "lock", "db")), folder=folder)
    (folder / "databases.conf").write_text(DATABASES.format(folder=folder), encoding="utf-8")
    (folder / "firebird.conf").write_text(CONFIGURATION.format(folder=folder, port=free_port()), encoding="utf-8")
    tables = Path("/usr/share/firebird/3.0/security.sql").read_text(encoding="utf-8")
    security = f"create database '{folder}/security3.fdb';\n{tables}\n"
    security += f"commit; create user {USER} password '{PASSWORD}'; "
    security += f"create user {READER} password '{READER_PASSWORD}'; commit;"
    customer = f"create database '{folder}/db/customer.fdb' user {USER} page_size 8192 default character set UTF8;"
    for script in (security, customer):
        run(as_user(OWNER, ("isql-fb", "-q", "-ch", "UTF8")), folder=folder, given=script, extra=_environment(folder))


def _started(folder: Path, stack: ExitStack) -> FirebirdServer:
    command = as_user(OWNER, ("firebird", "-e", str(folder), "-el", str(folder / "lock")))
    for attempt in range(ATTEMPTS):
        server = FirebirdServer(free_port(), folder)
        configuration = CONFIGURATION.format(folder=folder, port=server.port)
        (folder / "firebird.conf").write_text(configuration, encoding="utf-8")
        start = running(command, folder=folder, is_ready=partial(_lets_in, server), extra=_environment(folder))
        try:
            pid = stack.enter_context(start)
        except ServerDiedError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return FirebirdServer(server.port, folder, pid)
    raise AssertionError


def _lets_in(server: FirebirdServer) -> bool:
    from firebird.driver import DatabaseError

    try:
        with closing(server.connect("customer")):
            return True
    except DatabaseError:
        return False


@pytest.fixture(scope="session")
def firebird_server() -> Iterator[FirebirdServer]:
    """One server for all tests of a worker."""
    with running_firebird() as server:
        yield server
