"""Gives back the room that dead chunks take: segments that are mostly dead are written anew, then removed."""

from dataclasses import dataclass

from app.copies.sealed_copy import SealedCopy
from app.copies.store import CopyStore
from app.progress import Monitor, Step, Unit

MOSTLY_DEAD = 0.5


@dataclass(frozen=True, slots=True)
class Reclaimed:
    """How many segments were given up, and how many bytes that gave back by now.

    A segment that somebody still reads an earlier commit from goes when the copy is next opened for writing.
    """

    segments: int
    freed_bytes: int


def reclaim(copy: SealedCopy, monitor: Monitor) -> Reclaimed:
    """Rewrite what lives in segments that are more than half dead, commit, then remove those segments.

    What else was changed in the copy is committed before. Sealed bytes are moved as they are: their seal does not
    depend on where they lie. A segment in which something cannot be read stays. A crash, or Cancelled, leaves the old
    segments in force and segments that nothing knows, which the next opening for writing removes.
    """
    copy.commit()
    store = copy.store
    live = store.catalogue.live_bytes()
    sizes = {segment: store.chunks.size_on_disk(segment) for segment in store.catalogue.segments()}
    mostly_dead = [
        segment for segment, size in sizes.items() if segment not in live or size - live[segment] > size * MOSTLY_DEAD
    ]
    if not mostly_dead:
        return Reclaimed(0, 0)
    store.begin_writing()
    store.chunks.leave_segment()
    total, done, moved, given_up = sum(live.get(segment, 0) for segment in mostly_dead), 0, 0, 0
    try:
        for segment in mostly_dead:
            if _move_all(store, segment, monitor, done, total):
                store.chunks.forget(segment)
                given_up += 1
                moved += live.get(segment, 0)
            done += live.get(segment, 0)
    finally:
        copy.forget_places()
    copy.commit()
    return Reclaimed(given_up, max(store.drop_strays() - moved, 0))


def _move_all(store: CopyStore, segment: int, monitor: Monitor, done: int, total: int) -> bool:
    """Move every chunk that lies in a segment; whether all could be read."""
    in_force, kept = store.catalogue.chunks_in(segment), store.kept.in_segment(segment)
    rows = []
    for file, index, _, offset, length, nonce, tag in [*in_force, *kept]:
        monitor.report(Step.RECLAIMING, done, total, Unit.BYTES)
        place = store.chunks.move(segment, offset, length)
        if place is None:
            return False
        rows.append((file, index, *place, length, nonce, tag))
        done += length
    store.catalogue.put_chunks(rows[: len(in_force)])
    store.kept.put(rows[len(in_force) :])
    return True
