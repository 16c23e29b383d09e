"""Where the key files lie in a home folder, and what may be swept away there."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from app.crypto.canonical import encode_bytes, parse_object, to_canonical
from app.crypto.fields import Fields
from app.disk.clearing import clear
from app.disk.durable import leftovers_of, read_whole, remove_file, replace_file, sync_folder
from app.disk.failures import translated
from app.disk.locks import FileLock
from app.errors import FileMissing, HeadDamaged, KeyTableDamaged, VaultMissing
from app.keys.head import LIMIT_BYTES, Head, parse_head
from app.keys.table import LIMIT_BYTES as TABLE_LIMIT_BYTES
from app.model import Clearing

_PENDING_LIMIT_BYTES = 2000
_TABLE_PREFIX = "table-"


def _silent(done: int, total: int) -> None:
    """Key files are too small to report on."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A rotation under way: what to take back if HEAD does not name it. `proof` shows that the entry is ours."""

    epoch: int
    entry: str
    table: str
    proof: bytes


@dataclass(frozen=True, slots=True)
class KeyFiles:
    """The key files of one home folder."""

    home: Path

    @property
    def head(self) -> Path:
        """The file that says which epoch is in force."""
        return self.home / "HEAD"

    @property
    def folder(self) -> Path:
        """The folder of the key tables."""
        return self.home / "keys"

    @property
    def attempts(self) -> Path:
        """The count of wrong passphrases."""
        return self.folder / "attempts"

    @property
    def lock(self) -> Path:
        """Held while key files change."""
        return self.home / "vault.lock"

    @property
    def _pending(self) -> Path:
        return self.folder / "next"

    def locked(self) -> FileLock:
        """The lock under which key files change; use it as a context."""
        return FileLock(self.lock, what="the vault")

    def table(self, name: str) -> Path:
        """The file of a key table."""
        return self.folder / name

    def new_table_name(self, epoch: int) -> str:
        """A name no table had before."""
        return f"{_TABLE_PREFIX}{epoch}-{secrets.token_hex(8)}"

    def read_head(self) -> Head:
        """HEAD as it stands, not yet authenticated. Raises VaultMissing, HeadDamaged or FormatNewer."""
        try:
            return parse_head(read_whole(self.head, LIMIT_BYTES))
        except FileMissing as error:
            self.require_unused()
            raise VaultMissing(home=str(self.home)) from error

    def require_unused(self) -> None:
        """Without a HEAD there are no key tables, unless one is being made. Raises HeadDamaged: it was taken away."""
        if self.read_pending() is None and any(self.folder.glob(f"{_TABLE_PREFIX}*")):
            raise HeadDamaged(reason="the file is missing")

    def read_table(self, name: str) -> bytes:
        """The sealed table. Raises KeyTableDamaged when it is not there."""
        try:
            return read_whole(self.table(name), TABLE_LIMIT_BYTES)
        except FileMissing as error:
            raise KeyTableDamaged(table=name, reason="the file is missing") from error

    def read_pending(self) -> Pending | None:
        """The rotation under way, if any. One that cannot be read counts as one without names."""
        try:
            fields = Fields(parse_object(read_whole(self._pending, _PENDING_LIMIT_BYTES)))
            return Pending(fields.whole("epoch"), fields.text("entry"), fields.text("table"), fields.octets("proof"))
        except FileMissing:
            return None
        except ValueError:
            return Pending(0, "", "", b"")

    def write_pending(self, pending: Pending) -> None:
        """Note what is about to be made, before it is made."""
        text = to_canonical(
            {
                "epoch": pending.epoch,
                "entry": pending.entry,
                "table": pending.table,
                "proof": encode_bytes(pending.proof),
            }
        )
        replace_file(self._pending, text)

    def forget_pending(self) -> None:
        """The rotation is over. There is nothing secret in the note, so it goes in one step."""
        remove_file(self._pending)

    def sweep(self, keep: str) -> Clearing:
        """Clear everything in the folder but the table `keep`, the count of tries and the note of a rotation.

        The caller holds the lock and has read in HEAD that `keep` is in force.
        """
        return self._clear([*leftovers_of(self.head), *self._others(keep)])

    def sweep_all_but_tables(self) -> None:
        """Clear what a crash left in the folder, except for tables."""
        paths = [*leftovers_of(self.head), *(path for path in self._others("") if not _is_table(path))]
        if paths:
            self._clear(paths)

    def clear_table(self, name: str) -> None:
        """Clear one table, which HEAD does not name any more."""
        self._clear([self.table(name)])

    def other_tables(self, keep: str) -> list[str]:
        """The names of the tables beside the one in force."""
        return [path.name for path in self._others(keep) if _is_table(path)]

    def is_of_epoch(self, name: str, epoch: int) -> bool:
        """Whether a table was written in this epoch."""
        return name.startswith(f"{_TABLE_PREFIX}{epoch}-")

    def _others(self, keep: str) -> list[Path]:
        kept = {self.table(keep), self.attempts, self._pending}
        with translated(self.folder):
            return sorted(path for path in self.folder.iterdir() if path not in kept)

    def _clear(self, paths: list[Path]) -> Clearing:
        self.make_head_lasting()
        return clear(paths, self.home, _silent)

    def make_head_lasting(self) -> None:
        """Force the present HEAD to the medium before anything goes that only an older one needs.

        It was replaced by this process or by one that died; after a power cut the older one must not come back.
        """
        sync_folder(self.home)


def _is_table(path: Path) -> bool:
    return path.name.startswith(_TABLE_PREFIX)
