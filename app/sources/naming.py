"""How names on a customer's disk become bytes, and text that is fit for a log."""

import os
import sys

if sys.platform == "win32":
    # Windows names are UTF-16 that nobody checked; os.fsencode would depend on a switch of the interpreter.
    _ENCODING, _ERRORS = "utf-8", "surrogatepass"
else:
    _ENCODING, _ERRORS = sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()


def name_bytes(name: str) -> bytes:
    """The name as the disk has it; on Windows in UTF-8, a lone surrogate kept."""
    return name.encode(_ENCODING, _ERRORS)


def shown(path: str | os.PathLike[str] | bytes) -> str:
    r"""A path as text that can be stored and printed anywhere: what is not UTF-8 appears as \xff."""
    untrusted_name = path if isinstance(path, bytes) else name_bytes(os.fspath(path))
    return untrusted_name.decode("utf-8", "backslashreplace")


def long_path(path: str) -> str:
    r"""On Windows the form of an absolute path that may be longer than 260 characters; elsewhere the path itself."""
    if sys.platform != "win32" or path.startswith("\\\\?\\"):
        return path
    if path.startswith("\\\\"):
        return "\\\\?\\UNC\\" + path[2:]
    return "\\\\?\\" + path
