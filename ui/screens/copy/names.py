"""How names out of a customer's copy are shown: safely, whatever they hold. No widgets here."""

from PySide6.QtCore import QCoreApplication

from app.copies.changes import ChangeKind
from app.copies.paths import shown
from app.model import NodeKind
from ui.icons.engine import IconRole
from ui.icons.names import Icon

_ENDINGS = {
    Icon.FILE_TABLE: {"csv", "tsv", "xls", "xlsx", "ods"},
    Icon.FILE_IMAGE: {"png", "jpg", "jpeg", "gif", "bmp", "webp", "ico", "svg", "tif", "tiff"},
    Icon.FILE_PDF: {"pdf"},
    Icon.FILE_ARCHIVE: {"zip", "gz", "tar", "7z", "rar", "bz2", "xz", "zst"},
    Icon.FILE_DATABASE: {"sqlite", "sqlite3", "db", "mdb", "fdb", "dump"},
    Icon.FILE_CODE: {"xml", "json", "html", "js", "py", "sql", "sh", "php", "java", "cs", "yaml", "yml", "toml", "css"},
    Icon.FILE_TEXT: {"txt", "log", "md", "ini", "cfg", "conf", "properties"},
}
_STATE_ICONS = {
    ChangeKind.ADDED: Icon.FILE_ADDED,
    ChangeKind.EDITED: Icon.FILE_CHANGED,
    ChangeKind.RENAMED: Icon.FILE_CHANGED,
    ChangeKind.DELETED: Icon.FILE_REMOVED,
}


def name_shown(path: bytes) -> str:
    """The last part of a path as one line: bytes that are no text, line ends and marks of direction as escapes."""
    return shown(path.rpartition(b"/")[2]) if path else ""


def path_shown(path: bytes) -> str:
    """A whole path, as safely."""
    return shown(path) if path else ""


def folder_shown(path: bytes) -> str:
    """Where something lies; "" at the top."""
    return path_shown(path.rpartition(b"/")[0])


def entry_icon(name: bytes, kind: NodeKind, state: ChangeKind | None) -> tuple[Icon, IconRole]:
    """What stands before a name: what it is, or what became of it."""
    if kind is NodeKind.FOLDER:
        return Icon.FOLDER, IconRole.WARN if state else IconRole.ITEM
    if state is not None:
        return _STATE_ICONS[state], IconRole.WARN
    if kind is NodeKind.LINK:
        return Icon.LINK, IconRole.ITEM
    ending = name.rpartition(b".")[2].decode("ascii", "replace").lower()
    found = (icon for icon, endings in _ENDINGS.items() if ending in endings)
    return next(found, Icon.FILE), IconRole.ITEM


def state_words(state: ChangeKind | None) -> str:
    """What became of it since the checkout; "" for nothing."""
    if state is None:
        return ""
    words = {
        ChangeKind.ADDED: QCoreApplication.translate("Changes", "added"),
        ChangeKind.EDITED: QCoreApplication.translate("Changes", "edited"),
        ChangeKind.RENAMED: QCoreApplication.translate("Changes", "renamed"),
        ChangeKind.DELETED: QCoreApplication.translate("Changes", "deleted"),
    }
    return words[state]


def kind_words(kind: NodeKind) -> str:
    """What a name stands for."""
    words = {
        NodeKind.FOLDER: QCoreApplication.translate("Changes", "folder"),
        NodeKind.FILE: QCoreApplication.translate("Changes", "file"),
        NodeKind.LINK: QCoreApplication.translate("Changes", "link"),
    }
    return words[kind]
