"""What about this machine could keep old bytes or keys alive: facts for the certificate, found without any rights."""

import sys
from enum import Enum
from pathlib import Path

from app.disk.filesystem import file_system_of


class Risk(Enum):
    """A reason why bytes may survive elsewhere. The codes stand on certificates and never change."""

    KEYRING_FILE = "keyring-backing-file"
    PASSPHRASE_ONLY = "passphrase-only"  # noqa: S105 - a code
    SWAP = "swap-in-use"
    SWAP_UNKNOWN = "swap-not-known"
    COPY_ON_WRITE = "file-system-does-not-overwrite-in-place"
    FLASH = "medium-may-keep-old-blocks"
    SNAPSHOTS = "snapshots-and-backups-not-known"


def risks_of(home: Path, *, swaps: Path = Path("/proc/swaps")) -> tuple[Risk, ...]:
    """What holds for the machine and the file system that `home` lies on."""
    found = [Risk.FLASH, Risk.SNAPSHOTS]
    if not file_system_of(home).overwrites_in_place:
        found.append(Risk.COPY_ON_WRITE)
    swap = _swap(swaps)
    if swap is not None:
        found.append(swap)
    return tuple(found)


def _swap(swaps: Path) -> Risk | None:
    if sys.platform != "linux":
        return Risk.SWAP_UNKNOWN
    try:
        lines = swaps.read_text("utf-8").splitlines()
    except OSError:
        return Risk.SWAP_UNKNOWN
    return Risk.SWAP if len(lines) > 1 else None
