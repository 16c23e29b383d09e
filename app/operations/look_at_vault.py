"""Look at a vault before it is opened: whether there is one, and what opens it."""

from app.keys.attempts import Attempts
from app.keys.files import KeyFiles
from app.model import KeyMode
from app.ports import Clock
from app.settings import Home


def look_at_vault(home: Home) -> KeyMode:
    """What opens the vault, as its HEAD says; that is not authenticated yet. Nothing is written.

    Raises VaultMissing, HeadDamaged, FormatNewer, and what the disk raises.
    """
    return KeyFiles(home.path).read_head().mode


def tries_before_pause(home: Home, clock: Clock) -> int:
    """How many passphrases can be tried until a wrong one brings a pause; 0 where the last did."""
    files = KeyFiles(home.path)
    return Attempts(files.attempts, clock, files.locked()).tries_before_pause()
