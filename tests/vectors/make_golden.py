"""Makes the specimen of the present format: `python -m tests.vectors.make_golden NAME`, once for each format number.

What it made stays as it is. A later program must read it for ever; the tests never make it again.
"""

import json
import os
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

from app.copies.ingest import Ingest
from app.copies.layout import Node
from app.copies.sealed_copy import SealedCopy
from app.crypto.secret import Secret
from app.keys.vault import create_vault
from app.model import CopyId, NodeKind
from app.progress import Monitor
from app.sources.choice import source_at
from tests.fakes import MemoryKeyStore

HERE = Path(__file__).resolve().parent
COPY = CopyId("5ea1ed00000000000000000000000001")
YEAR_2001 = 1_000_000_000_123_456_789
KINDS = {NodeKind.FOLDER: "folder", NodeKind.FILE: "file", NodeKind.LINK: "link"}


def make_source(folder: Path) -> None:
    (folder / "letters" / "empty").mkdir(parents=True)
    (folder / "notes.txt").write_bytes(b"Ring back on Monday.\n")
    (folder / "nothing").write_bytes(b"")
    (folder / "doomed").write_bytes(b"deleted after the checkout")
    (folder / "letters" / "old name").write_bytes(b"renamed after the checkout")
    (folder / "letters" / "chunks").write_bytes(b"A" * 65_536 + b"B")
    (folder / "small chunks.db").write_bytes(b"SQLite format 3\0" + b"C" * 20_000)
    (folder / "letters" / os.fsdecode(b"latin \xe4\xf6\xfc")).write_bytes(b"not UTF-8")
    (folder / "letters" / "link").symlink_to("../notes.txt")
    with (folder / "sparse").open("wb") as file:
        file.seek(5_000_000)
        file.write(b"in the middle")
        file.truncate(5_000_100)
    database = sqlite3.connect(folder / "customers.db")
    database.execute("PRAGMA page_size = 512")
    database.execute("CREATE TABLE customer(name TEXT)")
    database.executemany("INSERT INTO customer VALUES (?)", [("Ada",), ("Grace",)])
    database.commit()
    database.close()
    for path in [*folder.rglob("*"), folder]:
        os.utime(path, ns=(YEAR_2001, YEAR_2001), follow_symlinks=False)


def fill(copy: SealedCopy, source: Path) -> None:
    Ingest(copy, Monitor()).run(source_at(str(source), copy.store.folder))
    copy.commit()
    with copy.open_file(b"small chunks.db", writable=True) as file:
        file.pwrite(b"edited", 16_381)
        file.truncate(20_010)
    copy.rename(b"letters/old name", b"new name")
    copy.unlink(b"doomed")
    copy.commit()
    with copy.open_file(b"letters/added", writable=True, create=True) as file:
        file.pwrite(b"added", 65_536)
    copy.commit()


def described(copy: SealedCopy, path: bytes, node: Node) -> dict[str, object]:
    kind = KINDS[NodeKind(node.kind)]
    facts: dict[str, object] = {"path": path.hex(), "kind": kind, "mode": node.mode, "mtime_ns": node.mtime_ns}
    if kind == "file":
        with copy.open_file(path) as file:
            facts["pieces"] = pieces(file.pread(file.size, 0))
    elif kind == "link":
        facts["target"] = node.target.hex()
    return facts


def pieces(content: bytes) -> list[list[object]]:
    """The content as (count, byte) for long runs of one byte, and hex for the rest, to keep the specimen small."""
    found: list[list[object]] = []
    at = 0
    while at < len(content):
        end = at
        while end < len(content) and content[end] == content[at]:
            end += 1
        if end - at < 32:
            end = min(at + 32, len(content))
            if found and isinstance(found[-1][0], str):
                found[-1][0] += content[at:end].hex()
            else:
                found.append([content[at:end].hex()])
        else:
            found.append([end - at, content[at]])
        at = end
    return found


def main(name: str) -> None:
    home = HERE / name
    store = MemoryKeyStore("memory")
    keys = create_vault(home, store, None)
    with Secret.random() as secret, tempfile.TemporaryDirectory() as source:
        make_source(Path(source))
        (home / "copies").mkdir()
        keys.add_copy(COPY, secret)
        with SealedCopy.create(home / "copies" / COPY, COPY, secret) as copy:
            fill(copy, Path(source))
            specimen = {
                "K_os": store.entries[keys.head.entry].hex(),
                "copy": COPY,
                "CK": secret.reveal().hex(),
                "generation": copy.generation,
                "entries": [described(copy, path, node) for path, node in copy.walk()],
            }
    keys.close()
    for path in (home / "vault.lock", home / "copies" / f"{COPY}.lock"):
        path.unlink(missing_ok=True)
    (HERE / f"{name}.json").write_text(json.dumps(specimen, indent=1) + "\n", encoding="ascii")


if __name__ == "__main__":
    target = HERE / sys.argv[1]
    if target.exists():
        sys.exit(f"{target} exists, and a specimen is never made again.")
    try:
        main(sys.argv[1])
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
