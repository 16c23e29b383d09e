"""A database to run recorded scripts on."""

from app.copies.sealed_copy import SealedCopy
from app.databases.sealed.opening import SealedDatabases
from tests.app.databases.sealed import built, noisy

make = noisy(1_000, 500)
DATABASE = built(make)
LEAVES_NOTHING = [b"db"]
"""The paths of a copy in which nothing is kept of any run."""


def paths(copy: SealedCopy) -> list[bytes]:
    """Everything in a copy."""
    return [path for path, _ in copy.walk()]


def run(databases: SealedDatabases, sql: str, path: bytes = b"db") -> None:
    """One recorded run, through a cache so small that it writes all the time."""
    connection = databases.connect(path, writable=True)
    connection.execute("PRAGMA cache_size = 5")
    databases.begin_run(path, note=sql)
    connection.execute(sql)
    databases.end_run(path)
    connection.close()
