"""What exists only in a copy and would be lost with it, line by line."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.copies.changes import Change, ChangeKind
from app.databases.comparing.table_changes import Alteration, DatabaseChanges, TableChange
from app.model import NodeKind
from app.operations.show_changes import CopyChanges
from ui import formats
from ui.icons.names import Icon

SHOWN = 8
"""So many lines are shown; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that would be lost: its name and how much of it."""

    icon: Icon
    name: str
    amount: str


@dataclass(frozen=True, slots=True)
class LossList:
    """The lines to show, and how many more there are."""

    lines: tuple[Loss, ...] = ()
    more: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost."""
        return not self.lines


def loss_list(found: Iterable[CopyChanges], *, shown: int = SHOWN) -> LossList:
    """The losses of all copies of a ticket."""
    lines = [loss for changes in found for loss in _losses(changes)]
    return LossList(tuple(lines[:shown]), max(0, len(lines) - shown))


def _losses(changes: CopyChanges) -> Iterable[Loss]:
    """Files first, then tables. A database that SQL changed is told by its tables, not as a file."""
    for change in changes.files:
        if change.path not in changes.databases and change.node_kind is not NodeKind.FOLDER:
            yield _of_file(change)
    for path, inside in changes.databases.items():
        yield from _of_database(path, inside)


def _of_file(change: Change) -> Loss:
    icons = {
        ChangeKind.ADDED: Icon.FILE_ADDED,
        ChangeKind.DELETED: Icon.FILE_REMOVED,
        ChangeKind.EDITED: Icon.FILE_CHANGED,
        ChangeKind.RENAMED: Icon.FILE_CHANGED,
    }
    amounts = {
        ChangeKind.ADDED: QCoreApplication.translate("Losses", "new, {amount}"),
        ChangeKind.EDITED: QCoreApplication.translate("Losses", "edited, {amount}"),
        ChangeKind.RENAMED: QCoreApplication.translate("Losses", "renamed"),
        ChangeKind.DELETED: QCoreApplication.translate("Losses", "deleted"),
    }
    said = amounts[change.kind].format(amount=formats.size(change.new_size or 0))
    return Loss(icons[change.kind], _shown(change.path), said)


def _of_database(path: bytes, inside: DatabaseChanges) -> Iterable[Loss]:
    stem = _shown(path).rpartition("/")[2].rpartition(".")[0] or _shown(path)
    name = QCoreApplication.translate("Losses", "{database}.{table}", "a table in a database")
    for change in inside.tables:
        yield Loss(Icon.TABLE, name.format(database=stem, table=change.name), _table_amount(change))
    others = len(inside.objects) + len(inside.settings)
    if others or not inside.tables:
        text = QCoreApplication.translate("Losses", "%n other change(s)", "", max(1, others))
        yield Loss(Icon.DATABASE, _shown(path), text)


def _table_amount(change: TableChange) -> str:
    if change.alteration is Alteration.CREATED:
        return QCoreApplication.translate("Losses", "new table")
    if change.alteration is Alteration.DROPPED:
        return QCoreApplication.translate("Losses", "dropped")
    if change.rows is None:
        return QCoreApplication.translate("Losses", "changed")
    rows = change.rows.added + change.rows.edited + change.rows.deleted
    if rows:
        return QCoreApplication.translate("Losses", "%n row(s) changed", "", rows)
    return QCoreApplication.translate("Losses", "columns changed")


def _shown(path: bytes) -> str:
    return path.decode("utf-8", "replace")
