"""What the recorder is tried on: functions that are recorded, scenarios that are right, and some that are wrong."""

import contextlib
import errno
import mmap
import os
import sqlite3
import sys
import threading
import time
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from tests.recorder.killing import Scenario
from tests.recorder.shim import Shim

MARKER = b"Dr. Aurelia Featherstonehaugh"
OLD, NEW = b"old" * 1000, b"new" * 2000
KEY = "x'" + "2b" * 32 + "'"

# ------------------------------------------------------------------------------------------------- recorded


def every_call(folder: Path) -> None:
    if sys.platform != "linux":
        raise NotImplementedError
    (folder / "inner").mkdir()
    handle = os.open(folder / "file", os.O_RDWR | os.O_CREAT)
    os.write(handle, b"write")
    os.pwrite(handle, b"PWRITE", 3)
    os.writev(handle, [b"wri", b"tev"])
    os.pwritev(handle, [b"pwri", b"tev"], 40)
    os.posix_fallocate(handle, 0, 100)
    os.fsync(handle)
    os.fdatasync(handle)
    os.ftruncate(handle, 44)
    with (folder / "copy").open("w+b") as copy:
        os.sendfile(copy.fileno(), handle, 2, 20)
        os.copy_file_range(handle, copy.fileno(), 10, 5, 30)
        reader, writer = os.pipe()
        os.write(writer, b"through a pipe")
        os.splice(reader, copy.fileno(), 14, offset_dst=60)
        os.close(reader)
        os.close(writer)
    with (folder / "log").open("ab") as log:
        log.write(b"first")
        log.flush()
        log.write(b"second")
    os.truncate(folder / "log", 9)
    os.rename(folder / "file", folder / "inner" / "file")
    os.pwrite(handle, b"renamed", 0)
    os.link(folder / "inner" / "file", folder / "linked")
    os.symlink("linked", folder / "symbolic")
    os.unlink(folder / "linked")
    os.close(handle)
    inner = os.open(folder / "inner", os.O_RDONLY)
    os.mkdir("deep", dir_fd=inner)
    os.rmdir("deep", dir_fd=inner)
    os.rename("file", "named", src_dir_fd=inner, dst_dir_fd=inner)
    os.close(inner)
    (folder / "log").write_bytes(b"anew")


def marked(folder: Path, where: str) -> None:
    start, end = MARKER[:10], MARKER[10:]
    if where == "two writes":
        with (folder / "file").open("wb", buffering=0) as file:
            file.seek(100)
            file.write(end)
            file.seek(90)
            file.write(start)
    elif where == "overwritten":
        (folder / "file").write_bytes(b"1234" + MARKER)
        with (folder / "file").open("r+b") as file:
            file.write(bytes(100))
    elif where == "two files":
        (folder / "first").write_bytes(start)
        (folder / "second").write_bytes(end)
    elif where == "name":
        (folder / os.fsdecode(MARKER)).touch()
    elif where == "link":
        (folder / "link").symlink_to(os.fsdecode(MARKER))
    elif where == "beside":
        (folder.parent / "beside").write_bytes(MARKER)


def shared_memory(folder: Path) -> None:
    with (folder / "mapped").open("w+b") as file:
        file.truncate(4096)
        with mmap.mmap(file.fileno(), 4096) as mapped:
            mapped[: len(MARKER)] = MARKER


def database(folder: Path, kind: str, journal: str) -> None:
    module = sqlcipher3.dbapi2 if kind == "encrypted" else sqlite3
    with contextlib.closing(module.connect(folder / "data.db")) as connection:
        if kind == "encrypted":
            connection.execute(f'pragma key = "{KEY}"')
        connection.execute(f"pragma journal_mode = {journal}")
        connection.execute("create table t (a text)")
        for _ in range(20):
            connection.executemany("insert into t values (?)", [(MARKER.decode(),)] * 50)
            connection.commit()
        connection.execute("update t set a = 'x' where rowid % 3 = 0")
        connection.commit()
        connection.execute("pragma wal_checkpoint")
        connection.execute("delete from t where rowid > 100")
        connection.commit()
        connection.execute("vacuum")


def threads(folder: Path) -> None:
    def fill(number: int) -> None:
        with (folder / str(number)).open("wb", buffering=0) as file:
            for line in range(200):
                file.write(b"%d %d\n" % (number, line))

    running = [threading.Thread(target=fill, args=(number,)) for number in range(8)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


def forked(folder: Path) -> None:
    if sys.platform != "linux":
        raise NotImplementedError
    child = os.fork()
    if child == 0:
        (folder / "child").write_bytes(b"by the child")
        os._exit(0)
    os.waitpid(child, 0)
    (folder / "parent").write_bytes(b"by the parent")


def refused(folder: Path) -> None:
    """What a disk that is full and one that is broken look like from inside."""
    shim = Shim()
    with (folder / "file").open("wb", buffering=0) as file:
        shim.shorten(shim.count + 1)
        assert file.write(b"0123456789") == 5
        shim.fail(shim.count + 1, errno.ENOSPC)
        for _ in range(2):
            with pytest.raises(OSError, match="No space left"):
                file.write(b"more")
        os.fsync(file.fileno())
        shim.fail(shim.count + 1, errno.EIO)
        with pytest.raises(OSError, match="Input/output error"):
            os.fsync(file.fileno())
    os.unlink(folder / "file")
    assert shim.last == f"unlink {folder / 'file'}"


# ------------------------------------------------------------------------------------------------ scenarios


class Replacing(Scenario):
    """A new file in the place of the old one, the right way."""

    watched = ("data",)

    def prepare(self, folder: Path) -> None:
        (folder / "data").mkdir()
        (folder / "data" / "file").write_bytes(OLD)

    def act(self, folder: Path) -> None:
        temporary = folder / "data" / "new"
        with temporary.open("wb", buffering=0) as file:
            left = memoryview(NEW)
            while left:
                left = left[file.write(left[:1000]) :]
            os.fsync(file.fileno())
        os.replace(temporary, folder / "data" / "file")

    def recover_and_check(self, folder: Path) -> None:
        (folder / "data" / "new").unlink(missing_ok=True)
        assert (folder / "data" / "file").read_bytes() in {OLD, NEW}
        assert [path.name for path in (folder / "data").iterdir()] == ["file"]


class ManyWrites(Replacing):
    """Nothing but calls, to see how long a point takes."""

    def act(self, folder: Path) -> None:
        with (folder / "data" / "new").open("wb", buffering=0) as file:
            for _ in range(300):
                file.write(b"x")


class InPlace(Replacing):
    """Wrong: between the emptying and the last write there is neither."""

    def act(self, folder: Path) -> None:
        with (folder / "data" / "file").open("wb", buffering=0) as file:
            file.write(NEW)


class OneWrite(Replacing):
    """Wrong, but only a torn write shows it: nothing else is ever in between."""

    def act(self, folder: Path) -> None:
        with (folder / "data" / "file").open("r+b", buffering=0) as file:
            file.write(NEW)


class Trusting(Replacing):
    """Wrong: takes it for granted that a write takes everything, which a full disk does not do."""

    def act(self, folder: Path) -> None:
        temporary = folder / "data" / "new"
        with temporary.open("wb", buffering=0) as file:
            file.write(NEW)
        os.replace(temporary, folder / "data" / "file")


class RecoversOnce(Replacing):
    """Wrong: a recovery that cannot be taken up again when it was interrupted itself."""

    def recover_and_check(self, folder: Path) -> None:
        done = folder / "data" / "recovering"
        assert not done.exists(), "half recovered"
        done.touch()
        done.unlink()
        super().recover_and_check(folder)


class Raising(Replacing):
    """Fails by itself."""

    def act(self, folder: Path) -> None:
        (folder / "data" / "file").write_bytes(NEW)
        msg = "no such luck"
        raise RuntimeError(msg)


class Hanging(Replacing):
    """Recovery that waits forever if the temporary file is there."""

    def recover_and_check(self, folder: Path) -> None:
        while (folder / "data" / "new").exists():
            time.sleep(1)


class Database(Scenario):
    """One transaction in an encrypted database: all of it or nothing."""

    journal = "delete"
    refused = (sqlcipher3.dbapi2.OperationalError,)

    def _connect(self, folder: Path) -> sqlcipher3.dbapi2.Connection:
        connection = sqlcipher3.dbapi2.connect(folder / "data.db")
        connection.execute(f'pragma key = "{KEY}"')
        connection.execute("pragma synchronous = full")
        connection.execute(f"pragma journal_mode = {self.journal}")
        return connection

    def prepare(self, folder: Path) -> None:
        with contextlib.closing(self._connect(folder)) as connection:
            connection.execute("create table t (a integer, b text)")
            connection.executemany("insert into t values (?, ?)", [(n, "old" * 100) for n in range(100)])
            connection.commit()

    def act(self, folder: Path) -> None:
        with contextlib.closing(self._connect(folder)) as connection:
            connection.execute("update t set b = ?", ("new" * 120,))
            connection.execute("delete from t where a >= 90")
            connection.commit()

    def recover_and_check(self, folder: Path) -> None:
        with contextlib.closing(self._connect(folder)) as connection:
            assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
            found = connection.execute("select b, count(*) from t group by b").fetchall()
        assert found in ([("old" * 100, 100)], [("new" * 120, 90)]), found


class WalDatabase(Database):
    """The same with a write-ahead log."""

    journal = "wal"


class CarelessDatabase(Database):
    """Wrong: without a journal nothing can be rolled back."""

    journal = "off"
