"""Writers that move amounts between two tables while somebody reads: whatever moment is seen, the sum is the same."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.contracts.playground import Playground

ACCOUNTS = 200
AMOUNT = 1_000
START = 2 * ACCOUNTS * AMOUNT
WRITERS = 3
PATIENCE_SECONDS = 30.0


@dataclass
class Transfers:
    """The running writers. `done` counts committed transfers, `failures` what no writer should meet."""

    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    done: int = 0
    failures: list[Exception] = field(default_factory=list)

    def count(self) -> None:
        with self.lock:
            self.done += 1

    def wait_for_some(self, number: int = 5) -> None:
        """Until `number` more transfers have been committed."""
        wanted, end = self.done + number, time.monotonic() + PATIENCE_SECONDS
        while self.done < wanted:
            assert not self.failures
            assert time.monotonic() < end, "the writers stand still"
            time.sleep(0.002)


@contextmanager
def running_transfers(playground: Playground) -> Iterator[Transfers]:
    """Make the tables `left` and `right` and let several threads move amounts between them until the end."""
    quote, integer = playground.quote, playground.types.integer
    for name in ("left", "right"):
        playground.run(
            f"CREATE TABLE {quote(name)} ({quote('id')} {integer} NOT NULL PRIMARY KEY, {quote('amount')} {integer})"
        )
        playground.insert(quote(name), [(account, AMOUNT) for account in range(ACCOUNTS)])
    transfers = Transfers()
    threads = [threading.Thread(target=_write, args=(playground, transfers, n)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        yield transfers
    finally:
        transfers.stop.set()
        for thread in threads:
            thread.join(PATIENCE_SECONDS)
    assert not any(thread.is_alive() for thread in threads)
    assert transfers.failures == []


def _write(playground: Playground, transfers: Transfers, seed: int) -> None:
    chance = random.Random(seed)
    try:
        with closing(playground.connect()) as connection:
            while not transfers.stop.is_set():
                try:
                    _transfer(playground, connection, chance)
                except playground.conflicts:
                    connection.rollback()
                else:
                    transfers.count()
    except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
        transfers.failures.append(error)


def _transfer(playground: Playground, connection: Any, chance: random.Random) -> None:
    amount = chance.randrange(1, 50)
    with closing(connection.cursor()) as cursor:
        for name, change in (("left", -amount), ("right", amount)):
            cursor.execute(
                f"UPDATE {playground.quote(name)} SET {playground.quote('amount')} = {playground.quote('amount')} + "
                f"{playground.placeholder} WHERE {playground.quote('id')} = {playground.placeholder}",
                (change, chance.randrange(ACCOUNTS)),
            )
    connection.commit()
