"""Folds in, or takes back, what was left beside a database by a program that did not end well."""

import apsw

from app.databases.sealed.apart_place import ApartPlace
from app.databases.sealed.failures import known
from app.databases.sealed.hardening import harden
from app.databases.sealed.live_place import LEFTOVERS, LivePlace
from app.databases.sealed.places import View, name_of


def settle(vfs: str, view: View, place: LivePlace | ApartPlace, path: bytes) -> None:
    """Let SQLite recover a database to which nobody has a connection; nothing lies beside it afterwards.

    Exclusively, since only then a write-ahead log needs no shared memory. Raises NotADatabase, FileDamaged.
    """
    place.settling = path
    try:
        connection = apsw.Connection(name_of(view, path), flags=apsw.SQLITE_OPEN_READWRITE, vfs=vfs)
        try:
            # First, since nearly everything else looks into the file.
            connection.pragma("locking_mode", "exclusive")
            harden(connection)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
            connection.pragma("journal_mode", "delete")
        finally:
            connection.close(force=True)
        for suffix in LEFTOVERS:
            place.delete(path + suffix)
        place.commit()
    except apsw.Error as error:
        raise known(error, path) from error
    finally:
        place.settling = None
