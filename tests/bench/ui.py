"""How promptly the window answers while much is done, how fast it starts, what it weighs. `python3 dev.py bench ui`.

The window is the real one, drawn without a screen; the vault, the copies and the key derivation are real. At full size
it takes some minutes and the machine to itself. With --small it only shows that everything can be measured.
"""

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.crypto.secret import Secret
from app.operations.register import add_customer, add_ticket
from app.settings import Home
from tests.app.custody.long_ledger import lengthen_ledger
from tests.app.registry.many_tickets import make_tickets
from tests.bench import loads
from tests.bench.measure import Targets, say
from tests.bench.starting import BARE_TEXT, in_turn, seconds_to_show, slow_imports
from tests.bench.watched import Watched
from tests.ui.vaults import PASSPHRASE
from ui.collecting import Collector

_START_RATIO = 3
_IMPORT_MS = 25
_IMPORT_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much there is of everything."""

    files: int = 20_000
    content_bytes: int = 2_000_000_000
    rows: int = 1_000_000
    tickets: int = 100_000
    entries: int = 1_000_000
    starts: int = 5


SMALL = Sizes(files=300, content_bytes=20_000_000, rows=5_000, tickets=3_000, entries=20_000, starts=1)


def main() -> int:
    """Run all; 0 only if every target is met."""
    parser = argparse.ArgumentParser(prog="dev.py bench ui", description=__doc__)
    parser.add_argument("--in", dest="place", type=Path, default=None, help="where to work: needs about 6 GB")
    parser.add_argument("--small", action="store_true", help="little of everything; its figures mean nothing")
    parser.add_argument("--only", action="append", choices=_PARTS, help="one part; can be given several times")
    asked = parser.parse_args()
    sizes = SMALL if asked.small else Sizes()
    names = asked.only or list(_PARTS)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bailee-bench-", dir=asked.place) as folder:
        home = Home(Path(folder) / "home")
        make_vault(home, sizes)
        say(f"made {sizes.tickets:,} tickets and {sizes.entries:,} entries in {time.monotonic() - began:.0f} s")
        targets = Targets()
        in_window = [name for name in names if name != "start"]
        if in_window:
            targets = _in_the_window(home, Path(folder), sizes, in_window)
        if "start" in names:
            start(targets, home, sizes.starts)
    say("")
    for line in targets.table():
        say(line)
    say(f"{time.monotonic() - began:.0f} s in all{', at a size that says nothing' if asked.small else ''}")
    return 0 if targets.are_met else 1


def make_vault(home: Home, sizes: Sizes) -> None:
    """A vault with everything but the copies."""
    with contextlib.closing(bootstrap.init(home, use_keyring=False, passphrase=Secret(PASSPHRASE))) as vault:
        make_tickets(vault.registry, sizes.tickets)
        add_customer(vault, "C-1", "Bench", "")
        for ticket in (loads.FILES_TICKET, loads.TABLE_TICKET):
            add_ticket(vault, ticket, f"Work of {ticket}", "C-1")
        lengthen_ledger(vault, sizes.entries, sizes.tickets)


_PARTS: dict[str, Callable[[Watched, Sizes], None] | None] = {
    "calm": lambda bench, _: loads.calm(bench),
    "places": lambda bench, _: loads.look_around(bench),
    "tickets": lambda bench, sizes: loads.search_tickets(bench, sizes.tickets),
    "search": lambda bench, sizes: loads.search_log(bench, sizes.entries),
    "drag": lambda bench, sizes: loads.drag_log(bench, sizes.entries),
    "checkout": lambda bench, sizes: loads.check_out_and_wipe(bench, sizes.files, sizes.content_bytes),
    "query": lambda bench, sizes: loads.query(bench, sizes.rows),
    "updates": lambda bench, sizes: loads.update_register(bench, sizes.tickets),
    "memory": lambda bench, _: loads.weigh_again(bench),
    "start": None,
}


def _in_the_window(home: Home, folder: Path, sizes: Sizes, names: Iterable[str]) -> Targets:
    """Everything that is done to one window, one part after another."""
    with _application() as application:
        bench = Watched(application, home, folder)
        try:
            for name in names:
                part = _PARTS[name]
                if part is not None:
                    began = time.monotonic()
                    part(bench, sizes)
                    say(f"  {name} took {time.monotonic() - began:.0f} s")
        finally:
            bench.close()
        return bench.targets


@contextlib.contextmanager
def _application() -> Iterator[QApplication]:
    application = QApplication([])
    collector = Collector(application)
    try:
        yield application
    finally:
        collector.close()


def start(targets: Targets, home: Home, rounds: int) -> None:
    """From nothing to the unlock card, against the barest window; and what the imports cost."""
    ours, bare = in_turn(
        rounds,
        lambda: seconds_to_show("ui.main", "Unlock", home.path),
        lambda: seconds_to_show("tests.bench.starting", BARE_TEXT, home.path),
    )
    for name, times in (("to the unlock card", ours), ("of a bare window", bare)):
        rounds_said = ", ".join(f"{seconds:.2f}" for seconds in times)
        say(f"start {name}: best {min(times):.2f} s, median {statistics.median(times):.2f} s of {rounds_said}")
    ratio = statistics.median(ours) / statistics.median(bare)
    targets.at_most("start to the unlock card, multiple of a bare window, medians", ratio, _START_RATIO, "x")
    targets.at_most("the same, best times", min(ours) / min(bare), _START_RATIO, "x")
    _imports(targets)


def _imports(targets: Targets) -> None:
    needed = {module for module, _ in slow_imports("PySide6.QtWidgets", 0)}
    rounds = [dict(slow_imports("ui.program", 0)) for _ in range(_IMPORT_ROUNDS)]
    best = {module: min(each.get(module, taken) for each in rounds) for module, taken in rounds[0].items()}
    own = sorted(((module, taken) for module, taken in best.items() if module not in needed), key=lambda each: -each[1])
    say(f"imports before the unlock card: {len(own)} modules, {sum(taken for _, taken in own):.0f} ms; the slowest:")
    for module, milliseconds in own[:10]:
        say(f"  {milliseconds:6.1f} ms  {module}")
    slowest = own[0] if own else ("nothing", 0.0)
    targets.at_most(f"slowest import before the unlock card, {slowest[0]}", slowest[1], _IMPORT_MS, "ms")


if __name__ == "__main__":
    sys.exit(main())
