"""Why something was refused, where Bailee itself says so: the reasons in failures, in the language of the window.

What a database, a server or the system says is not here: it is shown as it came.
"""

import re
from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.wording import later
from ui.words_reasons_sources import SERVER_REASONS, TABLE_REASONS

_INPUT_REASONS: Final = (
    later("Reasons", "{least} to {most} are possible"),
    later("Reasons", "a second to a day are possible"),
    later("Reasons", "a whole number from {least} to {most} is needed"),
    later("Reasons", "one of {choices} is needed"),
    later("Reasons", "known are {names}"),
    later("Reasons", "cannot be written as text"),
    later("Reasons", "empty"),
    later("Reasons", "is empty"),
    later("Reasons", "every one is left out"),
    later("Reasons", "holds a /"),
    later("Reasons", "holds a control character"),
    later("Reasons", "holds half a surrogate pair"),
    later("Reasons", "is not a file"),
    later("Reasons", "is past, or too far off"),
    later("Reasons", "it was not kept by Bailee"),
    later("Reasons", "its tables do not come from a server"),
    later("Reasons", "lies in the future"),
    later("Reasons", "lies inside the home folder of Bailee"),
    later("Reasons", "longer than {most} characters"),
    later("Reasons", "not TABLE=CONDITION"),
    later("Reasons", '"{text}" is not NAME or NAME:schema'),
    later("Reasons", "the name must end in .json or .pdf"),
    later("Reasons", "there is none that could still be changed"),
    later("Reasons", "a folder, not a database file"),
    later("Reasons", "a folder, not a dump"),
    later("Reasons", "neither a folder nor a file"),
    later("Reasons", "no file can have this name"),
    later("Reasons", "a .csv file holds every entry; a .pdf file can hold some"),
    later("Reasons", "the name must end in .csv or .pdf"),
)
"""What can be wrong with what was typed or chosen."""

_SQL_REASONS: Final = (
    later("Reasons", "a value or the statement itself is too long"),
    later("Reasons", "it cannot be told where this statement ends"),
    later("Reasons", "it meets a name that is not text"),
    later("Reasons", "not enough memory"),
    later("Reasons", "stopped after {seconds} s"),
    later("Reasons", "the database refused it while it ran"),
    later("Reasons", "the script left a transaction open; everything in it was rolled back"),
    later("Reasons", "the statement has parameters, and they have no values"),
    later("Reasons", "the statement holds a NUL character"),
    later("Reasons", "the statement holds what is not text"),
    later("Reasons", "VACUUM is not allowed: it would write the whole database a second time"),
    later("Reasons", "ATTACH, DETACH and VACUUM are not allowed: the copy must stay closed"),
    later("Reasons", "this database is open for reading only"),
    later("Reasons", "this session is read-only"),
    later("Reasons", "this session is read-only, and the statement asks for the right to write"),
    later("Reasons", "this session is read-only, and the statement changes the schema"),
    later("Reasons", "this session is read-only, and the statement changes rows of {table} through {via}"),
    later("Reasons", "this session is read-only, and the statement changes rows of {table}"),
    later("Reasons", "this session is read-only, and the function {name} writes"),
    later("Reasons", "this session is read-only, and PRAGMA {name} would set something"),
    later("Reasons", "PRAGMA {name} is not allowed with a value"),
    later("Reasons", "PRAGMA {name} is not allowed"),
    later("Reasons", "the function {name} is not allowed: it can reach out of the copy"),
    later("Reasons", "virtual tables of the kind {kind} are not allowed: they can reach out of the copy"),
    later("Reasons", "not allowed here: {act}"),
    later("Reasons", "it has no effect inside a transaction: let it stand first"),
    later("Reasons", "it was dropped since"),
    later("Reasons", "it was created since"),
    later("Reasons", "its columns were changed since"),
    later("Reasons", "its rows cannot be told apart"),
    later("Reasons", "rows of {tables} would refer to rows that are not there"),
)
"""Why a statement is not run, or rows cannot be put back."""

_DUMP_REASONS: Final = (
    later("Reasons", "VACUUM is not allowed"),
    later("Reasons", "SQLite does not accept the statement"),
    later("Reasons", "a statement is longer than {most} characters"),
    later("Reasons", "it ends with ROLLBACK, so it is not whole"),
    later("Reasons", "it is a dump of {engine}, and {reason}"),
    later("Reasons", "it is an archive of pg_dump, which only pg_restore reads"),
    later("Reasons", "it is packed with {packer}; unpack it first"),
    later("Reasons", "it is a {kind} file; unpack it first"),
    later("Reasons", "it is no text in UTF-8 or UTF-16"),
    later("Reasons", "it is no text, and no SQLite database without a key"),
    later("Reasons", "there is no statement in it"),
)
"""What is wrong with a dump."""

_POLICY_REASONS: Final = (
    later("Reasons", "longer than {most} bytes"),
    later("Reasons", "none was given"),
    later("Reasons", "not UTF-8 at byte {at}"),
    later("Reasons", "version: {version} is needed"),
    later("Reasons", "{path}.days: 1 to {most} are possible"),
    later("Reasons", "{path}.days: only for the kind {kind}"),
    later("Reasons", '{path}: "mask" or "keep" is needed'),
    later("Reasons", "{path}: a table is needed"),
    later("Reasons", "{path}: text is needed"),
    later("Reasons", "{path}: fits several columns"),
    later("Reasons", "{path}: the column is named twice"),
    later("Reasons", '{path}: no kind "{kind}"; there are {kinds}'),
    later("Reasons", "{path}: table {table} is named twice"),
    later("Reasons", "{path}: the database has no such table"),
    later("Reasons", "{path}: fits {tables}"),
    later("Reasons", '{path}: "{kind}" cannot keep apart what is a key'),
    later("Reasons", "{path}: not known; there are {names}"),
)
"""What is wrong with a masking policy."""

REASONS: Final = (
    *_INPUT_REASONS,
    *_SQL_REASONS,
    *_DUMP_REASONS,
    *_POLICY_REASONS,
    *TABLE_REASONS,
    *SERVER_REASONS,
)
"""All of them, before translation. {names} stand for what differs; a {reason} in one is a reason again."""

_FIELDS: Final = {
    "number": later("Fields", "number"),
    "title": later("Fields", "title"),
    "name": later("Fields", "name"),
    "contact": later("Fields", "contact"),
    "note": later("Fields", "note"),
    "days": later("Fields", "days"),
    "folder": later("Fields", "folder"),
    "file": later("Fields", "file"),
    "time": later("Fields", "time"),
    "reason": later("Fields", "reason"),
    "text": later("Fields", "text"),
    "assignee": later("Fields", "assignee"),
    "passphrase": later("Fields", "passphrase"),
    "database": later("Fields", "database"),
    "tables": later("Fields", "tables"),
    "undo_seconds": later("Fields", "undo_seconds"),
    "source": later("Fields", "source"),
    "choice": later("Fields", "choice"),
    "where": later("Fields", "where"),
    "author": later("Fields", "author"),
    "--to": later("Fields", "--to"),
}
_NAME: Final = re.compile(r"\{(\w+)\}")


def reason_words(reason: str) -> str:
    """A reason in the language of the window; one that is not Bailee's own comes back as it is."""
    if reason in REASONS:
        return _translated(reason)
    for template in sorted(filter(_NAME.search, REASONS), key=_own_letters, reverse=True):
        found = re.fullmatch(_pattern(template), reason)
        if found is not None:
            facts = found.groupdict()
            if "reason" in facts:
                facts["reason"] = reason_words(facts["reason"])
            return _translated(template).format_map(facts)
    return reason


def field_words(field: str) -> str:
    """What a field is called; one that nobody gave a name keeps that of the core."""
    return QCoreApplication.translate("Fields", _FIELDS[field]) if field in _FIELDS else field


def _translated(text: str) -> str:
    return QCoreApplication.translate("Reasons", text)


def _pattern(template: str) -> str:
    """What a reason made from a template looks like."""
    parts = _NAME.split(template)
    return "".join(re.escape(part) if at % 2 == 0 else f"(?P<{part}>.+?)" for at, part in enumerate(parts))


def _own_letters(template: str) -> int:
    return len(_NAME.sub("", template))
