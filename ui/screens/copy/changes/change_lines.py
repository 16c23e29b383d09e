"""What changed in a copy, line by line: files, and for databases their tables. Plain values, no widgets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.copies.changes import Change, ChangeKind
from app.databases.comparing.table_changes import Alteration, DatabaseChanges, TableChange
from app.model import NodeKind
from app.operations.show_changes import CopyChanges
from ui import formats
from ui.icons.names import Icon
from ui.screens.copy.names import folder_shown, kind_words, name_shown, path_shown, state_words

_ICONS: Final = {
    ChangeKind.ADDED: Icon.FILE_ADDED,
    ChangeKind.DELETED: Icon.FILE_REMOVED,
    ChangeKind.EDITED: Icon.FILE_CHANGED,
    ChangeKind.RENAMED: Icon.FILE_CHANGED,
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line: a change of a file, or of a `table` in the database that the change is about.

    `stuck` says why what is inside a database cannot be taken back without the rest of it; "" where it can.
    """

    change: Change
    name: str
    where: str
    kind: str
    amount: str
    icon: Icon
    table: str = ""
    has_rows: bool = False
    is_inside: bool = False
    stuck: str = ""

    @property
    def sentence(self) -> str:
        """The line as it is read out."""
        return ", ".join(part for part in (self.name, self.where, self.kind, self.amount) if part)


def change_lines(found: CopyChanges) -> list[ChangeLine]:
    """Every change by path; below a database the tables that SQL changed."""
    lines: list[ChangeLine] = []
    for change in found.files:
        inside = found.databases.get(change.path)
        lines.append(_of_file(change))
        if inside is not None:
            lines.extend(_of_database(change, inside))
    return lines


def _of_file(change: Change) -> ChangeLine:
    where = folder_shown(change.path)
    if change.kind is ChangeKind.RENAMED or change.path != change.old_path:
        text = QCoreApplication.translate("Changes", "was {path}", "a renamed file")
        where = text.format(path=path_shown(change.old_path))
    icon = Icon.FOLDER if change.node_kind is NodeKind.FOLDER else _ICONS[change.kind]
    kind = state_words(change.kind)
    if change.node_kind is not NodeKind.FILE:
        text = QCoreApplication.translate("Changes", "{kind} {state}", "a folder or link, and what happened to it")
        kind = text.format(kind=kind_words(change.node_kind), state=kind)
    return ChangeLine(change, name_shown(change.path), where, kind, _amount(change), icon)


def _amount(change: Change) -> str:
    if change.node_kind is not NodeKind.FILE:
        return ""
    if change.kind is ChangeKind.EDITED and change.old_size != change.new_size:
        text = QCoreApplication.translate("Changes", "{before} to {now}", "two sizes of a file")
        return text.format(before=formats.size(change.old_size or 0), now=formats.size(change.new_size or 0))
    size = change.old_size if change.kind is ChangeKind.DELETED else change.new_size
    return formats.size(size or 0)


def _of_database(change: Change, inside: DatabaseChanges) -> Iterator[ChangeLine]:
    where = QCoreApplication.translate("Changes", "in {database}").format(database=name_shown(change.path))
    for table in inside.tables:
        yield ChangeLine(
            change,
            table.name,
            where,
            _alteration(table),
            _rows(table),
            Icon.TABLE,
            table.name,
            has_rows=table.laid is not None,
            is_inside=True,
            stuck=_stuck(table),
        )
    whole = QCoreApplication.translate("Changes", "Goes back only with the whole database")
    for other in inside.objects:
        words = _altered(other.alteration)
        text = QCoreApplication.translate("Changes", "{kind} {state}", "a folder or link, and what happened to it")
        kind = text.format(kind=other.kind, state=words)
        yield ChangeLine(change, other.name, where, kind, "", Icon.DATABASE, is_inside=True, stuck=whole)
    for setting in inside.settings:
        text = QCoreApplication.translate("Changes", "{before} to {now}", "two sizes of a file")
        amount = text.format(before=setting.before, now=setting.now)
        kind = _altered(Alteration.ALTERED)
        yield ChangeLine(change, setting.name, where, kind, amount, Icon.DATABASE, is_inside=True, stuck=whole)


def _stuck(table: TableChange) -> str:
    """Rows go back alone; what happened to the table itself does not."""
    words = {
        Alteration.CREATED: QCoreApplication.translate("Changes", "It was created since: revert the whole database"),
        Alteration.DROPPED: QCoreApplication.translate("Changes", "It was dropped since: revert the whole database"),
        Alteration.ALTERED: QCoreApplication.translate(
            "Changes", "Its columns were changed since: revert the whole database"
        ),
        Alteration.SAME: "",
    }
    if table.alteration is Alteration.SAME and (table.laid is None or not table.laid.is_comparable):
        return QCoreApplication.translate("Changes", "Its rows cannot be told apart: revert the whole database")
    return words[table.alteration]


def _alteration(table: TableChange) -> str:
    if table.alteration is Alteration.SAME:
        return QCoreApplication.translate("Changes", "rows changed")
    text = QCoreApplication.translate("Changes", "table {state}")
    return text.format(state=_altered(table.alteration))


def _altered(alteration: Alteration) -> str:
    words = {
        Alteration.CREATED: QCoreApplication.translate("Changes", "created"),
        Alteration.DROPPED: QCoreApplication.translate("Changes", "dropped"),
        Alteration.ALTERED: QCoreApplication.translate("Changes", "altered"),
        Alteration.SAME: "",
    }
    return words[alteration]


def _rows(table: TableChange) -> str:
    rows = table.rows
    if rows is None:
        return QCoreApplication.translate("Changes", "rows not compared")
    parts = (
        QCoreApplication.translate("Changes", "%n added", "rows", rows.added) if rows.added else "",
        QCoreApplication.translate("Changes", "%n edited", "rows", rows.edited) if rows.edited else "",
        QCoreApplication.translate("Changes", "%n deleted", "rows", rows.deleted) if rows.deleted else "",
    )
    return ", ".join(part for part in parts if part)
