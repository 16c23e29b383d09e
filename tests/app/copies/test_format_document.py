"""docs/format.md says what the program does: its schema, its labels and its numbers are the program's."""

import re
import sqlite3
from pathlib import Path

import pytest

from app.copies import layout
from app.copies.sealed_copy import SealedCopy
from app.crypto.derivation import CopyLabel, EpochLabel, StretchingCost

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "format.md").read_text(encoding="utf-8")


def shape(database: sqlite3.Connection) -> dict[str, object]:
    """Tables with their columns, and indexes with theirs."""
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")]
    return {
        name: (
            [tuple(row) for row in database.execute(f"PRAGMA table_info({name})")],
            [tuple(row) for row in database.execute(f"PRAGMA index_info({name})")],
            re.findall(
                r"WITHOUT ROWID",
                database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0],
            ),
        )
        for name in names
    }


def test_the_schema_is_the_one_in_use(copy: SealedCopy) -> None:
    (block,) = re.findall(r"```sql\n(.*?)```", DOCUMENT, re.DOTALL)
    node = re.search(r"CREATE TABLE node(\(.*?\);)", re.sub(r"--.*", "", block), re.DOTALL)
    assert node is not None
    described = sqlite3.connect(":memory:")
    described.executescript(re.sub(r"--.*", "", block).replace("before(...);", f"before{node[1]}"))
    assert shape(described) == shape(copy.store.catalogue._db)
    described.close()


@pytest.mark.parametrize("label", [*CopyLabel, *EpochLabel], ids=lambda label: label.name)
def test_every_label_is_named(label: CopyLabel | EpochLabel) -> None:
    assert f"`{label.value.decode()}`" in DOCUMENT


def test_every_limit_is_named() -> None:
    cost = StretchingCost
    assert f"`passes` {cost.MIN_PASSES} to {cost.MAX_PASSES}, `lanes` 1 to {cost.MAX_LANES}" in DOCUMENT
    assert f"`memory_kib` {cost.MIN_MEMORY_KIB:,} to {cost.MAX_MEMORY_KIB:,}" in DOCUMENT
    assert f"C MUST NOT be 0 or more than {layout.CHUNK_BYTES:,}" in DOCUMENT
    assert f"Writers use {layout.CHUNK_BYTES:,}, and {layout.DATABASE_CHUNK_BYTES:,}" in DOCUMENT
    assert f"1 to {layout.LONGEST_NAME_BYTES:,} bytes" in DOCUMENT
    assert f"would\ngrow beyond {layout.SEGMENT_BYTES // 2**20} MiB" in DOCUMENT
    assert f"A leaf is {layout.LEAF_ROWS} rows" in DOCUMENT
    assert layout.MOST_CHUNKS == 2**32
    assert "MUST stop at 2^32" in DOCUMENT
