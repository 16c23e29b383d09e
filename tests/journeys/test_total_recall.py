"""Whoever kept every byte that ever lay on the disk, and has the keyring of now, has nothing of a wiped copy.

What is tried at one moment is tried with all bytes of the whole story, those written later included: that is more
than anybody could have had then, so nothing can be missed between two records.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.errors import BaileeError
from app.model import CopyId
from tests.journeys import story
from tests.journeys.adversary import Adversary, Memory, Moment, spellings
from tests.journeys.story import FIRST, FOURTH, SECOND, THIRD, TICKETS
from tests.journeys.vaults import CUSTOMER
from tests.recorder.build import shim_path
from tests.recorder.recording import Recording, run_recorded


@dataclass(frozen=True)
class Story:
    """The story as it was recorded."""

    folder: Path
    recording: Recording
    memory: Memory
    adversary: Adversary
    copies: dict[str, CopyId]

    def moment(self, mark: str) -> Moment:
        """The moment at which a mark was made."""
        return next(moment for moment in self.memory.moments if moment.mark == mark)

    def after(self, mark: str) -> list[Moment]:
        """That moment and all later ones."""
        return self.memory.moments[self.memory.moments.index(self.moment(mark)) :]

    def ever(self) -> dict[str, bytes]:
        """Every value that was ever in the keyring."""
        return {name: value for moment in self.memory.moments for name, value in moment.keyring.items()}

    def found(self, *pieces: bytes) -> list[str]:
        """Where pieces came to lie below the home folder at any time."""
        home = f"{self.folder / 'home'}/"
        return [str(found) for found in self.recording.find(*pieces) if found.path.startswith(home)]

    def certificates(self) -> dict[str, bytes]:
        """The certificates that were given out, by ticket."""
        return {ticket: (self.folder / "out" / f"{ticket}.json").read_bytes() for ticket in TICKETS}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Story:
    shim_path()
    place = tmp_path_factory.mktemp("recall")
    folder = place / "place"
    folder.mkdir()
    watched = [folder / name for name in ("home", "keys", "marks")]
    recording = run_recorded("tests.journeys.story:tell", folder, log=place / "log", watch=watched, seconds=100)
    memory = Memory(recording, folder)
    certificates = {ticket: (folder / "out" / f"{ticket}.json").read_bytes() for ticket in TICKETS}
    copies = {ticket: CopyId(json.loads(text)["certificate"]["copy"]["id"]) for ticket, text in certificates.items()}
    return Story(folder, recording, memory, Adversary(memory), copies)


def test_what_is_held_can_be_had_with_the_keyring_of_now(told: Story, tmp_path: Path) -> None:
    """The first control: before the wipe the adversary has everything, by the bytes so far."""
    before = told.moment("two are closing")
    keys = told.adversary.copy_keys(before.keyring, until=before.number)
    assert set(keys) == {told.copies[ticket] for ticket in (FIRST, SECOND, THIRD)}
    for ticket in (FIRST, SECOND, THIRD):
        copy = told.copies[ticket]
        tree = told.adversary.content(copy, keys[copy], before, tmp_path)
        assert story.content_marker(ticket) in tree[story.NOTES]


def test_what_is_wiped_could_be_had_with_the_old_keyring(told: Story, tmp_path: Path) -> None:
    """The second control: the recorded bytes still hold the wiped copy; it is only the key that is missing."""
    old = told.moment("two are closing").keyring
    for ticket in (FIRST, SECOND):
        copy = told.copies[ticket]
        key = told.adversary.copy_keys(old)[copy]
        tree = told.adversary.content(copy, key, told.moment("two are closing"), tmp_path)
        assert tree[story.NOTES] == story.sample(ticket)[story.NOTES]
    assert told.copies[FOURTH] not in told.adversary.copy_keys(old)
    assert set(told.adversary.copy_keys(told.ever())) == set(told.copies.values())


@pytest.mark.parametrize(
    ("mark", "wiped", "left"),
    [
        ("two are wiped", (FIRST, SECOND), {THIRD, FOURTH}),
        ("the third is wiped", (FIRST, SECOND, THIRD), {FOURTH}),
        ("all are wiped", TICKETS, set()),
    ],
)
def test_what_is_wiped_cannot_be_had_ever_after(told: Story, mark: str, wiped: tuple[str, ...], left: set[str]) -> None:
    gone = {told.copies[ticket] for ticket in wiped}
    for moment in told.after(mark):
        assert not gone & set(told.adversary.copy_keys(moment.keyring)), moment.mark
    now = told.adversary.copy_keys(told.moment(mark).keyring)
    assert set(now) == {told.copies[ticket] for ticket in left}


def test_a_copy_is_gone_the_moment_its_key_leaves_the_keyring(told: Story) -> None:
    """Not first when its certificate is there: at each moment, what can be had is what its epochs' keys allow."""
    entries = [name for moment in told.memory.moments for name in moment.keyring]
    first, second, third, _ = dict.fromkeys(entries)
    for moment in told.memory.moments:
        found = set(told.adversary.copy_keys(moment.keyring))
        assert (told.copies[FIRST] in found) is (first in moment.keyring), moment
        assert (told.copies[SECOND] in found) is (first in moment.keyring), moment
        assert (told.copies[THIRD] in found) is (first in moment.keyring or second in moment.keyring), moment
        assert (told.copies[FOURTH] in found) is (second in moment.keyring or third in moment.keyring), moment


def test_no_key_of_another_copy_opens_a_wiped_one(told: Story, tmp_path: Path) -> None:
    """Nor does any other key that can be had."""
    after, before = told.moment("two are wiped"), told.moment("two are closing")
    keys = {*told.adversary.copy_keys(after.keyring).values(), *told.adversary.other_keys(after.keyring)}
    assert len(keys) > 10
    for number, key in enumerate(keys):
        with pytest.raises(BaileeError):
            told.adversary.content(told.copies[FIRST], key, before, tmp_path / str(number))


def test_no_key_was_ever_written_down(told: Story) -> None:
    """Raw, in hex or in base64: neither what the keyring held, nor keys of copies, nor anything derived from those."""
    ever = told.ever()
    keys = {
        *ever.values(),
        *told.adversary.copy_keys(ever).values(),
        *told.adversary.other_keys(ever),
    }
    assert len(keys) > 30
    written = [spelling for key in keys for spelling in spellings(key)]
    assert told.found(*written) == []


def test_no_plaintext_was_ever_written_down(told: Story) -> None:
    """Neither contents nor names, nor who the customer is or which ticket it is."""
    assert told.found(*story.markers(), str(told.folder / "customers").encode()) == []
    # And the search does find what is there.
    assert told.found(b"ledger.jsonl")
    assert told.found(b"checkout.begun")


def test_everything_that_was_written_was_seen(told: Story) -> None:
    """All but the shared memory of the write-ahead logs: page numbers and checksums of sealed pages."""
    assert [path for path in told.recording.escapes() if not path.endswith(".db-shm")] == []


def test_the_certificate_names_customer_and_ticket_and_nothing_of_the_content(told: Story) -> None:
    of_register = {story.CUSTOMER_NAME.encode(), CUSTOMER.encode(), b"Trouble behind"}
    for ticket, text in told.certificates().items():
        assert {piece for piece in story.markers() if piece in text} == {*of_register, ticket.encode()}
        assert str(told.folder).encode() not in text
        content = json.loads(text)["certificate"]
        assert (content["verdict"], content["exceptions"]) == ("PASS", [])
