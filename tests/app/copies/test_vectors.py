"""Every specimen of the format is read, and every broken one refused, by the program and by the independent reader."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.copies.check import check
from app.crypto.secret import Secret
from app.errors import CopyDamaged, FileDamaged
from app.keys.vault import unlock_vault
from app.model import CopyId, NodeKind
from app.progress import Monitor
from tests.app.copies import tampering
from tests.app.copies.independent_reader import Copy, Entry, RefusedError, read_copy, read_head, read_vault
from tests.app.copies.making import quick_folder, read, reopen
from tests.app.copies.tampering import Donors, Span
from tests.fakes import MemoryKeyStore, StoppedClock

VECTORS = Path(__file__).resolve().parents[2] / "vectors"
SPECIMENS = sorted(VECTORS.glob("format-*.json"))
NO_DONORS = Donors(b"", b"", b"")
KINDS = {NodeKind.FOLDER: "folder", NodeKind.FILE: "file", NodeKind.LINK: "link"}


@dataclass(frozen=True)
class Specimen:
    """A writable duplicate of a specimen, and what must come out of it."""

    home: Path
    facts: dict[str, Any]
    entries: dict[bytes, Entry]

    @property
    def id(self) -> CopyId:
        return CopyId(self.facts["copy"])

    @property
    def ck(self) -> bytes:
        return bytes.fromhex(self.facts["CK"])

    @property
    def folder(self) -> Path:
        return self.home / "copies" / self.id

    @property
    def segment(self) -> Path:
        (segment,) = (self.folder / "segments").iterdir()
        return segment

    def file(self, name: str) -> Path:
        return {"catalogue": self.folder / "catalogue.db", "segment": self.segment}[name]


@pytest.fixture(params=SPECIMENS, ids=lambda path: path.stem)
def specimen(request: pytest.FixtureRequest) -> Iterator[Specimen]:
    path: Path = request.param
    facts = json.loads(path.read_bytes())
    entries = {bytes.fromhex(entry["path"]): expected(entry) for entry in facts["entries"]}
    with quick_folder() as place:
        yield Specimen(shutil.copytree(path.with_suffix(""), place / "home"), facts, entries)


def expected(entry: dict[str, Any]) -> Entry:
    content = None
    if "pieces" in entry:
        content = b"".join(
            bytes.fromhex(one[0]) if len(one) == 1 else one[0] * bytes([one[1]]) for one in entry["pieces"]
        )
    elif "target" in entry:
        content = bytes.fromhex(entry["target"])
    return Entry(entry["kind"], entry["mode"], entry["mtime_ns"], content)


def by_the_program(specimen: Specimen) -> tuple[dict[bytes, Entry], set[bytes]]:
    """What the program reads, and what it calls damaged."""
    found, damaged = {}, set()
    with reopen(specimen.folder, specimen.id, specimen.ck) as copy:
        for path, node in copy.walk():
            kind = KINDS[NodeKind(node.kind)]
            content = node.target if kind == "link" else None
            try:
                if kind == "file":
                    content = read(copy, path)
                found[path] = Entry(kind, node.mode, node.mtime_ns, content)
            except FileDamaged:
                damaged.add(path)
        assert {damage.path for damage in check(copy, Monitor()).damaged} == damaged
    return found, damaged


def test_a_specimen_holds_what_it_is_said_to_hold(specimen: Specimen) -> None:
    assert by_the_program(specimen) == (specimen.entries, set())
    assert read_copy(specimen.folder, specimen.id, specimen.ck) == (specimen.entries, {})
    with reopen(specimen.folder, specimen.id, specimen.ck) as copy:
        assert copy.generation == specimen.facts["generation"]


def test_a_specimen_has_one_of_everything(specimen: Specimen) -> None:
    contents = [entry.content for entry in specimen.entries.values() if entry.kind == "file"]
    assert {entry.kind for entry in specimen.entries.values()} == {"folder", "file", "link"}
    assert b"" in contents
    assert any(content and len(content) > 1_000_000 and b"\0" * 65_536 in content for content in contents)
    assert any(b"\xe4" in path for path in specimen.entries)
    copy = Copy(specimen.folder, specimen.id, specimen.ck)
    assert copy.rows("SELECT count(*) FROM before") > [(0,)]
    assert {size for (size,) in copy.rows("SELECT chunk_bytes FROM node WHERE kind = 2")} == {16_384, 65_536}
    copy.close()


def test_a_specimen_can_be_worked_on(specimen: Specimen) -> None:
    with reopen(specimen.folder, specimen.id, specimen.ck, writable=True) as copy:
        with copy.open_file(b"notes.txt", writable=True) as file:
            file.pwrite(b"Rang", 0)
        copy.commit()
    found, damaged = read_copy(specimen.folder, specimen.id, specimen.ck)
    assert found[b"notes.txt"].content == b"Rang" + (specimen.entries[b"notes.txt"].content or b"")[4:]
    assert not damaged


def test_the_keys_of_a_specimen_open_its_table(specimen: Specimen) -> None:
    k_os = bytes.fromhex(specimen.facts["K_os"])
    assert read_vault(specimen.home, k_os) == {specimen.id: specimen.ck}
    store = MemoryKeyStore("memory")
    store.put(json.loads((specimen.home / "HEAD").read_bytes())["entry"], k_os)
    keys = unlock_vault(specimen.home, lambda _: store, None, StoppedClock())
    with keys.copy_key(specimen.id) as secret:
        assert secret.reveal() == specimen.ck
    keys.close()


@pytest.mark.parametrize("tamper", tampering.ALL, ids=lambda tamper: tamper.__name__)
def test_tampered_keys_open_nothing(specimen: Specimen, tamper: tampering.Tampering) -> None:
    k_os = bytes.fromhex(specimen.facts["K_os"])
    head = (specimen.home / "HEAD").read_bytes()
    table = specimen.home / "keys" / json.loads(head)["table"]
    donors = Donors(earlier=table.read_bytes()[:-1], sibling=head, stranger=table.read_bytes()[1:])
    tamper(table, tampering.whole(table), donors)
    with pytest.raises((RefusedError, FileNotFoundError)):
        read_vault(specimen.home, k_os)
    with pytest.raises(RefusedError, match="does not fit"):
        read_head(head, bytes(32))
    edited = head.replace(b'"generation":2', b'"generation":1')
    assert edited != head
    with pytest.raises(RefusedError, match="edited"):
        read_head(edited, k_os)


def test_a_vault_with_a_passphrase_is_read_from_the_document_too(tmp_path: Path) -> None:
    from app.keys.vault import create_vault

    store = MemoryKeyStore("memory")
    keys = create_vault(tmp_path / "home", store, Secret(b"correct horse"))
    keys.add_copy(CopyId("ab" * 16), Secret(b"k" * 32))
    k_os = store.entries[keys.head.entry]
    keys.close()
    assert read_vault(tmp_path / "home", k_os, b"correct horse") == {"ab" * 16: b"k" * 32}
    with pytest.raises(RefusedError):
        read_vault(tmp_path / "home", k_os, b"wrong")


# --------------------------------------------------------------------------------------- broken ones

BLOCKS = re.findall(r"^do: (.+)\nexpect: (.+)$", (VECTORS / "broken.txt").read_text(encoding="ascii"), re.MULTILINE)


def chunk_span(specimen: Specimen, path: str, index: int) -> Span:
    copy = Copy(specimen.folder, specimen.id, specimen.ck)
    node = copy.paths()[path.encode()]
    ((offset, length),) = copy.rows("SELECT offset, length FROM chunk WHERE file = ? AND idx = ?", node, index)
    copy.close()
    return Span(offset, length)


def append(specimen: Specimen) -> None:
    specimen.segment.write_bytes(specimen.segment.read_bytes() + b"the rest of a write that did not end")


def flip_in_chunk(specimen: Specimen, path: str, index: str, offset: str) -> None:
    span = chunk_span(specimen, path, int(index))
    assert int(offset) < span.length
    tampering.flip_the_first_bit(specimen.segment, Span(span.start + int(offset), 1), NO_DONORS)


def cut(specimen: Specimen, name: str, by: str, number: str) -> None:
    size = specimen.file(name).stat().st_size if by else 0
    tampering.truncate(specimen.file(name), Span(abs(size - int(number)), 0), NO_DONORS)


def swap_chunks(specimen: Specimen, path: str, index: str, other_path: str, other_index: str) -> None:
    one, other = chunk_span(specimen, path, int(index)), chunk_span(specimen, other_path, int(other_index))
    length = min(one.length, other.length)
    swap_parts(specimen.segment, Span(one.start, length), Span(other.start, length))


DEEDS: dict[str, Callable[..., None]] = {
    r"nothing": lambda _: None,
    r"append to segment": append,
    r"delete (\w+)": lambda specimen, name: specimen.file(name).unlink(),
    r"flip (catalogue|segment) (\d+)": lambda specimen, name, offset: tampering.flip_the_first_bit(
        specimen.file(name), Span(int(offset), 1), NO_DONORS
    ),
    r"flip chunk (.+) (\d+) (\d+)": flip_in_chunk,
    r"zero chunk (.+) (\d+)": lambda specimen, path, index: tampering.zero(
        specimen.segment, chunk_span(specimen, path, int(index)), NO_DONORS
    ),
    r"zero (\w+)": lambda specimen, name: tampering.zero(
        specimen.file(name), tampering.whole(specimen.file(name)), NO_DONORS
    ),
    r"cut (\w+) (by )?(\d+)": cut,
    r"swap pages (\d+) (\d+)": lambda specimen, one, other: swap_parts(
        specimen.file("catalogue"), Span(4096 * int(one), 4096), Span(4096 * int(other), 4096)
    ),
    r"swap chunks (.+) (\d+), (.+) (\d+)": swap_chunks,
}


def do(specimen: Specimen, words: str) -> None:
    """Do what a line of broken.txt says."""
    ((act, found),) = [(act, match) for deed, act in DEEDS.items() if (match := re.fullmatch(deed, words))]
    act(specimen, *found.groups())


def swap_parts(path: Path, one: Span, other: Span) -> None:
    data = path.read_bytes()
    tampering.put(path, one.start, data[other.start : other.end])
    tampering.put(path, other.start, data[one.start : one.end])


@pytest.mark.parametrize(("words", "expectation"), BLOCKS, ids=[words for words, _ in BLOCKS])
def test_both_readers_say_the_same_of_a_broken_specimen(specimen: Specimen, words: str, expectation: str) -> None:
    do(specimen, words)
    if expectation == "refused":
        with pytest.raises(CopyDamaged):
            by_the_program(specimen)
        with pytest.raises(RefusedError):
            read_copy(specimen.folder, specimen.id, specimen.ck)
        return
    names = expectation.removeprefix("damaged ").split(", ") if expectation != "whole" else []
    damaged = {name.encode("latin-1").decode("unicode_escape").encode("latin-1") for name in names}
    whole = {path: entry for path, entry in specimen.entries.items() if path not in damaged}
    assert by_the_program(specimen) == (whole, damaged)
    found, reasons = read_copy(specimen.folder, specimen.id, specimen.ck)
    assert (found, set(reasons)) == (whole, damaged)


def test_every_kind_of_expectation_occurs() -> None:
    assert len(BLOCKS) >= 15
    assert {expectation.split(" ")[0] for _, expectation in BLOCKS} == {"whole", "damaged", "refused"}
