"""List: what is in a folder of a copy."""

from collections.abc import Collection
from dataclasses import dataclass

from app.copies.layout import ROOT_ID, Node
from app.copies.paths import WORKROOM, outside_workroom
from app.custody.states import WORKABLE
from app.model import CopyRecord, CopyState, NodeKind, Problem
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class Listed:
    """One name: `mtime_ns` counts from 1970 in UTC, `target` is of a link."""

    name: bytes
    kind: NodeKind
    size: int
    mode: int
    mtime_ns: int
    target: bytes


@dataclass(frozen=True, slots=True)
class Listing:
    """What is in one folder of one copy; a file is a listing of itself."""

    copy: CopyRecord
    path: bytes
    names: tuple[Listed, ...]


def list_files(
    vault: Unlocked, ticket: str, path: bytes, *, copy: str | None = None, states: Collection[CopyState] = WORKABLE
) -> Listing:
    """List a folder, or one file. Raises TicketUnknown, NoCopyHeld, CopyAmbiguous, PathMissing, CopyDamaged."""
    record = vault.pick_copy(ticket, copy, states)
    with vault.opened(record, writable=False) as sealed:
        node = sealed.stat(outside_workroom(path))
        nodes = sealed.listdir(path) if node.kind == NodeKind.FOLDER else [node]
        is_top = node.id == ROOT_ID
    shown = (node for node in nodes if not (is_top and node.name == WORKROOM))
    return Listing(record, path, tuple(_listed(node) for node in shown))


def list_problems(vault: Unlocked, ticket: str, *, copy: str | None = None) -> tuple[CopyRecord, list[Problem]]:
    """What did not arrive at the checkout, from inside the copy."""
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=False) as sealed:
        return record, sealed.problems()


def _listed(node: Node) -> Listed:
    return Listed(node.name, NodeKind(node.kind), node.size, node.mode, node.mtime_ns, node.target)
