"""Work on the files of a copy, and what is entered when data leaves it."""

import hashlib
import os

import pytest

from app.copies.changes import ChangeKind
from app.errors import Cancelled, DiskFull, FileDamaged, TransitionRefused
from app.model import CopyState, EscapeState, NodeKind
from app.operations.list_files import list_files
from app.operations.put_file import put_file
from app.operations.read_file import read_file
from app.operations.remove_file import remove_file
from app.operations.show_changes import show_changes
from app.progress import Monitor, Progress
from app.unlocked.vault import Unlocked
from tests.app.custody.test_wiping import certificate_of
from tests.app.world import TREE, World

NOTES = b"notes.txt"
BIG = os.urandom(1 << 16) * 40


def put(world: World, vault: Unlocked, path: bytes, *blocks: bytes, monitor: Monitor | None = None) -> int:
    rest = iter(blocks)
    return put_file(vault, "T-1", path, lambda _: next(rest, b""), monitor or world.monitor)[1]


def content(vault: Unlocked, path: bytes) -> bytes:
    found = bytearray()
    read_file(vault, "T-1", path, found.extend, Monitor())
    return bytes(found)


def test_what_is_written_is_read_again(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    assert put(world, vault, b"deep/new", b"one ", b"two") == 7
    assert put(world, vault, NOTES) == 0
    assert put(world, vault, b"big", BIG, BIG) == 2 * len(BIG)
    assert content(vault, b"deep/new") == b"one two"
    assert content(vault, NOTES) == b""
    assert content(vault, b"big") == 2 * BIG
    kinds = {change.path: change.kind for change in show_changes(vault, "T-1", world.monitor)[1].files}
    assert kinds == {b"deep/new": ChangeKind.ADDED, b"big": ChangeKind.ADDED, NOTES: ChangeKind.EDITED}


def test_what_is_removed_is_gone(world: World, vault: Unlocked) -> None:
    (world.source("T-1-0") / "link").symlink_to("notes.txt")
    world.check_out(vault)
    for path in (b"deep/table.csv", b"deep", b"link", b"empty"):
        remove_file(vault, "T-1", path)
    listing = list_files(vault, "T-1", b"")
    assert [(item.name, item.kind) for item in listing.names] == [(NOTES, NodeKind.FILE)]
    assert {change.kind for change in show_changes(vault, "T-1", world.monitor)[1].files} == {ChangeKind.DELETED}


def test_the_generation_that_was_reached_is_noted_in_the_register(world: World, vault: Unlocked) -> None:
    before = world.check_out(vault)
    put(world, vault, NOTES, b"x")
    assert vault.registry.copies.get(before.id).generation > before.generation
    content(vault, NOTES)


@pytest.mark.parametrize("path", [NOTES, b"new"])
def test_a_write_whose_source_fails_half_way_leaves_the_file_as_it_was(
    world: World, vault: Unlocked, path: bytes
) -> None:
    record = world.check_out(vault)
    blocks = iter([b"first"])

    def read(_: int) -> bytes:
        try:
            return next(blocks)
        except StopIteration:
            raise DiskFull(path="stdin") from None

    with pytest.raises(DiskFull):
        put_file(vault, "T-1", path, read, world.monitor)
    assert content(vault, NOTES) == TREE[NOTES]
    assert show_changes(vault, "T-1", world.monitor)[1].files == ()
    assert vault.registry.copies.get(record.id) == record


@pytest.mark.parametrize("nth", [1, 2])
def test_a_write_that_is_stopped_leaves_the_file_as_it_was(world: World, vault: Unlocked, nth: int) -> None:
    """Also when the request comes with the last block, and nothing more is read."""
    world.check_out(vault)
    seen: list[Progress] = []

    def stop(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) == nth:
            monitor.cancel()

    monitor = Monitor(stop)
    with pytest.raises(Cancelled):
        put(world, vault, NOTES, b"first", b"second", monitor=monitor)
    assert content(vault, NOTES) == TREE[NOTES]
    assert put(world, vault, NOTES, b"later") == 5


def test_a_write_that_is_stopped_while_room_is_given_back_is_done_all_the_same(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    put(world, vault, b"big", BIG)
    put(world, vault, b"keep", BIG[:100_000])
    monitor = Monitor(lambda progress: monitor.cancel() if progress.step.value == "reclaiming" else None)
    assert put(world, vault, b"big", b"small", monitor=monitor) == 5
    assert content(vault, b"big") == b"small"
    assert content(vault, b"keep") == BIG[:100_000]
    with pytest.raises(Cancelled):
        monitor.check()


def test_what_leaves_a_copy_is_entered_with_its_size_and_hash(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    read_file(vault, "T-1", NOTES, lambda _: None, Monitor(), escapes_to="file")
    (escape,) = vault.registry.escapes.of_copy(record.id)
    digest = hashlib.sha256(TREE[NOTES]).hexdigest()
    assert (escape.what, escape.content_bytes, escape.digest) == ("file", len(TREE[NOTES]), digest)
    assert escape.state is EscapeState.OUTSTANDING
    last = list(vault.ledger.entries())[-1]
    assert (last.event, last.facts) == (
        "copy.escape",
        {"copy": record.id, "bytes": len(TREE[NOTES]), "sha256": digest},
    )
    world.close(vault, at_once=True)
    certificate = certificate_of(vault, record.id)
    assert certificate["exceptions"] == ["escapes-outstanding"]
    assert [one["sha256"] for one in certificate["escapes"]] == [digest]


def test_what_is_shown_on_a_screen_or_is_empty_is_no_escape(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    read_file(vault, "T-1", NOTES, lambda _: None, Monitor())
    read_file(vault, "T-1", b"empty", lambda _: None, Monitor(), escapes_to="file")
    assert vault.registry.escapes.of_copy(record.id) == []


def test_it_is_entered_before_the_first_byte_is_given_out(world: World, vault: Unlocked) -> None:
    """Also when the reader then fails midway: nothing that may have left is missing."""
    record = world.check_out(vault, tree={b"big": BIG})
    given = bytearray()

    def write(part: memoryview) -> None:
        assert len(vault.registry.escapes.of_copy(record.id)) == 1
        assert list(vault.ledger.entries())[-1].event == "copy.escape"
        given.extend(part)
        if len(given) > 1 << 20:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        read_file(vault, "T-1", b"big", write, Monitor(), escapes_to="pipe")
    assert len(BIG) > len(given) > 1 << 20
    (escape,) = vault.registry.escapes.of_copy(record.id)
    assert (escape.content_bytes, escape.digest) == (len(BIG), hashlib.sha256(BIG).hexdigest())


def test_of_a_damaged_file_nothing_leaves_and_nothing_is_entered(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault, tree={b"big": BIG})
    (segment,) = (vault.folder_of(record.id) / "segments").iterdir()
    data = bytearray(segment.read_bytes())
    data[-100] ^= 1
    segment.write_bytes(data)
    given = bytearray()
    with pytest.raises(FileDamaged):
        read_file(vault, "T-1", b"big", given.extend, Monitor(), escapes_to="file")
    assert given == b""
    assert vault.registry.escapes.of_copy(record.id) == []


def test_a_read_can_be_stopped(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault, tree={b"big": BIG})
    given = bytearray()
    monitor = Monitor(lambda progress: monitor.cancel() if progress.done else None)
    with pytest.raises(Cancelled):
        read_file(vault, "T-1", b"big", given.extend, monitor)
    assert BIG.startswith(given)
    assert 0 < len(given) < len(BIG)
    with pytest.raises(Cancelled):
        read_file(vault, "T-1", b"big", given.extend, monitor, escapes_to="file")
    assert vault.registry.escapes.of_copy(record.id) == []


def test_nothing_leaves_a_copy_that_is_closed_meanwhile(world: World, vault: Unlocked) -> None:
    """The certificate may be under way already, and would not list it."""
    record = world.check_out(vault)

    def close(_: Progress) -> None:
        if vault.pick_copy("T-1", None, frozenset(CopyState)) == record:
            world.close(vault)

    monitor = Monitor(close)
    given = bytearray()
    with pytest.raises(TransitionRefused):
        read_file(vault, "T-1", NOTES, given.extend, monitor, escapes_to="file")
    assert given == b""
    assert vault.registry.escapes.of_copy(record.id) == []


def test_no_name_and_no_content_comes_into_the_ledger(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    put(world, vault, b"deep/payroll", b"secret content")
    read_file(vault, "T-1", NOTES, lambda _: None, Monitor(), escapes_to="file")
    remove_file(vault, "T-1", NOTES)
    world.close(vault, at_once=True)
    text = vault.home.ledger.read_bytes()
    for piece in (b"notes", b"payroll", b"secret", b"Quartz", b"T-1", b"C-100", b"customers", b"Trouble"):
        assert piece not in text
