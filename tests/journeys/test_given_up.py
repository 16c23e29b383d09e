"""A checkout that was given up leaves no key behind, even where it was cut short with the key written down."""

from pathlib import Path

from app.crypto.secret import Secret
from app.keys.table import seal_table
from app.model import CopyId, CopyState
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.recover import recover
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.journeys.invariants import Fate, held, recovered
from tests.journeys.vaults import Place, Tree, enter

STRAY = CopyId("ab" * 16)
TREE: Tree = {b"notes.txt": b"a few notes"}


def write_key_down(vault: Unlocked) -> None:
    """What adding a key does before it replaces HEAD."""
    keys = vault.keys
    head, table = keys.head, keys.table.with_copy(STRAY, Secret.random())
    key = keys._state.epoch_keys.table
    sealed = seal_table(table, key, bytes.fromhex(head.vault), head.epoch, head.generation + 1)
    keys.files.table(keys.files.new_table_name(head.epoch)).write_bytes(sealed)


def test_the_next_start_ends_the_epoch_of_a_key_that_was_given_up(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.lay_out()
    with place.created() as vault:
        enter(vault, ["T-1"])
        place.check_out(vault, "T-1", TREE)
        before = dict(place.keyring.entries)
        write_key_down(vault)
    recovered(place, {"T-1": held(TREE)})
    assert not before.keys() & place.keyring.entries.keys()
    with place.unlocked() as vault:
        assert vault.keys.head.epoch == 2
        wiped = close_ticket(vault, plan_close(vault, "T-1", at_once=True), Monitor(), at_once=True)
        assert [record.state for record in wiped] == [CopyState.WIPED]
        assert not recover(vault, Monitor()).did_something
    recovered(place, {"T-1": Fate(frozenset({CopyState.WIPED}))})
