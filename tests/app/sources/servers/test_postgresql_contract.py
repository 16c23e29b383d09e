"""PostgreSQL keeps the contract of table sources, on a real server."""

from collections.abc import Iterator

import pytest

from tests.app.sources.servers.postgres_playground import PostgresPlayground, postgres_playground
from tests.contracts.playground import Playground
from tests.contracts.table_source import TableSourceContract
from tests.servers.postgres import PostgresServer


class TestPostgresSource(TableSourceContract):
    @pytest.fixture
    def playground(self, postgres_server: PostgresServer) -> Iterator[PostgresPlayground]:
        with postgres_playground(postgres_server) as playground:
            yield playground

    def fill(self, playground: Playground, table: str, count: int) -> None:
        playground.run(f"INSERT INTO {table} SELECT n, 'row ' || n FROM generate_series(0, {count - 1}) AS n")
