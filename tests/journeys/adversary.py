"""Somebody who kept every byte that ever lay on the disk, and reads what the keyring holds at some moment."""

import base64
import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.copies.sealed_copy import SealedCopy
from app.crypto.derivation import CopyLabel, EpochLabel, copy_key, epoch_key
from app.crypto.secret import KEY_BYTES, Secret
from app.errors import BaileeError
from app.keys.head import Head, parse_head
from app.keys.table import KeyTable, open_table
from app.model import CopyId
from tests.journeys.vaults import Tree, tree_of
from tests.recorder.recording import Images, Recording

_LARGEST_TABLE_BYTES = 65_536


@dataclass(frozen=True)
class Moment:
    """A moment at which the keyring or a mark changed: record `number` has just been made."""

    number: int
    keyring: Mapping[str, bytes]
    mark: str
    home: Mapping[str, bytes]

    def files_of(self, copy: CopyId) -> dict[str, bytes]:
        """The files of a copy as they were then."""
        prefix = f"copies/{copy}/"
        return {path.removeprefix(prefix): data for path, data in self.home.items() if path.startswith(prefix)}


class Memory:
    """Everything that a recording shows of the home folder, and the keyring beside it, record by record."""

    def __init__(self, recording: Recording, folder: Path) -> None:
        self._folder = folder
        self.moments: list[Moment] = []
        self.pieces: dict[bytes, int] = {}
        """Everything small that a file ever held or a call ever wrote, and the record with which it came."""
        self._follow(recording)

    def _follow(self, recording: Recording) -> None:
        images, keyring, home = Images(), str(self._folder / "keys" / "keyring"), f"{self._folder / 'home'}/"
        marks = f"{self._folder / 'marks'}/"
        last, mark = 0, ""
        for record in recording.records():
            last = max(last, record.number)
            image = images.apply(record)
            if record.path.startswith(home) and image is not None:
                self._remember(record.data, last)
                self._remember(bytes(image.content), last)
            elif record.call == "open" and record.path.startswith(marks):
                mark = record.path.removeprefix(marks)
                self._note(last, images, keyring, mark)
            elif record.call == "rename" and record.other == keyring:
                self._note(last, images, keyring, mark)

    def _note(self, number: int, images: Images, keyring: str, mark: str) -> None:
        present, home = images.now(), f"{self._folder / 'home'}/"
        values = {name: bytes.fromhex(text) for name, text in json.loads(present.get(keyring) or b"{}").items()}
        files = {path.removeprefix(home): data for path, data in present.items() if path.startswith(home)}
        self.moments.append(Moment(number, values, mark, files))

    def _remember(self, piece: bytes, number: int) -> None:
        if len(piece) <= _LARGEST_TABLE_BYTES:
            self.pieces.setdefault(piece, number)


class Adversary:
    """Tries every HEAD there ever was with every sealed table there ever was and every value in a keyring."""

    def __init__(self, memory: Memory) -> None:
        self._heads = [(number, head) for piece, number in memory.pieces.items() for head in _heads_in(piece)]
        self._tables = [(number, piece) for piece, number in memory.pieces.items()]
        self._found: dict[tuple[bytes, int, int], KeyTable | None] = {}

    @property
    def heads(self) -> Sequence[Head]:
        """Every HEAD that was ever written."""
        return [head for _, head in self._heads]

    def copy_keys(self, keyring: Mapping[str, bytes], *, until: int | None = None) -> dict[CopyId, bytes]:
        """The keys of copies that can be had with the present values of a keyring; by default with all bytes ever."""
        return {copy: key.reveal() for table in self._opened(keyring, until) for copy, key in table.copies.items()}

    def other_keys(self, keyring: Mapping[str, bytes]) -> set[bytes]:
        """What else can be had: keys of epochs, of the register and of signatures, and what is derived for copies.

        All but the commitments, which stand in HEAD for everybody to see.
        """
        found = set()
        for table in self._opened(keyring, None):
            found |= {table.registry.reveal(), table.signing.reveal()}
            for copy, key in table.copies.items():
                found |= {copy_key(key, bytes.fromhex(copy), label).reveal() for label in CopyLabel}
        for value in _values(keyring):
            for head in self.heads:
                found |= {
                    epoch_key(Secret(value), head.context(), label).reveal()
                    for label in (EpochLabel.TABLE, EpochLabel.ANCHOR)
                }
        return found

    def _opened(self, keyring: Mapping[str, bytes], until: int | None) -> Iterator[KeyTable]:
        for value in _values(keyring):
            for place, (head_number, head) in enumerate(self._heads):
                for at, (table_number, sealed) in enumerate(self._tables):
                    if until is not None and max(head_number, table_number) > until:
                        continue
                    if (value, place, at) not in self._found:
                        self._found[value, place, at] = _open(value, head, sealed)
                    table = self._found[value, place, at]
                    if table is not None:
                        yield table

    def content(self, copy: CopyId, key: bytes, moment: Moment, scratch: Path) -> Tree:
        """The copy as it was at a moment, opened with `key` from recorded bytes alone. Raises what opening raises."""
        folder = scratch / copy
        (folder / "segments").mkdir(parents=True)
        for name, data in moment.files_of(copy).items():
            if not name.endswith("-shm"):
                (folder / name).write_bytes(data)
        with SealedCopy.open(folder, copy, Secret(key), writable=False) as opened:
            return tree_of(opened)


def spellings(key: bytes) -> list[bytes]:
    """A key as it might be written down: raw, in hex, in base64."""
    return [key, key.hex().encode(), key.hex().upper().encode(), base64.b64encode(key), base64.urlsafe_b64encode(key)]


def _values(keyring: Mapping[str, bytes]) -> list[bytes]:
    return [value for value in keyring.values() if len(value) == KEY_BYTES]


def _heads_in(piece: bytes) -> list[Head]:
    try:
        return [parse_head(piece)]
    except BaileeError:
        return []


def _open(value: bytes, head: Head, sealed: bytes) -> KeyTable | None:
    """Without a look at the commitment or the MAC: only what decrypts counts."""
    key = epoch_key(Secret(value), head.context(), EpochLabel.TABLE)
    try:
        return open_table(sealed, key, bytes.fromhex(head.vault), head.epoch, head.generation, head.table)
    except (BaileeError, struct.error):
        return None
