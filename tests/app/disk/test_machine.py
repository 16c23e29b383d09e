"""What is said of the machine is what was found, and what was not found is said to be unknown."""

from pathlib import Path

from app.disk.filesystem import file_system_of
from app.disk.machine import Risk, risks_of
from tests.app.disk.places import mounted

HEADER = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


def test_swap_in_use_is_said(tmp_path: Path) -> None:
    swaps = tmp_path / "swaps"
    swaps.write_text(HEADER)
    assert not {Risk.SWAP, Risk.SWAP_UNKNOWN} & set(risks_of(tmp_path, swaps=swaps))
    swaps.write_text(HEADER + "/dev/vdb partition 100 0 -2\n")
    assert Risk.SWAP in risks_of(tmp_path, swaps=swaps)
    assert Risk.SWAP_UNKNOWN in risks_of(tmp_path, swaps=tmp_path / "none")


def test_some_risks_are_always_there(tmp_path: Path) -> None:
    found = risks_of(tmp_path)
    assert {Risk.FLASH, Risk.SNAPSHOTS} <= set(found)
    assert len(set(found)) == len(found)


def test_a_file_system_that_does_not_overwrite_in_place_is_said(tmp_path: Path) -> None:
    assert (Risk.COPY_ON_WRITE in risks_of(tmp_path)) is not file_system_of(tmp_path).overwrites_in_place
    for name in ("lower", "upper", "work"):
        (tmp_path / name).mkdir()
    options = f"lowerdir={tmp_path / 'lower'},upperdir={tmp_path / 'upper'},workdir={tmp_path / 'work'}"
    with mounted("overlay", options, "overlay", tmp_path / "merged") as place:
        assert Risk.COPY_ON_WRITE in risks_of(place)
