"""Somebody who has only what assistive technology has: names, roles, states, actions, and what is announced."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import pytest

SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Said:
    """What a screen reader was asked to say."""

    text: str
    is_urgent: bool


class Thing(Protocol):
    """One thing of the tree."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def is_shown(self) -> bool:
        """Whether it can be perceived at all."""

    @property
    def is_usable(self) -> bool:
        """Whether it is enabled."""

    def children(self) -> Sequence["Thing"]:
        """What is in it."""

    def actions(self) -> Sequence[str]:
        """What can be done with it."""

    def do(self, action: str) -> None:
        """Do that."""

    def write(self, text: str) -> None:
        """Put a text into it, in place of what was there."""

    def select_nothing(self) -> None:
        """Of a list or table: end its selection."""


class Reader(Protocol):
    """A way to the program."""

    def root(self) -> Thing | None:
        """The window; None while there is none."""

    def said(self) -> Sequence[Said]:
        """Everything announced so far."""

    def wait(self, seconds: float) -> None:
        """Let the program work for a while."""


class Assisted:
    """Uses the program through a Reader. `actions` counts what was done."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.actions = 0

    def press(self, name: str) -> None:
        """Press the button or tab of this name, as soon as there is one that can be."""
        self._do("Press", name)

    def _do(self, action: str, name: str) -> None:
        found: list[Thing] = []

        def is_there() -> bool:
            found[:] = [each for each in self._all() if each.name == name and self._can(each, action)]
            return len(found) == 1

        self.wait(is_there, f'nothing called "{name}" can be pressed')
        found[0].do(action)
        self.actions += 1

    @staticmethod
    def _can(thing: Thing, action: str) -> bool:
        return thing.is_usable and action in thing.actions()

    def choose(self, words: str, within: str) -> None:
        """Select what has `words` in its name, and nothing else, in the list or table of this name."""
        found: list[tuple[Thing, Thing]] = []

        def is_there() -> bool:
            found[:] = [
                (above, each)
                for above in self._all()
                if above.name == within
                for each in above.children()
                if words in each.name and "Toggle" in each.actions()
            ]
            return bool(found)

        self.wait(is_there, f'no row with "{words}" in {within}')
        above, row = found[0]
        above.select_nothing()
        row.do("Toggle")
        self.actions += 1

    def write(self, text: str, into: str) -> None:
        """Put a text into the field of this name."""
        found: list[Thing] = []

        def is_there() -> bool:
            found[:] = [each for each in self._all() if each.name == into and "SetFocus" in each.actions()]
            return len(found) == 1

        self.wait(is_there, f"there is no field {into}")
        found[0].do("SetFocus")
        found[0].write(text)

    def reads(self, text: str) -> bool:
        """Whether the name of anything has this text in it."""
        return any(text in each.name for each in self._all())

    def wait_to_read(self, text: str, seconds: float = SECONDS) -> None:
        """Wait until the name of something has this text in it."""
        self.wait(lambda: self.reads(text), f'"{text}" is nowhere', seconds)

    def hears(self, text: str, *, is_urgent: bool) -> bool:
        """Whether this was announced, in that manner."""
        return any(text in said.text and said.is_urgent is is_urgent for said in self._reader.said())

    def wait_to_hear(self, text: str, *, is_urgent: bool, seconds: float = SECONDS) -> None:
        """Wait until this was announced, in that manner."""
        self.wait(lambda: self.hears(text, is_urgent=is_urgent), f'"{text}" was not announced', seconds)

    def pause(self, seconds: float) -> None:
        """Do nothing for a while."""
        self._reader.wait(seconds)

    def wait(self, is_so: Callable[[], bool], what: str, seconds: float = SECONDS) -> None:
        """Wait until something is so."""
        ends = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > ends:
                names = [each.name for each in self._all() if each.name]
                pytest.fail(f"{what}; there are {names}; said was {list(self._reader.said())}")
            self._reader.wait(0.1)

    def _all(self) -> Iterator[Thing]:
        root = self._reader.root()
        if root is not None:
            yield from _below(root)


def _below(thing: Thing) -> Iterator[Thing]:
    if thing.is_shown:
        yield thing
        for each in thing.children():
            yield from _below(each)
