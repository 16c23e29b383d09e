"""Finds a database on a worker thread, where nobody can be asked: without a password it says that one is wanted."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.crypto.secret import Secret
from app.databases.intake import TablesWanted
from app.databases.loading.source_choice import SourceChoice
from app.disk.durable import read_whole
from app.masking.policy import LONGEST_POLICY_BYTES, load_policy
from app.operations.find_database import DatabaseWish, find_database
from app.ports import DatabaseSource
from app.unlocked.vault import Unlocked
from ui.screens.ticket_pane.state import ChosenSource
from ui.source_names import engine_name


@dataclass(frozen=True, slots=True)
class PasswordWanted:
    """Nobody knows the password of the database at `location`; asked of the person, never on a worker thread."""

    location: str


@dataclass(frozen=True, slots=True)
class FoundSource:
    """The database that was meant; None for a folder or a file that is none."""

    database: DatabaseSource | TablesWanted | None


class _PasswordMissingError(Exception):
    """Thrown through `find_database`, and caught around it."""


def is_database(source: ChosenSource) -> bool:
    """Whether it has tables to choose from."""
    return bool(engine_name(source.kind)) or "://" in source.text


def wish_of(choice: SourceChoice) -> DatabaseWish:
    """A choice as `find_database` takes it. Raises InputRefused, FileMissing, PolicyInvalid."""
    policy = load_policy(read_whole(Path(choice.policy), LONGEST_POLICY_BYTES)) if choice.policy else None
    return DatabaseWish(choice.tables(), policy)


def find(
    vault: Unlocked, text: str, wish: DatabaseWish, password: bytes | None, *, allow_plain: bool, remembers: bool
) -> PasswordWanted | FoundSource:
    """What `text` means. Without `password` it is taken from the keyring, or wanted."""

    def ask(location: str) -> Secret:
        if password is None:
            raise _PasswordMissingError(location)
        return Secret(password)

    asked = replace(wish, allow_plain=allow_plain, remembers=remembers and password is not None)
    try:
        return FoundSource(find_database(vault, text, asked, ask))
    except _PasswordMissingError as missing:
        return PasswordWanted(str(missing))
