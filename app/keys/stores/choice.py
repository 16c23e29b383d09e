"""Which key store this machine gets, and which one a vault is pinned to.

Back ends are named here and instantiated directly. The library's own search would honour keyringrc.cfg and
PYTHON_KEYRING_BACKEND, and with keyrings.alt installed falls back to a file in clear without a word.
"""

import os
import secrets
import sys

from app.errors import KeyNotDestroyed, KeyStoreDiffers, KeyStoreFailed, KeyStoreMissing
from app.keys.stores.names import StoreName
from app.ports import KeyStore


def available(platform: str = sys.platform) -> KeyStore:
    """The store for a new vault on this machine, after a key was put there, read and deleted for a test.

    Raises KeyStoreMissing with the reason of each kind that was tried. KeyStoreLocked and KeyStoreTimeout go through:
    there is a keyring, and the user can open it.
    """
    reasons = []
    for name in _preferred(platform):
        try:
            store = _built(name)
            probe(store)
        except KeyStoreMissing as error:
            reasons.append(error.reason)
        except (KeyStoreFailed, KeyNotDestroyed) as error:
            reasons.append(str(error))
        else:
            return store
    raise KeyStoreMissing(reason="; ".join(reasons) or f"none known for {platform}")


def pinned(name: str, platform: str = sys.platform) -> KeyStore:
    """The store called `name`, not tried yet. Raises KeyStoreDiffers when this platform cannot have it."""
    offered = _possible(platform)
    if name not in offered:
        raise KeyStoreDiffers(pinned=name, offered=", ".join(offered) or "none")
    return _built(StoreName(name))


def probe(store: KeyStore) -> None:
    """Put, get and delete a throw-away entry. Raises what the store raises, or KeyStoreFailed."""
    entry = f"bailee/probe/{secrets.token_hex(8)}"
    secret = secrets.token_bytes(32)
    store.put(entry, secret)
    kept = store.get(entry)
    deleted = store.delete(entry)
    if kept != secret or not deleted:
        raise KeyStoreFailed(store=store.name, act="probe", reason="a test entry did not come and go as it should")


def _possible(platform: str) -> tuple[StoreName, ...]:
    if platform == "win32":
        return (StoreName.WINDOWS_CREDENTIALS,)
    if platform == "darwin":
        return (StoreName.MACOS_KEYCHAIN,)
    if platform == "linux" or "bsd" in platform:
        return (StoreName.SECRET_SERVICE, StoreName.KWALLET)
    return ()


def _preferred(platform: str) -> tuple[StoreName, ...]:
    possible = _possible(platform)
    if StoreName.KWALLET not in possible:
        return possible
    is_kde = "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":")
    # A wallet is asked for on KDE only: elsewhere the question alone would start KDE's daemon.
    return (StoreName.KWALLET, StoreName.SECRET_SERVICE) if is_kde else (StoreName.SECRET_SERVICE,)


def _built(name: StoreName) -> KeyStore:
    """Imports late: the library and a platform's back end take a tenth of a second, and only one is needed."""
    if name is StoreName.WINDOWS_CREDENTIALS:
        from app.keys.stores.windows_credentials import windows_credentials  # noqa: PLC0415

        return windows_credentials()
    if name is StoreName.MACOS_KEYCHAIN:
        from app.keys.stores.macos_keychain import macos_keychain  # noqa: PLC0415

        return macos_keychain()
    if name is StoreName.KWALLET:
        from app.keys.stores.kwallet import kwallet  # noqa: PLC0415

        return kwallet()
    from app.keys.stores.secret_service import secret_service  # noqa: PLC0415

    return secret_service()
