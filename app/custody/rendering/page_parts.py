"""What stands on certificates and on renderings of the ledger alike: a checkpoint, and the foot of each page."""

from app.custody.rendering.fonts import Style
from app.custody.rendering.letters import LONGEST_TEXT
from app.custody.rendering.sheet import CODE, GREY, HEIGHT, INNER, LEFT, WIDTH, Box, Setting, Sheet, Words

_CHECKPOINT_LINES = 12
_FOOT = Setting(Style.PLAIN, 7, 3.6, GREY)


def put_checkpoint(sheet: Sheet, note: str) -> None:
    """A signed checkpoint, in lines that can be copied from the page and verified."""
    sheet.skip(1)
    sheet.paragraph("Its signed checkpoint, which shows later if lines were cut off:")
    lines = [line[:LONGEST_TEXT] for line in note.rstrip("\n").split("\n")[:_CHECKPOINT_LINES]]
    widest = max(sheet.width(line, CODE) for line in lines)
    points = max(5.2, min(CODE.points, CODE.points * INNER / max(widest, 1.0) * 0.995))
    setting = Setting(Style.CODE, points, 3.4)
    for line in lines:
        sheet.paragraph(line, setting, most=3)


def number_pages(sheet: Sheet, text: str) -> None:
    """The foot of every page: what it is of, and its number."""
    total = len(sheet.pages)
    [left] = sheet.fit(text, _FOOT, INNER - 30, 1)
    for number, marks in enumerate(sheet.pages, start=1):
        right = f"Page {number} of {total}"
        baseline = HEIGHT - 11.0
        marks.append(Box(LEFT, baseline - 4.4, INNER, 0.2, (226, 232, 240)))
        marks.append(Words(LEFT, baseline, _FOOT, left))
        marks.append(Words(WIDTH - LEFT - sheet.width(right, _FOOT), baseline, _FOOT, right))
