"""Runs one SELECT and gives its rows as they come, in bounded memory.

Below psycopg's cursors, on its wrapper of libpq, for two reasons: while the server is busy the caller gets a word four
times a second and can stop; and rows are turned into tuples hundreds at a time.
"""

import selectors
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.sources.servers.cells import BATCH_BYTES
from app.tables import Cell

if TYPE_CHECKING:
    import psycopg
    from psycopg.abc import Transformer as AbstractTransformer
    from psycopg.pq.abc import PGresult

CHUNK_ROWS = 200
"""How many rows libpq may hold at a time, where none of them can be longer than some kilobytes."""
SIGN_OF_LIFE_SECONDS = 0.25

UNDECODABLE = "22021"

_TUPLES_OK = 2  # PGRES_...
_SINGLE, _CHUNK = 9, 12
_SQLSTATE, _MESSAGE = 67, 77  # PG_DIAG_SQLSTATE, PG_DIAG_MESSAGE_PRIMARY


@dataclass(eq=False)
class StreamFailed(Exception):  # noqa: N818 - an error is named after the fact
    """The server's refusal. `sqlstate` is None when the connection broke; `words` may quote rows."""

    sqlstate: str | None
    words: str = ""


def stream(
    connection: "psycopg.Connection[Any]", query: bytes, *, has_long_values: bool
) -> Generator[list[tuple[Cell, ...]], None, None]:
    """The rows of `query`, which must be one statement: the extended protocol takes no more.

    An empty list is only a sign of life. Not reading to the end cancels the query. Raises StreamFailed.
    """
    with selectors.DefaultSelector() as selector:
        selector.register(connection.pgconn.socket, selectors.EVENT_READ)
        try:
            _send(connection, query, 1 if has_long_values else CHUNK_ROWS)
            yield from _batches(connection, selector)
        finally:
            stop(connection)


def stop(connection: "psycopg.Connection[Any]") -> None:
    """End whatever the server is still doing, and throw its answer away."""
    import psycopg  # noqa: PLC0415 - optional, and installed if we come here

    pgconn = connection.pgconn
    if pgconn.transaction_status != psycopg.pq.TransactionStatus.ACTIVE:
        return
    try:
        connection.cancel_safe(timeout=5)
        while pgconn.get_result() is not None:
            continue
    except psycopg.Error:
        connection.close()


def _send(connection: "psycopg.Connection[Any]", query: bytes, chunk_rows: int) -> None:
    import psycopg  # noqa: PLC0415
    from psycopg.generators import send  # noqa: PLC0415

    try:
        connection.pgconn.send_query_params(query, None, result_format=psycopg.pq.Format.BINARY)
        if chunk_rows > 1 and psycopg.capabilities.has_stream_chunked():
            connection.pgconn.set_chunked_rows_mode(chunk_rows)
        else:
            connection.pgconn.set_single_row_mode()
        connection.wait(send(connection.pgconn))
    except psycopg.Error:
        is_sent = False
    else:
        is_sent = True
    if not is_sent:
        raise StreamFailed(None)


def _batches(
    connection: "psycopg.Connection[Any]", selector: selectors.BaseSelector
) -> Iterator[list[tuple[Cell, ...]]]:
    import psycopg  # noqa: PLC0415

    transformer = psycopg.adapt.Transformer(connection)
    batch: list[tuple[Cell, ...]] = []
    size, is_first = 0, True
    for result in _results(connection, selector):
        if result is None:
            yield []
            continue
        transformer.set_pgresult(result, set_loaders=is_first)
        is_first = False
        rows = _loaded(transformer, result)
        if result.status == _CHUNK:
            yield rows
            continue
        batch += rows
        size += sum(len(cell) for cell in rows[0] if isinstance(cell, str | bytes))
        if len(batch) >= CHUNK_ROWS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _loaded(transformer: "AbstractTransformer", result: "PGresult") -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] | None = None
    try:
        rows = transformer.load_rows(0, result.ntuples, tuple)
    except UnicodeDecodeError:  # which holds the text
        rows = None
    if rows is None:
        raise StreamFailed(UNDECODABLE)
    return rows


def _results(connection: "psycopg.Connection[Any]", selector: selectors.BaseSelector) -> Iterator["PGresult | None"]:
    """Every result that holds rows; None when the server has been silent for a while."""
    while True:
        is_silent = not _wait(connection, selector)
        if is_silent:
            yield None
            continue
        result = connection.pgconn.get_result()
        if result is None:
            return
        if result.status in {_SINGLE, _CHUNK}:
            yield result
        elif result.status != _TUPLES_OK:
            sqlstate, words = result.error_field(_SQLSTATE), result.error_field(_MESSAGE)
            raise StreamFailed(
                sqlstate.decode("ascii") if sqlstate else None, (words or b"").decode("utf-8", "replace")
            )


def _wait(connection: "psycopg.Connection[Any]", selector: selectors.BaseSelector) -> bool:
    """Whether a result is there before the time for a sign of life has come."""
    import psycopg  # noqa: PLC0415

    pgconn = connection.pgconn
    has_result = True
    try:
        while has_result and pgconn.is_busy():
            has_result = bool(selector.select(SIGN_OF_LIFE_SECONDS))
            if has_result:
                pgconn.consume_input()
    except psycopg.Error:
        is_broken = True
    else:
        is_broken = False
    if is_broken:
        raise StreamFailed(None)
    return has_result
