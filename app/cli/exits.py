"""The exit codes of `bailee`. They are documented in docs/cli.md and do not change."""

from enum import IntEnum

from app.errors import (
    BaileeError,
    Cancelled,
    CertificateInvalid,
    CertificateMismatch,
    EpochKeyGone,
    HeadDamaged,
    KeyStoreDiffers,
    KeyStoreFailed,
    KeyStoreLocked,
    KeyStoreMissing,
    KeyStoreTimeout,
    KeyTableDamaged,
    LedgerDamaged,
    PassphraseNeeded,
    PassphraseWrong,
    VaultLocked,
    VaultRolledBack,
)


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    INCOMPLETE = 3
    NOT_VERIFIED = 4
    NOT_UNLOCKED = 5
    BUG = 70
    CANCELLED = 130


_NOT_UNLOCKED = (
    EpochKeyGone,
    HeadDamaged,
    KeyStoreDiffers,
    KeyStoreFailed,
    KeyStoreLocked,
    KeyStoreMissing,
    KeyStoreTimeout,
    KeyTableDamaged,
    PassphraseNeeded,
    PassphraseWrong,
    VaultLocked,
    VaultRolledBack,
)


def exit_of(error: BaileeError) -> Exit:
    """The exit code that an expected failure ends with."""
    match error:
        case Cancelled():
            return Exit.CANCELLED
        case CertificateInvalid() | CertificateMismatch() | LedgerDamaged():
            return Exit.NOT_VERIFIED
        case _ if isinstance(error, _NOT_UNLOCKED):
            return Exit.NOT_UNLOCKED
        case _:
            return Exit.FAILED
