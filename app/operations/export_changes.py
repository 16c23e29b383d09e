"""Export changes: hand over what was added and edited in a copy, and what SQL changed, as files in a new folder.

Every byte is entered as an escape before it leaves. Nothing stands half under a final name, whatever happens.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.copies.changes import Change, ChangeKind, changes
from app.copies.handle import SealedFile
from app.copies.paths import split_path
from app.copies.sealed_copy import SealedCopy
from app.databases.comparing.comparing import ChangeForm, compared
from app.databases.sealed.opening import SealedDatabases
from app.disk.handing_over import NewFile, NewFolder, safe_name
from app.errors import BaileeError, FileMissing, InputRefused
from app.model import CopyRecord, NodeKind
from app.progress import Monitor, Step, Unit
from app.registry.facts import CopyFacts
from app.unlocked.escaping import AccountedOutput, enter_escape
from app.unlocked.vault import Unlocked

MANIFEST = "changes.json"
_FORMAT = 1
_FILES, _SCRIPTS = b"files", b"databases"
_BLOCK_BYTES = 1024 * 1024
_WRITTEN = frozenset({ChangeKind.ADDED, ChangeKind.EDITED})


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What `export_changes` will write, and where: `folder` is a new one below the one that was chosen.

    `scripts` are databases of which the changes are written as SQL. `left_out` is listed in the manifest and not
    written: what was renamed or deleted, folders and links.
    """

    record: CopyRecord
    generation: int
    into: Path
    folder: str
    files: tuple[Change, ...]
    scripts: tuple[Change, ...]
    left_out: tuple[Change, ...]

    @property
    def content_bytes(self) -> int:
        """How many bytes the files have; what the scripts come to shows when they are written."""
        return sum(change.new_size or 0 for change in self.files)


@dataclass(frozen=True, slots=True)
class Handed:
    """One file that was written whole: from which path of the copy, under which name in the folder."""

    path: bytes
    name: str
    change: ChangeKind
    content_bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What became of an export. `missing` has what was to be written and was not, with the reason if it is its own.

    `stopped_by` is what ended the export early, Cancelled among others. Only a complete one counts as exported.
    """

    record: CopyRecord
    folder: Path | None
    written: tuple[Handed, ...]
    missing: tuple[tuple[bytes, BaileeError | None], ...]
    remarks: tuple[str, ...]
    stopped_by: BaileeError | None

    @property
    def is_complete(self) -> bool:
        """Whether all of the plan was written."""
        return not self.missing and self.stopped_by is None


def plan_export_changes(vault: Unlocked, ticket: str, into: Path, *, copy: str | None = None) -> ExportPlan:
    """What would be written into `into`, which must be a folder. Raises InputRefused, FileMissing and their kin."""
    record = vault.pick_copy(ticket, copy)
    into = into.absolute()
    if not into.is_dir():
        raise FileMissing(path=str(into))
    if into.resolve().is_relative_to(vault.home.path.resolve()):
        raise InputRefused(field="folder", reason="lies inside the home folder of Bailee")
    with vault.opened(record, writable=False) as sealed, SealedDatabases(sealed) as databases:
        generation = sealed.generation
        files, scripts, left_out = [], [], []
        for change in changes(sealed):
            if change.kind not in _WRITTEN or change.node_kind is not NodeKind.FILE:
                left_out.append(change)
            elif change.kind is ChangeKind.EDITED and databases.runs(change.path):
                scripts.append(change)
            else:
                files.append(change)
    at = vault.clock.now().strftime("%Y-%m-%d %H%M")
    folder = safe_name(f"{ticket} changes {at}".encode())
    return ExportPlan(record, generation, into, folder, tuple(files), tuple(scripts), tuple(left_out))


def export_changes(vault: Unlocked, plan: ExportPlan, monitor: Monitor) -> ExportReport:
    """Write what the plan says. What goes wrong half-way, a stop among it, is in the report and not raised.

    Raises what keeps it from beginning: CopyDamaged, CopyBusy, AccessDenied, DiskFull and their kin.
    """
    with vault.opened(plan.record, writable=False) as sealed, SealedDatabases(sealed) as databases:
        folder = NewFolder.create(plan.into, plan.folder)
        handing = _Handing(vault, plan, sealed, databases, folder, monitor)
        handing.run()
    is_nothing_left = folder.remove_if_empty()
    report = handing.report(None if is_nothing_left else folder.path)
    if report.is_complete:
        # What was changed after the plan is not looked at: that is not exported yet.
        vault.registry.copies.note(plan.record.id, CopyFacts(exported_generation=plan.generation))
    return report


class _Handing:
    def __init__(
        self,
        vault: Unlocked,
        plan: ExportPlan,
        sealed: SealedCopy,
        databases: SealedDatabases,
        folder: NewFolder,
        monitor: Monitor,
    ) -> None:
        self._vault = vault
        self._plan = plan
        self._sealed = sealed
        self._databases = databases
        self._folder = folder
        self._monitor = monitor
        self._passed_bytes = 0
        self._remarks: list[str] = []
        self._written: list[Handed] = []
        self._missing: dict[bytes, BaileeError | None] = {one.path: None for one in (*plan.scripts, *plan.files)}
        self._stopped_by: BaileeError | None = None

    def run(self) -> None:
        """Write everything that can be written."""
        steps: list[tuple[Callable[[Change], None], Change]] = [(self._script, one) for one in self._plan.scripts]
        steps += [(self._file, one) for one in self._plan.files]
        for step, change in steps:
            try:
                step(change)
                del self._missing[change.path]
            except BaileeError as error:
                if not _is_of_one_file(error):
                    self._stopped_by = error
                    break
                self._missing[change.path] = error
        try:
            self._write_manifest()
        except BaileeError as error:
            self._stopped_by = self._stopped_by or error

    def report(self, folder: Path | None) -> ExportReport:
        """What became of it all."""
        missing, remarks = tuple(self._missing.items()), tuple(self._remarks)
        return ExportReport(self._plan.record, folder, tuple(self._written), missing, remarks, self._stopped_by)

    def _file(self, change: Change) -> None:
        names = self._folder.place((_FILES, *split_path(change.path)))
        with self._sealed.open_file(change.path) as file:
            if file.size:
                digest = hashlib.sha256()
                self._pass_on(file, digest.update)
                enter_escape(self._vault, self._plan.record, "file", file.size, digest.hexdigest())
            with self._folder.begin(names) as out:
                self._pass_on(file, out.write)
                self._keep(change, names, out)

    def _script(self, change: Change) -> None:
        """The changes of a database; where a script cannot say everything, the file goes along."""
        path = split_path(change.path)
        names = self._folder.place((_SCRIPTS, *path[:-1], path[-1] + b".sql"))
        with self._folder.begin(names) as out:
            accounted = AccountedOutput(self._vault, self._plan.record, "file", out.write)

            def write(text: str) -> None:
                accounted.write(text.encode("utf-8", "surrogateescape"))

            with compared(self._databases, change.path, self._monitor) as found:
                left_out = found.written(ChangeForm.SQL, write)
            accounted.finish()
            self._keep(change, names, out)
        if left_out:
            self._remarks += left_out
            self._file(change)

    def _keep(self, change: Change, names: tuple[str, ...], out: NewFile) -> None:
        self._monitor.check()
        digest = out.keep()
        self._written.append(Handed(change.path, "/".join(names), change.kind, out.size, digest))

    def _pass_on(self, file: SealedFile, write: Callable[[memoryview], object]) -> None:
        buffer = memoryview(bytearray(min(_BLOCK_BYTES, max(file.size, 1))))
        for offset in range(0, file.size, _BLOCK_BYTES):
            self._monitor.report(Step.SAVING, self._passed_bytes, 2 * self._plan.content_bytes, Unit.BYTES)
            count = file.pread_into(buffer[: min(_BLOCK_BYTES, file.size - offset)], offset)
            write(buffer[:count])
            self._passed_bytes += count

    def _write_manifest(self) -> None:
        """Say what is here and what is not; an escape like the rest of it."""
        if not self._written and not (self._plan.left_out and self._stopped_by is None):
            return
        data = json.dumps(self._manifest(), indent=1).encode()
        enter_escape(self._vault, self._plan.record, "file", len(data), hashlib.sha256(data).hexdigest())
        with self._folder.begin((MANIFEST,)) as out:
            out.write(memoryview(data))
            out.keep()

    def _manifest(self) -> dict[str, object]:
        is_complete = not self._missing and self._stopped_by is None
        return {
            "format": _FORMAT,
            "ticket": self._plan.record.ticket.number,
            "copy": self._plan.record.id,
            "at": self._vault.clock.now().isoformat(),
            "is_complete": is_complete,
            "files": [
                {
                    "name": one.name,
                    "path": _text(one.path),
                    "change": one.change.value,
                    "bytes": one.content_bytes,
                    "sha256": one.digest,
                }
                for one in self._written
            ],
            "missing": [_text(path) for path in self._missing],
            "not_written": [
                {
                    "path": _text(one.path),
                    "was": _text(one.old_path),
                    "change": one.kind.value,
                    "kind": one.node_kind.name.lower(),
                }
                for one in self._plan.left_out
            ],
            "remarks": list(self._remarks),
        }


def _is_of_one_file(error: BaileeError) -> bool:
    """Whether the others can still be written: what is damaged or refused is one file's matter."""
    return error.code.startswith(("B303", "B304", "B309", "B7"))


def _text(path: bytes) -> str:
    """Bytes that are not UTF-8 become lone surrogates (PEP 383), as everywhere in JSON of Bailee."""
    return path.decode("utf-8", "surrogateescape")
