"""What every source of tables must say when something is wrong. Part of the contract in `table_source`."""

import socket
import traceback
from collections.abc import Iterator

import pytest

from app.errors import BaileeError, LoginFailed, ServerGone, ServerUnreachable, TableRefused
from tests.contracts.playground import Playground, all_rows, table_named, wait_until_idle

MANY_ROWS = 120_000


def every_word(error: BaseException) -> str:
    """All that a log could get to see of an error: itself, its traceback, and whatever led to it."""
    words = [str(error), repr(error), *traceback.format_exception(error)]
    words += [every_word(earlier) for earlier in (error.__cause__, error.__context__) if earlier is not None]
    return "\n".join(words)


class TableTroubleContract:
    @pytest.fixture
    def playground(self) -> Playground:
        raise NotImplementedError

    def fill(self, playground: Playground, table: str, count: int) -> None:
        """Rows (n, 'row n'); override where the engine can do it faster by itself."""
        for start in range(0, count, 10_000):
            playground.insert(table, [(n, f"row {n}") for n in range(start, min(count, start + 10_000))])

    def make_small(self, playground: Playground) -> None:
        types, quote = playground.types, playground.quote
        playground.run(f"CREATE TABLE {quote('small')} ({quote('n')} {types.integer}, {quote('t')} {types.text})")
        playground.insert(quote("small"), [(n, f"row {n}") for n in range(10)])

    def test_a_table_without_permission_is_refused_and_the_others_are_not(self, playground: Playground) -> None:
        self.make_small(playground)
        quote = playground.quote
        playground.run(f"CREATE TABLE {quote('closed')} ({quote('a')} {playground.types.integer})")
        playground.forbid("closed")
        with playground.source().open() as snapshot:
            survey = snapshot.survey()
            for table in survey.tables:
                if table.name == "closed":
                    with pytest.raises(TableRefused) as refused:
                        all_rows(snapshot.rows(table))
                    assert refused.value.table == "closed"
                    with pytest.raises(TableRefused):
                        snapshot.count(table)
            assert len(all_rows(snapshot.rows(table_named(survey, "small")))) == 10
            assert "closed" in {table.name for table in survey.tables} or any("closed" in n for n in survey.notes)

    def test_a_wrong_password_is_refused(self, playground: Playground) -> None:
        wrong = "wr0ng-pässword-4711"
        with pytest.raises(LoginFailed) as refused, playground.source(password=wrong).open():
            pass
        self.check_silent(playground, refused.value, wrong)

    def test_an_unknown_user_is_refused(self, playground: Playground) -> None:
        user = playground.access().url.user
        url = playground.url.replace(f"//{user}@", "//nobody_here@")
        with pytest.raises(LoginFailed) as refused, playground.source(url=url).open():
            pass
        self.check_silent(playground, refused.value)

    def test_nobody_listening_is_said(self, playground: Playground, unused_port: int) -> None:
        url = playground.url.replace(f":{playground.access().url.port}/", f":{unused_port}/")
        with pytest.raises(ServerUnreachable) as refused, playground.source(url=url).open():
            pass
        self.check_silent(playground, refused.value)

    def test_a_database_that_is_not_there_is_said(self, playground: Playground) -> None:
        database = playground.access().url.database
        url = playground.url.replace(database, f"{database}_missing")
        with pytest.raises(BaileeError) as refused, playground.source(url=url).open():
            pass
        self.check_silent(playground, refused.value)

    def test_a_server_that_goes_away_is_said(self, playground: Playground) -> None:
        types, quote = playground.types, playground.quote
        playground.run(f"CREATE TABLE {quote('big')} ({quote('n')} {types.integer}, {quote('b')} {types.blob})")
        for start in range(0, 400, 50):  # more than the buffers between the two ends can hold
            playground.insert(quote("big"), [(n, bytes(100_000)) for n in range(start, start + 50)])
        gone = None
        try:
            with playground.source().open() as snapshot:
                reading = snapshot.rows(table_named(snapshot.survey(), "big"))
                next(reading)
                playground.break_connections()
                for _ in reading:
                    continue
        except ServerGone as error:
            gone = error
        assert gone is not None
        self.check_silent(playground, gone)

    def test_leaving_stops_what_the_server_is_doing(self, playground: Playground) -> None:
        self.make_small(playground)
        types, quote = playground.types, playground.quote
        playground.run(f"CREATE TABLE {quote('many')} ({quote('n')} {types.integer}, {quote('t')} {types.text})")
        self.fill(playground, quote("many"), MANY_ROWS)
        with playground.source().open() as snapshot:
            reading = snapshot.rows(table_named(snapshot.survey(), "many"))
            next(reading)
        wait_until_idle(playground)

    def check_silent(self, playground: Playground, error: BaseException, *others: str) -> None:
        """No password in anything that a log could see."""
        words = every_word(error)
        assert [secret for secret in (playground.password, *others) if secret in words] == []

    @pytest.fixture
    def unused_port(self) -> Iterator[int]:
        with socket.socket() as held:  # bound but not listening: nobody else can take it meanwhile
            held.bind(("127.0.0.1", 0))
            yield int(held.getsockname()[1])
