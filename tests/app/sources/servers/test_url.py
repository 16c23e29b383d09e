"""What a technician may write as the URL of a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UrlRefused
from app.sources.servers.url import DatabaseUrl, Engine


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("postgresql://u@h/d", "postgresql://u@h:5432/d"),
        ("postgres://u@h/d", "postgresql://u@h:5432/d"),
        ("postgresql+psycopg2://u@h:5432/d", "postgresql://u@h:5432/d"),
        ("POSTGRESQL://u@H.Example.:6000/D", "postgresql://u@h.example:6000/D"),
        ("postgresql://u@h/d?sslmode=require&sslrootcert=/ca.pem", "postgresql://u@h:5432/d"),
        ("postgresql://u@/d?host=/run/postgresql", "postgresql://u@/d?host=%2Frun%2Fpostgresql"),
        ("postgresql://u@:6000/d?host=/run", "postgresql://u@:6000/d?host=%2Frun"),
        ("postgresql://u@[::1]/d", "postgresql://u@[::1]:5432/d"),
        ("postgresql://u@[0:0:0:0:0:0:0:1]/d", "postgresql://u@[::1]:5432/d"),
        ("mysql://u@h/d", "mysql://u@h:3306/d"),
        ("mariadb+pymysql://u@h/d", "mysql://u@h:3306/d"),
        ("firebird://u@h//srv/data/x.fdb", "firebird://u@h:3050//srv/data/x.fdb"),
        ("mssql+pymssql://u@h/d", "sqlserver://u@h:1433/d"),
        ("sqlserver://u@h/d", "sqlserver://u@h:1433/d"),
        ("postgresql://a%40b%2Fc@h/d", "postgresql://a%40b%2Fc@h:5432/d"),
    ],
)
def test_every_way_to_write_a_place_becomes_one(text: str, location: str) -> None:
    url = DatabaseUrl.parse(text)
    assert url.location == location
    again = DatabaseUrl.parse(url.location)
    assert (again.location, again.user, again.host) == (location, url.user, url.host)
    assert (again.port, again.database, again.socket) == (url.port, url.database, url.socket)


def test_the_parts_of_a_url_are_what_was_written() -> None:
    url = DatabaseUrl.parse("postgresql://a%40b@db.example:99/customer%20one?sslmode=verify-full")
    assert (url.engine, url.user, url.host, url.port) == (Engine.POSTGRESQL, "a@b", "db.example", 99)
    assert (url.database, url.socket) == ("customer one", "")
    assert (url.option("sslmode"), url.option("sslkey")) == ("verify-full", "")


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://u:geheim@h/d",
        "postgresql://u:@h/d",
        "postgresql://u:geheim@/d?host=/run",
        "postgresql://u@h/d?password=geheim",
        "postgresql://u@h/d?sslpassword=geheim",
        "postgresql://u@h/d?geheim",
        "mysql://u@h/d?passwd=geheim",
        "postgresql://u:ge/heim@h/d",
        "postgresql://u:ge?heim@h/d",
        "postgresql://u:geheim@h:port/d",
        "geheim",
        "oracle://u:geheim@h/d",
    ],
)
def test_a_secret_in_a_url_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(UrlRefused) as refused:
        DatabaseUrl.parse(text)
    assert "heim" not in str(refused.value) + repr(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "ENGINE"),
        ("/home/somebody/file", "ENGINE"),
        ("oracle://u@h/d", "scheme"),
        ("sqlite:///file", "scheme"),
        ("postgresql://h/d", "user"),
        ("postgresql://u@h", "database"),
        ("postgresql://u@h/", "database"),
        ("postgresql:///d", "host"),
        ("postgresql://u@/d", "host"),
        ("postgresql://u@h:0/d", "port"),
        ("postgresql://u@h:70000/d", "port"),
        ("postgresql://u@h1,h2/d", "host"),
        ("postgresql://u@%2Frun/d", "host"),
        ("postgresql://u@h/d?host=/run", "socket"),
        ("postgresql://u@/d?host=elsewhere", "socket"),
        ("postgresql://u@h/d?options=-cx", "question mark"),
        ("postgresql://u@h/d?sslmode=require&sslmode=disable", "question mark"),
        ("postgresql://u@h/d%0A", "control"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason(text: str, word: str) -> None:
    with pytest.raises(UrlRefused) as refused:
        DatabaseUrl.parse(text)
    assert word in refused.value.reason


@given(st.one_of(st.text(), st.text().map(lambda rest: f"postgresql://u@h/{rest}"), st.text().map("mysql://{}".format)))
def test_any_text_is_a_url_or_refused(text: str) -> None:
    try:
        url = DatabaseUrl.parse(text)
    except UrlRefused:
        return
    assert DatabaseUrl.parse(url.location).location == url.location
    assert url.file_name.endswith(b".sqlite")
    assert not set(b"/\\\0") & set(url.file_name)


@pytest.mark.parametrize(
    ("host", "is_local"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("[::1]", True),
        ("db.example", False),
        ("localhost.example", False),
        ("10.0.0.1", False),
        ("0.0.0.0", False),
        ("[2001:db8::1]", False),
    ],
)
def test_only_this_machine_is_local(host: str, is_local: bool) -> None:
    assert DatabaseUrl.parse(f"postgresql://u@{host}/d").is_local is is_local


def test_a_socket_is_local() -> None:
    assert DatabaseUrl.parse("mysql://u@/d?unix_socket=/run/mysqld/s.sock").is_local


@pytest.mark.parametrize(
    ("database", "name"),
    [
        ("customer", b"customer.sqlite"),
        ("/srv/data/x.fdb", b"x.fdb.sqlite"),
        ("C:%5Cdata%5Cx.fdb", b"x.fdb.sqlite"),
        ("a%3Ab%7Cc", b"a_b_c.sqlite"),
        ("..", b"database.sqlite"),
        ("/", b"database.sqlite"),
        ("k%C3%BCche", "küche.sqlite".encode()),
        ("x" * 300, b"x" * 200 + b".sqlite"),
    ],
)
def test_the_file_is_named_after_the_database(database: str, name: bytes) -> None:
    assert DatabaseUrl.parse(f"firebird://u@h/{database}").file_name == name
