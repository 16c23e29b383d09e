"""What only Firebird does, on a real one."""

import uuid
from collections.abc import Iterator

import pytest

from app.errors import DriverMissing, LoginFailed, PlainConnectionRefused, TableRefused, UrlRefused
from app.sources.servers.connecting import ServerAccess
from app.sources.servers.firebird import source as reading
from app.sources.servers.firebird.source import FirebirdSource
from app.sources.servers.firebird.values import Field, kind_of
from app.sources.servers.url import DatabaseUrl
from app.tables import CellProblem, CellTrouble, Consistency, Index, Rows, Storage, Survey
from tests.app.sources.servers.firebird_playground import FirebirdPlayground, firebird_playground
from tests.contracts.playground import all_rows, table_named
from tests.servers.firebird import READER, FirebirdServer


@pytest.fixture
def playground(firebird_server: FirebirdServer) -> Iterator[FirebirdPlayground]:
    with firebird_playground(firebird_server) as playground:
        yield playground


def read_only_table(playground: FirebirdPlayground, *, url: str = "", where: str = "") -> tuple[Survey, list[Rows]]:
    with playground.source(url=url or None).open() as snapshot:
        survey = snapshot.survey()
        return survey, list(snapshot.rows(survey.tables[0], where))


def test_comments_defaults_and_indexes_are_found_and_the_rest_is_noted(playground: FirebirdPlayground) -> None:
    playground.run(
        "CREATE DOMAIN short AS VARCHAR(5) CHARACTER SET UTF8 DEFAULT 'dom' NOT NULL",
        "CREATE TABLE T (ID INTEGER NOT NULL PRIMARY KEY, A VARCHAR(20) DEFAULT 'it''s', B INTEGER DEFAULT NULL, "
        "S short, C COMPUTED BY (B * 2), P BLOB)",
        "COMMENT ON TABLE T IS 'about it'",
        "COMMENT ON COLUMN T.A IS 'the ä'",
        "CREATE DESCENDING INDEX PLAIN ON T (B, A)",
        "CREATE UNIQUE INDEX ONE ON T (A)",
        "CREATE INDEX COUNTED ON T COMPUTED BY (UPPER(A))",
        "CREATE INDEX ASLEEP ON T (S)",
        "ALTER INDEX ASLEEP INACTIVE",
        "CREATE SEQUENCE COUNTS",
        "CREATE GLOBAL TEMPORARY TABLE FLEETING (A INTEGER)",
        "CREATE TRIGGER FIRES FOR T BEFORE INSERT AS BEGIN END",
        "CREATE PROCEDURE PROCEEDS AS BEGIN END",
        "INSERT INTO T (ID, B) VALUES (1, 21)",
    )
    survey, (rows,) = read_only_table(playground)
    (table,) = survey.tables
    columns = {column.name: column for column in table.columns}
    assert table.comment == "about it"
    assert columns["A"].comment == "the ä"
    assert [columns[name].default for name in ("ID", "A", "B", "S")] == [None, "'it''s'", "NULL", "'dom'"]
    assert [columns[name].is_nullable for name in ("ID", "A", "S")] == [False, True, False]
    assert [columns[name].declared for name in ("S", "C")] == ["VARCHAR(5) CHARACTER SET UTF8", "BIGINT"]
    assert table.primary_key == ("ID",)
    assert set(table.indexes) == {Index("PLAIN", ("B", "A"), is_unique=False), Index("ONE", ("A",), is_unique=True)}
    notes = "\n".join(survey.notes)
    for words in (
        "computed column T.C",
        "index COUNTED of T (over an expression",
        "index ASLEEP of T (switched off)",
        "FLEETING",
        "1 generators",
        "1 triggers",
        "1 procedures",
        "slow to read",
    ):
        assert words in notes
    assert survey.consistency is Consistency.SNAPSHOT
    assert rows.rows[0][4] == 42


def test_a_condition_may_hold_any_letter_whatever_the_table_is_in(playground: FirebirdPlayground) -> None:
    playground.run(
        "CREATE TABLE T (A VARCHAR(20) CHARACTER SET WIN1252, B VARCHAR(20) CHARACTER SET UTF8)",
        "INSERT INTO T VALUES ('Größe', 'Größe')",
        "INSERT INTO T VALUES ('Grösse', '漢字')",
    )
    for where, found in (
        ("A = 'Größe'", ["Größe"]),
        ("B LIKE '漢%' OR \"A\" = q'{x}'", ["Grösse"]),
        ("A = _WIN1252 x'4772F6DF65'", ["Größe"]),
        ("A CONTAINING 'ÖSS'", ["Grösse"]),
    ):
        _, batches = read_only_table(playground, where=where)
        assert [row[0] for batch in batches for row in batch.rows] == found


def test_the_url_may_say_what_text_without_a_character_set_is(playground: FirebirdPlayground) -> None:
    playground.run(
        "CREATE TABLE T (A VARCHAR(20) CHARACTER SET NONE, B BLOB SUB_TYPE TEXT CHARACTER SET NONE)",
        "INSERT INTO T VALUES (CAST(x'47F6DF65' AS VARCHAR(20) CHARACTER SET OCTETS), CAST(x'80' AS BLOB SUB_TYPE 0))",
    )
    _, (guessed,) = read_only_table(playground)
    _, (said,) = read_only_table(playground, url=playground.url + "?charset=win1252")
    assert list(guessed.rows[0]) == [b"G\xf6\xdfe", b"\x80"]
    assert [problem.trouble for problem in guessed.problems] == [CellTrouble.UNDECODABLE] * 2
    assert list(said.rows[0]) == ["Göße", "€"]
    assert not said.problems
    with pytest.raises(UrlRefused), playground.source(url=playground.url + "?charset=KLINGON").open():
        pass


def test_arrays_come_as_json(playground: FirebirdPlayground) -> None:
    playground.run("CREATE TABLE T (A INTEGER [2, 0:1], B VARCHAR(5) [2])")
    with playground.owner() as cursor:
        cursor.execute("INSERT INTO T VALUES (?, ?)", ([[1, 2], [3, 4]], ["x", "yz"]))
    survey, (rows,) = read_only_table(playground)
    assert [column.declared for column in survey.tables[0].columns] == [
        "INTEGER [1:2, 0:1]",
        "VARCHAR(5) CHARACTER SET UTF8 [1:2]",
    ]
    assert list(rows.rows[0]) == ["[[1, 2], [3, 4]]", '["x", "yz"]']


def test_numbers_that_are_none_come_as_text(playground: FirebirdPlayground) -> None:
    playground.run("CREATE TABLE T (A DOUBLE PRECISION)")
    playground.insert("T", [(float("nan"),), (float("-inf"),), (-0.0,)])
    _, (rows,) = read_only_table(playground)
    assert repr([row[0] for row in rows.rows]) == "['NaN', -inf, -0.0]"


def test_an_old_dialect_has_the_same_dates(firebird_server: FirebirdServer) -> None:
    with firebird_playground(firebird_server, dialect=1) as playground:
        firebird_server.script(
            playground.access().url.database,
            "CREATE TABLE T (A DATE, B NUMERIC(15, 2)); COMMIT;"
            "INSERT INTO T VALUES ('1999-01-02 03:04:05.6789', 12.34); COMMIT;"
            f"GRANT SELECT ON T TO {READER}; COMMIT;",
            dialect=1,
        )
        survey, (rows,) = read_only_table(playground)
    assert [column.declared for column in survey.tables[0].columns] == ["TIMESTAMP", "NUMERIC(15, 2)"]
    assert list(rows.rows[0]) == ["1999-01-02 03:04:05.6789", 12.34]


def test_a_blob_beyond_the_limit_is_left_out_and_named(
    playground: FirebirdPlayground, monkeypatch: pytest.MonkeyPatch
) -> None:
    playground.run("CREATE TABLE T (N INTEGER, B BLOB)")
    playground.insert("T", [(1, bytes(50)), (2, bytes(200))])
    monkeypatch.setattr(reading, "LONGEST_BLOB_BYTES", 100)
    _, (rows,) = read_only_table(playground)
    assert [tuple(row) for row in rows.rows] == [(1, bytes(50)), (2, None)]
    assert rows.problems == [CellProblem("T", 1, "B", CellTrouble.TOO_LONG, "200 bytes")]


def test_a_table_that_is_changed_after_the_snapshot_is_refused_or_as_it_was(playground: FirebirdPlayground) -> None:
    playground.run("CREATE TABLE T (A INTEGER)", "INSERT INTO T VALUES (1)", "CREATE TABLE U (A INTEGER)")
    with playground.source().open() as snapshot:
        survey = snapshot.survey()
        playground.run("ALTER TABLE T ADD B INTEGER DEFAULT 7 NOT NULL", "INSERT INTO T VALUES (2, 2)", "DROP TABLE U")
        assert all_rows(snapshot.rows(table_named(survey, "T"))) == [(1,)]
        with pytest.raises(TableRefused) as refused:
            all_rows(snapshot.rows(table_named(survey, "U")))
    assert refused.value.reason == "it is no longer there"


def test_names_are_the_same_whoever_gave_them(firebird_server: FirebirdServer) -> None:
    with firebird_playground(firebird_server, charset="NONE") as playground:
        connection = firebird_server.connect(playground.access().url.database, charset="WIN1252")
        with connection, connection.cursor() as cursor:
            cursor.execute('CREATE TABLE "Größe" (A INTEGER)')
            connection.commit()
        with playground.source().open() as snapshot:
            names = [table.name for table in snapshot.survey().tables]
    assert names == ["Größe"]


# ------------------------------------------------------------------------------------------------- encryption


@pytest.mark.parametrize(
    ("option", "is_encrypted"), [("", True), ("enabled", True), ("required", True), ("disabled", False)]
)
def test_the_wire_is_as_the_url_says(playground: FirebirdPlayground, option: str, is_encrypted: bool) -> None:
    url = playground.url + (f"?wire_crypt={option}" if option else "")
    with playground.source(url=url).open() as snapshot:
        assert snapshot.survey().is_encrypted is is_encrypted


@pytest.mark.parametrize(
    ("option", "error"), [("wire_crypt=disabled", PlainConnectionRefused), ("wire_crypt=perhaps", UrlRefused)]
)
def test_what_cannot_be_done_safely_is_refused_before_anything_is_sent(option: str, error: type[Exception]) -> None:
    url = DatabaseUrl.parse(f"firebird://me@db.example.org/shop?{option}")
    with pytest.raises(error), FirebirdSource(ServerAccess(url)).open():
        pass


def test_a_role_that_is_not_there_gives_no_rights(playground: FirebirdPlayground) -> None:
    playground.run("CREATE TABLE T (A INTEGER)", "CREATE ROLE KEEPER")
    with playground.source(url=playground.url + "?role=keeper").open() as snapshot:
        assert [table.name for table in snapshot.survey().tables] == ["T"]


def test_a_password_that_the_system_cannot_write_is_wrong(
    playground: FirebirdPlayground, monkeypatch: pytest.MonkeyPatch
) -> None:
    from firebird.driver import core

    monkeypatch.setitem(core.CHARSET_MAP, "NONE", "ascii")  # as on a system whose encoding is that small
    with pytest.raises(LoginFailed) as refused, playground.source().open():
        pass
    assert refused.value.__context__ is None


def test_a_missing_client_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from firebird import driver

    def missing() -> None:
        raise FileNotFoundError

    monkeypatch.setattr(driver, "get_api", missing)
    monkeypatch.setattr("app.sources.servers.firebird.connection._buffer", lambda *_: b"")
    url = DatabaseUrl.parse(f"firebird://me@127.0.0.1/{uuid.uuid4().hex}")
    with pytest.raises(DriverMissing) as refused, FirebirdSource(ServerAccess(url)).open():
        pass
    assert "libfbclient" in str(refused.value)


# ---------------------------------------------------------------------------------------- types of newer servers


@pytest.mark.parametrize(
    ("field", "declared", "storage"),
    [
        (Field(26, 1, 16, -20, 38, 0, ""), "NUMERIC(38, 20)", Storage.TEXT),
        (Field(26, 0, 16, 0, 0, 0, ""), "INT128", Storage.TEXT),
        (Field(24, 0, 8, 0, 16, 0, ""), "DECFLOAT(16)", Storage.TEXT),
        (Field(25, 0, 16, 0, 34, 0, ""), "DECFLOAT(34)", Storage.TEXT),
        (Field(28, 0, 8, 0, 0, 0, ""), "TIME WITH TIME ZONE", Storage.TEXT),
        (Field(29, 0, 12, 0, 0, 0, ""), "TIMESTAMP WITH TIME ZONE", Storage.TEXT),
        (Field(99, 0, 4, 0, 0, 0, ""), "TYPE 99", Storage.TEXT),
    ],
)
def test_types_that_only_newer_servers_have_are_written_out_by_them(
    field: Field, declared: str, storage: Storage
) -> None:
    kind = kind_of(field, codec_without_charset="utf-8")
    assert (kind.declared, kind.storage) == (declared, storage)
    assert kind.expression.startswith("CAST({} AS VARCHAR(")
