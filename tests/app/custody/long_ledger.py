"""A ledger as long as one of many years, written at once."""

import hashlib
from typing import Final

from app.custody.ledger import LedgerHead
from app.unlocked.vault import Unlocked

_LINES_AT_ONCE: Final = 50_000
_DAYS: Final = 28
_EVENTS: Final = (
    b'"copy.held","facts":{"bytes":%d,"copy":"","files":12,"ticket":"%032x"}',
    b'"copy.escape","facts":{"bytes":%d,"copy":"","sha256":"","ticket":"%032x","what":"file"}',
    b'"copy.extended","facts":{"bytes":%d,"copy":"","ticket":"%032x"}',
    b'"copy.closing","facts":{"bytes":%d,"copy":"","ticket":"%032x"}',
)


def lengthen_ledger(vault: Unlocked, count: int, tickets: int) -> None:
    """Add entries that speak of the first tickets in turn; the chain is whole, and the register knows its end.

    A line of the program costs a sync each. These are written at once, in the form it writes them in.
    """
    head = vault.ledger.head()
    number, previous = head.size, head.hash.encode()
    with vault.ledger.path.open("ab") as file:
        some: list[bytes] = []
        for at in range(count):
            number += 1
            event = _EVENTS[at % len(_EVENTS)] % (at, 1 + at % max(tickets, 1))
            day, second = 1 + at * _DAYS // count, at % 60
            line = b'{"at":"2026-10-%02dT08:00:%02d+00:00","event":%s,"n":%d,"prev":"%s"}' % (
                day, second, event, number, previous,
            )  # fmt: skip
            previous = hashlib.sha256(line).hexdigest().encode()
            some.append(line)
            if len(some) == _LINES_AT_ONCE:
                file.write(b"\n".join(some) + b"\n")
                some.clear()
        file.write(b"".join(line + b"\n" for line in some))
    vault.ledger._note(LedgerHead(number, previous.decode()))
