"""Kept choices: what of a source was wanted the last time, for each customer. They outlast a lock, in the register."""

import hashlib
import os

from app.databases.loading.source_choice import SourceChoice
from app.errors import InputRefused, UrlRefused
from app.sources.servers.url import DatabaseUrl
from app.unlocked.vault import Unlocked

_SQLCIPHER = "sqlcipher://"


def keep_choice(vault: Unlocked, customer_number: str, source: str, choice: SourceChoice) -> None:
    """Keep what is wanted of `source`, which is what `find_database` takes. Raises InputRefused for too much of it."""
    key = _key(customer_number, source)
    if choice.is_everything:
        vault.registry.drafts.drop(key)
    else:
        vault.registry.drafts.keep(key, choice.to_text(), at=vault.clock.now())


def kept_choice(vault: Unlocked, customer_number: str, source: str) -> SourceChoice:
    """What was wanted of it the last time; everything where nothing else is known. Raises InputRefused."""
    key = _key(customer_number, source)
    found = [draft for draft in vault.registry.drafts.of(key) if draft.key == key]
    return SourceChoice.from_text(found[0].text) if found else SourceChoice()


def _key(customer_number: str, source: str) -> str:
    """Short, and the same however the source was written."""
    digest = hashlib.sha256(_place(source).encode("utf-8", "surrogatepass")).hexdigest()
    return f"choice/{customer_number}/{digest[:32]}"


def _place(source: str) -> str:
    path = source.removeprefix(_SQLCIPHER)
    if "://" not in path:
        return os.path.realpath(path)
    try:
        return DatabaseUrl.parse(source).location
    except (UrlRefused, InputRefused):
        return source
