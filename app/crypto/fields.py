"""Takes the fields of a parsed object one by one, each of the kind it must be; anything else is a ValueError."""

from collections.abc import Mapping

from app.crypto.canonical import Json, decode_bytes


class Fields:
    """An object whose every field has to be taken exactly once; `finish` refuses what is left over."""

    def __init__(self, values: Mapping[str, Json]) -> None:
        self._left = dict(values)

    def whole(self, name: str, *, least: int = 0, most: int = 2**63 - 1) -> int:
        """A whole number within bounds."""
        value = self._take(name)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(name)
        return value

    def text(self, name: str, *, longest: int = 10_000) -> str:
        """A string."""
        value = self._take(name)
        if not isinstance(value, str) or len(value) > longest:
            raise ValueError(name)
        return value

    def hex(self, name: str, size: int) -> str:
        """Lower-case hex digits standing for `size` bytes."""
        value = self.text(name, longest=2 * size)
        if len(value) != 2 * size or set(value) - set("0123456789abcdef"):
            raise ValueError(name)
        return value

    def octets(self, name: str, size: int | None = None) -> bytes:
        """Base64 of `size` bytes, or of any number."""
        return decode_bytes(self._take(name), size)

    def object(self, name: str) -> "Fields":
        """An object within."""
        value = self._take(name)
        if not isinstance(value, Mapping):
            raise ValueError(name)  # noqa: TRY004 - one error for everything that is wrong
        return Fields(value)

    def optional_object(self, name: str) -> "Fields | None":
        """An object within, or null."""
        if self._left.get(name, ...) is None:
            self._take(name)
            return None
        return self.object(name)

    def values(self) -> dict[str, Json]:
        """Everything not taken yet, as it is; the fields count as taken."""
        values, self._left = self._left, {}
        return values

    def names(self) -> list[str]:
        """The fields not taken yet."""
        return sorted(self._left)

    def finish(self) -> None:
        """Refuse fields nobody asked for: a reader that ignores a field may ignore what it means."""
        if self._left:
            raise ValueError(self.names()[0])

    def _take(self, name: str) -> Json:
        if name not in self._left:
            raise ValueError(name)
        return self._left.pop(name)
