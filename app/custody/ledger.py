"""The ledger: one line for everything that happened to copies and keys, each carrying the hash of the one before.

It outlives every wipe and every key, so it lies in a file of its own, in clear, and holds ids, hashes and counts
only: no names, no paths, no personal data.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path
from threading import Lock

from app.crypto.canonical import Json, parse_object, to_canonical
from app.crypto.fields import Fields
from app.disk.append import AppendFile
from app.disk.failures import translated
from app.disk.locks import FileLock
from app.disk.reading import RandomReader
from app.errors import FileMissing, LedgerDamaged
from app.ports import Clock

NO_HASH = "0" * 64
LONGEST_LINE_BYTES = 1 << 20
_HASH_BYTES = 32


class Event(Enum):
    """What can stand in the ledger."""

    VAULT_CREATED = "vault.created"
    CHECKOUT_BEGUN = "checkout.begun"
    CHECKOUT_ABANDONED = "checkout.abandoned"
    TABLES_TAKEN = "tables.taken"
    COPY_HELD = "copy.held"
    COPY_DAMAGED = "copy.damaged"
    COPY_MENDED = "copy.mended"
    COPY_CLOSING = "copy.closing"
    COPY_KEPT = "copy.kept"
    COPY_EXTENDED = "copy.extended"
    ESCAPE = "copy.escape"
    REVEALED = "copy.revealed"
    WIPE_POSTPONED = "wipe.postponed"
    WIPE_INTENDED = "wipe.intended"
    WIPE_TAKEN_BACK = "wipe.taken-back"
    KEY_DESTROYED = "key.destroyed"
    COPY_CLEARED = "copy.cleared"
    COPY_WIPED = "copy.wiped"
    PUBLIC_KEY_RESTORED = "public-key.restored"


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """How long the ledger is and the hash of its last line, in hex. Size 0 goes with NO_HASH.

    `line` is the text of that line while it is being written: the register is told of it before, and that it is
    there afterwards.
    """

    size: int
    hash: str
    line: bytes = field(default=b"", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `facts` are ids, hashes, counts and times. `is_formed`: it is in the form it was written in."""

    number: int
    at: datetime
    event: str
    previous: str
    facts: Mapping[str, Json]
    hash: str
    is_formed: bool = True


EMPTY = LedgerHead(0, NO_HASH)


@dataclass(frozen=True, slots=True)
class _Tail:
    """The last whole line of the file: what it makes the head, and where it ends."""

    head: LedgerHead
    end: int


class Ledger:
    """The ledger of one vault.

    `anchor` reads what the register knows of the ledger and `note` tells it of a new head: whoever cuts the file or
    adds to it must also change the register, which is sealed, and later the checkpoints left with tickets.

    Calls may come from any thread.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        anchor: Callable[[], LedgerHead] = lambda: EMPTY,
        note: Callable[[LedgerHead], None] = lambda _: None,
    ) -> None:
        self.path = path
        self._clock = clock
        self._anchor = anchor
        self._note = note
        # Threads queue up here, so that one of them at a time asks for the lock between processes.
        self._turn = Lock()

    def append(self, event: Event, **facts: Json) -> LedgerHead:
        """Add a line; it is in the register and on the medium on return.

        The register is told of the line first, so that a crash in between is made good by the next call. Where the
        file otherwise does not end as the register knows, the new line follows what the register knows: the gap shows.
        """
        with self._locked():
            file = self._open()
            try:
                head = self._settled(file)
                line = to_canonical(
                    {
                        "n": head.size + 1,
                        "at": self._clock.now().isoformat(),
                        "event": event.value,
                        "prev": head.hash,
                        "facts": dict(facts),
                    }
                )
                return self._write(file, LedgerHead(head.size + 1, hashlib.sha256(line).hexdigest(), line))
            finally:
                file.close()

    def settle(self) -> None:
        """Write the line that a crash kept from being written, if there is one."""
        if not self._anchor().line:
            return
        with self._locked():
            file = self._open()
            try:
                self._settled(file)
            finally:
                file.close()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._turn, FileLock(self.path.with_name("ledger.lock"), what="the ledger"):
            yield

    def _settled(self, file: AppendFile) -> LedgerHead:
        """The head that the next line is to follow, after what a crash left undone was done."""
        tail = self._tail()
        if tail.end < file.size:
            file.cut(tail.end)
        known = self._anchor()
        if not known.size:
            return tail.head
        return self._write(file, known) if _is_next(known, tail.head) else known

    def _write(self, file: AppendFile, head: LedgerHead) -> LedgerHead:
        """Write the line of `head`: the register is told before and afterwards."""
        self._note(head)
        file.append(head.line + b"\n")
        file.sync()
        # From here on a line that is missing was taken away.
        written = LedgerHead(head.size, head.hash)
        self._note(written)
        return written

    def head(self) -> LedgerHead:
        """The present end, by the last line alone; `entries` verifies. Changes nothing: another may be appending."""
        return self._tail().head

    def entries(self) -> Iterator[Entry]:
        """Every line from the first on, verified one by one. Raises LedgerDamaged at the first that does not fit.

        Where there is a register, that is also a line it does not know. A last line without its end, left by a crash,
        does not count.
        """
        known = self._anchor()
        previous = EMPTY
        for line in self._lines():
            entry = _parse(line, previous)
            if known.size and entry.number > known.size:
                # Another program may have added it meanwhile: it told the register first.
                known = self._anchor()
            if known.size and (entry.number > known.size or (entry.number == known.size and entry.hash != known.hash)):
                raise LedgerDamaged(entry=entry.number, reason="not a line that the register knows")
            previous = LedgerHead(entry.number, entry.hash)
            yield entry

    def verify(self) -> LedgerHead:
        """Verify every line, and that all the register knows is there; the head. Raises LedgerDamaged."""
        head = EMPTY
        for entry in self.complete_entries():
            head = LedgerHead(entry.number, entry.hash)
        return head

    def complete_entries(self) -> Iterator[Entry]:
        """Like `entries`, and at the end it is verified that all the register knew at the beginning is there."""
        head, known = EMPTY, self._anchor()
        for entry in self.entries():
            head = LedgerHead(entry.number, entry.hash)
            yield entry
        if head.size < known.size and not _is_next(known, head):
            raise LedgerDamaged(entry=known.size, reason="lines are missing at the end")

    def _open(self) -> AppendFile:
        try:
            return AppendFile.open(self.path)
        except FileMissing:
            return AppendFile.create(self.path)

    def _tail(self) -> _Tail:
        """The last whole line; a part of a line behind it does not count."""
        piece, start = self._last_piece()
        end = piece.rfind(b"\n")
        if end < 0:
            return _Tail(EMPTY, start)
        line = piece[piece.rfind(b"\n", 0, end) + 1 : end]
        try:
            fields = Fields(parse_object(line))
            number = fields.whole("n", least=1)
        except ValueError as error:
            # Appending goes on all the same: wiping must not depend on a proof of something else. The anchor tells.
            known = self._anchor()
            if not known.size:
                raise LedgerDamaged(entry=0, reason="its last line cannot be read") from error
            return _Tail(known, start + end + 1)
        return _Tail(LedgerHead(number, hashlib.sha256(line).hexdigest()), start + end + 1)

    def _last_piece(self) -> tuple[bytes, int]:
        """The end of the file, long enough to hold the last line, and where it begins."""
        try:
            reader = RandomReader(self.path)
        except FileMissing:
            return b"", 0
        try:
            with translated(self.path):
                size = self.path.stat().st_size
            start = max(0, size - 2 * LONGEST_LINE_BYTES)
            buffer = memoryview(bytearray(size - start))
            return bytes(buffer[: reader.read_into(start, buffer)]), start
        finally:
            reader.close()

    def _lines(self) -> Iterator[bytes]:
        try:
            with translated(self.path), self.path.open("rb") as file:
                while line := file.readline(LONGEST_LINE_BYTES):
                    if line.endswith(b"\n"):
                        yield line[:-1]
                    elif file.read(1):
                        # Longer than any line: whoever reads it says so and reads no further.
                        yield line
        except FileMissing:
            return


def _is_next(known: LedgerHead, head: LedgerHead) -> bool:
    """Whether the register was told of one line after `head`, which a crash kept from being written."""
    if known.size != head.size + 1 or not known.line:
        return False
    try:
        return _parse(known.line, head).hash == known.hash
    except LedgerDamaged:
        return False


def read_line(line: bytes) -> Entry:
    """One line by itself: whether it follows the one before is not looked at. Raises ValueError."""
    try:
        whole = parse_object(line)
        fields = Fields(whole)
        number = fields.whole("n", least=1)
        at = datetime.fromisoformat(fields.text("at"))
        event, before = fields.text("event"), fields.hex("prev", _HASH_BYTES)
        facts = fields.object("facts").values()
        fields.finish()
        is_formed = line == to_canonical(whole)
    except (ValueError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return Entry(number, at, event, before, facts, hashlib.sha256(line).hexdigest(), is_formed=is_formed)


def _parse(line: bytes, previous: LedgerHead) -> Entry:
    number = previous.size + 1
    try:
        entry = read_line(line)
    except ValueError as error:
        raise LedgerDamaged(entry=number, reason=f"cannot be read: {error}") from error
    if entry.number > number:
        raise LedgerDamaged(entry=number, reason=f"lines are missing before line {entry.number}")
    if entry.number < number or entry.previous != previous.hash:
        raise LedgerDamaged(entry=number, reason="does not follow the line before")
    if not entry.is_formed:
        raise LedgerDamaged(entry=number, reason="is not in the form it was written in")
    return entry
