"""Which source a technician's words mean, and which are refused."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import (
    BaileeError,
    HomeInsideSource,
    SourceInsideHome,
    SourceMissing,
    SourceRefused,
    SourceUnreadable,
)
from app.model import ProblemKind
from app.ports import SourceItem
from app.sources.choice import source_at
from app.sources.folder import FolderSource, SingleFileSource
from tests.app.sources.rights import as_nobody
from tests.app.sources.trees import write_tree
from tests.contracts.source import take

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and rights that Windows does not have")


def test_a_folder_is_a_folder_source(root: Path, home: Path) -> None:
    source = source_at(str(root), home)
    assert isinstance(source, FolderSource)
    assert (source.kind, source.location) == ("folder", str(root))


def test_a_file_is_a_source_of_one_file(root: Path, home: Path) -> None:
    (root / "one.db").write_bytes(b"content")
    (root / "two.db").write_bytes(b"not asked for")
    source = source_at(str(root / "one.db"), home)
    assert isinstance(source, SingleFileSource)
    assert (source.kind, source.location) == ("file", str(root / "one.db"))
    assert source.estimate() == 7
    taken = take(source)
    assert taken.order == [b"", b"one.db"]
    assert taken.files == {b"one.db": b"content"}
    assert taken.problems == {}
    assert taken.folders[b""].mode == 0o700


def test_open_of_a_single_file_is_for_the_item_given_last(root: Path, home: Path) -> None:
    (root / "f").write_bytes(b"x")
    source = source_at(str(root / "f"), home)
    folder, file = (item for item in source.items() if isinstance(item, SourceItem))
    for item in (folder, file):
        with pytest.raises(ValueError, match="given last"):
            source.open(item)


def test_a_single_file_that_has_gone_says_so(root: Path, home: Path) -> None:
    (root / "f").write_bytes(b"x")
    source = source_at(str(root / "f"), home)
    (root / "f").unlink()
    assert source.estimate() == 0
    with pytest.raises(SourceMissing):
        next(source.items())


def test_a_single_file_that_became_a_folder_is_a_problem(root: Path, home: Path) -> None:
    (root / "f").write_bytes(b"x")
    source = source_at(str(root / "f"), home)
    (root / "f").unlink()
    (root / "f").mkdir()
    assert take(source).problems == {b"f": ProblemKind.CHANGED}


@posix
def test_every_way_to_one_place_gives_the_same_location(
    root: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(root)
    monkeypatch.chdir(root)
    ways = [str(root), f"{root}/", f"{root}/../source", str(tmp_path / "link"), ".", "../link"]
    assert {source_at(way, home).location for way in ways} == {str(root)}


@pytest.mark.parametrize("text", ["", "nowhere", "file/below", "dangling"])
def test_what_is_not_there_is_missing(root: Path, home: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    (root / "file").touch()
    (root / "dangling").symlink_to("nowhere")
    with pytest.raises(SourceMissing):
        source_at(text, home)


@pytest.mark.parametrize("text", ["zero\0byte", "lone \ud800 surrogate"])
def test_what_no_file_can_be_called_is_refused(root: Path, home: Path, text: str) -> None:
    with pytest.raises(SourceRefused) as caught:
        source_at(f"{root}/{text}", home)
    str(caught.value).encode()


def test_devices_pipes_and_sockets_are_refused(root: Path, home: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has none of them among its files")
    os.mkfifo(root / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(root / "socket"))
        for path in (root / "pipe", root / "socket", Path("/dev/null")):
            with pytest.raises(SourceRefused):
                source_at(str(path), home)


@posix
@pytest.mark.parametrize("name", ["folder", "file"])
def test_what_cannot_be_opened_is_unreadable(public_root: Path, home: Path, name: str) -> None:
    (public_root / "folder").mkdir()
    (public_root / "file").touch()
    (public_root / name).chmod(0)
    with as_nobody(), pytest.raises(SourceUnreadable) as caught:
        source_at(str(public_root / name), home)
    assert caught.value.reason
    (public_root / name).chmod(0o700)


@posix
def test_a_link_to_itself_is_unreadable_or_missing(root: Path, home: Path) -> None:
    (root / "loop").symlink_to("loop")
    with pytest.raises((SourceUnreadable, SourceMissing, SourceRefused)):
        source_at(str(root / "loop"), home)
    with pytest.raises((SourceUnreadable, SourceMissing)):
        source_at(str(root / "loop" / "below"), home)


@posix
def test_a_name_that_is_too_long_is_unreadable(root: Path, home: Path) -> None:
    with pytest.raises(SourceUnreadable):
        source_at(str(root / ("n" * 300)), home)


@posix
def test_a_working_folder_that_has_gone_is_missing(root: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    root.rmdir()
    with pytest.raises(SourceMissing):
        source_at("f", home)


class TestHome:
    """The home folder must never be sealed into a copy that lies in the home folder."""

    @pytest.fixture
    def home(self, root: Path) -> Path:
        write_tree(root, {b"bailee/copies/1/segment": b"sealed", b"beside/f": b"x"})
        return root / "bailee"

    @pytest.mark.parametrize(
        ("source", "error"),
        [
            ("bailee/copies", SourceInsideHome),
            ("bailee/copies/1/segment", SourceInsideHome),
            ("bailee", HomeInsideSource),
            (".", HomeInsideSource),
            ("..", HomeInsideSource),
            ("/", HomeInsideSource),
        ],
    )
    def test_a_source_that_shares_files_with_it_is_refused(
        self, root: Path, home: Path, source: str, error: type[BaileeError]
    ) -> None:
        with pytest.raises(error):
            source_at(str(root / source), home)

    def test_a_name_that_only_starts_alike_is_taken(self, root: Path, home: Path) -> None:
        (root / "bailee-old").mkdir()
        assert source_at(str(root / "bailee-old"), home).location == str(root / "bailee-old")
        assert source_at(str(root / "beside"), home).location == str(root / "beside")

    @posix
    def test_links_do_not_hide_it(self, root: Path, home: Path, tmp_path: Path) -> None:
        (tmp_path / "to-root").symlink_to(root)
        (tmp_path / "to-copies").symlink_to(home / "copies")
        (tmp_path / "to-home").symlink_to(home)
        for named_home in (home, tmp_path / "to-home", tmp_path / "to-root" / "bailee"):
            with pytest.raises(HomeInsideSource):
                source_at(str(tmp_path / "to-root"), named_home)
            with pytest.raises(SourceInsideHome):
                source_at(str(tmp_path / "to-copies"), named_home)

    @posix
    def test_a_home_still_to_be_made_counts(self, root: Path) -> None:
        (root / "beside").mkdir()
        with pytest.raises(HomeInsideSource):
            source_at(str(root), root / "not" / "yet")
        assert source_at(str(root / "beside"), root / "not" / "yet").location == str(root / "beside")

    @pytest.fixture
    def mounted(self, root: Path, tmp_path: Path) -> Iterator[Path]:
        place = tmp_path.resolve() / "other" / "mounted"
        place.mkdir(parents=True)
        if sys.platform != "linux" or os.geteuid() != 0:
            pytest.skip("only root may mount")
        command = ["mount", "--bind", str(root), str(place)]
        outcome = subprocess.run(command, check=False, capture_output=True, text=True)
        if outcome.returncode:
            pytest.skip(f"mounting is not allowed here: {outcome.stderr.strip()}")
        yield place
        subprocess.run(["umount", str(place)], check=True)

    def test_a_bind_mount_does_not_hide_it(self, home: Path, mounted: Path) -> None:
        with pytest.raises(HomeInsideSource):
            source_at(str(mounted), home)
        with pytest.raises(SourceInsideHome):
            source_at(str(mounted / "bailee" / "copies"), home)
        taken = take(source_at(str(mounted.parent), home))
        assert taken.files == {b"mounted/beside/f": b"x"}
        assert taken.problems == {b"mounted/bailee": ProblemKind.SKIPPED_OTHER}
