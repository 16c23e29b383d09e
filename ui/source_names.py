"""What a source is called in the window: short enough for a button, and still clear."""

from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QCoreApplication

from ui.icons.names import Icon

_ENGINES = {
    "postgresql": "PostgreSQL",
    "mysql": "MySQL",
    "firebird": "Firebird",
    "sqlserver": "SQL Server",
    "sqlite": "SQLite",
    "sqlcipher": "SQLCipher",
}
_FILE_ENGINES = frozenset({"sqlite", "sqlcipher"})


def is_server(kind: str) -> bool:
    """Whether a source of this kind is reached by a URL."""
    return kind in _ENGINES and kind not in _FILE_ENGINES


def engine_name(kind: str) -> str:
    """The name of a database engine; "" for folders and files."""
    return _ENGINES.get(kind, "")


def source_icon(kind: str) -> Icon:
    """The icon that stands for a kind of source."""
    if kind in _ENGINES:
        return Icon.DATABASE
    return Icon.FILE if kind == "file" else Icon.FOLDER


def short_name(kind: str, location: str) -> str:
    """The last part of where it lies: the folder, the file, or the database."""
    if is_server(kind):
        location = unquote(urlsplit(location).path)
    parts = [part for part in location.replace("\\", "/").split("/") if part]
    return parts[-1] if parts else location


def line_name(kind: str, location: str) -> str:
    """For lists: a database with its engine, a folder or file by its name."""
    engine = engine_name(kind)
    if not engine:
        return short_name(kind, location)
    text = QCoreApplication.translate("SourceNames", "{name} · {engine}", "a database and its engine")
    return text.format(name=short_name(kind, location), engine=engine)


def whereabouts(kind: str, location: str) -> str:
    """What it is and where: "PostgreSQL on hln-db1", "Folder /srv/erp/export"."""
    if is_server(kind):
        host = urlsplit(location).hostname or QCoreApplication.translate("SourceNames", "this machine")
        text = QCoreApplication.translate("SourceNames", "{engine} on {host}", "a database and the machine it is on")
        return text.format(engine=engine_name(kind), host=host)
    texts = {
        "folder": QCoreApplication.translate("SourceNames", "Folder {path}"),
        "file": QCoreApplication.translate("SourceNames", "File {path}"),
        "sqlite": QCoreApplication.translate("SourceNames", "SQLite file {path}"),
        "sqlcipher": QCoreApplication.translate("SourceNames", "Encrypted SQLite file {path}"),
    }
    return texts.get(kind, "{path}").format(path=location)


def findable(kind: str, location: str) -> str:
    """What `find_database` and `plan_check_out` take for a source known by kind and location."""
    return f"sqlcipher://{location}" if kind == "sqlcipher" else location
