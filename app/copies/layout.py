"""Numbers and encodings of the sealed copy's format, version 1. The words are in docs/format.md."""

import hashlib
import struct
from dataclasses import dataclass

FORMAT = 1
CATALOGUE_NAME = "catalogue.db"
SEGMENTS_NAME = "segments"
CHUNK_BYTES = 64 * 1024
DATABASE_CHUNK_BYTES = 16 * 1024
CHUNK_SIZES = frozenset({CHUNK_BYTES, DATABASE_CHUNK_BYTES})
SEGMENT_BYTES = 64 * 1024 * 1024
LEAF_ROWS = 256
MOST_CHUNKS = 2**32
ROOT_ID = 1
LONGEST_NAME_BYTES = 1024
MOST_BYTES = 2**63 - 1
EMPTY_ROOT = bytes(32)

_NODE = struct.Struct(">QQBIqQI32sII")
_PIN = struct.Struct(">QI12s16s")
_LEAF = struct.Struct(">Q32s")
_COMMIT_LABEL = b"bailee/v1/commit-record"
_TREE_LABEL = b"bailee/v1/tree"


NodeRow = tuple[int, int, bytes, int, int, int, int, int, bytes, bytes]
ChunkRow = tuple[int, int, int, int, int, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Node:
    """One name in a copy. `root` is EMPTY_ROOT for folders and links; `mtime_ns` counts from 1970 in UTC."""

    id: int
    parent: int
    name: bytes
    kind: int
    mode: int
    mtime_ns: int
    size: int
    chunk_bytes: int
    root: bytes
    target: bytes

    def row(self) -> NodeRow:
        """The node as the catalogue keeps it."""
        place = (self.id, self.parent, self.name, self.kind, self.mode, self.mtime_ns)
        return (*place, self.size, self.chunk_bytes, self.root, self.target)


@dataclass(slots=True)
class Pin:
    """Where a chunk lies and which version of it is meant. Not frozen: that would double the cost of making one."""

    index: int
    segment: int
    offset: int
    length: int
    nonce: bytes
    tag: bytes


def encode_node(row: NodeRow) -> bytes:
    """A node as it is hashed: all numbers big endian, then the lengths of name and target, then both."""
    node, parent, name, kind, mode, mtime_ns, size, chunk_bytes, root, target = row
    fixed = _NODE.pack(node, parent, kind, mode, mtime_ns, size, chunk_bytes, root, len(name), len(target))
    return fixed + name + target


def encode_pin(index: int, length: int, nonce: bytes, tag: bytes) -> bytes:
    """A chunk as it is hashed. Where it lies is left out: moving sealed bytes changes nothing that matters."""
    return _PIN.pack(index, length, nonce, tag)


def tree_root(leaves: list[tuple[int, bytes]]) -> bytes:
    """The hash over the digests of leaves, each with its number, in rising order."""
    return hashlib.sha256(_TREE_LABEL + b"".join(_LEAF.pack(number, digest) for number, digest in leaves)).digest()


def commit_message(copy: bytes, generation: int, nodes: bytes, before: bytes, facts: bytes) -> bytes:
    """What the commit record authenticates: copy id, generation, and the roots of nodes, baseline and facts."""
    return _COMMIT_LABEL + copy + generation.to_bytes(8, "big") + nodes + before + facts
