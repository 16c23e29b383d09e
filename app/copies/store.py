"""What every part of an open copy works on: catalogue, sealed chunks and the tree of hashes, and their commit."""

import time
from pathlib import Path

from app.copies.catalogue import Catalogue
from app.copies.integrity import LeafTree, encoded_nodes
from app.copies.kept_pins import KeptPins
from app.copies.layout import (
    CATALOGUE_NAME,
    EMPTY_ROOT,
    MOST_CHUNKS,
    ROOT_ID,
    SEGMENTS_NAME,
    Node,
    Pin,
    commit_message,
    encode_node,
)
from app.copies.sealed_chunks import SealedChunks
from app.crypto.derivation import CopyLabel, copy_key
from app.crypto.sealing import ChunkSealer
from app.crypto.secret import Secret
from app.crypto.signing import digests_match, keyed_digest
from app.disk.durable import make_folder
from app.errors import ChunksUsedUp, CopyDamaged, CopyRolledBack, FileExists
from app.model import CopyId, NodeKind

_CHUNKS_SEALED = "chunks_sealed"


class CopyStore:
    """An open copy below the level of files. Either it is being written, by one process, or it is a still picture."""

    def __init__(self, folder: Path, copy: CopyId, secret: Secret) -> None:
        self.folder = folder
        self.copy = copy
        self._id = bytes.fromhex(copy)
        with copy_key(secret, self._id, CopyLabel.CATALOGUE) as key:
            self.catalogue = Catalogue(folder / CATALOGUE_NAME, key, copy)
        with copy_key(secret, self._id, CopyLabel.CONTENT) as key:
            self.chunks = SealedChunks(folder, ChunkSealer(key, self._id), self.catalogue)
        self.kept = KeptPins(self.catalogue)
        self._commit_key = copy_key(secret, self._id, CopyLabel.COMMIT)
        self.tree = LeafTree()
        self.generation = 0
        self.root = b""
        self._chunks_sealed = 0
        self._roots: dict[str, bytes] = {}
        self.is_changed = False

    @classmethod
    def create(cls, folder: Path, copy: CopyId, secret: Secret) -> "CopyStore":
        """A new, empty copy in a new folder, open for writing; nothing is durable before `commit`.

        Raises FileExists.
        """
        if folder.exists():
            raise FileExists(path=str(folder))
        make_folder(folder)
        make_folder(folder / SEGMENTS_NAME)
        store = cls(folder, copy, secret)
        try:
            store.begin_writing()
            store.catalogue.create()
            now = time.time_ns()
            store.put_node(Node(ROOT_ID, ROOT_ID, b"", NodeKind.FOLDER, 0o755, now, 0, 0, EMPTY_ROOT, b""))
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open(cls, folder: Path, copy: CopyId, secret: Secret, *, writable: bool, least_generation: int) -> "CopyStore":
        """Open and authenticate. Raises CopyDamaged, CopyRolledBack, FormatNewer."""
        if not (folder / CATALOGUE_NAME).is_file():
            raise CopyDamaged(copy=copy, reason="the catalogue is missing")
        store = cls(folder, copy, secret)
        try:
            store.catalogue.begin(to_write=False)
            store._authenticate(least_generation)
            if writable:
                store.add_missing()
                store.drop_strays()
        except BaseException:
            store.close()
            raise
        return store

    def _authenticate(self, least_generation: int) -> None:
        catalogue = self.catalogue
        catalogue.check_structure()
        record = catalogue.record()
        if record is None:
            raise CopyDamaged(copy=self.copy, reason="no commit record")
        self.tree.load(encoded_nodes(catalogue.each_node()))
        self.generation, mac = record
        self.root = self.tree.root()
        if not digests_match(mac, keyed_digest(self._commit_key, self._message(self.generation))):
            raise CopyDamaged(copy=self.copy, reason="the catalogue does not fit its commit record")
        if self.generation < least_generation:
            raise CopyRolledBack(copy=self.copy, found=self.generation, expected=least_generation)
        self.chunks.load()
        self._chunks_sealed = int(catalogue.facts()[_CHUNKS_SEALED])

    def _message(self, generation: int) -> bytes:
        for table in ("before", "problem", "fact"):
            if table not in self._roots:
                self._roots[table] = self.catalogue.digest(table)
        facts = self._roots["problem"] + self._roots["fact"]
        return commit_message(self._id, generation, self.root, self._roots["before"], facts)

    # writing

    def begin_writing(self) -> None:
        """Start a transaction unless one is open already. Every change goes through here first."""
        if not self.is_changed:
            self.catalogue.rollback()
            self.catalogue.begin(to_write=True)
            self.is_changed = True

    def forget_digest(self, table: str) -> None:
        """Say that a small table changed."""
        self._roots.pop(table, None)

    def put_node(self, node: Node) -> None:
        """Write one node."""
        self.catalogue.put_nodes([node.row()])
        self.tree.touch(node.id)

    def seal_chunk(self, file: int, index: int, plain: memoryview, *, is_last: bool) -> Pin:
        """Seal one chunk; what pins it. It is durable after `commit`. Raises ChunksUsedUp, DiskFull."""
        self._chunks_sealed += 1
        if self._chunks_sealed > MOST_CHUNKS:
            raise ChunksUsedUp(copy=self.copy, limit=MOST_CHUNKS)
        return self.chunks.seal(file, index, plain, is_last=is_last)

    def commit(self) -> None:
        """Make everything so far durable: segments first, then the catalogue with a new commit record.

        After a failure the copy is good for reading what was committed and for closing, and for nothing else.
        """
        if not self.is_changed:
            return
        self.chunks.sync()
        self.tree.refresh(self._encoded_between)
        self.catalogue.put_facts({_CHUNKS_SEALED: str(self._chunks_sealed)})
        self.forget_digest("fact")
        self.root = self.tree.root()
        generation = self.generation + 1
        self.catalogue.put_record(generation, keyed_digest(self._commit_key, self._message(generation)))
        self.catalogue.commit()
        self.generation = generation
        self.is_changed = False
        self.catalogue.begin(to_write=False)

    def add_missing(self) -> None:
        """Give a copy that an earlier Bailee made the tables of this one. They are empty: no hash changes."""
        if not self.kept.is_there:
            self.catalogue.rollback()
            self.catalogue.begin(to_write=True)
            self.catalogue.add_missing()
            self.catalogue.commit()
            self.catalogue.begin(to_write=False)

    def drop_strays(self) -> int:
        """Remove the segments that the last commit does not need, if nobody else does; the bytes that were freed."""
        self.catalogue.rollback()
        freed_bytes = self.chunks.drop_strays()
        self.catalogue.begin(to_write=False)
        return freed_bytes

    def close(self) -> None:
        """Let go of everything, the keys too; changes since the last commit are lost."""
        self.chunks.close()
        self.catalogue.close()
        self._commit_key.close()

    def _encoded_between(self, first: int, last: int) -> list[bytes]:
        return [encode_node(row) for row in self.catalogue.nodes_between(first, last)]
