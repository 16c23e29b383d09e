"""The gallery's page of states: pills, time held, inline bars, people, empty and loading."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from app.errors import DiskFull
from ui.gallery_parts import Painted, column, framed, row, section
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.surroundings import NoticeAct
from ui.theme.fonts import TextRole
from ui.theme.painting import (
    Pill,
    Tone,
    draw_bar,
    draw_missing,
    draw_person,
)
from ui.theme.theme import Theme
from ui.widgets.buttons import ghost, plain, primary
from ui.widgets.empty_state import EmptyState
from ui.widgets.failure_bar import FailureBar
from ui.widgets.inline_bar import InlineBar
from ui.widgets.labels import IconView, text_label
from ui.widgets.pills import PillLabel
from ui.words import failure as words_of

COPY_STATES = (
    Pill("Encrypted", Tone.OK, Icon.LOCK),
    Pill("Open", Tone.INFO, Icon.LOCK_OPEN),
    Pill("Mounted", Tone.INFO, Icon.DRIVE),
    Pill("Changed", Tone.WARN, Icon.EDIT),
    Pill("in 5 h", Tone.WARN, Icon.CLOCK),
    Pill("2 d 4 h overdue", Tone.DANGER, Icon.OVERDUE),
    Pill("Checking out", Tone.INFO, Icon.RUNNING),
    Pill("Undo 0:24", Tone.ACCENT, Icon.UNDO),
    Pill("Wiping", Tone.DANGER, Icon.WIPE),
    Pill("Wipe incomplete", Tone.WARN, Icon.WARNING),
    Pill("Wiped", Tone.OK, Icon.SHRED),
    Pill("Certificate C-2212", Tone.OK, Icon.CERTIFICATE),
    Pill("Damaged", Tone.DANGER, Icon.DAMAGED),
    Pill("No copy held", Tone.QUIET, Icon.NO_COPY),
    Pill("Held by Jonas Peters", Tone.QUIET, Icon.USER),
)


def states_page(theme: Theme) -> QWidget:
    """Everything that says how things stand."""
    left = column(_pills(theme), _held(theme), _people(theme), None, gap=16)
    right = column(_bars(theme), None, gap=16)
    return column(row(left, right, gap=16), row(_empty(theme), _loading(theme), gap=16), gap=16)


def _pills(theme: Theme) -> QWidget:
    rows = [row(*(PillLabel(theme, pill) for pill in COPY_STATES[at : at + 4]), None) for at in range(0, 15, 4)]
    return section(theme, "States of a copy", *rows)


def _held(theme: Theme) -> QWidget:
    rows: list[QWidget] = []
    for words, share in (("2.1 of 7 d", 0.3), ("6.7 of 7 d", 0.96), ("9.2 of 7 d", 1.3)):
        held = Painted(lambda painter, box, part=share: draw_bar(painter, theme, box, part), QSize(280, 8), words)  # type: ignore[misc]
        rows.append(row(text_label(theme, words), None, held))
    return section(theme, "Time held", *rows)


def _bars(theme: Theme) -> QWidget:
    def bar(tone: Tone, words: str, act: str) -> InlineBar:
        return InlineBar(theme, tone, words, NoticeAct(act, _nothing))

    failure = FailureBar(theme)
    again = NoticeAct("Try again", _nothing)
    failure.show_failure(words_of(DiskFull(path="/")), again)
    return section(
        theme,
        "Inline bars",
        bar(Tone.INFO, "Team data as of 14:02. Your own copies are current.", "Try again"),
        bar(Tone.WARN, "3 statements not committed.", "Roll back"),
        bar(Tone.DANGER, "Entry 1,000,412 does not fit the one before it.", "Show entry"),
        bar(Tone.OK, "Chain verified up to entry 1,000,412, today 08:00.", "Verify now"),
        failure,
        _loss_list(theme),
    )


def _nothing() -> None:
    """The acts of samples do nothing."""


def _loss_list(theme: Theme) -> QWidget:
    words = (
        "These changes exist only in this copy. Wiping destroys them for good.\nThe customer's original is not touched."
    )
    lost = (
        (Icon.FILE_ADDED, "fix_vat_2026.sql", "new, 4 KB"),
        (Icon.FILE_CHANGED, "settings.ini", "edited, 2 lines"),
        (Icon.TABLE, "erp.invoice_run", "214 rows changed"),
    )
    return framed(
        "warnBar",
        row(
            IconView(theme, Icon.WARNING, IconRole.WARN), text_label(theme, "Not exported yet", TextRole.HEADING), None
        ),
        text_label(theme, words, TextRole.SMALL, "secondary"),
        *(
            row(
                IconView(theme, icon, IconRole.WARN),
                text_label(theme, name, TextRole.MEDIUM),
                None,
                text_label(theme, amount, TextRole.SMALL, "muted"),
            )
            for icon, name, amount in lost
        ),
        row(primary(theme, "Export changes…"), plain(theme, "Review"), None),
    )


def _people(theme: Theme) -> QWidget:
    discs = []
    for initials, name in (
        ("ME", "Kim"),
        ("JP", "Jonas"),
        ("AK", "Aylin"),
        ("MN", "Marek"),
        ("LR", "Lena"),
        ("TS", "Tom"),
    ):
        discs.append(
            Painted(
                lambda painter, box, letters=initials, who=name: draw_person(painter, theme, box, letters, who),  # type: ignore[misc]
                QSize(24, 24),
                name,
            )
        )

    def swatches(painter: QPainter, box: QRectF) -> None:
        width = box.width() / len(theme.colours.people)
        for number, colour in enumerate(theme.colours.people):
            painter.fillRect(QRectF(number * width, 0, width - 4, box.height()), QColor(colour))

    return section(
        theme, "People and customers", row(*discs, Painted(swatches, QSize(240, 3), "Customers' lines"), None)
    )


def _empty(theme: Theme) -> QWidget:
    state = EmptyState(
        theme,
        Icon.SHIELD_CHECK,
        "No customer data on this machine",
        "Pick a ticket to check out an encrypted copy.",
        primary(theme, "Choose a ticket", Icon.TICKETS),
        plain(theme, "New ticket", Icon.ADD),
        ghost(theme, "View last certificate", Icon.CERTIFICATE),
        foot="or drop a folder, a dump or a backup here",
    )
    return section(theme, "Empty", state)


def _loading(theme: Theme) -> QWidget:
    def line(painter: QPainter, box: QRectF) -> None:
        for left, width, top in ((28, 200, 8), (28, 130, 26), (300, 120, 8), (300, 60, 26)):
            draw_missing(painter, theme, QRectF(box.left() + left, box.top() + top, width, 8))
        draw_missing(painter, theme, QRectF(box.left() + 4, box.top() + 17, 12, 8))

    rows = [Painted(line, QSize(440, theme.measures.rows.two_lines), "Row not read yet") for _ in range(3)]
    return section(theme, "Rows not read yet", *rows, None)
