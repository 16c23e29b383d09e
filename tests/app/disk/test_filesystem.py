"""Which file system it is, read from samples of every kind and from any text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.disk.filesystem import UNKNOWN, FileSystem, _text_of, file_system_of, parse_mountinfo
from tests.app.disk.places import small_disk

SAMPLE = r"""22 27 0:21 / /proc rw,relatime shared:13 - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
40 27 0:45 /home /home rw,relatime shared:2 master:7 - btrfs /dev/sdb2 rw,compress=zstd:1,subvol=/home
41 27 8:17 / /mnt/journal rw - ext4 /dev/sdb1 rw,data=journal,errors=remount-ro
42 27 0:50 / /merged rw - overlay overlay rw,lowerdir=/l,upperdir=/u
43 27 8:33 / /mnt/with\040space rw - xfs /dev/sdc1 rw
44 27 0:60 / /mnt/odd rw - fuse.sshfs  rw,user_id=0
45 27 8:49 / /home/cover rw - vfat /dev/sdd1 rw
46 45 8:50 / /home/cover rw - zfs pool/data rw
47 27 0:61 / /mnt/back\134slash rw propagate_from:2 - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("device", "path", "expected"),
    [
        ("254:0", "/srv", FileSystem("ext4", overwrites_in_place=True)),
        ("0:45", "/home/eva", FileSystem("btrfs", overwrites_in_place=False)),
        ("0:46", "/home/eva", FileSystem("btrfs", overwrites_in_place=False)),  # a subvolume within
        ("8:17", "/mnt/journal", FileSystem("ext4", overwrites_in_place=False)),
        ("0:50", "/merged", FileSystem("overlay", overwrites_in_place=False)),
        ("8:33", "/mnt/with space", FileSystem("xfs", overwrites_in_place=True)),
        ("9:9", "/mnt/with space/x", FileSystem("xfs", overwrites_in_place=True)),
        ("9:9", "/mnt/odd", FileSystem("fuse.sshfs", overwrites_in_place=False)),
        ("9:9", "/home/cover/x", FileSystem("zfs", overwrites_in_place=False)),
        ("9:9", "/home/covered", FileSystem("btrfs", overwrites_in_place=False)),
        ("9:9", "/mnt/back\\slash", FileSystem("tmpfs", overwrites_in_place=True)),
        ("9:9", "/", FileSystem("ext4", overwrites_in_place=True)),
        ("9:9", "relative", FileSystem(UNKNOWN, overwrites_in_place=False)),
    ],
)
def test_samples_of_mountinfo(device: str, path: str, expected: FileSystem) -> None:
    assert parse_mountinfo(SAMPLE, device, path) == expected


@given(st.text(), st.text(max_size=5), st.text(max_size=10))
def test_any_text_is_borne(text: str, device: str, path: str) -> None:
    assert isinstance(parse_mountinfo(text, device, path), FileSystem)


@given(st.integers(0, len(SAMPLE)), st.integers(0, len(SAMPLE)), st.text(max_size=3))
def test_a_damaged_sample_is_borne(at: int, end: int, between: str) -> None:
    assert isinstance(parse_mountinfo(SAMPLE[:at] + between + SAMPLE[end:], "9:9", "/home/x"), FileSystem)


def test_what_is_not_known_is_not_claimed() -> None:
    assert parse_mountinfo("", "1:1", "/home") == FileSystem(UNKNOWN, overwrites_in_place=False)


def test_a_system_that_tells_nothing_is_borne(tmp_path: Path) -> None:
    assert _text_of(tmp_path / "none") == ""


def test_this_machine_is_known(tmp_path: Path) -> None:
    assert file_system_of(tmp_path).kind != UNKNOWN


def test_a_mounted_file_system_is_told_from_the_one_below(tmp_path: Path) -> None:
    with small_disk(tmp_path, 65536) as place:
        (place / "folder").mkdir()
        (tmp_path / "link").symlink_to(place / "folder")
        assert file_system_of(tmp_path / "link") == FileSystem("tmpfs", overwrites_in_place=True)
