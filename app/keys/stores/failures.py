"""Turns whatever a keyring library raises into one of Bailee's errors: the one place where that happens."""

from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError

from app.errors import BaileeError, KeyStoreFailed, KeyStoreLocked, KeyStoreMissing

# What exceptions of the libraries below carry beside a message: jeepney a D-Bus error's name, pywintypes the
# function and its code, the system its own words.
_FACTS = ("name", "funcname", "winerror", "errno", "strerror")


def translated(error: Exception, *, store: str, act: str, unspeakable: str) -> BaileeError:
    """Bailee's error for `error`. `unspeakable` is the secret's text, which no line may contain.

    The original is not chained to the result: its message and its frames hold what was being stored.
    """
    if isinstance(error, BaileeError):
        return error
    if isinstance(error, KeyringLocked):
        return KeyStoreLocked(store=store)
    reason = _reason(error)
    if unspeakable and unspeakable in reason:
        reason = type(error).__name__
    if isinstance(error, InitError | NoKeyringError):
        return KeyStoreMissing(reason=f"{store}: {reason}")
    return KeyStoreFailed(store=store, act=act, reason=reason)


def _reason(error: Exception) -> str:
    """The kind of error and what is known to be safe to say of it; foreign messages may quote a secret."""
    kind = type(error).__name__
    if isinstance(error, KeyringError):
        return f"{kind}: {error}"
    known = (getattr(error, fact, None) for fact in _FACTS)
    facts = ", ".join(str(fact) for fact in known if fact is not None)
    return f"{kind}: {facts}" if facts else kind
