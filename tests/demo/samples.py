"""Makes the sample customer's folder: a few hundred real files of the kinds that support work meets."""

import csv
import random
import sqlite3
import struct
import zlib
from pathlib import Path

MARKER = "BAILEE-SAMPLE-3f9c1e"
_BIG_BYTES = 64_000_000
_LETTERS = 220
_TABLES = 60
_PICTURES = 40
_INVOICES = 20_000


def make_samples(folder: Path) -> list[bytes]:
    """Fill `folder` with files; the pieces of plaintext by which they would be known again."""
    dice = random.Random(7)
    for name in ("letters", "tables", "pictures", "database", "large"):
        (folder / name).mkdir(parents=True)
    for number in range(_LETTERS):
        text = f"{MARKER} letter {number}\n" + "\n".join(_sentence(dice) for _ in range(dice.randrange(5, 120)))
        (folder / "letters" / f"{MARKER}-letter-{number:03}.txt").write_text(text, "utf-8")
    for number in range(_TABLES):
        _write_table(folder / "tables" / f"invoices-{number:03}.csv", dice)
    for number in range(_PICTURES):
        (folder / "pictures" / f"scan-{number:03}.png").write_bytes(_picture(dice))
    rows = _write_database(folder / "database" / "erp.sqlite", dice)
    _write_big(folder / "large" / "archive.bin", dice)
    (folder / "latest.txt").symlink_to("letters/latest.txt")
    texts = [MARKER.encode(), b"Quartz & Vale Holdings", b"erp.sqlite", b"SQLite format 3"]
    return [*texts, _picture_piece(folder), *rows]


def _sentence(dice: random.Random) -> str:
    words = ("Quartz & Vale Holdings", "invoice", "reminder", "paid", "delivery", "Köln", "warehouse", "agreed", "open")
    return " ".join(dice.choice(words) for _ in range(dice.randrange(4, 14))) + "."


def _write_table(path: Path, dice: random.Random) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "customer", "amount", "note"])
        for row in range(dice.randrange(20, 400)):
            writer.writerow([row, f"Quartz & Vale Holdings {row % 17}", f"{dice.random() * 9000:.2f}", MARKER])


def _write_database(path: Path, dice: random.Random) -> list[bytes]:
    """An SQLite database; values that stand in its rows and nowhere else, as they lie in the file."""
    rows = [
        (f"Quartz & Vale Holdings {n}", f"ledger-{n:05}@orchard.example", dice.random() * 1000, MARKER)
        for n in range(_INVOICES)
    ]
    database = sqlite3.connect(path)
    try:
        table = "id INTEGER PRIMARY KEY, customer TEXT, contact TEXT, amount REAL, note TEXT"
        database.execute(f"CREATE TABLE invoice({table})")
        database.executemany("INSERT INTO invoice(customer, contact, amount, note) VALUES (?, ?, ?, ?)", rows)
        database.commit()
    finally:
        database.close()
    _, contact, amount, _ = dice.choice(rows)
    return [b"@orchard.example", contact.encode(), struct.pack(">d", amount)]


def _write_big(path: Path, dice: random.Random) -> None:
    block = dice.randbytes(1_000_000 - len(MARKER))
    with path.open("wb") as file:
        for _ in range(_BIG_BYTES // 1_000_000):
            file.write(MARKER.encode() + block)


def _picture(dice: random.Random) -> bytes:
    """A true PNG: 64 by 64 pixels of a colour ramp."""
    tint = dice.randrange(256)
    rows = b"".join(b"\0" + bytes((x * 4 ^ y * 4 ^ tint) & 255 for x in range(64) for _ in range(3)) for y in range(64))
    header = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    pieces = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in pieces)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _picture_piece(folder: Path) -> bytes:
    return (folder / "pictures" / "scan-000.png").read_bytes()[60:92]
