"""A sound database broken on purpose, and broken at random, the same way every time."""

import random
import struct
from collections.abc import Iterator

import apsw

from tests.app.databases.hostile_schemas import many, schemed
from tests.app.databases.sealed import built_with_sides

PAGE_BYTES = 512

# Offset and size of fields in the header of the file, https://www.sqlite.org/fileformat2.html, 1.3.
_HEADER = ((16, 2), (20, 1), (21, 3), (24, 4), (28, 4), (32, 4), (36, 4), (44, 4), (52, 4), (56, 4), (64, 4))
# And in that of a page: kind, first free block, number of cells, where they start, fragments, rightmost child.
_TREE = ((0, 1), (1, 2), (3, 2), (5, 2), (7, 1), (8, 4))
_KINDS = (b"\2", b"\5", b"\x0a", b"\x0d")


def varied() -> bytes:
    """A small sound database with pages of every kind."""
    return schemed(
        f"PRAGMA page_size = {PAGE_BYTES}",
        "PRAGMA auto_vacuum = 1",
        "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE, c)",
        f"{many(60)} INSERT INTO t SELECT i, 'text ' || i, zeroblob(i * 3) FROM n",
        "UPDATE t SET c = zeroblob(3000) WHERE a IN (7, 50)",
        "CREATE INDEX i ON t (c, b)",
        "CREATE TABLE k (a, b, PRIMARY KEY (b, a)) WITHOUT ROWID",
        f"{many(40)} INSERT INTO k SELECT i, hex(i) FROM n",
        "CREATE TABLE s (x INT NOT NULL CHECK (x > 0), y INT AS (x * 2) STORED) STRICT",
        "INSERT INTO s VALUES (1), (2)",
        "CREATE VIRTUAL TABLE f USING fts5(words)",
        "INSERT INTO f VALUES ('one two three'), ('four')",
        "CREATE VIEW v AS SELECT a, b FROM t WHERE a > 3",
        "CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM k; END",
        "CREATE TABLE gone (x)",
        f"{many(30)} INSERT INTO gone SELECT zeroblob(200) FROM n",
        "PRAGMA auto_vacuum = 2",
        "DELETE FROM gone",
        "ANALYZE",
    )


def broken_on_purpose() -> dict[str, bytes]:
    """Files that are no database, or not all of one, or say what is not so."""
    sound = varied()
    sizes = {
        f"page size {size}": patched(sound, 16, struct.pack(">H", size))
        for size in (0, 1, 2, 256, 513, 1024, 32768, 65535)
    }
    counts = {
        f"page count {count}": patched(sound, 28, struct.pack(">I", count))
        for count in (0, 1, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)
    }
    looped = patched(sound, 2 * PAGE_BYTES, struct.pack(">II", 3, 120))
    return sizes | counts | {
        "nothing": b"",
        "wrong magic": b"SQLite format 2\0" + sound[16:],
        "magic alone": sound[:16],
        "header alone": sound[:100],
        "one page": sound[:PAGE_BYTES],
        "half of it": sound[: len(sound) // 2],
        "all but a byte": sound[:-1],
        "noise": random.Random(1).randbytes(20_000),
        "zeros behind the magic": sound[:16] + bytes(5000),
        "says it has a log": patched(sound, 18, b"\2\2"),
        "reserved space": patched(sound, 20, b"\xff"),
        "newer than anybody": patched(sound, 18, b"\3\3"),
        "encoding nobody knows": patched(sound, 56, struct.pack(">I", 9)),
        "schema of another format": patched(sound, 44, struct.pack(">I", 77)),
        "free pages in a loop": patched(looped, 32, struct.pack(">II", 3, 9999)),
        "free page that is the schema": patched(sound, 32, struct.pack(">II", 1, 1)),
    }  # fmt: skip


def patched(data: bytes, offset: int, new: bytes) -> bytes:
    """The same with these bytes in place."""
    return data[:offset] + new + data[offset + len(new) :]


def broken_at_random(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Broken in one to three places, `count` times over; each with a name that says how."""
    sound = varied()
    chance = random.Random(seed)
    for number in range(count):
        data = sound
        names = []
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            way = chance.choice(_WAYS)
            data = way(data, chance)
            names.append(way.__name__.strip("_"))
        yield f"{seed}-{number} {' + '.join(names)}", data


def broken_logs(seed: int, count: int) -> Iterator[tuple[str, bytes, bytes]]:
    """A database that a crash left with a write-ahead log, the log broken: a name, the file and the log."""

    def work(db: apsw.Connection) -> None:
        for statement in (f"PRAGMA page_size = {PAGE_BYTES}", "PRAGMA journal_mode = WAL", "CREATE TABLE t (a, b)"):
            db.execute(statement).fetchall()
        for _ in range(3):
            db.execute(f"{many(20)} INSERT INTO t SELECT i, zeroblob(i * 9) FROM n")

    found = built_with_sides(work)
    chance = random.Random(seed)
    for number in range(count):
        log = found["-wal"]
        way = chance.choice((_one_bit, _long_number, _noise, _cut, _longer, _page_number))
        yield f"log {seed}-{number} {way.__name__.strip('_')}", found[""], way(log, chance)


def _page(data: bytes, chance: random.Random) -> int:
    """Where some page starts."""
    return chance.randrange(max(1, len(data) // PAGE_BYTES)) * PAGE_BYTES


def _extreme(size: int, chance: random.Random) -> bytes:
    most = b"\x7f" + b"\xff" * (size - 1)
    return chance.choice((bytes(size), b"\xff" * size, most, bytes(size - 1) + b"\1", chance.randbytes(size)))


def _header_field(data: bytes, chance: random.Random) -> bytes:
    offset, size = chance.choice(_HEADER)
    return patched(data, offset, _extreme(size, chance))


def _tree_header(data: bytes, chance: random.Random) -> bytes:
    start = _page(data, chance)
    offset, size = chance.choice(_TREE)
    value = chance.choice(_KINDS) if offset == 0 else _extreme(size, chance)
    return patched(data, start + offset + (0 if start else 100), value)


def _cell_place(data: bytes, chance: random.Random) -> bytes:
    place = struct.pack(">H", chance.randrange(PAGE_BYTES + 20))
    return patched(data, _page(data, chance) + 8 + 2 * chance.randrange(6), place)


def _page_number(data: bytes, chance: random.Random) -> bytes:
    """A child, an overflow page, a free page or an entry of the map of pages: loops come of it."""
    start = _page(data, chance)
    number = chance.choice((0, 1, 2, start // PAGE_BYTES + 1, chance.randrange(200), 0xFFFFFFFF))
    offset = chance.choice((0, 4, 8, PAGE_BYTES - 4, chance.randrange(PAGE_BYTES - 4)))
    return patched(data, start + offset, struct.pack(">I", number))


def _long_number(data: bytes, chance: random.Random) -> bytes:
    offset = _page(data, chance) + chance.randrange(PAGE_BYTES - 9)
    return patched(data, offset, b"\xff" * chance.choice((2, 4, 8, 9)))


def _one_bit(data: bytes, chance: random.Random) -> bytes:
    offset = chance.randrange(len(data))
    return patched(data, offset, bytes([data[offset] ^ 1 << chance.randrange(8)]))


def _noise(data: bytes, chance: random.Random) -> bytes:
    return patched(data, _page(data, chance), chance.randbytes(chance.choice((8, 64, PAGE_BYTES))))


def _page_twice(data: bytes, chance: random.Random) -> bytes:
    start = _page(data, chance)
    return patched(data, _page(data, chance), data[start : start + PAGE_BYTES])


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(PAGE_BYTES, max(PAGE_BYTES + 1, len(data)))]


def _longer(data: bytes, chance: random.Random) -> bytes:
    return data + chance.randbytes(chance.choice((1, PAGE_BYTES, 5 * PAGE_BYTES)))


_WAYS = (
    _header_field,
    _tree_header,
    _tree_header,
    _cell_place,
    _cell_place,
    _page_number,
    _page_number,
    _page_number,
    _long_number,
    _one_bit,
    _noise,
    _page_twice,
    _cut,
    _longer,
)
