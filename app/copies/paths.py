"""Paths inside a copy: bytes, parts separated by b"/", never leading out of it."""

from app.copies.layout import LONGEST_NAME_BYTES
from app.errors import NameRefused
from app.model import UntrustedName

_NOT_NAMES = frozenset({b"", b".", b".."})


def split_path(path: bytes) -> tuple[UntrustedName, ...]:
    """The parts of a path; b"" and b"/" are the top of the copy. Raises NameRefused."""
    stripped = path.strip(b"/")
    if not stripped:
        return ()
    return tuple(check_name(part, path) for part in stripped.split(b"/"))


def check_name(name: bytes, path: bytes) -> UntrustedName:
    """Raise NameRefused unless `name` can stand in a folder of a copy."""
    if name in _NOT_NAMES:
        raise NameRefused(path=shown(path), reason="empty, or leading out of its folder")
    if b"\0" in name or b"/" in name:
        raise NameRefused(path=shown(path), reason="holds a byte no name can hold")
    if len(name) > LONGEST_NAME_BYTES:
        raise NameRefused(path=shown(path), reason="too long")
    return UntrustedName(name)


def shown(path: bytes) -> str:
    """A path as text for messages: bytes that are not UTF-8 and control characters appear as escapes."""
    text = path.decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text) or "/"
