"""The playground of the contract of table sources: a file in WAL mode that its own program has open."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from app.crypto.secret import Secret
from app.ports import TableSource
from app.sources.servers.connecting import ServerAccess
from app.sources.sqlite_tables import SqliteTableSource
from app.tables import CellTrouble, Storage
from tests.contracts.playground import Playground, Types, ValueCase

ANY = Storage.ANY

VALUES = (
    ValueCase("INTEGER", "-9223372036854775808", -(1 << 63), ANY),
    ValueCase("INTEGER", "'not a number'", "not a number", ANY),
    ValueCase("VARCHAR(10)", "'longer than ten letters'", "longer than ten letters", ANY),
    ValueCase("DECIMAL(10,2)", "1.10", 1.1, ANY),
    ValueCase("DATE", "'0000-00-00'", "0000-00-00", ANY),
    ValueCase("DATE", "'31/01/2026'", "31/01/2026", ANY),
    ValueCase("DATE", "1767225600", 1767225600, ANY),
    ValueCase("REAL", "9e999", float("inf"), ANY),
    ValueCase("REAL", "1", 1.0, ANY),
    ValueCase("TEXT", "''", "", ANY),
    ValueCase("TEXT", "'a' || char(0) || 'b'", "a\0b", ANY),
    ValueCase("TEXT", "'smile 😀 ünïcode' || char(65279)", "smile 😀 ünïcode\ufeff", ANY),
    ValueCase("TEXT", "CAST(x'ff41' AS TEXT)", b"\xffA", ANY, CellTrouble.UNDECODABLE),
    ValueCase("TEXT", "CAST(x'eda080' AS TEXT)", b"\xed\xa0\x80", ANY, CellTrouble.UNDECODABLE),
    ValueCase("BLOB", "x'ff41'", b"\xffA", ANY),
    ValueCase("", "x''", b"", ANY),
    ValueCase("BOOLEAN", "TRUE", 1, ANY),
)


@dataclass(frozen=True)
class FilePlayground(Playground):
    """One database file; `url` is its path. `password` is its key, if it `is_encrypted`."""

    is_encrypted: bool = False

    def forbid(self, table: str) -> None:
        """Let it begin in a page that is part of an index: of all its data nothing can be read."""
        with contextlib.closing(self.connect()) as db:
            db.execute(f"CREATE INDEX of_it ON {table} (a)")
            db.execute("PRAGMA writable_schema = ON")
            of_index = "SELECT rootpage FROM sqlite_schema WHERE name = 'of_it'"
            db.execute(f"UPDATE sqlite_schema SET rootpage = ({of_index}) WHERE name = ?", (table,))
            db.commit()

    def running_statements(self) -> int:
        """Nothing runs beyond the process that reads."""
        return 0

    def source(self, *, password: str | None = None, url: str | None = None) -> TableSource:
        """The source as the reader has it."""
        key = self.password if password is None else password
        return SqliteTableSource(url or self.url, Secret(key.encode()) if self.is_encrypted else None)


@contextlib.contextmanager
def file_playground(path: Path, *, is_encrypted: bool) -> Iterator[FilePlayground]:
    """A new database that stays open until the end."""
    password = "öffne dich 4711"

    def connect() -> Any:
        db = sqlcipher.connect(str(path), timeout=10)
        if is_encrypted:
            db.set_key(password)
        return db

    def make(_: ServerAccess) -> TableSource:
        raise AssertionError

    with contextlib.closing(connect()) as program:
        program.execute("PRAGMA journal_mode = WAL").fetchall()
        program.execute("PRAGMA user_version = 1")
        program.commit()
        yield FilePlayground(
            url=str(path),
            password=password,
            connect=connect,
            make=make,
            types=Types("INTEGER", "TEXT", "BLOB"),
            values=VALUES,
            conflicts=(sqlcipher.OperationalError,),
            placeholder="?",
            case_matters=False,
            is_encrypted=is_encrypted,
        )
