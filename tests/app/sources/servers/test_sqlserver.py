"""What can be known of SqlServerSource without a SQL Server. It was never run on one."""

import socket
from typing import Any

import pytest

from app.crypto.secret import Secret
from app.errors import (
    BaileeError,
    FilterRefused,
    LoginFailed,
    PlainConnectionRefused,
    ServerGone,
    ServerUnreachable,
    SnapshotImpossible,
    TableRefused,
    UrlRefused,
)
from app.sources.servers.condition import check_condition
from app.sources.servers.connecting import ServerAccess
from app.sources.servers.sqlserver import queries
from app.sources.servers.sqlserver.catalogue import declared, read_survey
from app.sources.servers.sqlserver.failures import (
    catalogue_failure,
    filter_failure,
    login_failure,
    number_of,
    table_failure,
)
from app.sources.servers.sqlserver.source import SqlServerSource, dialect, encryption_mode
from app.sources.servers.sqlserver.values import kind_of
from app.sources.servers.url import DatabaseUrl
from app.tables import Consistency, ForeignKey, Index, Storage


def access(options: str = "", host: str = "127.0.0.1:1433", *, allow_plain: bool = False) -> ServerAccess:
    return ServerAccess(DatabaseUrl.parse(f"mssql://sa@{host}/shop{options}"), allow_plain=allow_plain)


# ----------------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("type_name", "storage", "expression"),
    [
        ("bigint", Storage.INTEGER, "{}"),
        ("bit", Storage.INTEGER, "CONVERT(int, {})"),
        ("real", Storage.ANY, "CONVERT(float, {})"),
        ("decimal(38,10)", Storage.TEXT, "CONVERT(varchar(42), {}, 0)"),
        ("money", Storage.TEXT, "CONVERT(varchar(24), {}, 2)"),
        ("datetime2(7)", Storage.TEXT, "CONVERT(varchar(27), {}, 121)"),
        ("datetimeoffset(7)", Storage.TEXT, "CONVERT(varchar(34), {}, 121)"),
        ("smalldatetime", Storage.TEXT, "CONVERT(varchar(19), {}, 120)"),
        ("uniqueidentifier", Storage.TEXT, "CONVERT(varchar(36), {}, 0)"),
        ("nvarchar(max)", Storage.ANY, "CONVERT(varbinary(max), CONVERT(nvarchar(max), {}))"),
        ("varchar(10)", Storage.ANY, "CONVERT(varbinary(max), CONVERT(nvarchar(max), {}))"),
        ("xml", Storage.ANY, "CONVERT(varbinary(max), CONVERT(nvarchar(max), {}))"),
        ("sql_variant", Storage.ANY, "CONVERT(varbinary(max), CONVERT(nvarchar(4000), {}))"),
        ("varbinary(max)", Storage.BLOB, "{}"),
        ("timestamp", Storage.BLOB, "CONVERT(varbinary(max), {})"),
        ("geography", Storage.BLOB, "CONVERT(varbinary(max), {})"),
    ],
)
def test_types_are_asked_for_so_that_nothing_is_lost(type_name: str, storage: Storage, expression: str) -> None:
    kind = kind_of(type_name)
    assert (kind.storage, kind.expression) == (storage, expression)


def test_half_a_surrogate_pair_is_no_text() -> None:
    decode = kind_of("nvarchar(5)").convert
    assert decode is not None
    assert decode(["a😀".encode("utf-16-le"), None]) == ["a😀", None]
    with pytest.raises(UnicodeDecodeError):
        decode([b"\x00\xd8"])


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (("nvarchar", 100, 0, 0), "nvarchar(50)"),
        (("nvarchar", -1, 0, 0), "nvarchar(max)"),
        (("varbinary", 16, 0, 0), "varbinary(16)"),
        (("decimal", 9, 10, 2), "decimal(10,2)"),
        (("datetime2", 8, 27, 7), "datetime2(7)"),
        (("int", 4, 10, 0), "int"),
    ],
)
def test_types_are_written_as_people_do(row: tuple[str, int, int, int], shown: str) -> None:
    assert declared(*row) == shown


# -------------------------------------------------------------------------------------------------- catalogue


def test_a_survey_is_put_together_from_the_catalogue() -> None:
    answers: dict[str, list[Any]] = {
        queries.TABLES: [(1, "dbo", "Kunde", False, 0, 7, "about it"), (2, "log", "t]x", True, 0, None, None)],
        queries.COLUMNS: [
            (1, "id", "int", 4, 10, 0, False, None, False, None),
            (1, "Name", "nvarchar", 100, 0, 0, True, "(N'x')", False, "the ä"),
            (2, "v", "sql_variant", 8016, 0, 0, True, None, True, None),
        ],
        queries.INDEXES: [
            (1, "PK", True, True, False, False, 1, "id"),
            (1, "one", True, False, False, False, 2, "Name"),
            (1, "one", True, False, False, False, 2, "id"),
            (1, "part", True, False, True, False, 2, "Name"),
        ],
        queries.FOREIGN_KEYS: [(2, 9, "dbo", "Kunde", "v", "id")],
        queries.VIEWS: [("dbo", "v", None)],
        queries.LEFT_OUT: [("procedures", 3)],
        queries.SEES_ALL: [(0,)],
    }
    survey = read_survey(answers.__getitem__, version="16.0", own_schema="dbo", is_encrypted=True)
    customer, log = survey.tables
    assert (customer.title, log.title) == ("Kunde", "log.t]x")
    assert (customer.primary_key, customer.row_estimate, customer.comment) == (("id",), 7, "about it")
    assert customer.indexes == (Index("one", ("Name", "id"), is_unique=True),)
    assert (customer.columns[1].declared, customer.columns[1].default) == ("nvarchar(50)", "(N'x')")
    assert log.foreign_keys == (ForeignKey(("v",), "", "Kunde", ("id",)),)
    assert survey.consistency is Consistency.PARTIAL
    notes = "\n".join(survey.notes)
    for words in ("log.t]x", "index part", "3 procedures", "computed column v", "views: v", "do not show"):
        assert words in notes


# -------------------------------------------------------------------------------------------------- conditions


@pytest.mark.parametrize("condition", ["[a]]) b] = N'it''s )'", '"a) b" = 1', "a IN (1, 2) AND [x y] LIKE '%)%'"])
def test_a_condition_may_quote_as_the_server_does(condition: str) -> None:
    check_condition(condition, dialect(), table="t")


@pytest.mark.parametrize(
    "condition", ["1=1) UNION SELECT 1 FROM [x] WHERE (1=1", "[a] = 1; DROP TABLE t", "[a", "a -- b"]
)
def test_a_condition_stays_where_it_is_put(condition: str) -> None:
    with pytest.raises(FilterRefused):
        check_condition(condition, dialect(), table="t")


# ---------------------------------------------------------------------------------------------------- failures


def failed(number: int, words: bytes = b"said: Meier") -> Exception:
    """As pymssql raises it."""
    return Exception((number, words + b"DB-Lib error message 20018, severity 16:\nGeneral SQL Server error\n"))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (18456, LoginFailed),
        (4060, UrlRefused),
        (20009, ServerUnreachable),
        (20002, ServerUnreachable),
        (1, ServerUnreachable),
    ],
)
def test_a_login_fails_for_a_reason(number: int, expected: type[BaileeError]) -> None:
    assert type(login_failure(failed(number), "s")) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (229, TableRefused),
        (208, TableRefused),
        (3961, TableRefused),
        (41332, TableRefused),
        (20047, ServerGone),
        (596, ServerGone),
        (3952, SnapshotImpossible),
    ],
)
def test_a_table_cannot_be_read_for_a_reason(number: int, expected: type[BaileeError]) -> None:
    for error in (table_failure(failed(number), "s", "t"), filter_failure(failed(number), "s", "t", has_read=True)):
        assert type(error) is expected or (number == 208 and type(error) is FilterRefused)
        assert "Meier" not in str(error)


def test_the_server_is_quoted_only_where_no_row_was_read() -> None:
    assert filter_failure(failed(245), "s", "t", has_read=True).reason == "the server answered 245"  # type: ignore[attr-defined]
    assert filter_failure(failed(102), "s", "t", has_read=False).reason == "said: Meier"  # type: ignore[attr-defined]
    assert isinstance(catalogue_failure(failed(229), "s"), ServerGone)
    assert number_of(Exception(20047, b"x")) == 20047
    assert number_of(Exception()) == 0


# ------------------------------------------------------------------------------------------------- connections


@pytest.mark.parametrize(
    ("options", "host", "mode"),
    [
        ("", "127.0.0.1:1433", "request"),
        ("?encryption=off", "127.0.0.1:1433", "off"),
        ("", "db.example.org", "require"),
        ("?encryption=request", "db.example.org", "require"),
    ],
)
def test_encryption_is_demanded_of_other_machines(options: str, host: str, mode: str) -> None:
    assert encryption_mode(access(options, host)) == mode


def test_encryption_may_be_given_up_by_an_explicit_yes_alone() -> None:
    with pytest.raises(PlainConnectionRefused):
        encryption_mode(access("?encryption=off", "db.example.org"))
    assert encryption_mode(access("?encryption=off", "db.example.org", allow_plain=True)) == "off"
    with pytest.raises(UrlRefused):
        encryption_mode(access("?encryption=perhaps"))


def test_nobody_listening_is_said_by_the_real_driver() -> None:
    with socket.socket() as held:  # bound but not listening: nobody else can take it meanwhile
        held.bind(("127.0.0.1", 0))
        url = DatabaseUrl.parse(f"mssql://sa@127.0.0.1:{held.getsockname()[1]}/shop")
        with (
            Secret("pass-wörd".encode()) as secret,
            pytest.raises(ServerUnreachable) as refused,
            SqlServerSource(ServerAccess(url, secret)).open(),
        ):
            pass
    assert refused.value.reason == "nobody listens there"
    assert "pass-w" not in str(refused.value)
