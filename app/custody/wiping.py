"""The wipe of copies: keys first, which is what counts; then files, proof and certificate. See docs/wipe.md.

Every state is saved before the act it stands for. Cut short anywhere, `finish_rotation` and `remove` go on from
what is there: before HEAD was replaced nothing has happened, after it the copies are doomed.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.custody.certificate import certificate_digest, make_certificate
from app.custody.evidence import Evidence, Verification
from app.custody.ledger import Event, Ledger
from app.custody.states import require_step
from app.custody.trail import trail_of
from app.disk.clearing import clear
from app.disk.locks import FileLock
from app.disk.machine import Risk, risks_of
from app.errors import CopyBusy, VaultBusy, WipeIncomplete
from app.keys.rotation import OldEpoch, Unfinished, begin_wipe, delete_old_key, settle, still_opens, unfinished
from app.keys.vault import Keys
from app.model import Clearing, CopyId, CopyRecord, CopyState, Escape
from app.ports import Clock
from app.progress import Monitor, Step, Unit

if TYPE_CHECKING:
    from app.crypto.canonical import Json


class WipeRegister(Protocol):
    """What the wipe needs of the register. Every call is durable on return."""

    def closing(self) -> list[CopyRecord]:
        """The copies that are CLOSING."""

    def advance(self, record: CopyRecord, to: CopyState) -> CopyRecord:
        """Move a copy one state on, with the time of it."""

    def note_keys(self, generation: int) -> None:
        """Remember how far the key table has come."""

    def escapes(self, copy: CopyId) -> list[Escape]:
        """What left the copy."""

    def next_certificate_number(self) -> str:
        """A number no certificate had."""

    def issued(self, copy: CopyId) -> bytes | None:
        """The certificate of a copy, if there is one already."""

    def keep_certificate(self, number: str, copy: CopyId, text: bytes, digest: str) -> None:
        """Keep a certificate."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a certificate says about where the wipe happened."""

    home: Path
    copies: Path
    tool_version: str
    workstation: str


class Wiper:
    """Wipes copies of one unlocked vault."""

    def __init__(
        self, keys: Keys, ledger: Ledger, register: WipeRegister, surroundings: Surroundings, clock: Clock
    ) -> None:
        self._keys = keys
        self._ledger = ledger
        self._register = register
        self._around = surroundings
        self._clock = clock
        self._old: OldEpoch | None = None
        self._just_destroyed: frozenset[CopyId] = frozenset()
        self._cleared_tables: Clearing | None = None

    def wipe(self, records: Sequence[CopyRecord], monitor: Monitor) -> list[CopyRecord]:
        """Wipe copies that are CLOSING, all in one epoch. Raises CopyBusy with nothing done, or WipeIncomplete.

        Copies whose wipe was cut short after its commit point come first, and are among the result. Those whose close
        was taken back meanwhile are left out.

        The request to stop is heard until the first key is touched.
        """
        finished = self.finish_rotation()
        with ExitStack() as shield:
            doomed = self._destroy_keys(self._still_closing(records), monitor, shield)
            return self.remove([*finished, *doomed], monitor)

    def alone(self, wait_seconds: float = 30.0) -> FileLock:
        """The lock under which `wipe`, `finish_rotation` and `remove` are called: one wipe at a time on a vault."""
        return FileLock(self._around.home / "wipe.lock", what="the wipe", wait_seconds=wait_seconds)

    def finish_rotation(self) -> list[CopyRecord]:
        """End a rotation that was cut short, either way; the copies whose key is gone by that."""
        self._old = None
        while (state := unfinished(self._keys)) is Unfinished.TAKEN_BACK:
            self._ledger.append(Event.WIPE_TAKEN_BACK, epoch=self._keys.head.epoch)
        if state is Unfinished.NOTHING:
            return []
        if state is Unfinished.SPILT:
            self._ledger.append(Event.WIPE_INTENDED, copies=[], epoch=self._keys.head.epoch)
            begin_wipe(self._keys, frozenset())
        return self._after_commit()

    def remove(self, records: Sequence[CopyRecord], monitor: Monitor) -> list[CopyRecord]:
        """Clear, verify and certify copies whose key is destroyed. Raises WipeIncomplete after all were tried."""
        done, stuck = [], None
        for record in records:
            try:
                done.append(self._remove_one(record, monitor))
            except WipeIncomplete as error:
                stuck = error
        if stuck is not None:
            raise stuck
        return done

    def _destroy_keys(self, records: Sequence[CopyRecord], monitor: Monitor, shield: ExitStack) -> list[CopyRecord]:
        """From the first key that is touched, `shield` keeps the request to stop away."""
        with ExitStack() as locks:
            for record in records:
                self._hold(record, locks)
            # Whoever takes a close back holds the lock of the copy, too: what is CLOSING now stays so.
            waiting = self._still_closing(records)
            if not waiting:
                return []
            monitor.report(Step.DESTROYING_KEY, 0, len(waiting), Unit.STEPS)
            shield.enter_context(monitor.point_of_no_return())
            copies: list[Json] = [record.id for record in waiting]
            self._ledger.append(Event.WIPE_INTENDED, copies=copies, epoch=self._keys.head.epoch)
            self._old = begin_wipe(self._keys, frozenset(record.id for record in waiting))
            doomed = self._after_commit()
            monitor.report(Step.DESTROYING_KEY, len(waiting), len(waiting), Unit.STEPS)
        return doomed

    def _still_closing(self, records: Sequence[CopyRecord]) -> list[CopyRecord]:
        closing = {record.id for record in self._register.closing()}
        return [record for record in records if record.id in closing]

    def _after_commit(self) -> list[CopyRecord]:
        """HEAD is replaced: delete the old key, note the evidence, and only then say that the keys are destroyed."""
        self._register.note_keys(self._keys.head.generation)
        deletion = delete_old_key(self._keys)
        gone = [record for record in self._register.closing() if not self._keys.holds(record.id)]
        copies: list[Json] = [record.id for record in gone]
        self._ledger.append(
            Event.KEY_DESTROYED,
            epoch=deletion.epoch,
            store=deletion.store,
            entry=deletion.entry,
            deletions=deletion.deletions,
            is_absent=deletion.is_absent,
            copies=copies,
        )
        doomed = [self._advance(record, CopyState.KEY_DESTROYED) for record in gone]
        self._cleared_tables = settle(self._keys)
        self._just_destroyed = frozenset(record.id for record in doomed)
        return doomed

    def _remove_one(self, record: CopyRecord, monitor: Monitor) -> CopyRecord:
        if record.state is CopyState.KEY_DESTROYED:
            record = self._advance(record, CopyState.REMOVING)
        issued = self._register.issued(record.id)
        if record.state is CopyState.VERIFYING and issued is not None:
            return self._wiped(record, issued)
        clearing = self._clear(record, monitor)
        remaining = len(clearing.remaining)
        if remaining:
            if record.state is CopyState.VERIFYING:
                self._advance(record, CopyState.REMOVING)
            raise WipeIncomplete(copy=record.id, remaining=remaining)
        if record.state is CopyState.REMOVING:
            record = self._advance(record, CopyState.VERIFYING)
        monitor.report(Step.VERIFYING, 0, 1, Unit.STEPS)
        verification = self._verify(record)
        text = self._certify(record, clearing, verification)
        monitor.report(Step.VERIFYING, 1, 1, Unit.STEPS)
        return self._wiped(record, text)

    def _clear(self, record: CopyRecord, monitor: Monitor) -> Clearing:
        folder = self._folder(record)
        clearing = clear(
            [folder, folder.with_name(f"{folder.name}.lock")],
            self._around.home,
            lambda done, total: monitor.report(Step.CLEARING, done, total, Unit.FILES),
        )
        self._ledger.append(
            Event.COPY_CLEARED,
            copy=record.id,
            files=len(clearing.files),
            remaining=len(clearing.remaining),
            bytes=sum(item.size_bytes for item in clearing.files),
        )
        if record.id in self._just_destroyed and self._cleared_tables is not None:
            files = clearing.files + self._cleared_tables.files
            return Clearing(clearing.filesystem, clearing.overwrites_in_place, files)
        return clearing

    def _verify(self, record: CopyRecord) -> Verification:
        folder = self._folder(record)
        opens = still_opens(self._keys, self._old) if self._old and record.id in self._just_destroyed else None
        return Verification(
            key_in_table=self._keys.holds(record.id),
            old_table_opens=opens,
            files_remaining=sum(1 for _ in folder.rglob("*")) + folder.exists(),
        )

    def _certify(self, record: CopyRecord, clearing: Clearing, verification: Verification) -> bytes:
        mode = self._keys.head.mode
        risks = [Risk.KEYRING_FILE if mode.uses_keyring else Risk.PASSPHRASE_ONLY, *risks_of(self._around.home)]
        evidence = Evidence(
            number=self._register.next_certificate_number(),
            vault=self._keys.vault,
            tool_version=self._around.tool_version,
            workstation=self._around.workstation,
            record=record,
            mode=mode,
            trail=trail_of(self._ledger, record),
            clearing=clearing,
            verification=verification,
            escapes=self._register.escapes(record.id),
            risks=[risk.value for risk in risks],
            issued_at=self._clock.now(),
        )
        text = make_certificate(evidence, self._keys.signer())
        self._register.keep_certificate(evidence.number, record.id, text, certificate_digest(text))
        return text

    def _wiped(self, record: CopyRecord, text: bytes) -> CopyRecord:
        # After a crash the same certificate may be entered twice, which says nothing false.
        self._ledger.append(Event.COPY_WIPED, copy=record.id, certificate=certificate_digest(text))
        return self._advance(record, CopyState.WIPED)

    def _advance(self, record: CopyRecord, to: CopyState) -> CopyRecord:
        require_step(record, to, "wipe")
        return self._register.advance(record, to)

    def _folder(self, record: CopyRecord) -> Path:
        return self._around.copies / record.id

    def _hold(self, record: CopyRecord, locks: ExitStack) -> None:
        folder = self._folder(record)
        lock = FileLock(folder.with_name(f"{folder.name}.lock"), what=f"copy {record.id}", wait_seconds=2.0)
        try:
            locks.enter_context(lock)
        except VaultBusy as error:
            raise CopyBusy(copy=record.id) from error
