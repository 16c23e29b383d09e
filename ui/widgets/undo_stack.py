"""What can be taken back, and then done again: for Ctrl+Z and Ctrl+Shift+Z."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

_MOST = 50

Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True, eq=False)
class Redo:
    """How an act that was taken back is done again; without `run`, `why_not` says why that cannot be."""

    run: Callable[[], object] | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Undo(Generic[Shown]):
    """An act that can be taken back, and what offers it. `redo` is None where the owner offers it by itself."""

    run: Callable[[], object]
    shown: Shown
    redo: Redo | None = None


class UndoStack(Generic[Shown]):
    """The newest last. An act that is new ends what could be done again; one that was done again does not."""

    def __init__(self) -> None:
        self._undos: list[Undo[Shown]] = []
        self._redos: list[Redo] = []
        self._done_again = 0

    def add(self, undo: Undo[Shown]) -> None:
        """An act was done."""
        if self._done_again:
            self._done_again -= 1
        else:
            self._redos.clear()
        self._undos.append(undo)
        del self._undos[:-_MOST]

    def last(self) -> Undo[Shown] | None:
        """The newest act that can be taken back."""
        return self._undos[-1] if self._undos else None

    def holds(self, undo: Undo[Shown]) -> bool:
        """Whether it can still be taken back here."""
        return undo in self._undos

    def taken_back(self, undo: Undo[Shown]) -> None:
        """It was taken back, once and for all."""
        self._undos.remove(undo)
        if undo.redo is not None:
            self.add_redo(undo.redo)

    def drop(self, shown: Shown) -> None:
        """What is offered by this cannot be taken back any more."""
        self._undos = [undo for undo in self._undos if undo.shown is not shown]

    def add_redo(self, redo: Redo) -> None:
        """An act was taken back, and can be done again this way."""
        self._done_again = 0
        self._redos.append(redo)
        del self._redos[:-_MOST]

    def pop_redo(self) -> Redo | None:
        """What was taken back last; whoever asks does it again."""
        if not self._redos:
            return None
        redo = self._redos.pop()
        self._done_again += redo.run is not None
        return redo

    def clear(self) -> None:
        """Nothing before this moment can be taken back or done again."""
        self._undos.clear()
        self._redos.clear()
        self._done_again = 0
