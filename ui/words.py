"""Everything the window says about failures, steps and states, in the language of the window."""

import hashlib
import platform
import traceback
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, qVersion

from app.errors import BaileeError, DumpRefused, InputRefused, StatementFailed, TooManyEntries
from app.model import CopyState
from app.progress import Step
from ui import formats
from ui.wording import Words, later
from ui.words_copies import COPY_WORDS, SOURCE_WORDS
from ui.words_custody import CUSTODY_WORDS, DISK_WORDS
from ui.words_databases import DATABASE_WORDS
from ui.words_reasons import field_words, reason_words
from ui.words_register import REGISTER_WORDS
from ui.words_vault import VAULT_WORDS

WORDED: Final[dict[type[BaileeError], Words]] = {
    **REGISTER_WORDS,
    **VAULT_WORDS,
    **COPY_WORDS,
    **SOURCE_WORDS,
    **CUSTODY_WORDS,
    **DISK_WORDS,
    **DATABASE_WORDS,
}

_BUG = Words(
    "Something in Bailee went wrong.",
    "What was being done may not be complete. Copies stay sealed, and the customers' originals are not touched.",
    "Try again. If it happens twice, copy the details and send them to whoever looks after Bailee.",
)

_NO_MEMORY = Words(
    "This computer has run out of memory.",
    "What was being done is not complete. Copies stay sealed, and the customers' originals are not touched.",
    "Close other programs and try again.",
)

_STEPS: Final = {
    Step.SEALING: later("Steps", "Encrypting"),
    Step.SAVING: later("Steps", "Saving"),
    Step.READING: later("Steps", "Reading"),
    Step.CHECKING: later("Steps", "Checking"),
    Step.RECLAIMING: later("Steps", "Giving space back"),
    Step.DESTROYING_KEY: later("Steps", "Destroying the key"),
    Step.CLEARING: later("Steps", "Removing files"),
    Step.VERIFYING: later("Steps", "Verifying"),
    Step.RECOVERING: later("Steps", "Ending what was begun"),
    Step.WAITING: later("Steps", "Waiting"),
}

_COPY_STATES: Final = {
    CopyState.CHECKING_OUT: later("CopyStates", "Checking out"),
    CopyState.HELD: later("CopyStates", "Encrypted"),
    CopyState.CLOSING: later("CopyStates", "Closing"),
    CopyState.KEY_DESTROYED: later("CopyStates", "Key destroyed"),
    CopyState.REMOVING: later("CopyStates", "Removing"),
    CopyState.VERIFYING: later("CopyStates", "Verifying"),
    CopyState.WIPED: later("CopyStates", "Wiped"),
    CopyState.DAMAGED: later("CopyStates", "Damaged"),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure in words. `detail` is for whoever looks after Bailee: it never holds names, paths or content."""

    happened: str
    means: str
    next_step: str
    code: str
    detail: str


def failure(error: BaseException) -> Failure:
    """What to say of an expected failure, or of a bug."""
    words = _words_for(error)
    facts = _Facts(error)
    code = error.code if isinstance(error, BaileeError) else _code_of_bug(error)
    return Failure(
        happened=_translated(words.happened).format_map(facts),
        means=_translated(words.means).format_map(facts),
        next_step=_translated(words.next_step).format_map(facts),
        code=code,
        detail=_detail(error, code),
    )


def step_words(step: Step) -> str:
    """What is being done, for a progress bar."""
    return QCoreApplication.translate("Steps", _STEPS[step])


def copy_state_words(state: CopyState) -> str:
    """The state of a copy, for a pill."""
    return QCoreApplication.translate("CopyStates", _COPY_STATES[state])


def _words_for(error: BaseException) -> Words:
    if isinstance(error, BaileeError):
        return next(WORDED[kind] for kind in type(error).__mro__ if kind in WORDED)
    return _NO_MEMORY if isinstance(error, MemoryError) else _BUG


def _translated(text: str) -> str:
    return QCoreApplication.translate("Failures", text)


class _Facts(dict[str, object]):
    """What {names} in the words stand for. A failure that lacks one is still told, with a dash there."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(vars(error) if isinstance(error, BaileeError) else {})
        if isinstance(self.get("reason"), str):
            self["reason"] = reason_words(str(self["reason"]))
        if isinstance(error, TooManyEntries):
            self["most"] = formats.count(error.most)
        if isinstance(error, InputRefused):
            self["field"] = field_words(error.field)
        if isinstance(error, StatementFailed):
            self["message"] = (error.said or reason_words(error.reason)).rstrip(".")
        if isinstance(error, DumpRefused):
            self["message"] = ": ".join(part for part in (reason_words(error.reason), error.said) if part).rstrip(".")

    def __missing__(self, name: str) -> object:
        return "-"


def _places(error: BaseException) -> list[str]:
    """Where it was raised, innermost first: file, line and function of Bailee's own code."""
    places = []
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        parts = Path(frame.filename).parts
        own = next((index for index, part in enumerate(parts) if part in {"app", "ui"}), None)
        if own is not None and "site-packages" not in parts:
            places.append(f"{'/'.join(parts[own:])}:{frame.lineno} {frame.name}")
    return places


def _code_of_bug(error: BaseException) -> str:
    """The same for the same fault, so that two reports of it are known as one."""
    places = _places(error)
    where = places[0].rpartition(":")[0] if places else ""
    digest = hashlib.sha256(f"{type(error).__name__} {where}".encode()).hexdigest()
    return f"U-{digest[:6].upper()}"


def _detail(error: BaseException, code: str) -> str:
    """Code, types, places and versions. Messages are left out: they can repeat what customers wrote."""
    lines = [f"{code} {type(error).__name__}", *(f"  {place}" for place in _places(error)[:8])]
    cause = error.__cause__ or error.__context__
    while cause is not None:
        lines += [f"because of {type(cause).__name__}", *(f"  {place}" for place in _places(cause)[:3])]
        cause = cause.__cause__ or cause.__context__
    lines.append(f"Bailee {_version()}, Python {platform.python_version()}, Qt {qVersion()}")
    lines.append(f"{platform.system()} {platform.release()}, {platform.machine()}")
    return "\n".join(lines)


def _version() -> str:
    """As `app.bootstrap.tool_version`, without all that is imported there: the first window must not wait for it."""
    try:
        return version("bailee")
    except PackageNotFoundError:
        return "0"
