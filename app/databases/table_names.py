"""Names that SQLite can hold side by side: it does not tell case apart, and keeps some names for itself."""

from collections.abc import Iterable

OURS = "_bailee_"
_THEIRS = "sqlite_"


class Names:
    """Gives each thing a name of its own, the one it asks for if that is free."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {_folded(name) for name in taken}

    def give(self, wanted: str) -> str:
        """`wanted`, or with a number behind it. Beginnings that are reserved get a line in front."""
        sound = wanted.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()
        if _folded(sound).startswith((_THEIRS, OURS)):
            sound = f"_{sound}"
        name, number = sound, 2
        while _folded(name) in self._taken:
            name, number = f"{sound}_{number}", number + 1
        self._taken.add(_folded(name))
        return name


def quoted(name: str) -> str:
    """A name as SQL, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def _folded(name: str) -> str:
    """As SQLite compares names: only the letters of ASCII have no case."""
    return "".join(character.lower() if character.isascii() else character for character in name)
