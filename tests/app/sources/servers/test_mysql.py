"""What only MySQL and MariaDB do, on a real MariaDB."""

from collections.abc import Iterator

import pymysql
import pytest

from app.crypto.secret import Secret
from app.errors import PlainConnectionRefused, ServerUnreachable, SnapshotImpossible, TableRefused, UrlRefused
from app.sources.servers.connecting import ServerAccess
from app.sources.servers.mysql.source import MySqlSource
from app.sources.servers.mysql.values import kind_of
from app.sources.servers.url import DatabaseUrl
from app.tables import Consistency, ForeignKey, Index, Storage
from tests.app.sources.servers.maria_playground import MariaPlayground, maria_playground
from tests.contracts.playground import all_rows, table_named
from tests.servers.mariadb import MariaServer


@pytest.fixture
def playground(mariadb_server: MariaServer) -> Iterator[MariaPlayground]:
    with maria_playground(mariadb_server) as playground:
        yield playground


def test_comments_defaults_and_indexes_are_found_and_the_rest_is_noted(playground: MariaPlayground) -> None:
    playground.run(
        "CREATE TABLE t (id int NOT NULL AUTO_INCREMENT, a varchar(20) NOT NULL DEFAULT 'it''s' COMMENT 'the ä', "
        "b int DEFAULT NULL, c decimal(5,2) DEFAULT 1.50, d datetime DEFAULT CURRENT_TIMESTAMP, "
        "e int AS (b * 2) STORED, f text, g timestamp NULL, PRIMARY KEY (id), KEY plain (b, a), "
        "KEY start (f(10)), FULLTEXT KEY words (f), UNIQUE KEY one (a)) COMMENT='about it'",
        "INSERT INTO t (a, b) VALUES ('x', 21)",
        "CREATE TRIGGER fires BEFORE INSERT ON t FOR EACH ROW SET NEW.b = 1",
        "CREATE PROCEDURE proceeds() SELECT 1",
        "CREATE SEQUENCE counts",
    )
    with playground.source().open() as snapshot:
        survey = snapshot.survey()
        (table,) = survey.tables
        assert [row[5] for row in all_rows(snapshot.rows(table))] == [42]
    columns = {column.name: column for column in table.columns}
    assert table.comment == "about it"
    assert columns["a"].comment == "the ä"
    assert [columns[name].default for name in "abcd"] == ["'it''s'", None, "1.50", "current_timestamp()"]
    assert not columns["a"].is_nullable
    assert columns["b"].is_nullable
    assert set(table.indexes) == {Index("plain", ("b", "a"), is_unique=False), Index("one", ("a",), is_unique=True)}
    notes = "\n".join(survey.notes)
    for word in ("index words", "index start", "computed column t.e", "1 triggers", "1 procedures", "counts", "UTC"):
        assert word in notes
    assert survey.engine == "MariaDB"


def test_a_foreign_key_may_point_into_another_database(
    playground: MariaPlayground, mariadb_server: MariaServer
) -> None:
    with mariadb_server.fresh_database("elsewhere_fk") as other:
        playground.run(
            f"CREATE TABLE {other}.parent (id int PRIMARY KEY)",
            f"CREATE TABLE child (id int PRIMARY KEY, p int, FOREIGN KEY (p) REFERENCES {other}.parent (id))",
        )
        with playground.source().open() as snapshot:
            (table,) = snapshot.survey().tables
        playground.run("DROP TABLE child")
    assert table.foreign_keys == (ForeignKey(("p",), other, "parent", ("id",)),)


def test_tables_that_no_snapshot_holds_are_named(playground: MariaPlayground) -> None:
    playground.run(
        "CREATE TABLE firm (a int) ENGINE=InnoDB",
        "CREATE TABLE loose (a int) ENGINE=MyISAM",
        "CREATE TABLE fleeting (a int) ENGINE=MEMORY",
        "INSERT INTO loose VALUES (1)",
    )
    with playground.source().open() as snapshot:
        survey = snapshot.survey()
    assert survey.consistency is Consistency.PARTIAL
    assert any("fleeting, loose" in note for note in survey.notes)


def test_a_database_without_any_moment_is_refused(playground: MariaPlayground) -> None:
    playground.run("CREATE TABLE loose (a int) ENGINE=MyISAM", "INSERT INTO loose VALUES (1)")
    with pytest.raises(SnapshotImpossible) as refused, playground.source().open():
        pass
    assert "loose" in refused.value.reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("ALTER TABLE t ADD COLUMN b int, ALGORITHM=COPY", "altered after"),
        ("ALTER TABLE t DROP COLUMN a, ADD COLUMN b int", "columns are no longer the same"),
        ("ALTER TABLE t ENGINE=MyISAM", "altered after"),
        ("TRUNCATE TABLE t", "altered after"),
        ("DROP TABLE t", "no longer there"),
    ],
)
def test_a_table_that_is_changed_after_the_snapshot_is_refused(
    playground: MariaPlayground, change: str, reason: str
) -> None:
    playground.run("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)", "CREATE TABLE u (a int)")
    with playground.source().open() as snapshot:
        survey = snapshot.survey()
        playground.run(change)
        with pytest.raises(TableRefused) as refused:
            all_rows(snapshot.rows(table_named(survey, "t")))
        assert all_rows(snapshot.rows(table_named(survey, "u"))) == []
    assert reason in refused.value.reason


def test_a_column_added_in_place_leaves_the_moment_as_it_was(playground: MariaPlayground) -> None:
    playground.run("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)")
    with playground.source().open() as snapshot:
        (table,) = snapshot.survey().tables
        playground.run("ALTER TABLE t ADD COLUMN b int DEFAULT 7, ALGORITHM=INSTANT", "INSERT INTO t VALUES (2, 2)")
        assert all_rows(snapshot.rows(table)) == [(1,)]


def test_a_table_that_was_read_can_be_altered_before_all_others_are(playground: MariaPlayground) -> None:
    playground.run("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)")
    with playground.source().open() as snapshot:
        (table,) = snapshot.survey().tables
        all_rows(snapshot.rows(table))
        snapshot.count(table)
        with playground.owner() as cursor:
            cursor.execute("SET SESSION lock_wait_timeout = 2")
            cursor.execute("ALTER TABLE t ADD COLUMN b int")


def test_a_reading_that_a_later_one_ended_says_so(playground: MariaPlayground) -> None:
    playground.run("CREATE TABLE t (a int)", "INSERT INTO t SELECT seq FROM seq_1_to_5000")
    with playground.source().open() as snapshot:
        (table,) = snapshot.survey().tables
        reading = snapshot.rows(table)
        next(reading)
        assert snapshot.count(table) == 5000
        with pytest.raises(RuntimeError, match="ended by a later one"):
            next(reading)


def test_what_the_user_may_not_see_is_noted(playground: MariaPlayground) -> None:
    playground.run("CREATE TABLE t (a int)", "CREATE VIEW v AS SELECT a FROM t", "CREATE TABLE closed (a int)")
    playground.forbid("closed")
    with playground.source().open() as snapshot:
        notes = "\n".join(snapshot.survey().notes)
    assert "no right at all do not show" in notes
    assert "text of views: v" in notes


def test_the_session_ignores_what_the_server_is_set_to(playground: MariaPlayground) -> None:
    playground.run("CREATE TABLE t (a char(5), b timestamp NULL)", "INSERT INTO t VALUES ('x', '2024-07-01 12:00:00')")
    modes = "PAD_CHAR_TO_FULL_LENGTH,ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT"
    with playground.owner() as cursor:
        cursor.execute("SELECT @@GLOBAL.sql_mode, @@GLOBAL.time_zone")
        before = cursor.fetchone()
        cursor.execute("SET GLOBAL sql_mode = %s, GLOBAL time_zone = '+05:00'", (modes,))
    try:
        with playground.source().open() as snapshot:
            (table,) = snapshot.survey().tables
            assert all_rows(snapshot.rows(table, 'a = "\\x"')) == [("x", "2024-07-01 12:00:00")]
    finally:
        with playground.owner() as cursor:
            cursor.execute("SET GLOBAL sql_mode = %s, GLOBAL time_zone = %s", before)


# ------------------------------------------------------------------------------------------------------- TLS


@pytest.mark.parametrize(
    ("options", "is_encrypted"),
    [
        ("", True),
        ("?ssl_mode=disabled", False),
        ("?ssl_mode=required", True),
        ("?ssl_ca={certificate}&ssl_mode=verify_identity", True),
        ("?ssl_ca={certificate}&ssl_verify_identity=true", True),
        ("?ssl_ca={certificate}", True),
    ],
)
def test_tls_is_as_the_url_says(
    playground: MariaPlayground, mariadb_server: MariaServer, options: str, is_encrypted: bool
) -> None:
    url = playground.url + options.format(certificate=mariadb_server.certificate)
    with playground.source(url=url).open() as snapshot:
        assert snapshot.survey().is_encrypted is is_encrypted


def test_a_server_of_another_authority_is_not_trusted(playground: MariaPlayground) -> None:
    with (
        pytest.raises(ServerUnreachable) as refused,
        playground.source(url=playground.url + "?ssl_verify_cert=1").open(),
    ):
        pass
    assert refused.value.reason == "its certificate is not trusted"


def test_a_socket_needs_no_network(playground: MariaPlayground, mariadb_server: MariaServer) -> None:
    with (
        pymysql.connect(unix_socket=str(mariadb_server.socket), user="root") as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("CREATE USER IF NOT EXISTS local@localhost IDENTIFIED BY 'local-1'")
        cursor.execute(f"GRANT SELECT ON {playground.database}.* TO local@localhost")
    url = f"mysql://local@/{playground.database}?unix_socket={mariadb_server.socket}"
    with playground.source(url=url, password="local-1").open() as snapshot:
        assert snapshot.survey().tables == ()


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ("?ssl_mode=disabled", PlainConnectionRefused),
        ("?ssl_mode=perhaps", UrlRefused),
        ("?ssl_ca=/no/such/file", UrlRefused),
        ("?charset=latin1", UrlRefused),
    ],
)
def test_what_cannot_be_done_safely_is_refused_before_anything_is_sent(options: str, error: type[Exception]) -> None:
    url = DatabaseUrl.parse(f"mysql://me@db.example.org/shop{options}")
    with Secret(b"word") as secret, pytest.raises(error), MySqlSource(ServerAccess(url, secret)).open():
        pass


def test_a_type_of_the_future_is_kept_as_bytes() -> None:
    kind = kind_of("hologram(3)")
    assert (kind.storage, kind.is_known) == (Storage.BLOB, False)
