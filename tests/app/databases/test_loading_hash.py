"""The hash of rows, against a second writer of its form and against values that must never change."""

import hashlib
import struct

import apsw
from hypothesis import given
from hypothesis import strategies as st

from app.databases.loading.row_hash import RowHash
from app.tables import Cell, Storage, Table
from tests.app.databases.snapshots import GivenSnapshot, column
from tests.app.databases.test_loading import load

ROWS = st.lists(
    st.tuples(
        st.one_of(
            st.none(), st.integers(-(2**63), 2**63 - 1), st.sampled_from([2**31, 2**31 - 1, -(2**31), -(2**31) - 1])
        ),
        st.one_of(st.none(), st.floats(allow_nan=False)),
        st.one_of(st.none(), st.text(), st.binary()),
    ),
    max_size=8,
)


def written(cell: Cell) -> bytes:
    if cell is None:
        return b"N"
    if isinstance(cell, int):
        if -(2**31) <= cell < 2**31:
            return b"i" + struct.pack("<i", cell)
        digits, rest = [], abs(cell)
        while rest:
            digits.append(rest % 32768)
            rest //= 32768
        count = -len(digits) if cell < 0 else len(digits)
        return b"l" + struct.pack(f"<i{len(digits)}H", count, *digits)
    if isinstance(cell, float):
        return b"g" + struct.pack("<d", cell)
    if isinstance(cell, str):
        return b"u" + struct.pack("<I", len(cell.encode())) + cell.encode()
    return b"s" + struct.pack("<I", len(cell)) + cell


def slow_hash(rows: list[tuple[Cell, ...]]) -> str:
    text = b"".join(b"(" + struct.pack("<I", len(row)) + b"".join(map(written, row)) for row in rows)
    return hashlib.sha256(text).hexdigest()


@given(ROWS, st.integers(1, 9))
def test_the_form_is_as_written_down_however_the_rows_are_cut(rows: list[tuple[Cell, ...]], size: int) -> None:
    found = RowHash()
    for at in range(0, len(rows), size):
        found.add(rows[at : at + size])
    assert found.hexdigest() == slow_hash(rows)
    assert found.rows == len(rows)


def test_the_form_does_not_change() -> None:
    found = RowHash()
    found.add([(1, -(2**40), 1.5, "é", b"\0", None), (0, 2**63 - 1, -0.0, "", b"", None)])
    assert found.hexdigest() == "6be392b9275deac893bc4d657804baa6389bbaafab63970d0bb2b2ee3d7a2330"


def test_the_hash_of_a_table_can_be_worked_out_from_the_sealed_database() -> None:
    table = Table("", "t", (column("id", Storage.INTEGER), column("b", Storage.TEXT)), ("id",))
    destination, report = load(GivenSnapshot([table], {"t": [(9, "a"), (2**40, "b"), (1, None)]}))
    rows: list[tuple[Cell, ...]] = destination.execute("SELECT * FROM t ORDER BY rowid").fetchall()
    assert report.tables[0].sha256 == slow_hash(rows)
    assert isinstance(destination, apsw.Connection)
