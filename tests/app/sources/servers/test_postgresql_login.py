"""Being let into a PostgreSQL, encrypted or not."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from app.crypto.secret import Secret
from app.errors import (
    BaileeError,
    DriverMissing,
    LoginFailed,
    PlainConnectionRefused,
    ServerUnreachable,
    SnapshotImpossible,
    UrlRefused,
)
from app.sources.servers.connecting import ServerAccess
from app.sources.servers.postgresql import queries
from app.sources.servers.postgresql.failures import login_failure
from app.sources.servers.postgresql.source import PostgresSource
from app.sources.servers.selection import server_source
from app.sources.servers.url import DatabaseUrl
from app.tables import Survey
from tests.app.sources.servers.postgres_playground import PostgresPlayground, postgres_playground
from tests.servers.certificates import write_certificates
from tests.servers.postgres import READER_PASSWORD, PostgresServer


@dataclass(frozen=True)
class FarUrl(DatabaseUrl):
    """The server of the tests, as if it were on another machine."""

    @property
    def is_local(self) -> bool:
        return False


@pytest.fixture
def playground(postgres_server: PostgresServer) -> Iterator[PostgresPlayground]:
    with postgres_playground(postgres_server) as playground:
        yield playground


def far(playground: PostgresPlayground, options: str = "", *, allow_plain: bool = False) -> ServerAccess:
    url = FarUrl.parse(playground.url + options)
    return ServerAccess(url, Secret(READER_PASSWORD.encode()), allow_plain=allow_plain)


def survey(access: ServerAccess) -> Survey:
    with PostgresSource(access).open() as snapshot:
        return snapshot.survey()


def failure(access: ServerAccess) -> BaileeError:
    with pytest.raises(BaileeError) as caught, PostgresSource(access).open():
        pass
    return caught.value


@contextmanager
def without_tls(server: PostgresServer) -> Iterator[None]:
    with server.administrator() as connection:
        for value in ("off", "on"):
            connection.execute(f"ALTER SYSTEM SET ssl = {value}".encode())
            connection.execute("SELECT pg_reload_conf()")
            while connection.execute("SHOW ssl").fetchone() != (value,):
                continue
            if value == "off":
                yield


def test_a_far_server_is_spoken_to_encrypted(playground: PostgresPlayground) -> None:
    assert survey(far(playground)).is_encrypted


def test_a_certificate_that_is_asked_for_is_verified(playground: PostgresPlayground, tmp_path: Path) -> None:
    ours = playground.server.certificate
    assert survey(far(playground, f"?sslmode=verify-full&sslrootcert={ours}")).is_encrypted
    write_certificates(tmp_path)
    refused = failure(far(playground, f"?sslmode=verify-full&sslrootcert={tmp_path / 'authority.pem'}"))
    assert isinstance(refused, ServerUnreachable)
    assert refused.reason == "its certificate is not trusted"


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_a_url_cannot_ask_a_far_server_for_less(playground: PostgresPlayground, mode: str) -> None:
    assert isinstance(failure(far(playground, f"?sslmode={mode}")), PlainConnectionRefused)


def test_a_mode_that_is_none_is_refused(playground: PostgresPlayground) -> None:
    assert isinstance(failure(far(playground, "?sslmode=perhaps")), UrlRefused)


def test_a_plain_connection_needs_an_explicit_yes(playground: PostgresPlayground) -> None:
    with without_tls(playground.server):
        assert isinstance(failure(far(playground)), PlainConnectionRefused)
        assert not survey(far(playground, allow_plain=True)).is_encrypted
        assert not survey(playground.access()).is_encrypted
    assert survey(far(playground, allow_plain=True)).is_encrypted
    assert not survey(far(playground, "?sslmode=disable", allow_plain=True)).is_encrypted


def test_a_name_of_this_machine_that_leads_elsewhere_does_not_count(
    playground: PostgresPlayground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sources.servers.postgresql.source._Opening._stays_here", lambda _: False)
    url = f"{playground.url}?sslmode=disable"
    assert isinstance(failure(playground.access(url=url)), PlainConnectionRefused)
    notes = survey(ServerAccess(DatabaseUrl.parse(url), playground.access().password, allow_plain=True)).notes
    assert "the connection was not encrypted" in notes
    notes = survey(far(playground)).notes
    assert "the server's certificate was not verified: the URL does not ask for sslmode=verify-full" in notes
    asked = survey(far(playground, f"?sslmode=verify-ca&sslrootcert={playground.server.certificate}"))
    assert asked.notes == ()


def test_no_password_where_one_is_needed_is_a_failed_login(playground: PostgresPlayground) -> None:
    assert isinstance(failure(ServerAccess(DatabaseUrl.parse(playground.url))), LoginFailed)


def test_an_unknown_database_is_told_from_a_failed_login(playground: PostgresPlayground) -> None:
    refused = failure(playground.access(url=f"{playground.url}_not_there"))
    assert isinstance(refused, UrlRefused)
    assert refused.reason == "the server has no database of that name"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("FATAL:  Passwort-Authentifizierung für Benutzer »somebody« fehlgeschlagen", ServerUnreachable),
        ("FATAL:  Datenbank »customers« existiert nicht", UrlRefused),
        ('FATAL:  too many connections for database "customers"', ServerUnreachable),
        ('FATAL:  no pg_hba.conf entry for host "::1", user "somebody", database "customers"', LoginFailed),
        ('FATAL:  certificate authentication failed for user "somebody"', LoginFailed),
        ("server does not support SSL, but SSL was required", PlainConnectionRefused),
        ("SSL error: certificate verify failed", ServerUnreachable),
        ("failed to resolve host 'nowhere.invalid'", ServerUnreachable),
        ("FATAL:  the database system is starting up", ServerUnreachable),
        ("something nobody has seen before", ServerUnreachable),
    ],
)
def test_what_is_said_at_the_door_is_understood_and_not_repeated(words: str, kind: type[BaileeError]) -> None:
    access = ServerAccess(DatabaseUrl.parse("postgresql://somebody@h/customers"))
    error = login_failure(access, psycopg.OperationalError(f"connection failed: {words}"))
    assert type(error) is kind
    assert words not in str(error)


def test_a_failed_login_is_known_by_the_password_that_was_asked_for(playground: PostgresPlayground) -> None:
    access = playground.access()
    with pytest.raises(psycopg.OperationalError) as refused:
        psycopg.connect(host=access.url.host, port=access.url.port, user=access.url.user, password="no", dbname="x")
    words = "connection failed: FATAL:  Passwort-Authentifizierung für Benutzer »reader« fehlgeschlagen"
    error = psycopg.OperationalError(words, pgconn=refused.value.pgconn)
    assert isinstance(login_failure(access, error), LoginFailed)


def test_a_server_without_a_snapshot_is_refused(
    playground: PostgresPlayground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "BEGIN", "BEGIN ISOLATION LEVEL READ COMMITTED, READ ONLY")
    assert isinstance(failure(playground.access()), SnapshotImpossible)


def test_a_catalogue_that_cannot_be_read_is_refused(
    playground: PostgresPlayground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PARTS", "SELECT rolpassword FROM pg_authid")
    refused = failure(playground.access())
    assert isinstance(refused, SnapshotImpossible)
    assert refused.reason == "no right to read all of it"


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DriverMissing) as missing:
        server_source(ServerAccess(DatabaseUrl.parse("postgresql://u@h/d")))
    assert (missing.value.engine, missing.value.extra) == ("PostgreSQL", "postgresql")
