"""FirebirdSource keeps the contract of table sources, on a real Firebird."""

from collections.abc import Iterator

import pytest

from tests.app.sources.servers.firebird_playground import FirebirdPlayground, firebird_playground
from tests.contracts.playground import Playground
from tests.contracts.table_source import NASTY_NAMES, TableSourceContract
from tests.servers.firebird import FirebirdServer


class TestFirebirdSource(TableSourceContract):
    @pytest.fixture
    def playground(self, firebird_server: FirebirdServer) -> Iterator[FirebirdPlayground]:
        with firebird_playground(firebird_server) as playground:
            yield playground

    def nasty_names(self, playground: Playground) -> tuple[str, ...]:  # noqa: ARG002
        """Names are of the basic plane of Unicode."""
        return (*(name.replace("😀", "☺") for name in NASTY_NAMES), "SELECT", "漢字")

    def fill(self, playground: Playground, table: str, count: int) -> None:
        """By the server itself, because every row from here would cost a round trip."""
        with playground.owner() as cursor:
            cursor.execute(
                f"EXECUTE BLOCK AS DECLARE n BIGINT = 0; BEGIN WHILE (n < {count}) DO BEGIN "
                f"INSERT INTO {table} VALUES (:n, 'row ' || :n); n = n + 1; END END"
            )
