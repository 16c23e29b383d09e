"""Cursors and blobs of firebird-driver, closed so that nothing is left of them even when the connection is gone.

The driver's own `close` stops at the first thing that the server no longer answers to. What is left tries again when it
is collected, and complains where nobody can catch it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from firebird.driver import Cursor
    from firebird.driver.core import BlobReader


def close_cursor(cursor: "Cursor", failure: type[Exception]) -> None:
    """Close `cursor`. `failure` is what the driver raises."""
    try:
        cursor.close()
    except failure:
        statement = cursor._stmt  # noqa: SLF001 - see above
        if statement is not None:
            statement._istmt = None  # noqa: SLF001
        cursor._stmt = cursor._result = None  # noqa: SLF001


def read_whole(reader: "BlobReader") -> bytes:
    """The bytes of a blob, as they are stored; closes it."""
    try:
        reader.sub_type = 0  # else it decodes, and stops at what is not UTF-8
        content: bytes = reader.read()
    except BaseException:
        reader._blob = None  # noqa: SLF001 - see above
        raise
    close_reader(reader)
    return content


def close_reader(reader: "BlobReader") -> None:
    """Close a blob. Raises what the driver raises."""
    try:
        reader.close()
    finally:
        reader._blob = None  # noqa: SLF001 - see above
