"""An SQLCipher file and its key as the source of a copy: what it holds, without its encryption."""

import os
from typing import Final

import apsw

from app.crypto.secret import Secret
from app.errors import SourceUnreadable
from app.model import Problem, ProblemKind
from app.progress import Monitor
from app.sources.logical_copy import LogicalCopy
from app.sources.naming import long_path, name_bytes, shown
from app.sources.sqlcipher_opening import open_source
from app.sources.sqlite_file import DISTURBED
from app.sources.sqlite_opening import PATIENCE_SECONDS, Patience

_TRIES: Final = 3


class SqlcipherFileSource:
    """An SQLCipher file of format 1 to 4, which other programs may be using. Fulfils the port `DatabaseSource`.

    One read transaction shows one moment's state. In WAL mode writers never wait for it; in the rollback modes they
    wait until it is over.
    """

    kind = "sqlcipher"

    def __init__(self, path: str, key: Secret, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """`path` is absolute and free of links.

        `key` is a passphrase in UTF-8, or a raw key as SQLCipher writes it: x'...' around 64 or 96 hexadecimal
        digits. The caller closes it. A lock of another program is waited for `patience_seconds`.
        """
        self.location = shown(path)
        self.file_name = name_bytes(os.path.basename(path))  # noqa: PTH119 - Path cannot keep every name
        self._path = path
        self._key = key
        self._patience_seconds = patience_seconds

    def estimate(self) -> int:
        """How many bytes there are, without what only the write-ahead log holds; 0 when it cannot be seen."""
        try:
            return os.stat(long_path(self._path)).st_size
        except OSError:
            return 0

    def copy_into(self, destination: apsw.Connection, monitor: Monitor) -> tuple[Problem, ...]:
        """Fill the empty database `destination`; what did not arrive as it was.

        Raises SourceMissing, SourceUnreadable, NotADatabase, LoginFailed (the key does not fit, or this is nothing
        that SQLCipher wrote: that cannot be told apart), Cancelled, and whatever the destination raises.
        """
        patience = Patience(monitor, self._patience_seconds)
        for _ in range(_TRIES):
            with open_source(self._path, self._key, patience) as source:
                copy = LogicalCopy(source.connection, destination, monitor, self.estimate())
                if copy.run(is_wanted=lambda: not source.is_disturbed):
                    said = copy.complaints
                    return tuple(Problem(self.file_name, ProblemKind.UNREADABLE, detail) for detail in said)
        raise SourceUnreadable(source=self.location, reason=DISTURBED)
