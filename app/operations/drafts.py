"""Drafts: texts that were typed and not entered yet. They outlast a lock, sealed in the register.

The register outlasts the wipe of a copy, so what came out of a copy does not belong here.
"""

from app.unlocked.vault import Unlocked


def keep_draft(vault: Unlocked, key: str, text: str) -> None:
    """Keep a text under a key such as "ticket/4711/note"; an empty one is dropped. Raises InputRefused."""
    if text:
        vault.registry.drafts.keep(key, text, at=vault.clock.now())
    else:
        vault.registry.drafts.drop(key)


def drafts(vault: Unlocked, prefix: str = "") -> dict[str, str]:
    """The texts by key, of the keys that begin with `prefix`."""
    return {draft.key: draft.text for draft in vault.registry.drafts.of(prefix)}


def drop_draft(vault: Unlocked, key: str) -> bool:
    """Forget a text; whether there was one."""
    return vault.registry.drafts.drop(key)
