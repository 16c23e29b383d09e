"""The names a vault is pinned by; they are written in HEAD and never change once released."""

from enum import StrEnum


class StoreName(StrEnum):
    """One kind of keyring."""

    SECRET_SERVICE = "secret-service"  # noqa: S105 - the name of a service
    KWALLET = "kwallet"
    MACOS_KEYCHAIN = "macos-keychain"
    WINDOWS_CREDENTIALS = "windows-credential-manager"
