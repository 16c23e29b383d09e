"""What is interrupted at every change it makes to the disk, and what must hold afterwards."""

# ruff: noqa: ARG002 - each takes what its sisters need

import importlib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from app.copies.reclaim import reclaim
from app.errors import BaileeError, VaultMissing
from app.model import CopyState
from app.operations.check_out import check_out, plan_check_out
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.put_file import put_file
from app.operations.recover import recover
from app.operations.remove_file import remove_file
from app.operations.undo_close import undo_close
from app.operations.wait_for_wipe import wait_for_wipe
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.journeys.invariants import Fate, held, recovered
from tests.journeys.vaults import FOLDER, Place, Tree, enter, lay_down, tree_of
from tests.recorder.killing import Scenario

# Imported by the first opening of a register, which would be after the fork each time.
importlib.import_module("app.registry.migrations.environment")

TICKETS = ("T-1", "T-2", "T-3")
NOTES, DATA, LATER = b"deep/notes.txt", b"data.bin", b"later.bin"
GONE = frozenset({CopyState.WIPED})


def sample(ticket: str) -> Tree:
    """A few files: one of two chunks, one in a folder, one empty."""
    words = f"customer data of {ticket} ".encode()
    return {b"deep": FOLDER, DATA: words * 4000, NOTES: words, b"empty": b""}


def edited(ticket: str, text: bytes) -> Tree:
    """The same with other notes."""
    return {**sample(ticket), NOTES: text}


class Custody(Scenario):
    """A vault with three tickets; the first `copies` of them hold one."""

    watched = ("home", "keys")
    refused = (BaileeError,)
    copies = 2
    seconds = 0.0

    def prepare(self, folder: Path) -> None:
        place = Place(folder)
        place.lay_out()
        with place.created() as vault:
            enter(vault, TICKETS)
            for ticket in TICKETS[: self.copies]:
                place.check_out(vault, ticket, sample(ticket))
            self.make_ready(place, vault)

    def make_ready(self, place: Place, vault: Unlocked) -> None:
        """What else there must be."""

    def act(self, folder: Path) -> None:
        place = Place(folder)
        with place.unlocked(seconds=self.seconds) as vault:
            self.do(place, vault)

    def do(self, place: Place, vault: Unlocked) -> None:
        raise NotImplementedError

    def recover_and_check(self, folder: Path) -> None:
        recovered(Place(folder), self.fates(), seconds=self.seconds)

    def fates(self) -> Mapping[str, Fate]:
        return {ticket: held(sample(ticket)) for ticket in TICKETS[: self.copies]}


class Init(Scenario):
    """A vault is made. What was cut off before there was one can be made anew."""

    watched = ("home", "keys")
    refused = (BaileeError,)

    def prepare(self, folder: Path) -> None:
        Place(folder).lay_out()

    def act(self, folder: Path) -> None:
        with Place(folder).created():
            pass

    def recover_and_check(self, folder: Path) -> None:
        place = Place(folder)
        try:
            recovered(place, {})
        except VaultMissing:
            with place.created():
                pass
            recovered(place, {})


class CheckOut(Custody):
    """A second copy is taken."""

    copies = 1

    def make_ready(self, place: Place, vault: Unlocked) -> None:
        lay_down(place.source("T-2"), sample("T-2"))

    def do(self, place: Place, vault: Unlocked) -> None:
        check_out(vault, plan_check_out(vault, "T-2", str(place.source("T-2"))), Monitor())

    def fates(self) -> Mapping[str, Fate]:
        return {**super().fates(), "T-2": held(sample("T-2"), or_unknown=True)}


class Put(Custody):
    """A file of a copy is replaced; no segment is mostly dead afterwards."""

    copies = 1

    def do(self, place: Place, vault: Unlocked) -> None:
        texts = iter([b"written anew"])
        put_file(vault, "T-1", NOTES, lambda _: next(texts, b""), Monitor())

    def fates(self) -> Mapping[str, Fate]:
        return {"T-1": held(sample("T-1"), edited("T-1", b"written anew"))}


class Remove(Custody):
    """A file is taken out of a copy."""

    copies = 1

    def do(self, place: Place, vault: Unlocked) -> None:
        remove_file(vault, "T-1", NOTES)

    def fates(self) -> Mapping[str, Fate]:
        before = sample("T-1")
        return {"T-1": held(before, {path: data for path, data in before.items() if path != NOTES})}


class Reclaim(Custody):
    """Most of a segment is dead; the rest moves to a new one."""

    copies = 1

    def make_ready(self, place: Place, vault: Unlocked) -> None:
        # What was there at checkout is kept until the wipe; what came later is dead when it goes.
        texts = iter([sample("T-1")[DATA] * 6])
        put_file(vault, "T-1", LATER, lambda _: next(texts, b""), Monitor())
        with vault.opened(vault.pick_copy("T-1", None), writable=True) as copy:
            copy.unlink(LATER)
            copy.commit()

    def do(self, place: Place, vault: Unlocked) -> None:
        with vault.opened(vault.pick_copy("T-1", None), writable=True) as copy:
            assert reclaim(copy, Monitor()).segments

    def fates(self) -> Mapping[str, Fate]:
        return {"T-1": held(sample("T-1"))}


class CloseNow(Custody):
    """One of two copies is wiped at once."""

    def do(self, place: Place, vault: Unlocked) -> None:
        close_ticket(vault, plan_close(vault, "T-1", at_once=True), Monitor(), at_once=True)

    def fates(self) -> Mapping[str, Fate]:
        # Killed before the close was entered, it is held; afterwards its time has come, and recovery wipes it.
        return {"T-1": Fate(GONE | {CopyState.HELD}, [sample("T-1")]), "T-2": held(sample("T-2"))}


class BatchWipe(Custody):
    """Two of three copies wait for their wipe and share one epoch."""

    copies = 3
    seconds = 40.0

    def make_ready(self, place: Place, vault: Unlocked) -> None:
        for ticket in TICKETS[:2]:
            close_ticket(vault, plan_close(vault, ticket), Monitor())

    def do(self, place: Place, vault: Unlocked) -> None:
        wait_for_wipe(vault, vault.registry.copies.all(states=[CopyState.CLOSING]), Monitor())

    def fates(self) -> Mapping[str, Fate]:
        return {"T-1": Fate(GONE), "T-2": Fate(GONE), "T-3": held(sample("T-3"))}


class Undo(Custody):
    """A close is taken back in time."""

    seconds = 10.0

    def make_ready(self, place: Place, vault: Unlocked) -> None:
        close_ticket(vault, plan_close(vault, "T-1"), Monitor())

    def do(self, place: Place, vault: Unlocked) -> None:
        undo_close(vault, "T-1")

    def fates(self) -> Mapping[str, Fate]:
        states = frozenset({CopyState.HELD, CopyState.CLOSING})
        return {"T-1": Fate(states, [sample("T-1")]), "T-2": held(sample("T-2"))}


class CloseAgain(Undo):
    """Closed, taken back, closed again: the second wipe is cut off as well as the first could have been."""

    seconds = 50.0

    def make_ready(self, place: Place, vault: Unlocked) -> None:
        super().make_ready(place, vault)
        undo_close(vault, "T-1")

    def do(self, place: Place, vault: Unlocked) -> None:
        wiped = wait_for_wipe(vault, close_ticket(vault, plan_close(vault, "T-1"), Monitor()), Monitor())
        assert [record.state for record in wiped] == [CopyState.WIPED]

    def fates(self) -> Mapping[str, Fate]:
        states = frozenset({CopyState.HELD, CopyState.CLOSING, CopyState.WIPED})
        return {"T-1": Fate(states, [sample("T-1")]), "T-2": held(sample("T-2"))}


class Recovering(Custody):
    """A start that has to wipe two copies whose time has come while nobody was there."""

    copies = 3
    seconds = timedelta(days=1).total_seconds()

    def make_ready(self, place: Place, vault: Unlocked) -> None:
        for ticket in TICKETS[:2]:
            close_ticket(vault, plan_close(vault, ticket), Monitor())

    def do(self, place: Place, vault: Unlocked) -> None:
        recover(vault, Monitor())

    def fates(self) -> Mapping[str, Fate]:
        return {"T-1": Fate(GONE), "T-2": Fate(GONE), "T-3": held(sample("T-3"))}


class WorkAfterAWipe(Custody):
    """What is left goes on being worked on: a wipe, then a checkout and an edit in the new epoch."""

    copies = 2

    def make_ready(self, place: Place, vault: Unlocked) -> None:
        lay_down(place.source("T-3"), sample("T-3"))

    def do(self, place: Place, vault: Unlocked) -> None:
        close_ticket(vault, plan_close(vault, "T-1", at_once=True), Monitor(), at_once=True)
        check_out(vault, plan_check_out(vault, "T-3", str(place.source("T-3"))), Monitor())
        with vault.opened(vault.pick_copy("T-2", None), writable=True) as copy:
            assert tree_of(copy) == sample("T-2")
            with copy.open_file(NOTES, writable=True) as file:
                file.truncate(0)
                file.pwrite(b"later", 0)
            copy.commit()

    def fates(self) -> Mapping[str, Fate]:
        return {
            "T-1": Fate(GONE | {CopyState.HELD}, [sample("T-1")]),
            "T-2": held(sample("T-2"), edited("T-2", b"later")),
            "T-3": held(sample("T-3"), or_unknown=True),
        }
