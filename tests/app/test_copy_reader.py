"""Looking into a copy that stays open: always the newest state, and nothing leaves."""

from collections.abc import Iterator

import pytest

from app.copies.changes import ChangeKind
from app.copies.listing import Order
from app.errors import Cancelled, NameRefused, NoCopyHeld, NotAFolder, PathMissing
from app.operations.remove_file import remove_file
from app.unlocked.copy_reader import CopyReader
from app.unlocked.vault import Unlocked
from tests.app.operations.test_reverting import NOTES, TABLE, put
from tests.app.world import TREE, World


@pytest.fixture
def reader(world: World, vault: Unlocked) -> Iterator[CopyReader]:
    record = world.check_out(vault)
    found = CopyReader(vault, record.id)
    yield found
    found.close()


def test_it_shows_what_is_there(reader: CopyReader) -> None:
    assert [folder.name for folder in reader.folders(b"", b"", 10)] == [b"deep"]
    arranged = reader.arranged(b"", Order.SIZE, is_descending=True)
    assert len(arranged) == 3
    assert [entry.name for entry in arranged.entries(0, 10)] == [b"deep", NOTES, b"empty"]
    arranged.close()
    arranged.close()
    assert arranged.entries(0, 10) == []
    assert reader.read(NOTES, 5, 4) == (len(TREE[NOTES]), TREE[NOTES][5:9])


def test_it_follows_what_is_changed_and_a_folder_stays_as_it_was_arranged(vault: Unlocked, reader: CopyReader) -> None:
    arranged = reader.arranged(b"", Order.NAME, is_descending=False)
    put(vault, NOTES, b"edited")
    remove_file(vault, "T-1", TABLE)
    assert [entry.state for entry in arranged.entries(0, 10)] == [None, None, None]
    arranged.close()
    assert reader.read(NOTES, 0, 100) == (6, b"edited")
    changed = {change.path: change for change in reader.changes()}
    assert {path: change.kind for path, change in changed.items()} == {
        NOTES: ChangeKind.EDITED,
        TABLE: ChangeKind.DELETED,
    }
    assert reader.read_before(changed[TABLE].old_node, 0, 6) == (len(TREE[TABLE]), TREE[TABLE][:6])


def test_what_is_not_there_or_not_open_to_people_is_refused(reader: CopyReader) -> None:
    with pytest.raises(NotAFolder):
        reader.arranged(NOTES, Order.NAME, is_descending=False)
    with pytest.raises(PathMissing):
        reader.read(b"none", 0, 1)
    for ask in (
        lambda: reader.folders(b".bailee-workroom", b"", 1),
        lambda: reader.arranged(b".bailee-workroom", Order.NAME, is_descending=False),
        lambda: reader.read(b".bailee-workroom/x", 0, 1),
    ):
        with pytest.raises(NameRefused):
            ask()


def test_it_ends_with_the_ticket_and_when_it_is_closed(world: World, vault: Unlocked, reader: CopyReader) -> None:
    world.close(vault)
    with pytest.raises(NoCopyHeld):
        reader.changes()
    reader.close()
    with pytest.raises(Cancelled):
        reader.folders(b"", b"", 1)
