"""What stands above the grid: how many rows, how many of how many, what was changed, how long it took."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.databases.console.estimates import Estimate
from app.databases.console.first_rows import Outcome
from app.databases.console.looking import Kind
from app.databases.console.statements import first_word
from ui import formats

_LONGEST = 60


def rows_words(fetched: int, *, has_more: bool, shown: int | None = None) -> str:
    """The rows of a result: "214 rows", "1,000 rows, more follow", "12 of 1,000 fetched rows"."""
    if shown is not None:
        text = QCoreApplication.translate(
            "SqlResults", "{shown} of %n fetched row(s)", "", formats.plural(fetched)
        ).format(shown=formats.count(shown))
        return formats.counted(text, fetched)
    if has_more:
        return formats.counted(
            QCoreApplication.translate("SqlResults", "First %n row(s)", "", formats.plural(fetched)), fetched
        )
    return formats.counted(QCoreApplication.translate("SqlResults", "%n row(s)", "", formats.plural(fetched)), fetched)


def table_words(fetched: int, *, has_more: bool, estimate: Estimate | None, counted: int | None) -> str:
    """The rows of a table that is looked through: "500 of about 9,880,120 rows"."""
    if counted is not None:
        whole = formats.counted(
            QCoreApplication.translate("SqlResults", "%n row(s)", "", formats.plural(counted)), counted
        )
    elif not has_more:
        whole = formats.counted(
            QCoreApplication.translate("SqlResults", "%n row(s)", "", formats.plural(fetched)), fetched
        )
    elif estimate is not None and estimate.rows > fetched:
        text = QCoreApplication.translate(
            "SqlResults", "{fetched} of about %n row(s)", "", formats.plural(estimate.rows)
        ).format(fetched=formats.count(fetched))
        return formats.counted(text, estimate.rows)
    else:
        return rows_words(fetched, has_more=True)
    return whole


def about_words(estimate: Estimate | None) -> str:
    """An estimate, for a tree: "about 1,204,551"."""
    return (
        ""
        if estimate is None
        else QCoreApplication.translate("SqlResults", "about {number}").format(number=formats.count(estimate.rows))
    )


def outcome_words(outcome: Outcome) -> str:
    """What a statement without rows has done."""
    changed = outcome.changed
    if outcome.kind is Kind.CHANGES_ROWS and changed is not None:
        text = formats.counted(
            QCoreApplication.translate("SqlResults", "%n row(s) changed", "", formats.plural(changed.own)), changed.own
        )
        more = changed.in_all - changed.own
        if more <= 0:
            return text
        by_others = formats.counted(
            QCoreApplication.translate("SqlResults", "%n more by triggers and foreign keys", "", formats.plural(more)),
            more,
        )
        return QCoreApplication.translate("SqlResults", "{changed}, {more}").format(changed=text, more=by_others)
    if outcome.kind is Kind.CHANGES_SCHEMA:
        return QCoreApplication.translate("SqlResults", "Structure changed")
    return QCoreApplication.translate("SqlResults", "Done")


def changed_words(changed: int) -> str:
    """What a run came to."""
    if not changed:
        return QCoreApplication.translate("SqlResults", "Done. The copy holds a checkpoint from before.")
    return formats.counted(
        QCoreApplication.translate(
            "SqlResults", "%n row(s) changed. The copy holds a checkpoint from before.", "", formats.plural(changed)
        ),
        changed,
    )


def time_words(milliseconds: float) -> str:
    """How long the database took: "12 ms", "3.4 s"."""
    if milliseconds < 1:
        return QCoreApplication.translate("SqlResults", "under 1 ms")
    if milliseconds < 1_000:
        return QCoreApplication.translate("SqlResults", "{number} ms").format(number=formats.count(round(milliseconds)))
    return QCoreApplication.translate("SqlResults", "{number} s").format(number=f"{milliseconds / 1000:.1f}")


def title_of(outcome: Outcome, number: int) -> str:
    """A result among several: its number and how its statement begins."""
    text = " ".join(outcome.statement.text.split())
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"
    return f"{formats.count(number)}  {short or first_word(outcome.statement.text)}"


def plan_lines(rows: Sequence[Sequence[object]]) -> list[str]:
    """The rows of EXPLAIN QUERY PLAN as an indented list."""
    depths: dict[object, int] = {}
    lines = []
    for row in rows:
        number, parent, detail = row[0], row[1], row[3]
        depths[number] = depths.get(parent, -1) + 1
        lines.append(f"{'    ' * depths[number]}{detail}")
    return lines
