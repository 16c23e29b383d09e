"""The catalogue of a copy: an SQLCipher database holding the tree and the pin of every chunk."""

import hashlib
import struct
from collections.abc import Iterable, Iterator, Sequence

from sqlcipher3 import dbapi2 as sqlcipher

from app.copies.database import Database
from app.copies.layout import FORMAT, ChunkRow, Node, NodeRow, Pin

_SCHEMA = """
CREATE TABLE node(
    id INTEGER PRIMARY KEY, parent INTEGER NOT NULL, name BLOB NOT NULL, kind INTEGER NOT NULL,
    mode INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL, chunk_bytes INTEGER NOT NULL,
    root BLOB NOT NULL, target BLOB NOT NULL);
CREATE TABLE chunk(
    file INTEGER NOT NULL, idx INTEGER NOT NULL, segment INTEGER NOT NULL, offset INTEGER NOT NULL,
    length INTEGER NOT NULL, nonce BLOB NOT NULL, tag BLOB NOT NULL, PRIMARY KEY(file, idx)) WITHOUT ROWID;
CREATE TABLE segment(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE before(
    id INTEGER PRIMARY KEY, parent INTEGER NOT NULL, name BLOB NOT NULL, kind INTEGER NOT NULL,
    mode INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL, chunk_bytes INTEGER NOT NULL,
    root BLOB NOT NULL, target BLOB NOT NULL);
CREATE TABLE kept(
    file INTEGER NOT NULL, idx INTEGER NOT NULL, segment INTEGER NOT NULL, offset INTEGER NOT NULL,
    length INTEGER NOT NULL, nonce BLOB NOT NULL, tag BLOB NOT NULL, PRIMARY KEY(file, idx)) WITHOUT ROWID;
CREATE TABLE problem(id INTEGER PRIMARY KEY, path BLOB NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL);
CREATE TABLE fact(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record(id INTEGER PRIMARY KEY CHECK(id = 1), generation INTEGER NOT NULL, mac BLOB NOT NULL);
"""
_KEPT = next(statement for statement in _SCHEMA.split(";") if "TABLE kept" in statement)
_INDEX = "CREATE UNIQUE INDEX node_by_name ON node(parent, name)"
_NODE_COLUMNS = "id, parent, name, kind, mode, mtime_ns, size, chunk_bytes, root, target"
_PUT_NODE = f"INSERT OR REPLACE INTO node({_NODE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
_PUT_CHUNK = "INSERT OR REPLACE INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?)"
_LENGTHS = struct.Struct(">QQ")


class Catalogue(Database):
    """The tables of a catalogue. Rows go in and out here; what they mean is decided above."""

    def create(self) -> None:
        """Make the tables, inside the open transaction."""
        with self.changing():
            for statement in _SCHEMA.split(";")[:-1]:
                self._db.execute(statement)
            self._db.execute(_INDEX)
            self._db.execute(f"PRAGMA user_version = {FORMAT}")

    def add_missing(self) -> None:
        """Make the tables that copies of an earlier Bailee have not, inside the open transaction."""
        with self.changing():
            self._db.execute(_KEPT.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS"))

    def stop_indexing_names(self) -> None:
        """Do without the index by name while a tree comes in: sorting once is faster than keeping order all along."""
        self.many("DROP INDEX node_by_name", [()])

    def index_names(self) -> bool:
        """Make the index by name anew; whether every name is there only once. If not, there is still none."""
        with self.changing():
            try:
                self._db.execute(_INDEX)
            except sqlcipher.IntegrityError:
                return False
            return True

    def twins(self) -> list[Node]:
        """The nodes whose name is taken in their folder, by a folder or else by the first that came."""
        query = f"""
            SELECT {_NODE_COLUMNS} FROM (
                SELECT *, row_number() OVER (PARTITION BY parent, name ORDER BY kind, id) AS place FROM node
            ) WHERE place > 1 ORDER BY id"""  # noqa: S608
        return [Node(*row) for row in self.rows(query)]

    # the tree

    def node(self, node: int) -> Node | None:
        """The node with this id."""
        return self._one_node("id = ?", (node,))

    def child(self, parent: int, name: bytes) -> Node | None:
        """The node of this name in a folder."""
        return self._one_node("parent = ? AND name = ?", (parent, name))

    def children(self, parent: int) -> list[Node]:
        """What is in a folder, by name."""
        where = f"SELECT {_NODE_COLUMNS} FROM node WHERE parent = ? AND id != parent ORDER BY name"  # noqa: S608
        return [Node(*row) for row in self.rows(where, (parent,))]

    def has_children(self, parent: int) -> bool:
        """Whether anything is in a folder."""
        query = "SELECT 1 FROM node WHERE parent = ? AND id != parent LIMIT 1"
        return bool(self.rows(query, (parent,)))

    def each_node(self) -> Iterator[NodeRow]:
        """Every node in the order of ids."""
        return self.each(f"SELECT {_NODE_COLUMNS} FROM node ORDER BY id")  # noqa: S608

    def nodes_between(self, first: int, last: int) -> list[NodeRow]:
        """The nodes with ids from `first` to `last`."""
        query = f"SELECT {_NODE_COLUMNS} FROM node WHERE id BETWEEN ? AND ? ORDER BY id"  # noqa: S608
        return self.rows(query, (first, last))

    def nodes_among(self, ids: Sequence[int], table: str = "node") -> dict[int, Node]:
        """The nodes with these ids in `node` or `before`, those that are there."""
        query = f"SELECT {_NODE_COLUMNS} FROM {table} WHERE id IN ({','.join('?' * len(ids))})"  # noqa: S608
        return {row[0]: Node(*row) for row in self.rows(query, tuple(ids))}

    def put_nodes(self, rows: Iterable[NodeRow]) -> None:
        """Write nodes, new or changed."""
        self.many(_PUT_NODE, rows)

    def drop_node(self, node: int) -> None:
        """Remove a node and its chunks."""
        self.many("DELETE FROM node WHERE id = ?", [(node,)])
        self.many("DELETE FROM chunk WHERE file = ?", [(node,)])

    def highest_node(self) -> int:
        """The highest id that a node has or had at the checkout."""
        return int(self.rows("SELECT max(ifnull(max(id), 0), (SELECT ifnull(max(id), 0) FROM before)) FROM node")[0][0])

    # chunks and segments

    def pins(self, file: int, first: int, last: int) -> list[Pin]:
        """The chunks of a file with indexes from `first` to `last`."""
        query = "SELECT idx, segment, offset, length, nonce, tag FROM chunk WHERE file = ? AND idx BETWEEN ? AND ?"
        return [Pin(*row) for row in self.rows(f"{query} ORDER BY idx", (file, first, last))]

    def each_pin(self, file: int) -> Iterator[tuple[int, int, bytes, bytes]]:
        """Index, length, nonce and tag of every chunk of a file."""
        return self.each("SELECT idx, length, nonce, tag FROM chunk WHERE file = ? ORDER BY idx", (file,))

    def put_chunks(self, rows: Iterable[ChunkRow]) -> None:
        """Write chunks: file, index, segment, offset, length, nonce, tag."""
        self.many(_PUT_CHUNK, rows)

    def drop_chunks(self, file: int, first: int) -> None:
        """Forget the chunks of a file from index `first` on."""
        self.many("DELETE FROM chunk WHERE file = ? AND idx >= ?", [(file, first)])

    def segments(self) -> dict[int, str]:
        """The names of the segments by id."""
        return dict(self.rows("SELECT id, name FROM segment"))

    def add_segment(self, name: str) -> int:
        """Note a new segment; its id."""
        with self.changing():
            return int(self._db.execute("INSERT INTO segment(name) VALUES (?)", (name,)).lastrowid)

    def drop_segment(self, segment: int) -> None:
        """Forget a segment in which nothing lives."""
        self.many("DELETE FROM segment WHERE id = ?", [(segment,)])

    def live_bytes(self) -> dict[int, int]:
        """How many bytes of each segment belong to a chunk, in force or kept."""
        both = "SELECT segment, length FROM chunk UNION ALL SELECT segment, length FROM kept WHERE length > 0"
        return dict(self.rows(f"SELECT segment, sum(length) FROM ({both}) GROUP BY segment"))  # noqa: S608

    def segment_end(self, segment: int) -> int:
        """Where the last chunk in a segment ends, in force or kept."""
        ends = "SELECT max(offset + length) FROM {} WHERE segment = ?1"
        query = f"SELECT max(ifnull(({ends.format('chunk')}), 0), ifnull(({ends.format('kept')}), 0))"
        return int(self.rows(query, (segment,))[0][0])

    def chunks_in(self, segment: int) -> list[ChunkRow]:
        """The chunks that lie in a segment, by offset."""
        return self.rows("SELECT * FROM chunk WHERE segment = ? ORDER BY offset", (segment,))

    # the baseline, problems, facts and the commit record

    def remember(self, node: int) -> None:
        """Keep a node as it was at the checkout, unless that has been done."""
        self.many("INSERT OR IGNORE INTO before SELECT * FROM node WHERE id = ?", [(node,)])

    def node_before(self, node: int) -> Node | None:
        """A node as it was at the checkout, if it changed since."""
        rows = self.rows(f"SELECT {_NODE_COLUMNS} FROM before WHERE id = ?", (node,))  # noqa: S608
        return Node(*rows[0]) if rows else None

    def baseline(self) -> Iterator[Node]:
        """The nodes that changed since the checkout, as they were."""
        return (Node(*row) for row in self.each(f"SELECT {_NODE_COLUMNS} FROM before ORDER BY id"))  # noqa: S608

    def added_since(self, highest: int) -> Iterator[Node]:
        """The nodes that were made after the checkout, whose highest id was `highest`."""
        query = f"SELECT {_NODE_COLUMNS} FROM node WHERE id > ? ORDER BY id"  # noqa: S608
        return (Node(*row) for row in self.each(query, (highest,)))

    def add_problems(self, rows: Iterable[tuple[bytes, str, str]]) -> None:
        """Keep what did not arrive: path, kind, detail."""
        self.many("INSERT INTO problem(path, kind, detail) VALUES (?, ?, ?)", rows)

    def problems(self) -> list[tuple[bytes, str, str]]:
        """What did not arrive."""
        return self.rows("SELECT path, kind, detail FROM problem ORDER BY id")

    def facts(self) -> dict[str, str]:
        """Small facts about the copy."""
        return dict(self.rows("SELECT key, value FROM fact ORDER BY key"))

    def put_facts(self, facts: dict[str, str]) -> None:
        """Write small facts."""
        self.many("INSERT OR REPLACE INTO fact VALUES (?, ?)", facts.items())

    def record(self) -> tuple[int, bytes] | None:
        """Generation and MAC of the last commit."""
        rows = self.rows("SELECT generation, mac FROM record")
        return (rows[0][0], rows[0][1]) if rows else None

    def put_record(self, generation: int, mac: bytes) -> None:
        """Write generation and MAC."""
        self.many("INSERT OR REPLACE INTO record VALUES (1, ?, ?)", [(generation, mac)])

    def digest(self, table: str) -> bytes:
        """A hash over every row of a small table: each value as bytes, with the number of columns and its length."""
        whole = hashlib.sha256()
        for row in self.each(f"SELECT * FROM {table} ORDER BY 1"):  # noqa: S608 - a name of ours
            for value in row:
                data = value if isinstance(value, bytes) else str(value).encode()
                whole.update(_LENGTHS.pack(len(row), len(data)) + data)
        return whole.digest()

    def _one_node(self, where: str, values: tuple[object, ...]) -> Node | None:
        rows = self.rows(f"SELECT {_NODE_COLUMNS} FROM node WHERE {where}", values)  # noqa: S608
        return Node(*rows[0]) if rows else None
