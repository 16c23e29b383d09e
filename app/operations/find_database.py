"""Finds the database that a technician named, and asks for its password where it needs one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.crypto.secret import Secret
from app.databases.intake import TablesWanted
from app.databases.loading.choosing import TableChoice
from app.errors import UrlRefused
from app.masking.policy import Policy
from app.ports import DatabaseSource
from app.sources.servers.connecting import ServerAccess
from app.sources.servers.selection import server_source
from app.sources.servers.url import DatabaseUrl
from app.sources.sqlite_choice import sqlcipher_source, sqlite_source, sqlite_table_source
from app.sources.sqlite_file import is_sqlite_file
from app.unlocked.source_passwords import SourcePasswords
from app.unlocked.vault import Unlocked

AskPassword = Callable[[str], Secret]
"""Asks somebody for the password of what is at a location; empty where there is none."""

_SQLITE = "sqlite://"
_SQLCIPHER = "sqlcipher://"


@dataclass(frozen=True, slots=True)
class DatabaseWish:
    """How a database is to be taken. Without tables, filters and policy a database file is taken whole.

    `allow_plain` is the yes to a connection over a network that is not encrypted. `remembers` asks for the
    password anew and keeps it in the keyring. With `by_table` a file is read table by table in any case.
    """

    choice: TableChoice = field(default_factory=TableChoice)
    policy: Policy | None = None
    allow_plain: bool = False
    remembers: bool = False
    by_table: bool = False

    @property
    def is_by_table(self) -> bool:
        """Whether a database file has to be read table by table."""
        return bool(self.by_table or self.choice.wishes or self.choice.filters or self.policy)


def find_database(
    vault: Unlocked, text: str, wish: DatabaseWish, ask: AskPassword
) -> DatabaseSource | TablesWanted | None:
    """What `text` means, if it is a database: a URL, or the path of an SQLite file. Nothing is read yet.

    Raises UrlRefused, DriverMissing, NotADatabase, SourceMissing and its kin.
    """
    key: Secret | None = None
    if text.startswith(_SQLCIPHER):
        path = _path_in(text.removeprefix(_SQLCIPHER))
        key = _password(vault, str(Path(path).resolve()), wish, ask)
        if key is None:
            raise UrlRefused(reason="an encrypted file needs its key")
    elif text.startswith(_SQLITE):
        path = _path_in(text.removeprefix(_SQLITE))
    elif "://" in text:
        return _on_server(vault, DatabaseUrl.parse(text), wish, ask)
    elif is_sqlite_file(text):
        path = text
    else:
        return None
    home = vault.home.path
    if wish.is_by_table:
        return TablesWanted(sqlite_table_source(path, home, key), wish.choice, wish.policy)
    return sqlite_source(path, home) if key is None else sqlcipher_source(path, home, key)


def _on_server(vault: Unlocked, url: DatabaseUrl, wish: DatabaseWish, ask: AskPassword) -> TablesWanted:
    password = _password(vault, url.location, wish, ask)
    access = ServerAccess(url, password, wish.allow_plain)
    return TablesWanted(server_source(access), wish.choice, wish.policy, is_plain_allowed=wish.allow_plain)


def _path_in(rest: str) -> str:
    """The path in a URL such as sqlite:///data/x.db, or sqlite:///C:/x.db."""
    if rest[:1] == "/" and rest[2:3] == ":":
        return rest[1:]
    return rest


def _password(vault: Unlocked, location: str, wish: DatabaseWish, ask: AskPassword) -> Secret | None:
    """From the keyring, or from somebody who knows it; who wants it remembered is asked in any case."""
    passwords = SourcePasswords(vault)
    password = None if wish.remembers else passwords.get(location)
    if password is None:
        password = ask(location)
        if wish.remembers:
            passwords.remember(location, password)
    return password if len(password) else None
