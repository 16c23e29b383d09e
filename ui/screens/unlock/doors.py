"""The ways into a vault, before it is open. They are imported when they are gone through: the card stands first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.settings import Home

if TYPE_CHECKING:
    from app.model import KeyMode
    from app.unlocked.vault import Unlocked


def _look(home: Home) -> "KeyMode":
    from app.operations.look_at_vault import look_at_vault  # noqa: PLC0415

    return look_at_vault(home)


def _unlock(*arguments: object, **named: object) -> "Unlocked":
    from app.bootstrap import unlock  # noqa: PLC0415

    return unlock(*arguments, **named)  # type: ignore[arg-type]


def _init(*arguments: object, **named: object) -> "Unlocked":
    from app.bootstrap import init  # noqa: PLC0415

    return init(*arguments, **named)  # type: ignore[arg-type]


def _find_keyring() -> str:
    from app.keys.stores.choice import available  # noqa: PLC0415

    return available().name


@dataclass(frozen=True, slots=True)
class Doors:
    """The doors of this system; tests hand in those of a keyring of their own.

    All are run in the background. `look` says what opens the vault, `find_keyring` names the keyring that answers.
    """

    look: "Callable[[Home], KeyMode]" = _look
    unlock: "Callable[..., Unlocked]" = _unlock
    init: "Callable[..., Unlocked]" = _init
    find_keyring: Callable[[], str] = _find_keyring
