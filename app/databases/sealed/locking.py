"""The five locks that SQLite takes on a database file, among the connections of one process."""

from apsw import (
    SQLITE_LOCK_EXCLUSIVE,
    SQLITE_LOCK_NONE,
    SQLITE_LOCK_PENDING,
    SQLITE_LOCK_RESERVED,
    SQLITE_LOCK_SHARED,
)


class FileLocks:
    """Who holds which lock on one file (https://sqlite.org/lockingv3.html). Not for use by two threads at once."""

    def __init__(self) -> None:
        self._levels: dict[object, int] = {}
        self._members: set[object] = set()
        self._outdated: set[object] = set()

    def join(self, holder: object) -> None:
        """A connection more."""
        self._members.add(holder)

    def leave(self, holder: object) -> None:
        """A connection less."""
        self._members.discard(holder)
        self._levels.pop(holder, None)
        self._outdated.discard(holder)

    def raise_to(self, holder: object, level: int) -> bool:
        """Whether `holder` has the lock now. One that waits for readers to end keeps new ones out meanwhile."""
        mine = self._levels.get(holder, SQLITE_LOCK_NONE)
        if mine >= level:
            return True
        others = self._highest_but(holder)
        if level == SQLITE_LOCK_SHARED:
            if others >= SQLITE_LOCK_PENDING:
                return False
        elif others >= SQLITE_LOCK_RESERVED:
            return False
        elif level == SQLITE_LOCK_EXCLUSIVE and others >= SQLITE_LOCK_SHARED:
            self._levels[holder] = SQLITE_LOCK_PENDING
            return False
        self._levels[holder] = level
        return True

    def lower_to(self, holder: object, level: int) -> None:
        """Let go down to `level`."""
        if level == SQLITE_LOCK_NONE:
            self._levels.pop(holder, None)
        elif self._levels.get(holder, SQLITE_LOCK_NONE) > level:
            self._levels[holder] = level

    def is_reserved(self) -> bool:
        """Whether somebody writes or is about to."""
        return max(self._levels.values(), default=SQLITE_LOCK_NONE) >= SQLITE_LOCK_RESERVED

    def outdate(self) -> bool:
        """Say that what connections remember of the file is of no worth; whether there are any."""
        self._outdated.update(self._members)
        return bool(self._members)

    def is_outdated(self, holder: object) -> bool:
        """Whether that was said of `holder`; once."""
        if holder not in self._outdated:
            return False
        self._outdated.remove(holder)
        return True

    def _highest_but(self, holder: object) -> int:
        return max((level for other, level in self._levels.items() if other is not holder), default=SQLITE_LOCK_NONE)
