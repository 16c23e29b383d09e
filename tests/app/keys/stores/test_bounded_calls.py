"""What is special about the waiting; the rest is tested through the stores."""

import time
from threading import Event, Thread

import pytest

from app.keys.stores.bounded_calls import BoundedCalls, LimitPassed, _Call


def soon() -> float:
    return time.monotonic() + 30


def test_gives_what_the_call_gives_and_raises_what_it_raises() -> None:
    calls = BoundedCalls()
    assert calls.run(lambda: 42, deadline=soon()) == 42
    with pytest.raises(ZeroDivisionError):
        calls.run(lambda: 1 // 0, deadline=soon())
    assert calls.run(lambda: None, deadline=soon()) is None


def test_a_call_in_time_is_not_undone() -> None:
    undone: list[int] = []
    BoundedCalls().run(lambda: None, deadline=soon(), undo=lambda: undone.append(1))
    with pytest.raises(ZeroDivisionError):
        BoundedCalls().run(lambda: 1 // 0, deadline=soon(), undo=lambda: undone.append(1))
    assert undone == []


def test_a_deadline_in_the_past_is_passed() -> None:
    answered = Event()
    with pytest.raises(LimitPassed):
        BoundedCalls().run(answered.wait, deadline=0)
    answered.set()


def test_when_the_waiting_is_interrupted_the_call_counts_as_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    answered, undone = Event(), Event()
    call = _Call(answered.wait, undone.set)
    thread = Thread(target=call.run, daemon=True)
    thread.start()

    def interrupted(_: float) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(call._ended, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        call.outcome(soon())
    answered.set()
    thread.join(10)
    assert undone.is_set()
