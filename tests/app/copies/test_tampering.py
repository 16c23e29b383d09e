"""Whoever edits, exchanges, cuts or puts back files without the key is found out, and nothing else is hurt."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.copies import segments
from app.copies.check import check
from app.copies.sealed_copy import SealedCopy
from app.errors import CopyDamaged, CopyRolledBack, FileDamaged
from app.model import CopyId, NodeKind
from app.progress import Monitor
from tests.app.copies import tampering
from tests.app.copies.making import COPY, create, noise, quick_folder, read, reopen, segments_of, write
from tests.app.copies.tampering import ALL, Donors, Tampering

STRANGER = CopyId("f" * 32)
SEGMENT_BYTES = 150_000
PAGE = 4096


@dataclass(frozen=True)
class Specimen:
    """A copy on disk, what it holds, what it held before its last commit, and a copy under another key."""

    folder: Path
    contents: dict[bytes, bytes]
    generation: int
    earlier: Path
    stranger: Path

    def fresh(self, where: Path) -> Path:
        shutil.rmtree(where, ignore_errors=True)
        return shutil.copytree(self.folder, where)


def fill(copy: SealedCopy) -> None:
    copy.mkdir(b"folder")
    for number in range(60):
        write(copy, b"folder/small %d" % number, noise(100 + number, number))
    write(copy, b"large", noise(300_000, 2))
    write(copy, b"edited", noise(70_000, 3))
    write(copy, b"sparse", b"end", at=500_000)
    copy.symlink(b"link", b"folder")
    copy.commit()


def edit(copy: SealedCopy) -> None:
    write(copy, b"edited", b"new", at=66_000)
    for number in range(0, 60, 3):
        write(copy, b"folder/small %d" % number, noise(90, 1000 + number))
    copy.rename(b"folder/small 1", b"folder/renamed")
    copy.unlink(b"folder/small 2")
    write(copy, b"added", b"added")
    copy.commit()


@pytest.fixture(scope="module")
def specimen() -> Iterator[Specimen]:
    with quick_folder() as place, pytest.MonkeyPatch.context() as limits:
        limits.setattr(segments, "SEGMENT_BYTES", SEGMENT_BYTES)
        folder = place / "copy"
        with create(folder) as copy:
            fill(copy)
        earlier = shutil.copytree(folder, place / "earlier")
        with reopen(folder, writable=True) as copy:
            edit(copy)
            generation = copy.generation
            contents = {path: read(copy, path) for path, node in copy.walk() if node.kind == NodeKind.FILE}
        with create(place / "stranger", STRANGER, bytes(32)) as copy:
            fill(copy)
            edit(copy)
        yield Specimen(folder, contents, generation, earlier, place / "stranger")


@pytest.fixture
def folder(specimen: Specimen) -> Iterator[Path]:
    with quick_folder() as place:
        yield specimen.fresh(place / "copy")


def damaged_in(copy: SealedCopy, contents: dict[bytes, bytes]) -> set[bytes]:
    """Read everything. What can be read is right; what cannot is named, by reading and by checking alike."""
    damaged = set()
    assert {path for path, node in copy.walk() if node.kind == NodeKind.FILE} == contents.keys()
    for path, expected in contents.items():
        try:
            assert read(copy, path) == expected
        except FileDamaged as error:
            damaged.add(error.path.encode())
    report = check(copy, Monitor())
    assert {damage.path for damage in report.damaged} == damaged
    assert report.files == len(contents)
    return damaged


def owners(folder: Path, segment: str) -> dict[bytes, set[int]]:
    """Which bytes of a segment belong to which file."""
    found: dict[bytes, set[int]] = {}
    with reopen(folder) as copy:
        names = copy.store.catalogue.segments()
        for path, node in copy.walk():
            for pin in copy.store.catalogue.pins(node.id, 0, 1 << 40):
                if names[pin.segment] == segment:
                    found.setdefault(path, set()).update(range(pin.offset, pin.offset + pin.length))
    return found


@pytest.mark.parametrize("tamper", ALL)
@pytest.mark.parametrize("is_page", [False, True], ids=["whole", "page"])
def test_exactly_the_files_with_bytes_in_a_tampered_segment_are_damaged(
    specimen: Specimen, folder: Path, tamper: Tampering, is_page: bool
) -> None:
    names = [path.name for path in segments_of(folder)]
    assert len(names) >= 3
    for number, name in enumerate(names):
        specimen.fresh(folder)
        path = folder / "segments" / name
        before = path.read_bytes()
        earlier = specimen.earlier / "segments" / name
        donors = Donors(
            earlier=earlier.read_bytes() if earlier.exists() else b"",
            sibling=(folder / "segments" / names[number - 1]).read_bytes(),
            stranger=segments_of(specimen.stranger)[0].read_bytes(),
        )
        span = tampering.pages(path, PAGE)[1] if is_page else tampering.whole(path)
        owned = owners(folder, name)
        tamper(path, span, donors)
        touched = tampering.differences(before, path.read_bytes() if path.exists() else b"")
        with reopen(folder, least_generation=specimen.generation) as copy:
            damaged = damaged_in(copy, specimen.contents)
        assert damaged == {path for path, bytes_of in owned.items() if bytes_of & touched}


def test_two_segments_that_change_places_damage_what_is_in_them(specimen: Specimen, folder: Path) -> None:
    one, other = segments_of(folder)[:2]
    in_them = owners(folder, one.name).keys() | owners(folder, other.name).keys()
    tampering.swap(one, other)
    with reopen(folder) as copy:
        assert damaged_in(copy, specimen.contents) == in_them


def test_two_chunks_that_change_places_in_a_segment_damage_their_files(specimen: Specimen, folder: Path) -> None:
    with reopen(folder) as copy:
        names = copy.store.catalogue.segments()
        pins = [copy.store.catalogue.pins(copy.stat(b"large").id, index, index)[0] for index in (0, 1)]
    data = [(folder / "segments" / names[pin.segment]).read_bytes()[pin.offset :][: pin.length] for pin in pins]
    for pin, other in zip(pins, reversed(data), strict=True):
        tampering.put(folder / "segments" / names[pin.segment], pin.offset, other)
    with reopen(folder) as copy:
        assert damaged_in(copy, specimen.contents) == {b"large"}


def test_without_its_segments_a_copy_still_opens_and_every_content_is_damaged(specimen: Specimen, folder: Path) -> None:
    shutil.rmtree(folder / "segments")
    with reopen(folder) as copy:
        assert damaged_in(copy, specimen.contents) == set(specimen.contents)
    with reopen(folder, writable=True) as copy:
        write(copy, b"fresh", b"can still be written")
        copy.commit()
        assert read(copy, b"fresh") == b"can still be written"


def test_a_folder_in_the_place_of_a_segment_damages_what_was_in_it(specimen: Specimen, folder: Path) -> None:
    path = segments_of(folder)[0]
    owned = owners(folder, path.name)
    path.unlink()
    path.mkdir()
    with reopen(folder) as copy:
        assert damaged_in(copy, specimen.contents) == owned.keys()


def survives(folder: Path, specimen: Specimen) -> bool:
    """Whether a copy with a tampered catalogue still opens. If so, it is of the last commit, and nothing is wrong."""
    try:
        with reopen(folder, least_generation=specimen.generation) as copy:
            assert copy.generation == specimen.generation
            damaged_in(copy, specimen.contents)
            return True
    except (CopyDamaged, CopyRolledBack) as error:
        return error.copy != COPY


def catalogue_donors(specimen: Specimen) -> Donors:
    segment = max((path.read_bytes() for path in segments_of(specimen.folder)), key=len)
    return Donors(
        earlier=(specimen.earlier / "catalogue.db").read_bytes(),
        sibling=segment,
        stranger=(specimen.stranger / "catalogue.db").read_bytes(),
    )


@pytest.mark.parametrize("tamper", ALL)
def test_a_tampered_catalogue_is_refused(specimen: Specimen, folder: Path, tamper: Tampering) -> None:
    path = folder / "catalogue.db"
    tamper(path, tampering.whole(path), catalogue_donors(specimen))
    assert not survives(folder, specimen)


@pytest.mark.parametrize("tamper", [tamper for tamper in ALL if tamper is not tampering.delete])
def test_a_tampered_page_of_the_catalogue_is_refused_or_changes_nothing(
    specimen: Specimen, folder: Path, tamper: Tampering
) -> None:
    path = folder / "catalogue.db"
    donors = catalogue_donors(specimen)
    original = path.read_bytes()
    refused = 0
    spans = tampering.pages(path, PAGE)
    for span in spans:
        path.write_bytes(original)
        tamper(path, span, donors)
        refused += not survives(folder, specimen)
    # Pages that are not in use, or did not change since, may be tampered with: nobody reads them, or they are right.
    assert refused >= (3 if tamper is tampering.put_back_earlier else len(spans) - 2)


def test_a_catalogue_put_back_is_of_an_earlier_generation(specimen: Specimen, folder: Path) -> None:
    shutil.copy(specimen.earlier / "catalogue.db", folder / "catalogue.db")
    with pytest.raises(CopyRolledBack) as caught:
        reopen(folder, least_generation=specimen.generation)
    assert (caught.value.found, caught.value.expected) == (specimen.generation - 1, specimen.generation)


def test_a_whole_copy_put_back_is_found_by_whoever_knows_the_generation(specimen: Specimen, folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(specimen.earlier, folder)
    with pytest.raises(CopyRolledBack):
        reopen(folder, least_generation=specimen.generation, writable=True)
    with reopen(folder) as copy:
        assert copy.generation == specimen.generation - 1


def test_an_earlier_catalogue_with_one_page_of_the_present_is_refused(specimen: Specimen, folder: Path) -> None:
    """Among them the one with the present commit record, which only the record itself gives away."""
    present = (specimen.folder / "catalogue.db").read_bytes()
    path = folder / "catalogue.db"
    shutil.copy(specimen.earlier / path.name, path)
    reasons = set()
    for span in tampering.pages(path, PAGE):
        shutil.copy(specimen.earlier / path.name, path)
        tampering.put(path, span.start, present[span.start : span.end])
        with pytest.raises((CopyDamaged, CopyRolledBack)) as caught:
            reopen(folder, least_generation=specimen.generation)
        reasons.add(str(caught.value).partition(": ")[2])
    assert "the catalogue does not fit its commit record" in reasons


@pytest.mark.parametrize(("path", "index"), [(b"large", 1), (b"folder/small 9", 0)])
def test_what_is_damaged_never_stands_in_the_buffer(specimen: Specimen, folder: Path, path: bytes, index: int) -> None:
    with reopen(folder) as copy:
        names = copy.store.catalogue.segments()
        pin = copy.store.catalogue.pins(copy.stat(path).id, index, index)[0]
    segment = folder / "segments" / names[pin.segment]
    tampering.flip_the_last_bit(segment, tampering.Span(pin.offset, pin.length), Donors(b"", b"", b""))
    start, content = index * 65536, specimen.contents[path]
    damaged = content[start : start + 65536]
    pieces = {damaged[at : at + 16] for at in range(0, len(damaged) - 15, 16)}
    with reopen(folder) as copy, copy.open_file(path) as file:
        for offset, size in ((0, len(content)), (start, 65536), (start + 16, 64)):
            buffer = bytearray(size)
            with pytest.raises(FileDamaged, match=f"chunk {index} does not open"):
                file.pread_into(memoryview(buffer), offset)
            assert not pieces & {bytes(buffer[at : at + 16]) for at in range(0, size, 16)}
        assert file.pread(start, 0) == content[:start]


@given(data=st.data())
def test_no_mixture_of_earlier_and_present_pages_reads_wrong(specimen: Specimen, data: st.DataObject) -> None:
    present = (specimen.folder / "catalogue.db").read_bytes()
    earlier = (specimen.earlier / "catalogue.db").read_bytes()
    count = min(len(present), len(earlier)) // PAGE
    chosen = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    mixed = bytearray(present)
    for number, is_earlier in enumerate(chosen):
        if is_earlier:
            mixed[number * PAGE : (number + 1) * PAGE] = earlier[number * PAGE : (number + 1) * PAGE]
    with quick_folder() as place:
        folder = specimen.fresh(place / "copy")
        (folder / "catalogue.db").write_bytes(mixed)
        survives(folder, specimen)


def test_a_log_that_was_tampered_with_gives_the_commit_before(folder: Path) -> None:
    """After a crash the last commits stand in the write-ahead log alone."""
    crashed = folder.with_name("crashed")
    with reopen(folder, writable=True) as copy:
        write(copy, b"large", b"after")
        copy.commit()
        newest = copy.generation
        shutil.copytree(folder, crashed)
    log = crashed / "catalogue.db-wal"
    original = log.read_bytes()
    assert len(original) > PAGE
    for span in tampering.pages(log, len(original) // 7):
        shutil.copytree(crashed, folder, dirs_exist_ok=True)
        tampering.flip_a_bit(folder / log.name, span, Donors(b"", b"", b""))
        (folder / "catalogue.db-shm").unlink(missing_ok=True)
        with pytest.raises((CopyRolledBack, CopyDamaged)):
            reopen(folder, least_generation=newest)
    shutil.copytree(crashed, folder, dirs_exist_ok=True)
    with reopen(folder, least_generation=newest) as copy:
        assert read(copy, b"large")[:5] == b"after"


def test_a_wrong_key_opens_nothing(folder: Path) -> None:
    with pytest.raises(CopyDamaged):
        reopen(folder, key=bytes(32))
    with pytest.raises(CopyDamaged):
        reopen(folder, STRANGER)
