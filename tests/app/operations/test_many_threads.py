"""One unlocked vault, used by several threads at once, as the window does."""

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest

from app.custody.evidence import Verdict
from app.custody.ledger import Entry
from app.errors import BaileeError, CopyBusy, CopyDamaged, NoCopyHeld, VaultLocked
from app.model import CopyState, Day
from app.operations.board_story import board_story
from app.operations.book_time import book_time
from app.operations.certify import verdict_of_copy
from app.operations.check_out import check_out, plan_check_out
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.drafts import keep_draft
from app.operations.list_files import list_files
from app.operations.put_file import put_file
from app.operations.read_file import read_file
from app.operations.read_ledger import verify_ledger
from app.operations.recover import recover
from app.operations.register import add_note, add_ticket, reopen_ticket
from app.operations.ticket_story import ticket_story
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.app.world import CUSTOMER, TREE, World

ROUNDS = 6
LOOKS = 40
KEPT = "T-1"


@pytest.fixture(autouse=True)
def restless() -> Iterator[None]:
    """Threads take turns far more often than they would."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


def today(vault: Unlocked) -> Day:
    now = vault.clock.now()
    return Day(now - timedelta(hours=12), now + timedelta(hours=12))


def come_and_go(world: World, vault: Unlocked, ticket: str) -> None:
    """Check out and wipe, again and again."""
    source = str(world.source(ticket))
    for _ in range(ROUNDS):
        record = check_out(vault, plan_check_out(vault, ticket, source), Monitor())
        assert record.state is CopyState.HELD
        names = {item.name for item in list_files(vault, ticket, b"").names}
        assert names == {b"notes.txt", b"deep", b"empty"}
        [wiped] = close_ticket(vault, plan_close(vault, ticket, at_once=True), Monitor(), at_once=True)
        assert wiped.state is CopyState.WIPED
        assert verdict_of_copy(vault, wiped) == Verdict.PASS.value
        reopen_ticket(vault, ticket)


def close_and_recover(world: World, vault: Unlocked, ticket: str) -> None:
    """Leave the wipe to a recovery, which may be that of another thread."""
    source = str(world.source(ticket))
    for _ in range(ROUNDS):
        check_out(vault, plan_check_out(vault, ticket, source), Monitor())
        [closing] = close_ticket(vault, plan_close(vault, ticket), Monitor())
        world.clock.advance(60)
        while vault.registry.copies.get(closing.id).state is not CopyState.WIPED:
            recover(vault, Monitor())
        reopen_ticket(vault, ticket)


def look(vault: Unlocked) -> None:
    for number in range(LOOKS):
        rows = board_story(vault, today(vault)).rows
        assert KEPT in {row.record.ticket.number for row in rows}
        assert ticket_story(vault, f"T-{number % 3 + 1}", today(vault)).ticket.number


def read(vault: Unlocked) -> None:
    for _ in range(LOOKS):
        found = bytearray()
        read_file(vault, KEPT, b"notes.txt", found.extend, Monitor())
        assert bytes(found) == TREE[b"notes.txt"]


def write(vault: Unlocked) -> None:
    for number in range(LOOKS):
        put_file(vault, KEPT, b"new", BytesIO(b"%d" % number).read, Monitor())
        add_note(vault, KEPT, f"note {number}")
        book_time(vault, KEPT, vault.clock.now() - timedelta(seconds=60), 60)
        keep_draft(vault, f"ticket/{KEPT}/note", "x" * number)


def verify(vault: Unlocked) -> None:
    sizes = [verify_ledger(vault).head.size for _ in range(LOOKS // 2)]
    assert sizes == sorted(sizes)


def all_at_once(*works: Callable[[], None]) -> None:
    """Run them at the same time; the first failure is raised."""
    begin = threading.Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        begin.wait()
        work()

    with ThreadPoolExecutor(len(works)) as pool:
        for future in [pool.submit(run, work) for work in works]:
            future.result()


def test_eight_threads_work_with_one_vault(world: World, vault: Unlocked) -> None:
    add_ticket(vault, "T-4", "Another", CUSTOMER)
    world.check_out(vault, KEPT)
    all_at_once(
        lambda: come_and_go(world, vault, "T-2"),
        lambda: come_and_go(world, vault, "T-3"),
        lambda: close_and_recover(world, vault, "T-4"),
        lambda: look(vault),
        lambda: read(vault),
        lambda: read(vault),
        lambda: write(vault),
        lambda: verify(vault),
    )
    entries = list(vault.ledger.entries())
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    report = verify_ledger(vault)
    assert report.head.size == len(entries)
    copies = vault.registry.copies.all()
    assert [record.state for record in copies].count(CopyState.WIPED) == 3 * ROUNDS
    assert set(vault.keys.table.copies) == {record.id for record in copies if record.state is CopyState.HELD}
    assert vault.keys.head.epoch == 1 + 3 * ROUNDS
    story = ticket_story(vault, KEPT, today(vault))
    assert (len(story.times), story.seconds_in_all) == (LOOKS, LOOKS * 60)
    assert story.drafts == {"note": "x" * (LOOKS - 1)}
    assert not recover(vault, Monitor()).did_something


def test_whoever_uses_the_vault_while_it_is_locked_is_told_so(world: World) -> None:
    with world.unlocked() as vault:
        world.check_out(vault, KEPT)
        is_at_work = threading.Semaphore(0)
        ends: list[BaileeError] = []

        def use(work: Callable[[], object]) -> None:
            try:
                while True:
                    work()
                    is_at_work.release()
            except BaileeError as error:
                ends.append(error)

        works: list[Callable[[], object]] = [
            lambda: board_story(vault, today(vault)),
            lambda: list_files(vault, KEPT, b""),
            lambda: add_note(vault, KEPT, "at work"),
            vault.keys.signer,
            lambda: vault.leave_checkpoint(vault.registry.tickets.by_number(KEPT)),
        ]
        threads = [threading.Thread(target=use, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for _ in range(len(works) * 10):
            is_at_work.acquire()
        vault.close()
        for thread in threads:
            thread.join()
    assert [type(end) for end in ends] == [VaultLocked] * len(works)
    with world.unlocked() as vault:
        verify_ledger(vault)


def test_a_copy_that_is_wiped_while_others_read_it_is_gone_for_them(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    is_read = threading.Event()
    ends: list[Exception] = []

    def read_on() -> None:
        try:
            while True:
                read_file(vault, KEPT, b"notes.txt", bytearray().extend, Monitor())
                is_read.set()
        except (NoCopyHeld, CopyDamaged) as error:
            ends.append(error)

    reader = threading.Thread(target=read_on)
    reader.start()
    assert is_read.wait(30)
    world.close(vault, KEPT, at_once=True)
    reader.join()
    assert len(ends) == 1


def test_a_checkout_that_ends_while_the_ledger_is_verified_is_no_damage(
    world: World, vault: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its checkpoint lies with a ticket, and its lines come after what was read."""
    world.check_out(vault)
    entries, still_to_do = vault.ledger.entries, ["T-2"]

    def then_go_on() -> Iterator[Entry]:
        yield from entries()
        if still_to_do:
            world.check_out(vault, still_to_do.pop())

    monkeypatch.setattr(vault.ledger, "entries", then_go_on)
    assert verify_ledger(vault).checkpoints == 1
    assert verify_ledger(vault).checkpoints == 2


def test_one_thread_at_a_time_writes_to_a_copy(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    with vault.opened(record, writable=True), ThreadPoolExecutor(1) as pool:
        future = pool.submit(put_file, vault, KEPT, b"new", BytesIO(b"x").read, Monitor())
        with pytest.raises(CopyBusy):
            future.result()
