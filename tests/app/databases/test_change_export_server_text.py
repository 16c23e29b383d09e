"""The script for a server where no server is needed: what is left out, names, and the engines that are not here."""

import pytest

from app.databases.comparing.change_script import Script
from app.databases.comparing.change_server_script import write_server_sql
from app.databases.comparing.row_reading import RawText, Value
from app.databases.comparing.server_dialects import dialect_of
from app.databases.schema.server_origin import Origin, OriginColumn, OriginTable, read_origin
from app.progress import Monitor
from tests.app.databases.pairs import Pair, pair_of

TABLE = "CREATE TABLE t (id INT PRIMARY KEY, a ANY, b ANY) STRICT; INSERT INTO t VALUES (1, 'x', 'y'), (2, NULL, 2.5)"


def origin_of(engine: str = "PostgreSQL", *, masked: str = "", schema: str = "sales", **tables: str) -> Origin:
    columns = {
        "id": OriginColumn("ID", "integer", masked == "id"),
        "a": OriginColumn('A "quoted" `name`', "text", masked == "a"),
        "b": OriginColumn("B", "text", masked == "b"),
    }
    names = tables or {"t": "Table ; one"}
    return Origin(engine, {name: OriginTable(schema, title, columns) for name, title in names.items()})


def written(pair: Pair, origin: Origin) -> tuple[list[str], Script]:
    pieces: list[str] = []
    script = write_server_sql(pair.before, pair.now, pair.changes(), origin, pieces.append, Monitor())
    statements = ("INSERT", "UPDATE", "DELETE")
    return [piece for piece in pieces if piece.startswith(statements)], script


def test_statements_use_the_names_and_guards_of_the_server() -> None:
    with pair_of(TABLE) as pair:
        pair.now.execute(
            "UPDATE t SET b = 'z' WHERE id = 1; DELETE FROM t WHERE id = 2; INSERT INTO t VALUES (3, '', x'00')"
        )
        pair.now.execute("UPDATE t SET rowid = 9 WHERE id = 3")
        statements, script = written(pair, origin_of())
        table, name = '"sales"."Table ; one"', '"A ""quoted"" `name`"'
        assert statements == [
            f"DELETE FROM {table} WHERE \"ID\" = '2' AND {name} IS NULL AND \"B\" = '2.5';\n",
            f"INSERT INTO {table} (\"ID\", {name}, \"B\") VALUES ('3', '', '\\x00');\n",
            f"UPDATE {table} SET \"B\" = 'z' WHERE \"ID\" = '1' AND \"B\" = 'y';\n",
        ]
        assert script == Script(3, ())


def test_backticks_are_doubled_for_mysql() -> None:
    with pair_of(TABLE) as pair:
        pair.now.execute("UPDATE t SET a = '\\' WHERE id = 1")
        (statement,), _ = written(pair, origin_of("MariaDB", schema=""))
        name = '`A "quoted" ``name```'
        guard = f"CAST(CONVERT({name} USING utf8mb4) AS BINARY) = CAST('x' AS BINARY)"
        assert statement == (
            f"UPDATE `Table ; one` SET {name} = CONVERT(x'5c' USING utf8mb4) WHERE `ID` = 1 AND {guard};\n"
        )


def test_masked_cells_are_neither_written_nor_compared() -> None:
    with pair_of(TABLE) as pair:
        pair.now.execute("UPDATE t SET a = 'mine', b = 'z' WHERE id = 1; UPDATE t SET a = 'mine' WHERE id = 2")
        statements, script = written(pair, origin_of(masked="a"))
        assert statements == ['UPDATE "sales"."Table ; one" SET "B" = \'z\' WHERE "ID" = \'1\' AND "B" = \'y\';\n']
        assert script.left_out == ("masked cells of t (2)",)


@pytest.mark.parametrize(
    ("script", "masked"),
    [("CREATE TABLE t (id, a, b)", ""), ("CREATE TABLE t (id INT PRIMARY KEY, a, b)", "id")],
)
def test_without_a_key_that_the_server_knows_only_new_rows_are_written(script: str, masked: str) -> None:
    with pair_of(script + "; INSERT INTO t VALUES (1, 1, 1), (2, 2, 2), (3, 3, 3)") as pair:
        pair.now.execute(
            "INSERT INTO t VALUES (4, 4, 4); UPDATE t SET b = 9 WHERE id = 1; DELETE FROM t WHERE id < 4 AND id > 1"
        )
        statements, found = written(pair, origin_of(masked=masked))
        assert [statement[:6] for statement in statements] == ["INSERT"]
        assert found.left_out == (
            "deleted rows of t, which has no primary key to use (2)",
            "edited rows of t, which has no primary key to use (1)",
        )


def test_what_the_server_does_not_have_is_left_out() -> None:
    with pair_of(TABLE + "; CREATE TABLE own (v); CREATE TABLE gone (v)") as pair:
        pair.now.execute(
            "ALTER TABLE t ADD COLUMN more TEXT; UPDATE t SET a = 1; INSERT INTO own VALUES (1); DROP TABLE gone"
        )
        statements, script = written(pair, origin_of(t="t", gone="gone"))
        assert statements == []
        assert script.left_out == (
            "the change of the structure of gone (1)",
            "table gone, which the server does not have as it is here (1)",
            "table own, which the server does not have as it is here (1)",
            "the change of the structure of t (1)",
            "table t, which has columns that the server does not have (1)",
        )


def test_a_value_that_the_engine_cannot_be_told_leaves_out_its_row() -> None:
    with pair_of(TABLE) as pair:
        pair.now.execute("UPDATE t SET a = 'a' || char(0) WHERE id = 1; UPDATE t SET a = 1 WHERE id = 2")
        statements, script = written(pair, origin_of())
        assert len(statements) == 1
        assert script.left_out == ("rows that cannot be written as SQL for this server (1)",)


@pytest.mark.parametrize(
    ("engine", "declared", "value", "literal"),
    [
        ("PostgreSQL", "integer", -5, "'-5'"),
        ("PostgreSQL", "double precision", float("-inf"), "'-Infinity'"),
        ("PostgreSQL", "text", "it's \\", "'it''s \\'"),
        ("PostgreSQL", "text", RawText(b"\xff"), None),
        ("MySQL", "decimal(10,2)", "12.50", "12.50"),
        ("MySQL", "varchar(9)", "12.50", "'12.50'"),
        ("MySQL", "decimal(10,2)", "0; DROP TABLE t", "'0; DROP TABLE t'"),
        ("MySQL", "double", float("inf"), None),
        ("MySQL", "text", RawText(b"\xff"), None),
        ("Firebird", "BOOLEAN", 1, "TRUE"),
        ("Firebird", "BLOB SUB_TYPE -7", b"\0", None),
        ("Firebird", "BLOB SUB_TYPE TEXT", "x" * 20_000, None),
        ("Microsoft SQL Server", "nvarchar(9)", "ü'", "N'ü'''"),
        ("Microsoft SQL Server", "varbinary(9)", b"\x01", "0x01"),
        ("Microsoft SQL Server", "money", "1.5", "1.5"),
        ("something else", "blob", b"\x01", "x'01'"),
        ("something else", "text", "a'b", "'a''b'"),
    ],
)
def test_literals_are_what_each_engine_reads(engine: str, declared: str, value: Value, literal: str | None) -> None:
    assert dialect_of(engine).literal(OriginColumn("c", declared, is_masked=False), value) == literal


def test_a_database_that_was_a_file_has_no_origin() -> None:
    with pair_of(TABLE) as pair:
        assert read_origin(pair.now) is None
