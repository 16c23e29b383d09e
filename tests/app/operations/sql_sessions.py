"""Sessions to test with, over a database in a real sealed copy of a real vault."""

import contextlib
from collections.abc import Callable, Iterator

import apsw

from app.model import CopyRecord
from app.operations.sql_session import SqlSession
from app.progress import Monitor
from app.unlocked.shared_reading import SharedReading
from app.unlocked.vault import Unlocked
from tests.app.databases.sealed import built
from tests.app.world import World

PATH = b"shop.sqlite"
SHOP = """
    CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT NOT NULL, price INT);
    INSERT INTO item VALUES (1, 'bolt', 10), (2, 'nut', 20), (3, 'rod', NULL);
    CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT, iban TEXT, mail TEXT);
    INSERT INTO customer VALUES (1, 'Ada Quartz', 'DE89370400440532013000', 'ada@quartz.example'),
        (2, 'Bo Vale', NULL, 'bo@vale.example');
    CREATE TABLE many(id INTEGER PRIMARY KEY, word TEXT);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000)
    INSERT INTO many SELECT i, 'word ' || i FROM n;
    CREATE VIEW cheap AS SELECT * FROM item WHERE price < 15;
"""
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def shop_bytes(more: str = "") -> bytes:
    def work(connection: apsw.Connection) -> None:
        connection.execute(SHOP + more).fetchall()

    return built(work)


def copy_with(world: World, vault: Unlocked, files: dict[bytes, bytes], ticket: str = "T-1") -> CopyRecord:
    return world.check_out(vault, ticket, files)


@contextlib.contextmanager
def session_over(vault: Unlocked, record: CopyRecord, path: bytes = PATH) -> Iterator[SqlSession]:
    reading = SharedReading(vault, record.id)
    session = SqlSession(reading, path)
    try:
        yield session
    finally:
        session.close()
        reading.close()


def rows(session: SqlSession, sql: str) -> list[tuple[object, ...]]:
    """The rows of the last result of a script that only reads."""
    ran = session.run(sql, Monitor())
    assert ran.failure is None, ran.failure
    return list(ran.outcomes[-1].rows)


Work = Callable[[Monitor], object]
