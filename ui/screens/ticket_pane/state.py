"""What the pane shows for a ticket: one state, one primary act, decided from the facts alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.custody.states import ENDING, WORKABLE
from app.model import CopyRecord, CopyState, TicketState
from app.operations.first_look import FirstLook
from app.operations.ticket_story import TicketStory
from app.progress import Progress
from ui import formats
from ui.source_names import short_name


class Stage(Enum):
    """How far a ticket's custody is."""

    READY = auto()
    CHECKING_OUT = auto()
    HELD = auto()
    CLOSING = auto()
    WIPING = auto()
    WIPED = auto()
    CLOSED = auto()
    WITH_SOMEBODY = auto()


class PaneAct(Enum):
    """What a button of the pane does."""

    CHECK_OUT = auto()
    CHOOSE_SOURCE = auto()
    TAKE = auto()
    EDIT = auto()
    CANCEL = auto()
    OPEN_COPY = auto()
    EXTEND = auto()
    UNDO = auto()
    WIPE_NOW = auto()
    VIEW_CERTIFICATE = auto()
    SAVE_PDF = auto()
    REOPEN = auto()
    ASK_FOR_IT = auto()
    COPY_MESSAGE = auto()


class Part(Enum):
    """The parts of the pane below its head."""

    SOURCE_LINE = auto()
    CHECKS = auto()
    OTHER_SOURCES = auto()
    PROGRESS = auto()
    COUNTDOWN = auto()
    CUSTODY = auto()
    NOT_EXPORTED = auto()
    WORK = auto()
    HOLDER = auto()
    CERTIFICATE = auto()


class JobKind(Enum):
    """What a job does for the ticket."""

    CHECK_OUT = auto()
    WIPE = auto()


@dataclass(frozen=True, slots=True)
class TicketJob:
    """A job that runs for the ticket, as far as it has come."""

    kind: JobKind
    job_id: int = 0
    progress: Progress | None = None
    is_stopping: bool = False
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class ChosenSource:
    """Where the next copy would be taken from: known from before, picked, or dropped. `text` is what finds it."""

    kind: str
    location: str
    text: str
    is_known: bool = False
    last_used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PaneState:
    """What the pane shows. A primary act that is not enabled has a `reason`, shown beside it."""

    stage: Stage
    act: PaneAct | None
    text: str
    enabled: bool = True
    reason: str = ""
    secondary: tuple[PaneAct, ...] = ()
    parts: tuple[Part, ...] = ()
    record: CopyRecord | None = None
    has_foot: bool = False
    foot_reason: str = ""
    job: TicketJob | None = None
    is_stuck: bool = False
    closing: tuple[CopyRecord, ...] = field(default=())


def pane_state(
    story: TicketStory,
    jobs: Sequence[TicketJob],
    now: datetime,
    *,
    chosen: ChosenSource | None = None,
    look: FirstLook | None = None,
    is_stuck: bool = False,
) -> PaneState:
    """The state of a ticket. `chosen` is the source a checkout would take, `look` what is known of it.

    `is_stuck`: a wipe was tried and has not ended; what stands in the way is said elsewhere.
    """
    running = {job.kind: job for job in jobs}
    mine = [record for record in story.copies if record.technician == story.technician]
    under_way = [record for record in mine if record.state in ENDING]
    closing = tuple(record for record in mine if record.state is CopyState.CLOSING)
    if under_way or closing:
        state = _ending(under_way, closing, running.get(JobKind.WIPE), now)
        return _stuck(state) if is_stuck and state.stage is Stage.WIPING and state.job is None else state
    if JobKind.CHECK_OUT in running or any(record.state is CopyState.CHECKING_OUT for record in mine):
        return _checking_out(running.get(JobKind.CHECK_OUT))
    held = [record for record in mine if record.state in WORKABLE]
    if held or story.held_by_others:
        return _held(held[0]) if held else _with_somebody(story.held_by_others[0])
    if story.ticket.state is TicketState.CLOSED:
        return _closed(story)
    return _ready(story, chosen, look)


def act_text(act: PaneAct) -> str:
    """The words of a secondary button."""
    texts = {
        PaneAct.TAKE: QCoreApplication.translate("TicketPane", "Take"),
        PaneAct.EDIT: QCoreApplication.translate("TicketPane", "Edit"),
        PaneAct.CANCEL: QCoreApplication.translate("TicketPane", "Cancel"),
        PaneAct.EXTEND: QCoreApplication.translate("TicketPane", "Extend"),
        PaneAct.WIPE_NOW: QCoreApplication.translate("TicketPane", "Wipe now"),
        PaneAct.SAVE_PDF: QCoreApplication.translate("TicketPane", "Save PDF"),
        PaneAct.REOPEN: QCoreApplication.translate("TicketPane", "Reopen ticket"),
        PaneAct.COPY_MESSAGE: QCoreApplication.translate("TicketPane", "Copy message"),
    }
    return texts[act]


def _ready(story: TicketStory, chosen: ChosenSource | None, look: FirstLook | None) -> PaneState:
    is_mine = story.ticket.assignee == story.technician
    secondary = (PaneAct.EDIT,) if is_mine else (PaneAct.TAKE, PaneAct.EDIT)
    parts = (Part.CHECKS, Part.OTHER_SOURCES, Part.WORK)
    if chosen is None:
        text = QCoreApplication.translate("TicketPane", "Check out a folder…")
        return PaneState(Stage.READY, PaneAct.CHOOSE_SOURCE, text, secondary=secondary, parts=parts)
    text = QCoreApplication.translate("TicketPane", "Check out {source}")
    reason = block_of(look)
    return PaneState(
        Stage.READY,
        PaneAct.CHECK_OUT,
        text.format(source=short_name(chosen.kind, chosen.location)),
        enabled=not reason,
        reason=reason,
        secondary=secondary,
        parts=(Part.SOURCE_LINE, *parts),
    )


def block_of(look: FirstLook | None) -> str:
    """Why a source cannot be checked out; "" where nothing is known against it."""
    if look is not None and look.bytes > look.free_bytes:
        text = QCoreApplication.translate("TicketPane", "It needs {needed}, and {free} are free on this machine.")
        return text.format(needed=formats.size(look.bytes), free=formats.size(look.free_bytes))
    return ""


def _checking_out(job: TicketJob | None) -> PaneState:
    return PaneState(
        Stage.CHECKING_OUT,
        None,
        QCoreApplication.translate("TicketPane", "Checking out"),
        secondary=(PaneAct.CANCEL,) if job is not None else (),
        parts=(Part.PROGRESS, Part.WORK),
        job=job,
    )


def _held(record: CopyRecord) -> PaneState:
    return PaneState(
        Stage.HELD,
        PaneAct.OPEN_COPY,
        QCoreApplication.translate("TicketPane", "Open copy"),
        secondary=(PaneAct.EXTEND,),
        parts=(Part.CUSTODY, Part.NOT_EXPORTED, Part.WORK),
        record=record,
        has_foot=True,
    )


def _ending(
    under_way: Sequence[CopyRecord], closing: tuple[CopyRecord, ...], job: TicketJob | None, now: datetime
) -> PaneState:
    """A close can be taken back until its time has come, or somebody asked for the wipe."""
    if under_way or job is not None or _is_due(closing, now):
        return _wiping([*under_way, *closing][0], job)
    return _closing(closing)


def _closing(records: tuple[CopyRecord, ...]) -> PaneState:
    return PaneState(
        Stage.CLOSING,
        PaneAct.UNDO,
        QCoreApplication.translate("TicketPane", "Undo"),
        secondary=(PaneAct.WIPE_NOW,),
        parts=(Part.COUNTDOWN, Part.CUSTODY),
        record=records[0],
        closing=records,
    )


def _wiping(record: CopyRecord, job: TicketJob | None) -> PaneState:
    return PaneState(
        Stage.WIPING,
        None,
        QCoreApplication.translate("TicketPane", "Wiping"),
        parts=(Part.PROGRESS, Part.CUSTODY),
        record=record,
        job=job,
    )


def _stuck(state: PaneState) -> PaneState:
    return replace(state, is_stuck=True, parts=tuple(part for part in state.parts if part is not Part.PROGRESS))


def _closed(story: TicketStory) -> PaneState:
    wiped = next((record for record in story.copies if record.certificate_number), None)
    if wiped is None:
        text = QCoreApplication.translate("TicketPane", "Reopen ticket")
        return PaneState(Stage.CLOSED, PaneAct.REOPEN, text, parts=(Part.WORK,))
    return PaneState(
        Stage.WIPED,
        PaneAct.VIEW_CERTIFICATE,
        QCoreApplication.translate("TicketPane", "View certificate"),
        secondary=(PaneAct.SAVE_PDF, PaneAct.REOPEN),
        parts=(Part.CERTIFICATE, Part.WORK),
        record=wiped,
    )


def _with_somebody(record: CopyRecord) -> PaneState:
    return PaneState(
        Stage.WITH_SOMEBODY,
        PaneAct.ASK_FOR_IT,
        QCoreApplication.translate("TicketPane", "Ask for it"),
        secondary=(PaneAct.COPY_MESSAGE,),
        parts=(Part.HOLDER, Part.WORK),
        record=record,
    )


def _is_due(records: Sequence[CopyRecord], now: datetime) -> bool:
    return any(record.wipe_at is not None and record.wipe_at <= now for record in records)
