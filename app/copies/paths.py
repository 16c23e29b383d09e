"""Paths inside a copy: bytes, parts separated by b"/", never leading out of it."""

from app.copies.layout import LONGEST_NAME_BYTES
from app.errors import NameRefused
from app.model import UntrustedName

WORKROOM = b".bailee-workroom"
"""A folder at the top of a copy for what Bailee itself keeps there: saved states, histories. Nobody else's."""
ASIDE = WORKROOM + b"/removed"
"""Where names go that were taken out of a copy, until it is wiped."""
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


def is_workroom(path: bytes) -> bool:
    """Whether a path leads into the folder that is Bailee's own."""
    return path.lstrip(b"/").split(b"/", 1)[0] == WORKROOM


def outside_workroom(path: bytes) -> bytes:
    """The path, if it is one that people may use. Raises NameRefused."""
    if is_workroom(path):
        raise NameRefused(path=shown(path), reason="kept for Bailee's own files")
    return path


def shown(path: bytes) -> str:
    """A path as text for messages: bytes that are not UTF-8 and control characters appear as escapes."""
    text = path.decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text) or "/"
