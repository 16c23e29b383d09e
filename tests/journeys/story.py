"""The story that is recorded whole: three copies, worked on and wiped, two of them together, and one more afterwards.

After each step an empty file is made in `marks`, which is recorded too, so that what lay on the disk and in the
keyring can be told for every moment. What is exported lies in `out`, which is not recorded.
"""

from pathlib import Path

from app.model import CopyState, Ticket
from app.operations.certify import export_certificate
from app.operations.check_copy import check_copy
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.list_files import list_files
from app.operations.put_file import put_file
from app.operations.read_file import read_file
from app.operations.read_ledger import verify_ledger
from app.operations.recover import recover
from app.operations.remove_file import remove_file
from app.operations.show_changes import show_changes
from app.operations.wait_for_wipe import wait_for_wipe
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.journeys.vaults import CUSTOMER, FOLDER, Place, Tree, enter

CUSTOMER_NAME = "Featherstonehaugh Orrery Works"
TICKETS = ("RT-90210077", "RT-90210078", "RT-90210079", "RT-90210080")
FIRST, SECOND, THIRD, FOURTH = TICKETS
NOTES, LEDGER, BIG, ANSWER, LATER = (
    b"Aurelia-notes.txt",
    b"Zephyrine/ledger.csv",
    b"Zephyrine/archive.bin",
    b"Quillon-answer.txt",
    b"Zephyrine/Marigold-trace.bin",
)


def content_marker(ticket: str) -> bytes:
    """What stands in every file of a copy, more than once."""
    return f"<<Marmaduke pays {ticket[3:]} guineas>>".encode()


def sample(ticket: str) -> Tree:
    """Files of one chunk and of several, with the marker in contents and other markers in names."""
    marker = content_marker(ticket)
    return {
        b"Zephyrine": FOLDER,
        NOTES: b"To whom it may concern: " + marker * 5,
        LEDGER: b"number,amount\n" + marker * 300,
        BIG: (marker + bytes(range(256))) * 700,
    }


def markers() -> list[bytes]:
    """Every piece of plaintext that must never reach the disk or the ledger."""
    names = [path.rpartition(b"/")[2] for path in (NOTES, LEDGER, BIG, ANSWER, LATER)] + [b"Zephyrine"]
    of_register = [CUSTOMER_NAME, CUSTOMER, "it@quartz.example", "Trouble behind", *TICKETS]
    return [*map(content_marker, TICKETS), *names, *(text.encode() for text in of_register)]


class Telling:
    """The steps, each between two marks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place = Place(folder)

    def mark(self, name: str) -> None:
        (self._folder / "marks" / name).touch(exist_ok=False)

    def tell(self) -> None:
        for name in ("marks", "out"):
            (self._folder / name).mkdir()
        self._place.lay_out()
        with self._place.created() as vault:
            enter(vault, TICKETS, name=CUSTOMER_NAME)
            for ticket in TICKETS[:3]:
                self._place.check_out(vault, ticket, sample(ticket))
            self.mark("three are held")
            self._work(vault)
        with self._place.unlocked(seconds=60) as vault:
            self._wipe_two(vault)
        with self._place.unlocked(seconds=600) as vault:
            assert not recover(vault, Monitor()).did_something
            self._place.check_out(vault, FOURTH, sample(FOURTH))
            self.mark("the fourth is held")
            self._put(vault, THIRD, ANSWER, b"later " + content_marker(THIRD))
        with self._place.unlocked(seconds=700) as vault:
            self._wipe_the_rest(vault)
            verify_ledger(vault)

    def _put(self, vault: Unlocked, ticket: str, path: bytes, text: bytes) -> None:
        texts = iter([text])
        put_file(vault, ticket, path, lambda _: next(texts, b""), Monitor())

    def _work(self, vault: Unlocked) -> None:
        """Changes of every kind; the last makes most of a segment dead, which is then written anew."""
        given: list[bytes] = []
        read_file(vault, FIRST, NOTES, lambda data: given.append(bytes(data)), Monitor())
        assert b"".join(given) == sample(FIRST)[NOTES]
        self._put(vault, FIRST, ANSWER, b"Dear " + content_marker(FIRST))
        self._put(vault, FIRST, LEDGER, content_marker(FIRST) * 100)
        remove_file(vault, SECOND, LEDGER)
        assert len(show_changes(vault, FIRST, Monitor())[1].files) == 2
        # What was there at checkout is kept until the wipe; what came later makes room when it goes.
        self._put(vault, FIRST, BIG, b"small " + content_marker(FIRST))
        self._put(vault, FIRST, LATER, sample(FIRST)[BIG] * 4)
        before = self._segments(vault, FIRST)
        self._put(vault, FIRST, LATER, b"small " + content_marker(FIRST))
        assert before - self._segments(vault, FIRST), "nothing was reclaimed"
        for ticket in TICKETS[:3]:
            assert not check_copy(vault, ticket, Monitor())[1].damaged
            assert list_files(vault, ticket, b"").names
        self.mark("work is done")

    def _segments(self, vault: Unlocked, ticket: str) -> set[str]:
        folder = vault.folder_of(vault.pick_copy(ticket, None).id) / "segments"
        return {path.name for path in folder.iterdir()}

    def _wipe_two(self, vault: Unlocked) -> None:
        closing = [
            record for ticket in (FIRST, SECOND) for record in close_ticket(vault, plan_close(vault, ticket), Monitor())
        ]
        self.mark("two are closing")
        epoch = vault.keys.head.epoch
        wiped = wait_for_wipe(vault, closing, Monitor())
        assert [record.state for record in wiped] == [CopyState.WIPED] * 2
        assert vault.keys.head.epoch == epoch + 1, "they were to share one epoch"
        self.mark("two are wiped")
        self._export(vault, *(record.ticket for record in wiped))

    def _wipe_the_rest(self, vault: Unlocked) -> None:
        for ticket in (THIRD, FOURTH):
            records = close_ticket(vault, plan_close(vault, ticket, at_once=True), Monitor(), at_once=True)
            self.mark("the third is wiped" if ticket == THIRD else "all are wiped")
            self._export(vault, records[0].ticket)

    def _export(self, vault: Unlocked, *tickets: Ticket) -> None:
        for ticket in tickets:
            export_certificate(vault, ticket.number, self._folder / "out" / f"{ticket.number}.json")


def tell(folder: Path) -> None:
    """Tell the whole story in `folder`."""
    Telling(folder).tell()
