"""Reads the content of a certificate without trusting its shape: anybody can sign anything with a key of their own."""

from collections.abc import Mapping, Sequence

from app.crypto.canonical import Json, to_canonical

NOT_STATED = "not stated"


class Part:
    """A value within a certificate. Asking for what is not there, or is of another kind, never fails."""

    def __init__(self, untrusted: Json) -> None:
        self._value = untrusted

    def part(self, name: str) -> "Part":
        """The field of that name."""
        return Part(self._value.get(name)) if isinstance(self._value, Mapping) else Part(None)

    def parts(self, name: str) -> "list[Part]":
        """The items of a list."""
        value = self.part(name).value
        return [Part(item) for item in value] if isinstance(value, Sequence) and not isinstance(value, str) else []

    def fields(self, name: str) -> "list[tuple[str, Part]]":
        """The fields of an object, with their names."""
        value = self.part(name).value
        return [(key, Part(item)) for key, item in value.items()] if isinstance(value, Mapping) else []

    def text(self, name: str) -> str:
        """A field as text, whatever it is, so that nothing signed goes unseen."""
        return self.part(name).as_text()

    def whole(self, name: str) -> int | None:
        """A whole number."""
        value = self.part(name).value
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    @property
    def value(self) -> Json:
        """The value as it was signed."""
        return self._value

    def as_text(self) -> str:
        """The value itself as text."""
        match self._value:
            case None | "":
                return NOT_STATED
            case str():
                return self._value
            case _:
                return to_canonical(self._value).decode("ascii")
