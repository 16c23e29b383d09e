"""Revert: make what changed in a copy what it was at the checkout."""

from collections.abc import Collection
from dataclasses import dataclass

from app.copies.aside import Placing
from app.copies.changes import Change, changes
from app.copies.paths import outside_workroom
from app.copies.reverting import Reverting, with_what_is_inside
from app.copies.sealed_copy import SealedCopy
from app.databases.sealed.saved_blocks import forget_recorded_runs
from app.model import CopyRecord, NodeKind
from app.progress import Monitor
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class Reverted:
    """The changes that were taken back, and what `undo_change` needs to make them again."""

    changes: tuple[Change, ...]
    placings: tuple[Placing, ...]


def revert_changes(
    vault: Unlocked,
    ticket: str,
    paths: Collection[bytes] | None,
    monitor: Monitor,
    *,
    copy: str | None = None,
) -> tuple[CopyRecord, Reverted]:
    """Take back the changes at these paths, or all of them for None. All or nothing is done.

    A deleted folder comes back with what was in it. What SQL changed in a database is taken back with the file. What
    an edited file held stays inside the copy until it is wiped. Nothing is done where nothing was changed.

    Raises PathExists where another name has the place, FolderNotEmpty for an added folder with something of the
    customer in it, PathMissing for what is neither there nor changed, FileDamaged, CopyBusy, Cancelled and their kin.
    """
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=True) as sealed:
        every = changes(sealed)
        wanted = every if paths is None else _at(sealed, paths, every)
        reverting = Reverting(sealed, monitor)
        if wanted:
            _forget_runs(sealed, wanted)
            reverting.run(wanted)
            sealed.commit()
    return record, Reverted(tuple(wanted), tuple(reverting.placings))


def _at(sealed: SealedCopy, paths: Collection[bytes], every: list[Change]) -> list[Change]:
    wanted: list[Change] = []
    for path in {outside_workroom(path).strip(b"/") for path in paths}:
        found = [change for change in every if change.path == path]
        if not found:
            sealed.stat(path)
        wanted += found
    return with_what_is_inside(wanted, every)


def _forget_runs(sealed: SealedCopy, wanted: list[Change]) -> None:
    for change in wanted:
        if change.node and change.node_kind is NodeKind.FILE:
            forget_recorded_runs(sealed, change.path)
