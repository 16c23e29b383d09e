"""Text that PostgreSQL never checked, or cannot translate, and values of any length."""

import pytest

from app.errors import FilterRefused
from app.tables import CellProblem, CellTrouble, Storage
from tests.app.sources.servers.postgres_playground import PostgresPlayground, postgres_playground
from tests.contracts.playground import all_rows, table_named
from tests.servers.postgres import PostgresServer


def encoding(name: str) -> str:
    return f"ENCODING '{name}' LC_COLLATE 'C' LC_CTYPE 'C'"


def run(playground: PostgresPlayground, *statements: bytes) -> None:
    """Statements in the encoding of the database, whatever their bytes mean."""
    with playground.server.administrator(playground.database) as connection:
        connection.execute("SET client_encoding = 'SQL_ASCII'")
        for statement in statements:
            connection.execute(statement)


def test_a_database_that_never_looked_keeps_text_as_text_and_the_rest_as_bytes(
    postgres_server: PostgresServer,
) -> None:
    with postgres_playground(postgres_server, encoding("SQL_ASCII")) as playground:
        run(
            playground,
            b"CREATE TABLE kunden (n integer, name text, liste text[], x float8)",
            "INSERT INTO kunden VALUES (1, 'Müller', '{ä}', 'NaN')".encode(),
            "INSERT INTO kunden VALUES (2, 'Müller', '{ä}', 0.5)".encode("latin-1"),
            b"INSERT INTO kunden VALUES (3, NULL, NULL, NULL)",
        )
        with playground.source().open() as snapshot:
            survey = snapshot.survey()
            table = table_named(survey, "kunden")
            batches = list(snapshot.rows(table))
            assert all_rows(iter(batches)) == [
                (1, "Müller", "{ä}", "NaN"),
                (2, b"M\xfcller", b"{\xe4}", 0.5),
                (3, None, None, None),
            ]
            assert [problem for batch in batches for problem in batch.problems] == [
                CellProblem("kunden", 1, "name", CellTrouble.UNDECODABLE, "not utf-8 at byte 1"),
                CellProblem("kunden", 1, "liste", CellTrouble.UNDECODABLE, "not utf-8 at byte 1"),
            ]
            assert [column.storage for column in table.columns] == [Storage.INTEGER, *[Storage.ANY] * 3]
            assert "text is in SQL_ASCII; what is not valid in it is kept as bytes and listed" in survey.notes
            assert all_rows(snapshot.rows(table, "name = 'Müller'")) == [(1, "Müller", "{ä}", "NaN")]
            assert snapshot.count(table, "name = 'Müller'") == 1


def test_text_in_another_encoding_is_read_and_what_is_not_in_it_kept(postgres_server: PostgresServer) -> None:
    with postgres_playground(postgres_server, encoding("WIN1252")) as playground:
        run(
            playground,
            'CREATE TABLE "Küche" ("Größe" text)'.encode("cp1252"),
            b"INSERT INTO \"K\xfcche\" VALUES ('10 \x80'), ('a\x81b')",
        )
        with playground.source().open() as snapshot:
            table = table_named(snapshot.survey(), "Küche")
            assert [column.name for column in table.columns] == ["Größe"]
            (batch,) = snapshot.rows(table)
            assert batch.rows == [("10 €",), (b"a\x81b",)]
            assert [problem.row for problem in batch.problems] == [1]
            assert all_rows(snapshot.rows(table, "\"Größe\" = '10 €'")) == [("10 €",)]
            with pytest.raises(FilterRefused):
                all_rows(snapshot.rows(table, "\"Größe\" = '😀'"))
            assert snapshot.count(table) == 2


def test_an_encoding_that_python_does_not_know_is_translated_by_the_server(postgres_server: PostgresServer) -> None:
    with postgres_playground(postgres_server, encoding("EUC_TW")) as playground:
        playground.run("CREATE TABLE t (a text)", "INSERT INTO t VALUES ('plain')")
        with playground.source().open() as snapshot:
            table = table_named(snapshot.survey(), "t")
            assert all_rows(snapshot.rows(table)) == [("plain",)]
            assert table.columns[0].storage is Storage.TEXT


def test_values_that_are_kept_outside_their_row_come_one_row_at_a_time(postgres_server: PostgresServer) -> None:
    with postgres_playground(postgres_server) as playground:
        playground.run(
            "CREATE TABLE t (n integer, a text, b bytea)",
            "ALTER TABLE t ALTER a SET STORAGE EXTERNAL",
            "INSERT INTO t SELECT n, CASE WHEN n % 10 = 0 THEN repeat('é', 1500000) ELSE 'short' END, "
            "decode(repeat('ab', n), 'hex') FROM generate_series(1, 50) AS n",
        )
        with playground.source().open() as snapshot:
            table = table_named(snapshot.survey(), "t")
            batches = list(snapshot.rows(table))
            assert [len(batch.rows) for batch in batches] == [30, 20]
            for row in all_rows(iter(batches)):
                assert isinstance(row[0], int)
                assert row[1] == ("é" * 1_500_000 if row[0] % 10 == 0 else "short")
                assert row[2] == b"\xab" * row[0]
