"""Which back ends are no place for a key."""

from app.errors import KeyStoreMissing

# Told by module names, so that none of them has to be imported to be refused.
_REASONS = {
    "keyring.backends.null": "throws away what it is given",
    "keyring.backends.fail": "holds nothing",
    "keyring.backends.chainer": "writes to one keyring and reads from many, so a deleted key can come back",
    "keyrings.alt": "keeps its secrets in files of its own",
}


def refuse(backend: object) -> None:
    """Raise KeyStoreMissing if `backend` is, or derives from, one that cannot be trusted with a key."""
    for ancestor in type(backend).__mro__:
        for module, reason in _REASONS.items():
            if f"{ancestor.__module__}.".startswith(f"{module}."):
                kind = f"{ancestor.__module__}.{ancestor.__qualname__}"
                raise KeyStoreMissing(reason=f"{kind} {reason}")
