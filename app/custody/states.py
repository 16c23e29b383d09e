"""The state machine of a copy. Every step is checked here and saved before the act it stands for."""

from app.errors import TransitionRefused
from app.model import CopyRecord, CopyState

_NEXT = {
    CopyState.CHECKING_OUT: frozenset({CopyState.HELD}),
    CopyState.HELD: frozenset({CopyState.CLOSING, CopyState.DAMAGED}),
    CopyState.DAMAGED: frozenset({CopyState.CLOSING, CopyState.HELD}),
    CopyState.CLOSING: frozenset({CopyState.HELD, CopyState.DAMAGED, CopyState.KEY_DESTROYED}),
    CopyState.KEY_DESTROYED: frozenset({CopyState.REMOVING}),
    CopyState.REMOVING: frozenset({CopyState.VERIFYING}),
    CopyState.VERIFYING: frozenset({CopyState.WIPED, CopyState.REMOVING}),
    CopyState.WIPED: frozenset(),
}

WORKABLE = frozenset({CopyState.HELD, CopyState.DAMAGED})
"""The copy can be opened and worked on."""

ENDING = frozenset({CopyState.KEY_DESTROYED, CopyState.REMOVING, CopyState.VERIFYING})
"""The key is gone; what is left of the copy is on its way out, and nothing brings it back."""

PRESENT = frozenset(CopyState) - {CopyState.WIPED}
"""Something of the copy is on this machine."""


def can_become(state: CopyState, to: CopyState) -> bool:
    """Whether the step from `state` to `to` exists."""
    return to in _NEXT[state]


def require_step(record: CopyRecord, to: CopyState, act: str) -> None:
    """Raise TransitionRefused unless `record` may become `to`; `act` names what was asked for."""
    if not can_become(record.state, to):
        raise TransitionRefused(copy=record.id, state=record.state.value, act=act)
