"""Reading one file: holes, ends, errors, leases."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import SourceUnreadable
from app.model import NodeKind, Problem, ProblemKind
from app.ports import SourceFile, SourceItem
from app.sources import opening, reading
from app.sources.folder import FolderSource, SingleFileSource
from tests.app.sources.rights import as_nobody
from tests.app.sources.trees import files, write_tree
from tests.contracts.source import content, take

if sys.platform == "win32":
    pytest.skip("holes, leases and rights that Windows does not have", allow_module_level=True)


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def shrink(path: Path) -> None:
    os.truncate(path, 3)


def test_a_growing_file_ends_at_the_size_it_had(root: Path) -> None:
    (root / "log").write_bytes(b"0123456789")
    source = FolderSource(str(root))
    for item in files(source):
        with source.open(item) as file:
            assert not isinstance(file, Problem)
            grow(root / "log")
            assert content(file, 4) == b"0123456789"
            assert file.read_into(0, memoryview(bytearray(100))) == 10
            assert file.read_into(12, memoryview(bytearray(100))) == 0


def test_a_file_cut_off_while_read_ends_early_and_is_told(root: Path) -> None:
    (root / "f").write_bytes(b"0123456789")
    source = FolderSource(str(root))
    for item in files(source):
        with source.open(item) as file:
            assert not isinstance(file, Problem)
            shrink(root / "f")
            assert content(file, 4) == b"012"
            (root / "f").write_bytes(b"0123456789")
            assert file.trouble() is not None


def test_short_reads_are_read_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytes(range(200))
    (root / "f").write_bytes(data)
    read_at = reading._read_at
    monkeypatch.setattr(reading, "_read_at", lambda descriptor, buffer, offset: read_at(descriptor, buffer[:7], offset))
    source = FolderSource(str(root))
    assert take(source).files == {b"f": data}
    assert take(source).problems == {}


def test_a_sparse_file_of_a_terabyte_is_read_by_its_data(root: Path) -> None:
    with (root / "disk.img").open("wb") as file:
        file.write(b"first")
        file.seek(1 << 40)
        file.write(b"last")
    source = FolderSource(str(root))
    found = {}
    for item in files(source):
        assert item.size_bytes == (1 << 40) + 4
        with source.open(item) as opened:
            assert not isinstance(opened, Problem)
            buffer = memoryview(bytearray(1 << 20))
            offset = opened.next_data(0)
            reads = 0
            while offset is not None:
                reads += 1
                assert reads < 100
                count = opened.read_into(offset, buffer)
                found[offset] = bytes(buffer[:count]).strip(b"\0")
                offset = opened.next_data(offset + count)
            assert opened.trouble() is None
    assert b"first" in found[0]
    assert b"last" in b"".join(found.values())


def test_a_file_that_is_all_hole_has_no_data(root: Path) -> None:
    (root / "f").touch()
    os.truncate(root / "f", 1 << 30)
    source = FolderSource(str(root))
    for item in files(source):
        with source.open(item) as file:
            assert not isinstance(file, Problem)
            assert file.next_data(0) in {None, 0}  # 0 where the file system knows no holes
            assert file.next_data(1 << 30) is None


@pytest.mark.skipif(sys.platform != "linux", reason="needs the files of /proc")
class TestFilesOfProc:
    """The easiest real files that fail to be read, or have content beyond their size."""

    def _open(self, path: str, use: Callable[[SourceFile], None]) -> None:
        source = SingleFileSource(os.path.realpath(path))
        for item in source.items():
            if isinstance(item, SourceItem) and item.kind is NodeKind.FILE:
                with source.open(item) as file:
                    assert not isinstance(file, Problem)
                    use(file)

    def test_a_read_error_is_one_files_problem(self) -> None:
        def use(file: SourceFile) -> None:
            with pytest.raises(SourceUnreadable) as caught:
                file.read_into(0, memoryview(bytearray(10)))
            assert caught.value.source.endswith("/mem")
            assert caught.value.reason
            trouble = file.trouble()
            assert trouble is not None
            assert trouble.kind is ProblemKind.UNREADABLE

        self._open("/proc/self/mem", use)

    def test_content_beyond_a_size_of_nothing_is_told(self) -> None:
        def use(file: SourceFile) -> None:
            assert file.next_data(0) is None
            trouble = file.trouble()
            assert trouble is not None
            assert trouble.kind is ProblemKind.UNREADABLE

        self._open("/proc/version", use)


def test_somebody_elses_readable_file_is_read(public_root: Path) -> None:
    write_tree(public_root, {b"d/f": b"root's"})
    with as_nobody():
        assert take(FolderSource(str(public_root))).files == {b"d/f": b"root's"}


@pytest.mark.skipif(sys.platform != "linux", reason="leases are a thing of Linux")
class TestLeases:
    """A file server holds a lease on a file that its clients have open, and must be given time to let go."""

    @pytest.fixture
    def leased(self, root: Path) -> Iterator[int]:
        import fcntl  # not on Windows, where this module ends before it gets here

        (root / "f").write_bytes(b"x")
        descriptor = os.open(root / "f", os.O_RDWR)
        kept = signal.signal(signal.SIGIO, signal.SIG_IGN)
        try:
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        except OSError as error:
            pytest.skip(f"no leases on this file system: {error.strerror}")
        yield descriptor
        os.close(descriptor)
        signal.signal(signal.SIGIO, kept)

    def test_a_lease_that_is_given_back_is_waited_for(self, root: Path, leased: int) -> None:
        import fcntl

        signal.signal(signal.SIGIO, lambda *_: fcntl.fcntl(leased, fcntl.F_SETLEASE, fcntl.F_UNLCK))
        assert take(FolderSource(str(root))).files == {b"f": b"x"}

    def test_a_lease_that_is_kept_is_a_problem_and_no_hang(
        self, root: Path, leased: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(opening, "_LEASE_PAUSES_SECONDS", (0.0, 0.001))
        assert take(FolderSource(str(root))).problems == {b"f": ProblemKind.UNREADABLE}
        assert leased >= 0
