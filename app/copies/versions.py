"""A file of a copy as it was at the checkout and as it is now, for looking at what differs."""

from dataclasses import dataclass

from app.copies.changes import Change, changes
from app.copies.handle import SealedFile
from app.copies.paths import outside_workroom
from app.copies.plain_text import PlainText, plain_text
from app.copies.sealed_copy import SealedCopy
from app.model import NodeKind

SHOWN_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a file. `content` is its beginning, all of it unless `is_cut`; `text` None if it is no text."""

    size: int
    content: bytes
    text: PlainText | None
    is_cut: bool


@dataclass(frozen=True, slots=True)
class FileVersions:
    """Both states; None where there was or is no file."""

    before: Version | None
    now: Version | None


def file_versions_in(sealed: SealedCopy, path: bytes, shown_bytes: int = SHOWN_BYTES) -> FileVersions:
    """What a file was and is, by the path it has now or, if it was deleted, had.

    Raises PathMissing, NotAFile, FileDamaged, NameRefused.
    """
    path = outside_workroom(path).strip(b"/")
    found = [change for change in changes(sealed) if change.path == path and change.node_kind is NodeKind.FILE]
    if not found:
        with sealed.open_file(path) as file:
            same = _version(file, shown_bytes)
        return FileVersions(same, same)
    return FileVersions(_before(sealed, found[0], shown_bytes), _now(sealed, found[0], shown_bytes))


def _before(sealed: SealedCopy, change: Change, shown_bytes: int) -> Version | None:
    if not change.old_node:
        return None
    with sealed.open_as_it_was(change.old_node) as file:
        return _version(file, shown_bytes)


def _now(sealed: SealedCopy, change: Change, shown_bytes: int) -> Version | None:
    if not change.node:
        return None
    with sealed.open_file(change.path) as file:
        return _version(file, shown_bytes)


def _version(file: SealedFile, shown_bytes: int) -> Version:
    content, is_cut = file.pread(shown_bytes, 0), file.size > shown_bytes
    return Version(file.size, content, plain_text(content, is_cut=is_cut), is_cut)
