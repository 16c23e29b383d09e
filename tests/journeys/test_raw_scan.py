"""Looks at the raw blocks of the disk that a vault lay on: nothing of the customer's was ever there."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.model import CopyState
from app.operations.check_out import check_out, plan_check_out
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.put_file import put_file
from app.operations.remove_file import remove_file
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.demo.samples import MARKER, make_samples
from tests.demo.scan import find_pieces
from tests.journeys.mounting import make_image, mounted_image
from tests.journeys.vaults import CUSTOMER, Place, enter

DELETED = b"a plain file that was written here and deleted"
EDIT = b"BAILEE-EDIT-77c1 written by the technician"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def test_no_block_of_the_disk_ever_held_plaintext(tmp_path: Path) -> None:
    image, disk = tmp_path / "images" / "disk", tmp_path / "disk"
    image.parent.mkdir()
    make_image(image, 300)
    place = Place(tmp_path, disk / "home")
    place.lay_out()
    pieces = [*make_samples(place.source("T-1")), EDIT, CUSTOMER.encode(), b"Quartz and Vale"]
    with mounted_image(image, disk), place.created() as vault:
        enter(vault, ["T-1"])
        plan = plan_check_out(vault, "T-1", str(place.source("T-1")))
        size = check_out(vault, plan, Monitor()).size
        assert size is not None
        assert size.content_bytes > 60_000_000
        _edit(vault)
    assert _found(image, pieces) == []
    with mounted_image(image, disk):
        with place.unlocked() as vault:
            _edit(vault)
            closing = plan_close(vault, "T-1", at_once=True)
            (record,) = close_ticket(vault, closing, Monitor(), at_once=True)
            assert record.state is CopyState.WIPED
        _write_and_delete(disk / "control")
    assert _found(image, [*pieces, DELETED]) == [DELETED], "the control must be found, and nothing else"


def _edit(vault: Unlocked) -> None:
    texts = iter([EDIT * 10])
    put_file(vault, "T-1", b"letters/answer.txt", lambda _: next(texts, b""), Monitor())
    remove_file(vault, "T-1", b"letters/answer.txt")


def _write_and_delete(path: Path) -> None:
    """What a program does that thinks of nothing: the blocks keep what was in the file."""
    import os

    with path.open("wb") as file:
        file.write(DELETED * 1000)
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _found(image: Path, pieces: Sequence[bytes]) -> list[bytes]:
    assert MARKER.encode() in pieces
    return [piece for _, piece in find_pieces(image.parent, pieces)]
