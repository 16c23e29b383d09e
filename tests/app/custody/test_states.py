"""The states of a copy and every step between them."""

import itertools

import pytest

from app.custody.states import ENDING, PRESENT, WORKABLE, can_become, require_step
from app.errors import TransitionRefused
from app.model import CopyState
from tests.app.custody.samples import a_record

STEPS = {
    ("CHECKING_OUT", "HELD"),
    ("HELD", "CLOSING"),
    ("HELD", "DAMAGED"),
    ("DAMAGED", "CLOSING"),
    ("DAMAGED", "HELD"),
    ("CLOSING", "HELD"),
    ("CLOSING", "DAMAGED"),
    ("CLOSING", "KEY_DESTROYED"),
    ("KEY_DESTROYED", "REMOVING"),
    ("REMOVING", "VERIFYING"),
    ("VERIFYING", "WIPED"),
    ("VERIFYING", "REMOVING"),
}
PAIRS = list(itertools.product(CopyState, CopyState))


@pytest.mark.parametrize(("state", "to"), PAIRS)
def test_exactly_the_known_steps_exist(state: CopyState, to: CopyState) -> None:
    is_known = (state.value, to.value) in STEPS
    assert can_become(state, to) is is_known
    if is_known:
        require_step(a_record(state=state), to, "some act")
        return
    with pytest.raises(TransitionRefused) as caught:
        require_step(a_record(state=state), to, "some act")
    assert (caught.value.state, caught.value.act) == (state.value, "some act")


def test_every_state_belongs_somewhere() -> None:
    waiting = {CopyState.CHECKING_OUT, CopyState.CLOSING}
    assert waiting | WORKABLE | ENDING == PRESENT
    assert PRESENT | {CopyState.WIPED} == set(CopyState)


def test_nothing_leads_back_once_the_key_is_destroyed() -> None:
    reached, todo = set(), {CopyState.KEY_DESTROYED}
    while todo:
        state = todo.pop()
        reached.add(state)
        todo |= {to for to in CopyState if can_become(state, to)} - reached
    assert reached == ENDING | {CopyState.WIPED}
